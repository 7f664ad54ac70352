from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.planning.moves import MOST, Move, Rise, moves
from leadready.scoring.keyed import has_key
from leadready.scoring.responses import Absence
from leadready.workflow.reading import Reading
from tests.rubric.small import reading, rubric

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment


def of(made: Reading) -> tuple[Move, ...]:
    return moves(made.assessment.instrument, made.rubric, made.profile, made.responses)


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
    assert of(flagship_reading(flagship)) == ()
    order = list(flagship.instrument.by_id)
    rise = (Rise("duty", 1, 2),)
    assert of(flagship_reading(flagship, **{first.item_id: 4})) == (
        Move(first.item_id, 4, 5, rise),
        *(
            Move(one.item_id, 3, 2 if one.reverse else 4, rise)
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
    assert len(found) <= MOST
    secret = {one.item_id for scale in scored.scales.values() if has_key(scale) for one in scale.keyed_items}
    for one in found:
        assert one.item_id not in secret
        assert made.responses[one.item_id] == one.answer
        after = Reading(flagship, scored, answers | {one.item_id: one.next_answer}).profile
        for rise in one.rises:
            assert made.profile[rise.score_id].level == rise.level
            assert after[rise.score_id].level == rise.next_level > rise.level


def test_nothing_answered_moves_nothing():
    assert of(reading(rubric(), {})) == ()
