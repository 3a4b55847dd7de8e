"""`kiosk province keys` and `kiosk province publish`: signing what halls believe.

`keys` works on a machine without a network and opens no database; see the ceremony in the technician's manual.
"""

# The library's public names come from private modules of its own, which is what this rule is about.
# pyright: reportPrivateImportUsage=false

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from tuf.api.metadata import Metadata, Root

from kiosk.clock import SystemClock
from kiosk.errors import SigningKeyError, UnsignableError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.updates import ceremony, making
from sync.province.updates.keys import ONLINE, ROOT, TARGETS, make_key, read_key, read_public
from sync.province.updates.repository import Difference, difference, put_draft, remove_draft
from sync.signed import PIECE_BYTES

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def keys() -> None:
    """Make and use the keys that sign what halls believe. Needs no network and no database."""


@keys.command()
@click.argument("folder", type=_FOLDER)
@click.argument("name")
@click.option("--open", "unlocked", is_flag=True, help="Without a password: for a key that a server uses by itself.")
def make(folder: Path, name: str, unlocked: bool) -> None:
    """Make NAME.key and its public half NAME.pub in FOLDER. Asks for a password twice."""
    password = (
        ""
        if unlocked
        else click.prompt(
            _say("updates.keys.password"), hide_input=True, confirmation_prompt=_say("updates.keys.password_again")
        )
    )
    file = folder / f"{name}.key"
    made = make_key(file, password.encode() or None)
    click.echo(_say("updates.keys.made", file=str(file), key=made.public_key.keyid[:8]))


@keys.command()
@click.argument("out", type=_NEW_FILE)
@click.option("--after", type=_FILE, help="The root before it; what is not given here stays as it is there.")
@click.option("--root", "roots", multiple=True, type=_FILE, help="Public half of a root key; repeat it.")
@click.option("--targets", multiple=True, type=_FILE, help="Public half of the key that publishes.")
@click.option("--snapshot", multiple=True, type=_FILE, help="Public half of the server's key for snapshots.")
@click.option("--timestamp", multiple=True, type=_FILE, help="Public half of the server's key for the time.")
@click.option("--threshold", type=click.IntRange(1, 9), help="How many root keys must sign; 2 unless given.")
@click.option("--days", default=making.ROOT_DAYS, show_default=True, type=click.IntRange(1), help="How long it holds.")
def root(
    out: Path, after: Path | None, roots: tuple[Path, ...], targets: tuple[Path, ...], snapshot: tuple[Path, ...],
    timestamp: tuple[Path, ...], threshold: int | None, days: int,
) -> None:  # fmt: skip
    """Write the next root into OUT, to be signed by `keys sign`. The first one where --after is not given."""
    given = {ROOT: roots, TARGETS: targets, **dict(zip(ONLINE, (snapshot, timestamp), strict=True))}
    public = {role: [read_public(file) for file in files] for role, files in given.items() if files}
    before = _root(after) if after else None
    made = ceremony.next_root(before, public, threshold, SystemClock().now(), days)
    out.write_bytes(making.signed(made, []))
    _tell(made, before)


@keys.command()
@click.argument("file", type=_FILE)
@click.argument("key", type=_FILE)
@click.option("--after", type=_FILE, help="For a root: the root before it, whose keys must sign as well.")
def sign(file: Path, key: Path, after: Path | None) -> None:
    """Add a signature with KEY to FILE: a root, or a list that `publish --unsigned` wrote."""
    said = ceremony.read(file.read_bytes())
    file.write_bytes(making.signed(said, [_read_with_password(key)]))
    _tell(said, _root(after) if after else None)


@click.command()
@click.option(
    "--put", "puts", multiple=True, type=(str, _FILE), metavar="PATH FILE", help="Such as forms/x.json x.json."
)
@click.option("--remove", "removals", multiple=True, metavar="PATH", help="Take a target away from all halls.")
@click.option("--key", type=_FILE, help="Sign with this key, from a stick; it is asked for its password.")
@click.option("--unsigned", type=_NEW_FILE, help="Write the list that waits for a signature into this file.")
@click.option("--signed", "signed_file", type=_FILE, help="Publish this list, signed elsewhere.")
@click.option("--root", "root_file", type=_FILE, help="Publish this next root, signed by enough keys.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--yes", is_flag=True, help="Do not ask before it is signed.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, one line for each change.")
@click.pass_obj
def publish(
    here: Province, puts: tuple[tuple[str, Path], ...], removals: tuple[str, ...], key: Path | None,
    unsigned: Path | None, signed_file: Path | None, root_file: Path | None, dry_run: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Publish what halls believe: show what would change, ask, sign."""
    now = here.now
    if root_file is not None:
        click.echo(_say("updates.root.published", number=here.updates.take_root(root_file.read_bytes(), now)))
        return
    if signed_file is not None:
        _show(here.updates.take_targets(signed_file.read_bytes(), now), as_json)
        return
    _put(here, puts, removals)
    with here.database.read() as db:
        waits = difference(db)
    _show(waits, as_json)
    if unsigned is not None:
        unsigned.write_bytes(here.updates.unsigned_targets(now))
        click.echo(_say("updates.unsigned", file=str(unsigned)), err=as_json)
    if dry_run or unsigned is not None or not waits:
        return
    if sys.stdin.isatty() and not yes and not as_json and not click.confirm(_say("updates.sure"), default=False):
        click.echo(_say("updates.waits"))
        return
    if key is not None:
        here.updates.keys.signers[TARGETS] = [_read_with_password(key)]
    here.updates.publish(now)
    click.echo(_say("updates.published", count=len(waits)), err=as_json)


def _put(here: Province, puts: tuple[tuple[str, Path], ...], removals: tuple[str, ...]) -> None:
    try:
        with here.database.write() as db:
            for path, file in puts:
                put_draft(db, path, _pieces(file), here.now)
            for path in removals:
                remove_draft(db, path, here.now)
    except ProvinceError as error:
        raise click.ClickException(error.detail) from error


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while piece := content.read(PIECE_BYTES):
            yield piece


def _show(changes: list[Difference], as_json: bool) -> None:
    for one in changes:
        if as_json:
            said = {"path": one.path, "kind": one.kind, "bytes": one.after.length if one.after else None}
            click.echo(canonical(said))
        else:
            size = f"{one.after.length} B" if one.after else ""
            click.echo(f"  {_say(f'updates.difference.{one.kind}')}  {one.path}  {size}".rstrip())
    if not changes and not as_json:
        click.echo(_say("updates.nothing"))


def _root(file: Path) -> Metadata[Root]:
    said = ceremony.read(file.read_bytes())
    if not isinstance(said.signed, Root):
        raise UnsignableError(role=ROOT)
    return said


def _tell(said: Metadata[Any], before: Metadata[Root] | None) -> None:
    for line in ceremony.missing(said, before):
        click.echo(_say("updates.keys.signatures", role=line.whose, have=line.have, need=line.need))


def _read_with_password(key: Path) -> Any:
    try:
        return read_key(key)
    except SigningKeyError:
        password = click.prompt(_say("updates.keys.password"), hide_input=True, err=True)
        return read_key(key, password.encode())


def _say(text_id: str, **values: Any) -> str:
    return texts().say(text_id, **values)
