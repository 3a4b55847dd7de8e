"""Where what comes signed is checked for sense, used, and noted: joins the room sync with kiosk.updates."""

from collections.abc import Callable
from pathlib import Path

from kiosk.assets import assets
from kiosk.config import check_signed_settings
from kiosk.errors import FormDefinitionError, KioskError, SoundError
from kiosk.forms.library import load_forms, read_file, read_shared, with_signed
from kiosk.forms.lint import lint
from kiosk.forms.released import read_released
from kiosk.languages import texts
from kiosk.store import updates as table
from kiosk.store.database import Store
from kiosk.updates.shelf import CONFIG, FORMS, SOUNDS, Shelf
from sync.updates import Checked


def join_shelf(home: Path, store: Store, hall: str) -> Shelf:
    """Return where the machine in `home`, which stands in `hall`, keeps what came signed."""
    checks: dict[str, Callable[[Path], None]] = {
        FORMS: lambda file: check_form(home, file),
        SOUNDS: check_sound,
        CONFIG: lambda file: check_signed_settings(home, file, hall),
    }  # fmt: skip
    return Shelf(home, store, hall, checks)


def check_form(home: Path, file: Path) -> None:
    """
    Raises:
        FormDefinitionError: it is no form, `kiosk forms check` finds something in it, or this machine has the very
            version with other questions: a draft may have begun with those.
    """
    form = read_file(file, read_shared(assets() / "forms", []))
    found = [str(one) for one in lint(form, released=read_released())]
    known = with_signed(load_forms(), home)
    if any((one.id, one.version) == (form.id, form.version) and one.digest != form.digest
           for one in (*known.definitions, *known.kept)):  # fmt: skip
        found.append(texts().say("updates.form_version", version=form.version))
    if found:
        raise FormDefinitionError(form=form.id, problem="; ".join(found))


def check_sound(file: Path) -> None:
    """
    Raises:
        SoundError: it cannot be played.
    """
    import miniaudio  # a quarter of a second and numpy with it, which a worker without a new sound can do without

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
