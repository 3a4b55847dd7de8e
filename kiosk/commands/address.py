"""`kiosk address`: an old or new address line, and the commune it lies in today."""

from typing import Any

import click

from kiosk.catalogue.units import Units
from kiosk.languages import texts
from kiosk.people.address import Addresses, Candidate, Reading
from kiosk.store.canonical import canonical


@click.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def address(text: str, as_json: bool) -> None:
    """Tell in which commune of today TEXT lies, an address as people wrote it before or after 1 July 2025.

    A former commune that was split gives every commune that took over a part of it. What was typed is never changed.
    """
    reading = Addresses(Units()).read(text)
    if as_json:
        click.echo(canonical(_parts(reading)))
        return
    say = texts().say
    click.echo(say(f"address.{reading.certainty}", count=len(reading.candidates)))
    for one in reading.candidates:
        click.echo(f"  {_line(one)}")


def _parts(reading: Reading) -> dict[str, Any]:
    return {
        "typed": reading.typed,
        "certainty": reading.certainty,
        "rest": reading.rest,
        "candidates": [
            {
                "code": one.unit.code,
                "name": one.unit.name,
                "province": one.unit.province.name,
                "province_code": one.unit.province.code,
                "former": one.former
                and {
                    "code": one.former.code,
                    "name": one.former.name,
                    "district": one.former.district,
                    "province": one.former.province,
                    "split": len(one.former.now) > 1,
                },
            }
            for one in reading.candidates
        ],
    }


def _line(one: Candidate) -> str:
    today = f"{one.unit.name}, {one.unit.province.name} ({one.unit.code})"
    old = one.former
    return today if old is None else f"{today} ← {old.name}, {old.district}, {old.province}"
