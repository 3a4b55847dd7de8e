"""`kiosk type`: what the keyboard makes of key strokes."""

from collections.abc import Iterable

import click

from kiosk.keyboard.rules import METHODS, OLD, STYLES, TELEX, Typing
from kiosk.keyboard.strokes import type_line
from kiosk.store.canonical import canonical


@click.command()
@click.argument("lines", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@click.option("--method", type=click.Choice(METHODS), default=TELEX, show_default=True, help="What the keys mean.")
@click.option(
    "--style", type=click.Choice(STYLES), default=OLD, show_default=True, help="Old: hòa, thủy; new: hoà, thuỷ."
)
@click.option("--full", is_flag=True, help="Every typing option on: a Telex w with nothing to mark is ư, too.")
@click.option(
    "--place", is_flag=True, help="As in a field for an address: nothing is put back, Krông Ana can be typed."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, a line each.")
def type(lines: Iterable[str], method: str, style: str, full: bool, place: bool, as_json: bool) -> None:  # noqa: A001
    """Type Vietnamese: the key strokes of LINES (a file; the input unless given), and the text each line gives.

    \b
    telex  aa ee oo aw ow uw dd are â ê ô ă ơ ư đ; s f r x j are the tones, z takes the tone away
    vni    6 is the mark of â ê ô, 7 of ơ ư, 8 of ă, 9 of đ; 1 2 3 4 5 are the tones, 0 takes the tone away
    keys   the keys of the screen: ready letters are written as themselves (ă â ê ô ơ ư đ), a tone key as its combining
           sign or as the letter of Telex behind the vowel, "xóa dấu" as z; all other letters are only letters

    The two characters \\b are a backspace. The end of a line ends its word, as a blank does.
    """
    rules = Typing(method, style, lone_w=full, reopen=False)
    for line in (one.rstrip("\r\n") for one in lines):
        text = type_line(line, rules.for_places() if place else rules)
        click.echo(canonical({"keys": line, "text": text}) if as_json else text)
