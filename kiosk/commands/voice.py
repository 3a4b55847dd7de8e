"""`kiosk speak` and `kiosk voice`: the words that will be spoken, and the clips that say a call.

The clips are made once, with espeak-ng as a separate program, and kept in the repository; no hall needs it.
"""

import subprocess
from pathlib import Path

import click

from kiosk.assets import assets
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from kiosk.voice import sound
from kiosk.voice.clips import CHIME, CLIPS
from kiosk.voice.words import spoken

VOICE = "vi-vn-x-south"
WORDS_A_MINUTE = 145


@click.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def speak(text: str, as_json: bool) -> None:
    """Say how TEXT will be spoken: figures, dates, hours, money, codes and short forms in words."""
    words = spoken(text)
    click.echo(canonical({"text": text, "words": words}) if as_json else words)


@click.group()
def voice() -> None:
    """The clips that announce a call."""


@voice.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def list_(as_json: bool) -> None:
    """List every clip and its words: what to record for a voice of the hall's own."""
    if as_json:
        click.echo(canonical(CLIPS))
        return
    for name, words in CLIPS.items():
        click.echo(f"{name:12} {words}")


@voice.command()
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), help="The folder; assets/sounds/voice unless given."
)
def build(into: Path | None) -> None:
    """Make all clips and the chime anew with espeak-ng."""
    folder = into or assets() / "sounds" / "voice"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{CHIME}.wav").write_bytes(sound.write_wav(sound.chime()))
    for name, words in CLIPS.items():
        clip = sound.evened(sound.trimmed(sound.read_wav(_said(words))))
        (folder / f"{name}.wav").write_bytes(sound.write_wav(clip))
    size = sum(one.stat().st_size for one in folder.glob("*.wav"))
    click.echo(texts().say("voice.built", count=len(CLIPS) + 1, kilobytes=round(size / 1000), folder=str(folder)))


def _said(words: str) -> bytes:
    """Return `words` as espeak-ng says them, a WAV file."""
    line = ["espeak-ng", "-v", VOICE, "-s", str(WORDS_A_MINUTE), "-z", "--stdin", "--stdout"]
    try:
        done = subprocess.run(line, input=words.encode(), capture_output=True, check=True)
    except FileNotFoundError as error:
        raise click.ClickException(texts().say("voice.no_espeak")) from error
    return done.stdout
