"""Noticing that files of papers are gone, a part of a folder or all of it, while the server runs.

Halls that still have them hear of it when they ask what is here, once a day, and send them again.
"""

import logging
import secrets
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from sync.province.files import FilesError
from sync.province.papers import START, look_through
from sync.province.province import Province

LOOK_SECONDS = 3600.0
PAPERS_A_LOOK = 5000  # 120,000 a day; a look is as many stats of files, some tenths of a second on a disk

log = logging.getLogger(__name__)


class PapersKeeper:
    """Looks at some papers each hour, in the order of their hashes, round and round.

    It begins anywhere: hashes are spread evenly, so a server that is often started anew sees all of them too.
    """

    def __init__(self, province: Province, papers_a_look: int = PAPERS_A_LOOK) -> None:
        self._province, self._limit = province, papers_a_look
        self._after = (secrets.token_hex(32), START[1])

    def run(self, stop: Event) -> None:
        """Look until told to stop."""
        while True:
            self.keep()
            if stop.wait(LOOK_SECONDS):
                return

    def keep(self) -> None:
        """Look once; what cannot be read now is looked at the next time."""
        try:
            looked = look_through(self._province, self._after, self._limit)
        except (FilesError, SQLAlchemyError) as error:
            log.warning("papers were not looked at: %s", type(error).__name__)
            return
        self._after = looked.next
        if looked.lost:
            log.warning("the files of %s papers are gone or cut; halls are asked for them again", looked.lost)
        if looked.back:
            log.warning("the files of %s papers are back", looked.back)
