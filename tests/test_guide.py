"""The author's guide is true: its package is written out from the page, and everything that the page shows is done."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from leadready.assessment.loading import load_assessment
from leadready.cli.main import main

GUIDE = Path(__file__).parents[1] / "docs" / "guide-author.md"
PACKAGE = "meeting-craft"
PAGE = GUIDE.read_text(encoding="utf-8")
FILES = dict(re.findall(r"^\*\*`(\S+)`\*\*\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
SLIPS = re.findall(r"^\d\. In `(\S+)`, `(.+?)` becomes `(.+?)`:\n\n```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^```\n(\$ .*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that the guide says to write, where an author would stand."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: Path, there: str, instead: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert there in text, there
    path.write_text(text.replace(there, instead, 1), encoding="utf-8")


def said(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command)
    assert program == "leadready"
    main(arguments)
    caught = capsys.readouterr()
    return caught.out + caught.err


def test_the_package_of_the_guide_is_what_was_asked_for(desk: Path):
    assessment = load_assessment(desk / PACKAGE)
    assert len(assessment.instrument.items) == 10
    assert (len(assessment.rubric.scales), len(assessment.rubric.gates), len(assessment.rubric.levels)) == (2, 1, 3)


def test_every_command_gives_what_the_guide_shows(desk: Path, capsys: pytest.CaptureFixture[str]):
    changes = re.findall(r"^\| `(\S+)` \| `(.+?)` \| `(.+?)` \|$", PAGE, re.MULTILINE)
    assert len(changes) == 4
    shutil.copytree(desk / PACKAGE, desk / "next")
    for file, there, instead in changes:
        edit(desk / "next" / file, there, instead)
    commands = 0
    for block in SHOWN:
        for part in re.findall(r"^\$ (.*?\n)((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            command, output = part
            assert said(command, capsys) == output
            commands += 1
    assert commands == 5
    again = said("leadready check next/", capsys)
    assert "0.3 × 80 + 0.7 × 31.25 = 45.875, which is *beginning*" in PAGE
    assert "“craft” it says 55.625 (9 of 10, growing), and worked out it is 45.875 (9 of 10, beginning)." in again
    assert (desk / "scores.json").stat().st_size > 1000
    assert (desk / "plan.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("file", "there", "instead", "output"), SLIPS, ids=[row[2] for row in SLIPS])
def test_every_slip_gives_the_advice_that_the_guide_shows(
    desk: Path, file: str, there: str, instead: str, output: str, capsys: pytest.CaptureFixture[str]
):
    edit(desk / PACKAGE / file, there, instead)
    assert said(f"leadready check {PACKAGE}/", capsys) == output


def test_the_guide_shows_five_slips():
    assert len(SLIPS) == 5


def test_a_package_of_the_guide_travels(desk: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pack", PACKAGE, "-o", f"{PACKAGE}.lrassessment"]) == 0
    assert main(["add", f"{PACKAGE}.lrassessment"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    assert PACKAGE in capsys.readouterr().out
