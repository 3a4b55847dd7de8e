"""A hall's settings, read from one TOML file (assets/halls/khanh-binh.toml explains every line).

A setting that is wrong names itself and the file; nothing starts with half of the settings.
"""

import os
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, cast

import platformdirs

from kiosk.assets import assets
from kiosk.errors import ConfigError

ANY_FIELD = "*"
LAST_GOOD = "hall.last-good.toml"


@dataclass(frozen=True, slots=True)
class HallSettings:
    id: str
    name: str
    centre: str
    province: str
    agency: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class KioskSettings:
    letter: str = "A"
    languages: tuple[str, ...] = ("vi",)


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    pixels_per_mm: float = 0.0
    idle_seconds: int = 60
    idle_warning_seconds: int = 30


@dataclass(frozen=True, slots=True)
class ClassSettings:
    """A queue class and how many of its tickets are called in one turn of the cycle."""

    id: str
    text: str
    weight: int


@dataclass(frozen=True, slots=True)
class QueueSettings:
    classes: tuple[ClassSettings, ...]
    no_show_limit: int = 3
    rest_minutes: int = 2
    guard_minutes: int = 45
    mean_service_minutes: float = 12.0
    mean_of_last: int = 20

    @property
    def class_ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.classes)


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """A queue a villager can choose; `fields` are the lĩnh vực it covers, "*" for all that no other covers."""

    letter: str
    name: str
    text: str
    picture: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CounterSettings:
    number: int
    name: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    kind: str = "none"
    target: str = ""
    dots: int = 576
    keep_pictures: bool = False


@dataclass(frozen=True, slots=True)
class SyncSettings:
    province: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a hall decides for itself."""

    hall: HallSettings
    queue: QueueSettings
    services: tuple[ServiceSettings, ...]
    counters: tuple[CounterSettings, ...]
    kiosk: KioskSettings = field(default_factory=KioskSettings)
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    sync: SyncSettings = field(default_factory=SyncSettings)

    def service(self, letter: str) -> ServiceSettings | None:
        return next((one for one in self.services if one.letter == letter), None)

    def counter(self, number: int) -> CounterSettings | None:
        return next((one for one in self.counters if one.number == number), None)

    def service_for_field(self, name: str) -> ServiceSettings:
        """Return the service that covers the field `name`, else the one that covers the rest."""
        named = next((one for one in self.services if name in one.fields), None)
        rest = next((one for one in self.services if ANY_FIELD in one.fields), self.services[-1])
        return named or rest


def kiosk_home() -> Path:
    """Return the folder that holds all data: $KIOSK_HOME, else the user's data folder."""
    given = os.environ.get("KIOSK_HOME")
    return Path(given) if given else platformdirs.user_data_path("mot-cua", appauthor=False)


def kiosk_home_is_chosen() -> bool:
    """Say whether $KIOSK_HOME names the folder; otherwise it is the user's own."""
    return bool(os.environ.get("KIOSK_HOME"))


def default_settings_file() -> Path:
    return assets() / "halls" / "khanh-binh.toml"


def load_settings(home: Path) -> Settings:
    """Return the settings in `home`/hall.toml, or the default hall where there is none.

    Raises:
        ConfigError: the file cannot be read or a line is wrong; the sentence names it.
    """
    own = home / "hall.toml"
    return read_settings(own if own.exists() else default_settings_file())


def settings_to_run_with(home: Path) -> tuple[Settings, ConfigError | None]:
    """Return the settings of `load_settings`, or, when a line is wrong, the last good ones and what is wrong.

    A typing mistake must not close a hall at the next start.

    Raises:
        ConfigError: a line is wrong and there never were good ones.
    """
    own, kept = home / "hall.toml", home / LAST_GOOD
    try:
        settings = load_settings(home)
    except ConfigError as error:
        if not kept.exists():
            raise
        return read_settings(kept), error
    if own.exists() and (not kept.exists() or kept.read_bytes() != own.read_bytes()):
        kept.write_bytes(own.read_bytes())
    return settings, None


def read_settings(file: Path) -> Settings:
    """Return the settings in `file`.

    Raises:
        ConfigError: as for `load_settings`.
    """
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(file=file.name, problem=f"không đọc được tệp ({error})") from error
    try:
        settings = _settings(raw)
    except _WrongSettingError as error:
        raise ConfigError(file=file.name, problem=str(error)) from error
    return settings


class _WrongSettingError(Exception):
    """A line is wrong; becomes a ConfigError where the file's name is known."""


_T = TypeVar("_T")


def _settings(raw: dict[str, Any]) -> Settings:
    known = {one.name for one in fields(Settings)}
    for name in raw.keys() - known:
        raise _WrongSettingError(f"không có mục [{name}]")
    queue = dict(_table(raw, "queue"))
    classes = tuple(_record(ClassSettings, one, "queue.classes") for one in _tables(queue, "classes", "queue.classes"))
    queue["classes"] = classes
    settings = Settings(
        hall=_record(HallSettings, _table(raw, "hall"), "hall"),
        kiosk=_record(KioskSettings, _table(raw, "kiosk"), "kiosk"),
        screen=_record(ScreenSettings, _table(raw, "screen"), "screen"),
        queue=_record(QueueSettings, queue, "queue"),
        services=tuple(_record(ServiceSettings, one, "services") for one in _tables(raw, "services", "services")),
        counters=tuple(_record(CounterSettings, one, "counters") for one in _tables(raw, "counters", "counters")),
        printer=_record(PrinterSettings, _table(raw, "printer"), "printer"),
        sync=_record(SyncSettings, _table(raw, "sync"), "sync"),
    )
    _check(settings)
    return settings


def _table(raw: dict[str, Any], name: str) -> dict[str, Any]:
    table = raw.get(name, {})
    if not isinstance(table, dict):
        raise _WrongSettingError(f"[{name}] phải là một mục")
    return table  # pyright: ignore[reportUnknownVariableType]


def _tables(raw: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    tables = raw.get(name)
    if not isinstance(tables, list) or not tables:
        raise _WrongSettingError(f"cần ít nhất một [[{where}]]")
    return tables  # pyright: ignore[reportUnknownVariableType]


def _record(kind: type[_T], raw: dict[str, Any], where: str) -> _T:
    """Build the dataclass `kind` from a TOML table, checking names and types of every line."""
    wanted = {one.name: one for one in fields(kind)}  # pyright: ignore[reportArgumentType]
    for name in raw:
        if name not in wanted:
            raise _WrongSettingError(f"[{where}] không có dòng {name}")
    values = {name: _value(value, str(wanted[name].type), f"{where}.{name}") for name, value in raw.items()}
    try:
        return kind(**values)
    except TypeError as error:
        missing = [name for name, one in wanted.items() if name not in values and _required(one)]
        raise _WrongSettingError(f"[{where}] thiếu dòng {', '.join(missing)}") from error


def _required(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _value(value: Any, wanted: str, where: str) -> Any:
    if "tuple[str" in wanted and isinstance(value, list):
        words = cast("list[Any]", value)
        if all(isinstance(word, str) for word in words):
            return tuple(words)
        raise _WrongSettingError(f"{where} không đúng kiểu")
    if "float" in wanted and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    plain = {"str": str, "int": int, "bool": bool}
    for name, kind in plain.items():
        if name in wanted and "tuple" not in wanted and type(value) is kind:
            return value
    if isinstance(value, tuple):
        return value  # pyright: ignore[reportUnknownVariableType]
    raise _WrongSettingError(f"{where} không đúng kiểu")


def _check(settings: Settings) -> None:
    letters = [one.letter for one in settings.services]
    for letter in letters:
        if len(letter) != 1 or not ("A" <= letter <= "Z"):
            raise _WrongSettingError(f"services.letter phải là một chữ A-Z, không phải {letter!r}")
    if len(set(letters)) != len(letters):
        raise _WrongSettingError("hai dịch vụ trùng chữ cái")
    numbers = [one.number for one in settings.counters]
    if len(set(numbers)) != len(numbers):
        raise _WrongSettingError("hai quầy trùng số")
    for counter in settings.counters:
        for letter in counter.services:
            if letter not in letters:
                raise _WrongSettingError(f"quầy {counter.number} nhận dịch vụ {letter} không có")
    if not (len(settings.kiosk.letter) == 1 and "A" <= settings.kiosk.letter <= "Z"):
        raise _WrongSettingError("kiosk.letter phải là một chữ A-Z")
    for one in settings.queue.classes:
        if one.weight < 1:
            raise _WrongSettingError(f"queue.classes {one.id}: weight phải từ 1")
    if settings.printer.kind not in {"file", "tcp", "serial", "none"}:
        raise _WrongSettingError("printer.kind là file, tcp, serial hoặc none")
