"""Many plans in one run, in real processes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.cli.main import main
from leadready.workflow.export import mappings_in
from leadready.workflow.plan_run import write_plans
from leadready.workflow.respondents import PlanOrder, write_plan

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from leadready.assessment.model import Assessment

FLAGSHIP = "clinical-leadership"
DAY = date(2026, 11, 24)


def answers(flagship: Assessment, folder: Path, count: int) -> list[Path]:
    example = load_examples(assets.assessments() / FLAGSHIP, flagship)[0]
    said = {item: answer for item, answer in example.answers.items() if isinstance(answer, int)}
    folder.mkdir(exist_ok=True)
    files = [folder / f"person-{number}.json" for number in range(count)]
    for number, file in enumerate(files):
        document = {"assessment": FLAGSHIP, "name": f"Person {number}", "responses": said}
        file.write_text(json.dumps(document), encoding="utf-8")
    return files


def test_one_bad_record_stops_no_other(flagship: Assessment, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    files = answers(flagship, tmp_path / "in", 4)
    files[1].write_text('{"assessment": "clinical-leadership", "responses": {"a1-1": 9}}', encoding="utf-8")
    target = tmp_path / "out"
    target.mkdir()
    status = main(
        ["plans", FLAGSHIP, *map(str, files), str(tmp_path / "none.json"), "-o", str(target), "--date", "2026-11-24"]
    )
    assert status == 1
    assert sorted(one.name for one in target.iterdir()) == ["person-0.pdf", "person-2.pdf", "person-3.pdf"]
    said = capsys.readouterr().err
    assert "person-1.json" in said
    assert "none.json" in said
    assert said.endswith("3 plans are written.\n")
    mappings = mappings_in(assets.assessments() / FLAGSHIP, flagship)
    order = PlanOrder(flagship, flagship.rubrics["development"], DAY, mappings=mappings)
    assert len(mappings) == 6
    alone = write_plan(order, files[2], tmp_path / "alone.pdf")
    assert (target / "person-2.pdf").read_bytes() == alone.read_bytes()


def test_whoever_stops_taking_outcomes_cancels_the_rest(flagship: Assessment, tmp_path: Path):
    files = answers(flagship, tmp_path / "in", 12)
    target = tmp_path / "out"
    target.mkdir()
    outcomes = write_plans(PlanOrder(flagship, flagship.rubric, DAY), files, target, workers=1)
    first = next(outcomes)
    outcomes.close()
    assert first.plan is not None
    written = list(target.iterdir())
    assert 1 <= len(written) < len(files)
    assert all(one.suffix == ".pdf" and one.read_bytes().rstrip().endswith(b"%%EOF") for one in written)


def test_files_of_one_name_do_not_take_each_others_place(flagship: Assessment, tmp_path: Path):
    here, there = answers(flagship, tmp_path / "a", 1), answers(flagship, tmp_path / "b", 1)
    target = tmp_path / "out"
    target.mkdir()
    outcomes = list(write_plans(PlanOrder(flagship, flagship.rubric, DAY), [*here, *there], target))
    assert [one.plan for one in outcomes] == [None, None]
    assert all("Several files have this name" in one.trouble for one in outcomes)
    assert not list(target.iterdir())


def test_a_folder_that_is_not_there_is_said_first(
    flagship: Assessment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (file,) = answers(flagship, tmp_path / "in", 1)
    assert main(["plans", FLAGSHIP, str(file), "-o", str(tmp_path / "nowhere")]) == 1
    assert "The folder does not exist." in capsys.readouterr().err
