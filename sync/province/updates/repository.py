"""The signed repository in the province's database: begun once, published to, and kept fresh by whoever asks.

Every change is one transaction of the one publisher (sync.province.feed): a kiosk that reads meanwhile sees the state
before or the state after, and finds the older metadata it has begun to follow.
"""

# The libraries' public names come from private modules of theirs, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update
from tuf.api.metadata import Metadata, Root, Signed, Targets, Timestamp

from kiosk.clock import milliseconds
from kiosk.errors import UnsignableError
from kiosk.store.canonical import canonical
from sync.messages import STREAM_CATALOGUE, ProblemCode
from sync.province.database import Database
from sync.province.feed import Publisher
from sync.province.journal import note
from sync.province.problems import ProvinceError
from sync.province.tables import change_feed, update_draft, update_metadata, update_piece, update_target
from sync.province.updates import making
from sync.province.updates.keys import (
    KEY_SUFFIX,
    ONLINE,
    ROOT,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    SigningKeys,
    make_key,
    open_signing_keys,
)
from sync.signed import CATALOGUE, LARGEST_TARGET, PIECE_BYTES, code_in, entry_path, is_target_path

PILOT_ROOTS = 3  # one may be lost: two of them sign
ROOT_THRESHOLD = 2
FIRST_ROOT = "1.root.json"
WARN_DAYS = {ROOT: 180, TARGETS: 60}
VERSIONS_KEPT = 3  # of targets and snapshots: for kiosks that are in the middle of reading one

T = TypeVar("T", Root, Targets, Timestamp)


@dataclass(frozen=True, slots=True)
class Target:
    """`sha256` is None for a target that is to go."""

    path: str
    sha256: str | None
    length: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What a publication would change: `kind` is "new", "changed" or "gone"."""

    path: str
    kind: str
    before: Target | None
    after: Target | None


class Repository:
    """
    Args:
        keys: what this server may sign with.
    """

    def __init__(self, database: Database, keys: SigningKeys) -> None:
        self._database = database
        self.keys = keys

    # --- beginning ---

    def begin(self, now: datetime) -> None:
        """Take 1.root.json from the folder of the keys, unless there is a root; without that file make a root with keys
        of this server's own: a pilot needs no ceremony.

        Raises:
            UnsignableError: 1.root.json is not signed by enough of its keys.
        """
        with self._database.read() as db:
            begun = bool(root_version(db))
        if not begun:
            with self._database.write() as db:
                Publisher(db, milliseconds(now))
                if not root_version(db):
                    self._begin(db, now)
        self.keys = open_signing_keys(self.keys.folder)  # another worker may have made them meanwhile

    def _begin(self, db: Connection, now: datetime) -> None:
        first = self.keys.folder / FIRST_ROOT
        body = first.read_bytes() if first.exists() else self._pilot_root(now)
        root = _read(Root, body)
        _must_fit(root.signed, ROOT, root)
        _put_metadata(db, root.signed, body, now)
        _take_over_feed(db, now)
        self._sign_again(db, root.signed, now)

    def _pilot_root(self, now: datetime) -> bytes:
        roots, online = self._pilot_keys()
        self.keys = SigningKeys(self.keys.folder, online)
        public = {role: [one.public_key for one in of_role] for role, of_role in {**online, ROOT: roots}.items()}
        return making.signed(making.make_root(1, public, {ROOT: ROOT_THRESHOLD}, now), roots)

    def _pilot_keys(self) -> tuple[list[Any], dict[str, list[Any]]]:
        folder = self.keys.folder
        roots = [make_key(folder / f"{ROOT}-{number}{KEY_SUFFIX}") for number in range(1, PILOT_ROOTS + 1)]
        online = {role: self.keys.of(role) or [make_key(folder / f"{role}{KEY_SUFFIX}")] for role in (TARGETS, *ONLINE)}
        return roots, online

    # --- publishing ---

    def put(self, path: str, pieces: Iterable[bytes], now: datetime) -> Target:
        """Keep a target's bytes and note that it waits to be published; villagers see nothing of it yet.

        Raises:
            ProvinceError: no such kind of target, or too large.
        """
        with self._database.write() as db:
            return put_draft(db, path, pieces, now)

    def publish(self, now: datetime) -> list[Difference]:
        """Sign what waits, all of it at once; returns what changed.

        Raises:
            UnsignableError: this server has no key for it; it goes on waiting.
        """
        with self._database.write() as db:
            return self.publish_in(db, now)

    def publish_in(self, db: Connection, now: datetime, only: str | None = None) -> list[Difference]:
        """Publish within a transaction, all that waits or `only` one path; see `publish`."""
        Publisher(db, milliseconds(now))
        changes = [one for one in difference(db) if only in (None, one.path)]
        if not changes:
            _settle_drafts(db, [], only, now)
            return []
        if not self.can_sign(db):
            raise UnsignableError(role=TARGETS)
        _settle_drafts(db, changes, only, now)
        self._sign_targets(db, now)
        note(db, milliseconds(now), "office", "updates.published", str(len(changes)))
        return changes

    def can_sign(self, db: Connection) -> bool:
        """Whether this server may publish by itself; otherwise what is put waits for the key."""
        root = _newest(db, Root, root_version(db)).signed
        return all(making.may_sign(root, role, self.keys.of(role)) for role in (TARGETS, *ONLINE))

    def unsigned_targets(self, now: datetime) -> bytes:
        """Return the next list of targets, what waits included, for somebody to sign where the key is."""
        with self._database.read() as db:
            files = _listed(db)
            for one in difference(db):
                files.pop(one.path, None)
                if one.after is not None and one.after.sha256 is not None:
                    files[one.path] = one.after.sha256, one.after.length
            version = making.next_version(_last_version(db, TARGETS), now)
        return making.signed(making.make_targets(version, files, now), [])

    def take_targets(self, body: bytes, now: datetime) -> list[Difference]:
        """Publish a list of targets that was signed elsewhere; returns what changed.

        Raises:
            UnsignableError: its signature is not enough, it is older than ours, or bytes of a target are not here.
        """
        said = _read(Targets, body)
        with self._database.write() as db:
            Publisher(db, milliseconds(now))
            _must_fit(_newest(db, Root, root_version(db)).signed, TARGETS, said)
            if said.signed.version <= _last_version(db, TARGETS):
                raise UnsignableError(role=TARGETS)
            before = _listed(db)
            after = {path: (one.hashes[making.SHA256], one.length) for path, one in said.signed.targets.items()}
            changes = _compare(before, after)
            missing = [one.path for one in changes if one.after and not _has_bytes(db, str(one.after.sha256))]
            if missing:
                raise UnsignableError(role=missing[0])
            _list(db, changes, now)
            _put_metadata(db, said.signed, body, now)
            self._sign_snapshot(db, now)
            db.execute(delete(update_draft))
            note(db, milliseconds(now), "office", "updates.published", str(len(changes)))
        return changes

    def take_root(self, body: bytes, now: datetime) -> int:
        """Publish the next root, signed by enough keys of the present one and of its own; returns its version.

        Raises:
            UnsignableError: it is not the next one, or signatures lack.
        """
        said = _read(Root, body)
        with self._database.write() as db:
            Publisher(db, milliseconds(now))
            last = root_version(db)
            if said.signed.version != last + 1:
                raise UnsignableError(role=ROOT)
            if last:
                _must_fit(_newest(db, Root, last).signed, ROOT, said)
            _must_fit(said.signed, ROOT, said)
            _put_metadata(db, said.signed, body, now)
            note(db, milliseconds(now), "office", "updates.root", str(said.signed.version))
            self._sign_again(db, said.signed, now)
        return said.signed.version

    # --- staying fresh ---

    def sign_anew(self, now: datetime) -> bool:
        """Sign all lists with new numbers, after the database was restored from a backup: kiosks that know later ones
        would refuse those in it. Returns False where the key is kept elsewhere: publish a list signed there.
        """
        with self._database.write() as db:
            Publisher(db, milliseconds(now))
            if not self.can_sign(db):
                return False
            self._sign_targets(db, now)
            return True

    def ending(self, now: datetime) -> list[tuple[str, int]]:
        """Return the roles whose signature ends soon and that this server cannot renew, with the days that are left."""
        with self._database.read() as db:
            root = _newest(db, Root, root_version(db)).signed
            ends = {ROOT: root.expires}
            if last := _last_version(db, TARGETS):
                ends[TARGETS] = _newest(db, Targets, last).signed.expires
        if making.may_sign(root, TARGETS, self.keys.of(TARGETS)):
            ends.pop(TARGETS, None)
        left = {role: (until - now).days for role, until in ends.items()}
        return [(role, days) for role, days in left.items() if days < WARN_DAYS[role]]

    def fresh_timestamp(self, now: datetime) -> bytes:
        """Return the timestamp, signed anew when it is more than a day old and the key is here."""
        with self._database.read() as db:
            body, said = _body(db, f"{TIMESTAMP}.json"), _newest_timestamp(db)
        if body is None or said is None:
            raise ProvinceError(ProblemCode.NOT_FOUND)
        if _signed_at(said) <= now < _signed_at(said) + making.RENEW_AFTER:
            return body
        with self._database.write() as db:
            Publisher(db, milliseconds(now))
            root = _newest(db, Root, root_version(db)).signed
            if not all(making.may_sign(root, role, self.keys.of(role)) for role in ONLINE):
                return body
            self._renew(db, root, now)
            return _body(db, f"{TIMESTAMP}.json") or body

    def _renew(self, db: Connection, root: Root, now: datetime) -> None:
        targets = _newest(db, Targets, _last_version(db, TARGETS)).signed
        own = bool(making.may_sign(root, TARGETS, self.keys.of(TARGETS)))
        if own and targets.expires < now + timedelta(days=making.TARGETS_DAYS / 2):
            self._sign_targets(db, now)
        else:
            self._sign_snapshot(db, now)

    def _sign_again(self, db: Connection, root: Root, now: datetime) -> None:
        """Sign with the keys of a new root what this server can; what it cannot waits for keys or a signed list."""
        if making.may_sign(root, TARGETS, self.keys.of(TARGETS)):
            self._sign_targets(db, now)
        elif _last_version(db, TARGETS):
            self._sign_snapshot(db, now)

    def _sign_targets(self, db: Connection, now: datetime) -> None:
        said = making.make_targets(making.next_version(_last_version(db, TARGETS), now), _listed(db), now)
        _put_metadata(db, said.signed, self._signed(db, TARGETS, said), now)
        self._sign_snapshot(db, now)

    def _sign_snapshot(self, db: Connection, now: datetime) -> None:
        """Sign a snapshot of the newest targets, and a timestamp of that; forget what is no longer asked for."""
        targets_version = _last_version(db, TARGETS)
        targets = _body(db, f"{targets_version}.{TARGETS}.json") or b""
        version = making.next_version(_last_version(db, SNAPSHOT), now)
        snapshot = making.make_snapshot(version, targets, targets_version, now)
        body = self._signed(db, SNAPSHOT, snapshot)
        _put_metadata(db, snapshot.signed, body, now)
        last = _newest_timestamp(db)
        timestamp = making.make_timestamp(
            making.next_version(last.version if last else 0, now), body, version, now
        )  # fmt: skip
        _put_metadata(db, timestamp.signed, self._signed(db, TIMESTAMP, timestamp), now)
        _forget_old(db)

    def _signed(self, db: Connection, role: str, said: Metadata[Any]) -> bytes:
        signers = making.may_sign(_newest(db, Root, root_version(db)).signed, role, self.keys.of(role))
        if not signers:
            raise UnsignableError(role=role)
        return making.signed(said, signers)


# --- what is there ---


def root_version(db: Connection) -> int:
    """Return the number of the newest root, 0 before the first."""
    return _last_version(db, ROOT)


def first_root(db: Connection) -> str:
    """Return the SHA-256 of the first root: what a kiosk is told to trust when it enrols."""
    return sha256_of(metadata_of(db, FIRST_ROOT))


def metadata_of(db: Connection, name: str) -> bytes:
    """Return metadata by the name it is asked for.

    Raises:
        ProvinceError: there is none (any more).
    """
    if (body := _body(db, name)) is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    return body


def sha256_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def target_of(db: Connection, path: str) -> Target | None:
    """Return what is published under `path`."""
    row = db.execute(select(update_target).where(update_target.c.path == path)).first()
    return Target(row.path, row.sha256, row.length) if row else None


def size_of(db: Connection, sha256: str) -> int | None:
    """Return how many bytes are kept under a hash, None for none."""
    last = db.execute(
        select(update_piece.c.number, func.length(update_piece.c.body))
        .where(update_piece.c.sha256 == sha256)
        .order_by(update_piece.c.number.desc())
        .limit(1)
    ).first()
    return None if last is None else last[0] * PIECE_BYTES + last[1]


def bytes_of(db: Connection, sha256: str, first: int = 0, last: int | None = None) -> bytes:
    """Return the bytes `first` to `last`, both included."""
    end = last if last is not None else (size_of(db, sha256) or 0) - 1
    rows = db.execute(
        select(update_piece.c.body)
        .where(
            update_piece.c.sha256 == sha256,
            update_piece.c.number.between(first // PIECE_BYTES, end // PIECE_BYTES),
        )
        .order_by(update_piece.c.number)
    ).scalars()
    start = first % PIECE_BYTES
    return b"".join(rows)[start : start + end - first + 1]


def published(db: Connection, path: str) -> Any:
    """Return the JSON value of a published target, None where there is none."""
    found = target_of(db, path)
    return None if found is None or found.sha256 is None else json.loads(bytes_of(db, found.sha256))


def published_procedures(db: Connection, codes: Collection[str] | None = None) -> dict[str, Any]:
    """Return the JSON values of the published targets of the catalogue by code; only `codes` where given."""
    wanted = (
        select(update_target.c.path, update_piece.c.body)
        .join(update_piece, update_piece.c.sha256 == update_target.c.sha256)
        .where(update_target.c.path.like(f"{CATALOGUE}%"))
        .order_by(update_target.c.path, update_piece.c.number)
    )
    if codes is not None:
        wanted = wanted.where(update_target.c.path.in_([entry_path(code) for code in codes]))
    found: dict[str, bytes] = {}
    for row in db.execute(wanted):
        found[row.path] = found.get(row.path, b"") + row.body
    return {code_in(path): json.loads(body) for path, body in found.items()}


def difference(db: Connection) -> list[Difference]:
    """Return what publishing now would change, by path."""
    before, after = _listed(db), _listed(db)
    for row in db.execute(select(update_draft)):
        if row.sha256 is None:
            after.pop(row.path, None)
        else:
            after[row.path] = row.sha256, row.length
    return _compare(before, after)


def put_draft(db: Connection, path: str, pieces: Iterable[bytes], now: datetime) -> Target:
    """Keep bytes and note that they wait to be published as `path`.

    Raises:
        ProvinceError: no such kind of target, or too large.
    """
    if not is_target_path(path):
        raise ProvinceError(ProblemCode.BAD_REQUEST, path[:100])
    Publisher(db, milliseconds(now))
    sha256, length = _keep_bytes(db, pieces)
    _draft(db, Target(path, sha256, length), now)
    return Target(path, sha256, length)


def remove_draft(db: Connection, path: str, now: datetime) -> None:
    """Note that the target is to go from all kiosks."""
    Publisher(db, milliseconds(now))
    _draft(db, Target(path, None, 0), now)


def _draft(db: Connection, one: Target, now: datetime) -> None:
    db.execute(delete(update_draft).where(update_draft.c.path == one.path))
    db.execute(
        insert(update_draft).values(path=one.path, sha256=one.sha256, length=one.length, at_ms=milliseconds(now))
    )


def _keep_bytes(db: Connection, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Keep bytes by their hash, which is known only behind the last: until then they stand under a hash of nothing."""
    whole, length = hashlib.sha256(), 0
    draft = "0" * 64
    db.execute(delete(update_piece).where(update_piece.c.sha256 == draft))
    for number, piece in enumerate(_cut(pieces)):
        whole.update(piece)
        length += len(piece)
        if length > LARGEST_TARGET:
            raise ProvinceError(ProblemCode.TOO_LARGE)
        db.execute(insert(update_piece).values(sha256=draft, number=number, body=piece))
    sha256 = whole.hexdigest()
    if _has_bytes(db, sha256):
        db.execute(delete(update_piece).where(update_piece.c.sha256 == draft))
    else:
        db.execute(update(update_piece).where(update_piece.c.sha256 == draft).values(sha256=sha256))
    return sha256, length


def _cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of one size; nothing at all is one empty piece."""
    held, given = bytearray(), False
    for piece in pieces:
        held += piece
        while len(held) >= PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            given = True
            del held[:PIECE_BYTES]
    if held or not given:
        yield bytes(held)


def _has_bytes(db: Connection, sha256: str) -> bool:
    return db.execute(select(update_piece.c.number).where(update_piece.c.sha256 == sha256).limit(1)).first() is not None


def _listed(db: Connection) -> dict[str, tuple[str, int]]:
    rows = db.execute(select(update_target).order_by(update_target.c.path))
    return {row.path: (row.sha256, row.length) for row in rows}


def _compare(before: dict[str, tuple[str, int]], after: dict[str, tuple[str, int]]) -> list[Difference]:
    changes: list[Difference] = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old != new:
            kind = "gone" if new is None else "new" if old is None else "changed"
            changes.append(Difference(path, kind, old and Target(path, *old), new and Target(path, *new)))
    return changes


def _settle_drafts(db: Connection, changes: list[Difference], only: str | None, now: datetime) -> None:
    _list(db, changes, now)
    done = delete(update_draft)
    db.execute(done if only is None else done.where(update_draft.c.path == only))


def _list(db: Connection, changes: list[Difference], now: datetime) -> None:
    for one in changes:
        db.execute(delete(update_target).where(update_target.c.path == one.path))
        if one.after is not None:
            row = {"path": one.path, "sha256": one.after.sha256, "length": one.after.length}
            db.execute(insert(update_target).values(**row, at_ms=milliseconds(now)))


def _take_over_feed(db: Connection, now: datetime) -> None:
    """Publish signed what an earlier release had published unsigned, in its stream of changes."""
    newest = (
        select(func.max(change_feed.c.change_seq))
        .where(change_feed.c.stream == STREAM_CATALOGUE)
        .group_by(change_feed.c.key)
    )
    for row in db.execute(select(change_feed.c.key, change_feed.c.body).where(change_feed.c.change_seq.in_(newest))):
        if is_target_path(path := entry_path(row.key)):
            put_draft(db, path, [canonical(json.loads(row.body)).encode()], now)
    _settle_drafts(db, difference(db), None, now)


def _body(db: Connection, name: str) -> bytes | None:
    return db.execute(select(update_metadata.c.body).where(update_metadata.c.name == name)).scalar()


def _versions(db: Connection, role: str) -> list[int]:
    names = db.execute(select(update_metadata.c.name).where(update_metadata.c.name.endswith(f".{role}.json"))).scalars()
    return sorted(int(one.partition(".")[0]) for one in names)


def _last_version(db: Connection, role: str) -> int:
    return max(_versions(db, role), default=0)


def _newest(db: Connection, kind: type[T], version: int) -> Metadata[T]:
    return _read(kind, metadata_of(db, f"{version}.{kind.type}.json"))


def _newest_timestamp(db: Connection) -> Timestamp | None:
    body = _body(db, f"{TIMESTAMP}.json")
    return _read(Timestamp, body).signed if body else None


def _signed_at(said: Timestamp) -> datetime:
    return said.expires - timedelta(days=making.ONLINE_DAYS)


def _read(kind: type[T], body: bytes) -> Metadata[T]:
    """
    Raises:
        UnsignableError: these bytes are no such metadata.
    """
    try:
        said = Metadata[T].from_bytes(body)
    except Exception as error:  # the library's many ways to say that something is wrong with a file
        raise UnsignableError(role=kind.type) from error
    if said.signed.type != kind.type:
        raise UnsignableError(role=kind.type)
    return said


def _must_fit(root: Root, role: str, said: Metadata[Any]) -> None:
    """
    Raises:
        UnsignableError: fewer keys have signed than the root asks for.
    """
    if not root.get_verification_result(role, said.signed_bytes, said.signatures):
        raise UnsignableError(role=role)


def _put_metadata(db: Connection, said: Signed, body: bytes, now: datetime) -> None:
    name = making.named(said)
    db.execute(delete(update_metadata).where(update_metadata.c.name == name))
    db.execute(insert(update_metadata).values(name=name, body=body, at_ms=milliseconds(now)))


def _forget_old(db: Connection) -> None:
    """Forget lists that nobody follows any more, and the bytes that only they named."""
    for role in (TARGETS, SNAPSHOT):
        for version in _versions(db, role)[:-VERSIONS_KEPT]:
            db.execute(delete(update_metadata).where(update_metadata.c.name == f"{version}.{role}.json"))
    named = {sha256 for sha256, _ in _listed(db).values()}
    for version in _versions(db, TARGETS):
        said = _newest(db, Targets, version).signed
        named |= {one.hashes[making.SHA256] for one in said.targets.values()}
    named |= set(db.execute(select(update_draft.c.sha256).where(update_draft.c.sha256.is_not(None))).scalars())
    for sha256 in set(db.execute(select(update_piece.c.sha256).distinct()).scalars()) - named:
        db.execute(delete(update_piece).where(update_piece.c.sha256 == sha256))
