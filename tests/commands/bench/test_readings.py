"""The table of what readers read: every reader asked, wrong texts counted, papers without a code apart."""

import pytest

from kiosk.commands.bench import readings
from kiosk.commands.bench.frames import TUNED, draw_frame
from kiosk.commands.bench.readings import ALL, OURS, READERS, Score, every_ms, scores, table, wrong


@pytest.fixture(scope="module")
def kept() -> dict[str, readings.Scores]:
    return scores([draw_frame("dossier QR", "clean", (TUNED, 0)), draw_frame("no code", "clean", (TUNED, 0))])


def test_every_reader_is_asked_about_every_frame(kept: dict[str, readings.Scores]):
    assert {name: len(every_ms(one)) for name, one in kept.items()} == dict.fromkeys(READERS, 2)


def test_a_frame_counts_for_its_kind_its_condition_and_the_whole(kept: dict[str, readings.Scores]):
    assert [kept[OURS][row].read for row in ("dossier QR", "clean", ALL)] == [1, 1, 1]
    assert kept[OURS]["no code"].asked == 1


def test_a_text_that_is_not_on_the_frame_is_wrong():
    score = Score()
    frame = draw_frame("dossier QR", "clean", (TUNED, 0))
    for texts in ([frame.text], ["H12"], []):
        score.add(frame, list(texts), 1.0)
    assert (score.asked, score.read, score.wrong) == (3, 1, 1)


def test_nothing_is_wrong_in_clean_frames(kept: dict[str, readings.Scores]):
    assert wrong(kept[OURS]) == 0


def test_the_table_has_a_line_for_each_kind_and_condition():
    drawn = [draw_frame("dossier QR", "clean", (TUNED, 0))]
    lines = list(table("tuned half", scores(drawn)))
    assert lines[0].startswith("tuned half")
    assert [line.split()[0] for line in lines[2:]] == ["dossier", "clean", "all"]
