"""A draft: edits, steps, faults, and references that follow."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

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
        draft.set(INSTRUMENT, ("title",), words, typed=True)
    draft.set(INSTRUMENT, ("summary",), "x", typed=True)
    draft.set(INSTRUMENT, ("title",), "Smal", typed=True)
    draft.mark_saved()
    draft.set(INSTRUMENT, ("title",), "Smaller", typed=True)
    seen = []
    while draft.can_undo:
        draft.undo()
        seen.append((draft.value(INSTRUMENT, ("title",)), draft.value(INSTRUMENT, ("summary",))))
    assert seen == [("Smal", "x"), ("Sma", "x"), ("Sma", "A small one."), ("Small", "A small one.")]


def test_what_is_typed_after_taking_back_is_a_step_of_its_own(draft: Draft):
    draft.set(INSTRUMENT, ("title",), "A", typed=True)
    draft.set(INSTRUMENT, ("summary",), "B", typed=True)
    draft.undo()
    draft.set(INSTRUMENT, ("title",), "AB", typed=True)
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


def routed() -> dict[str, str]:
    """A package in which items and scores are named wherever they can be."""
    instrument = (
        SMALL[INSTRUMENT]
        .replace(
            "          a2: I follow.   # turned round\n",
            "          a2: {stem: You said {a1}., when: {answer: {a1: [1, 2]}}}   # only some\n".replace(
                "You said {a1}.", '"You said {a1}."'
            ),
        )
        .rstrip("\n")
        + """
      - when: {any: [{answer: {a1: [3]}}, {not: {answer: {a1: ["1"]}}}]}
        lead_in: You answered {a1}, didn't you?
        response_scale: agreement
        items:
          a3:
            stem: >-
              Think of what you
              said: {a1}.
            wordings:
              - {when: {answer: {a1: [2]}}, stem: "Or {a1} or {a2}?"}
reversed: [a2]
"""
    )
    rubric = (
        SMALL[RUBRIC].replace(
            "items: [a1, -a2]",
            "items:\n      - a1          # as it is\n      - -a2\n      - {a3: 2}\n    importance: a1\n    value_map: {a1: {1: 0, 2: 1, 3: 5}}",
        )
        + """\
domains:
  whole: {title: Whole, about: All., mean_of: [leading]}
composites:
  both: {title: Both, about: All., weights: {leading: 1, whole: 2}}
hours_a_month: a1
gates:
  - id: low
    title: Low
    when: {any: [{leading: {below: 20}}, {all: [{answer: {a1: [1]}}, {whole: {below: 10}}]}]}   # either
    outcome: Wait.
profiles:
  - id: even
    title: Even
    when: {spread: {of: [leading, whole], below: 5}}
    says: You are even.
    response: Go on.
norms:
  some:
    title: Some
    source: Us
    collected: 2027-03
    people: 20
    population: People
    mode: development
    scores: {leading: {mean: 50, sd: 10}}
"""
    )
    goal = "{title: x, matters: x, measure: x, obstacle: x, if_then: x}"
    actions = f"""\
format: leadready/actions/1
goals:
  leading: {goal}
actions:
  - id: do
    title: Do
    summary: Do it.
    type: experience
    targets: {{leading: [low, high]}}   # all
    steps: [Begin]
    effort_hours: 1
    elapsed_weeks: 1
    support_from: Someone
    success_measure: Done
    evidence: CPD
    review_after_weeks: 1
"""
    sample = """\
format: leadready/example/1
id: one
title: One
rubric: development
responses: {a1: 3, a2: n/a, a3: 2}
working: By hand.
expected:
  leading: {score: none, answered: 0 of 0}   # not right
"""
    return {
        INSTRUMENT: instrument,
        RUBRIC: rubric,
        ACTIONS: actions,
        "examples/one.yaml": sample,
        "locales/cy.po": 'msgid "You said {a1}."\nmsgstr "Dywedoch {a1}."\n',
    }


def test_an_item_is_renamed_wherever_it_is_named():
    files = routed()
    draft = Draft(files)
    assert draft.package is not None, draft.problems
    draft.rename_item("a1", "begin-1")
    assert draft.package is not None, draft.problems
    for name, text in draft.files.items():
        wanted = files[name].replace("{a1}", "{begin-1}").replace("a1:", "begin-1:").replace("- a1 ", "- begin-1 ")
        wanted = wanted.replace("importance: a1", "importance: begin-1").replace("a_month: a1", "a_month: begin-1")
        if name == INSTRUMENT:
            # a folded text is folded anew
            wanted = wanted.replace(
                "              Think of what you\n              said: {begin-1}.\n",
                "              Think of what you said: {begin-1}.\n",
            )
        assert text == wanted, name
    draft.rename_item("a2", "a1")
    assert draft.package is not None, draft.problems
    assert draft.value(INSTRUMENT, ("reversed",)) == ["a1"]
    assert draft.value(RUBRIC, ("scales", "leading", "items")) == ["begin-1", "-a1", {"a3": "2"}]
    assert "or {a1}?" in draft.files[INSTRUMENT]
    draft.undo()
    assert draft.undo() == (INSTRUMENT, ())
    assert draft.files == files


def test_a_weighted_and_reversed_item_is_renamed():
    files = {**SMALL, RUBRIC: SMALL[RUBRIC].replace("[a1, -a2]", "[{-a2: 2}, a1]")}
    draft = Draft(files)
    draft.rename_item("a2", "turned")
    assert "items: [{-turned: 2}, a1]" in draft.files[RUBRIC]


def test_a_score_is_renamed_wherever_it_is_named():
    files = routed()
    draft = Draft(files)
    draft.rename_score(RUBRIC, "leading", "starting")
    assert draft.package is not None, draft.problems
    for name in (RUBRIC, ACTIONS, "examples/one.yaml"):
        assert draft.files[name] == files[name].replace("leading:", "starting:").replace("[leading", "[starting"), name
    assert draft.files[INSTRUMENT] is files[INSTRUMENT]
    draft.rename_score(RUBRIC, "whole", "all-of-it")
    assert draft.value(RUBRIC, ("composites", "both", "weights")) == {"starting": "1", "all-of-it": "2"}
    assert draft.value(RUBRIC, ("gates", 0, "when", "any", 1, "all", 1)) == {"all-of-it": {"below": "10"}}
    assert draft.package is not None, draft.problems
    draft.undo()
    draft.undo()
    assert draft.files == files


def test_goals_and_actions_are_for_both_where_another_rubric_keeps_the_old_id():
    files = routed()
    other = SMALL[RUBRIC].replace("id: development", "id: other")
    draft = Draft({**files, "rubrics/other.yaml": other})
    draft.rename_score(RUBRIC, "leading", "starting")
    assert draft.package is not None, draft.problems
    assert list(draft.package.assessment.actions.goals) == ["leading", "starting"]
    assert draft.value(ACTIONS, ("actions", 0, "targets")) == {"leading": ["low", "high"], "starting": ["low", "high"]}
    assert draft.files["rubrics/other.yaml"] is other
    assert "   # all\n" in draft.files[ACTIONS]


@pytest.mark.parametrize("id_", ["a2", "a3"])
def test_a_taken_id_is_refused(id_: str):
    draft = Draft(routed())
    with pytest.raises(ProblemsFound, match="is taken"):
        draft.rename_item("a1", id_)
    with pytest.raises(ProblemsFound, match="is taken"):
        draft.rename_score(RUBRIC, "leading", "both")
    with pytest.raises(KeyError):
        draft.rename_item("gone", "new")
    with pytest.raises(KeyError):
        draft.rename_score(RUBRIC, "gone", "new")
    with pytest.raises(ProblemsFound, match="not valid YAML"):
        broken = Draft({**routed(), RUBRIC: "a: ["})
        broken.rename_item("a1", "new")
    assert not draft.can_undo


def test_in_the_flagship_every_item_and_score_can_be_renamed_and_nothing_else_changes():
    files = flagship_files()
    draft = Draft(files)
    assert draft.package is not None
    before = draft.package.assessment
    items, scales = [item.id for item in before.instrument.items], list(before.rubric.scored)
    for item_id in items[:: len(items) // 6]:
        draft.rename_item(item_id, f"{item_id}-new")
        draft.rename_item(f"{item_id}-new", item_id)
    for score_id in scales[:: len(scales) // 6]:
        draft.rename_score(RUBRIC, score_id, f"{score_id}-new")
        assert draft.package is not None, draft.problems[:3]
        draft.rename_score(RUBRIC, f"{score_id}-new", score_id)
    assert draft.package is not None
    assert draft.package.assessment.hash == before.hash
    assert draft.changed_files == ()


class DraftMachine(RuleBasedStateMachine):
    """Any order of edits, undo and redo, against a list of texts kept by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft(SMALL)
        self.states = [dict(SMALL)]
        self.now = 0

    def _done(self) -> None:
        if dict(self.draft.files) != self.states[self.now]:
            del self.states[self.now + 1 :]
            self.states.append(dict(self.draft.files))
            self.now += 1

    @rule(file=st.sampled_from([INSTRUMENT, RUBRIC]), text=st.text(max_size=8))
    def set(self, file: str, text: str) -> None:
        self.draft.set(file, ("title",), text)
        assert self.draft.value(file, ("title",)) == text
        self._done()

    @rule(place=st.integers(0, 1))
    def move(self, place: int) -> None:
        self.draft.move(RUBRIC, ("levels", 0), place)
        self._done()

    @rule()
    def insert(self) -> None:
        self.draft.insert(RUBRIC, ("scales", "leading", "items"), 0, "a1")
        self._done()

    @precondition(lambda self: "rubrics/more.yaml" not in self.draft.files)
    @rule()
    def add_file(self) -> None:
        self.draft.add_file("rubrics/more.yaml", "x: y\n")
        self._done()

    @precondition(lambda self: "rubrics/more.yaml" in self.draft.files)
    @rule()
    def remove_file(self) -> None:
        self.draft.remove_file("rubrics/more.yaml")
        self._done()

    @rule()
    def undo(self) -> None:
        assert (self.draft.undo() is None) == (self.now == 0)
        self.now = max(0, self.now - 1)

    @rule()
    def redo(self) -> None:
        last = self.now + 1 == len(self.states)
        assert (self.draft.redo() is None) == last
        self.now += 0 if last else 1

    @invariant()
    def it_is_where_it_should_be(self) -> None:
        assert dict(self.draft.files) == self.states[self.now]
        assert self.draft.is_changed == (self.states[self.now] != SMALL)
        assert self.draft.can_undo == (self.now > 0)
        assert self.draft.can_redo == (self.now + 1 < len(self.states))
        assert (self.draft.package is None) == bool(self.draft.faults)
        if self.draft.package is None:
            assert self.draft.last_good is not None


TestAnyOrder = DraftMachine.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=25)
