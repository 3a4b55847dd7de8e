"""Changing the root, away from any network: what the next one says, and whose signatures it still lacks. Pure."""

# The libraries' public names come from private modules of theirs, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from securesystemslib.signer import Key
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from kiosk.errors import UnsignableError
from sync.province.updates.keys import ONLINE, ROOT, TARGETS
from sync.province.updates.making import make_root

THRESHOLD = 2


@dataclass(frozen=True, slots=True)
class Signatures:
    """Of whose keys (the root's own, those of the root before) how many have signed, and how many must."""

    whose: str
    have: int
    need: int


def read(body: bytes) -> Metadata[Any]:
    """
    Raises:
        UnsignableError: these bytes are no signed metadata.
    """
    try:
        return Metadata[Any].from_bytes(body)
    except RepositoryError as error:
        raise UnsignableError(role="metadata") from error


def next_root(
    before: Metadata[Root] | None, keys: Mapping[str, Sequence[Key]], threshold: int | None, now: datetime, days: int
) -> Metadata[Root]:
    """Return the root that follows `before`, without signatures.

    Args:
        keys: by role, in place of those of `before`.
        threshold: how many root keys must sign.
    Raises:
        UnsignableError: a role has no key, or the root fewer than must sign.
    """
    all_keys = {role: list(keys.get(role, ())) or _keys_of(before, role) for role in (ROOT, TARGETS, *ONLINE)}
    need = threshold or (before.signed.roles[ROOT].threshold if before else THRESHOLD)
    for role, of_role in all_keys.items():
        if len(of_role) < (need if role == ROOT else 1):
            raise UnsignableError(role=role)
    return make_root(before.signed.version + 1 if before else 1, all_keys, {ROOT: need}, now, days)


def missing(said: Metadata[Any], before: Metadata[Root] | None) -> list[Signatures]:
    """Return how far the signatures of a root are; of a list of targets only how many there are."""
    if not isinstance(said.signed, Root):
        return [Signatures(TARGETS, len(said.signatures), 1)]
    judges = [("root", said.signed)] + ([("root.before", before.signed)] if before else [])
    found: list[Signatures] = []
    for whose, judge in judges:
        result = judge.get_verification_result(ROOT, said.signed_bytes, said.signatures)
        found.append(Signatures(whose, len(result.signed), result.threshold))
    return found


def _keys_of(before: Metadata[Root] | None, role: str) -> list[Key]:
    return [before.signed.keys[one] for one in before.signed.roles[role].keyids] if before else []
