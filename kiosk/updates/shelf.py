"""Taking over what was found good: catalogue rows with their index in one transaction, files by one swap.

Whatever is cut short in the middle leaves the old or the new, and the next look does the rest. What makes no sense
although it is signed (a slip at the province) is refused by itself and named; the last good stays.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter

from kiosk.catalogue import loading
from kiosk.catalogue.procedures import Procedure
from kiosk.errors import ConfigError, FormDefinitionError, SoundError, StoreError
from kiosk.store import catalogue as tables
from kiosk.store import updates as table
from kiosk.store.database import Act, Store
from kiosk.updates.files import KEPT, Target, Tree

CATALOGUE, CONFIG, FORMS, SOUNDS = "catalogue/", "config/", "forms/", "sounds/"

log = logging.getLogger(__name__)
_PROCEDURE = TypeAdapter(Procedure)

Check = Callable[[Path], None]


class Shelf:
    """
    Args:
        home: KIOSK_HOME.
        hall: whose settings are ours.
        checks: by the start of a path: raises ConfigError, FormDefinitionError or SoundError for a file that
            must not be used.
    """

    def __init__(self, home: Path, store: Store, hall: str, checks: Mapping[str, Check]) -> None:
        self._store = store
        self._tree = Tree(home)
        self._config = f"{CONFIG}{hall}.toml"
        self._checks = checks

    def wants(self, path: str) -> bool:
        """Whether a target is for this machine: of all halls' settings only our own are."""
        return not path.startswith(CONFIG) or path == self._config

    def present(self) -> dict[str, str]:
        """Return path -> SHA-256 of all that was taken over, those included that were refused."""
        files = {path: one.sha256 for path, one in self._tree.listed().items()}
        return files | table.signed_targets(self._store.db)

    def take(self, wanted: Mapping[str, str], came: Mapping[str, Path]) -> None:
        """Let `wanted` (path -> SHA-256) be all that is used.

        Args:
            came: where the bytes lie of all that `present` does not have in this version.
        Raises:
            StoreError: the disk or the file does not take it; the old stays.
        """
        try:
            self._take_files({path: sha for path, sha in wanted.items() if not path.startswith(CATALOGUE)}, came)
            self._take_catalogue({path: sha for path, sha in wanted.items() if path.startswith(CATALOGUE)}, came)
        except OSError as error:
            raise StoreError(problem=type(error).__name__) from error

    # --- files ---

    def _take_files(self, wanted: Mapping[str, str], came: Mapping[str, Path]) -> None:
        before = self._tree.listed()
        if {path: one.sha256 for path, one in before.items()} == dict(wanted):
            return
        listed: dict[str, Target] = {}
        files: dict[str, Path] = {}
        for path, sha256 in wanted.items():
            known = before.get(path)
            fresh = known is None or known.sha256 != sha256
            refused = self._refusal(path, came[path]) if fresh else cast("Target", known).refused
            listed[path] = Target(sha256, refused)
            name = self._name(path)
            if fresh and not refused:
                files[name] = came[path]
            elif (last_good := self._tree.file(name)).exists():
                files[name] = last_good
        files |= self._kept_forms(files)
        self._tree.swap(listed, files)
        with self._store.act() as act:
            for path in sorted(listed.keys() | before.keys()):
                if before.get(path) != listed.get(path):
                    _record(act, path, listed.get(path))

    def _refusal(self, path: str, file: Path) -> str:
        check = next((one for start, one in self._checks.items() if path.startswith(start)), None)
        if check is None:
            return ""
        try:
            check(file)
        except (ConfigError, FormDefinitionError, SoundError) as error:
            log.warning("signed %s refused: %s", path, error)
            return str(error)
        return ""

    def _kept_forms(self, files: Mapping[str, Path]) -> dict[str, Path]:
        """Return forms that are offered no longer: a draft may have begun with them."""
        kept: dict[str, Path] = {one.relative_to(self._tree.file("")).as_posix(): one
                                 for one in self._tree.file(KEPT).glob("*.json")}  # fmt: skip
        for path, target in self._tree.listed().items():
            file = self._tree.file(path)
            stays = path in files and files[path].resolve() == file.resolve()
            if path.startswith(FORMS) and file.exists() and not stays:
                kept[f"{KEPT}/{target.sha256}.json"] = file
        return kept

    def _name(self, path: str) -> str:
        return f"{CONFIG}hall.toml" if path == self._config else path

    # --- the catalogue ---

    def _take_catalogue(self, wanted: Mapping[str, str], came: Mapping[str, Path]) -> None:
        before = table.signed_targets(self._store.db)
        gone = tables.codes_of(self._store.db, "province") - {_code(path) for path in wanted}
        if before == dict(wanted) and not gone:
            return
        changed = {path for path, sha256 in wanted.items() if before.get(path) != sha256}
        read: dict[str, list[Procedure]] = {}
        refused: dict[str, str] = {}
        for path in sorted(changed):
            try:
                read[path] = read_entry(path, came[path].read_bytes())
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                refused[path] = type(error).__name__
                log.warning("signed %s refused: %s", path, type(error).__name__)

        def also(act: Act) -> None:
            table.put_targets(act, wanted)
            for path in sorted({*changed, *(before.keys() - wanted.keys())}):
                _record(act, path, Target(wanted[path], refused.get(path, "")) if path in wanted else None)

        loading.put_signed(self._store, [one for of_path in read.values() for one in of_path], gone, also)


def read_entry(path: str, content: bytes) -> list[Procedure]:
    """Return the versions of a procedure: a JSON object is the only one, a list holds several.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it makes no sense.
    """
    raw: Any = json.loads(content)
    entries = cast("list[dict[str, Any]]", raw if isinstance(raw, list) else [raw])
    # from_json believes its types; an entry of other types would spoil the index for all.
    read = [_PROCEDURE.validate_python(asdict(_said(Procedure.from_json(one)))) for one in entries]
    if not read or any(one.code != _code(path) for one in read):
        raise ValueError(path)
    return read


def _said(entry: Procedure) -> Procedure:
    """Return the entry as the province's word, if it is not a national record that it passes on."""
    return entry if entry.origin == ("official",) else replace(entry, origin=("province",))


def _code(path: str) -> str:
    return path.removeprefix(CATALOGUE).removesuffix(".json")


def _record(act: Act, path: str, target: Target | None) -> None:
    if target is None:
        act.record("update.removed", path)
    elif target.refused:
        act.record("update.refused", path, sha256=target.sha256)
    else:
        act.record("update.taken", path, sha256=target.sha256)
