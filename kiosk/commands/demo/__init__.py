"""`kiosk demo`: a whole day at a commune hall, played for real through taps, keys and HTTP."""

from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/demo"),
    show_default=True,
    help="Where it leaves things.",
)
@click.option("--size", default="1080x1920", show_default=True, help="Of the touch screen, in pixels.")
def demo(out: Path, size: str) -> None:
    """Play a day at the hall of Xã Khánh Bình; any step that is not true ends it with an error."""
    # Here, so that `kiosk --help` needs no browser driver.
    from kiosk.commands.demo.day import play

    play(out.absolute(), size)
