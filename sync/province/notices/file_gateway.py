"""A gateway that is a folder, for pilots and for whatever program takes messages on from there.

One message, one file of one JSON line, named by our reference. It appears whole or not at all (sync.secret_files),
and only once: the same reference again finds its file.
"""

from pathlib import Path

from kiosk.store.canonical import canonical
from sync.province.notices.gateway import Known, Outgoing, Said, Taken, Told
from sync.secret_files import write_secret


class FileGateway:
    safe_again_ms = 2**62
    can_be_asked = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Outgoing) -> Said:
        line = {"reference": message.reference, "phone": message.phone, "text": message.text, "kind": message.kind}
        try:
            write_secret(self._file(message.reference), f"{canonical(line)}\n".encode())
        except OSError as error:
            return Said(Taken.UNKNOWN, why=type(error).__name__)
        return Said(Taken.YES, message.reference)

    def ask(self, reference: str) -> Told:
        try:
            there = self._file(reference).exists()
        except OSError:
            return Told(Known.AWAY)
        return Told(Known.YES, reference) if there else Told(Known.NO)

    def _file(self, reference: str) -> Path:
        return self._folder / f"{reference}.json"
