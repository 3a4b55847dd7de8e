"""How a province reaches the national exchange: exchange.toml and exchange.password in its folder."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from kiosk.assets import assets
from kiosk.errors import ConfigError

FILE, PASSWORD_FILE = "exchange.toml", "exchange.password"


@dataclass(frozen=True, slots=True)
class ExchangeSettings:
    """`seconds`: how long one answer may take. Of the three codes in the middle an empty one is not sent."""

    address: str
    login_path: str
    exchange_path: str
    username: str
    madonvi: str
    dstcode: str = ""
    share_path: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 60.0
    noi_nop_ho_so: str = ""
    duoc_thanh_toan_truc_tuyen: str = ""
    hinh_thuc: str = ""
    don_vi: dict[str, str] = field(default_factory=dict[str, str])


REQUIRED = ("address", "login_path", "exchange_path", "username", "madonvi")


def write_template(home: Path) -> Path:
    """Put the empty settings with their notes into `home` where none are; returns the file."""
    file = home / FILE
    if not file.exists():
        file.write_bytes((assets() / "exchange" / FILE).read_bytes())
    return file


def read_exchange_settings(home: Path) -> ExchangeSettings:
    """
    Raises:
        ConfigError: a line is missing, empty or wrong; `problem` names it.
    """
    file = write_template(home)
    try:
        raw: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(file=str(file), problem=type(error).__name__) from error
    kinds: dict[str, type] = {one.name: dict if one.name == "don_vi" else str for one in fields(ExchangeSettings)}
    kinds["seconds"] = int
    for name, value in raw.items():
        if name not in kinds or name == "password" or not isinstance(value, kinds[name]):
            raise ConfigError(file=str(file), problem=name)
    for name in REQUIRED:
        if not raw.get(name):
            raise ConfigError(file=str(file), problem=name)
    if not raw["address"].startswith(("https://", "http://")) or not 1 <= raw.get("seconds", 60) <= 600:
        raise ConfigError(file=str(file), problem="address, seconds")
    try:
        password = (home / PASSWORD_FILE).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise ConfigError(file=str(home / PASSWORD_FILE), problem=PASSWORD_FILE) from error
    return ExchangeSettings(**raw, password=password)
