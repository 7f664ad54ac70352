from __future__ import annotations

from math import isclose

import pytest

from leadready.panel.agreement.rater import pictures
from leadready.panel.agreement.ratings import Ratings


def criterion(**marks):
    return Ratings.of({(applicant, rater): mark for rater, row in marks.items() for applicant, mark in row.items()})


def test_severity_is_the_median_distance_from_the_others():
    led = criterion(ann={"a": 2, "b": 3, "c": 1}, bob={"a": 3, "b": 4, "c": 5}, cat={"a": 3, "b": 4})
    ann, bob, cat = pictures({"led": led})
    assert (ann.severity, bob.severity, cat.severity) == (-1, 0.5, 0.5)  # ann: -1 -1 -4; bob: .5 .5 4; cat: .5 .5
    assert (ann.marks, ann.shared, cat.shared, cat.applicants) == (3, 3, 2, 2)
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


@pytest.mark.parametrize(("shared", "expected"), [(9, False), (10, True)])
def test_enough_is_shared_with_ten_applicants_however_many_criteria_there_are(shared, expected):
    marks = criterion(ann={f"a{n}": 2 for n in range(shared)}, bob={f"a{n}": 3 for n in range(shared)})
    ann, _bob = pictures({"led": marks, "why": marks})
    assert (ann.shared, ann.applicants, ann.is_known_enough) == (2 * shared, shared, expected)
