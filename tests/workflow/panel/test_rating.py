"""The rater's side: benchmark answers first, lines and notes, and the applicant's own profile after locking only."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from leadready.errors import LeadreadyError
from leadready.panel.benchmark import Agreed, Benchmark
from leadready.panel.calibration import compared, is_calibrated, severity, severity_beside_others
from leadready.workflow.panel import calibrating, office, rating
from leadready.workflow.panel.setting_up import Settings, draft
from tests.workflow.panel.test_round import ASSESSMENT, PEOPLE, RECOVERY_KEY, SETTINGS, Round

BENCHMARKS = {
    name: Benchmark(evidence=prompt, text=f"Text of {name}.", agreed={prompt: Agreed(mark=mark, why="As agreed.")})
    for name, prompt, mark in (("first", "led-change", 4), ("second", "setback", 2))
}
ASKED = {"benchmarks": BENCHMARKS, "profile_shown": True, "self_report_score": ("development", "knowledge")}


def settings(**changes):
    return Settings(**{**SETTINGS.model_dump(), **changes})


@pytest.fixture
def made(tmp_path):
    """Three have applied, and everyone has the names and the benchmark answers."""
    found = Round(tmp_path, settings(**ASKED))
    for person in ("Jo One", "Sam Two", "Alex Three"):
        found.apply(person)
    found.receive()
    office.release_names(found.lea)
    for name in ("ann", "bob", "cat"):
        found.declare(name)
    office.assign(found.lea)
    for name in ("ann", "bob", "cat"):
        found.send(name)
    yield found
    found.close()


def calibrate(panel, first=3, second=3):
    calibrating.calibrate(panel, "first", "led-change", first, "So.")
    calibrating.calibrate(panel, "second", "setback", second, "So.")


def test_the_public_file_holds_no_benchmark_and_nobody_but_the_office_opens_them(made):
    for words in ("Text of first", "As agreed"):
        assert words not in made.signed
    assert set(made.campaign.benchmarks) == {"first", "second"}
    assert set(made.lea.view.benchmarks) == {"first", "second"}
    assert calibrating.benchmark_statements(made.lea) == []


def test_applications_are_marked_only_after_all_benchmark_answers(made):
    ann = made.panels["ann"]
    reference = rating.to_rate(ann, "led-change")[0]
    with pytest.raises(LeadreadyError, match="The benchmark answers come first"):
        rating.rate(ann, reference, "led-change", 3, "")
    calibrating.calibrate(ann, "first", "led-change", 3, "")
    with pytest.raises(LeadreadyError, match="The benchmark answers come first"):
        rating.rate(ann, reference, "led-change", 3, "")
    calibrating.calibrate(ann, "second", "setback", 3, "")
    rating.rate(ann, reference, "led-change", 3, "")
    assert ann.view.marks[reference, "ann", "led-change"].mark == 3


def test_benchmark_marks_have_the_same_rules_and_are_final_once_the_agreed_ones_are_seen(made):
    ann = made.panels["ann"]
    for id_, criterion, mark, why, complaint in (
        ("third", "led-change", 3, "", "no benchmark answer “third”"),
        ("first", "setback", 3, "", "no benchmark answer “first” to mark on “setback”"),
        ("first", "led-change", 5, " ", "need a reason"),
        ("first", "led-change", 9, "x", "9 is no mark"),
    ):
        with pytest.raises(LeadreadyError, match=complaint):
            calibrating.calibrate(ann, id_, criterion, mark, why)
    with pytest.raises(LeadreadyError, match="Mark the benchmark answer “first” first"):
        calibrating.discuss(ann, "first", "x")
    calibrate(ann)
    with pytest.raises(LeadreadyError, match="yours stay as they are"):
        calibrating.calibrate(ann, "first", "led-change", 4, "")
    calibrating.discuss(ann, "first", " I missed the measure. ")
    made.hand_in("ann")
    assert made.lea.view.discussed == {("first", "ann"): "I missed the measure."}


def test_severity_is_against_the_agreed_marks_and_at_the_lead_against_the_others(made):
    calibrate(made.panels["ann"], 3, 1)
    calibrate(made.panels["bob"], 5, 2)
    assert severity(compared(made.panels["ann"].view, "ann")) == -1  # (3-4 + 1-2) / 2
    assert severity_beside_others(compared(made.panels["ann"].view, "ann")) is None
    made.hand_in("ann")
    made.hand_in("bob")
    view = made.lea.view
    assert severity(compared(view, "bob")) == Fraction(1, 2)  # (5-4 + 2-2) / 2
    assert severity_beside_others(compared(view, "bob")) == Fraction(3, 2)  # (5-3 + 2-1) / 2
    assert not is_calibrated(view, "cat")
    # Another rater's marks travel to the lead only.
    made.send("cat")
    assert made.panels["cat"].view.calibrated == {}


def test_a_benchmark_that_judges_nothing_keeps_a_draft_from_being_made():
    people = {"lea": (PEOPLE["lea"].card, ("lead",)), "ann": (PEOPLE["ann"].card, ("rater",)), "bob": (PEOPLE["bob"].card, ("rater",))}  # fmt: skip
    wrong = Benchmark(evidence="fame", text="T", agreed={"led-change": Agreed(mark=3, why="x")})
    with pytest.raises(LeadreadyError, match="The benchmark “b1” needs an agreed mark"):
        draft(settings(benchmarks={"b1": wrong}), ASSESSMENT, people, RECOVERY_KEY.card.seals)


def test_lines_are_as_many_as_the_criterion_has_and_travel_with_the_mark(made):
    ann = made.panels["ann"]
    calibrate(ann)
    reference = rating.to_rate(ann, "led-change")[0]
    asked = len(made.campaign.criteria["led-change"].lines)
    lines = (True, False, *[None] * (asked - 2))
    with pytest.raises(LeadreadyError, match=f"has {asked} yes-or-no lines, and {asked + 1} were answered"):
        rating.rate(ann, reference, "led-change", 3, "", [*lines, None])
    rating.rate(ann, reference, "led-change", 3, "", lines)
    made.hand_in("ann")
    assert made.lea.view.marks[reference, "ann", "led-change"].lines == lines


def test_a_private_note_stays_on_the_raters_laptop(made):
    ann = made.panels["ann"]
    calibrate(ann)
    reference = rating.to_rate(ann, "led-change")[0]
    rating.note(ann, reference, "led-change", "Ask about the denominator.")
    rating.note(ann, reference, "led-change", "Ask about the denominator!")
    before = len(ann.log.records)
    rating.note(ann, reference, "led-change", "Ask about the denominator!")
    assert len(ann.log.records) == before
    assert ann.view.notes == {(reference, "ann", "led-change"): "Ask about the denominator!"}
    made.hand_in("ann")
    assert "denominator" not in repr(made.lea.log.records)
    # What comes back from the lead takes nothing away.
    made.send("ann")
    assert ann.view.notes == {(reference, "ann", "led-change"): "Ask about the denominator!"}
    with pytest.raises(LeadreadyError, match="not yours to mark"):
        rating.note(ann, "ZZZZZZ", "led-change", "x")


def rate_and_lock(panel):
    for reference in rating.to_rate(panel, "led-change"):
        for criterion in panel.campaign.criteria:
            rating.rate(panel, reference, criterion, 3, "")
        rating.lock(panel, reference)


def payloads(panel, kind):
    return [record for record in panel.log.records.values() if record.kind == kind and record.payload is not None]


def test_the_profile_is_seen_after_ones_own_lock_and_never_before(made):
    ann = made.panels["ann"]
    calibrate(ann)
    mine = rating.to_rate(ann, "led-change")
    assert payloads(ann, "profile") == []
    rate_and_lock(ann)
    made.send("ann")
    # The office does not know of the lock yet, so nothing has come.
    assert payloads(ann, "profile") == []
    assert [rating.profile(ann, reference) for reference in mine] == [None] * len(mine)
    made.hand_in("ann")
    made.send("ann")
    assert sorted(record.about for record in payloads(ann, "profile")) == sorted(mine)
    # Two of six items are right.
    assert {rating.profile(ann, reference) for reference in mine} == {Fraction(100, 3)}
    # Somebody else who rates the same, and has not locked, gets none.
    made.send("bob")
    assert payloads(made.panels["bob"], "profile") == []


@pytest.mark.parametrize("when", ["named", "assigned", "marked", "locked"])
def test_no_identity_and_no_profile_is_reachable_from_a_raters_laptop(made, when):
    """P11, whatever the rater has done: no name stands with a code, and no profile comes before the lock."""
    ann = made.panels["ann"]
    if when in {"marked", "locked"}:
        calibrate(ann)
        for reference in rating.to_rate(ann, "led-change"):
            rating.rate(ann, reference, "led-change", 3, "")
    if when == "locked":
        rate_and_lock(ann)
    made.hand_in("ann")
    made.send("ann")
    locked = {reference for reference, member in ann.view.locked if member == "ann"}
    assert bool(locked) == (when == "locked")
    for record in ann.log.records.values():
        if record.payload is None:
            continue
        text = json.dumps(record.payload)
        assert record.kind not in {"private", "responses", "exercises", "received", "gate", "decided", "reserve"}
        assert record.kind != "profile" or record.about in locked
        names = [one for one in ("Jo", "Sam", "Alex") if one in text]
        assert not names or record.kind == "named"
        if record.kind == "named":
            assert record.about not in made.lea.view.applicants
    assert ann.view.applicants == {}
