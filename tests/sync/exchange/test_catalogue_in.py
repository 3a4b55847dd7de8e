"""Procedures from the national exchange: all real ones, and records nobody would send."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.clean import said
from kiosk.catalogue.exchange_record import read_exchange_record, why_not
from kiosk.catalogue.portal import paper_name
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.report import Report
from tests.sync.exchange.national_records import as_lay_thu_tuc, national

RECORD: dict[str, Any] = {"MATTHC": "1.000894", "TENTTHC": "Đăng ký kết hôn"}


def read(**other: Any) -> Procedure:
    return read_exchange_record({**RECORD, **other}, "2026-11", Report())


def shown(one: Procedure) -> dict[str, Any]:
    """Return what a villager's page is made of: not that a source says "no information", nor a nameless paper."""
    papers = [(p.name, p.originals, p.copies, p.form, p.present_only, p.group) for p in one.documents if p.name]
    return {
        "name": one.name, "field": one.field, "agency": one.agency, "levels": one.levels, "audience": one.audience,
        "steps": one.steps, "conditions": one.conditions, "notes": one.notes, "papers": list(dict.fromkeys(papers)),
        "results": [(paper_name(result.name), result.code) for result in one.results],
        "laws": [(law.number, law.title) for law in one.laws],
        "channels": [
            (way.kind, way.time.value, way.time.unit, said(way.time.text) if way.time.value is None else "",
             way.fee.vnd, said(way.fee.text) if way.fee.vnd is None else "", way.note)
            for way in one.channels
        ],
    }  # fmt: skip


def test_every_national_record_says_the_same_when_it_comes_from_the_exchange(shared: Path):
    procedures, raw = national(shared)
    report = Report()
    came = [read_exchange_record(json.loads(json.dumps(as_lay_thu_tuc(one))), one.as_of, report) for one in procedures]
    pairs = ((one.code, shown(one), shown(two)) for one, two in zip(procedures, came, strict=True))
    other = {code: [key for key in was if was[key] != now[key]] for code, was, now in pairs if was != now}
    assert (raw.records, len(procedures), other) == (2849, 2848, {})  # one is the database's own test record
    assert "unclear.shape" not in {outcome for field in report.fields.values() for outcome in field}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ({}, "no_code"),
        ({**RECORD, "MATTHC": None}, "no_code"),
        ({**RECORD, "MATTHC": "1.000894.H38"}, "no_code"),
        ({**RECORD, "TENTTHC": "Không có thông tin"}, "no_name"),
        ({**RECORD, "TRANGTHAI": 0}, "not_public"),
        ({**RECORD, "TRANGTHAI": 1}, ""),
        (RECORD, ""),
    ],
)
def test_a_record_that_is_no_procedure_for_villagers_says_why(raw: dict[str, Any], reason: str):
    assert why_not(raw) == reason


def test_numbers_come_as_text_or_as_numbers():
    ways = [
        {"KENH": 1, "THOIGIAN": [{"THOIGIANGIAIQUYET": 3.0, "DONVITINH": "Ngày làm việc",
                                  "PHILEPHI": [{"SOTIEN": "15000", "DONVI": "VNĐ"}]}]},
        {"KENH": "2", "THOIGIAN": {"THOIGIANGIAIQUYET": "2", "DONVITINH": "OTHER"}},
    ]  # fmt: skip
    found = [(one.kind, one.time.value, one.time.unit, one.fee.vnd) for one in read(CACHTHUCTHUCHIEN=ways).channels]
    assert found == [("counter", 3.0, "working_day", 15000), ("online", 2.0, None, None)]


def test_two_fees_are_no_one_amount_but_both_can_be_read():
    fees = [{"SOTIEN": 15000, "DONVI": "Đồng", "MOTA": "một bản"}, {"SOTIEN": 8000, "DONVI": "Đồng", "MOTA": ""}]
    fee = read(CACHTHUCTHUCHIEN=[{"KENH": 1, "THOIGIAN": [{"PHILEPHI": fees}]}]).channels[0].fee
    assert (fee.vnd, fee.text) == (None, "15000 Đồng một bản\n8000 Đồng")


def test_what_has_no_place_is_kept_under_its_own_name():
    read_one = read(LINHVUCTHUCHIEN=[{"MALINHVUC": "G15-HT", "TENLINHVUC": "Hộ tịch"}], SOMOI=[{"a": 1}], RONG=None)
    assert (read_one.field, read_one.extra) == ("Hộ tịch", (("MALINHVUC", "G15-HT"), ("SOMOI", '[{"a":1}]')))


JUNK: list[Any] = ["chữ", 7, [7, "chữ"], {"x": [1]}, [[{}]], True]


@pytest.mark.parametrize("junk", JUNK)
def test_a_list_that_is_none_is_counted_and_hurts_nothing_else(junk: Any):
    lists = ("TRINHTUTHUCHIEN", "CACHTHUCTHUCHIEN", "THANHPHANHOSO", "KETQUATHUCHIEN", "CANCUPHAPLY", "LINHVUCTHUCHIEN")
    for key in lists:
        assert read(**{key: junk}, YEUCAU="Không").conditions == "Không"
