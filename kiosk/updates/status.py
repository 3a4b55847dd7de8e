"""What a technician is told about what came signed: how fresh it is, what was refused, which installer waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.clock import moment
from kiosk.store.database import Store
from kiosk.store.updates import UpdateState, signed_targets, update_state
from kiosk.updates.files import CURRENT, Tree, updates_folder

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class UpdateStatus:
    """
    Attributes:
        expired: the newest signature we have holds no longer; what it signed goes on being used.
        refused: path -> the sentence of why a signed file is not used.
        installers: files of new software; a technician installs them.
    """

    state: UpdateState
    procedures: int
    expired: bool
    refused: dict[str, str]
    installers: tuple[Path, ...]


def update_status(store: Store) -> UpdateStatus:
    home, state = store.file.parent, update_state(store.db)
    refused = {path: one.refused for path, one in Tree(home).listed().items() if one.refused}
    installers = sorted((updates_folder(home) / CURRENT / "app").glob("*"))
    expired = state.expires_ms is not None and moment(state.expires_ms) < store.clock.now()
    return UpdateStatus(state, len(signed_targets(store.db)), expired, refused, tuple(installers))


def describe_updates(status: UpdateStatus, now: datetime, say: Say) -> list[str]:
    """Return the status as lines to read."""
    state = status.state
    if state.checked_ms is None or state.signed_ms is None:
        lines = [say("updates.never")]
    else:
        checked, signed = moment(state.checked_ms), moment(state.signed_ms)
        days = max(0, (now.date() - checked.date()).days)
        lines = [say("updates.checked", count=status.procedures, at=f"{checked:%H:%M %d/%m/%Y}", days=days,
                     signed=f"{signed:%d/%m/%Y}")]  # fmt: skip
    if status.expired:
        lines.append(say("updates.expired"))
    if state.problem is not None:
        lines.append(say("updates.problem", problem=say(state.problem)))
    lines += [say("updates.refused", path=path, problem=problem) for path, problem in sorted(status.refused.items())]
    return lines + [say("updates.installer", file=str(file)) for file in status.installers]
