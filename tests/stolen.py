"""What a thief looks for on a stolen disk: words in every spelling in which software leaves them lying."""

import unicodedata
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

ZLIB_HEADERS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP = b"\x1f\x8b\x08"


def files_under(folder: Path) -> dict[Path, bytes]:
    """Return every file as it stands at this moment, logs of the database and temporary files too."""
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def hits(files: Mapping[Path, bytes], words: Iterable[str]) -> list[tuple[str, str]]:
    """Return (file, word) for every word that can be read in a file, in the open or packed."""
    wanted = {word: spellings(word) for word in words}
    found: list[tuple[str, str]] = []
    for file, content in files.items():
        layers = [content, *unpacked(content)]
        found += [
            (file.name, word) for word, ways in wanted.items() if any(way in layer for way in ways for layer in layers)
        ]
    return found


def spellings(word: str) -> frozenset[bytes]:
    """Return the bytes a word may lie in: UTF-8 and UTF-16, composed or not, escaped, in base64 at each offset."""
    found: set[bytes] = set()
    for form in ("NFC", "NFD"):
        one = unicodedata.normalize(form, word)
        plain = one.encode()
        found |= {plain, one.encode("utf-16-le"), one.encode("utf-16-be"), one.encode("unicode_escape")}
        for code in (plain, one.encode("utf-16-le")):
            found |= {b64encode(b"\0" * gap + code)[4 if gap else 0 : -4] for gap in range(3)}
    return frozenset(one for one in found if len(one) >= 4)


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what zlib and gzip streams inside hold, wherever they begin."""
    for header in (*ZLIB_HEADERS, GZIP):
        at = content.find(header)
        while at >= 0:
            unpacker = zlib.decompressobj(wbits=47)  # 32 + 15: either kind
            with suppress(zlib.error):
                yield unpacker.decompress(content[at:], 1_000_000)
            at = content.find(header, at + 1)
