from __future__ import annotations

import json
from fractions import Fraction
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.equality import NOT_SAID, questions
from leadready.panel.impact import SMALLEST, Unnamed, comparisons, fisher_exact, outcomes
from leadready.panel.stages import STEPS, Step

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "agreement.json").read_text(encoding="utf-8"))


def test_the_worked_example_a_low_ratio_that_chance_explains():
    men, women = outcomes({"men": (12, 40), "women": (6, 30)})
    assert (men.ratio, men.p) == (None, None)
    assert women.ratio == Fraction(2, 3)
    assert round(women.p, 2) == 0.41
    assert women.is_below_four_fifths
    # By hand: ln(2/3) ± 1.96 √(1/6 - 1/30 + 1/12 - 1/40)
    assert (round(women.low, 2), round(women.high, 2)) == (0.28, 1.57)


@pytest.mark.parametrize(("table", "p"), VECTORS["fisher"])
def test_fishers_exact_p(table, p):
    (a, b), (c, d) = table
    assert isclose(fisher_exact((a, a + b), (c, c + d)), p, rel_tol=1e-9)


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_the_p_is_the_same_whichever_group_comes_first(a, b, c, d):
    found = fisher_exact((a, a + b), (c, c + d))
    assert 0 < found <= 1
    assert found == fisher_exact((c, c + d), (a, a + b))
    assert found == fisher_exact((b, a + b), (d, c + d))


def test_exactly_four_fifths_is_not_below():
    _all, some = outcomes({"all": (10, 20), "some": (8, 20)})
    assert some.ratio == Fraction(4, 5)
    assert not some.is_below_four_fifths


def test_small_groups_are_not_shown_and_cannot_be_worked_out():
    found = {one.group: one.people for one in outcomes({"a": (5, 50), "b": (3, SMALLEST - 1), "c": (4, 20)})}
    assert found == {"a": 50, "b": None, "c": None}
    # 59 in all are known: with 50 shown, nine would be left, and nine are too few to show.
    found = {one.group: one.people for one in outcomes({"a": (5, 50), "b": (3, 5), "c": (4, 4)})}
    assert found == {"a": None, "b": None, "c": None}
    found = {one.group: one.people for one in outcomes({"a": (5, 50), "b": (3, 5), "c": (4, 5)})}
    assert found == {"a": 50, "b": None, "c": None}
    assert [one.people for one in outcomes({"a": (1, 3)})] == [None]


def test_nobody_selected_is_no_ratio():
    one, other = outcomes({"a": (0, 20), "b": (0, 30)})
    assert (one.ratio, other.ratio) == (None, None)
    zero, some = outcomes({"a": (0, 20), "b": (3, 30)})
    assert (zero.ratio, zero.low, some.ratio) == (0, None, None)


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="a"):
        outcomes({"a": (3, 2)})


counts = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))


@given(st.dictionaries(st.sampled_from("abcdef"), counts), st.sets(st.sampled_from("abc")))
def test_what_is_hidden_cannot_be_worked_out_from_the_total(groups, hidden):
    found = outcomes(groups, hidden=hidden)
    assert [one.group for one in found] == list(groups)
    left = [groups[one.group][1] for one in found if one.people is None and groups[one.group][1]]
    assert all(one.people is None or one.people >= SMALLEST for one in found)
    assert not any(one.people is not None for one in found if one.group in hidden)
    if any(one.people is not None for one in found):
        assert not left or (len(left) >= 2 and sum(left) >= SMALLEST)
    for one in found:
        if one.people is None:
            assert (one.selected, one.rate, one.ratio, one.p, one.low, one.high) == (None,) * 6


@given(st.dictionaries(st.sampled_from("abcdef"), counts, min_size=1))
def test_every_ratio_is_the_quotient_of_two_shown_rates(groups):
    found = {one.group: one for one in outcomes(groups)}
    best = [one for one in found.values() if one.is_highest]
    for one in found.values():
        if one.ratio is not None:
            assert one.ratio == one.rate / best[0].rate <= 1
            assert one.low is None or one.low <= one.ratio <= one.high


def test_who_would_rather_not_say_is_counted_and_not_compared():
    white, unsaid = outcomes({"white": (5, 20), NOT_SAID: (20, 20)}, apart=(NOT_SAID,))
    assert white.is_highest
    assert (unsaid.people, unsaid.selected, unsaid.ratio, unsaid.is_highest) == (20, 20, None, False)


def applied(sex, people, *, eligible=0, judged=0, offered=0):
    """So many people who gave an answer, of whom the first few came so far."""
    return [
        Unnamed(
            ("applied",)
            + (("eligible",) if place < eligible else ())
            + (("judged",) if place < judged else ())
            + (("appointable", "offered") if place < offered else ()),
            {"sex": sex} if sex else {},
        )
        for place in range(people)
    ]


def test_the_worked_example_by_way_of_a_round():
    everyone = applied("male", 45, eligible=42, judged=40, offered=12)
    everyone += applied("female", 33, eligible=31, judged=30, offered=6)
    everyone += applied(None, 15, eligible=15, judged=15, offered=1)
    found = comparisons({"sex": ("female", "male", NOT_SAID)}, everyone)
    assert [one.step for one in found] == list(STEPS)
    conditions, _appointable, offers = found
    assert (conditions.people, conditions.selected) == (93, 88)
    assert (offers.people, offers.selected) == (85, 19)
    female, male, unsaid = offers.groups
    assert (male.selected, male.people, male.is_highest) == (12, 40, True)
    assert (female.ratio, round(female.p, 2)) == (Fraction(2, 3), 0.41)
    assert (unsaid.selected, unsaid.people, unsaid.ratio) == (1, 15, None)


def test_a_group_hidden_at_one_step_stays_hidden_and_strange_answers_count_as_not_said():
    everyone = applied("male", 60, eligible=60, judged=60, offered=10)
    # Hidden at first only because one small group alone could be worked out; at the second step it would be shown.
    everyone += applied("female", 12, eligible=12, judged=12, offered=2)
    everyone += applied(None, 4, eligible=4)
    first, second, _third = comparisons({"sex": ("female", "male", NOT_SAID)}, everyone)
    assert [one.people for one in first.groups] == [None, 60, None]
    # Seventy-two are known to have been judged: beside sixty men the twelve women could be worked out again.
    assert [one.people for one in second.groups] == [None, None, None]
    strange = [Unnamed(("applied",), {"sex": "martian"})] * 11
    (only,) = comparisons({"sex": ("female", "male", NOT_SAID)}, strange)
    assert [one.people for one in only.groups] == [None, None, 11]
    assert only.people == 11


def test_a_step_that_nobody_came_to_is_left_out():
    found = comparisons({"sex": ("female", "male", NOT_SAID)}, applied("female", 20, eligible=10))
    assert [one.step for one in found] == [Step("applied", "eligible")]
    assert comparisons({"sex": ("female", "male", NOT_SAID)}, []) == ()


def test_every_question_ends_with_prefer_not_to_say():
    for question in questions().values():
        assert list(question.options)[-1] == NOT_SAID
        assert len(question.options) == len(set(question.options.values()))
