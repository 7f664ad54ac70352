"""Which scores can occur, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from leadready.assessment.review.reach import Reach, reaches
from leadready.rubric.model import Rubric
from leadready.scoring.plan import compile_plan
from tests.rubric.small import WORDS
from tests.strategies import _instrument


def reach(scales, options=(0, 1), not_applicable=True, **more) -> dict[str, Reach]:
    items = {f"i{number}": "r" for number in range(4)}
    asked = _instrument({"r": options}, items)
    if not not_applicable:
        said = asked.model_dump(by_alias=True)
        del said["response_scales"]["r"]["not_applicable"]
        asked = type(asked).model_validate(said)
    rubric = Rubric.model_validate({
        "format": "leadready/rubric/1", "id": "r", "version": "1.0.0", "title": "R", "purpose": "P", "instrument": "made 1.x",
        "levels": [{"id": "low", "from": "0", "title": "Low"}], "scales": {name: {**WORDS, **one} for name, one in scales.items()}, **more,
    })  # fmt: skip
    return reaches(asked, compile_plan(asked, rubric))


def values(*wanted: str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, wanted))


THREE = ["i0", "i1", "i2"]


def test_three_yes_or_no_items_give_four_scores():
    found = reach({"s": {"items": THREE}}, not_applicable=False)["s"]
    assert found == Reach(Fraction(0), Fraction(100), values("0", "100/3", "200/3", "100"))
    assert not found.any_between(Fraction(50), Fraction(60))


def test_an_answer_that_may_be_missing_makes_the_middle_reachable():
    # Two of three answered: 0, 1/2 and 1 as well.
    found = reach({"s": {"items": THREE, "missing": "prorate when 2 answered"}}, not_applicable=False)["s"]
    assert found.values == values("0", "100/3", "50", "200/3", "100")
    assert found.any_between(Fraction(50), Fraction(60))


def test_so_does_an_answer_that_may_not_apply():
    found = reach({"s": {"items": THREE}})["s"]
    assert found.values == values("0", "100/3", "50", "200/3", "100")
    assert found.may_vanish


def test_blanks_that_count_nothing_add_no_new_scores():
    key = dict.fromkeys(THREE, "1")
    scale = {"items": THREE, "method": "correct", "key": key, "missing": "unanswered counts nothing"}
    assert reach({"s": scale}, not_applicable=False)["s"].values == values("0", "100/3", "200/3", "100")


def test_weights_and_reversal():
    # i0 counts twice and is turned round: 0, 1/3, 2/3, 1.
    found = reach({"s": {"items": [{"-i0": 2}, "i1"]}}, not_applicable=False)["s"]
    assert found.values == values("0", "100/3", "200/3", "100")


def test_a_map_that_leaves_scores_out():
    counts = {"i0": {"0": "0", "1": "10"}, "i1": {"0": "0", "1": "1"}}
    found = reach({"s": {"items": ["i0", "i1"], "value_map": counts}}, not_applicable=False)["s"]
    assert found.values == values("0", "100/11", "1000/11", "100")


@pytest.mark.parametrize("method", ["min", "max"])
def test_the_lowest_and_the_highest_of_some_answers_is_one_of_them(method):
    found = reach({"s": {"items": THREE, "method": method}}, options=(1, 5), not_applicable=False)["s"]
    assert found.values == values("0", "25", "50", "100")  # the options are 1, 2, 3 and 5


def test_a_domain_of_two_scales():
    scales = {"one": {"items": ["i0"]}, "two": {"items": ["i1", "i2"]}}
    domain = {**WORDS, "mean_of": ["one", "two"]}
    complete = reach(scales, not_applicable=False, domains={"d": domain})["d"]
    # (0 or 100) with (0, 50 or 100)
    assert complete == Reach(Fraction(0), Fraction(100), values("0", "25", "50", "75", "100"))
    loose = {**domain, "missing": "prorate when 1 scored"}
    assert reach(scales, not_applicable=False, domains={"d": loose})["d"].values == complete.values


def test_a_composite_whose_parts_may_lack_a_score():
    scales = {"one": {"items": ["i0"]}, "two": {"items": ["i1"]}}
    strict = {**WORDS, "weights": {"one": 1, "two": 3}}
    found = reach(scales, not_applicable=False, composites={"c": strict})["c"]
    assert found.values == values("0", "25", "75", "100")
    assert not found.any_between(Fraction(30), Fraction(70))


def test_too_many_scores_count_as_every_score():
    weights = [{f"i{number}": f"{1000**number}.000001"} for number in range(2)]
    many = {"i0": {"0": "0", "1": "1"}, "i1": {"0": "0", "1": "999.999"}}
    assert reach({"s": {"items": weights, "value_map": many}}, not_applicable=False)["s"].values is not None
    scales = {f"s{n}": {"items": ["i0", {"i1": 7 + n}, {"i2": 31}, {"i3": 101}], "missing": "prorate when 1 answered"} for n in range(4)}  # fmt: skip
    domain = {**WORDS, "mean_of": list(scales)}
    found = reach(scales, options=(0, 3), domains={"d": domain})["d"]
    assert found.values is None
    assert found.any_between(Fraction("33.33"), Fraction("33.34"))
