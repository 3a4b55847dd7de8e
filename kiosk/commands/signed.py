"""Where what comes signed is checked for sense, used, and noted: joins the room sync with kiosk.updates."""

from collections.abc import Callable
from pathlib import Path

import miniaudio

from kiosk.assets import assets
from kiosk.config import check_signed_settings
from kiosk.errors import FormDefinitionError, KioskError, SoundError
from kiosk.forms.library import read_file, read_shared
from kiosk.forms.lint import lint
from kiosk.forms.released import read_released
from kiosk.store import updates as table
from kiosk.store.database import Store
from kiosk.updates.shelf import CONFIG, FORMS, SOUNDS, Shelf
from sync.updates import Checked


def join_shelf(home: Path, store: Store, hall: str) -> Shelf:
    """Return where the machine in `home`, which stands in `hall`, keeps what came signed."""
    checks: dict[str, Callable[[Path], None]] = {
        FORMS: check_form,
        SOUNDS: check_sound,
        CONFIG: lambda file: check_signed_settings(home, file, hall),
    }  # fmt: skip
    return Shelf(home, store, hall, checks)


def check_form(file: Path) -> None:
    """
    Raises:
        FormDefinitionError: it is no form, or `kiosk forms check` finds something in it.
    """
    form = read_file(file, read_shared(assets() / "forms", []))
    if found := lint(form, released=read_released()):
        raise FormDefinitionError(form=form.id, problem="; ".join(str(one) for one in found))


def check_sound(file: Path) -> None:
    """
    Raises:
        SoundError: it cannot be played.
    """
    try:
        miniaudio.decode_file(str(file), nchannels=1, sample_rate=8000)
    except miniaudio.MiniaudioError as error:
        raise SoundError(problem=file.name) from error


class StoreDiary:
    """How the lane fares, in the hall's file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def signed_ms(self) -> int | None:
        return table.update_state(self._store.db).signed_ms

    def checked(self, found: Checked) -> None:
        with self._store.act() as act:
            table.note_checked(act, found.signed_ms, found.expires_ms, found.version)

    def problem(self, error: KioskError) -> None:
        with self._store.act() as act:
            table.note_problem(act, error.text_id)
