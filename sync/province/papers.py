"""Photographed papers as they come: begun by their content's name, appended to in pieces, whole when the hash is right.

The files know how much has come (sync.province.files); the database knows what was begun and what is whole. Pieces
write no row, so a crash between file and row can only make a paper look less whole than it is: whoever sends next is
told the truth, and the last step is done again.
"""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select, tuple_, update

from sync.messages import LENGTH_HEADER, OFFSET_HEADER, ProblemCode, content_digest
from sync.province.devices import Device
from sync.province.files import OffsetError
from sync.province.journal import note
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.tables import blob

Place = tuple[str, str]  # a hash, and which machine's copy
START: Place = ("0" * 64, str(UUID(int=0)))  # before all papers


@dataclass(frozen=True, slots=True)
class Come:
    """How much of a paper has come."""

    offset: int
    size: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """How many files turned out to be lost, and how many back; `next` is where to go on, START after the last one."""

    next: Place
    lost: int
    back: int


@dataclass(frozen=True, slots=True)
class _Begun:
    """What the database says of a paper."""

    size: int
    whole: bool
    erased: bool


def begin(province: Province, device: Device, blob_id: str, size: int) -> Come:
    """Make a paper known; again, whatever has come meanwhile, is harmless. Until it is whole, the last length counts.

    Raises:
        ProvinceError: it is whole, with another length.
    """
    row = _begun(province, device, blob_id)
    if row and row.whole:
        lost = not row.erased and province.files.offset(device.device_id, blob_id) < row.size
        if not lost and row.size != size:
            raise ProvinceError(ProblemCode.BLOB_CONFLICT)
        if lost:
            _forget(province, device.device_id, blob_id)
    if row is None or row.size != size:
        _put(province, device, blob_id, size)
    return _end(province, device.device_id, blob_id, how_far(province, device, blob_id))


def how_far(province: Province, device: Device, blob_id: str) -> Come:
    """Return how much of a paper has come.

    Raises:
        ProvinceError: this machine has begun no such paper.
    """
    row = _begun(province, device, blob_id)
    if row is None:
        raise ProvinceError(ProblemCode.UNKNOWN_BLOB)
    if row.whole:
        return Come(row.size, row.size, True)
    return Come(province.files.offset(device.device_id, blob_id), row.size, False)


def append(province: Province, device: Device, blob_id: str, offset: int, piece: bytes) -> Come:
    """Add a piece. The one that makes the paper whole has the hash of the whole checked.

    Raises:
        ProvinceError: the paper does not go on at `offset` (the header tells where), the piece goes over its end, or
            the whole has another hash and was thrown away.
    """
    come = how_far(province, device, blob_id)
    if come.whole or offset != come.offset:
        raise _elsewhere(come.offset, come.size)
    if offset + len(piece) > come.size:
        raise ProvinceError(ProblemCode.BAD_REQUEST, OFFSET_HEADER)
    try:
        end = province.files.append(device.device_id, blob_id, offset, piece)
    except OffsetError as error:
        raise _elsewhere(error.offset, come.size) from error
    return _end(province, device.device_id, blob_id, Come(end, come.size, False))


def forget_lost(province: Province) -> int:
    """After a restore, find the papers that should be whole and whose files are gone; returns how many.

    Machines that still have them hear of it when they ask what is here, and send them again.
    """
    with province.database.read() as db:
        wanted = select(blob.c.device_id, blob.c.blob_id, blob.c.size)
        rows = db.execute(wanted.where(blob.c.whole_ms.is_not(None), blob.c.erased_ms.is_(None))).all()
    lost = [row for row in rows if province.files.offset(row.device_id, row.blob_id) < row.size]
    for row in lost:
        _forget(province, row.device_id, row.blob_id)
    return len(lost)


def look_through(province: Province, after: Place, limit: int) -> Looked:
    """Compare `limit` papers behind `after` with their files, and put right what the database says of them.

    What is not whole there and lies whole in the files came back, as with a disk that was not mounted for a while.
    """
    with province.database.read() as db:
        known = select(blob.c.device_id, blob.c.blob_id, blob.c.size, blob.c.whole_ms)
        page = known.where(tuple_(blob.c.blob_id, blob.c.device_id) > after, blob.c.erased_ms.is_(None))
        rows = db.execute(page.order_by(blob.c.blob_id, blob.c.device_id).limit(limit)).all()
    lost = back = 0
    for row in rows:
        offset = province.files.offset(row.device_id, row.blob_id)
        if row.whole_ms is not None and offset < row.size:
            _forget(province, row.device_id, row.blob_id)
            lost += 1
        elif row.whole_ms is None and 0 < offset == row.size:
            with suppress(ProvinceError):  # another hash: thrown away, to come again
                _end(province, row.device_id, row.blob_id, Come(offset, row.size, False))
                back += 1
    return Looked((rows[-1].blob_id, rows[-1].device_id) if len(rows) == limit else START, lost, back)


def is_digest_of(header: str, piece: bytes) -> bool:
    """Return whether a Content-Digest (RFC 9530) names the SHA-256 of `piece`; other algorithms in it are passed over.

    Raises:
        ProvinceError: it names no SHA-256.
    """
    for one in header.split(","):
        name, _, value = one.strip().partition("=")
        if name == "sha-256":
            return value == content_digest(piece).partition("=")[2]
    raise ProvinceError(ProblemCode.BAD_REQUEST, "Content-Digest")


def _end(province: Province, device_id: str, blob_id: str, come: Come) -> Come:
    """Make a paper whole of which all has come."""
    if come.whole or come.offset < come.size:
        return come
    right = province.files.finish(device_id, blob_id)
    with province.database.write() as db:
        if right:
            whole = update(blob).where(*_is(device_id, blob_id), blob.c.whole_ms.is_(None))
            db.execute(whole.values(whole_ms=province.now_ms, size=come.offset))
        else:
            note(db, province.now_ms, device_id, "blob.wrong", blob_id, bytes=come.offset)
    if not right:
        raise ProvinceError(ProblemCode.BLOB_WRONG)
    return Come(come.offset, come.offset, True)


def _put(province: Province, device: Device, blob_id: str, size: int) -> None:
    values = {"device_id": device.device_id, "blob_id": blob_id, "size": size, "begun_ms": province.now_ms}
    with province.database.write() as db:
        db.execute(province.database.insert_new(blob, ("device_id", "blob_id")).values(**values))
        db.execute(update(blob).where(*_is(device.device_id, blob_id), blob.c.whole_ms.is_(None)).values(size=size))


def _forget(province: Province, device_id: str, blob_id: str) -> None:
    """Let a paper come again whose file is gone or cut: the folder is of an older backup, or a disk died."""
    with province.database.write() as db:
        # Who looked at the file did so before: meanwhile it may have been erased, or be coming again already.
        still = (blob.c.whole_ms.is_not(None), blob.c.erased_ms.is_(None))
        if db.execute(update(blob).where(*_is(device_id, blob_id), *still).values(whole_ms=None)).rowcount:
            note(db, province.now_ms, device_id, "blob.lost", blob_id)
            province.files.drop(device_id, blob_id)  # a whole paper never grows: what is left of it would be in the way


def _begun(province: Province, device: Device, blob_id: str) -> _Begun | None:
    with province.database.read() as db:
        row = db.execute(
            select(blob.c.size, blob.c.whole_ms, blob.c.erased_ms).where(*_is(device.device_id, blob_id))
        ).first()
    return _Begun(row.size, row.whole_ms is not None, row.erased_ms is not None) if row else None


def _is(device_id: str, blob_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return blob.c.device_id == device_id, blob.c.blob_id == blob_id


def _elsewhere(offset: int, size: int) -> ProvinceError:
    headers = {OFFSET_HEADER: str(offset), LENGTH_HEADER: str(size)}
    return ProvinceError(ProblemCode.OFFSET_WRONG, str(offset), headers=headers)
