"""`kiosk scan`, `kiosk code`, `kiosk card`: what is in this picture, what does this text mean."""

import sys
from pathlib import Path
from typing import Any, assert_never

import click

from kiosk.clock import SystemClock, hall_day
from kiosk.commands.pages import Look, scan_pages
from kiosk.dossiers.codes import DossierCode, parse_dossier_code
from kiosk.errors import UnreadableImageError
from kiosk.languages import texts
from kiosk.people.card import Card, PartialDate, mask, parse_card
from kiosk.people.mrz import looks_like_mrz, parse_mrz
from kiosk.scanning.meaning import (
    CardScan,
    DossierScan,
    Meaning,
    OpaqueLink,
    ProvisionalScan,
    ResumeScan,
    TicketLinkScan,
    TicketScan,
    UnknownScan,
    understand,
)
from kiosk.store.canonical import canonical


@click.command()
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--page", is_flag=True, help="Make clean pages of photographs of A4 sheets, as one PDF.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("pages.pdf"),
    show_default=True,
    help="Where to write the PDF.",
)
@click.option("--colour", "look", flag_value="colour", default=True, help="Pages in colour (as they are).")
@click.option("--grey", "look", flag_value="grey", help="Pages in grey.")
@click.option("--bilevel", "look", flag_value="bilevel", help="Pages in black and white: small, but letters suffer.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON; codes are always told so.")
def scan(images: tuple[Path, ...], page: bool, out: Path, look: Look, as_json: bool) -> None:
    """Read the QR codes and Code 128 in pictures, one JSON line each; with --page, make clean pages of photographs.

    A text is null when its bytes are no UTF-8. A picture that cannot be opened has an "error", a photograph that
    cannot be used has its reasons; the others are still read, and the exit code is 1.
    """
    if page:
        scan_pages(
            images, out, "grey" if look == "grey" else "bilevel" if look == "bilevel" else "colour", as_json=as_json
        )
    else:
        _scan_codes(images)


def _scan_codes(images: tuple[Path, ...]) -> None:
    from kiosk.scanning.decode import read_codes
    from kiosk.scanning.picture import load_picture

    failed = False
    for image in images:
        try:
            codes = read_codes(load_picture(image))
        except UnreadableImageError as error:
            failed = True
            click.echo(canonical({"file": str(image), "codes": [], "error": str(error)}))
        else:
            found = [{"text": one.text, "format": one.format} for one in codes]
            click.echo(canonical({"file": str(image), "codes": found}))
    if failed:
        sys.exit(1)


@click.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def code(text: str, as_json: bool) -> None:
    """Tell what TEXT means: a dossier code, or whatever a scanner has read from a paper."""
    today = hall_day(SystemClock().now())
    meaning = understand(text, today)
    if isinstance(meaning, UnknownScan):
        meaning = DossierScan(parse_dossier_code(text, today))  # says what is wrong with it
    _answer(_parts(meaning), as_json=as_json)


@click.command()
@click.argument("text")
@click.option("--show", is_flag=True, help="Show the numbers in full.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def card(text: str, show: bool, as_json: bool) -> None:
    """Read TEXT, an ID card's QR code or the three lines on its back, into its fields; numbers are masked."""
    found = parse_mrz(text, hall_day(SystemClock().now())) if looks_like_mrz(text) else parse_card(text)
    _answer(_card_parts(found, show=show), as_json=as_json)


def _parts(meaning: Meaning) -> dict[str, Any]:
    match meaning:
        case DossierScan(found):
            return _dossier_parts(found)
        case ProvisionalScan(found):
            day = found.day.isoformat()
            return {
                "kind": "provisional",
                "code": found.text,
                "kiosk": found.kiosk,
                "date": day,
                "counter": found.counter,
            }
        case ResumeScan(slip):
            return {"kind": "resume", "code": slip.code.text}
        case TicketScan(ticket):
            return {"kind": "ticket", "date": ticket.day.isoformat(), "number": ticket.number}
        case TicketLinkScan(link):
            return {"kind": "ticket", "id": link}
        case CardScan(found):
            return {"kind": "card", **_card_parts(found, show=False)}
        case OpaqueLink():
            return {"kind": "link"}
        case UnknownScan():
            return {"kind": "unknown"}
        case _:
            assert_never(meaning)


def _dossier_parts(found: DossierCode) -> dict[str, Any]:
    return {
        "kind": "dossier",
        "code": found.text,
        "agency": found.agency,
        "date": found.received.isoformat(),
        "sequence": found.sequence,
        "legacy": found.legacy,
        "central": found.central,
        "suspicious": found.suspicious,
    }


def _card_parts(found: Card, *, show: bool) -> dict[str, Any]:
    return {
        "number": found.number if show else mask(found.number),
        "old_number": found.old_number if show else found.old_number and mask(found.old_number),
        "name": found.name,
        "birth": _birth(found.birth),
        "sex": found.sex,
        "address": found.address,
        "issued": found.issued.isoformat() if found.issued else None,
        "warnings": list(found.warnings),
    }


def _birth(birth: PartialDate | None) -> str | None:
    if birth is None:
        return None
    whole = birth.month and birth.day
    return f"{birth.year:04d}-{birth.month:02d}-{birth.day:02d}" if whole else f"{birth.year:04d}"


def _answer(parts: dict[str, Any], *, as_json: bool) -> None:
    """Show the parts as one JSON line, or one a line under Vietnamese names."""
    if as_json:
        click.echo(canonical(parts))
        return
    say = texts().say
    for name, value in parts.items():
        click.echo(f"{say(f'reading.{name}')}: {_shown(name, value)}")


def _shown(name: str, value: Any) -> str:
    say = texts().say
    if value is None or value in ("", []):
        return "-"
    if isinstance(value, bool):
        return say("reading.yes" if value else "reading.no")
    if isinstance(value, list):
        return " ".join(say(f"card.{one}") for one in value)  # pyright: ignore[reportUnknownVariableType]
    return say(f"reading.value.{value}") if name in ("kind", "sex") else str(value)
