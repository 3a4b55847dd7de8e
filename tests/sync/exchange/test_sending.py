"""What the national exchange gets, and what it must never get twice, over real HTTP and a line that fails."""

import base64
import json
import logging
import threading
from datetime import timedelta
from typing import Any

import pytest

from kiosk.errors import ExchangeDownError, ExchangeLoginError
from sync.exchange.settings import read_exchange_settings
from sync.province.exchange import Exchange, Round
from sync.province.exchange_queue import REFUSALS, backlog, dead_letters, revive
from sync.schedule import Schedule
from sync.seal import AgeSealer
from tests.sync.exchange.conftest import Line
from tests.sync.exchange.far_side import HTML, FarSide
from tests.sync.parts import AGENCY, HALL, Running, Wire, on_sqlite, until

RECEIVED, WORKING = ("2", "Được tiếp nhận"), ("4", "Đang xử lý")


def test_a_dossier_goes_before_its_events_and_both_are_ours_word_for_word(line: Line, far: FarSide):
    papers = [{"name": "Bản chính", "code": "KQ.1", "state": 1}, {"name": "Đơn", "state": 0}]
    code = line.dossier(papers=papers)
    line.move(code, 5, note="Thiếu bản sao hộ chiếu")
    line.move(code, 4, hours=48)
    line.move(code, 9, results=[{"name": "Bản sao chứng thực", "code": "KQ.G15.1"}])
    assert line.round() == Round(sent=4)
    assert far.order == [f"{code} {what}" for what in ("dossier 9", "event 2", "event 5", "event 4", "event 9")]
    assert far.dossiers[code] == {
        "MaHoSo": code, "MaTTHC": "2.000815", "TenTTHC": "Chứng thực bản sao từ bản chính", "MaLinhVuc": "G15-CT01",
        "TenLinhVuc": "Chứng thực", "KenhThucHien": "1", "LoaiDoiTuong": "1", "HinhThuc": "0",
        "TrichYeuHoSo": "Chứng thực bản sao từ bản chính", "NgayNopHoSo": "20261123080000",
        "NgayTiepNhan": "20261123080000", "NgayHenTra": "20261130080000", "TrangThaiHoSo": "9",
        "NgayKetThucXuLy": "20261125120000", "DonViXuLy": "UBND xã Khánh Bình", "HoSoCoThanhPhanSoHoa": "1",
        "TaiKhoanDuocXacThucVoiVNeID": "0",
        "TaiLieuNop": [
            {"TenTepDinhKem": "Bản chính", "IsDeleted": "False", "MaThanhPhanHoSo": "KQ.1", "DuocSoHoa": "1",
             "DuocTaiSuDung": "0"},
            {"TenTepDinhKem": "Đơn", "IsDeleted": "False", "DuocSoHoa": "0", "DuocTaiSuDung": "0"},
        ],
        "DanhSachHoSoBoSung": [
            {"HoSoBoSungId": "2", "NoiDungBoSung": "Thiếu bản sao hộ chiếu", "NgayBoSung": "20261123100000",
             "NgayTiepNhanBoSung": "20261125100000", "NgayHenTraTruoc": "20261127080000",
             "NgayHenTraMoi": "20261130080000"}
        ],
        "DanhSachGiayToKetQua": [{"TenGiayTo": "Bản sao chứng thực", "MaGiayToKetQua": "KQ.G15.1"}],
    }  # fmt: skip
    assert far.events[1] == {
        "MaHoSo": code, "ThoiDiemXuLy": "20261123100000", "PhongBanXuLy": "UBND xã Khánh Bình", "TrangThai": "5",
        "NoiDungXuLy": "Thiếu bản sao hộ chiếu", "NgayBatDau": "20261123100000",
        "NgayKetThucTheoQuyDinh": "20261127080000",
    }  # fmt: skip


@on_sqlite
@pytest.mark.parametrize("status", [5, 6, 8])
def test_a_pause_is_told_as_what_it_is(line: Line, far: FarSide, status: int):
    code = line.dossier()
    line.move(code, status)
    line.round()
    assert far.dossiers[code]["TrangThaiHoSo"] == str(status)


def test_what_was_sent_is_not_sent_again_and_a_later_step_updates(line: Line, far: FarSide):
    code = line.dossier()
    line.round()
    assert line.round() == Round()
    line.move(code, 10)
    line.round()
    assert (far.told(code)[1][0], far.dossiers[code]["NgayTra"], far.calls["DongBoHoSoMC"]) == (
        "10", "20261123100000", 2,
    )  # fmt: skip


@pytest.mark.parametrize("lost", ["DongBoHoSoMC", "CapNhatTienDoHoSoMC"])
def test_after_a_lost_reply_nothing_stands_there_twice(line: Line, far: FarSide, lost: str):
    code = line.dossier()
    far.bodies = [None] * (3 if lost == "CapNhatTienDoHoSoMC" else 2) + [(502, b"")]
    with pytest.raises(ExchangeDownError):  # what was asked was done, the answer got lost
        line.round()
    assert far.calls[lost] == 1
    line.wait()
    line.round()
    assert (list(far.dossiers), far.told(code), line.states()) == ([code], [RECEIVED], ["sent"])


@on_sqlite
@pytest.mark.parametrize("lost", ["login", "LayThuTuc", "DongBoHoSoMC", "CapNhatTienDoHoSoMC"])
def test_a_reply_that_the_line_swallows_is_a_lost_reply(line: Line, far: FarSide, lost: str):
    code = line.dossier()
    far.hold = lost
    done = threading.Thread(target=_round_that_breaks, args=(line.sender(),))
    done.start()
    assert far.held.wait(20)
    line.relay.cut()
    far.release.set()
    done.join()
    line.relay.restore()
    line.wait()
    line.round()
    assert (list(far.dossiers), far.told(code), line.states()) == ([code], [RECEIVED], ["sent"])


def _round_that_breaks(sender: Any) -> None:
    with pytest.raises(ExchangeDownError):
        sender.round()


def test_where_the_far_side_lists_no_events_the_same_event_goes_once_more(line: Line, far: FarSide):
    code = line.dossier()
    far.shows_events = False
    far.bodies = [None, None, None, (502, b"")]
    with pytest.raises(ExchangeDownError):
        line.round()
    line.wait()
    line.round()
    assert far.told(code) == [RECEIVED, RECEIVED]  # nobody can tell; equal to the letter, so that it can be told there
    assert far.events[0] == far.events[1]


@on_sqlite
@pytest.mark.parametrize(
    "body",
    [
        (200, HTML), (302, HTML), (200, b""), (200, b'{"error_code": "0", "mess'), (200, b"[]"), (200, b"null"),
        (200, b'{"message": "ok"}'), (500, HTML), (503, b""), (404, HTML), (200, b'{"error_code": {}}'),
    ],
)  # fmt: skip
def test_a_captive_portal_and_what_else_is_no_answer_is_a_line_that_is_down(
    line: Line, far: FarSide, body: tuple[int, bytes]
):
    code = line.dossier()
    for place in range(4):  # log-in, procedure, dossier, event
        far.bodies = [None] * place + [body]
        with pytest.raises(ExchangeDownError):
            line.round()
        line.wait()
    line.round()
    assert (list(far.dossiers), far.told(code), line.states()) == ([code], [RECEIVED], ["sent"])
    with line.province.province.database.read() as db:
        assert backlog(db).dead == 0


def test_a_line_that_is_cut_uses_up_no_try(line: Line, far: FarSide):
    line.dossier()
    line.relay.cut()
    for _ in range(REFUSALS + 2):
        with pytest.raises(ExchangeDownError):
            line.round()
        line.wait()
    line.relay.restore()
    assert line.round() == Round(sent=1)


@on_sqlite
@pytest.mark.parametrize("life", [1, 2, 3])
def test_a_session_that_ends_is_begun_anew(line: Line, far: FarSide, life: int):
    code = line.dossier()
    line.move(code, 4)
    far.life = life
    assert line.round() == Round(sent=2)
    assert (far.told(code), far.calls["login"] > 1) == ([RECEIVED, WORKING], True)


def test_a_wrong_password_stops_everything_and_uses_up_nothing(line: Line, far: FarSide):
    line.dossier()
    (line.home / "exchange.password").write_text("sai")
    with pytest.raises(ExchangeLoginError, match="Sai tài khoản"):
        line.round()
    assert line.states() == ["waiting"]


@on_sqlite
@pytest.mark.parametrize(("code", "message"), [("3", "x"), ("-3", "x"), ("9", "Hồ sơ ĐÃ TỒN TẠI"), (3, "")])
def test_every_way_of_saying_duplicate_becomes_an_update(line: Line, far: FarSide, code: Any, message: str):
    name = line.dossier()
    no = json.dumps({"error_code": code, "message": message}).encode()
    far.dossiers[name] = {"MaHoSo": name}  # from another life of this province
    far.bodies = [None, None, (200, no)]
    line.round()
    assert (far.dossiers[name].get("TrangThaiHoSo"), far.told(name)) == ("2", [RECEIVED])


def test_a_far_side_that_forgot_the_dossier_gets_it_anew(line: Line, far: FarSide):
    code = line.dossier()
    line.round()
    far.dossiers.clear()
    line.move(code, 4)
    line.round()
    assert (far.dossiers[code]["TrangThaiHoSo"], far.told(code)[-1]) == ("4", WORKING)


def test_one_refused_dossier_stops_no_other_and_ends_where_officials_see_it(line: Line, far: FarSide):
    bad, good = line.dossier(1), line.dossier(2)
    far.refuses[f"dossier {bad}"] = (2, "Chủ hồ sơ 096190001234 không hợp lệ.")
    for _ in range(REFUSALS):
        line.round()
        line.wait()
    assert (line.states(), far.told(good)) == (["dead", "sent"], [RECEIVED])
    with line.province.province.database.read() as db:
        (letter,) = dead_letters(db)
    assert (letter.official_code, letter.error_code, letter.message) == (bad, "2", "Chủ hồ sơ … không hợp lệ")
    far.refuses.clear()
    with line.province.province.database.write() as db:
        assert revive(db, line.province.province.now_ms) == 1
    line.round()
    assert far.told(bad) == [RECEIVED]


def test_events_keep_their_order_while_one_is_refused(line: Line, far: FarSide):
    code = line.dossier()
    line.move(code, 4)
    far.refuses[code] = ("5", "Đang khóa sổ")
    assert line.round() == Round(refused=1)
    line.wait()
    far.refuses.clear()
    line.round()
    assert far.told(code) == [RECEIVED, WORKING]


def test_a_refused_dossier_waits_longer_each_time_and_never_at_once(line: Line, far: FarSide):
    code = line.dossier()
    far.refuses[f"dossier {code}"] = ("5", "Đang khóa sổ")
    waits: list[int] = []
    for _ in range(3):
        line.round()
        with line.province.province.database.read() as db:
            oldest = backlog(db).oldest_ms
        assert oldest is not None
        waits.append((oldest - line.province.province.now_ms) // 1000)
        assert line.round() == Round()
        line.province.clock.forward(timedelta(seconds=waits[-1] + 1))
    assert waits == [30, 60, 120]  # half of what the schedule allows: the dice of this test


def test_one_dossier_that_breaks_the_far_side_is_not_a_line_that_is_down(line: Line, far: FarSide):
    codes = [line.dossier(number) for number in range(1, 4)]
    far.bodies = [None, None, (500, HTML)]  # log-in, procedure, the first dossier
    assert line.round() == Round(sent=2)
    assert (next(iter(far.dossiers)), line.states()) == (codes[0], ["waiting", "sent", "sent"])


def submitted(province: Running, wire: Wire, answers: dict[str, Any]) -> str:
    """Let a villager's answers come in and be received; returns the official code."""
    plain = json.dumps({"answers": {page: {"value": value} for page, value in answers.items()}}).encode()
    sealed = base64.b64encode(AgeSealer([province.province.keys.recipient]).seal(plain)).decode()
    body = {"code": "KXA-261123-001-04", "procedure": "2.000815", "form": "copies", "form_version": 1}
    event = wire.event(
        1, kind="submission.saved", body=json.dumps({**body, "day": "2026-11-23", "hall": HALL, "sealed": sealed})
    )
    wire.send([event])
    made = province.office("POST", f"/submissions/{wire.device_id}/{event['event_id']}/receive", {"days": 3})
    return made.json()["official_code"]


def test_who_asked_comes_from_the_opened_answers_and_into_no_log(
    line: Line, far: FarSide, province: Running, wire: Wire, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    name, number = "Trần Thị Mẫu", "096190001234"
    answers = {"requester_name": name, "requester_id": number, "delivery": "post", "phone": "0912345678"}
    code = submitted(province, wire, answers)
    far.refuses[code] = ("5", f"{name} {number}")
    line.round()
    record = far.dossiers[code]
    told = {key: record.get(key) for key in ("ChuHoSo", "SoGiayToChuHoSo", "DinhDanhCHS", "HinhThuc", "SoDienThoai")}
    assert told == {
        "ChuHoSo": name, "SoGiayToChuHoSo": number, "HinhThuc": "1", "SoDienThoai": None,
        "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": number}],
    }  # fmt: skip
    assert not [word for word in (name, number, "0912345678", code) if word in caplog.text]


@on_sqlite
@pytest.mark.parametrize("number", ["", "12345", "0961900012345", "không nhớ"])
def test_a_number_that_is_none_is_left_out_and_none_is_invented(
    line: Line, far: FarSide, province: Running, wire: Wire, number: str
):
    code = submitted(province, wire, {"requester_name": "Trần Thị Mẫu", "requester_id": number})
    line.round()
    assert far.dossiers[code].keys().isdisjoint({"SoGiayToChuHoSo", "DinhDanhCHS"})


def test_answers_that_cannot_be_opened_send_the_dossier_without_a_name(
    line: Line, far: FarSide, province: Running, wire: Wire
):
    code = submitted(province, wire, {"requester_name": "Trần Thị Mẫu"})
    (province.home / "province.key").rename(province.home / "elsewhere.key")
    province.leave()
    province.start()
    line.round()
    assert "ChuHoSo" not in far.dossiers[code]


def test_a_dossier_of_another_system_is_that_systems_to_send(line: Line, far: FarSide, wire: Wire):
    sealed = base64.b64encode(AgeSealer([line.province.province.keys.recipient]).seal(b"{}")).decode()
    entered = {
        "code": "KXA-261123-001-04", "procedure": "2.000815", "saved": "0190f0a0-0000-7000-8000-000000000001",
        "version": 1, "sealed": sealed, "official_code": f"{AGENCY}-261123-0009",
    }  # fmt: skip
    wire.send([wire.event(1, kind="submission.accepted", body=json.dumps(entered))])
    line.move(f"{AGENCY}-261123-0009", 4)
    assert (line.round(), line.states(), far.dossiers) == (Round(), [], {})


def test_a_long_note_is_cut_to_what_the_far_side_takes(line: Line, far: FarSide):
    far.procedures["2.000815"]["TENTTHC"] = "Chứng thực " * 200
    code = line.dossier()
    line.round()
    assert (len(far.dossiers[code]["TrichYeuHoSo"]), far.dossiers[code]["TrichYeuHoSo"][-1]) == (1000, "…")


def test_a_dossier_whose_applicant_nobody_named_is_refused_and_not_guessed(line: Line, far: FarSide):
    line.dossier(applicant_kind=None)
    assert line.round() == Round(refused=1)
    assert far.dossiers == {}


def test_the_sender_goes_on_by_itself_when_the_line_is_back(line: Line, far: FarSide):
    code, stop = line.dossier(), threading.Event()
    line.relay.cut()
    sender = Exchange(
        line.province.province, line.client(), read_exchange_settings(line.home), Schedule(0.01, 0.05), lambda: 0.5
    )
    running = threading.Thread(target=sender.run, args=(stop, 0.01))
    running.start()
    until(lambda: line.relay.connections >= 3, "three tries")
    line.relay.restore()
    until(lambda: line.states() == ["sent"], "the dossier")
    line.move(code, 4)
    until(lambda: line.states() == ["sent", "sent"], "its next step")
    stop.set()
    running.join()
    assert far.told(code) == [RECEIVED, WORKING]
