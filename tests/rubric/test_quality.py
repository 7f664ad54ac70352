"""Signs of careless answering, worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.rubric.model import NormScore, Quality
from leadready.scoring.norms import standing
from leadready.scoring.plan import compile_plan
from leadready.scoring.quality import Flag, quality


@pytest.fixture(scope="module")
def flagship():
    return load_assessment(assets.assessments() / "clinical-leadership")


def report(flagship, answers):
    plan = compile_plan(flagship.instrument, flagship.rubric)
    return quality(flagship.instrument, plan, answers, Quality())


def rated(flagship):
    return [keyed for scale in flagship.rubric.scales.values() if scale.method == "mean" for keyed in scale.keyed_items]


def test_the_same_answer_everywhere_sets_off_runs_and_spread(flagship):
    found = report(flagship, {keyed.item_id: 3 for keyed in rated(flagship)})
    assert found.longest_run >= 12
    assert found.spread == 0
    assert found.even_odd is None  # nothing varies, so nothing can go together
    assert found.reversed_gap == 0
    assert found.flags == (Flag.LONG_RUN, Flag.LOW_SPREAD)


def test_agreeing_with_everything_contradicts_itself(flagship):
    found = report(flagship, {keyed.item_id: 5 for keyed in rated(flagship)})
    assert found.reversed_gap == 1
    assert Flag.REVERSED_GAP in found.flags


def test_a_careful_person_sets_off_nothing(flagship):
    answers = {}
    for number, scale in enumerate(one for one in flagship.rubric.scales.values() if one.method == "mean"):
        for place, keyed in enumerate(scale.keyed_items):
            wanted = 2 + number % 3 + (place == 1)
            answers[keyed.item_id] = 6 - wanted if keyed.reverse else wanted
    found = report(flagship, answers)
    assert found.flags == ()
    assert found.even_odd == pytest.approx(1.0)


def test_no_answers_no_signs(flagship):
    assert report(flagship, {}).flags == ()


def test_a_standing_in_a_group():
    norm = NormScore.model_validate({"mean": "60", "sd": "12.5", "percentiles": {"40": "10", "60": "50", "72.5": "84"}})
    assert standing(Fraction(145, 2), norm).t_score == 60
    assert standing(Fraction(145, 2), norm).percentile == 84
    assert standing(Fraction(72), norm).percentile == 50
    assert standing(Fraction(39), norm).percentile is None
