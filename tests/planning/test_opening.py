"""How a plan opens, with a pattern and without, and that the flagship opens for every pattern as a hypothesis."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.planning.findings import Findings
from leadready.planning.opening import opening
from leadready.rubric.model import Pattern
from tests.report.plans import reading as example

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment

DOER = Pattern.model_validate(
    {
        "id": "doer",
        "title": "T",
        "when": {"otherwise": True},
        "says": "You may act first.",
        "response": "Measure first.",
    }
)
NOTHING = Findings(seen=(), surroundings=(), not_scored=())


def test_the_first_pattern_opens_the_plan_in_its_own_words():
    said = DOER.model_copy(update={"opening": "You may act first, so begin with a measure."})
    other = DOER.model_copy(update={"id": "other", "opening": "Never said."})
    assert opening([said, other], NOTHING) == "You may act first, so begin with a measure."


def test_a_pattern_without_an_opening_gets_one_of_its_other_words():
    assert opening([DOER], NOTHING) == "You may act first. So begin here: Measure first."


def test_without_a_pattern_priorities_and_strengths_open_it():
    found = example("ready-unsupported").findings
    assert opening([], found) == (
        "No one pattern stands out. So this plan begins where your answers leave most room, “Support from leaders”, and can "
        "build on “Leader identity and enjoyment”."
    )
    alone = replace(found, seen=tuple(one for one in found.seen if not one.is_strength))
    assert opening([], alone) == (
        "No one pattern stands out. So this plan begins where your answers leave most room: “Support from leaders”."
    )
    assert opening([], NOTHING) == (
        "Your answers point to no place in particular. Begin with a real example from your work."
    )


def test_the_flagship_opens_for_every_pattern_as_a_hypothesis(flagship: Assessment):
    for pattern in flagship.rubrics["development"].profiles:
        assert pattern.opening, pattern.id
        first, rest = pattern.opening.split(". ", 1)
        assert re.search(r"\bmay\b", first), pattern.id
        assert rest.startswith("So begin "), pattern.id
