"""The hall's web pages in headless Chromium, as a clerk and as the TV on the wall."""

import os
import shutil
from pathlib import Path
from types import TracebackType

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

# The shell is the same engine without a window, at two thirds of the cost.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage")  # fmt: skip


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start the system's Chromium, which asks nobody on the internet anything.

    Raises:
        FileNotFoundError: none is installed; make setup does it.
    """
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=_chromium(), args=[*QUIET, *flags, *as_root])


def _chromium() -> str:
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("chromium: sudo apt-get install chromium")


class Pages:
    """A browser with a page for each who looks."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._playwright = sync_playwright().start()
        self.browser = launch(self._playwright)

    def open(self, path: str, width: int = 1366, height: int = 768) -> Page:
        """Return a page of its own browser's session, at a path of the hall or a whole address."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        page = context.new_page()
        page.goto(path if path.startswith("http") else self._base + path)
        return page

    def __enter__(self) -> "Pages":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.browser.close()
        self._playwright.stop()


def shot(page: Page, file: Path) -> None:
    page.screenshot(path=str(file))
