"""Everything about one applicant, and nothing about anybody else."""

from __future__ import annotations

from dataclasses import fields

import pytest

from leadready.panel.contest import contest
from tests.report.rounds import MARKS, whole_round

CODE = "C4N9TV"


def found(made=None, code=CODE):
    made = made or whole_round(name="Zebedee Quux-{code}")
    return contest(made.view(), made.log(), code)


def test_own_words_marks_moderation_and_outcome_are_all_there():
    one = found()
    assert (one.name, one.reached_at) == ("Zebedee Quux-C4N9TV", "c4n9tv@example.org")
    assert [(answer.asked, answer.sent, answer.read, answer.hidden) for answer in one.answers] == [
        ("Leading a change", "What was said.", "What was said.", 1),
        ("Why lead", "", None, 0),
    ]
    assert sorted((mark.criterion, mark.mark) for mark in one.marks) == [
        ("Leading a change", 2),
        ("Leading a change", 4),
        ("Why lead", 3),
        ("Why lead", 3),
    ]
    assert all(mark.counts for mark in one.marks)
    (settled,) = one.settled
    assert (settled.criterion, settled.mark, settled.people) == ("Leading a change", 3, 2)
    assert one.outcome is not None
    assert (one.outcome.outcome, one.outcome.person) == ("reserve", "Dr Lea Lead")
    # Own name stays in what was said of oneself.
    assert one.outcome.why == "What was said. Zebedee Quux-C4N9TV was best."
    assert (one.rank, one.ranked) == (6, 11)
    assert one.gates[0].note == "What was said."


def test_raters_have_numbers_that_say_nothing_of_who_they_are():
    made = whole_round()
    said = {"mark": 2, "why": "I, Ann, agree with Bob; Cat does not."}
    made.write("ann", "rated", said, about="M5X2GB", part="led")
    one = found(made, "M5X2GB")
    (mark,) = one.marks
    assert mark.rater == "Rater 1"
    assert not mark.counts
    assert mark.why == "I, Rater 1, agree with a member of the panel; a member of the panel does not."
    numbers = {code: {mark.rater for mark in found(made, code).marks} for code in MARKS}
    assert all(labels == {"Rater 1", "Rater 2"} for labels in numbers.values())


def test_nobody_else_is_in_it():
    made = whole_round(name="Zebedee Quux-{code}")
    said = {"outcome": "reserve", "person": "ann", "why": "Behind Zebedee Quux-A2K7QX, says Bob.", "considered": ""}
    made.write("lea", "decided", said, about="L4W9FC")
    one = found(made, "L4W9FC")
    assert one.outcome is not None
    assert one.outcome.person == ""
    assert one.outcome.why.startswith("Behind [another applicant], says ")
    words = " ".join(str(getattr(one, field.name)) for field in fields(one) if field.name != "campaign")
    others = [code for code in (*MARKS, "M5X2GB") if code != "L4W9FC"]
    assert not [code for code in others if code in words]
    assert not [name for name in ("Ann", "Bob", "Cat", "'ann'", "'bob'", "'cat'") if name in words]


def test_the_trail_has_every_record_about_them_in_order_and_says_what_was_replaced():
    made = whole_round()
    first = made.write("lea", "gate", {"passed": False}, about=CODE, part="sponsor")
    view, log = made.view(), made.log()
    one = contest(view, log, CODE)
    about = {id_ for id_, record in log.records.items() if record.about in {CODE, f"N-{CODE}"}}
    assert {entry.record for entry in one.trail} == about
    clocks = [log.records[entry.record].clock for entry in one.trail]
    assert clocks == sorted(clocks)
    # Two contradict each other: neither stands.
    gates = [entry for entry in one.trail if entry.kind == "gate"]
    assert [entry.stands for entry in gates] == [False, False]
    assert {entry.part for entry in gates} == {"A sponsor"}
    assert {entry.by for entry in one.trail} == {"the office", "Rater 1", "Rater 2"}
    assert first.kind == "gate"


def test_what_is_withheld_is_named_with_its_reason():
    words = " ".join(found().withheld)
    assert "Who the raters are" in words
    assert "Everything about other applicants" in words
    assert "Who was in the talk" in words


def test_of_somebody_unknown_there_is_nothing():
    with pytest.raises(KeyError):
        found(code="NOBODY")
