"""A national exchange for tests over real HTTP, as two published systems know it: session, envelope, codes, doubles.

It appends every event it is sent: what is told twice stands there twice. Nothing of it is shipped.
"""

import json
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from uuid import uuid4

from tests.conftest import SHARED

USER, PASSWORD, MADONVI, DSTCODE = "tinh", "mật khẩu", "000.00.00.H12", "VN:GOV:000.00.00.G22"
OLD_REQUIRED = [  # of 2020; the later ones only where the province can know them
    "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "LoaiDoiTuong", "TrichYeuHoSo", "NgayTiepNhan",
    "TrangThaiHoSo", "HinhThuc", "DonViXuLy",
]  # fmt: skip
LIMITS = {"TrichYeuHoSo": 1000, "NguoiXuLy": 50}
DATE = re.compile(r"20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d")
STATUSES = {str(code) for code in range(1, 11)}
HTML = b"<html><body>Xin moi dang nhap Wi-Fi</body></html>"


class SaysNoError(Exception):
    """`args`: error_code, message."""


@dataclass
class FarSide:
    """The exchange and the switches of its faults.

    Attributes:
        life: how many calls a session is good for.
        refuses: MaHoSo -> (error_code, message) for its events, or "dossier " + MaHoSo for itself.
        bodies: raw answers to give instead of the next ones, None for a true answer; what was asked is done anyway.
        shows_events: whether TraCuuHoSo lists the events of a dossier.
        hold: the service (or "login") whose next answer waits for `release`; `held` says that it does.
    """

    life: int = 10**9
    refuses: dict[str, tuple[Any, str]] = field(default_factory=dict[str, tuple[Any, str]])
    bodies: list[tuple[int, bytes] | None] = field(default_factory=list[tuple[int, bytes] | None])
    shows_events: bool = True
    procedures: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    events: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    calls: Counter[str] = field(default_factory=Counter[str])
    order: list[str] = field(default_factory=list[str])
    hold: str = ""
    held: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)
    _sessions: dict[str, int] = field(default_factory=dict[str, int])
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> "FarSide":
        far = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                status, body = far.answer(self.path, raw, self.headers.get("dstcode", ""))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Location", "http://127.0.0.1:9/login")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: Any, client_address: Any) -> None:
                """A line that broke is what the tests want."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.release.set()
        assert self._server
        self._server.shutdown()
        self._server.server_close()

    @property
    def target(self) -> tuple[str, int]:
        assert self._server
        return ("127.0.0.1", self._server.server_port)

    def told(self, code: str) -> list[tuple[str, str]]:
        """Return the events of a dossier in the order in which they came: (TrangThai, NoiDungXuLy)."""
        return [(one["TrangThai"], one["NoiDungXuLy"]) for one in self.events if one["MaHoSo"] == code]

    def forget_sessions(self) -> None:
        self._sessions.clear()

    def answer(self, path: str, raw: bytes, dstcode: str) -> tuple[int, bytes]:
        asked = json.loads(raw)
        with self._guard:
            try:
                said = self._do(path, asked, dstcode)
            except SaysNoError as no:
                said = {"error_code": no.args[0], "message": no.args[1], "result": None}
            instead = self.bodies.pop(0) if self.bodies else None
        if self.hold == asked.get("service", "login"):
            self.hold = ""
            self.held.set()
            self.release.wait(20)
        return instead or (200, json.dumps(said, ensure_ascii=False).encode())

    def _do(self, path: str, said: dict[str, Any], dstcode: str) -> dict[str, Any]:
        if dstcode != DSTCODE:
            raise SaysNoError("-1", "Sai mã hệ thống nhận")
        if path == "/auth":
            if (said["username"], said["password"]) != (USER, PASSWORD):
                raise SaysNoError("-2", "Sai tài khoản")
            self.calls["login"] += 1
            session = str(uuid4())
            self._sessions[session] = self.life
            return {"session": session, "error_code": "0", "message": "OK"}
        left = self._sessions.get(said.get("session", ""), 0)
        if left <= 0:
            raise SaysNoError("-7", "Hết hiệu lực")  # no source names the true code
        self._sessions[said["session"]] = left - 1
        if said["madonvi"] != MADONVI:
            raise SaysNoError("-1", "Sai mã đơn vị")
        service: str = said["service"]
        self.calls[service] += 1
        if (path == "/share") != (service == "LayDanhSachTTHC"):
            raise SaysNoError("-1", "Sai đường dẫn")
        result = getattr(self, f"_{service}")(said)
        return {"error_code": "00" if service == "TraCuuHoSo" else 0, "message": "Thành công", "result": result}

    def _LayDanhSachTTHC(self, said: dict[str, Any]) -> Any:
        return [{"MATTHC": one["MATTHC"], "TENTTHC": one["TENTTHC"]} for one in self.procedures.values()]

    def _LayThuTuc(self, said: dict[str, Any]) -> Any:
        found = self.procedures.get(said["maTTHC"])
        return [found] if found else []

    def _TraCuuHoSo(self, said: dict[str, Any]) -> Any:
        found = self.dossiers.get(said["mahoso"])
        if found is None:
            return []
        events = [one for one in self.events if one["MaHoSo"] == said["mahoso"]]
        return [{**found, **({"QuaTrinhXuLy": events} if self.shows_events else {})}]

    def _DongBoHoSoMC(self, said: dict[str, Any]) -> Any:
        (one,) = cast("list[dict[str, Any]]", said["data"])
        code = one["MaHoSo"]
        if no := self.refuses.get(f"dossier {code}"):
            raise SaysNoError(*no)
        if missing := [name for name in OLD_REQUIRED if not one.get(name)]:
            raise SaysNoError("2", f"Thiếu {', '.join(missing)}")
        _check(one)
        if said["isUpdating"] == "False" and code in self.dossiers:
            raise SaysNoError("-3", f"Hồ sơ {code} đã tồn tại")
        if said["isUpdating"] == "True" and code not in self.dossiers:
            raise SaysNoError("4", "Hồ sơ không tồn tại")
        self.dossiers[code] = one
        self.order.append(f"{code} dossier {one['TrangThaiHoSo']}")
        return None

    def _CapNhatTienDoHoSoMC(self, said: dict[str, Any]) -> Any:
        (one,) = cast("list[dict[str, Any]]", said["data"])
        if one["MaHoSo"] not in self.dossiers:
            raise SaysNoError("4", "Hồ sơ không tồn tại")
        if no := self.refuses.get(one["MaHoSo"]):
            raise SaysNoError(*no)
        _check(one)
        self.events.append(one)
        self.order.append(f"{one['MaHoSo']} event {one['TrangThai']}")
        return None


def _check(one: dict[str, Any]) -> None:
    """Refuse what the published limits and code lists refuse; the names are those of the reference."""
    if unknown := one.keys() - _names():
        raise SaysNoError("2", f"Trường lạ {sorted(unknown)}")
    for name, value in one.items():
        if isinstance(value, str) and len(value) > LIMITS.get(name, 4000):
            raise SaysNoError("2", f"{name} quá dài")
        is_date = name.startswith(("Ngay", "ThoiDiem"))
        if is_date and not DATE.fullmatch(value):
            raise SaysNoError("2", f"{name} sai dạng")
    if one.get("TrangThaiHoSo", one.get("TrangThai")) not in STATUSES:
        raise SaysNoError("2", "Trạng thái lạ")
    if one.get("LoaiDoiTuong", "1") not in "1234" or one.get("KenhThucHien", "1") not in "123":
        raise SaysNoError("2", "Mã lạ")


def _names() -> set[str]:
    """Return every field name of the reference, for dossiers and for events."""
    known = json.loads((SHARED / "reference" / "domain_formats.json").read_text("utf-8"))["sync_api"]
    return {one["name"] for one in known["dossier"]} | set(known["progress_event"])
