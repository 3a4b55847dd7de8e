"""A villager at the touch screen: what a finger taps and a scanner types, through every door."""

from collections.abc import Callable
from pathlib import Path

from kiosk.commands.demo.driver import Driver


class Villager:
    """
    Args:
        finger: at the running touch screen; replaced when that was restarted.
        picture: returns where the next picture goes, by name.
    """

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
        self.finger.type(code + "\n")
        self.finger.wait_screen("result")
        self.finger.shot(self._picture("ket-qua"))
        return self.finger.read("question")

    def check_result(self, code: str) -> str:
        """Type a code on the pad of door 3."""
        self.finger.tap("door-result_scan")
        self.finger.wait_screen("result_scan")
        return self.scan_result(code)

    # --- door 2 ---

    def look_up(self, words: str) -> str:
        """Type words on the glass, take the first answer, and return the name of the procedure."""
        self.finger.tap("door-lookup")
        self.finger.wait_screen("lookup")
        self.finger.shot(self._picture("chuyen-gi"))
        self.finger.tap("lookup-search")
        self.finger.wait_screen("lookup_search")
        for letter in words:
            self.finger.tap("key-space" if letter == " " else f"key-{letter}")
        self.finger.wait_text("search-query", words)
        self.finger.shot(self._picture("tim"))
        self.finger.tap("procedure-1.001193")
        self.finger.wait_screen("procedure")
        self.finger.shot(self._picture("thu-tuc"))
        return self.finger.read("question")

    def print_guide(self) -> None:
        self.finger.tap("procedure-print")
