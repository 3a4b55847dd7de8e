"""A hall's settings, read from one TOML file (assets/halls/khanh-binh.toml explains every line).

What the province signed for the hall (kiosk.updates.files) lies under the hall's own file: a line of hall.toml wins,
and a line that it leaves out is the province's.
A setting that is wrong names itself and the file; nothing starts with half of the settings.
"""

import hashlib
import os
import re
import tomllib
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, cast

import platformdirs

from kiosk.assets import assets
from kiosk.errors import ConfigError
from kiosk.hours import read_hours
from kiosk.keyboard.rules import METHODS, OLD, STYLES, TELEX
from kiosk.languages import LANGUAGES
from kiosk.updates.files import signed_settings

ANY_FIELD = "*"
LAST_NUMBER = 999  # three digits: what a board can show and a voice can say
LAST_GOOD = "hall.last-good.toml"
FRAME_KEYS = frozenset({"Enter", "Tab", *(f"F{at}" for at in range(1, 13))})  # keys that no code consists of
FRAME_TEXT = "một phím F1-F12 hoặc Tab"


@dataclass(frozen=True, slots=True)
class HallSettings:
    id: str
    name: str
    centre: str
    province: str
    agency: str
    phone: str = ""
    address: str = ""  # of the hall server on the local network, for the QR code on tickets
    hours: tuple[str, ...] = ()  # "T2-T6 07:00-11:30", see kiosk.queue.hours; empty = always open
    holidays: bool = True  # closed on public holidays
    board_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """The kiosk of this machine. `hall` and `token` are set where the hall server runs on another one."""

    letter: str = "A"
    languages: tuple[str, ...] = ("vi",)
    hall: str = ""
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RangeSettings:
    """Numbers kept for the kiosk `letter`, `first` to `last` of every service: nobody else issues them."""

    letter: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """`folder` holds recordings that replace our clips; `volume` is 0 to 100; `repeat` says a call again so often;
    `screens` lets a touch screen say a number by itself when it is taken.
    """

    volume: int = 80
    chime: bool = True
    folder: str = ""
    kiosk_speaks: bool = False
    repeat: int = 0
    screens: bool = True


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    pixels_per_mm: float = 0.0
    idle_seconds: int = 60
    idle_warning_seconds: int = 30


@dataclass(frozen=True, slots=True)
class LineSettings:
    """A line of the queue and how many of its tickets are called in one turn of the cycle."""

    id: str
    weight: int


@dataclass(frozen=True, slots=True)
class ClassSettings:
    """Whom a hall treats in a way of their own, and the line they stand in.

    `when` is "declared" (a villager says so), "clerk" (priority without a reason that the list names), "submission"
    (papers were prepared before) or "otherwise".
    """

    id: str
    text: str
    line: str
    when: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class QueueSettings:
    lines: tuple[LineSettings, ...]
    classes: tuple[ClassSettings, ...]
    no_show_limit: int = 3
    rest_minutes: int = 2
    guard_minutes: int = 45
    mean_service_minutes: float = 12.0
    mean_of_last: int = 20
    undo_minutes: int = 5
    park_minutes: int = 15
    early_minutes: int = 30
    help_again_seconds: int = 60

    @property
    def declared(self) -> tuple[ClassSettings, ...]:
        """The classes a villager is asked about."""
        return tuple(one for one in self.classes if one.when == "declared")

    def class_when(self, when: str) -> ClassSettings:
        """Return the first class with this `when`, else the one for everybody."""
        found = next((one for one in self.classes if one.when == when), None)
        return found or next(one for one in self.classes if one.when == "otherwise")

    def line_of(self, klass: str) -> str:
        """Return the line of a class; a class the settings no longer name stands in the ordinary line."""
        found = next((one for one in self.classes if one.id == klass), None)
        return (found or self.class_when("otherwise")).line


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """A queue a villager can choose; `fields` are the lĩnh vực it covers, "*" for all that no other covers.

    `hours` are the hall's where empty; `daily_quota` 0 is no limit; `ticket_note` is a line on its tickets.
    """

    letter: str
    name: str
    text: str
    picture: str
    fields: tuple[str, ...]
    hours: tuple[str, ...] = ()
    daily_quota: int = 0
    ticket_note: str = ""


@dataclass(frozen=True, slots=True)
class CounterSettings:
    number: int
    name: str
    services: tuple[str, ...]
    direction: str = ""  # where a villager finds it: "bên trái, cạnh cửa sổ"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    kind: str = "none"
    target: str = ""
    dots: int = 576
    keep_pictures: bool = False


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """`name` is a part of the device's name, "" for any; `region` the part of its picture that is read: left, top,
    right and bottom in percent; `exposure` in EV; `width` in pixels.
    """

    on: bool = True
    name: str = ""
    region: str = "0,0,100,100"
    mirror: bool = True
    torch: bool = False
    exposure: float = 0.0
    width: int = 1280

    @property
    def region_parts(self) -> tuple[float, float, float, float]:
        """The region in fractions.

        Raises:
            ValueError: it is none; checked when the settings are read.
        """
        left, top, right, bottom = (float(one) / 100 for one in self.region.split(","))
        if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
            raise ValueError(self.region)
        return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class PapersSettings:
    """Papers that villagers photograph. `look` is colour, grey or bilevel; `width` the pixels asked of the camera.

    `sharp_*`, `dpi_*`, `light_*` and `glare` are kiosk.scanning.page_quality.Limits, `still_*` its neighbour Stillness.
    `usb` are the folders under which the system shows USB sticks.
    """

    look: str = "colour"
    dpi: int = 200
    most_pages: int = 12
    width: int = 3264
    file_mb: int = 20
    usb: tuple[str, ...] = ("/media", "/run/media")
    sharp_warn: float = 60.0
    sharp_refuse: float = 20.0
    dpi_warn: float = 100.0
    dpi_refuse: float = 75.0
    light_warn: float = 70.0
    light_refuse: float = 35.0
    glare: float = 0.004
    still_part: float = 0.008
    still_frames: int = 4
    still_ms: float = 600.0
    still_gap_ms: float = 2000.0
    again_ms: float = 2500.0


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """`serial` is a device, "auto" or "" for none; `prefix` and `suffix` are keys that frame each scan of a scanner
    that types ("" is no frame: its rhythm tells); `keyboard` is an event device whose keys go nowhere else.
    """

    serial: str = ""
    baud: int = 9600
    prefix: str = ""
    suffix: str = "Enter"
    keyboard: str = ""
    gap_ms: float = 30.0


@dataclass(frozen=True, slots=True)
class KeyboardSettings:
    """What typed letters mean: `method` is "telex", "vni" or "keys" (letters are only letters), `style` "old" (hòa) or
    "new" (hoà). The ready letters and tone keys on the glass work with each.
    """

    method: str = TELEX
    style: str = OLD


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """`keep_days`: a dossier about which the province has said nothing for so long is removed from this machine.
    `keep_unsafe_days`: what the province has, but no tested backup of it, is erased only after so many days.
    `clock_minutes`: by how much this machine's clock may differ from the province's before it is not believed.
    """

    province: str = ""
    keep_days: int = 180
    keep_unsafe_days: int = 90
    clock_minutes: int = 10


@dataclass(frozen=True, slots=True)
class SubmissionSettings:
    """`keep_draft_days`: whole days after its last answer that a draft is kept; `keep_sent_days`: the same for a
    submission after the province has it; `keep_lacking_days`: while a counter waits for papers that lack.
    """

    keep_draft_days: int = 3
    keep_sent_days: int = 7
    keep_lacking_days: int = 60


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
    keyboard: KeyboardSettings = field(default_factory=KeyboardSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    camera: CameraSettings = field(default_factory=CameraSettings)
    papers: PapersSettings = field(default_factory=PapersSettings)
    sync: SyncSettings = field(default_factory=SyncSettings)
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    submissions: SubmissionSettings = field(default_factory=SubmissionSettings)
    kiosks: tuple[RangeSettings, ...] = ()

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
    """Return the settings in `home`/hall.toml, or the default hall where there is none; each with what is signed.

    Raises:
        ConfigError: a file cannot be read or a line is wrong; the sentence names it.
    """
    own, signed = home / "hall.toml", signed_settings(home)
    if own.exists():
        return read_settings(own, signed)
    return read_settings(signed, default_settings_file()) if signed else read_settings(default_settings_file())


def check_signed_settings(home: Path, signed: Path, hall: str) -> None:
    """Look whether this hall would run with what the province signed for it.

    Raises:
        ConfigError: it would not, or these are another hall's settings.
    """
    settings, own = read_settings(signed, default_settings_file()), home / "hall.toml"
    with suppress(ConfigError):  # a slip in hall.toml, or what needs the province's lines, is not the province's fault
        read_settings(own)
        settings = read_settings(own, signed)
    if settings.hall.id != hall or _read_toml(signed).get("hall", {}).get("id", hall) != hall:
        raise ConfigError(file=signed.name, problem=f"hall.id = {settings.hall.id}")


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
        return _last_good(kept, signed_settings(home)), error
    _keep(own, kept)
    return settings, None


def _last_good(kept: Path, signed: Path | None) -> Settings:
    try:
        return read_settings(kept, signed)
    except ConfigError:
        return read_settings(kept)


def _keep(own: Path, kept: Path) -> None:
    """Copy the good settings, whole or not at all; a full or read-only disk must not stop the hall."""
    with suppress(OSError):
        if own.exists() and (not kept.exists() or kept.read_bytes() != own.read_bytes()):
            half = kept.with_suffix(".new")
            half.touch(mode=0o600)  # it holds a second kiosk's token
            half.write_bytes(own.read_bytes())
            half.replace(kept)


def settings_version(home: Path) -> str:
    """Return what names the present text of `home`/hall.toml and of what is signed; "" while there is neither."""
    own, signed = home / "hall.toml", signed_settings(home)
    texts = [file.read_bytes() for file in (own, signed) if file is not None and file.exists()]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:32] if texts else ""


def settings_changed(home: Path, since: str) -> bool:
    """Say whether settings were written since `settings_version` gave `since`: start anew, when nobody is there.

    A file that cannot be read at this moment has not changed.
    """
    try:
        return settings_version(home) != since
    except OSError:
        return False


def read_settings(file: Path, under: Path | None = None) -> Settings:
    """Return the settings in `file`.

    Args:
        under: a file whose lines count where `file` has none of that name.
    Raises:
        ConfigError: as for `load_settings`.
    """
    raw = _read_toml(file)
    if under is not None:
        raw = _laid_over(raw, _read_toml(under))
    try:
        settings = _settings(raw)
    except _WrongSettingError as error:
        raise ConfigError(file=file.name, problem=str(error)) from error
    return settings


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(file=file.name, problem=f"không đọc được tệp ({error})") from error


def _laid_over(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    """Return the lines of both; lists, such as that of the services, are taken whole."""
    result = {**lower, **upper}
    for name, mine in upper.items():
        below = lower.get(name)
        if isinstance(mine, dict) and isinstance(below, dict):
            result[name] = _laid_over(cast("dict[str, Any]", mine), cast("dict[str, Any]", below))
    return result


class _WrongSettingError(Exception):
    """A line is wrong; becomes a ConfigError where the file's name is known."""


_T = TypeVar("_T")


def _settings(raw: dict[str, Any]) -> Settings:
    known = {one.name for one in fields(Settings)}
    for name in raw.keys() - known:
        raise _WrongSettingError(f"không có mục [{name}]")
    queue = dict(_table(raw, "queue"))
    queue["lines"] = _records(LineSettings, _tables(queue, "lines", "queue.lines"), "queue.lines")
    queue["classes"] = _records(ClassSettings, _tables(queue, "classes", "queue.classes"), "queue.classes")
    settings = Settings(
        hall=_record(HallSettings, _table(raw, "hall"), "hall"),
        kiosk=_record(KioskSettings, _table(raw, "kiosk"), "kiosk"),
        screen=_record(ScreenSettings, _table(raw, "screen"), "screen"),
        queue=_record(QueueSettings, queue, "queue"),
        services=_records(ServiceSettings, _tables(raw, "services", "services"), "services"),
        counters=_records(CounterSettings, _tables(raw, "counters", "counters"), "counters"),
        printer=_record(PrinterSettings, _table(raw, "printer"), "printer"),
        keyboard=_record(KeyboardSettings, _table(raw, "keyboard"), "keyboard"),
        scanner=_record(ScannerSettings, _table(raw, "scanner"), "scanner"),
        camera=_record(CameraSettings, _table(raw, "camera"), "camera"),
        papers=_record(PapersSettings, _table(raw, "papers"), "papers"),
        sync=_record(SyncSettings, _table(raw, "sync"), "sync"),
        voice=_record(VoiceSettings, _table(raw, "voice"), "voice"),
        submissions=_record(SubmissionSettings, _table(raw, "submissions"), "submissions"),
        kiosks=_records(RangeSettings, _tables(raw, "kiosks", "kiosks"), "kiosks") if "kiosks" in raw else (),
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


def _records(kind: type[_T], tables: list[dict[str, Any]], where: str) -> tuple[_T, ...]:
    return tuple(_record(kind, one, where) for one in tables)


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
    "queue.undo_minutes": (0, 240),
    "queue.park_minutes": (1, 240),
    "queue.early_minutes": (0, 240),
    "queue.help_again_seconds": (10, 3600),
    "voice.volume": (0, 100),
    "voice.repeat": (0, 3),
    "sync.keep_days": (1, 3650),
    "sync.keep_unsafe_days": (0, 3650),
    "sync.clock_minutes": (1, 1440),
    "submissions.keep_draft_days": (1, 30),
    "submissions.keep_sent_days": (0, 90),
    "submissions.keep_lacking_days": (1, 365),
    "scanner.baud": (300, 4_000_000),
    "scanner.gap_ms": (5, 200),
    "camera.exposure": (-5, 5),
    "camera.width": (320, 7680),
    "papers.dpi": (100, 300),
    "papers.most_pages": (1, 40),
    "papers.width": (320, 7680),
    "papers.file_mb": (1, 200),
    "papers.sharp_warn": (0, 1000),
    "papers.sharp_refuse": (0, 1000),
    "papers.dpi_warn": (0, 600),
    "papers.dpi_refuse": (0, 600),
    "papers.light_warn": (0, 255),
    "papers.light_refuse": (0, 255),
    "papers.glare": (0, 1),
    "papers.still_part": (0.001, 0.1),
    "papers.still_frames": (2, 60),
    "papers.still_ms": (100, 5000),
    "papers.still_gap_ms": (100, 60_000),
    "papers.again_ms": (0, 60_000),
}
_WHEN = {"declared", "clerk", "submission", "otherwise"}
_LOOKS = {"colour", "grey", "bilevel"}
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
    _must(settings.keyboard.method in METHODS, "keyboard.method là telex, vni hoặc keys")
    _must(settings.keyboard.style in STYLES, "keyboard.style là old (hòa) hoặc new (hoà)")
    _check_reading(settings)


def _check_reading(settings: Settings) -> None:
    scanner = settings.scanner
    try:
        _ = settings.camera.region_parts
    except ValueError as error:
        raise _WrongSettingError("camera.region: trái,trên,phải,dưới theo phần trăm, như '10,10,90,90'") from error
    _must(settings.papers.look in _LOOKS, "papers.look là colour, grey hoặc bilevel")
    folders = all(Path(one).is_absolute() for one in settings.papers.usb)
    _must(folders, "papers.usb là các thư mục, như ['/media', '/run/media']")
    ports = scanner.serial in ("", "auto") or scanner.serial.startswith(("/dev/", "COM"))
    _must(ports, "scanner.serial là một thiết bị như /dev/ttyACM0, hoặc auto")
    _must(
        scanner.keyboard == "" or scanner.keyboard.startswith("/dev/input/"), "scanner.keyboard nằm trong /dev/input/"
    )
    _must(scanner.prefix == "" or scanner.prefix in FRAME_KEYS - {"Enter"}, f"scanner.prefix là {FRAME_TEXT}")
    _must(scanner.suffix in FRAME_KEYS, f"scanner.suffix là {FRAME_TEXT} hoặc Enter")


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
    for service in settings.services:
        _must(0 <= service.daily_quota <= LAST_NUMBER, f"dịch vụ {service.letter}: daily_quota từ 0 đến {LAST_NUMBER}")
    _check_lines(settings.queue)
    _check_hours(settings)
    _check_kiosks(settings.kiosks)
    _check_second(settings)


def _check_lines(queue: QueueSettings) -> None:
    lines, classes = [one.id for one in queue.lines], [one.id for one in queue.classes]
    _must(len(set(lines)) == len(lines), "queue.lines: hai hàng trùng id")
    for line in queue.lines:
        _must(1 <= line.weight <= 100, f"queue.lines {line.id}: weight phải từ 1 đến 100")
    _must(len(set(classes)) == len(classes), "queue.classes: hai diện trùng id")
    for one in queue.classes:
        _must(one.line in lines, f"queue.classes {one.id}: không có hàng {one.line!r}")
        _must(one.when in _WHEN, f"queue.classes {one.id}: when là declared, clerk, submission hoặc otherwise")
    otherwise = [one.id for one in queue.classes if one.when == "otherwise"]
    _must(len(otherwise) == 1, "queue.classes: cần đúng một diện có when là otherwise")


def _check_hours(settings: Settings) -> None:
    services = [(f"của dịch vụ {one.letter}", one.hours) for one in settings.services]
    for whose, lines in [("chung", settings.hall.hours), *services]:
        for line in lines:
            try:
                read_hours(line)
            except ValueError as error:
                # A manager reads this too: on the page the hours are fields, not a line called "hours".
                raise _WrongSettingError(
                    f"Giờ làm việc {whose}: không hiểu '{line}'; viết như 'T2-T6 07:00-11:30'"
                ) from error


def _check_kiosks(kiosks: tuple[RangeSettings, ...]) -> None:
    letters = [one.letter for one in kiosks]
    _must(len(set(letters)) == len(letters), "kiosks: hai máy trùng chữ cái")
    for one in kiosks:
        _must(len(one.letter) == 1 and "A" <= one.letter <= "Z", "kiosks.letter phải là một chữ A-Z")
        _must(1 < one.first <= one.last <= LAST_NUMBER, f"kiosks {one.letter}: first, last từ 2 đến {LAST_NUMBER}")
    ranges = sorted((one.first, one.last) for one in kiosks)
    for before, after in pairwise(ranges):
        _must(before[1] < after[0], "kiosks: hai khoảng số chồng lên nhau")


def _check_second(settings: Settings) -> None:
    """A range belongs to a kiosk that is not the hall server's own; a second kiosk needs one, and a way to the hall."""
    kiosk, letters = settings.kiosk, [one.letter for one in settings.kiosks]
    if not kiosk.hall:
        _must(kiosk.letter not in letters, f"kiosks: máy {kiosk.letter} là máy của chính máy chủ, không cần khoảng số")
        return
    _must(re.fullmatch(r"https?://[^/\s]+/?", kiosk.hall) is not None, "kiosk.hall viết như http://192.168.1.10:8080")
    _must(kiosk.token != "", "kiosk.token: xin mã ở máy chủ bằng kiosk setup kiosk-token --letter")
    _must(kiosk.letter in letters, f"kiosk.hall: cần thêm mục [[kiosks]] letter = {kiosk.letter!r}, như ở máy chủ")


def _must(true: bool, problem: str) -> None:
    if not true:
        raise _WrongSettingError(problem)
