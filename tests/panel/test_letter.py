"""What a letter rests on, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import sqrt

import pytest

from leadready.panel.campaign import Eligibility, Weights
from leadready.panel.letter import Anchored, ScorePart, digest, letters, state
from leadready.rubric.model import CutScore
from tests.panel.rounds import Round, campaign


def decided(made, reference, outcome="not-appointed", person="Lea"):
    made.write("lea", "decided", {"outcome": outcome, "person": person, "why": "A reason."}, about=reference)


def three_rated(made=None):
    """A1 has marks 4 5 (led) and 3 3 (why), B2 2 2 and 2 2, C3 5 5 and 5 5; two places."""
    made = made or Round()
    made.receive("A1", "B2", "C3")
    for name, reference, led, why in (
        ("ann", "A1", 4, 3),
        ("bob", "A1", 5, 3),
        ("ann", "B2", 2, 2),
        ("bob", "B2", 2, 2),
        ("bob", "C3", 5, 5),
        ("cat", "C3", 5, 5),
    ):
        made.rate(name, reference, led, why)
    return made


def test_own_marks_their_anchors_and_the_total_worked_by_hand():
    made = three_rated()
    decided(made, "A1", "offered")
    (letter,) = letters(made.view()).values()
    led, why = letter.questions
    assert (led.mark, led.scaled, led.raters, led.is_settled) == (Fraction(9, 2), Fraction(175, 2), 2, False)
    assert (led.reached, led.aim) == (Anchored(4, "Anchor 4"), Anchored(5, "Anchor 5"))
    assert (why.mark, why.scaled, why.reached, why.aim) == (
        3,
        50,
        Anchored(3, "Anchor 3"),
        Anchored(4, "Anchor 4"),
    )
    # Evidence: (3 · 87.5 + 1 · 50) / 4 = 78.125, and it is all that counts.
    assert letter.total == Fraction(625, 8)
    assert letter.parts == (ScorePart("evidence", Fraction(625, 8), Fraction(100)),)
    assert letter.parts[0].adds == letter.total
    # Two places: C3 has 100 and A1 the second; the line is A1's own total.
    assert (letter.line.at, letter.line.places, letter.is_above) == (Fraction(625, 8), 2, True)
    assert letter.strengths == (led,)
    assert letter.areas == (why, led)
    # Totals of raters: A1 (3·75+50)/4=68.75 and (300+50)/4=87.5: variance 175.78; the others agree. Pooled over 3: 58.59.
    assert float(letter.error) == pytest.approx(sqrt(Fraction(1875, 100) ** 2 / 2 / 3 / 2))


def test_what_the_panel_settled_on_takes_the_place_of_the_mean_and_is_said():
    made = three_rated()
    made.moderate("A1", "led", 5)
    decided(made, "A1")
    (letter,) = letters(made.view()).values()
    led, why = letter.questions
    assert (led.mark, led.is_settled, led.aim) == (5, True, None)
    assert letter.areas == (why,)
    assert letter.total == Fraction(175, 2)


def test_what_a_stronger_answer_shows_is_never_the_anchor_of_a_weak_one():
    made = three_rated()
    decided(made, "B2")
    (letter,) = letters(made.view()).values()
    # Both marks are 2 of 5; the middle of the scale is 3. A mark of 1 aims there as well, not at 2.
    assert [one.aim for one in letter.questions] == [Anchored(3, "Anchor 3")] * 2
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 1, 1)
    decided(made, "A1")
    (letter,) = letters(made.view()).values()
    assert [(one.mark, one.aim) for one in letter.questions] == [(1, Anchored(3, "Anchor 3"))] * 2


def test_an_undecided_or_erased_application_has_no_letter_and_an_unmarked_one_no_total():
    made = Round()
    made.receive("A1", "B2", "C3")
    made.rate("ann", "A1", 3, 3)
    decided(made, "B2", "ineligible")
    decided(made, "C3")
    made.write("lea", "erase", {"why": "Asked for.", "person": "Lea"}, about="C3")
    found = letters(made.view())
    assert list(found) == ["B2"]
    letter = found["B2"]
    assert letter.total is None
    assert [one.mark for one in letter.questions] == [None, None]
    assert (letter.strengths, letter.areas) == ((), ())
    assert not letter.is_above


def test_the_share_of_a_self_report_without_a_score_goes_to_the_evidence_and_its_reason_is_told():
    weights = Weights(
        evidence=Decimal(70), objective=Decimal(20), self_report=Decimal(10), reason="The board wants it."
    )
    made = three_rated(
        Round(
            campaign(
                weights=weights,
                objective_scores=("knowledge",),
                self_report_score=("selection", "x"),
                cut=CutScore(method="fixed", at=Decimal(60), decided="By the board, 2026."),
                gates={"sponsor": Eligibility(kind="sponsor", title="A sponsor", asks="Who?")},
            )
        )
    )
    made.write("lea", "exercises", {"objective": "50", "self_report": None}, about="A1")
    made.write("lea", "exercises", {"objective": "50", "self_report": "80"}, about="B2")
    made.write("lea", "gate", {"passed": True}, about="A1", part="sponsor")
    for reference in ("A1", "B2"):
        decided(made, reference)
    found = letters(made.view())
    assert [(one.kind, one.share) for one in found["A1"].parts] == [
        ("evidence", 80),
        ("exercises", 20),
        ("self-report", 0),
    ]
    assert found["A1"].total == sum(one.adds for one in found["A1"].parts) == Fraction(625, 8) * 8 / 10 + 10
    # B2: every mark 2 is 25 of 100.
    assert found["B2"].total == Fraction(25) * 7 / 10 + 10 + 8
    assert (found["B2"].line.at, found["B2"].line.decided) == (60, "By the board, 2026.")
    assert (found["A1"].is_above, found["B2"].is_above) == (True, False)
    assert found["A1"].reason == "The board wants it."
    assert [one.passed for one in found["A1"].gates] == [True]
    assert [one.passed for one in found["B2"].gates] == [None]


def test_no_rater_is_named_even_where_one_decided():
    made = three_rated()
    decided(made, "A1", person="ann")
    decided(made, "B2", person="Prof Chair")
    found = letters(made.view())
    assert (found["A1"].person, found["B2"].person) == ("", "Prof Chair")


def test_a_release_holds_for_the_letter_that_was_read_and_no_other():
    made = three_rated()
    decided(made, "A1", "offered")
    view = made.view()
    letter = letters(view)["A1"]
    assert state(view.applicants["A1"], None) == "undecided"
    assert state(view.applicants["A1"], letter) == "draft"
    made.write("lea", "released", {"person": "Lea", "letter": digest(letter)}, about="A1")
    assert state(made.view().applicants["A1"], letters(made.view())["A1"]) == "released"
    # Somebody else's mark moves the line that the letter gives, so it must be read again.
    made.moderate("C3", "led", 1)
    changed = made.view()
    assert letters(changed)["A1"].line != letter.line
    assert state(changed.applicants["A1"], letters(changed)["A1"]) == "changed"
    # A rater releases nothing.
    other = three_rated()
    decided(other, "A1", "offered")
    other.write("ann", "released", {"person": "Ann", "letter": digest(letter)}, about="A1")
    assert other.view().applicants["A1"].released is None


def test_whatever_changes_in_a_letter_changes_its_hash():
    made = three_rated()
    decided(made, "A1", "offered")
    letter = letters(made.view())["A1"]
    assert digest(letter) == digest(replace(letter))
    for other in (
        replace(letter, name="Somebody"),
        replace(letter, outcome="reserve"),
        replace(letter, total=Fraction(1)),
        replace(letter, questions=letter.questions[:1]),
        replace(letter, place=1),
    ):
        assert digest(other) != digest(letter)


def test_a_place_is_told_to_whom_the_outcome_puts_on_the_reserve_list_and_a_clock_while_an_offer_is_open():
    made = three_rated()
    decided(made, "A1", "reserve")
    decided(made, "B2", "offered")
    until = "2027-03-09T16:30:00Z"
    made.write("lea", "reserve", {"place": 1, "state": "held", "until": until}, about="A1")
    made.write("lea", "reserve", {"place": 2, "state": "offered", "until": until}, about="B2")
    found = letters(made.view())
    assert (found["A1"].place, found["A1"].until) == (1, until)
    assert (found["B2"].place, found["B2"].until) == (None, until)
    decided(made, "C3", "offered")
    made.write("lea", "reserve", {"place": 3, "state": "expired", "until": until}, about="C3")
    assert letters(made.view())["C3"].until == ""
