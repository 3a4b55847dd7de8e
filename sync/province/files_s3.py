"""Papers in an S3-compatible store, for workers on many machines: nothing of a paper is on one worker's own disk.

    <prefix>papers/<machine>/<sha256>                   a whole paper
    <prefix>parts/<machine>/<sha256>/<offset>-<bytes>   a piece of one that still comes

S3 cannot append, and its own multipart upload wants pieces of 5 MiB, so each piece is an object of its own until the
paper is whole. Two workers that write at one offset write two objects whose bytes agree where they overlap; if they do
not, the hash of the whole says so. Pieces that nobody finishes: let the bucket expire what is under parts/.
"""

import hashlib
import io
from collections.abc import Generator
from contextlib import contextmanager
from typing import Self
from urllib.parse import parse_qs, urlsplit

from minio import Minio
from minio.credentials.providers import EnvAWSProvider
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from sync.province.files import FilesError, FilesFullError, OffsetError

_FULL = {"XMinioStorageFull", "InsufficientCapacity", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded"}
_MISSING = {"NoSuchKey", "NoSuchObject"}


class S3Files:
    """`prefix` is empty or ends with "/". The bucket must be there."""

    def __init__(self, client: Minio, bucket: str, prefix: str = "") -> None:
        self._client, self._bucket, self._prefix = client, bucket, prefix

    @classmethod
    def at(cls, address: str) -> Self:
        """Open "s3://bucket/prefix?endpoint=https://host:port&region=name"; see `open_files`.

        Raises:
            ValueError: the address is none.
        """
        parts = urlsplit(address)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        endpoint = urlsplit(asked.get("endpoint", "https://s3.amazonaws.com"))
        if parts.scheme != "s3" or not parts.netloc or endpoint.scheme not in ("http", "https") or not endpoint.netloc:
            raise ValueError(address.partition("?")[0])
        client = Minio(
            endpoint.netloc, secure=endpoint.scheme == "https", region=asked.get("region"), credentials=EnvAWSProvider()
        )
        prefix = parts.path.strip("/")
        return cls(client, parts.netloc, f"{prefix}/" if prefix else "")

    def offset(self, owner: str, blob: str) -> int:
        with _in_our_words():
            whole = self._size_of_whole(owner, blob)
            return self._end(owner, blob) if whole is None else whole

    def append(self, owner: str, blob: str, offset: int, data: bytes) -> int:
        true = self.offset(owner, blob)
        if offset != true or self._is_whole(owner, blob):
            raise OffsetError(true)
        if data:
            with _in_our_words():
                self._put(f"{self._parts(owner, blob)}{offset:012d}-{len(data)}", data)
        return offset + len(data)

    def finish(self, owner: str, blob: str) -> bool:
        if self._is_whole(owner, blob):
            return True
        with _in_our_words():
            content = self._joined(owner, blob)
            right = hashlib.sha256(content).hexdigest() == blob
            if right:
                self._put(self._paper(owner, blob), content)
            elif self._size_of_whole(owner, blob) is not None:  # another worker was faster and took the pieces away
                return True
            self._drop_parts(owner, blob)
        return right

    def read(self, owner: str, blob: str) -> bytes:
        with _in_our_words():
            return self._get(self._paper(owner, blob))

    def drop(self, owner: str, blob: str) -> None:
        with _in_our_words():
            self._client.remove_object(self._bucket, self._paper(owner, blob))
            self._drop_parts(owner, blob)

    def _is_whole(self, owner: str, blob: str) -> bool:
        with _in_our_words():
            return self._size_of_whole(owner, blob) is not None

    def _size_of_whole(self, owner: str, blob: str) -> int | None:
        try:
            return self._client.stat_object(self._bucket, self._paper(owner, blob)).size
        except S3Error as error:
            if error.code in _MISSING:
                return None
            raise

    def _pieces(self, owner: str, blob: str) -> list[tuple[int, int, str]]:
        """Return begin, end and name of the pieces, in the order of their offsets."""
        prefix, found = self._parts(owner, blob), list[tuple[int, int, str]]()
        for one in self._client.list_objects(self._bucket, prefix=prefix, recursive=True):
            name = one.object_name or ""
            begin, _, size = name.removeprefix(prefix).partition("-")
            found.append((int(begin), int(begin) + int(size), name))
        return sorted(found)

    def _end(self, owner: str, blob: str) -> int:
        end = 0
        for begin, until, _ in self._pieces(owner, blob):
            end = max(end, until) if begin <= end else end
        return end

    def _joined(self, owner: str, blob: str) -> bytes:
        content = bytearray()
        for begin, until, name in self._pieces(owner, blob):
            if begin <= len(content) < until:
                content += self._get(name)[len(content) - begin :]
        return bytes(content)

    def _get(self, name: str) -> bytes:
        answer = self._client.get_object(self._bucket, name)
        try:
            return answer.read()
        finally:
            answer.close()
            answer.release_conn()

    def _put(self, name: str, content: bytes) -> None:
        self._client.put_object(self._bucket, name, io.BytesIO(content), len(content))

    def _drop_parts(self, owner: str, blob: str) -> None:
        for _, _, name in self._pieces(owner, blob):
            self._client.remove_object(self._bucket, name)

    def _paper(self, owner: str, blob: str) -> str:
        return f"{self._prefix}papers/{owner}/{blob}"

    def _parts(self, owner: str, blob: str) -> str:
        return f"{self._prefix}parts/{owner}/{blob}/"


@contextmanager
def _in_our_words() -> Generator[None]:
    try:
        yield
    except (MinioException, HTTPError, OSError) as error:
        full = isinstance(error, S3Error) and error.code in _FULL
        raise (FilesFullError if full else FilesError)(type(error).__name__) from error
