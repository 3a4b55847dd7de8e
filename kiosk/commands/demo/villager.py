"""A villager at the touch screen: what a finger taps and a scanner types, through every door."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.commands.demo.driver import Driver
from kiosk.commands.demo.world import until
from kiosk.forms.library import load_forms
from kiosk.languages import texts

MARITAL_STATUS = "1.004873"
TRIES = 3  # to hold something to the reader
PATIENCE_SECONDS = 5.0  # with each
# What this villager taps on each page; the card answers the pages that are missing here.
ANSWERS: dict[str, tuple[str, ...]] = {
    "for_whom": ("option-self",),
    "who": ("option-self",),
    "vietnamese": ("option-yes",),
    "purpose": ("option-property",),
    "had_before": ("option-no",),
    "status": ("option-never",),
    "papers": ("have-id_card", "next"),
    "subject_ethnic": ("option-khmer",),
    "period": ("option-now",),
    "copies": ("more", "next"),
    "delivery": ("option-counter",),
    "sms": ("option-no",),
    "promise": ("next",),
}


class Villager:
    """
    Args:
        finger: at the running touch screen; replaced when that was restarted.
        picture: returns where the next picture goes, by name.
    """

    FIRST_ANSWER = "Làm cho mình, cho nhà mình"
    CARD_NAME = "Trần Thị Mẫu"
    CARD = f"096190000000||{CARD_NAME}|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"

    def __init__(self, finger: Driver, picture: Callable[[str], Path]) -> None:
        self.finger = finger
        self._picture = picture

    def begin(self) -> None:
        self.finger.tap("begin-vi")
        self.finger.wait_screen("home")

    def go_home(self) -> None:
        self.finger.tap("home")
        self.finger.wait_screen("home")

    # --- door 1 ---

    def take_number(self, service: str) -> str:
        self.finger.tap("door-services")
        self.finger.wait_screen("services")
        self.finger.shot(self._picture("viec-gi"))
        self.finger.tap(f"service-{service}")
        self.finger.wait_screen("ticket")
        self.finger.wait_text("ticket-number", service)
        self.finger.shot(self._picture("so"))
        return self.finger.read("ticket-number")

    # --- door 3 ---

    def scan_result(self, code: str) -> str:
        """Hold a code to the reader, whatever the screen shows."""
        self._hold_to_the_reader(code, "the result", lambda: self.finger.screen() == "result")
        self.finger.shot(self._picture("ket-qua"))
        return self.finger.read("question")

    def check_result(self, code: str) -> str:
        """Type a code on the pad of door 3."""
        self.finger.tap("door-result_scan")
        self.finger.wait_screen("result_scan")
        return self.scan_result(code)

    # --- door 2 ---

    def open_search(self) -> None:
        self.finger.tap("door-lookup")
        self.finger.wait_screen("lookup")
        self.finger.shot(self._picture("chuyen-gi"))
        self.finger.tap("lookup-search")
        self.finger.wait_screen("lookup_search")

    def type_words(self, words: str) -> None:
        """Type on the glass, in place of what stands there."""
        self.finger.tap("key-clear")
        for letter in words:
            self.finger.tap("key-space" if letter == " " else f"key-{letter}")
        self.finger.wait_text("search-query", words)
        self.finger.shot(self._picture("tim"))

    def look_up(self, words: str, code: str) -> str:
        """Type words, take the answer `code`, and return the name of the procedure."""
        self.type_words(words)
        self.finger.tap(f"procedure-{code}")
        self.finger.wait_screen("procedure")
        self.finger.shot(self._picture("thu-tuc"))
        return self.finger.read("question")

    def back_to_search(self) -> None:
        self.finger.tap("back")
        self.finger.wait_screen("lookup_search")

    def print_guide(self) -> None:
        self.finger.tap("procedure-print")

    # --- door 4 ---

    def begin_submission(self, answers: int) -> str:
        """Answer the first questions and stop there; returns the code that stands on the screen."""
        self._choose_form()
        for _ in range(answers):
            self._answer(self._page())
        self.finger.shot(self._picture("dang-tra-loi"))
        return self.finger.read("note").split()[-1]

    def whole_submission(self) -> str:
        """Answer everything, check it, save it; returns the provisional code of the receipt."""
        self._choose_form()
        while self.finger.screen() == "submission_form":
            self._answer(self._page())
        self.finger.shot(self._picture("kiem-tra"))
        while self.finger.screen() == "submission_review":
            self._tap_on("next")
        self.finger.wait_screen("submission_receipt")
        self.finger.shot(self._picture("phieu-tam"))
        return self.finger.read("receipt-code")

    def _choose_form(self) -> None:
        self.finger.tap("door-submission")
        self.finger.wait_screen("submission")
        self.finger.tap(f"form-{MARITAL_STATUS}")
        self.finger.wait_screen("submission_before")
        self.finger.shot(self._picture("truoc-khi-lam"))
        self.finger.tap("next")
        self.finger.wait_screen("submission_form")

    def _answer(self, page: str) -> None:
        if page in ANSWERS:
            *first, last = ANSWERS[page]
            for name in first:
                self.finger.tap(name)
            self._tap_on(last)
            return
        self.finger.shot(self._picture("dua-the"))
        before = self.finger.read("question")
        self._hold_to_the_reader(self.CARD, "the card was read", lambda: self.finger.read("question") != before)
        self.finger.shot(self._picture("the"))
        self._tap_on("next")

    def _hold_to_the_reader(self, text: str, what: str, read: Callable[[], bool]) -> None:
        """Let the scanner type, again when it was not read: a machine that stands still spoils a scanner's rhythm."""
        for _ in range(TRIES - 1):
            self.finger.type(text + "\n")
            with suppress(TimeoutError):
                until(what, read, PATIENCE_SECONDS)
                return
        self.finger.type(text + "\n")
        until(what, read)

    def _page(self) -> str:
        """Return the id of the page whose question stands on the screen; the card's page is "card"."""
        asked = self.finger.read("question")
        form = load_forms().for_procedure(MARITAL_STATUS)
        for one in form.pages if form else ():
            wordings = {one.text, *(other.text for other in one.text_when)}
            if one.id in ANSWERS and asked in {texts().say(text) for text in wordings}:
                return one.id
        return "card"

    def _tap_on(self, name: str) -> None:
        """Tap what leads on, and wait until the question is another one: it is sealed and committed before."""
        before = (self.finger.screen(), self.finger.read("question"))
        self.finger.tap(name)
        until("the next question", lambda: (self.finger.screen(), self.finger.read("question")) != before)

    def leave_ticket(self) -> None:
        """Stand back: the ticket's screen goes back to the beginning by itself."""
        self.finger.wait_screen("attract", 20)
        self.begin()

    def leave_receipt(self) -> None:
        self.go_home()
