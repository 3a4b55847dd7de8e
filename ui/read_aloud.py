"""A screen's words read aloud, with espeak-ng where it is installed: a program of its own, so nothing waits for it.

Where it is missing, or the machine has no sound, the screen stays silent and everything else goes on.
"""

import logging
import re
import shutil
import subprocess

VOICES = {"vi": "vi-vn-x-south", "en": "en-gb"}  # espeak-ng has none for Khmer
WORDS_A_MINUTE = 145
TRY_SECONDS = 5.0

_TICKET = re.compile(r"\b[A-Z]\d{3}\b")

_log = logging.getLogger("kiosk.read_aloud")


class ReadAloud:
    """One voice: what is said anew replaces what is being said.

    Args:
        volume: 0 to 100.
    """

    def __init__(self, volume: int = 80, program: str = "espeak-ng") -> None:
        self._program = shutil.which(program)
        self._volume = volume
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def available(self) -> bool:
        """Whether the program is there; `audible` tells whether it is heard."""
        return self._program is not None

    def audible(self) -> bool:
        """Try whether the program reaches a sound device, with a word nobody hears. It takes a moment.

        espeak-ng ends as if all were well where there is none; it only says so.
        """
        if self._program is None:
            return False
        try:
            tried = subprocess.run(
                [self._program, "-a", "0", "--stdin"], input=b"a", capture_output=True, timeout=TRY_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            _log.warning("espeak-ng: %s", error)
            return False
        return tried.returncode == 0 and not re.search(rb"^error:", tried.stderr, re.MULTILINE)

    def speaks(self, language: str) -> bool:
        return language in VOICES

    @property
    def speaking(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def ended(self, seconds: float) -> bool:
        """Wait up to `seconds` for the end of what is being read."""
        if self._running is not None:
            try:
                self._running.wait(seconds)
            except subprocess.TimeoutExpired:
                return False
        return True

    def say(self, words: str, language: str = "vi") -> None:
        """Read `words` from their beginning; what is being read stops. A language without a voice stays silent."""
        self.stop()
        voice = VOICES.get(language)
        if self._program is None or voice is None:
            return
        from kiosk.voice.words import spoken  # large tables: they come with the first word, not with the screen

        text = spoken(words) if language == "vi" else _TICKET.sub(lambda found: " ".join(found[0]), words)
        line = [self._program, "-v", voice, "-s", str(WORDS_A_MINUTE), "-a", str(self._volume), "--stdin"]
        try:
            self._running = subprocess.Popen(
                line, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            _hand_over(self._running, text.encode())
        except OSError as error:
            _log.warning("espeak-ng: %s", error)

    def stop(self) -> None:
        """Be silent at once."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
        self._running = None


def _hand_over(process: "subprocess.Popen[bytes]", text: bytes) -> None:
    """Write all of `text`: a screen's words fit into the pipe many times over, so this never waits."""
    if process.stdin:
        with process.stdin as pipe:
            pipe.write(text)
