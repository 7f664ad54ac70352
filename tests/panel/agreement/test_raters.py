from __future__ import annotations

from math import isclose

import pytest

from leadready.panel.agreement.rater import LEAST_SHARED, adjusted, pictures
from leadready.panel.agreement.ratings import Ratings
from leadready.panel.agreement.study import components


def criterion(**marks):
    return Ratings.of({(applicant, rater): mark for rater, row in marks.items() for applicant, mark in row.items()})


def test_severity_is_the_median_distance_from_the_others():
    led = criterion(ann={"a": 2, "b": 3, "c": 1}, bob={"a": 3, "b": 4, "c": 5}, cat={"a": 3, "b": 4})
    ann, bob, cat = pictures({"led": led})
    assert (ann.severity, bob.severity, cat.severity) == (-1, 0.5, 0.5)  # ann: -1 -1 -4; bob: .5 .5 4; cat: .5 .5
    assert (ann.marks, ann.shared, cat.shared) == (3, 3, 2)
    assert isclose(bob.spread, ((2 / 3) / (19 / 18)) ** 0.5)  # others: 2.5, 3.5, 1


def test_one_odd_applicant_makes_nobody_severe():
    marks = {f"a{n}": 3 for n in range(9)}
    found = pictures({"led": criterion(ann=marks | {"z": 1}, bob=marks | {"z": 5})})
    assert [picture.severity for picture in found] == [0, 0]


def test_halo_is_the_mean_correlation_between_criteria():
    led = criterion(ann={"a": 1, "b": 2, "c": 3}, bob={"a": 1, "b": 2, "c": 3})
    why = criterion(ann={"a": 2, "b": 3, "c": 4}, bob={"a": 3, "b": 1, "c": 2})
    ann, bob = pictures({"led": led, "why": why})
    assert isclose(ann.halo, 1)
    assert isclose(bob.halo, -0.5)


def test_little_is_said_of_a_rater_about_whom_little_is_known():
    [alone] = pictures({"led": criterion(ann={"a": 3, "b": 3})})
    assert (alone.severity, alone.spread, alone.halo, alone.is_known_enough) == (None, None, None, False)
    assert adjusted(3, alone) is None


@pytest.mark.parametrize(("shared", "expected"), [(LEAST_SHARED - 1, None), (LEAST_SHARED, 4.0)])
def test_marks_are_adjusted_only_where_enough_is_shared(shared, expected):
    ann, _bob = pictures(
        {"led": criterion(ann={f"a{n}": 2 for n in range(shared)}, bob={f"a{n}": 3 for n in range(shared)})}
    )
    assert adjusted(3, ann) == expected


def test_variance_components_of_a_made_up_panel_are_found_again():
    """Marks that are sums of known effects: nothing is left over, and each component is the effects' own variance."""
    people, raters, criteria = {"a": -1, "b": 0, "c": 1}, {"r": -0.5, "s": 0.5}, {"led": -1, "why": 1}
    marks = {
        name: Ratings.of({(p, r): 3 + own + strict + hard for p, own in people.items() for r, strict in raters.items()})
        for name, hard in criteria.items()
    }
    found = components(marks)
    assert isclose(found.applicant, 1.0)  # sample variance of -1, 0, 1
    assert isclose(found.rater, 0.5)
    assert isclose(found.criterion, 2.0)
    for rest in (found.applicant_rater, found.applicant_criterion, found.rater_criterion, found.residual):
        assert isclose(rest, 0, abs_tol=1e-12)
    assert isclose(found.relative(2, 2), 1)
    assert isclose(found.absolute(2, 2), 1 / (1 + 0.5 / 2 + 2 / 2))
    assert isclose(found.absolute(4, 8), 1 / (1 + 0.5 / 4 + 2 / 8))


def test_relative_reliability_with_one_criterion_effect_out_is_the_consistency_of_raters():
    """Two identical criteria: Eρ² for k raters and one criterion is ICC(3,k) of that criterion."""
    from leadready.panel.agreement.intraclass import intraclass

    rows = {"a": (1, 2, 2), "b": (3, 3, 5), "c": (4, 5, 4), "d": (2, 2, 3)}
    one = Ratings.of({(p, r): mark for p, row in rows.items() for r, mark in zip("rst", row, strict=True)})
    found = components({"led": one, "why": one})
    icc = {coefficient.id: coefficient.value for coefficient in intraclass(one)}
    assert isclose(found.relative(1, 1), icc["icc-3-1"])
    assert isclose(found.relative(3, 1), icc["icc-3-k"])
    assert isclose(found.absolute(1, 1), icc["icc-2-1"])
    assert isclose(found.absolute(3, 1), icc["icc-2-k"])


def test_a_study_needs_two_of_everything_and_no_gaps():
    whole = criterion(ann={"a": 1, "b": 2}, bob={"a": 2, "b": 4})
    assert components({"led": whole}) is None
    assert components({"led": whole, "why": criterion(ann={"a": 1}, bob={"a": 2})}) is None
    assert components({"led": whole, "why": whole}) is not None
