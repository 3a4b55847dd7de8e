"""Bringing an earlier dossier forward: what the page shows at each stage, and who is asked what the dossier has."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.dossiers.pad import Shape
from kiosk.dossiers.reuse import Earlier, Reuse
from kiosk.errors import KioskError, WrongDigitsError
from kiosk.forms.checks import Problem
from kiosk.forms.definition import Says
from kiosk.forms.earlier import CODE, FOUND, PROOF, EarlierInput
from kiosk.scanning.meaning import CardScan, DossierScan, ProvisionalScan
from ui.touch.jobs import Jobs
from ui.touch.view_models.submission_card import RowFace

Show = Callable[[EarlierInput, Problem | None], None]


class EarlierReading:
    """
    Args:
        reuse: None where this machine knows no dossiers: the question can then only be passed by.
        line: asks the province, apart from everything else.
        shape: how codes of this hall look.
    """

    def __init__(self, reuse: Reuse | None, line: Jobs, shape: Shape) -> None:
        self._reuse, self._line, self._shape = reuse, line, shape

    def begin(self) -> EarlierInput:
        return EarlierInput(self._shape)

    def take(self, given: EarlierInput, scan: object) -> EarlierInput | None:
        """Return the input after a scan, None where it is not wanted: a receipt first, then the card that proves it."""
        if isinstance(scan, DossierScan | ProvisionalScan):
            return given.with_code(scan.code.text)
        if isinstance(scan, CardScan) and given.stage == PROOF:
            return replace(given, digits=scan.card.number[-4:])
        return None

    def go_on(self, given: EarlierInput, show: Show) -> None:
        """Do what the green button means at the codes and at the digits; `show` is called with what came of it."""
        if given.stage == CODE and given.whole:
            show(given.with_code(given.shape.code(given.typed)), None)
        elif given.stage == CODE:
            show(given, Problem("earlier.code_short"))
        elif given.stage == PROOF and not given.whole:
            show(given, Problem("earlier.digits_short"))
        elif given.stage == PROOF and self._reuse is not None:
            self._prove(self._reuse, given, show)

    def _prove(self, reuse: Reuse, given: EarlierInput, show: Show) -> None:
        def failed(error: KioskError) -> None:
            if isinstance(error, WrongDigitsError):
                show(replace(given, digits="", asking=False), Problem("earlier.wrong_digits"))
            else:
                show(given.again(), Problem(error.text_id, error.values))

        def came(found: Earlier) -> None:
            show(given.proved(found), None)

        try:
            known = reuse.known(given.code, given.digits)
        except KioskError as error:
            failed(error)
            return
        if known is not None:
            came(known)
            return
        show(replace(given, asking=True), None)
        self._line.do(lambda: reuse.asked(given.code, given.digits), came, failed)


def earlier_rows(given: EarlierInput, words: Says) -> tuple[RowFace, ...]:
    """Return what the earlier dossier has, one row a paper."""
    found = given.found
    if given.stage != FOUND or found is None:
        return ()
    rows = [RowFace(words.say("earlier.row.code"), found.code)]
    rows += [RowFace(words.say("earlier.row.paper"), one) for one in found.papers]
    return (*rows, *([RowFace(words.say("earlier.row.result"), found.result)] if found.result else []))
