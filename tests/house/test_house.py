"""The rules of the house, each with its cure in the message."""

import json
import re
import subprocess
import sys
from pathlib import Path

import click

from kiosk import errors
from kiosk.assets import assets
from kiosk.commands import COMMANDS, cli
from kiosk.languages import LANGUAGES

ROOT = Path(__file__).parent.parent.parent


def sentences(language: str) -> dict[str, dict[str, str]]:
    return {
        file.name: json.loads(file.read_text("utf-8"))
        for file in sorted((assets() / "languages" / language).glob("*.json"))
    }


def test_rooms_import_only_what_they_may():
    lint = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    cure = "Move the shared part into kiosk/, or hand it in from kiosk/commands, which joins the rooms."
    assert lint.returncode == 0, f"{lint.stdout}\n{cure}"


def test_the_core_knows_no_qt_web_network_or_printer():
    foreign = re.compile(r"^\s*(?:from|import) (PySide6|fastapi|starlette|uvicorn|requests|escpos|sqlalchemy)\b", re.M)
    core = [file for file in (ROOT / "kiosk").rglob("*.py") if "commands" not in file.parts]
    guilty = [
        f"{file.relative_to(ROOT)}: {match[1]}" for file in core for match in foreign.finditer(file.read_text("utf-8"))
    ]
    assert guilty == [], (
        "Bring it in through a Protocol in kiosk/ports.py; the room that knows the library implements it."
    )


def test_sql_lives_in_the_store_only():
    sql = re.compile(r"\b(?:SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b")
    core = [
        file
        for room in ("kiosk", "ui", "printers")
        for file in (ROOT / room).rglob("*.py")
        if not {"store", "bench"} & set(file.parts)
    ]
    guilty = [str(file.relative_to(ROOT)) for file in core if sql.search(file.read_text("utf-8"))]
    assert guilty == [], "Move the statement into a function of kiosk/store/ and call that."


def test_no_text_id_stands_in_two_files():
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for file, texts in sentences(language).items():
            for text_id in texts:
                assert text_id not in seen, (
                    f"{language}: {text_id} stands in {seen[text_id]} and in {file}; delete one."
                )
                seen[text_id] = file


def test_english_says_all_that_vietnamese_says():
    for file, texts in sentences("vi").items():
        missing = texts.keys() - sentences("en").get(file, {}).keys()
        assert not missing, f"assets/languages/en/{file} lacks {sorted(missing)}; add them."


def test_a_translation_uses_the_same_values():
    vietnamese = {text_id: text for texts in sentences("vi").values() for text_id, text in texts.items()}
    for language in LANGUAGES.keys() - {"vi"}:
        for file, texts in sentences(language).items():
            for text_id, text in texts.items():
                wanted = set(re.findall(r"\{(\w+)\}", vietnamese.get(text_id, "")))
                assert text_id in vietnamese, f"{language}/{file}: no Vietnamese text {text_id}."
                assert set(re.findall(r"\{(\w+)\}", text)) == wanted, f"{language}/{file}: {text_id} needs {wanted}."


def test_every_error_has_its_sentence():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KioskError)]
    known = {text_id for file in sentences("vi").values() for text_id in file}
    assert [kind.__name__ for kind in kinds if kind.text_id not in known] == [], (
        "Add the text id to a file in assets/languages/."
    )


def test_readme_names_every_command():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`kiosk {name}" not in readme] == [], (
        "Say in README.md what the command is for."
    )


def test_every_command_explains_itself():
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None, f"kiosk/commands has no command {name}."
        assert command.help, f"Write the docstring of {name}: it is the help."


def test_qml_holds_no_literal_vietnamese():
    literal = re.compile(r'"[^"]*[à-ỹÀ-Ỹđ][^"]*"')
    comment = re.compile(r"//.*")
    guilty = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in (ROOT / "ui").rglob("*.qml")
        for match in literal.finditer(comment.sub("", file.read_text("utf-8")))
        if re.search(r"[A-Za-z ]", match[0])  # a row of keys is letters, not words
    ]
    assert guilty == [], "Give the text an id in assets/languages/vi/ and show that."


def test_the_lock_file_names_no_index():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?://|file://|--(?:extra-)?index|--find-links", lock), "Run make lock."
    assert "--hash=sha256:" in lock


def test_every_module_says_what_it_is():
    rooms = [file for room in ("kiosk", "ui", "sync", "printers") for file in (ROOT / room).rglob("*.py")]
    silent = [str(file.relative_to(ROOT)) for file in rooms if not file.read_text("utf-8").startswith(('"""', "#!"))]
    assert silent == [], "Open the file with a docstring a newcomer understands."
