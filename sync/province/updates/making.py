"""Making signed metadata: pure, from what is to be said, the keys, and the time.

Version numbers of all but the root are Unix seconds or one more than the last, whichever is larger: a province that was
restored from an old backup then never gives a number a second time, which kiosks would take for an attack.
"""

# The libraries' public names come from private modules of theirs, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.metadata import Metadata, MetaFile, Root, Signed, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from kiosk.clock import milliseconds
from sync.province.updates.keys import TARGETS, TIMESTAMP
from sync.signed import SIGNED_AT

SHA256 = "sha256"
ROOT_DAYS = 5 * 365  # an offline ceremony; a kiosk with an expired root takes nothing new
TARGETS_DAYS = 365
ONLINE_DAYS = 30  # the longest a kiosk's line may be down while it still calls its catalogue fresh
RENEW_AFTER = timedelta(days=1)  # how old a timestamp gets before the running server signs another


def next_version(last: int, now: datetime) -> int:
    return max(last + 1, int(now.timestamp()))


def make_root(
    version: int, keys: Mapping[str, Iterable[Key]], thresholds: Mapping[str, int], now: datetime, days: int = ROOT_DAYS
) -> Metadata[Root]:
    """Return a root without signatures."""
    root = Root(version=version, expires=_until(now, days))
    for role, of_role in keys.items():
        for key in of_role:
            root.add_key(key, role)
        root.roles[role].threshold = thresholds.get(role, 1)
    return Metadata(root)


def make_targets(version: int, files: Mapping[str, tuple[str, int]], now: datetime) -> Metadata[Targets]:
    """Return a list of targets without signatures.

    Args:
        files: path -> (SHA-256 in hex, length).
    """
    targets = {path: TargetFile(length, {SHA256: sha256}, path) for path, (sha256, length) in files.items()}
    return Metadata(Targets(version=version, expires=_until(now, TARGETS_DAYS), targets=targets))


def make_snapshot(version: int, targets: bytes, targets_version: int, now: datetime) -> Metadata[Snapshot]:
    meta = {f"{TARGETS}.json": _described(targets_version, targets)}
    return Metadata(Snapshot(version=version, expires=_until(now, ONLINE_DAYS), meta=meta))


def make_timestamp(version: int, snapshot: bytes, snapshot_version: int, now: datetime) -> Metadata[Timestamp]:
    said = {SIGNED_AT: milliseconds(now)}
    meta = _described(snapshot_version, snapshot)
    return Metadata(
        Timestamp(version=version, expires=_until(now, ONLINE_DAYS), snapshot_meta=meta, unrecognized_fields=said)
    )


def signed(said: Metadata[Any], signers: Iterable[CryptoSigner]) -> bytes:
    """Return the bytes that are published; signatures that are there already stay."""
    for one in signers:
        said.sign(one, append=True)
    return said.to_bytes(JSONSerializer(compact=True))


def named(signed_part: Signed) -> str:
    """Return the name metadata is asked for by."""
    return f"{TIMESTAMP}.json" if signed_part.type == TIMESTAMP else f"{signed_part.version}.{signed_part.type}.json"


def may_sign(root: Root, role: str, signers: Iterable[CryptoSigner]) -> list[CryptoSigner]:
    """Return those of the signers that the root lets sign for `role`."""
    return [one for one in signers if one.public_key.keyid in root.roles[role].keyids]


def _described(version: int, body: bytes) -> MetaFile:
    return MetaFile(version, len(body), {SHA256: hashlib.sha256(body).hexdigest()})


def _until(now: datetime, days: int) -> datetime:
    return now.astimezone(UTC) + timedelta(days=days)
