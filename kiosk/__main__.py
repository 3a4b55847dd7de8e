"""The command `kiosk`."""

import sys

from kiosk.commands import cli
from kiosk.commands.parent import end_with_parent


def main() -> None:
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a child of `kiosk.scanning.apart` starts as this program
    end_with_parent()
    cli()


if __name__ == "__main__":
    main()
