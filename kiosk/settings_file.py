"""Writing a hall's own settings, as its manager changes them on the web page.

KIOSK_HOME/hall.toml stays a file for people: comments and order are kept (tomlkit). A change is read back as a whole
before it takes the file's place, so that a file that would not start a hall is never written. What stood there before
lies beside it as hall.previous.toml.
"""

import os
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import tomlkit

from kiosk.clock import hall_day
from kiosk.config import Settings, default_settings_file, load_settings, read_settings, settings_version
from kiosk.durable import sync_folder
from kiosk.errors import ConfigError, CounterBusyError, SettingsChangedError, StoreError, WrongChangeError
from kiosk.languages import texts
from kiosk.queue.calling import set_counter
from kiosk.queue.room import Room
from kiosk.store import queue
from kiosk.store.database import Act, Store
from kiosk.updates.files import signed_settings

PREVIOUS = "hall.previous.toml"

_Name = TypeVar("_Name", str, int)


@dataclass(frozen=True, slots=True)
class HallChange:
    """What a manager decides for the whole hall; the lines of [hall] with these names."""

    phone: str
    hours: tuple[str, ...]
    holidays: bool
    board_texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceChange:
    letter: str
    name: str
    hours: tuple[str, ...]
    daily_quota: int
    ticket_note: str


@dataclass(frozen=True, slots=True)
class CounterChange:
    number: int
    name: str
    services: tuple[str, ...]
    direction: str


@dataclass(frozen=True, slots=True)
class Change:
    """The manager's whole page: services that are left out stay as they are, counters that are left out are removed,
    counters that are new are added."""

    hall: HallChange
    services: tuple[ServiceChange, ...]
    counters: tuple[CounterChange, ...]


class SettingsFile:
    """The settings of the hall whose data lies in `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._own = home / "hall.toml"

    @property
    def home(self) -> Path:
        return self._home

    def read(self) -> tuple[Settings, str]:
        """Return the settings and their version, which a change must name.

        Raises:
            ConfigError: somebody wrote a wrong line by hand; the sentence names it.
        """
        return load_settings(self._home), settings_version(self._home)

    def change(self, store: Store, clerk: str, version: str, change: Change) -> Settings:
        """Write the change and return the new settings.

        Args:
            version: what `read` gave, from which the change was made.
        Raises:
            SettingsChangedError: somebody else has written meanwhile; nothing is changed, as with all the others.
            WrongChangeError: a hall would not start with it; the sentence names the line.
            CounterBusyError: a counter that is to go still has somebody.
            ConfigError: the file is wrong already.
            StoreError
        """
        new, replaced = self._home / "hall.toml.new", False
        try:
            # The act is also the lock: two managers save one after the other, whichever process they talk to.
            with store.act() as act:
                if version != settings_version(self._home):
                    raise SettingsChangedError()
                before = read_settings(self._source(), signed_settings(self._home))
                _must_be_clear(before, change)
                _write(new, _changed(self._source().read_text("utf-8"), before, change))
                settings = self._checked(new)
                self._must_be_free(act, before, settings)
                _follow(act, clerk, before, settings)
                act.record("settings.changed", self._own.name, by=clerk, changed=_names(before, settings))
                self._replace(new)
                replaced = True
        except StoreError:
            if replaced:  # the journal could not keep it: then it did not happen
                self._take_back()
            raise
        except OSError as error:
            raise StoreError(problem=str(error)) from error
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
        return settings

    def _must_be_free(self, act: Act, before: Settings, after: Settings) -> None:
        """
        Raises:
            CounterBusyError: a counter that is to go still has somebody.
        """
        for one in before.counters:
            leg = None if after.counter(one.number) else queue.leg_at(act.db, hall_day(act.now).isoformat(), one.number)
            if leg is not None:
                raise CounterBusyError(counter=one.number, number=leg["number"])

    def _source(self) -> Path:
        return self._own if self._own.exists() else default_settings_file()

    def _checked(self, new: Path) -> Settings:
        try:
            return read_settings(new, signed_settings(self._home))
        except ConfigError as error:
            raise WrongChangeError(problem=error.values["problem"]) from error

    def _replace(self, new: Path) -> None:
        if self._own.exists():
            _write(self._home / PREVIOUS, self._own.read_text("utf-8"))
        else:
            (self._home / PREVIOUS).unlink(missing_ok=True)
        new.replace(self._own)
        sync_folder(self._home)

    def _take_back(self) -> None:
        with suppress(OSError):
            if (self._home / PREVIOUS).exists():
                (self._home / PREVIOUS).replace(self._own)
            else:
                self._own.unlink()


def _must_be_clear(before: Settings, change: Change) -> None:
    """
    Raises:
        WrongChangeError: something is named twice, or nobody knows it: what was meant cannot be guessed.
    """
    letters, numbers = [one.letter for one in change.services], [one.number for one in change.counters]
    for letter in _twice(letters):
        raise WrongChangeError(problem=texts().say("settings.service_twice", service=letter))
    for letter in letters:
        if before.service(letter) is None:
            raise WrongChangeError(problem=texts().say("settings.service_unknown", service=letter))
    for number in _twice(numbers):
        raise WrongChangeError(problem=texts().say("settings.counter_twice", counter=number))
    for one in change.counters:
        for letter in _twice(one.services):
            raise WrongChangeError(
                problem=texts().say("settings.counter_service_twice", counter=one.number, service=letter)
            )


def _twice(given: Sequence[_Name]) -> list[_Name]:
    return [one for n, one in enumerate(given) if one in given[:n]]


def _follow(act: Act, clerk: str, before: Settings, after: Settings) -> None:
    """Let the counters that are open today follow: one that is gone is closed, one with other services serves those."""
    room = Room(act, before, clerk)
    look = room.look()
    for old in before.counters:
        new, state = after.counter(old.number), look.state_of(old.number)
        if new is None and state != "closed":
            set_counter(room, old.number, "closed", old.services)
        elif new is not None and new.services != old.services and state != "closed":
            set_counter(room, old.number, state, new.services)


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def _changed(text: str, before: Settings, change: Change) -> str:
    """Return the file's text with the change in it, comments and all other lines as they were."""
    document = tomlkit.parse(text)
    hall = cast("dict[str, Any]", document["hall"])
    _put(hall, asdict(before.hall), asdict(change.hall))
    services = {one.letter: one for one in change.services}
    for table in _tables(document, "services"):
        wanted = services.get(str(table["letter"]))
        known = before.service(str(table["letter"]))
        if wanted and known:
            _put(table, asdict(known), asdict(wanted))
            if wanted.name != known.name:
                table["text"] = _text_id(wanted.name)
    _put_counters(document, before, change.counters)
    written = tomlkit.dumps(document)
    if tomllib.loads(written) != tomllib.loads(tomlkit.dumps(document.unwrap())):
        raise WrongChangeError(problem="hall.toml")
    return written


def _put_counters(document: tomlkit.TOMLDocument, before: Settings, counters: Sequence[CounterChange]) -> None:
    wanted = {one.number: one for one in counters}
    tables = _tables(document, "counters")
    for at in reversed(range(len(tables))):
        number = tables[at]["number"]
        known = before.counter(int(number))
        if number not in wanted:
            del tables[at]
        elif known:
            _put(tables[at], asdict(known), asdict(wanted[number]))
    for one in counters:
        if before.counter(one.number) is None:
            table = tomlkit.table()
            table.update(_plain({"number": one.number, "name": one.name, "services": one.services}))
            if one.direction:
                table["direction"] = one.direction
            table.add(tomlkit.nl())
            tables.append(table)


def _put(table: "dict[str, Any]", before: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Write the lines that differ; a line that is not there and would say its default stays away."""
    for name, value in _plain(wanted).items():
        if _plain(before)[name] != value:
            table[name] = value


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as TOML has them: lists, no tuples."""
    return {
        name: list(cast("tuple[Any, ...]", value)) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def _tables(document: tomlkit.TOMLDocument, name: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", document[name])


def _text_id(name: str) -> str:
    """Return the text that has exactly this name, so that its translations stay; else the name, which says itself."""
    ids = (
        text_id for text_id, said in texts("vi").sentences.items() if said == name and text_id.startswith("service.")
    )
    return next(ids, name)


def _names(before: Settings, after: Settings) -> list[str]:
    """Say which lines changed, as the journal keeps it: "hall.hours", "service B.name"."""
    named: list[tuple[str, Any, Any]] = [("hall", before.hall, after.hall)]
    named += [(f"service {one.letter}", before.service(one.letter), one) for one in after.services]
    named += [(f"counter {one.number}", before.counter(one.number), one) for one in after.counters]
    gone = {one.number for one in before.counters} - {one.number for one in after.counters}
    return [line for where, old, new in named for line in _lines(where, old, new)] + [
        f"counter {n}" for n in sorted(gone)
    ]


def _lines(where: str, old: Any, new: Any) -> list[str]:
    if old is None:
        return [where]
    # The text follows the name by itself.
    return [f"{where}.{name}" for name, value in asdict(new).items() if asdict(old)[name] != value and name != "text"]
