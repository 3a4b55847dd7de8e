"""What several commands of `kiosk province` share: names of the environment, of click's context, and an option."""

import click

DATABASE = "KIOSK_PROVINCE_DATABASE"  # an address may hold a password, which a command line shows to everybody
NATION = "KIOSK_NATION"
HOME = "province.home"  # in click's context: the folder of keys and data

nation_option = click.option(
    "--nation", envvar=NATION, help=f"Address of the nation's server, or ${NATION}: what is stored goes on to it."
)
