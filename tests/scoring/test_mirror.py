"""A person's own scores beside what colleagues have seen: worked by hand, and what must hold for any replies."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.instrument.model import Instrument
from leadready.rubric.model import Rubric
from leadready.scoring.executor import score
from leadready.scoring.mirror import INDEX_FROM, LEAST, Agreement, ScaleMirror, Sight, reflect
from leadready.scoring.plan import ScoringPlan, compile_plan
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.scoring.responses import Answer
    from leadready.scoring.score import ScoreProfile

UNSEEN = Absence.NOT_APPLICABLE
ITEMS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Person:
    plan: ScoringPlan
    own: ScoreProfile


def person(*own: Answer, precise: bool = True) -> Person:
    """Somebody who answered four items on 1 to 5; SEM is 18 √0.3, so SEM² is 97.2."""
    options = {str(value): f"v{value}" for value in range(1, 6)}
    instrument = Instrument.model_validate({
        "format": "leadready/instrument/1", "id": "made", "version": "1.0.0", "title": "T", "summary": "S", "licence": "L", "authors": ["A"],
        "minutes": 1, "provenance": "P", "response_scales": {"s": {"options": options}},
        "sections": [{"id": "s", "title": "S", "pages": [{"response_scale": "s", "items": dict.fromkeys(ITEMS, "Stem.")}]}],
    })  # fmt: skip
    more = {"precision": {"sd": "18", "reliability": "0.70", "basis": "provisional"}} if precise else {}
    rubric = Rubric.model_validate({
        "format": "leadready/rubric/1", "id": "made", "version": "1.0.0", "title": "T", "purpose": "P", "instrument": "made 1.x",
        "levels": [{"id": "all", "from": "0", "title": "All"}],
        "scales": {"one": {"title": "One", "about": "A", "items": [*ITEMS], "missing": "prorate when 75% answered", **more}},
    })  # fmt: skip
    plan = compile_plan(instrument, rubric)
    return Person(plan, score(plan, dict(zip(ITEMS, own, strict=True))))


def mirror(someone: Person, *rows: Sequence[Answer]) -> ScaleMirror:
    (one,) = reflect(someone.plan, someone.own, rows, {"one"})
    return one


MIDDLE = person(3, 3, 3, 3)  # 50 of 100


@pytest.mark.parametrize(
    ("rows", "mean", "agreement", "sight"),
    [
        # Alike: SE² = 97.2 + 97.2/3 = 129.6, so a difference must exceed 1.96 √129.6 = 22.31.
        ([(4, 4, 4, 3)] * 3, Fraction(275, 4), Agreement.STRONG, Sight.SIMILAR),  # 68.75: 18.75 above
        ([(4, 4, 4, 4)] * 3, 75, Agreement.STRONG, Sight.HIGHER),  # 25 above
        ([(2, 2, 2, 2)] * 3, 25, Agreement.STRONG, Sight.LOWER),
        # 50, 75 and 100: s² = 625, SE² = 97.2 + 625/3 = 305.53, limit 34.26. Items 3 4 5 vary by 1 of 2:
        # r_wg(4) = 4 · 0.5 / (4 · 0.5 + 0.5) = 0.8.
        ([(3,) * 4, (4,) * 4, (5,) * 4], 75, Agreement.STRONG, Sight.SIMILAR),
        # Items 2 2 4 vary by 4/3 of 2: r_wg(4) = (4/3) / (4/3 + 2/3) = 2/3.
        ([(2,) * 4, (2,) * 4, (4,) * 4], Fraction(125, 3), Agreement.MODERATE, Sight.SIMILAR),
        # Items 1 5 5 vary by 16/3, more than 2: 0. The mean lies 16.7 from 50, and stands for nobody.
        ([(1,) * 4, (5,) * 4, (5,) * 4], Fraction(200, 3), Agreement.WEAK, Sight.APART),
    ],
)
def test_three_colleagues(rows: list[tuple[int, ...]], mean: Fraction, agreement: Agreement, sight: Sight):
    one = mirror(MIDDLE, *rows)
    assert (one.mean, one.agreement, one.index, one.sight) == (mean, agreement, None, sight)


def test_two_colleagues_give_no_figure_at_all():
    one = mirror(MIDDLE, (5, 5, 5, 5), (5, 5, 5, 5))
    assert (one.mean, one.agreement, one.index, one.sight) == (None, None, None, Sight.UNKNOWN)


def test_a_colleague_who_has_not_seen_enough_does_not_count_among_the_three():
    seen = [(5, 5, 5, 5), (5, 5, 5, 5)]
    assert mirror(MIDDLE, *seen, (5, 5, UNSEEN, UNSEEN)).mean == 100  # of two that apply both are answered
    assert mirror(MIDDLE, *seen, (UNSEEN,) * 4).mean is None
    assert mirror(MIDDLE, *seen, (Absence.NOT_SEEN,) * 4).mean is None


def test_the_index_is_told_from_five_colleagues_on():
    rows = [(4, 4, 4, 4), (4, 4, 4, 4), (5, 5, 5, 5), (4, 4, 4, 4), (4, 4, 4, 4)]
    assert mirror(MIDDLE, *rows[:4]).index is None
    # Items 4 4 5 4 4 vary by 0.2 of 2: r_wg(4) = 3.6 / (3.6 + 0.1).
    assert mirror(MIDDLE, *rows).index == Fraction(36, 37)


def test_without_a_score_or_a_precision_no_difference_is_named():
    rows = [(5, 5, 5, 5)] * 3
    assert mirror(person(3, UNSEEN, Absence.MISSING, Absence.MISSING), *rows).sight is Sight.UNKNOWN
    assert mirror(person(1, 1, 1, 1, precise=False), *rows).sight is Sight.UNKNOWN


def test_scales_that_colleagues_were_not_asked_do_not_appear():
    assert reflect(MIDDLE.plan, MIDDLE.own, [(5, 5, 5, 5)] * 3, set()) == ()


ANSWERS = st.sampled_from([1, 2, 3, 4, 5, UNSEEN, Absence.NOT_SEEN])
ROWS = st.lists(st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS), max_size=9)
OWN = st.tuples(ANSWERS, ANSWERS, ANSWERS, ANSWERS)


@given(OWN, ROWS)
def test_never_a_figure_from_fewer_than_three(own: tuple[Answer, ...], rows: list[tuple[Answer, ...]]):
    someone = person(*own)
    one = mirror(someone, *rows)
    scored = [row for row in rows if score(someone.plan, dict(zip(ITEMS, row, strict=True)))["one"].is_scored]
    if len(scored) < LEAST:
        told = {field.name: getattr(one, field.name) for field in fields(one) if field.name not in {"scale_id", "own"}}
        assert told == {"mean": None, "agreement": None, "index": None, "sight": Sight.UNKNOWN}
    if len(scored) < INDEX_FROM:
        assert one.index is None


@given(OWN, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_colleagues_does_not_matter(own: tuple[Answer, ...], rows: list[tuple[Answer, ...]], random):
    someone = person(*own)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert mirror(someone, *rows) == mirror(someone, *shuffled)
