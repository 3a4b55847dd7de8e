"""The screen read aloud: the button's state, what stops the voice, and a thread of its own in which it is started.

Starting and ending a voice takes a slow machine a moment, so nothing of it happens on the GUI thread. The last wish
counts: what was wished before it, and has not begun, is never heard.
"""

import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

from kiosk.clock import Clock
from ui.touch.finger import AGAIN
from ui.touch.navigator import Navigator
from ui.touch.view_models.read_out import sentences
from ui.touch.words import Words

LONGEST_SECONDS = 90.0  # what reads longer than any screen is long hangs
GOODBYE_SECONDS = 2.0  # for a try of the sound that hangs
LOOK_SECONDS = 0.1  # between two looks at whether the voice has come to its end


class Voice(Protocol):
    """What reads; ui.read_aloud.ReadAloud is the real one. All of it is called from one thread that may wait."""

    @property
    def speaking(self) -> bool: ...
    def audible(self) -> bool: ...
    def speaks(self, language: str) -> bool: ...
    def say(self, words: str, language: str) -> None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Wish:
    """`words` None asks whether there is a voice, "" is silence."""

    turn: int
    words: str | None = ""
    language: str = ""


class Speech(QObject):
    """What QML's listen button shows and does; None for `voice` hides it.

    Args:
        announces: a screen may speak by itself when it comes up (a ticket says its number).
    """

    changed = Signal()
    _ended = Signal(int)
    _heard = Signal(bool)

    def __init__(
        self, voice: Voice | None, words: Words, navigator: Navigator, clock: Clock, announces: bool = True
    ) -> None:
        super().__init__()
        self._voice, self._words, self._navigator, self._clock = voice, words, navigator, clock
        self._announces = announces
        self._warned, self._reminds = False, False  # the idle warning is up; it is what is being read
        self._audible, self._speaking, self._turn = False, False, 0
        self._cut, self._cut_at, self._begun_at = False, float("-inf"), 0.0
        self._wishes: SimpleQueue[_Wish | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._set_audible, Qt.ConnectionType.QueuedConnection)
        words.languageChanged.connect(self.stop)
        words.languageChanged.connect(self.changed)
        navigator.screenChanged.connect(self._arrive)
        navigator.visitEnded.connect(self._rest)
        navigator.ticked.connect(self._keep_awake)
        navigator.standingChanged.connect(self._remind)
        if voice is not None:
            self._thread = threading.Thread(target=self._serve, args=(voice,), name="speech", daemon=True)
            self._thread.start()
            self._wishes.put(_Wish(0, None))

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """There is a voice that can be heard, and it speaks the present language."""
        return self._audible and self._voice is not None and self._voice.speaks(str(self._words.language))

    @Property(bool, notify=changed)
    def speaking(self) -> bool:
        return self._speaking

    @Slot(str)
    def toggle(self, title: str) -> None:
        """Read the present screen, whose question is `title`; while something is being read, stop."""
        model, cut = self._navigator.model, self._cut
        self._cut = False
        if self._speaking:
            self.stop()
        elif model is not None and not cut:
            self._navigator.stay()
            self._say(model.spoken(title))

    @Slot()
    def stop(self) -> None:
        """Be silent."""
        if self._speaking:
            self._wish("")

    def touched(self) -> None:
        """A finger or a key came down: be silent. Where it came down on the listen button, that was all it wanted."""
        now = self._clock.monotonic()
        if self._speaking:
            self._cut, self._cut_at = True, now
            self.stop()
        elif now - self._cut_at >= AGAIN:  # the same touch may come as a touch and as a mouse
            self._cut = False

    def close(self) -> None:
        """Be silent and let the thread go."""
        if self._thread is not None:
            self._wishes.put(None)
            self._thread.join(GOODBYE_SECONDS)

    # --- inside ---

    def _arrive(self) -> None:
        self.stop()
        model = self._navigator.model
        if self._announces and model is not None:
            self._say(model.announced())

    def _remind(self) -> None:
        """Say once, when the idle warning comes up, what a touch does; many look away or do not read."""
        warns, self._warned = bool(self._navigator.warning) and not self._warned, bool(self._navigator.warning)
        if warns and self._announces:
            self._say(sentences(self._words.say("touch.idle.question"), self._words.say("touch.idle.act")))
            self._reminds = self._speaking

    def _keep_awake(self) -> None:
        """Who listens is there, without touching anything. A reminder has nobody who listens."""
        if self._reminds:
            return
        if self._speaking and self._clock.monotonic() - self._begun_at < LONGEST_SECONDS:
            self._navigator.touched()
        else:
            self.stop()

    def _rest(self) -> None:
        self.stop()
        if not self._audible and self._voice is not None:
            self._wishes.put(_Wish(self._turn, None))  # a loudspeaker may have been plugged in

    def _say(self, words: str) -> None:
        if words and self.offered:
            self._wish(words)

    def _wish(self, words: str) -> None:
        self._turn += 1
        self._reminds = False
        self._begun_at = self._clock.monotonic()
        self._wishes.put(_Wish(self._turn, words, str(self._words.language)))
        self._set_speaking(words != "")

    def _end(self, turn: int) -> None:
        if turn == self._turn:
            self._reminds = False
            self._set_speaking(False)

    def _set_speaking(self, speaking: bool) -> None:
        if speaking != self._speaking:
            self._speaking = speaking
            self.changed.emit()

    def _set_audible(self, audible: bool) -> None:
        if audible != self._audible:
            self._audible = audible
            self.changed.emit()

    # --- in the thread ---

    def _serve(self, voice: Voice) -> None:
        """Do one wish after the other, and tell when what is read has come to its end."""
        reading = 0  # the turn of it
        while True:
            try:
                wish = self._wishes.get(timeout=LOOK_SECONDS if reading else None)
            except Empty:
                if not voice.speaking:
                    self._ended.emit(reading)
                    reading = 0
                continue
            if wish is None:
                voice.stop()
                return
            reading = self._grant(voice, wish, reading)

    def _grant(self, voice: Voice, wish: _Wish, reading: int) -> int:
        """Return the turn of what is being read now."""
        if wish.words is None:
            self._heard.emit(voice.audible())
            return reading
        if wish.words and wish.turn == self._turn:
            voice.say(wish.words, wish.language)
            return wish.turn
        voice.stop()
        return 0
