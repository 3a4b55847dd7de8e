"""A province with a few halls, seeded over its own API, and the people who open its pages."""

import base64
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import requests
from playwright.sync_api import Page
from sqlalchemy import insert, select

from kiosk.clock import milliseconds
from kiosk.forms.answers import Answer
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import load_forms
from kiosk.hashing import Hashing
from kiosk.store.canonical import canonical
from sync.messages import MachineStatus
from sync.province.officials import Officials, Role
from sync.province.tables import audit, blob, blob_ref, device_status, dossier
from sync.seal import AgeSealer
from tests.sync.parts import HALL, Running, Wire

BIRTH, COPY, MARRIAGE = "1.001193", "2.000815", "1.000894"
STORIES = Path(__file__).parents[3] / "forms" / "stories.json"
PASSWORD = "k7wn-3fqz-x2mp-ah9e"
PEOPLE: dict[str, tuple[str, Role]] = {
    "lan": ("Trần Thị Lan", "official"),
    "hung": ("Lê Văn Hùng", "publisher"),
    "mai": ("Phạm Ngọc Mai", "publisher"),
    "tuan": ("Ngô Anh Tuấn", "technician"),
}
# What stays text wherever it is shown.
NASTY = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'{{7*7}}"


@dataclass
class Town:
    running: Running
    folder: Path
    machines: dict[str, Wire] = field(default_factory=dict[str, Wire])
    seqs: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def pages(self) -> str:
        return f"{self.running.address}/pages"

    @property
    def officials(self) -> Officials:
        province = self.running.province
        return Officials(province.database, province.clock, Hashing())

    def add_people(self) -> None:
        for who, (name, role) in PEOPLE.items():
            self.officials.add("technician", who, name, role, PASSWORD)

    def machine(self, hall: str, agency: str) -> Wire:
        wire = Wire(self.running, self.folder / f"{hall}-{len(self.machines)}.key", hall, agency)
        self.machines[hall] = wire
        return wire

    def send(self, hall: str, kind: str, body: dict[str, Any], **other: Any) -> dict[str, Any]:
        """Let a hall's machine send one event; returns it."""
        wire = self.machines[hall]
        self.seqs[hall] = self.seqs.get(hall, 0) + 1
        now_ms = milliseconds(self.running.clock.now())
        event = wire.event(self.seqs[hall], kind=kind, body=canonical(body), **{"wall_ms": now_ms, **other})
        if wire.send([event]).status_code == 401:  # days have passed
            wire.token = wire.ask_token().json()["token"]
            wire.send([event]).raise_for_status()
        return event

    def rate(self, hall: str, value: int, ticket: str = "", **other: Any) -> str:
        ticket = ticket or str(uuid4())
        told: dict[str, Any] = {
            "ticket": ticket,
            "service": "A",
            "counter": 1,
            "value": value,
            "reasons": [],
            "way": "kiosk",
        }
        self.send(hall, "rating.given", told, **other)
        return ticket

    def submission(self, hall: str, code: str, papers: int = 0, whole: int = 0) -> str:
        """Let a villager hand in a birth registration at the kiosk; returns its event id."""
        answers = {page: one.as_json() for page, one in born().items()}
        content = {"code": code, "form": "birth", "form_version": newest(BIRTH).version, "answers": answers}
        content["form"] = newest(BIRTH).id
        return self.sealed_submission(hall, code, content, papers, whole)

    def sealed_submission(self, hall: str, code: str, content: Any, papers: int = 0, whole: int = 0) -> str:
        sealed = AgeSealer([self.running.province.keys.recipient]).seal(json.dumps(content).encode())
        known = cast("dict[str, Any]", content) if isinstance(content, dict) else dict[str, Any]()
        names = [f"{number:02x}" * 32 for number in range(1, papers + 1)]
        body = {
            "code": code, "procedure": BIRTH, "form": known.get("form", "x"), "hall": hall,
            "form_version": known.get("form_version", 1), "day": self.running.clock.now().date().isoformat(),
            "sealed": base64.b64encode(sealed).decode(), "blobs": [{"blob": one, "bytes": 120_000} for one in names],
        }  # fmt: skip
        event = self.send(hall, "submission.saved", body)
        self._papers(self.machines[hall].device_id, event["event_id"], names, whole)
        return event["event_id"]

    def _papers(self, device_id: str, event_id: str, names: list[str], whole: int) -> None:
        province = self.running.province
        with province.database.write() as db:
            for at, name in enumerate(names):
                key = {"device_id": device_id, "blob_id": name}
                ref = province.database.insert_new(blob_ref, ("device_id", "event_id", "blob_id"))
                db.execute(ref.values(**key, event_id=event_id, size=120_000))
                if at < whole:
                    new = province.database.insert_new(blob, ("device_id", "blob_id"))
                    db.execute(new.values(**key, size=120_000, begun_ms=province.now_ms, whole_ms=province.now_ms))

    def status(self, hall: str, **other: Any) -> None:
        """Let the province know how a hall's machine is."""
        province = self.running.province
        usual = {"software": "1.4.0", "catalogue": "2026-11", "offset_ms": 120, "printer": "ok"}
        told = MachineStatus.model_validate({**usual, "wall_ms": province.now_ms, **other})
        with province.database.write() as db:
            db.execute(
                insert(device_status).values(
                    device_id=self.machines[hall].device_id, at_ms=province.now_ms, body=told.model_dump_json()
                )
            )

    def dossier(self, hall: str, agency: str, days: int | None = 5, procedure: str = COPY) -> str:
        """Let a program of the office open a dossier; returns its code."""
        body = {"request_id": str(uuid4()), "hall": hall, "agency": agency, "procedure": procedure, "days": days}
        return self.running.office("POST", "/dossiers", body).json()["official_code"]

    def finish(self, code: str, status: int = 9) -> None:
        self.running.office("PUT", f"/dossiers/{code}/status", {"status": status}).raise_for_status()

    def publish(self, code: str, entry: dict[str, Any]) -> None:
        self.running.office("PUT", f"/catalogue/{code}", entry).raise_for_status()

    def forward(self, **length: float) -> None:
        self.running.clock.forward(timedelta(**length))

    def audit(self, who: str) -> list[tuple[str, str]]:
        """Return what is noted under somebody's name: act and subject."""
        with self.running.province.database.read() as db:
            rows = db.execute(select(audit.c.act, audit.c.subject).where(audit.c.actor == who))
            return [(row.act, row.subject) for row in rows]

    def status_of(self, code: str) -> int:
        with self.running.province.database.read() as db:
            return db.execute(select(dossier.c.status).where(dossier.c.official_code == code)).scalar_one()

    def signed_in(self, who: str) -> requests.Session:
        """Return a browser without a window, in which `who` is logged in."""
        session = requests.Session()
        answer = session.post(f"{self.pages}/login", data={"official": who, "password": PASSWORD}, timeout=10)
        assert answer.status_code == 200, answer.text
        return session


def log_in(page: Page, town: Town, who: str) -> None:
    page.goto(f"{town.pages}/login")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def newest(procedure: str) -> Any:
    return next(one for one in load_forms().newest() if one.procedure == procedure)


def born() -> dict[str, Answer]:
    """Return what a villager answers about a birth."""
    story = json.loads(STORIES.read_text("utf-8"))[BIRTH]
    journey = Journey.begin(newest(BIRTH), date(2026, 11, 23))
    while journey.at != REVIEW:
        step = journey.current
        assert step is not None
        if step.page in story:
            journey = journey.answer(story[step.page], accept_doubt=True).journey
        else:
            journey = (journey.leave_to_staff() if step.question.required else journey.skip()).journey
    return dict(journey.final_answers())


__all__ = ["BIRTH", "COPY", "HALL", "MARRIAGE", "NASTY", "PASSWORD", "PEOPLE", "Town", "born", "log_in"]
