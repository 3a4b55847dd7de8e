"""The command `kiosk`."""

import sys

from kiosk.commands import cli
from kiosk.commands.parent import end_with_parent, leave_no_core_file


def main() -> None:
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a child of `kiosk.scanning.apart` starts as this program
    end_with_parent()
    leave_no_core_file()
    cli()


if __name__ == "__main__":
    main()
