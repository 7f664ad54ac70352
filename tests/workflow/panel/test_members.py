"""People join, leave, are replaced and come back, and nothing that counted is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.keys import Keys
from leadready.instrument.problems import ProblemsFound
from leadready.panel.kinds import Assigned
from leadready.workflow.panel import members, office, rating
from leadready.workflow.panel.panel import begin_panel
from tests.workflow.panel.test_round import PEOPLE, Round, rated

LATE = {name: Keys.new(name.title()) for name in ("dan", "eve", "fay")}


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def seat(made, name, keys):
    """Gives somebody who came late a laptop."""
    made.panels[name] = begin_panel(made.signed, "a", keys, made.folder / name, lambda: made.moment)
    return made.panels[name]


def test_a_late_rater_declares_is_assigned_marks_and_counts(made):
    made.apply("Jo One")
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob"):
        made.declare(name, Jo="managed")
    made.declare("cat")
    with pytest.raises(LeadreadyError, match="Too few raters"):
        office.assign(made.lea)
    assert members.join(made.lea, LATE["dan"].card, "dan", ["rater"], "Ann and Bob know the applicant.") == ""
    dan = seat(made, "dan", LATE["dan"])
    with pytest.raises(LeadreadyError, match="no part in this campaign"):
        _ = dan.me
    made.declare("dan")
    assert dan.me.name == "Dan"
    assert office.assign(made.lea) == 2
    jo = made.reference_of("Jo One")
    assert made.lea.view.assigned == {(jo, "cat"), (jo, "dan")}
    for name in ("cat", "dan"):
        made.rate_all(name, lambda _reference: 4)
    assert {member for _reference, member, _criterion in made.lea.view.locked_marks()} == {"cat", "dan"}


def test_what_a_late_member_locked_stays_when_they_leave_again(made):
    rated(made)
    members.join(made.lea, LATE["dan"].card, "dan", ["rater"], "One more.")
    seat(made, "dan", LATE["dan"])
    made.declare("dan")
    jo = made.reference_of("Jo One")
    made.lea.say([office.statement(made.lea.view, Assigned(on=True), jo, "dan")])
    made.rate_all("dan", lambda _reference: 2)
    before = made.lea.view.locked_marks()
    assert (jo, "dan", "led-change") in before
    members.retire(made.lea, "dan", "A new post.")
    assert made.lea.view.left == {"dan"}
    assert made.lea.view.members["dan"].name == "Dan"
    assert made.lea.view.locked_marks() == before
    assert not made.lea.view.may_be_assigned(made.reference_of("Sam Two"), "dan")


def test_who_lost_a_key_is_replaced_by_themselves_and_open_work_moves(made):
    rated(made)
    made.apply("Lee Five")
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)
    lee = made.reference_of("Lee Five")
    reader = min(member for reference, member in made.lea.view.assigned if reference == lee)
    other = max(member for reference, member in made.lea.view.assigned if reference == lee)
    locked = made.lea.view.locked_marks()
    assert members.replace_member(made.lea, reader, LATE["dan"].card, f"{reader}-2", "The laptop is lost.") == ""
    view = made.lea.view
    assert view.left == {reader}
    assert view.members[f"{reader}-2"].roles == ("rater",)
    assert view.locked_marks() == locked
    seat(made, f"{reader}-2", LATE["dan"])
    made.declare(f"{reader}-2")
    office.assign(made.lea)
    now_reading = {member for reference, member in made.lea.view.assigned if reference == lee}
    assert other in now_reading
    assert reader not in now_reading
    assert len(now_reading) == 2
    assert made.lea.view.locked_marks() == locked
    # The old key writes nothing more, and the new one does.
    rating.declare(made.panels[reader], dict.fromkeys(list(made.panels[reader].view.names)[:1], "personal"))
    with pytest.raises(ProblemsFound, match="left-panel"):
        made.hand_in(reader)
    for name in now_reading:
        panel = made.panels[name]
        made.send(name)
        for criterion in made.campaign.criteria:
            rating.rate(panel, lee, criterion, 3, "")
        rating.lock(panel, lee)
        made.hand_in(name)
    assert {member for reference, member in made.lea.view.locked if reference == lee} == now_reading


def test_who_has_left_gets_no_pack_and_opens_nothing_that_is_handed_in_later(made):
    rated(made)
    members.join(made.lea, LATE["eve"].card, "eve", ["lead"], "Chairs the day.")
    seat(made, "eve", LATE["eve"])
    made.send("eve")
    made.send("ann")
    handed = rating.hand_in(made.panels["ann"])
    assert open_bundle(handed, LATE["eve"].identity, made.campaign.id, "x").records
    members.retire(made.lea, "eve", "A new post.")
    with pytest.raises(LeadreadyError, match="Eve has left the panel"):
        made.send("eve")
    made.send("ann")
    with pytest.raises(ProblemsFound, match="sealed-for-others"):
        open_bundle(rating.hand_in(made.panels["ann"]), LATE["eve"].identity, made.campaign.id, "x")


def test_a_private_note_of_a_lead_who_rates_stays_on_their_computer(tmp_path):
    """Another lead gets the whole log; a rater's own hand-in never had the notes in it."""
    made = Round(tmp_path, both=True)
    try:
        made.apply("Jo One")
        made.receive()
        office.release_names(made.lea)
        made.declare("ann")
        rating.declare(made.lea, dict.fromkeys(rating.undeclared(made.lea), "none"))
        office.assign(made.lea)
        jo = made.reference_of("Jo One")
        rating.note(made.lea, jo, "led-change", "A thought of my own.")
        members.join(made.lea, LATE["eve"].card, "eve", ["lead"], "Chairs the day.")
        eve = seat(made, "eve", LATE["eve"])
        made.send("eve")
        assert eve.view.applicants[jo].private.name == "Jo One"
        assert not [one for one in eve.log.records.values() if one.kind == "note" and one.payload]
        assert eve.view.standing.sifted.pending == frozenset()
    finally:
        made.close()


def test_who_left_is_let_in_again_with_the_same_key(made):
    rated(made)
    members.retire(made.lea, "cat", "On leave.")
    made.apply("Lee Five")
    made.receive()
    office.release_names(made.lea)
    with pytest.raises(LeadreadyError, match="Ann has not left"):
        members.let_in_again(made.lea, "ann", "A mistake.")
    members.let_in_again(made.lea, "cat", "Back from leave.")
    assert made.lea.view.left == frozenset()
    made.declare("cat")
    lee = made.reference_of("Lee Five")
    assert made.lea.view.may_be_assigned(lee, "cat")


def test_a_late_administrator_opens_no_earlier_file_is_told_so_and_gets_the_records_by_bundle(made):
    rated(made)
    said = members.join(made.lea, LATE["eve"].card, "eve", ["administrator"], "Lea goes on leave.")
    assert said.startswith("Eve cannot open the applications themselves")
    assert members.late_note(made.lea, made.lea.view.members["lea"]) == ""
    sealed = min(made.inbox.iterdir()).read_bytes()
    from leadready.exchange.submission_file import open_submission

    with pytest.raises(ProblemsFound, match="sealed-for-others"):
        open_submission(sealed, LATE["eve"].identity, made.campaign, "a")
    eve = seat(made, "eve", LATE["eve"])
    made.send("eve")
    assert eve.view.applicants == made.lea.view.applicants
    assert eve.view.locked_marks() == made.lea.view.locked_marks()
    # They work for the office from then on; people and erasure stay with those who led at the beginning.
    jo = made.reference_of("Jo One")
    office.confirm_gate(eve, jo, "time", passed=False, why="The sponsor says no.")
    for act in (
        lambda: members.join(eve, LATE["fay"].card, "fay", ["rater"], "x"),
        lambda: members.retire(eve, "ann", "x"),
        lambda: office.erase(eve, jo, "Eve", "x"),
    ):
        with pytest.raises(LeadreadyError, match="Only those who led"):
            act()
    made.lea.take(
        open_bundle(office.pack(eve, eve.view.members["lea"]), PEOPLE["lea"].identity, made.campaign.id, "e"), "e"
    )
    assert made.lea.view.applicants[jo].gates["time"].why == "The sponsor says no."


@pytest.mark.parametrize(
    ("keys", "id_", "roles", "why", "words"),
    [
        ("dan", "ann", ["rater"], "x", "The id “ann” is Ann's"),
        ("dan", "Dan!", ["rater"], "x", "“Dan!” is no id"),
        ("dan", "d" * 61, ["rater"], "x", "is no id"),
        ("ann", "ann-2", ["rater"], "x", "This card has the key of Ann"),
        ("dan", "dan", [], "x", "A member needs a role"),
        ("dan", "dan", ["rater"], "  ", "This needs a reason"),
    ],
)
def test_who_cannot_join_is_told_why(made, keys, id_, roles, why, words):
    card = (LATE | PEOPLE)[keys].card
    with pytest.raises(LeadreadyError, match=words):
        members.join(made.lea, card, id_, roles, why)
    assert set(made.lea.view.members) == {"lea", "ann", "bob", "cat"}


def test_neither_the_recovery_key_nor_the_last_lead(made):
    from tests.workflow.panel.test_round import RECOVERY_KEY

    with pytest.raises(LeadreadyError, match="recovery key"):
        members.join(made.lea, RECOVERY_KEY.card, "rec", ["rater"], "x")
    with pytest.raises(LeadreadyError, match="Lea is the last who leads"):
        members.retire(made.lea, "lea", "Tired.")
    with pytest.raises(LeadreadyError, match="There is no member “zoe”"):
        members.retire(made.lea, "zoe", "x")


def test_a_record_cannot_give_somebody_elses_key_to_a_new_id(made):
    from leadready.panel.kinds import Joined

    card = PEOPLE["ann"].card
    said = Joined(active=True, name="Ann", roles=("lead",), signs=card.signs, seals=card.seals)
    made.lea.say([office.statement(made.lea.view, said, "", "ann-2")])
    assert "ann-2" not in made.lea.view.members
    assert made.lea.view.members["ann"].roles == ("rater",)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(["join", "leave", "back", "replace", "assign"]), st.integers(0, 9)), max_size=7)
)
def test_whoever_comes_and_goes_no_locked_mark_is_lost_and_nobody_rates_who_left(doings):
    """P7: in any order of joining, leaving, replacing and coming back, what is locked stays and nothing is stuck."""
    with tempfile.TemporaryDirectory() as folder:
        made = rated(Round(Path(folder)))
        try:
            _come_and_go(made, doings)
        finally:
            made.close()


def _come_and_go(made, doings):
    locked, spare = made.lea.view.locked_marks(), [f"new-{n}" for n in range(len(doings))]
    for doing, number in doings:
        _do(made.lea, doing, number, spare)
        assert made.lea.view.locked_marks() == locked
        assert not made.lea.view.standing.conflicts
    while len(office.raters(made.lea.view)) < 2:
        members.join(made.lea, Keys.new("Late").card, f"end-{len(made.lea.view.members)}", ["rater"], "x")
    office.assign(made.lea, partly=True)
    view = made.lea.view
    for reference, member in view.assigned:
        assert (reference, member) in view.locked or member not in view.left
    # Whatever was locked still makes up each application's marks: nothing is left to assign.
    assert office.shortfalls(view) == ()


def _do(lea, doing, number, spare):
    able, gone = sorted(one.id for one in office.raters(lea.view)), sorted(lea.view.left)
    if doing == "join":
        members.join(lea, Keys.new("Late").card, spare.pop(), ["rater"], "x")
    elif doing == "assign":
        office.assign(lea, partly=True)
    elif doing == "back" and gone:
        members.let_in_again(lea, gone[number % len(gone)], "x")
    elif doing == "replace" and able:
        members.replace_member(lea, able[number % len(able)], Keys.new("Late").card, spare.pop(), "x")
    elif doing == "leave" and able:
        members.retire(lea, able[number % len(able)], "x")


def test_who_joins_late_begins_with_the_leads_bundle_beside_the_campaign_file(made, tmp_path):
    from leadready.workflow.panel.shelf import Shelf, begin_round

    place, sent = Shelf(tmp_path / "rounds"), tmp_path / "sent"
    sent.mkdir()
    campaign = sent / "fellowship.lrcampaign"
    campaign.write_text(made.signed, encoding="utf-8")
    members.join(made.lea, LATE["dan"].card, "dan", ["rater"], "One more.")
    (sent / "to-ann.lrbundle").write_bytes(office.pack(made.lea, made.lea.view.members["ann"]))
    with pytest.raises(LeadreadyError, match="no part in this campaign") as refused:
        begin_round(place, campaign, LATE["dan"], lambda: made.moment)
    assert "beside the campaign file" in refused.value.advice
    assert not list(place.folder.glob("*/panel.db"))
    (sent / "to-dan.lrbundle").write_bytes(office.pack(made.lea, made.lea.view.members["dan"]))
    panel = begin_round(place, campaign, LATE["dan"], lambda: made.moment)
    assert panel.me.id == "dan"
    panel.close()
