"""What a report rests on, worked by hand, and without a name in it."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

from leadready.panel.round_summary import marks_agreement, round_summary
from tests.panel.rounds import Round
from tests.report.rounds import whole_round


def test_stages_are_counted_one_by_one():
    stages = round_summary(whole_round().view()).stages
    assert (stages.received, stages.late, stages.eligible, stages.marked) == (12, 0, 11, 11)
    assert stages.outcomes == {"offered": 3, "reserve": 1, "not-appointed": 1, "withdrawn": 0, "ineligible": 0}
    assert (stages.undecided, stages.erased) == (7, 0)
    # Two places; the second total is B3M8RW's: evidence (3 · 75 + 87.5) / 4 = 78.125, at 90 %, and 6 of self-report.
    found = round_summary(whole_round().view())
    assert found.line == Fraction(625, 8) * 9 / 10 + 6
    assert found.above == {"A2K7QX", "B3M8RW"}
    assert found.marks["led"] == {1: 2, 2: 5, 3: 9, 4: 4, 5: 2}


def test_agreement_goes_by_the_marks_before_any_moderation():
    made = whole_round()
    before = marks_agreement(made.view())
    made.moderate("K3V8ED", "led", 5)
    assert marks_agreement(made.view()) == before
    assert before is not None
    led = before.criteria[0]
    assert (led.applicants, led.compared, led.exact, led.within_one) == (11, 11, 7, 10)


def test_the_names_of_applicants_are_nowhere_in_it():
    made = whole_round(name="Zebedee Quux-{code}")
    made.write(
        "lea", "received", {"submission": "c" * 64, "installation": "c" * 64, "at": "2027-01-15T10:00:00Z"}, about="E1"
    )
    said = {
        "outcome": "reserve",
        "person": "Dr Lea Lead",
        "why": "Better than Zebedee Quux-K3V8ED.",
        "considered": "Zebedee",
    }
    made.write("lea", "decided", said, about="L4W9FC")
    found = round_summary(made.view())
    words = " ".join(str(getattr(found, field.name)) for field in fields(found))
    assert "Quux" not in words
    assert "Zebedee" not in words
    assert found.decisions["L4W9FC"].why == "Better than [name]."
    assert found.settled["C4N9TV", "led"].why == "What was said. [name] was discussed."


def test_who_decided_is_readable_though_an_applicant_is_called_the_same():
    made = whole_round(name="Lea {code}")
    found = round_summary(made.view())
    assert found.decisions["A2K7QX"].person == "Dr Lea Lead"
    assert found.decisions["A2K7QX"].why == "What was said. [name] was best."


def test_a_round_in_which_nothing_has_happened_has_a_summary():
    found = round_summary(Round().view())
    assert (found.stages.received, found.agreement, found.line, found.places) == (0, None, None, ())
