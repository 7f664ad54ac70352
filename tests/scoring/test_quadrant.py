"""The quadrant: sides, borders and words by hand, and that a border is never hidden."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.scoring.quadrant import axes_words, where_words
from tests.rubric.small import reading, rubric

FIELDS = {name: {"title": name.title(), "says": "S"} for name in ("neither", "across", "up", "both")}


def placed(cut: str, *, gates: tuple[dict[str, Any], ...] = (), **answers: int):
    quadrant = {"across": "a", "up": "b", "cut": cut, "fields": FIELDS}
    said = {"size": "large", **answers}
    return reading(rubric(quadrant=quadrant, gates=gates), said).rulings


# Each answer from 1 to 5; two of them a score in steps of 12.5. An interval reaches 9.8 either side.
@pytest.mark.parametrize(
    ("cut", "answers", "name", "possible"),
    [
        ("60", {"a1": 5, "a2": 5, "b1": 5, "b2": 5}, "both", ("both",)),
        ("60", {"a1": 5, "a2": 5, "b1": 1, "b2": 1}, "across", ("across",)),
        ("60", {"a1": 1, "a2": 1, "b1": 5, "b2": 5}, "up", ("up",)),
        ("60", {"a1": 1, "a2": 1, "b1": 1, "b2": 1}, "neither", ("neither",)),
        ("50", {"a1": 3, "a2": 3, "b1": 5, "b2": 5}, "both", ("up", "both")),  # exactly on the cut reaches it
        ("50", {"a1": 3, "a2": 3, "b1": 3, "b2": 3}, "both", ("neither", "across", "up", "both")),
        (
            "59.8",
            {"a1": 3, "a2": 3, "b1": 1, "b2": 1},
            "neither",
            ("neither", "across"),
        ),  # the interval ends on the cut
        ("59.800001", {"a1": 3, "a2": 3, "b1": 1, "b2": 1}, "neither", ("neither",)),
        ("40.2", {"a1": 3, "a2": 3, "b1": 1, "b2": 1}, "across", ("across",)),  # and begins on it
        ("40.200001", {"a1": 3, "a2": 3, "b1": 1, "b2": 1}, "across", ("neither", "across")),
    ],
)
def test_the_field_and_all_that_the_intervals_reach(cut: str, answers: dict[str, int], name: str, possible: tuple):
    found = placed(cut, **answers).placement
    assert found is not None
    assert (found.name, found.possible, found.is_on_border) == (name, possible, len(possible) > 1)


def test_words_say_the_border():
    def said(cut: str, a: int, b: int) -> str:
        found = placed(cut, a1=a, a2=a, b1=b, b2=b).placement
        assert found is not None
        return where_words(found)

    assert said("60", 5, 5) == "Your scores place you in “Both”, even with their uncertainty."
    assert said("50", 3, 5) == ("You are on the border between “Up” and “Both”; the scores themselves lie in “Both”.")
    assert said("50", 3, 3) == (
        "Your scores lie in “Both”, on the border of all four fields: any of them may be yours."
    )


def test_the_axes_are_named_with_the_cut():
    found = placed("62.50", a1=5, a2=5, b1=5, b2=5).placement
    assert found is not None
    assert (
        axes_words(found, {"a": "Asking", "b": "Being"}) == "Across: Asking. Up: Being. The lines are at 62.5 of 100."
    )


def test_nothing_is_placed_without_both_scores_or_where_patterns_are_kept_back():
    assert placed("60", a1=5, a2=5).placement is None
    gate = {"id": "g", "title": "T", "when": {"a": {"at_least": 0}}, "outcome": "O", "withholds": ["profiles"]}
    assert placed("60", gates=(gate,), a1=5, a2=5, b1=5, b2=5).placement is None
    assert reading(rubric(), {"size": "large", "a1": 5, "a2": 5, "b1": 5, "b2": 5}).rulings.placement is None


def test_not_now_is_offered_by_a_gate_that_holds_or_by_the_field():
    gate = {"id": "g", "title": "T", "when": {"a": {"below": 40}}, "outcome": "O", "offers": "not-now"}
    low, high = {"a1": 1, "a2": 1}, {"a1": 5, "a2": 5}
    assert placed("60", gates=(gate,), **low).offers_not_now
    assert not placed("60", gates=(gate,), **high).offers_not_now
    fields = FIELDS | {"across": FIELDS["across"] | {"offers": "not-now"}}
    offering = rubric(quadrant={"across": "a", "up": "b", "fields": fields})
    for b, expected in ((1, True), (5, False)):
        said = {"size": "large", **high, "b1": b, "b2": b}
        assert reading(offering, said).rulings.offers_not_now is expected


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4), st.integers(1, 99))
def test_a_field_is_possible_exactly_where_some_part_of_the_intervals_lies(answers: list[int], cut: int):
    a1, a2, b1, b2 = answers
    found = placed(str(cut), a1=a1, a2=a2, b1=b1, b2=b2).placement
    assert found is not None
    assert found.name in found.possible
    half = Fraction(98, 10)
    reached = [
        {end >= cut for end in (score.value - half, score.value, score.value + half)}
        for score in (found.across, found.up)
    ]
    sides = {"neither": (False, False), "across": (True, False), "up": (False, True), "both": (True, True)}
    expected = [name for name, (x, y) in sides.items() if x in reached[0] and y in reached[1]]
    assert list(found.possible) == expected
