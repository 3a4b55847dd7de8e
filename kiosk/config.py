"""A hall's settings, read from one TOML file (assets/halls/khanh-binh.toml explains every line).

A setting that is wrong names itself and the file; nothing starts with half of the settings.
"""

import os
import tomllib
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, cast

import platformdirs

from kiosk.assets import assets
from kiosk.errors import ConfigError
from kiosk.languages import LANGUAGES

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
    _keep(own, kept)
    return settings, None


def _keep(own: Path, kept: Path) -> None:
    """Copy the good settings, whole or not at all; a full or read-only disk must not stop the hall."""
    with suppress(OSError):
        if own.exists() and (not kept.exists() or kept.read_bytes() != own.read_bytes()):
            half = kept.with_suffix(".new")
            half.write_bytes(own.read_bytes())
            half.replace(kept)


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
    given = raw.get(name)
    tables = cast("list[Any]", given) if isinstance(given, list) else []
    if not tables or not all(isinstance(one, dict) for one in tables):
        raise _WrongSettingError(f"cần ít nhất một [[{where}]]")
    return tables


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


# What a number may be, least and most. Wider than any hall needs, narrow enough that nothing overflows.
_RANGES: dict[str, tuple[float, float]] = {
    "screen.pixels_per_mm": (0, 100),
    "screen.idle_seconds": (5, 3600),
    "screen.idle_warning_seconds": (5, 600),
    "queue.no_show_limit": (1, 20),
    "queue.rest_minutes": (0, 240),
    "queue.guard_minutes": (1, 1440),
    "queue.mean_service_minutes": (0.5, 480),
    "queue.mean_of_last": (1, 1000),
}
_PRINTERS = {"file", "tcp", "serial", "none"}


def _check(settings: Settings) -> None:
    _check_ranges(settings)
    _check_queues(settings)
    letter = settings.kiosk.letter
    _must(len(letter) == 1 and "A" <= letter <= "Z", "kiosk.letter phải là một chữ A-Z")
    unknown = [one for one in settings.kiosk.languages if one not in LANGUAGES]
    _must(not unknown and "vi" in settings.kiosk.languages, f"kiosk.languages cần có vi, và chỉ gồm {list(LANGUAGES)}")
    _must(settings.printer.kind in _PRINTERS, "printer.kind là file, tcp, serial hoặc none")
    _check_printer(settings.printer)


def _check_printer(printer: PrinterSettings) -> None:
    dots = printer.dots
    _must(dots % 8 == 0 and 200 <= dots <= 2400, "printer.dots là 576 (giấy 80 mm) hoặc 384 (giấy 58 mm)")
    if printer.kind in {"tcp", "serial"}:
        place, sign, number = printer.target.partition(":" if printer.kind == "tcp" else "@")
        right = place != "" and (not sign or (number.isascii() and number.isdigit() and 0 < int(number) < 10_000_000))
        _must(right, f"printer.target không đúng: {printer.target!r}")


def _check_ranges(settings: Settings) -> None:
    for name, (least, most) in _RANGES.items():
        table, line = name.split(".")
        # "not in between" instead of "outside": nan is neither below nor above.
        value = getattr(getattr(settings, table), line)
        _must(least <= value <= most, f"{name} phải từ {least:g} đến {most:g}")


def _check_queues(settings: Settings) -> None:
    letters = [one.letter for one in settings.services]
    for letter in letters:
        _must(len(letter) == 1 and "A" <= letter <= "Z", f"services.letter phải là một chữ A-Z, không phải {letter!r}")
    _must(len(set(letters)) == len(letters), "hai dịch vụ trùng chữ cái")
    numbers = [one.number for one in settings.counters]
    _must(len(set(numbers)) == len(numbers), "hai quầy trùng số")
    for counter in settings.counters:
        for letter in counter.services:
            _must(letter in letters, f"quầy {counter.number} nhận dịch vụ {letter} không có")
    ids = settings.queue.class_ids
    _must(len(set(ids)) == len(ids), "queue.classes: hai diện trùng id")
    for one in settings.queue.classes:
        _must(1 <= one.weight <= 100, f"queue.classes {one.id}: weight phải từ 1 đến 100")


def _must(true: bool, problem: str) -> None:
    if not true:
        raise _WrongSettingError(problem)
