"""`kiosk forms`: are the forms fit for people, which ones are there, and which may never change again."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kiosk.assets import assets
from kiosk.errors import FormDefinitionError
from kiosk.forms.definition import FormDefinition
from kiosk.forms.library import load_forms, read_file, read_shared
from kiosk.forms.lint import Finding, lint
from kiosk.forms.loops import is_written
from kiosk.forms.released import Released, read_released, write_released
from kiosk.languages import texts
from kiosk.store.canonical import canonical

Checked = tuple[str, FormDefinition | None, tuple[Finding, ...]]


@click.group()
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Other forms than ours.")
@click.pass_context
def forms(ctx: click.Context, folder: Path | None) -> None:
    """The forms villagers fill in, one question a screen."""
    ctx.obj = folder or assets() / "forms"


@forms.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each finding.")
@click.pass_obj
def check(folder: Path, files: tuple[Path, ...], as_json: bool) -> None:
    """Look for what would meet a villager badly in FILES, or in every form of this kiosk.

    A file may stand anywhere; it uses the blocks and lists of this kiosk. Ends with 1 when something was found.
    """
    checked = _checked(folder, files)
    found = [(name, one) for name, _, findings in checked for one in findings]
    for name, one in found:
        click.echo(canonical({"form": name, **asdict(one)}) if as_json else f"{name}: {one}")
    if not as_json:
        click.echo(texts().say("forms.check.counts", forms=len(checked), findings=len(found)))
    if found:
        sys.exit(1)


@forms.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each form.")
@click.pass_obj
def list_forms(folder: Path, as_json: bool) -> None:
    """List the forms: procedure, version, how many questions, title, whether it was released."""
    released = read_released(folder)
    for form in load_forms(folder).definitions:
        told = _described(form) | {"released": released.has(form)}
        if as_json:
            click.echo(canonical(told))
        else:
            click.echo(texts().say("forms.list.line", **{name: str(value) for name, value in told.items()}))


@forms.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def release(folder: Path, files: tuple[Path, ...]) -> None:
    """Note in released.json that FILES, or all forms, are released: from now on they never change.

    Nothing is noted while `kiosk forms check` finds anything in them.
    """
    checked = _checked(folder, files)
    found = [f"{name}: {one}" for name, _, findings in checked for one in findings]
    if found:
        raise FormDefinitionError(form=checked[0][0] if len(checked) == 1 else "forms", problem="; ".join(found))
    before = read_released(folder)
    fit = [form for _, form, _ in checked if form is not None]
    write_released(before.with_forms(fit), folder)
    new = [form for form in fit if not before.has(form)]
    click.echo(texts().say("forms.release.counts", new=len(new), count=len(fit)))


def _checked(folder: Path, files: tuple[Path, ...]) -> list[Checked]:
    released = read_released(folder)
    return [_check_file(file, folder, released) for file in files] if files else _check_all(folder, released)


def _check_file(file: Path, folder: Path, released: Released) -> Checked:
    problems: list[FormDefinitionError] = []
    shared = read_shared(folder, problems)
    try:
        form = read_file(file, shared)
    except FormDefinitionError as error:
        problems.append(error)
        form = None
    unread = tuple(Finding("", str(problem)) for problem in problems)
    return file.name, form, unread + (lint(form, released=released) if form else ())


def _check_all(folder: Path, released: Released) -> list[Checked]:
    loaded = load_forms(folder)
    unread: list[Checked] = [(str(one.values["form"]), None, (Finding("", str(one)),)) for one in loaded.problems]
    gone = "bản đã phát hành mà không còn tệp, hồ sơ cũ không mở được"
    lost: list[Checked] = [(name, None, (Finding("", gone),)) for name in released.missing_from(loaded.definitions)]
    return [*unread, *lost, *((form.id, form, lint(form, released=released)) for form in loaded.definitions)]


def _described(form: FormDefinition) -> dict[str, Any]:
    return {
        "procedure": form.procedure,
        "id": form.id,
        "version": form.version,
        "questions": sum(is_written(page) for page in form.pages),
        "title": texts().say(form.title),
        "sha256": form.digest,
    }
