"""What a clerk does and sees at the console, in the words of the tests."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.ui_web.people import PIN, Server

Opens = Callable[..., Page]

KEYS = {
    "next": "g", "recall": "l", "no_show": "v", "start": "b", "finish": "x", "park": "t", "transfer": "c",
    "reprint": "i", "undo": "z", "cancel": "Delete",
}  # fmt: skip


def logged_in(window: Opens, server: Server, clerk: str, width: int = 1366, height: int = 768) -> Page:
    page = window(f"{server.base}/counter", width, height)
    page.locator(f"[data-clerk={clerk}]").click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    ready(page)
    return page


def ready(page: Page) -> None:
    """Wait until the line stands and the page knows its counter."""
    expect(page.locator("#line")).to_have_text("Đang nối")
    expect(page.locator("#others .mine")).to_have_count(1)


def press(page: Page, act: str) -> None:
    page.locator(f"[data-act={act}]").click()


def key(page: Page, act: str) -> None:
    """Press the key of an act once it can be done; a key for what cannot be done does nothing."""
    expect(page.locator(f"[data-act={act}]")).to_be_enabled()
    page.keyboard.press(KEYS[act])


def shows(page: Page, text: str) -> None:
    """Wait until the counter serves this number, or says that it serves nobody."""
    expect(page.locator("#now-number")).to_have_text(text)


def says(page: Page, text: str) -> None:
    expect(page.locator("#notice-text")).to_contain_text(text)


def numbers(page: Page, part: str) -> list[str]:
    """Return the numbers of a list: "waiting", "parked" or "missed"."""
    return page.locator(f"#{part} .row-number").all_inner_texts()


def has(page: Page, part: str, wanted: list[str]) -> None:
    """Wait until a list shows these numbers in this order."""
    expect(page.locator(f"#{part} .row-number")).to_have_text(wanted)


def scan(page: Page, text: str) -> None:
    """Type as a scanner does: all keys at once, then Enter, whatever has the focus."""
    page.evaluate(
        """text => {
          const press = (key, code) => {
            const made = new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(made);
          };
          for (const one of text) press(one, /[A-Za-z]/.test(one) ? `Key${one.toUpperCase()}` : `Digit${one}`);
          press("Enter", "Enter");
        }""",
        text,
    )
