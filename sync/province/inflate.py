"""Reading a request's body: piece by piece, unpacked as it comes, and never more than the limit in memory."""

import zlib

from starlette.requests import Request

from sync.messages import INFLATED_LIMIT, ProblemCode
from sync.province.problems import ProvinceError

_GZIP = 31  # zlib's name for "32 kB window, gzip wrapper"
DRAINED = 8 * 1024 * 1024  # what is read and thrown away, so that the sender hears our refusal and not a broken line


async def read_body(request: Request) -> bytes:
    """Return the body, unpacked if it is packed.

    Raises:
        ProvinceError: too large, or not what its Content-Encoding says.
    """
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("gzip", "identity"):
        raise ProvinceError(ProblemCode.NOT_GZIP)
    body = _Body(packed=encoding == "gzip")
    received = 0
    async for piece in request.stream():
        received += len(piece)
        if received > DRAINED:
            raise ProvinceError(ProblemCode.TOO_LARGE)
        body.add(piece)
    return body.whole()


class _Body:
    """A body as it comes in; after the first thing wrong with it, nothing more is kept."""

    def __init__(self, *, packed: bool) -> None:
        self._unpack = zlib.decompressobj(_GZIP) if packed else None
        self._bytes = bytearray()
        self._refusal: ProblemCode | None = None

    def add(self, piece: bytes) -> None:
        if self._refusal is not None:
            return
        room = INFLATED_LIMIT + 1 - len(self._bytes)
        try:
            self._bytes += self._unpack.decompress(piece, room) if self._unpack else piece[:room]
        except zlib.error:
            self._refusal = ProblemCode.NOT_GZIP
        if len(self._bytes) > INFLATED_LIMIT:
            self._refusal = ProblemCode.TOO_LARGE

    def whole(self) -> bytes:
        cut = self._unpack is not None and (not self._unpack.eof or self._unpack.unused_data)
        if self._refusal is None and cut:
            self._refusal = ProblemCode.NOT_GZIP
        if self._refusal is not None:
            raise ProvinceError(self._refusal)
        return bytes(self._bytes)
