from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.planning.moves import Move, Rise, Shift, moves
from leadready.scoring.keyed import has_key
from leadready.scoring.responses import Absence
from leadready.workflow.reading import Reading
from tests.rubric.small import reading, rubric

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment


def of(made: Reading) -> tuple[Move, ...]:
    return made.moves


def step(item_id: str, answer: int, following: int, rises: tuple[Rise, ...]) -> Move:
    return Move((Shift(item_id, answer, following),), rises)


def flagship_reading(flagship: Assessment, **answers: object) -> Reading:
    said = {item.id: 3 for item in flagship.instrument.items if not item.optional}
    return Reading(flagship, flagship.rubrics["development"], said | answers)


def test_one_step_from_the_line_is_named_with_the_levels_it_lies_between(flagship: Assessment):
    # Items from 1 to 5, four to a scale; all at 3 is 50. One step up is a quarter of 25 points: 56.25, still Building
    # (40 to 60). With two answers at 4 it is 62.5: Established. So with one at 4 each other's next step counts.
    keyed = flagship.rubrics["development"].scales["duty"].keyed_items
    assert [one.reverse for one in keyed].count(True) == 1
    first, *others = keyed
    assert not first.reverse
    order = list(flagship.instrument.by_id)
    rise = (Rise("duty", 1, 2),)
    assert of(flagship_reading(flagship, **{first.item_id: 4})) == (
        step(first.item_id, 4, 5, rise),
        *(
            step(one.item_id, 3, 2 if one.reverse else 4, rise)
            for one in sorted(others, key=lambda one: order.index(one.item_id))
        ),
    )


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_move_does_what_it_says_and_the_key_stays_secret(data: st.DataObject):
    flagship = load_assessment(assets.assessments() / "clinical-leadership")
    scored = flagship.rubrics["development"]
    answers: dict[str, object] = {}
    for item in flagship.instrument.items:
        values = [option.value for option in flagship.instrument.response_scale_of(item.id).choices]
        if values:
            answers[item.id] = data.draw(st.sampled_from([*values, Absence.MISSING]))
    made = Reading(flagship, scored, answers)
    found = of(made)
    assert len(found) <= 5
    secret = {one.item_id for scale in scored.scales.values() if has_key(scale) for one in scale.keyed_items}
    for one in found:
        assert len(one.shifts) <= one.steps <= 2
        assert one.steps == found[0].steps  # pairs only where no single step would do
        changed = {shift.item_id: shift.next_answer for shift in one.shifts}
        assert secret.isdisjoint(changed)
        assert all(made.responses[shift.item_id] == shift.answer for shift in one.shifts)
        after = Reading(flagship, scored, answers | changed).profile
        for rise in one.rises:
            assert made.profile[rise.score_id].level == rise.level
            assert after[rise.score_id].level == rise.next_level > rise.level


def test_nothing_answered_moves_nothing():
    assert of(reading(rubric(), {})) == ()


SMALL: dict[str, Any] = {"size": "large", "a1": 3, "a2": 2, "b1": 3, "b2": 2}
"""Both scales at 37.5 of 100, one step of one answer below the cut at 50."""


def test_every_score_is_named_once_before_any_is_named_twice():
    a, b = (Rise("a", 0, 1),), (Rise("b", 0, 1),)
    assert of(reading(rubric(), SMALL)) == (
        step("a1", 3, 4, a),
        step("b1", 3, 4, b),
        step("a2", 2, 3, a),
        step("b2", 2, 3, b),
    )


def test_what_lifts_one_level_and_drops_another_is_no_move():
    scales = rubric().model_dump(mode="json", by_alias=True, exclude_defaults=True)["scales"]
    turned = scales | {"other": {"title": "T", "about": "A", "items": ["-a1"]}}  # 50 now; 25 with one step of a1
    assert [one.shifts[0].item_id for one in of(reading(rubric(scales=turned), SMALL))] == ["a2", "b1", "b2"]


def test_a_key_of_another_rubric_is_kept_as_well():
    said = SMALL | {"k1": "b", "k2": "a"}
    table = {
        "title": "T",
        "about": "A",
        "items": ["k1", "k2"],
        "value_map": {"k1": {"a": 1, "b": 0}, "k2": {"a": 0, "b": 1}},
    }
    scales = rubric().model_dump(mode="json", by_alias=True, exclude_defaults=True)["scales"] | {"test": table}
    open_one = reading(rubric(id="open", scales=scales), said)
    assert "k1" in {
        one.shifts[0].item_id for one in moves(open_one.assessment.instrument, open_one.profile, open_one.responses)
    }
    both = replace(open_one.assessment, rubrics={"open": open_one.rubric, "made": rubric()})
    assert {one.shifts[0].item_id for one in of(Reading(both, open_one.rubric, said))} == {"a1", "a2", "b1", "b2"}


def test_where_no_single_step_would_do_two_within_one_scale_are_named():
    # All at 3 in the flagship is 50 everywhere; Established begins at 60. One step is 56.25, two are 62.5.
    # Here scale a is 25: two steps of 12.5 reach the cut at 50, one does not; b is at the top.
    said_it: dict[str, Any] = {"size": "large", "a1": 2, "a2": 2, "b1": 5, "b2": 5}
    found = of(reading(rubric(), said_it))
    assert found == (Move((Shift("a1", 2, 3), Shift("a2", 2, 3)), (Rise("a", 0, 1),), steps=2),)
    told = reading(rubric(), said_it).moves_told
    assert told is not None
    assert told.meaning == (
        "No single step in an answer would raise a level; two steps within one scale would. Better answers without "
        "another habit change nothing. Exercises with a best answer are left out here."
    )
    assert told.lines == ("“One.” v3 instead of v2; and “Two.” v3 instead of v2: T from Low to High.",)


def test_two_steps_of_one_answer_count_where_the_other_cannot_move():
    scales = rubric().model_dump(mode="json", by_alias=True, exclude_defaults=True)["scales"]
    weighted = scales | {"a": {"title": "T", "about": "A", "items": ["a1"]}}
    found = of(reading(rubric(scales=weighted), {"size": "large", "a1": 1, "b1": 5, "b2": 5}))
    assert found == (Move((Shift("a1", 1, 3),), (Rise("a", 0, 1),), steps=2),)


def test_where_nothing_would_do_that_is_said_with_what_it_means(flagship: Assessment):
    made = reading(rubric(), {"size": "large", "a1": 5, "a2": 5, "b1": 5, "b2": 5})
    assert of(made) == ()
    told = made.moves_told
    assert told is not None
    assert told.lines == ()
    assert told.meaning.startswith(
        "No single answer would raise a level, and no two within one scale would: each level"
    )
    assert reading(rubric(), {}).moves_told is None  # nothing is scored
    pairs = of(flagship_reading(flagship))
    assert {move.steps for move in pairs} == {2}
    assert len(pairs) == 5
    assert [move.rises[0].score_id for move in pairs] == ["identity", "duty", "costs", "aspiration", "self-awareness"]
