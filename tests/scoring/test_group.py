"""Several people's answers: agreement worked by hand, the rules at its edges, and what must hold for any answers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.instrument.model import Instrument
from leadready.rubric.model import Group, Rubric
from leadready.scoring.group import (
    NoMean,
    ScaleGroup,
    agreement,
    agreement_words,
    even_variance,
    mean_words,
    people_words,
    put_together,
    spread_words,
)
from leadready.scoring.plan import compile_plan
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.responses import Answer

GROUP = Group()
PAIR = Group(least=2, agreement=Decimal("0.75"))
BLANK = Absence.MISSING


def plan(*items: str, options: int = 5, missing: str = "prorate when 50% answered", **more: Any) -> ScoringPlan:
    """Make a plan of one scale; `items` are signed, and `more` gives single items another number of options."""
    ids = [item.removeprefix("-") for item in items]
    scales = {
        f"s{n}": {"options": {str(value): f"v{value}" for value in range(1, n + 1)}} for n in {options, *more.values()}
    }
    asked = {item: {"stem": item, "response_scale": f"s{more.get(item, options)}"} for item in ids}
    instrument = Instrument.model_validate({
        "format": "leadready/instrument/1", "id": "made", "version": "1.0.0", "title": "T", "summary": "S", "licence": "L", "authors": ["A"],
        "minutes": 1, "provenance": "P", "response_scales": scales, "sections": [{"id": "s", "title": "S", "pages": [{"items": asked}]}],
    })  # fmt: skip
    rubric = Rubric.model_validate({
        "format": "leadready/rubric/1", "id": "made", "version": "1.0.0", "title": "T", "purpose": "P", "instrument": "made 1.x",
        "levels": [{"id": "all", "from": "0", "title": "All"}],
        "scales": {"one": {"title": "One", "about": "A", "items": list(items), "missing": missing}},
    })  # fmt: skip
    return compile_plan(instrument, rubric)


def together(made: ScoringPlan, rows: Sequence[Sequence[Answer]], group: Group = GROUP) -> ScaleGroup:
    (one,) = put_together(made, rows, group)
    return one


def test_four_people_and_two_items_by_hand():
    """First item 4 4 5 5: mean 4.5, variance 4 x 0.25 / 3 = 1/3, average deviation 0.5.

    Second item 3 4 4 5: mean 4, variance 2/3, average deviation 0.5. Mean variance 1/2, of 2 = (25 - 1) / 12: 1/4.
    r_wg(2) = 2 x 3/4 / (2 x 3/4 + 1/4) = 6/7. Scores: means 3.5, 4, 4.5 and 5, so 62.5, 75, 87.5 and 100; mean 81.25.
    """
    one = together(plan("i1", "i2"), [(4, 3), (5, 5), (4, 4), (5, 4)])
    assert [item.variance for item in one.items] == [Fraction(1, 3), Fraction(2, 3)]
    assert [item.counts for item in one.items] == [(0, 0, 0, 2, 2), (0, 0, 1, 2, 1)]
    assert one.agreement == Fraction(6, 7)
    assert (one.deviation, one.deviation_limit) == (Fraction(1, 2), Fraction(5, 6))
    assert one.scores == (Fraction(125, 2), 75, Fraction(175, 2), 100)
    assert (one.mean, one.no_mean) == (Fraction(325, 4), ())
    assert one.sd == pytest.approx(16.1374306)  # the root of (18.75² + 6.25² + 6.25² + 18.75²) / 3 = 781.25 / 3


def test_an_item_that_is_turned_round_agrees_as_much():
    """-i2 answered 3 1 2 2 counts 3 5 4 4: the same spread as above."""
    one = together(plan("i1", "-i2"), [(4, 3), (5, 1), (4, 2), (5, 2)])
    assert (one.agreement, one.mean) == (Fraction(6, 7), Fraction(325, 4))
    assert one.items[1].counts == (0, 0, 1, 2, 1)


def test_items_with_different_numbers_of_options_count_by_their_own_yardstick():
    """i1 of five options, 3 and 4: variance 1/2 of 2, a quarter. i2 of three options, 2 and 3: 1/2 of 2/3, three quarters.

    Mean ratio 1/2: r_wg(2) = 2 x 1/2 / (2 x 1/2 + 1/2) = 2/3. Limit of the average deviation: (5/6 + 3/6) / 2 = 2/3.
    """
    one = together(plan("i1", "i2", i2=3), [(3, 2), (4, 3)], PAIR)
    assert (one.agreement, one.deviation, one.deviation_limit) == (Fraction(2, 3), Fraction(1, 2), Fraction(2, 3))


@pytest.mark.parametrize(
    ("options", "variance"), [(2, Fraction(1, 4)), (3, Fraction(2, 3)), (5, Fraction(2)), (7, Fraction(4))]
)
def test_the_yardstick_is_the_variance_of_even_answers(options: int, variance: Fraction):
    values = [Fraction(value) for value in range(1, options + 1)]
    middle = sum(values) / options
    assert even_variance(options) == variance == sum((value - middle) ** 2 for value in values) / options


def test_answers_spread_more_widely_than_even_ones_agree_not_at_all():
    """1 5 1 5 has the variance 16/3, more than 2: set to 2, so 0, however many items there are."""
    for items in (("i1",), ("i1", "i2", "i3")):
        one = together(plan(*items), [(value,) * len(items) for value in (1, 5, 1, 5)])
        assert one.agreement == 0
        assert (one.mean, one.no_mean) == (None, (NoMean.TOO_LITTLE_AGREEMENT,))


def test_exactly_enough_is_enough_and_a_hair_less_is_not():
    """One item, 3 and 4: variance 1/2 of 2, so 0.75."""
    rows = [(3,), (4,)]
    assert together(plan("i1"), rows, PAIR).mean == Fraction(125, 2)
    stricter = Group(least=2, agreement=Decimal("0.750001"))
    assert together(plan("i1"), rows, stricter).no_mean == (NoMean.TOO_LITTLE_AGREEMENT,)


def test_two_people_are_too_few_however_much_they_agree():
    one = together(plan("i1", "i2"), [(4, 4), (4, 4)])
    assert (one.agreement, one.mean, one.no_mean) == (1, None, (NoMean.TOO_FEW,))
    assert one.scores == (75, 75)


def test_who_has_no_score_is_counted_and_left_out():
    """The third person answered one of three items, where two are needed; the fourth left one blank."""
    made = plan("i1", "i2", "i3", missing="prorate when 2 answered")
    one = together(made, [(4, 4, 4), (4, 4, 4), (1, BLANK, BLANK), (4, 4, BLANK)])
    assert (one.asked, one.people, one.mean) == (4, 3, 75)
    assert [sum(item.counts) for item in one.items] == [3, 3, 2]
    assert people_words(one) == "3 of 4 people have a score."


def test_an_item_that_only_one_answered_says_nothing_of_agreement():
    """i2 has one answer: agreement rests on i1 alone, 4 4 5 with variance 1/3 of 2, a sixth: 5/6."""
    made = plan("i1", "i2", missing="prorate when 1 answered")
    one = together(made, [(4, 1), (4, BLANK), (5, BLANK)])
    assert one.items[1].variance is None
    assert one.agreement == Fraction(5, 6)


def test_no_item_in_common_gives_no_mean():
    made = plan("i1", "i2", "i3", missing="prorate when 1 answered")
    one = together(made, [(4, BLANK, BLANK), (BLANK, 4, BLANK), (BLANK, BLANK, 4)])
    assert (one.agreement, one.deviation, one.no_mean) == (None, None, (NoMean.NOTHING_IN_COMMON,))
    assert mean_words(one, GROUP) == "No mean is shown because no item was answered by two people."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(4, 4), (4, 4), (4, 4)], ("r_wg(j) is 1.00, and 0.70 is needed", "3 of 3 people have a score.", "Every score is 75 of 100.", "The mean is 75 of 100.")),
        ([(4, 4)], ("cannot be worked out from one person's answers", "1 of 1 person has a score.", "Every score is 75 of 100.", "No mean is shown because only 1 person has a score, and 3 are needed.")),
        ([(1, 1), (5, 5), (1, 1)], ("too little: r_wg(j) is 0.00", "3 of 3", "between 0 and 100", "No mean is shown because people agree too little for a mean to stand for them.")),
        ([(1, 1), (5, 5)], ("too little", "2 of 2", "between 0 and 100", "No mean is shown because only 2 people have a score, and 3 are needed; and people agree too little for a mean to stand for them.")),
        ([(BLANK, BLANK)], ("cannot be worked out", "0 of 1", "", "No mean is shown because nobody has a score, and 3 people are needed.")),
    ],
)  # fmt: skip
def test_what_people_read(rows: list[tuple[Answer, ...]], said: tuple[str, str, str, str]):
    one = together(plan("i1", "i2"), rows)
    read = (agreement_words(one, GROUP)[0], people_words(one), spread_words(one), mean_words(one, GROUP))
    assert all(part in whole for part, whole in zip(said, read, strict=True)), read


@pytest.mark.parametrize(
    ("rows", "limit", "begins"),
    [
        ([(3,), (4,)], "0.7", "A second look says the same: answers lie 0.50 options"),
        ([(3,), (4,)], "0.8", "A second look finds more agreement"),
        (
            [(1,), (5,)],
            "0.7",
            "A second look says the same: answers lie 2.00 options from their mean, not less than 0.83",
        ),
        ([(1,), (5,)], "0", "A second look finds less agreement"),
    ],
)
def test_the_second_look_says_whether_it_agrees(rows: list[tuple[int]], limit: str, begins: str):
    group = Group(least=2, agreement=Decimal(limit))
    assert agreement_words(together(plan("i1"), rows, group), group)[1].startswith(begins)


SCALE = plan("i1", "-i2", "i3")
PEOPLE = st.lists(st.tuples(*[st.integers(1, 5) | st.just(BLANK)] * 3), min_size=1, max_size=9)


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_makes_no_difference(rows: list[tuple[Answer, ...]], chance: Any):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert together(SCALE, shuffled) == together(SCALE, rows)


@given(st.tuples(*[st.integers(1, 5)] * 3), st.integers(3, 9))
def test_people_who_answer_alike_agree_wholly_and_have_their_score_as_mean(row: tuple[int, ...], people: int):
    one = together(SCALE, [row] * people)
    assert (one.agreement, one.deviation, one.sd) == (1, 0, 0)
    assert one.mean == one.scores[0]


@given(PEOPLE)
def test_agreement_stays_between_0_and_1_and_a_mean_needs_it(rows: list[tuple[Answer, ...]]):
    one = together(SCALE, rows)
    assert one.agreement is None or 0 <= one.agreement <= 1
    assert (one.mean is None) == bool(one.no_mean)
    if one.mean is not None:
        assert one.people >= 3
        assert one.agreement is not None
        assert one.agreement >= Fraction(7, 10)
        assert one.scores[0] <= one.mean <= one.scores[-1]
    assert list(one.scores) == sorted(one.scores)


@given(st.lists(st.fractions(0, 3), min_size=1, max_size=8), st.integers(0, 7))
def test_more_spread_never_means_more_agreement(ratios: list[Fraction], place: int):
    before = agreement(ratios)
    wider = [*ratios]
    wider[place % len(ratios)] += Fraction(1, 10)
    after = agreement(wider)
    assert before is not None
    assert after is not None
    assert after <= before
