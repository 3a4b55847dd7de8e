"""The slip to go on later with: the draft's code, its secret as a QR code, and how to come back.

A found slip must tell as little as it can: no name, no number, no answer. The procedure stands on it, because a family
may have two slips in one drawer.
"""

from datetime import date

from kiosk.languages import texts
from kiosk.papers.paper import Bars, Block, Paper, Rule, Space, Text, Tick, Withheld
from kiosk.papers.phone import phone_line

PLACE = "resume"  # the name of the withheld text


def resume_paper(*, hall: str, code: str, procedure: str, until: date, phone: str = "", language: str = "vi") -> Paper:
    """Return the slip of one draft.

    Args:
        until: the last day on which the draft is still there.
    """
    say = texts(language).say
    blocks: list[Block] = [
        Text(hall, size=2.4, bold=True, align="centre"),
        Space(1),
        Text(say("papers.resume.name"), size=5.0, bold=True, align="centre", inverse=True),
        Text(say("papers.resume.not_sent"), size=3.0, bold=True, align="centre", inverse=True),
        Space(2),
        Text(procedure, size=3.2, bold=True, align="centre"),
        Space(1),
        Withheld(PLACE, dots=5, below=say("papers.resume.scan"), instead=say("papers.resume.to_staff")),
        Text(say("papers.resume.until", date=f"{until:%d/%m/%Y}"), size=3.0, bold=True, align="centre"),
        Rule(),
        Text(say("papers.resume.how"), size=3.0, bold=True),
    ]
    steps = ("come", "digits", "staff")
    blocks += [Tick(say(f"papers.resume.step.{step}"), size=2.6, mark=f"{at}.") for at, step in enumerate(steps, 1)]
    blocks += [
        Space(1),
        Text(say("papers.resume.keep"), size=2.6, bold=True),
        Rule(),
        Text(say("papers.slip.code"), size=2.4, align="centre"),
        Text(code, size=4.0, bold=True, align="centre"),
        Bars(code),
    ]
    if phone:
        blocks += [Space(1), phone_line(phone, language)]
    return Paper(say("papers.resume.title", code=code), tuple(blocks))
