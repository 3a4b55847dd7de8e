"""/sync/v1/blobs by hand: what a machine of any make may rely on."""

import hashlib
import json
import random
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from sync.messages import (
    BLOB_PIECE,
    INCARNATION_HEADER,
    LARGEST_BLOB,
    PROTOCOL_HEADER,
    TIME_HEADER,
    content_digest,
)
from tests.sync.parts import HALL, Running, Wire, on_sqlite, until

PAPER = random.Random(3).randbytes(300_000)
BLOB = hashlib.sha256(PAPER).hexdigest()


class Papers:
    """Speaks about papers by hand."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.path = f"{wire.address}/blobs/"

    def ask(self, method: str, blob: str = BLOB, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.wire.token}", **more.pop("headers", {})}
        return requests.request(method, self.path + blob, headers=headers, timeout=10, **more)

    def put(self, size: int = len(PAPER), blob: str = BLOB) -> requests.Response:
        return self.ask("PUT", blob, json={"bytes": size})

    def patch(self, offset: int, piece: bytes, digest: str | None = None, blob: str = BLOB) -> requests.Response:
        headers = {"Upload-Offset": str(offset), "Content-Digest": digest or content_digest(piece)}
        return self.ask("PATCH", blob, data=piece, headers=headers)

    def offset(self) -> int:
        return int(self.ask("HEAD").headers["Upload-Offset"])


@pytest.fixture
def papers(wire: Wire) -> Papers:
    return Papers(wire)


def test_a_paper_is_begun_continued_and_whole(papers: Papers):
    papers.put()
    papers.patch(0, PAPER[:200_000])
    said = papers.patch(200_000, PAPER[200_000:]).json()
    assert (said["offset"], said["size"], said["whole"]) == (300_000, 300_000, True)


def test_beginning_again_tells_how_far_it_is(papers: Papers):
    papers.put()
    papers.patch(0, PAPER[:200_000])
    assert papers.put().json()["offset"] == 200_000


def test_every_answer_carries_the_marks_of_a_province_also_without_a_body(papers: Papers):
    papers.put()
    head = papers.ask("HEAD")
    assert head.content == b""
    assert (head.headers["Upload-Length"], head.headers["Upload-Complete"]) == ("300000", "?0")
    for answer in (head, papers.put(), papers.patch(5, b"x"), papers.ask("HEAD", "f" * 64)):
        assert all(name in answer.headers for name in (PROTOCOL_HEADER, INCARNATION_HEADER, TIME_HEADER))


def test_a_piece_elsewhere_is_told_where_to_go_on(papers: Papers):
    papers.put()
    papers.patch(0, PAPER[:1000])
    answer = papers.patch(0, PAPER[:1000])
    assert (answer.status_code, answer.json()["code"], answer.headers["Upload-Offset"]) == (409, "offset_wrong", "1000")


def test_a_piece_that_was_spoilt_on_the_way_is_not_stored(papers: Papers):
    papers.put()
    answer = papers.patch(0, PAPER[:1000], content_digest(PAPER[:999]))
    assert (answer.status_code, answer.json()["code"], papers.offset()) == (400, "digest_wrong", 0)


def test_what_came_before_the_line_broke_is_kept(papers: Papers, province: Running):
    papers.put()
    head = (
        f"PATCH /sync/v1/blobs/{BLOB} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {papers.wire.token}\r\n"
        f"Upload-Offset: 0\r\nContent-Digest: {content_digest(PAPER)}\r\nContent-Length: 200000\r\n\r\n"
    )
    with socket.create_connection(province.target) as line:
        line.sendall(head.encode() + PAPER[:120_000])
    assert until(lambda: papers.offset(), "what came") == 120_000
    assert papers.patch(120_000, PAPER[120_000:]).json()["whole"]


def test_what_is_not_the_paper_of_its_name_is_thrown_away(papers: Papers):
    papers.put()
    papers.patch(0, PAPER[:200_000])
    answer = papers.patch(200_000, bytes(100_000))
    assert (answer.status_code, answer.json()["code"], papers.offset()) == (422, "blob_wrong", 0)


def test_no_machine_touches_the_papers_of_another(papers: Papers, province: Running, tmp_path: Path):
    papers.put()
    other = Papers(Wire(province, tmp_path / "other.key"))
    assert [one.status_code for one in (other.ask("HEAD"), other.patch(0, b"x"))] == [404, 404]
    other.put()
    other.patch(0, PAPER[:1000])
    assert papers.offset() == 0


NO_PIECES: list[tuple[Callable[[Papers], requests.Response], int]] = [
    (lambda one: one.put(LARGEST_BLOB + 1), 422),
    (lambda one: one.put(0), 422),
    (lambda one: one.ask("PUT", "x", json={"bytes": 1}), 422),
    (lambda one: one.patch(0, bytes(BLOB_PIECE + 1)), 413),
    (lambda one: one.patch(0, PAPER[:10], "md5=:AAAA:"), 422),
    (lambda one: one.ask("PATCH", data=b"x", headers={"Upload-Offset": "0"}), 422),
    (lambda one: one.ask("PATCH", data=b"x", headers={"Upload-Offset": "-1", "Content-Digest": "x"}), 422),
]


@on_sqlite
@pytest.mark.parametrize(("answer", "status"), NO_PIECES)
def test_what_is_no_piece_of_it_changes_nothing(
    papers: Papers, answer: Callable[[Papers], requests.Response], status: int
):
    papers.put()
    assert (answer(papers).status_code, papers.offset()) == (status, 0)


def test_the_published_document_names_the_papers(province: Running):
    paths = requests.get(f"{province.address}/sync/v1/openapi.json", timeout=10).json()["paths"]
    assert set(paths["/sync/v1/blobs/{blob_id}"]) == {"put", "head", "patch"}


def test_a_paper_that_is_not_all_there_is_not_opened(papers: Papers, province: Running):
    body = {
        "code": "KXA-261123-001-04", "procedure": "1.001193", "form": "birth", "form_version": 1, "day": "2026-11-23",
        "hall": HALL, "sealed": "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg==", "blobs": [{"blob": BLOB, "bytes": len(PAPER)}],
    }  # fmt: skip
    event = papers.wire.event(1, kind="submission.saved", body=json.dumps(body))
    assert papers.wire.verdicts([event]) == ["stored"]
    papers.put()
    path = f"/submissions/{papers.wire.device_id}/{event['event_id']}/papers/"
    assert [province.office("GET", path + one).json()["code"] for one in (BLOB, "f" * 64)] == [
        "not_whole",
        "unknown_blob",
    ]
