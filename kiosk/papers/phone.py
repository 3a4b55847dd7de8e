"""Whom to call, on every paper that a villager takes along."""

from kiosk.languages import texts
from kiosk.papers.paper import Text

NO_BREAK = "\u00a0"


def phone_line(phone: str, language: str) -> Text:
    """Return the line with the hall's number, which never breaks inside the number."""
    sentence = texts(language).say("papers.phone", phone=phone.replace(" ", NO_BREAK))
    return Text(sentence, size=2.6, align="centre")
