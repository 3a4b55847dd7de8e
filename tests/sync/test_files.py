"""Where papers lie: a folder and a store that speaks S3, held to the same promises."""

import hashlib
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from minio import Minio
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from kiosk.config import Settings
from sync.province.files import Files, FilesError, OffsetError, open_files
from tests.sync.parts import Hall, Running
from tests.sync.photographs import Photographer, opened

PAPER = random.Random(7).randbytes(700_001)
BLOB = hashlib.sha256(PAPER).hexdigest()
PIECE = 100_000


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A server that speaks S3, with the bucket "papers"; returns its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    Minio(f"{host}:{port}", "key", "secret-of-it", secure=False).make_bucket("papers")
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_address(s3_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-of-it")
    return f"s3://papers/{tmp_path.name}?endpoint={s3_server}&region=us-east-1"


@pytest.fixture(params=["disk", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    address = request.getfixturevalue("s3_address") if request.param == "s3" else None
    return open_files(address, tmp_path)


def put(files: Files, owner: str = "a", paper: bytes = PAPER, name: str = BLOB) -> bool:
    for at in range(files.offset(owner, name), len(paper), PIECE):
        files.append(owner, name, at, paper[at : at + PIECE])
    return files.finish(owner, name)


def test_what_is_put_in_pieces_is_whole(files: Files):
    assert put(files)
    assert (files.read("a", BLOB), files.offset("a", BLOB)) == (PAPER, len(PAPER))


def test_a_piece_at_the_wrong_place_is_told_the_right_one(files: Files):
    files.append("a", BLOB, 0, PAPER[:PIECE])
    with pytest.raises(OffsetError) as told:
        files.append("a", BLOB, 0, PAPER[:PIECE])
    assert (told.value.offset, files.offset("a", BLOB)) == (PIECE, PIECE)


def test_nothing_is_added_to_a_whole_paper(files: Files):
    put(files)
    with pytest.raises(OffsetError):
        files.append("a", BLOB, len(PAPER), b"more")
    assert (files.finish("a", BLOB), files.read("a", BLOB)) == (True, PAPER)


def test_what_has_another_hash_is_thrown_away(files: Files):
    assert not put(files, paper=PAPER[:-1] + b"?")
    assert files.offset("a", BLOB) == 0
    assert put(files)


def test_two_machines_have_two_copies(files: Files):
    put(files)
    assert files.offset("b", BLOB) == 0
    files.drop("a", BLOB)
    assert files.offset("a", BLOB) == 0


def test_many_connections_that_write_one_paper_leave_it_right(files: Files):
    gate = threading.Barrier(4)

    def write(seed: int) -> None:
        dice = random.Random(seed)
        gate.wait()
        while (at := files.offset("a", BLOB)) < len(PAPER):
            try:
                files.append("a", BLOB, at, PAPER[at : at + dice.randrange(1, PIECE)])
            except (OffsetError, FilesError):  # another was faster
                continue
        files.finish("a", BLOB)

    with ThreadPoolExecutor(4) as pool:
        for one in [pool.submit(write, seed) for seed in range(4)]:
            one.result(60)
    assert files.read("a", BLOB) == PAPER


def test_a_store_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch, s3_address: str, tmp_path: Path):
    wrong = open_files(s3_address.replace("//papers", "//no-such-bucket"), tmp_path)
    with pytest.raises(FilesError):
        wrong.append("a", BLOB, 0, b"x")


@pytest.mark.parametrize("address", ["s3://", "ftp://papers", "s3://papers?endpoint=host:80"])
def test_an_address_that_is_none_is_refused(address: str, tmp_path: Path):
    with pytest.raises(ValueError):
        open_files(address, tmp_path)


def test_a_full_disk_counts_nothing_by_half(tmp_path: Path):
    # A process of its own, because its limit on the size of files cannot be lifted again.
    program = f"""
import hashlib, resource
from pathlib import Path
from sync.province.files import FilesFullError
from sync.province.files_disk import DiskFiles
files, paper = DiskFiles(Path({str(tmp_path)!r})), bytes(range(256)) * 1024
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
files.append("a", "b", 0, paper[:60_000])
try:
    files.append("a", "b", 60_000, paper[60_000:120_000])
except FilesFullError:
    print(files.offset("a", "b"))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "60000"


def test_papers_in_a_store_without_a_disk_of_its_own_are_opened(
    hall: Hall, province: Running, settings: Settings, s3_address: str, tmp_path: Path
):
    province.leave()
    province.files = open_files(s3_address, tmp_path)
    province.start()
    saved = Photographer(hall.store, province, settings).save(900_000)
    hall.client.round()
    assert opened(province, saved) == saved.pdf
    assert not (province.home / "papers").exists()
