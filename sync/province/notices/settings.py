"""How a province tells its villagers: `notices.toml` in its folder (docs/samples/notices-*.toml explain every line)."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kiosk.assets import assets
from kiosk.config import read_settings
from kiosk.errors import ConfigError
from sync.messages import Name
from sync.province.notices.consent import Channel
from sync.province.notices.words import KINDS, LONGEST_HALL, Kind

NOTICES_FILE = "notices.toml"


class _Part(BaseModel):
    """A line that nobody knows is a mistake somebody should hear of."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Part):
    """Fits an answer with one of these HTTP statuses, and one of these values at `path` ("data.error") of its JSON."""

    statuses: tuple[int, ...] = (200, 201, 202)
    path: str = ""
    values: tuple[str, ...] = ()


class Asking(_Part):
    """How to ask what became of our `{reference}`."""

    url: str
    headers: dict[str, str] = {}
    known: tuple[Rule, ...]
    unknown: tuple[Rule, ...] = (Rule(statuses=(404,)),)
    id: str = ""


class HttpGatewaySettings(_Part):
    kind: Literal["http"]
    url: str
    headers: dict[str, str] = {}
    body: dict[str, Any]
    phone: Literal["0", "84", "+84"] = "0"
    templates: dict[Kind, str] = {}
    id: str = ""
    accepted: tuple[Rule, ...]
    never: tuple[Rule, ...] = (Rule(statuses=(400, 404, 422)),)
    later: tuple[Rule, ...] = (Rule(statuses=(401, 403, 429)),)
    ask: Asking | None = None
    safe_again_minutes: Annotated[int, Field(ge=0)] = 0
    connect_seconds: Annotated[float, Field(gt=0, le=60)] = 5.0
    answer_seconds: Annotated[float, Field(gt=0, le=120)] = 20.0


class FileGatewaySettings(_Part):
    kind: Literal["file"]
    folder: str = "notices-out"


GatewaySettings = Annotated[HttpGatewaySettings | FileGatewaySettings, Field(discriminator="kind")]


class NoticeSettings(_Part):
    gateways: dict[Channel, GatewaySettings]
    kiosk_channel: Channel = "sms"
    tell: frozenset[Kind] = frozenset(KINDS)
    accents: bool = True
    quiet: tuple[time, time] = (time(20), time(7))
    per_number_and_day: Annotated[int, Field(ge=1)] = 3
    oldest_hours: Annotated[int, Field(ge=1)] = 72
    keep_days: Annotated[int, Field(ge=0)] = 30
    settle_seconds: Annotated[float, Field(ge=0)] = 180.0
    most_attempts: Annotated[int, Field(ge=1)] = 10
    retry_base_seconds: Annotated[float, Field(gt=0)] = 60.0
    retry_cap_seconds: Annotated[float, Field(gt=0)] = 3600.0
    halls: dict[Name, Annotated[str, Field(min_length=1, max_length=LONGEST_HALL)]] = {}

    @field_validator("quiet", mode="before")
    @classmethod
    def _times(cls, said: Any) -> Any:
        return tuple(time.fromisoformat(one) if isinstance(one, str) else one for one in said)

    def hall_name(self, hall: str) -> str:
        """Return what a message calls the hall: as set, as its own settings call it, or its id."""
        if hall in self.halls:
            return self.halls[hall]
        file = assets() / "halls" / f"{hall}.toml"
        return read_settings(file).hall.name[:LONGEST_HALL] if file.exists() else hall


def read_notice_settings(home: Path) -> NoticeSettings:
    """Return the settings in `home`.

    Raises:
        ConfigError: there are none, or one is wrong; names it.
    """
    try:
        return NoticeSettings.model_validate(tomllib.loads((home / NOTICES_FILE).read_text("utf-8")))
    except ValidationError as error:
        where = ".".join(str(one) for one in error.errors(include_input=False)[0]["loc"])
        raise ConfigError(file=NOTICES_FILE, problem=where) from error
    except (OSError, ValueError) as error:
        raise ConfigError(file=NOTICES_FILE, problem=f"{NOTICES_FILE}: {type(error).__name__}") from error
