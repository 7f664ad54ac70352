"""A draft: edits, steps, faults, and references that follow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadready import assets
from leadready.assessment.draft import Draft
from leadready.assessment.loading import load_package
from leadready.instrument.problems import ProblemsFound
from tests.workflow.packages import SMALL

FLAGSHIP = assets.assessments() / "clinical-leadership"
INSTRUMENT, RUBRIC, ACTIONS = "instrument.yaml", "rubrics/development.yaml", "actions.yaml"


def flagship_files() -> dict[str, str]:
    files = [*FLAGSHIP.rglob("*.yaml"), *FLAGSHIP.rglob("*.po"), FLAGSHIP / "README.md"]
    return {path.relative_to(FLAGSHIP).as_posix(): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture
def draft() -> Draft:
    return Draft(SMALL)


def test_a_draft_is_the_package_that_its_files_are(draft: Draft):
    whole = Draft(flagship_files())
    assert whole.package is not None
    assert whole.package.assessment.hash == load_package(FLAGSHIP).assessment.hash
    assert not [problem for problem in whole.problems if problem.severity == "fault"]
    assert not draft.is_changed
    assert draft.changed_files == ()
    assert (draft.can_undo, draft.can_redo) == (False, False)


def test_one_value_is_set_and_the_comment_beside_it_stays(draft: Draft):
    draft.set(INSTRUMENT, ("title",), "Smaller")
    assert draft.files[INSTRUMENT] == SMALL[INSTRUMENT].replace("title: Small ", "title: Smaller ")
    assert draft.files[RUBRIC] is SMALL[RUBRIC]
    assert draft.value(INSTRUMENT, ("title",)) == "Smaller"
    assert draft.changed_files == (INSTRUMENT,)
    assert draft.package is not None
    assert draft.package.assessment.instrument.title == "Smaller"


def test_numbers_and_truths_are_written_as_the_format_reads_them(draft: Draft):
    draft.set(INSTRUMENT, ("minutes",), 5)
    draft.set(INSTRUMENT, ("sections", 0, "optional"), value=True)
    draft.set(
        RUBRIC,
        ("every_scale", "precision"),
        {"sd": Decimal(18), "reliability": Decimal("0.70"), "basis": "provisional"},
    )
    assert "minutes: 5\n" in draft.files[INSTRUMENT]
    assert "    title: First\n    optional: true\n    pages:" in draft.files[INSTRUMENT]
    # behind levels, which come before it in the format
    assert (
        "title: High}\nevery_scale:\n  precision: {sd: 18, reliability: 0.70, basis: provisional}\nscales:"
        in draft.files[RUBRIC]
    )
    assert draft.package is not None
    assert draft.package.assessment.rubric.every_scale.precision is not None


def test_what_is_missing_on_the_way_is_made_where_the_format_has_it(draft: Draft):
    draft.set(RUBRIC, ("scales", "leading", "descriptors", "low"), "Not yet: no.")
    assert draft.files[RUBRIC].endswith(
        "    about: Leading.\n    descriptors: {low: 'Not yet: no.'}\n    items: [a1, -a2]\n"
    )
    draft.set(RUBRIC, ("scales", "leading", "descriptors", "high"), "Yes")
    assert "descriptors: {low: 'Not yet: no.', high: Yes}\n" in draft.files[RUBRIC]
    draft.set(
        RUBRIC, ("gates", 0), {"id": "one", "title": "One", "when": {"leading": {"below": 20}}, "outcome": "Wait."}
    )
    assert draft.value(RUBRIC, ("gates", 0, "when", "leading", "below")) == "20"
    assert draft.package is not None
    with pytest.raises(KeyError):
        draft.set(RUBRIC, ("gates", 2), "x")
    with pytest.raises(KeyError):
        draft.set(RUBRIC, ("title", "x"), "x")
    with pytest.raises(KeyError):
        draft.set("rubrics/gone.yaml", ("title",), "x")


def test_faults_are_named_and_the_last_good_assessment_stays(draft: Draft):
    good = draft.last_good
    assert good is not None
    draft.set(RUBRIC, ("scales", "leading", "items", 1), "-a9")
    assert draft.package is None
    (problem,) = draft.problems
    assert (problem.code, problem.place) == ("unknown-item", "rubrics/development.yaml:14")
    assert draft.last_good is good
    draft.replace_text(INSTRUMENT, "a: [")
    assert {problem.code for problem in draft.problems} >= {"yaml-syntax"}
    with pytest.raises(ProblemsFound, match="not valid YAML"):
        draft.set(INSTRUMENT, ("title",), "x")
    draft.undo()
    draft.undo()
    assert draft.package is not None
    assert draft.package.assessment.hash == good.hash


def test_steps_are_taken_back_and_again(draft: Draft):
    draft.set(INSTRUMENT, ("title",), "A")
    draft.set(INSTRUMENT, ("title",), "B")
    assert draft.undo() == (INSTRUMENT, ("title",))
    assert draft.value(INSTRUMENT, ("title",)) == "A"
    assert draft.redo() == (INSTRUMENT, ("title",))
    assert draft.value(INSTRUMENT, ("title",)) == "B"
    assert draft.redo() is None
    draft.undo()
    draft.set(INSTRUMENT, ("summary",), "Another one.")
    assert not draft.can_redo
    draft.undo()
    draft.undo()
    assert draft.undo() is None
    assert draft.files == SMALL
    assert not draft.is_changed


def test_the_same_value_is_no_step(draft: Draft):
    draft.set(INSTRUMENT, ("title",), "Small")
    draft.set(RUBRIC, ("scales", "leading", "items"), ["a1", "-a2"])
    draft.replace_text(ACTIONS, SMALL[ACTIONS])
    draft.rename(RUBRIC, ("scales", "leading"), "leading")
    assert not draft.can_undo


def test_typing_is_one_step_until_something_else_happens(draft: Draft):
    for words in ("S", "Sm", "Sma"):
        draft.set(INSTRUMENT, ("title",), words, merge=True)
    draft.set(INSTRUMENT, ("summary",), "x", merge=True)
    draft.set(INSTRUMENT, ("title",), "Smal", merge=True)
    draft.mark_saved()
    draft.set(INSTRUMENT, ("title",), "Smaller", merge=True)
    seen = []
    while draft.can_undo:
        draft.undo()
        seen.append((draft.value(INSTRUMENT, ("title",)), draft.value(INSTRUMENT, ("summary",))))
    assert seen == [("Smal", "x"), ("Sma", "x"), ("Sma", "A small one."), ("Small", "A small one.")]


def test_what_is_typed_after_taking_back_is_a_step_of_its_own(draft: Draft):
    draft.set(INSTRUMENT, ("title",), "A", merge=True)
    draft.set(INSTRUMENT, ("summary",), "B", merge=True)
    draft.undo()
    draft.set(INSTRUMENT, ("title",), "AB", merge=True)
    draft.undo()
    assert draft.value(INSTRUMENT, ("title",)) == "A"


def test_entries_come_and_go_and_move(draft: Draft):
    items = ("sections", 0, "pages", 0, "items")
    draft.insert(INSTRUMENT, items, 1, "I wait.", key="a3")
    assert (
        "          a1: I lead.\n          a3: I wait.\n          a2: I follow.   # turned round\n"
        in draft.files[INSTRUMENT]
    )
    draft.move(INSTRUMENT, (*items, "a2"), 0)
    assert (
        "        items:\n          a2: I follow.   # turned round\n          a1: I lead.\n" in draft.files[INSTRUMENT]
    )
    draft.remove(INSTRUMENT, (*items, "a2"))
    assert "turned round" not in draft.files[INSTRUMENT]
    draft.rename(INSTRUMENT, (*items, "a3"), "a4")
    assert draft.value(INSTRUMENT, items) == {"a1": "I lead.", "a4": "I wait."}
    with pytest.raises(ProblemsFound, match="stands here twice"):
        draft.rename(INSTRUMENT, (*items, "a4"), "a1")
    with pytest.raises(ProblemsFound, match="stands here twice"):
        draft.insert(INSTRUMENT, items, 0, "x", key="a1")
    with pytest.raises(KeyError):
        draft.remove(INSTRUMENT, (*items, "a2"))
    draft.insert(RUBRIC, ("levels",), 1, {"id": "middle", "from": 25, "title": "Middle"})
    assert (
        "  - {id: low, from: 0, title: Low}\n  - {id: middle, from: 25, title: Middle}\n  - {id: high"
        in draft.files[RUBRIC]
    )
    draft.insert(RUBRIC, ("scales", "leading", "items"), 2, "-a4")
    assert "items: [a1, -a2, -a4]\n" in draft.files[RUBRIC]


def test_files_come_and_go(draft: Draft):
    text = SMALL[RUBRIC].replace("id: development", "id: ours")
    draft.add_file("rubrics/ours.yaml", text)
    assert draft.package is not None
    assert list(draft.package.assessment.rubrics) == ["development", "ours"]
    with pytest.raises(ProblemsFound, match="of that name already"):
        draft.add_file("rubrics/ours.yaml", text)
    draft.remove_file(RUBRIC)
    assert list(draft.package.assessment.rubrics) == ["ours"]
    assert draft.changed_files == (RUBRIC, "rubrics/ours.yaml")
    draft.undo()
    draft.undo()
    assert not draft.is_changed


def test_fixed_files_take_part_and_are_not_edited():
    ours = SMALL[RUBRIC].replace("id: development", "id: ours")
    draft = Draft({"small/rubrics/ours.yaml": ours}, fixed=SMALL)
    assert draft.package is not None
    assert list(draft.package.assessment.rubrics) == ["development", "ours"]
    assert draft.value(INSTRUMENT, ("title",)) == "Small"
    assert {problem.file for problem in draft.problems} <= {"small/rubrics/ours.yaml"}
    with pytest.raises(ProblemsFound, match="belongs to the shipped package"):
        draft.set(INSTRUMENT, ("title",), "x")
    draft.set("small/rubrics/ours.yaml", ("id",), "development")
    assert [problem.code for problem in draft.faults] == ["duplicate-rubric"]


def test_half_a_character_is_refused(draft: Draft):
    with pytest.raises(ProblemsFound, match="half a character"):
        draft.set(INSTRUMENT, ("title",), "a\ud800")
    with pytest.raises(ProblemsFound, match="half a character"):
        draft.replace_text(INSTRUMENT, "a\ud800")
    assert not draft.can_undo
