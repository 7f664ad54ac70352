"""Gates that the office confirms, adjustments, and contradictions that a person settles."""

from __future__ import annotations

import pytest

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.keys import Keys
from leadready.exchange.signing import SigningKey
from leadready.panel.kinds import Moderated
from leadready.panel.record import Statement
from leadready.workflow.panel import members, office, settling
from leadready.workflow.panel.panel import begin_panel
from tests.workflow.panel.test_round import PEOPLE, Round, rated

EVE = Keys.new("Eve")


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def test_the_office_confirms_a_gate_for_a_reason_and_a_new_file_asks_again(made):
    key = SigningKey.new()
    made.apply("Jo One", key=key)
    made.receive()
    jo = made.reference_of("Jo One")
    said = made.lea.view.applicants[jo].gates["time"]
    assert (said.passed, said.confirmed) == (True, False)
    for why in ("", "  "):
        with pytest.raises(LeadreadyError, match="needs a reason"):
            office.confirm_gate(made.lea, jo, "time", passed=False, why=why)
    with pytest.raises(LeadreadyError, match="no gate “sponsor”"):
        office.confirm_gate(made.lea, jo, "sponsor", passed=True, why="x")
    with pytest.raises(LeadreadyError, match="no application ZZZZZZ"):
        office.confirm_gate(made.lea, "ZZZZZZ", "time", passed=True, why="x")
    office.confirm_gate(made.lea, jo, "time", passed=False, why="The sponsor gives a tenth only.")
    office.confirm_gate(made.lea, jo, "time", passed=True, why="The sponsor wrote again.")
    said = made.lea.view.applicants[jo].gates["time"]
    assert (said.passed, said.confirmed, said.why) == (True, True, "The sponsor wrote again.")
    assert not made.lea.view.standing.conflicts
    # The applicant says something else: what was confirmed does not cover that.
    made.receive(made.apply("Jo One", key=key, number=2, share="0.1"))
    said = made.lea.view.applicants[jo].gates["time"]
    assert (said.passed, said.confirmed) == (False, False)


def test_adjustments_stay_with_a_new_file_and_no_rater_is_given_them(made):
    key = SigningKey.new()
    made.apply("Jo One", key=key)
    made.apply("Sam Two")
    made.receive()
    jo = made.reference_of("Jo One")
    office.adjust(made.lea, jo, "Twice the words, Braille paper.")
    made.receive(made.apply("Jo One", key=key, number=2))
    assert made.lea.view.applicants[jo].private.adjustments == "Twice the words, Braille paper."
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)
    for name in ("ann", "bob", "cat"):
        made.send(name)
        assert "Braille" not in repr(made.panels[name].log.records)
        held = b"".join(path.read_bytes() for path in (made.folder / name).iterdir() if path.is_file())
        assert b"Braille" not in held
    with pytest.raises(LeadreadyError, match="no application"):
        office.adjust(made.lea, "ZZZZZZ", "x")


def test_what_is_erased_is_not_corrected_any_more_and_erased_once(made):
    made.apply("Jo One")
    made.receive()
    jo = made.reference_of("Jo One")
    for person, why in (("", "x"), ("Lea", " ")):
        with pytest.raises(LeadreadyError, match="name of who decides, and a reason"):
            office.erase(made.lea, jo, person, why)
    office.erase(made.lea, jo, "Lea", "Asked for.")
    records = len(made.lea.log.records)
    office.erase(made.lea, jo, "Lea", "Asked for.")
    assert len(made.lea.log.records) == records
    assert made.lea.view.applicants[jo].is_erased
    for act in (lambda: office.adjust(made.lea, jo, "x"), lambda: office.confirm_gate(made.lea, jo, "time", passed=True, why="x")):  # fmt: skip
        with pytest.raises(LeadreadyError, match="was erased"):
            act()


def contradicted(made):
    """Two leads settle one mark without knowing of each other; gives the code of the application."""
    rated(made)
    members.join(made.lea, EVE.card, "eve", ["lead"], "A second lead.")
    eve = made.panels["eve"] = begin_panel(made.signed, "a", EVE, made.folder / "eve", lambda: made.moment)
    made.send("eve")
    jo = made.reference_of("Jo One")
    office.moderate(made.lea, jo, "led-change", 4, "Lea's view.", ["Lea"])
    office.moderate(eve, jo, "led-change", 2, "Eve's view.", ["Eve"])
    sealed = office.pack(eve, eve.view.members["lea"])
    made.lea.take(open_bundle(sealed, PEOPLE["lea"].identity, made.campaign.id, "e"), "e")
    return jo


def test_two_that_contradict_each_other_are_both_shown_and_neither_counts(made):
    jo = contradicted(made)
    assert (jo, "led-change") not in made.lea.view.moderated
    [one] = settling.contradictions(made.lea)
    assert one.topic == ("moderated", jo, "led-change", "")
    assert one.settled_by == ""
    assert {(side.by, side.said["mark"]) for side in one.sides} == {("Lea", 4), ("Eve", 2)}
    assert all("salt" not in side.said for side in one.sides)


def test_one_of_them_is_chosen(made):
    jo = contradicted(made)
    [one] = settling.contradictions(made.lea)
    eves = next(side for side in one.sides if side.by == "Eve")
    for wrong in ("", "zz", "0" * 64):
        with pytest.raises(LeadreadyError, match="No single record"):
            settling.choose(made.lea, wrong)
    settling.choose(made.lea, eves.id[:12])
    assert made.lea.view.moderated[jo, "led-change"].mark == 2
    assert settling.contradictions(made.lea) == ()
    with pytest.raises(LeadreadyError, match="nothing to settle"):
        settling.settle(made.lea, one.topic, eves.said)


def test_or_it_is_said_anew(made):
    jo = contradicted(made)
    [one] = settling.contradictions(made.lea)
    with pytest.raises(LeadreadyError, match="not as it may be said: mark"):
        settling.settle(made.lea, one.topic, {"mark": "three", "why": "x", "people": ["Lea"]})
    said = Moderated(mark=3, why="Both together.", people=("Lea", "Eve"))
    settling.settle(made.lea, one.topic, said.model_dump(mode="json"))
    assert made.lea.view.moderated[jo, "led-change"] == said
    # What anyone says of it in the ordinary way settles it as well.
    assert settling.contradictions(made.lea) == ()


def test_only_who_wrote_it_settles_what_is_their_own_word(made):
    rated(made)
    jo = made.reference_of("Jo One")
    bob = made.panels["bob"]
    criterion = "led-change"
    made.lea.say([office.statement(made.lea.view, office.Assigned(on=True), "Q", "bob")])
    bob.say([Statement("calibrated", {"mark": mark}, "B1", criterion) for mark in (2, 3)])
    made.hand_in("bob")
    [one] = [each for each in settling.contradictions(made.lea) if each.topic[0] == "calibrated"]
    assert one.settled_by == "Bob"
    with pytest.raises(LeadreadyError, match="You may not settle this"):
        settling.settle(made.lea, one.topic, {"mark": 2})
    settling.settle(bob, one.topic, {"mark": 2})
    made.hand_in("bob")
    assert settling.contradictions(made.lea) == ()
    assert jo


def test_a_contradiction_whose_words_are_withheld_is_said_anew_only(made):
    rated(made)
    jo = made.reference_of("Jo One")
    made.lea.say([Statement("decided", {"outcome": "offered", "person": "L", "why": "x"}, jo) for _time in range(2)])
    bob = made.panels["bob"]
    made.send("bob")
    [one] = [each for each in settling.contradictions(bob) if each.topic[0] == "decided"]
    assert {side.said for side in one.sides} == {None}
    with pytest.raises(LeadreadyError, match="is not here"):
        settling.choose(bob, one.sides[0].id)


def test_the_office_is_told_that_a_few_late_names_lead_to_their_answers(made):
    """A rater with two packs sees one new name and one new answer; nothing can hide that these belong together."""
    assert office.few_names_words(made.lea.view) == ""
    for number in range(3):
        made.apply(f"Person {number}")
    made.receive()
    assert office.few_names_words(made.lea.view) == ""  # nobody has any names yet
    office.release_names(made.lea)
    assert office.few_names_words(made.lea.view) == ""
    for number in range(4):
        made.apply(f"Late {number}")
    made.receive()
    assert office.few_names_words(made.lea.view).startswith("So few names at once lead to their answers")
    made.apply("Late 5")
    made.receive()
    assert office.few_names_words(made.lea.view) == ""
