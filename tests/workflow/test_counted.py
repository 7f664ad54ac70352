"""One rule for everybody who scores: an answer to an item that is not for this person does not count."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from leadready.assessment.simulation import Kind, simulate
from leadready.cli.main import main
from leadready.exchange.cohort import read_cohort
from leadready.exchange.tables import read_table
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.routing import Routing, asked, deciding, not_asked
from leadready.scoring.executor import Executor
from leadready.scoring.plan import compile_plan
from leadready.scoring.responses import Absence, counted
from leadready.workflow.reading import Reading
from tests.workflow.branching import FILES, branching, write

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment

# A person who first said that the organisation is large, led a team and answered for it, and then said that it is small.
CHANGED = {"size": "small", "team": "yes-i-do", "t1": 1, "t2": 1, "p1": 3, "p2": 2, "c1": 3, "c2": 1}


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    return branching(tmp_path)


def test_an_answer_that_is_left_behind_decides_nothing(assessment: Assessment):
    instrument = assessment.instrument
    assert not_asked(instrument, CHANGED) == {"team", "t1", "t2", "c2"}
    assert [item.id for item in asked(instrument, CHANGED)] == [
        "size",
        "change",
        "p1",
        "p2",
        "c1",
        "k1",
        "k2",
        "k3",
        "remark",
    ]
    assert not_asked(instrument, CHANGED | {"size": "large"}) == {"p1", "p2"}
    assert deciding(instrument) == ("size", "team")


def test_it_counts_as_not_applicable_and_is_not_touched(assessment: Assessment):
    given = dict(CHANGED)
    reading = Reading(assessment, assessment.rubrics["development"], given)
    score = reading.profile["around"]
    # p1 3, p2 2, c1 3 of 1 to 3: (2 + 1 + 2) of 6 points.
    assert score.value == Fraction(500, 6)
    assert (score.tally.answered, score.tally.not_applicable) == (3, 3)
    assert given == CHANGED
    assert reading.responses["t1"] is Absence.NOT_APPLICABLE
    again = counted(Routing(assessment.instrument), reading.responses)
    assert again == reading.responses


def test_command_cohort_and_reading_give_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = write(tmp_path)
    one = tmp_path / "one.json"
    one.write_text(json.dumps({"assessment": "branching", "responses": CHANGED}), encoding="utf-8")
    assert main(["score", str(folder), str(one), "--rubric", "development", "--explain"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "500/6" in json.dumps(said) or "250/3" in json.dumps(said)
    many = tmp_path / "many.csv"
    items = "size,team,p1,p2,t1,t2,c1,c2,k1,k2"
    many.write_text(
        f"{items}\nsmall,yes-i-do,3,2,1,1,3,1,,\nlarge,no-i-do-not,1,1,1,1,3,2,,\n,,3,3,3,3,1,3,b,\n", encoding="utf-8"
    )
    assert main(["score", str(folder), str(many), "--rubric", "development"]) == 0
    header, *rows = [line.split(",") for line in capsys.readouterr().out.splitlines()]
    around, knowing = header.index("around.score"), header.index("knowing.score")
    # Second: c1 3 and c2 2 of 1 to 3, so 3 of 4. Third: only c1, for nothing is known about the organisation.
    assert [row[around] for row in rows] == ["83.3333", "75.0", "0.0"]
    assert [row[header.index("around.answered")] for row in rows] == ["3", "2", "1"]
    # A test in an optional section is begun with its first answer; from then on an empty cell counts the least.
    assert [row[knowing] for row in rows] == ["", "", "50.0"]


def test_a_cohort_without_a_deciding_column_is_refused(tmp_path: Path):
    assessment = branching(tmp_path)
    table = tmp_path / "many.csv"
    table.write_text("size,p1,p2,t1,t2,c1,c2,k1,k2\nsmall,1,1,1,1,1,1,a,a\n", encoding="utf-8")
    plan = compile_plan(assessment.instrument, assessment.rubrics["development"])
    with pytest.raises(ProblemsFound) as caught:
        read_cohort(read_table(table), assessment.instrument, plan)
    assert [(one.code, one.column) for one in caught.value.problems] == [("missing-column", "team")]


def test_invented_people_are_asked_what_they_would_be_asked(assessment: Assessment):
    simulation = simulate(assessment, assessment.rubrics["development"], crowd=60, seed=3)
    tallies = [one.profile["around"].tally for one in simulation.respondents]
    # Small: p1, p2, c1. Large: with a team t1, t2, c1, c2, otherwise c1, c2.
    assert {tally.answered for tally in tallies} <= {2, 3, 4}
    assert all(tally.answered + tally.not_applicable == 6 for tally in tallies)


def test_facts_are_confirmed_for_the_best_and_for_some(flagship: Assessment):
    simulation = simulate(flagship, flagship.rubrics["selection"], crowd=40, seed=3)
    gates = {one.kind: one.gates for one in simulation.respondents}
    assert gates[Kind.PERFECT] == gates[Kind.MIDDLE] == ()
    assert len(gates[Kind.WORST]) == len(flagship.rubrics["selection"].gates)
    assert all(0 < count < 40 for count in simulation.gates.values())


def test_the_routing_of_many_is_that_of_each(assessment: Assessment):
    routing = Routing(assessment.instrument)
    for size in ("small", "large", Absence.MISSING, None):
        for team in ("yes-i-do", "no-i-do-not", Absence.NOT_SEEN, None):
            answers = {name: value for name, value in (("size", size), ("team", team)) if value is not None}
            assert routing.not_asked(answers) == not_asked(assessment.instrument, answers)
            assert routing.not_asked(answers) == not_asked(assessment.instrument, answers)


def test_without_conditions_nothing_is_copied(flagship: Assessment):
    answers = {"a1-1": 3}
    plain = flagship.instrument.model_copy(update={"sections": flagship.instrument.sections[1:2]})
    assert counted(Routing(plain), answers) is answers


def test_an_optional_section_without_an_answer_takes_no_part(assessment: Assessment):
    routing = Routing(assessment.instrument)
    assert routing.untouched({"size": "small", "k1": Absence.MISSING}) == {"k1", "k2", "k3", "remark"}
    assert routing.untouched({"k2": "a", "remark": Absence.NOT_SEEN}) == {"remark"}
    responses = counted(routing, {"k1": Absence.MISSING})
    assert responses["k1"] is Absence.NOT_APPLICABLE
    assert counted(routing, {"k1": Absence.MISSING, "k2": "a"})["k1"] is Absence.MISSING


def test_a_cohort_needs_no_columns_of_optional_sections(assessment: Assessment, tmp_path: Path):
    table = tmp_path / "many.csv"
    table.write_text("size,team,p1,p2,t1,t2,c1,c2\nsmall,,3,2,1,1,3,1\n", encoding="utf-8")
    plan = compile_plan(assessment.instrument, assessment.rubrics["development"])
    cohort = read_cohort(read_table(table), assessment.instrument, plan)
    assert dict(zip(plan.item_ids, cohort.rows[0][1], strict=True))["k1"] is Absence.NOT_APPLICABLE


def test_an_answer_that_no_scale_counts_begins_a_section_for_a_cohort_as_for_one(
    assessment: Assessment, tmp_path: Path
):
    table = tmp_path / "many.csv"
    table.write_text("size,team,p1,p2,t1,t2,c1,c2,k1,k2,k3\nsmall,,3,2,1,1,3,1,,,4\n", encoding="utf-8")
    rubric = assessment.rubrics["development"]
    plan = compile_plan(assessment.instrument, rubric)
    cohort = read_cohort(read_table(table), assessment.instrument, plan)
    blank = {"k1": Absence.MISSING, "k2": Absence.MISSING}
    reading = Reading(assessment, rubric, {"size": "small", "p1": 3, "p2": 2, "c1": 3, "k3": 4, **blank})
    assert tuple(Executor(plan).score_row(cohort.rows[0][1]))[1] == reading.profile["knowing"]
    assert reading.profile["knowing"].value == 0


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("id: practice\n    title: Your practice\n", "id: practice\n    title: Your practice\n    when: {answer: {c2: [1]}}\n"),
        ("when: {answer: {team: [yes-i-do]}}", "when: {answer: {t1: [1]}}"),
        ("size:\n            stem:", "size:\n            when: {answer: {size: [small]}}\n            stem:"),
        ("when: {answer: {size: [small]}}, stem", "when: {answer: {k1: [a]}}, stem"),
    ],
)  # fmt: skip
def test_what_decides_must_be_asked_first(tmp_path: Path, there: str, instead: str):
    instrument = FILES["instrument.yaml"].replace("    when: {answer: {size: [small]}}\n", "")
    assert there in instrument
    with pytest.raises(ProblemsFound) as caught:
        branching(tmp_path, FILES | {"instrument.yaml": instrument.replace(there, instead, 1)})
    assert "later-item" in {problem.code for problem in caught.value.problems}
