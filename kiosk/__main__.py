"""The command `kiosk`."""

from kiosk.commands import cli
from kiosk.commands.parent import end_with_parent


def main() -> None:
    end_with_parent()
    cli()


if __name__ == "__main__":
    main()
