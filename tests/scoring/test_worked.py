"""Worked examples: numbers that were worked out on paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from leadready.scoring.comparison import differ, stands_out
from leadready.scoring.display import exact, half_up
from leadready.scoring.executor import score
from leadready.scoring.explanation import explain, in_words
from leadready.scoring.levels import level_range, level_words
from leadready.scoring.plan import compile_plan
from leadready.scoring.responses import Absence
from leadready.scoring.score import MeasurementError
from tests.strategies import _instrument

from leadready.rubric.model import Rubric  # isort: skip

LEVELS = [("exploring", 0), ("building", 40), ("established", 60), ("leading", 80)]
TITLES = [level.title() for level, _start in LEVELS]


def rubric(**parts) -> Rubric:
    return Rubric.model_validate({
        "format": "leadready/rubric/1", "id": "r", "version": "1.0.0", "title": "R", "purpose": "P", "instrument": "made 1.x",
        "levels": [{"id": name, "from": start, "title": name.title()} for name, start in LEVELS], **parts,
    })  # fmt: skip


def scale(*items, **more):
    return {"title": "Scale", "about": "A", "items": list(items), **more}


FIVE = _instrument({"r": (1, 5)}, {f"i{n}": "r" for n in range(8)})


def score_of(scored: dict, answers: dict, **more):
    made = rubric(scales={"s": scored}, **more)
    return score(compile_plan(FIVE, made), answers)


@pytest.mark.parametrize(
    ("sd", "reliability", "sem", "half_width"),
    [
        (18, "0.70", "9.86", "19.32"),
        (14, "0.85", "5.42", "10.63"),
        (14, "0.87", "5.05", "9.89"),
        (12, "0.90", "3.79", "7.44"),
    ],
)
def test_the_table_of_standard_errors(sd, reliability, sem, half_width):
    error = MeasurementError(Fraction(sd) ** 2 * (1 - Fraction(reliability)), "provisional")
    assert half_up(error.sem, 2) == sem
    assert half_up(error.half_width, 2) == half_width


def test_reversal_and_rescaling():
    # 5, 4, 4 and a 2 that turns to 4: mean 4.25, (4.25 - 1) / 4 x 100 = 81.25
    got = score_of(scale("i0", "i1", "i2", "-i3"), {"i0": 5, "i1": 4, "i2": 4, "i3": 2})["s"]
    assert (got.value, got.raw) == (Fraction("81.25"), Fraction("4.25"))
    assert got.level == 3


def test_a_sum_is_prorated_to_the_items_that_apply():
    # 5 + 3 + 4 = 12 of three answered; four apply: 12 / 3 x 4 = 16
    answers = {"i0": 5, "i1": 3, "i2": 4, "i3": Absence.MISSING}
    got = score_of(scale("i0", "i1", "i2", "i3", method="sum", missing="prorate when 75% answered"), answers)["s"]
    assert (got.raw, got.value) == (16, 75)


@pytest.mark.parametrize(
    ("absences", "scored", "answered", "applicable"),
    [
        ([Absence.MISSING], True, 3, 4),
        ([Absence.NOT_SEEN], True, 3, 4),
        ([Absence.NOT_APPLICABLE], True, 3, 3),
        ([Absence.MISSING, Absence.MISSING], False, 2, 4),
        ([Absence.NOT_APPLICABLE, Absence.NOT_APPLICABLE], True, 2, 2),
        ([Absence.NOT_APPLICABLE, Absence.MISSING], False, 2, 3),
        ([Absence.NOT_APPLICABLE] * 3, False, 1, 1),
        ([Absence.NOT_APPLICABLE] * 4, False, 0, 0),
    ],
)
def test_three_absences_are_kept_apart(absences, scored, answered, applicable):
    answers = {f"i{n}": 3 for n in range(4)} | {f"i{n}": absence for n, absence in enumerate(absences)}
    rule = "prorate when 75% answered, at least 2 items"
    got = score_of(scale("i0", "i1", "i2", "i3", missing=rule), answers)["s"]
    assert (got.is_scored, got.tally.answered, got.tally.applicable) == (scored, answered, applicable)
    assert got.tally.not_applicable == absences.count(Absence.NOT_APPLICABLE)


def test_a_score_on_the_cut_belongs_to_the_upper_level():
    # mean 3.4 of five items: (3.4 - 1) / 4 x 100 = 60 exactly
    items = ["i0", "i1", "i2", "i3", "i4"]
    got = score_of(scale(*items), dict(zip(items, (3, 3, 3, 4, 4), strict=True)))["s"]
    assert got.value == 60
    assert TITLES[got.level] == "Established"


def test_an_interval_that_ends_exactly_on_a_cut_reaches_the_level_above_it():
    # SD 25, r 0.84: SEM 10, half width 19.6. A score of 40.4 would end on 60; 1.96 x 10 = 19.6 and 60 - 19.6 = 40.4
    precision = {"sd": 25, "reliability": "0.84", "basis": "measured"}
    levels = [{"id": "low", "from": 0, "title": "Low"}, {"id": "high", "from": "69.6", "title": "High"}]
    made = Rubric.model_validate(
        rubric(scales={"s": scale("i0", "i1", precision=precision)}).model_dump(by_alias=True) | {"levels": levels}
    )
    got = score(compile_plan(FIVE, made), {"i0": 3, "i1": 3})["s"]
    assert got.value == 50
    assert got.error.half_width == Decimal("19.6")
    assert (got.level, got.lowest_level, got.highest_level) == (0, 0, 1)
    assert level_words(got, ["Low", "High"]) == "Low, borderline"
    assert level_range(got, ["Low", "High"]) == "could be Low to High"


def test_an_interval_is_cut_off_at_the_ends():
    got = score_of(
        scale("i0", "i1", precision={"sd": 18, "reliability": "0.7", "basis": "provisional"}), {"i0": 5, "i1": 5}
    )["s"]
    low, high = got.interval
    assert (half_up(low, 2), high) == ("80.68", 100)
    assert got.lowest_level == got.highest_level == 3


def test_a_domain_is_the_mean_of_its_scales_however_long_they_are():
    made = rubric(
        scales={"long": scale("i0", "i1", "i2", "i3", "i4"), "short": scale("i5")},
        domains={"d": {"title": "D", "about": "A", "mean_of": ["long", "short"]}},
        composites={"c": {"title": "C", "about": "A", "weights": {"d": "0.35", "short": "0.65"}}},
    )
    profile = score(compile_plan(FIVE, made), {f"i{n}": 5 for n in range(5)} | {"i5": 1})
    assert profile["d"].value == 50
    assert profile["c"].value == Fraction("17.5")


def test_the_error_of_a_mean_is_worked_out_from_its_parts():
    precision = {"sd": 18, "reliability": "0.70", "basis": "provisional"}
    made = rubric(
        scales={"a": scale("i0"), "b": scale("i1")},
        every_scale={"precision": precision},
        domains={"d": {"title": "D", "about": "A", "mean_of": ["a", "b"]}},
    )
    profile = score(compile_plan(FIVE, made), {"i0": 3, "i1": 3})
    # 9.859 / √2 = 6.971; x 1.96 = 13.66
    assert half_up(profile["d"].error.half_width, 2) == "13.66"
    assert profile["d"].error.basis == "derived"


def test_differences_inside_the_noise_are_no_differences():
    precision = {"sd": 18, "reliability": "0.70", "basis": "provisional"}
    scales = {name: scale(*items) for name, items in {"a": ("i0", "i1"), "b": ("i2", "i3"), "c": ("i4", "i5")}.items()}
    made = rubric(scales=scales, every_scale={"precision": precision})
    profile = score(compile_plan(FIVE, made), {"i0": 3, "i1": 3, "i2": 4, "i3": 4, "i4": 4, "i5": 5})
    a, b, c = profile["a"], profile["b"], profile["c"]
    # The difference must exceed 1.96 x √2 x 9.859 = 27.33: 50 and 75 are similar, 50 and 87.5 are not.
    assert (a.value, b.value, c.value) == (50, 75, Fraction("87.5"))
    assert not differ(a, b)
    assert differ(a, c)
    assert not differ(b, c)
    # a lies 20.83 below the mean of 70.83; noise there is 1.96 √(97.2 (1 - 2/3) + 3 x 97.2 / 9) = 15.78
    assert [stands_out(one, [a, b, c]) for one in (a, b, c)] == [-1, 0, 1]


def test_a_score_explains_itself_in_words():
    precision = {"sd": 18, "reliability": "0.70", "basis": "provisional"}
    made = rubric(
        scales={"s": scale("i0", {"i1": 2}, "-i2", "i3", missing="prorate when 50% answered", precision=precision)}
    )
    answers = {"i0": 4, "i1": 5, "i2": 2, "i3": Absence.NOT_APPLICABLE}
    profile = score(compile_plan(FIVE, made), answers)
    assert in_words(explain(profile, answers, "s"), {"i0": "I lead."}) == (
        "“I lead” answered 4.",
        "“i1” answered 5, counted 2 times.",
        "“i2” answered 2, turned round to 4 (1 + 5 − 2).",
        "“i3” does not apply to you, so it is left out.",
        "3 of 3 items answered; nothing was missing.",
        "Calculation: (4 + 2 × 5 + 4) ÷ 4 = 4.5.",
        "Calculation: (4.5 − 1) ÷ (5 − 1) × 100 = 87.5.",
        "If you answered again, it would probably lie between 68 and 100 "
        "(± 19.32 points, from an assumed precision that no study has measured yet).",
    )


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("62.5", 0, "63"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.675", 2, "2.68"),
        ("99.999", 1, "100.0"),
        ("1/3", 2, "0.33"),
        ("-0.001", 2, "0.00"),
    ],
)
def test_numbers_are_rounded_half_up(value, places, shown):
    assert half_up(Fraction(value), places) == shown


def test_exact_numbers():
    assert [exact(Fraction(one)) for one in ("81.25", "275/6", "60", "0")] == ["81.25", "275/6", "60", "0"]
