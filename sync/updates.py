"""The lane of signed targets: one request at a time, so that whatever is more urgent goes before the next.

First the metadata of The Update Framework, checked by its own library against the root that was handed over at
enrolment; then the bytes of what changed, in parts that a cut line does not waste; then one swap. Whatever is wrong on
the way (no line, a log-in page, a forged or old signature, a full disk) leaves the last good in use, is noted, and is
tried again.
"""

# The libraries' public names come from private modules of theirs, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from tuf.api.exceptions import DownloadError, DownloadHTTPError, ExpiredMetadataError, RepositoryError
from tuf.api.metadata import Metadata, TargetFile, Targets, Timestamp
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from kiosk.clock import Clock, milliseconds, moment
from kiosk.errors import KioskError, LinkDownError, StoreError, UpdateExpiredError, UpdateRefusedError
from sync.signed import (
    BELIEVED_AHEAD,
    METADATA,
    PIECE_BYTES,
    SIGNED_AT,
    TARGETS,
    hashed_path,
    is_target_path,
    trusted_time,
)
from sync.transport import NotFoundError, Transport

FIRST_ROOT = "first.root.json"
LARGEST_METADATA = 5_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: all in use is as the list `version` says, which was signed then and holds until."""

    signed_ms: int
    expires_ms: int
    version: int


class Shelf(Protocol):
    """Where targets are used; see kiosk.updates.shelf.Shelf."""

    def wants(self, path: str) -> bool: ...
    def present(self) -> Mapping[str, str]: ...
    def take(self, wanted: Mapping[str, str], came: Mapping[str, Path]) -> None: ...


class Diary(Protocol):
    """Where it is kept how the lane fares."""

    def signed_ms(self) -> int | None: ...
    def checked(self, found: Checked) -> None: ...
    def problem(self, error: KioskError) -> None: ...


class UpdateLane:
    """
    Args:
        folder: KIOSK_HOME/updates; holds the root, the metadata and what is half here.
        every: seconds between two looks; 0 looks each time it is asked.
    """

    def __init__(
        self, transport: Transport, folder: Path, shelf: Shelf, diary: Diary, clock: Clock, every: float = 0.0
    ) -> None:
        self._transport, self._folder, self._shelf, self._diary, self._clock = transport, folder, shelf, diary, clock
        self._every = every
        self._next = float("-inf")
        self._asking = _OneRequest(transport)
        self._plan: _Plan | None = None

    def step(self) -> bool:
        """Do the next thing, with one request at most; True when more is to be done now.

        Nothing is raised: without new signatures a kiosk goes on as it is.
        """
        if self._clock.monotonic() < self._next or not (self._folder / FIRST_ROOT).exists():
            return False
        every = self._every
        try:
            if self._go_on():
                return True
        except KioskError as error:
            if isinstance(error, LinkDownError):
                every = 0.0  # what is half here goes on with the next round
            log.info("updates: %s %s", type(error).__name__, type(error.__cause__).__name__ if error.__cause__ else "")
            with suppress(StoreError):
                self._diary.problem(error)
        self._asking, self._plan = _OneRequest(self._transport), None
        self._next = self._clock.monotonic() + every
        return False

    def _go_on(self) -> bool:
        try:
            if self._plan is None:
                self._plan = self._look()
            elif self._plan.missing:
                self._fetch(self._plan)
            else:
                self._finish(self._plan)
                return False
        except OSError as error:
            raise StoreError(problem=type(error).__name__) from error
        return True

    # --- metadata ---

    def _look(self) -> "_Plan | None":
        """Check metadata as far as one more request allows; the plan once all of it is there.

        Raises:
            LinkDownError: no answer of a province.
            UpdateExpiredError, UpdateRefusedError: its answer is not to be believed.
        """
        self._asking.allow()
        try:
            updater = self._updater()
            updater.refresh()
        except _LaterError:
            return None
        except DownloadError as error:
            raise self._asking.failure or UpdateRefusedError from error
        except ExpiredMetadataError as error:
            raise UpdateExpiredError from error
        except (RepositoryError, ValueError) as error:
            raise UpdateRefusedError from error
        return self._planned()

    def _updater(self) -> Updater:
        metadata = self._folder / "metadata"
        metadata.mkdir(parents=True, exist_ok=True)
        updater = Updater(
            str(metadata), METADATA, fetcher=self._asking, bootstrap=(self._folder / FIRST_ROOT).read_bytes()
        )
        # The library takes the machine's clock and has no other way to be told a better one.
        updater._trusted_set.reference_time = self._time()  # pyright: ignore[reportPrivateUsage]
        return updater

    def _time(self) -> datetime:
        signed = self._diary.signed_ms()
        said = self._transport.province_ms
        return trusted_time(
            moment(signed) if signed is not None else None,
            moment(said) if said is not None else None,
            self._clock.now().astimezone(UTC),
        )

    def _planned(self) -> "_Plan":
        """Return what the metadata that was just found good asks for."""
        folder = self._folder / "metadata"
        timestamp: Timestamp = Metadata[Timestamp].from_file(str(folder / "timestamp.json")).signed
        targets: Targets = Metadata[Targets].from_file(str(folder / "targets.json")).signed
        wanted = {
            path: one
            for path, one in targets.targets.items()
            if is_target_path(path) and self._shelf.wants(path) and "sha256" in one.hashes
        }
        present = self._shelf.present()
        missing = [one for path, one in wanted.items() if present.get(path) != one.hashes["sha256"]]
        found = Checked(self._believed(timestamp), milliseconds(timestamp.expires), targets.version)
        return _Plan(wanted, list(missing), list(missing), found)

    def _believed(self, timestamp: Timestamp) -> int:
        """Return when the timestamp was signed. A province whose clock had run away must not end our trust for good."""
        said, floor = timestamp.unrecognized_fields.get(SIGNED_AT), self._diary.signed_ms()
        if not isinstance(said, int):
            said = 0
        if floor is None:
            return said
        return max(floor, said) if moment(said) <= moment(floor) + BELIEVED_AHEAD else floor

    # --- targets ---

    def _fetch(self, plan: "_Plan") -> None:
        """Get the next part of the next target; a whole one is checked."""
        target = plan.missing[0]
        file = self._part(target)
        file.parent.mkdir(parents=True, exist_ok=True)
        have = file.stat().st_size if file.exists() else 0
        if have < target.length:
            content = self._ask_for(target, have)
            with file.open("ab") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            have += len(content)
        if have < target.length:
            return
        if have > target.length or not _is_whole(target, file):
            file.unlink()
            raise UpdateRefusedError
        plan.missing.pop(0)

    def _ask_for(self, target: TargetFile, have: int) -> bytes:
        path = f"{TARGETS}/{hashed_path(target.path, target.hashes['sha256'])}"
        left = target.length - have
        if have == 0 and left <= PIECE_BYTES:
            return self._transport.file(path, target.length).content
        part = self._transport.file(path, min(left, PIECE_BYTES), have)
        if (part.whole and have) or not part.content:
            raise LinkDownError
        return part.content

    def _finish(self, plan: "_Plan") -> None:
        came = {one.path: self._part(one) for one in plan.came}
        self._shelf.take({path: one.hashes["sha256"] for path, one in plan.wanted.items()}, came)
        self._diary.checked(plan.found)
        for old in (self._folder / "parts").glob("*"):
            old.unlink()

    def _part(self, target: TargetFile) -> Path:
        return self._folder / "parts" / target.hashes["sha256"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """`missing` shrinks as targets arrive; `came` names all of them."""

    wanted: dict[str, TargetFile]
    missing: list[TargetFile]
    came: list[TargetFile]
    found: Checked


class _LaterError(DownloadError):
    """The next request has to wait for its turn."""


class _OneRequest(FetcherInterface):
    """Answers the library's questions; a new one only after `allow`, old ones again and again.

    Attributes:
        failure: why a question had no answer.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._answers: dict[str, bytes | None] = {}
        self._allowed = False
        self.failure: KioskError | None = None

    def allow(self) -> None:
        self._allowed = True

    def download_bytes(self, url: str, max_length: int) -> bytes:
        if url not in self._answers:
            if not self._allowed:
                raise _LaterError(url)
            self._allowed = False
            self._answers[url] = self._ask(url, max_length)
        answer = self._answers[url]
        if answer is None:
            raise DownloadHTTPError("not there", 404)
        return answer

    def _ask(self, url: str, largest: int) -> bytes | None:
        try:
            return self._transport.file(url, largest).content
        except NotFoundError:
            return None
        except KioskError as error:
            self.failure = error
            raise DownloadError(url) from error

    def _fetch(self, url: str) -> Iterator[bytes]:
        return iter([self.download_bytes(url, LARGEST_METADATA)])


def _is_whole(target: TargetFile, file: Path) -> bool:
    try:
        with file.open("rb") as content:
            target.verify_length_and_hashes(content)
    except RepositoryError:
        return False
    return True
