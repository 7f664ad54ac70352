"""Many plans in one run, in real processes."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.cli.main import main
from leadready.workflow import plan_run
from leadready.workflow.export import mappings_in
from leadready.workflow.plan_run import plans_there, records_in, runs_on_offer, write_plans
from leadready.workflow.respondents import PlanOrder, write_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from leadready.assessment.model import Assessment
    from leadready.workflow.services import Services

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


def test_a_cancelled_run_tells_of_every_plan_that_it_has_written(flagship: Assessment, tmp_path: Path):
    files = answers(flagship, tmp_path / "in", 16)
    target = tmp_path / "out"
    target.mkdir()
    order = PlanOrder(flagship, flagship.rubric, DAY)
    outcomes = list(write_plans(order, files, target, lambda: True, workers=2))
    assert outcomes == []  # before anything was begun
    asked = itertools.count()
    seen = list(write_plans(order, files, target, lambda: next(asked) > 0, workers=2))  # after the first outcome
    assert 1 <= len(seen) < len(files)
    assert {one.plan for one in seen} == set(target.iterdir())


def test_a_job_that_the_system_ends_says_so(flagship: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    files = answers(flagship, tmp_path / "in", 2)

    def ended(_order: object, jobs: list[object], *_args: object, **_options: object) -> Iterator[tuple[object, None]]:
        return ((job, None) for job in jobs)

    monkeypatch.setattr(plan_run, "in_processes", ended)
    outcomes = list(write_plans(PlanOrder(flagship, flagship.rubric, DAY), files, tmp_path))
    assert {one.source for one in outcomes} == set(files)
    assert {one.why for one in outcomes} == {"The program that wrote it was ended by the system."}


def test_a_reason_is_said_in_sentences_and_for_a_command_with_its_place(flagship: Assessment, tmp_path: Path):
    (tmp_path / "bad.json").write_text(
        '{"assessment": "clinical-leadership", "responses": {"a1-1": 9}}', encoding="utf-8"
    )
    (outcome,) = write_plans(PlanOrder(flagship, flagship.rubric, DAY), [tmp_path / "bad.json"], tmp_path)
    assert outcome.why == "“9” is no answer to “a1-1”. Allowed are: 1, 2, 3, 4, 5."
    assert outcome.trouble == f"bad.json:1: {outcome.why} [wrong-answer]"


def test_what_runs_are_on_offer_and_what_they_would_replace(services: Services, tmp_path: Path):
    offers = runs_on_offer(services)
    assert "Clinical leadership and improvement readiness" in {one.assessment.instrument.title for one in offers}
    assert all("development" in one.rubric.uses for one in offers)
    assert len({one.title for one in offers}) == len(offers)
    (tmp_path / "folder.json").mkdir()
    for name in ("b.json", "a.json", "a.pdf", "c.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    records = records_in(tmp_path)
    assert [one.name for one in records] == ["a.json", "b.json"]
    assert plans_there(records, tmp_path) == 1


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
