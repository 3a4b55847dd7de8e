"""The day that `make demo` plays, in the other orientation: every process, every room, a cut link, a power cut."""

import json
import subprocess
from pathlib import Path

from kiosk.commands.children import kiosk_command


def test_every_step_of_the_day_is_true(tmp_path: Path):
    day = subprocess.run(
        kiosk_command("demo", "--out", str(tmp_path), "--size", "1366x768"), capture_output=True, text=True, check=False
    )
    assert day.returncode == 0, day.stdout + day.stderr
    steps = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [step["what"] for step in steps if not step["true"]] == []
    pictures = [tmp_path / picture for step in steps for picture in step["pictures"]]
    assert len(pictures) >= 20
    assert all(picture.stat().st_size > 1000 for picture in pictures if "pictures" in picture.parts)
