"""The command `kiosk`."""

from kiosk.commands import cli


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
