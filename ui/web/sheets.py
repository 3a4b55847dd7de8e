"""The figures as files for a spreadsheet: CSV for any program, XLSX for Excel. Both keep Vietnamese letters whole."""

import csv
import io
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from kiosk.languages import Texts
from kiosk.queue.statistics_table import COLUMNS, Column, Group, Line, Statistics

BOM = "\ufeff"  # without it Excel reads UTF-8 as the letters of an old code page
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {"count": "#,##0", "minutes": "#,##0.0", "share": "0%"}


def csv_of(made: Statistics, words: Texts) -> bytes:
    """Return one table of all groups: group, name, one column a figure. Minutes have a decimal point, a share is
    0 to 1, what does not exist is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [words.say("statistics.group"), words.say("statistics.name"), *(_head(one, words) for one in COLUMNS)]
    )
    for group in made.groups:
        for line in group.lines:
            values = [line.values.get(one.id) for one in COLUMNS]
            writer.writerow([words.say(f"statistics.{group.id}"), _harmless(line.name), *values])
    for reason, count in made.reasons:
        writer.writerow([words.say("statistics.reasons"), words.say(reason), count])
    return (BOM + out.getvalue()).encode()


def xlsx_of(made: Statistics, words: Texts, hall: str) -> bytes:
    """Return a workbook: a sheet a group, the reasons of ratings, and how every figure is counted."""
    import xlsxwriter  # 10 MB that a hall server needs only now and then

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": words.say("statistics.title", hall=hall)})
    sheets = _Sheets(book, words, [words.say("statistics.title", hall=hall), _period(made, words)])
    for group in made.groups:
        sheets.group(group)
    sheets.table(
        words.say("statistics.reasons"),
        [words.say("statistics.reasons"), words.say("statistics.reasons.count")],
        [[words.say(reason), count] for reason, count in made.reasons],
    )
    sheets.table(
        words.say("statistics.how"),
        [words.say("statistics.figure"), words.say("statistics.means")],
        [*_meanings(words), *_where(words)],
    )
    book.close()
    return out.getvalue()


class _Sheets:
    def __init__(self, book: Any, words: Texts, top: list[str]) -> None:
        self._book, self._words, self._top = book, words, top
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EFF7", "bottom": 1}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._numbers = {kind: book.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}

    def group(self, group: Group) -> None:
        name = self._words.say(f"statistics.{group.id}")
        heads = [name, *(_head(one, self._words) for one in group.columns)]
        sheet = self._sheet(name, heads)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(heads), 13)
        for row, line in enumerate(group.lines, 4):
            self._line(sheet, row, line, group.columns)

    def table(self, name: str, heads: list[str], rows: Iterable[list[str | int]]) -> None:
        sheet = self._sheet(name, heads)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 100 if heads[-1] == self._words.say("statistics.means") else 16)
        for at, row in enumerate(rows, 4):
            sheet.write_row(at, 0, row, self._text)

    def _sheet(self, name: str, heads: list[str]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.write(0, 0, self._top[0], self._title)
        sheet.write(1, 0, self._top[1])
        sheet.write_row(3, 0, heads, self._head)
        sheet.freeze_panes(4, 1)
        return sheet

    def _line(self, sheet: Any, row: int, line: Line, columns: tuple[Column, ...]) -> None:
        sheet.write(row, 0, line.name)
        for at, column in enumerate(columns, 1):
            value = line.values[column.id]
            if value is not None:
                sheet.write_number(row, at, value, self._numbers[column.kind])


def _head(column: Column, words: Texts) -> str:
    unit = f" ({words.say('statistics.unit.minutes')})" if column.kind == "minutes" else ""
    return words.say(f"statistics.{column.id}") + unit


def _period(made: Statistics, words: Texts) -> str:
    last = made.until - timedelta(days=1)
    return words.say("statistics.period", since=f"{made.since:%d/%m/%Y}", until=f"{last:%d/%m/%Y}")


def _meanings(words: Texts) -> list[list[str | int]]:
    return [[_head(one, words), words.say(f"statistics.{one.id}.means")] for one in COLUMNS]


def _where(words: Texts) -> list[list[str | int]]:
    return [
        [words.say(f"statistics.{one}"), words.say(f"statistics.where.{one}")]
        for one in ("services", "counters", "hours", "days")
    ]


def _harmless(name: str) -> str:
    """A name that a spreadsheet would take for a formula is only text."""
    return f"'{name}" if name.startswith(_FORMULA) else name
