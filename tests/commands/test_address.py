"""`kiosk address` as a technician or an integrator runs it."""

import json

from click.testing import CliRunner

from kiosk.commands import cli

LINE = "Ấp 4, xã Khánh Bình, huyện Trần Văn Thời, Cà Mau"


def test_an_old_address_gives_the_commune_of_today():
    told = json.loads(CliRunner().invoke(cli, ["address", LINE, "--json"]).stdout)
    assert [(one["code"], one["former"]["district"]) for one in told["candidates"]] == [
        ("32110", "Huyện Trần Văn Thời")
    ]


def test_the_answer_keeps_what_was_typed():
    assert json.loads(CliRunner().invoke(cli, ["address", LINE, "--json"]).stdout)["typed"] == LINE


def test_people_get_a_sentence():
    assert "Nay là:" in CliRunner().invoke(cli, ["address", LINE]).stdout
