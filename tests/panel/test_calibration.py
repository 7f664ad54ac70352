from __future__ import annotations

from fractions import Fraction

import pytest

from leadready.panel.benchmark import Agreed, Benchmark, benchmark_faults
from leadready.panel.calibration import compared, is_calibrated, is_marked, severity, severity_beside_others
from leadready.panel.severity_words import (
    against_agreed_words,
    against_others_words,
    difference_words,
    severity_words,
)
from tests.panel.rounds import KEYS, Round, benchmark, criterion, with_benchmarks

SET = {"b1": benchmark(4), "b2": benchmark(2)}


def made():
    found = Round(with_benchmarks(**SET))
    found.give(**SET)
    return found


def test_marks_stand_beside_the_agreed_ones_and_severity_is_their_mean_difference():
    found = made()
    for name, first, second in (("ann", 3, 1), ("bob", 5, 2), ("cat", 4, 3)):
        found.calibrate(name, "b1", first)
        found.calibrate(name, "b2", second)
    view = found.view()
    ann = compared(view, "ann")
    assert [(one.benchmark, one.mark, one.agreed, one.because, one.others) for one in ann] == [
        ("b1", 3, 4, "Why it is 4.", (5, 4)),
        ("b2", 1, 2, "Why it is 2.", (2, 3)),
    ]
    assert severity(ann) == -1  # (3-4 + 1-2) / 2
    assert severity_beside_others(ann) == Fraction(-3, 2)  # (3 - 4.5 + 1 - 2.5) / 2
    assert severity(compared(view, "bob")) == Fraction(1, 2)  # (5-4 + 2-2) / 2
    assert severity_beside_others(compared(view, "bob")) == Fraction(3, 4)  # (5 - 3.5 + 2 - 2) / 2


def test_only_who_has_marked_everything_is_calibrated_and_agreed_marks_are_of_what_was_marked():
    found = made()
    found.calibrate("ann", "b1", 3)
    view = found.view()
    assert is_marked(view, "ann", "b1")
    assert not is_calibrated(view, "ann")
    assert [one.benchmark for one in compared(view, "ann")] == ["b1"]
    assert compared(view, "bob") == ()
    assert severity(()) is severity_beside_others(compared(view, "ann")) is None
    found.calibrate("ann", "b2", 3)
    assert is_calibrated(found.view(), "ann")


def test_without_benchmarks_everyone_is_calibrated_and_before_they_have_come_nobody_is():
    assert is_calibrated(Round().view(), "ann")
    assert not is_calibrated(Round(with_benchmarks(**SET)).view(), "ann")


def test_a_benchmark_is_marked_only_with_every_criterion_that_judges_it():
    both = Benchmark(evidence="led", text="T", agreed={"led": Agreed(mark=3, why="x"), "why": Agreed(mark=2, why="x")})
    found = Round(with_benchmarks(b1=both))
    found.give(b1=both)
    found.calibrate("ann", "b1", 3)
    assert not is_marked(found.view(), "ann", "b1")
    found.calibrate("ann", "b1", 2, "why")
    assert [(one.criterion, one.mark - one.agreed) for one in compared(found.view(), "ann")] == [("led", 0), ("why", 0)]


def test_nothing_else_takes_the_place_of_a_published_benchmark():
    """Neither other words, nor what a rater says, nor one that the campaign does not name."""
    found = Round(with_benchmarks(**SET))
    found.give(b1=benchmark(5), b2=SET["b2"], b3=benchmark(3))
    payload = {"benchmark": SET["b1"].model_dump(mode="json"), "key": "e" * 64}
    found.write("ann", "benchmark", payload, about="b1")
    assert set(found.view().benchmarks) == {"b2"}


def test_two_leads_who_give_the_same_benchmarks_out_contradict_nobody():
    found = made()
    joined = {"active": True, "name": "Dan", "roles": ["lead"], "signs": KEYS["dan"], "seals": "age1" + "6" * 58}
    found.write("lea", "member", joined, part="dan")
    found.write("dan", "benchmark", {"benchmark": SET["b1"].model_dump(mode="json"), "key": "e" * 64}, about="b1")
    view = found.view()
    assert set(view.benchmarks) == {"b1", "b2"}
    assert not view.standing.conflicts


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (benchmark(3), None),
        (benchmark(6), "The benchmark “b1” has the mark 6 for “led”, which has no such mark."),
        (benchmark(3, criterion="fame"), "The benchmark “b1” needs an agreed mark for each of these criteria and no other: none."),
        (
            Benchmark(evidence="led", text="T", agreed={"why": Agreed(mark=3, why="x")}),
            "The benchmark “b1” needs an agreed mark for each of these criteria and no other: led.",
        ),
    ],
)  # fmt: skip
def test_each_fault_of_a_benchmark_is_said(one, sentence):
    criteria = {"led": criterion("Leading", "led"), "why": criterion("Why", "why")}
    assert list(benchmark_faults({"b1": one}, criteria)) == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("mean", "own", "agreed", "others"),
    [
        (Fraction(1, 21), "On average your marks are as high as the agreed ones.", "As high as the agreed marks, on average.", "As high as the other raters' marks, on average."),
        (Fraction(-1, 20), "On average your marks are 0.1 lower than the agreed ones: you are more severe.", "0.1 lower than the agreed marks, on average: more severe.", "0.1 lower than the other raters' marks, on average."),
        (Fraction(5, 4), "On average your marks are 1.3 higher than the agreed ones: you are more lenient.", "1.3 higher than the agreed marks, on average: more lenient.", "1.3 higher than the other raters' marks, on average."),
    ],
)  # fmt: skip
def test_severity_in_words(mean, own, agreed, others):
    assert (severity_words(mean), against_agreed_words(mean), against_others_words(mean)) == (own, agreed, others)


@pytest.mark.parametrize(
    ("difference", "words"),
    [(0, "The same mark."), (1, "1 mark higher than agreed."), (-2, "2 marks lower than agreed.")],
)
def test_one_difference_in_words(difference, words):
    assert difference_words(difference) == words
