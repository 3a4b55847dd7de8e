"""What the demo did: each step with its time and what was seen, as Markdown, JSON and on the terminal."""

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click


@dataclass
class Step:
    number: int
    what: str
    seconds: float = 0.0
    seen: list[str] = field(default_factory=list[str])
    pictures: list[str] = field(default_factory=list[str])
    true: bool = False


class Report:
    """Collects the steps; `check` is how a step shows that it was true."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[Step] = []
        self._began = time.monotonic()

    @contextmanager
    def step(self, what: str) -> Generator[Step]:
        """Time one step; an exception inside ends the demo with this step marked as not true."""
        step = Step(len(self.steps) + 1, what)
        self.steps.append(step)
        began = time.monotonic()
        try:
            yield step
            step.true = True
        finally:
            step.seconds = time.monotonic() - began
            click.echo(f"{'✓' if step.true else '✗'} {step.number:2d}  {step.seconds:5.1f} s  {what}")
            self.write()

    def check(self, step: Step, claim: str, true: bool) -> None:
        """Note what was seen.

        Raises:
            AssertionError: the claim is not true; the demo ends.
        """
        if not true:
            raise AssertionError(f"Bước {step.number} ({step.what}): không đúng: {claim}")
        step.seen.append(claim)

    def picture(self, step: Step, name: str) -> Path:
        """Return where the next picture of this step goes, numbered in the order of the day."""
        file = self.folder / "pictures" / f"{step.number:02d}-{len(step.pictures) + 1}-{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        step.pictures.append(str(file.relative_to(self.folder)))
        return file

    def write(self) -> None:
        total = time.monotonic() - self._began
        lines = ["# Một ngày ở trung tâm", "", f"{len(self.steps)} bước, {total:.1f} giây.", ""]
        for step in self.steps:
            lines += [
                f"## {step.number}. {step.what}",
                "",
                f"{'Đúng' if step.true else 'SAI'}, {step.seconds:.1f} giây",
                "",
            ]
            lines += [f"- {one}" for one in step.seen]
            lines += [""] + [f"![{name}]({name})" for name in step.pictures] + [""]
        (self.folder / "report.md").write_text("\n".join(lines), "utf-8")
        steps = [asdict(step) for step in self.steps]
        (self.folder / "report.json").write_text(json.dumps(steps, ensure_ascii=False, indent=1), "utf-8")
