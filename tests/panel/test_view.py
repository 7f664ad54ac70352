from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadready.panel.kinds import KINDS, Rated
from leadready.panel.record import record_id
from leadready.panel.view import panel_view
from tests.panel.logs import head
from tests.panel.rounds import KEYS, Round


def test_marks_count_once_they_are_locked():
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 4, 3)
    made.rate("bob", "A1", 2, 3, lock=False)
    view = made.view()
    assert {key: mark.mark for key, mark in view.marks.items()} == {
        ("A1", "ann", "led"): 4, ("A1", "ann", "why"): 3, ("A1", "bob", "led"): 2, ("A1", "bob", "why"): 3,
    }  # fmt: skip
    assert set(view.locked_marks()) == {("A1", "ann", "led"), ("A1", "ann", "why")}


def test_a_mark_after_the_lock_neither_counts_nor_takes_the_earlier_ones_place():
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 4, 3)
    first = next(record for record in made.desks["ann"].chain if record.part == "led")
    made.write("ann", "rated", {"mark": 1}, about="A1", part="led", supersedes=[record_id(first)])
    assert made.view().locked_marks()["A1", "ann", "led"].mark == 4


def test_a_correction_before_the_lock_counts():
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 4, 3, lock=False)
    first = next(record for record in made.desks["ann"].chain if record.part == "led")
    made.write("ann", "rated", {"mark": 1}, about="A1", part="led", supersedes=[record_id(first)])
    made.write("ann", "locked", about="A1")
    assert made.view().locked_marks()["A1", "ann", "led"].mark == 1


def test_nobody_is_assigned_before_declaring_no_conflict_and_nobody_else_reads():
    made = Round()
    made.receive("A1", "B2")
    assert not made.view().may_be_assigned("A1", "ann")
    made.write("ann", "declared", {"relation": "none"}, about="N-A1")
    made.write("ann", "declared", {"relation": "co-author"}, about="N-B2")
    assert made.view().may_be_assigned("A1", "ann")
    assert not made.view().may_be_assigned("B2", "ann")
    assert not made.view().may_read("A1", "ann")
    made.write("lea", "assigned", {"on": True}, about="A1", part="ann")
    assert made.view().may_read("A1", "ann")
    assert not made.view().may_read("A1", "bob")


def test_a_conflict_takes_the_raters_marks_out():
    made = Round()
    made.receive("A1")
    made.rate("ann", "A1", 5, 5, relation="managed")
    view = made.view()
    assert not view.may_read("A1", "ann")
    assert view.is_conflicted("A1", "ann")
    assert view.locked_marks() == {}


def test_raters_write_no_decisions_and_leads_who_do_not_rate_no_marks():
    made = Round()
    made.receive("A1")
    made.write("ann", "decided", {"outcome": "offered", "person": "Ann", "why": "I say so."}, about="A1")
    made.write("ann", "assigned", {"on": True}, about="A1", part="ann")
    made.write("lea", "rated", {"mark": 5}, about="A1", part="led")
    made.write("dan", "rated", {"mark": 5}, about="A1", part="led")
    view = made.view()
    assert view.applicants["A1"].outcome is None
    assert view.assigned == frozenset()
    assert view.marks == {}


def test_a_rater_who_joins_later_counts_from_the_record_that_names_them():
    made = Round()
    made.receive("A1")
    joined = {"active": True, "name": "Dan", "roles": ["rater"], "signs": KEYS["dan"], "seals": "age1" + "6" * 58}
    made.write("lea", "member", joined, part="dan")
    made.rate("dan", "A1", 3, 3)
    view = made.view()
    assert view.members["dan"].name == "Dan"
    assert ("A1", "dan") in view.locked


def test_a_rater_cannot_add_members():
    made = Round()
    joined = {"active": True, "name": "Dan", "roles": ["lead"], "signs": KEYS["dan"], "seals": "age1" + "6" * 58}
    made.write("ann", "member", joined, part="dan")
    assert "dan" not in made.view().members


def test_what_a_leaver_locked_stays_and_nothing_is_stuck():
    """P7: the open applications of somebody who left can be assigned anew."""
    from leadready.panel.assignment import assignment

    made = Round()
    made.receive("A1", "B2")
    made.rate("ann", "A1", 4, 4)
    made.rate("ann", "B2", 4, 4, lock=False)
    made.write("lea", "member", {"active": False, "why": "Left the trust."}, part="ann")
    view = made.view()
    assert view.left == {"ann"}
    assert ("A1", "ann", "led") in view.locked_marks()
    assert not view.may_read("B2", "ann")
    kept = {"A1": ["ann"]}
    given = assignment(["A1", "B2"], ["bob", "cat"], 2, "0", kept=kept)
    assert "ann" in given["A1"]
    assert set(given["B2"]) == {"bob", "cat"}


def test_an_erased_application_leaves_only_its_code():
    made = Round()
    made.receive("A1", "B2")
    made.rate("ann", "A1", 4, 4)
    made.write("lea", "erase", {"why": "Asked for.", "person": "Lea"}, about="A1")
    view = made.view()
    assert view.applicants["A1"].is_erased
    assert view.applicants["A1"].private is None
    assert not any(reference == "A1" for reference, *_rest in view.marks)
    assert "Name of A1" not in repr(
        [made.log().records[id_] for id_ in made.log().records if made.log().records[id_].about == "A1"]
    )


def test_what_does_not_say_what_its_kind_may_is_passed_over_and_named():
    made = Round()
    made.receive("A1")
    made.write("ann", "rated", {"mark": "five"}, about="A1", part="led")
    made.write("ann", "rated", {"mark": 3, "a-newer-field": 1}, about="A1", part="why")
    view = made.view()
    assert set(view.marks) == {("A1", "ann", "why")}
    assert view.unreadable == {("rated", "A1", "led", KEYS["ann"])}


def test_every_kind_says_who_may_write_it():
    assert all(model.by for model in KINDS.values())
    assert set(KINDS) >= {"rated", "decided", "erase"}
    assert KINDS["rated"] is Rated


@given(st.permutations(["lea", "ann", "bob", "cat"]))
def test_the_view_does_not_hang_on_who_came_first(order):
    made = Round()
    made.receive("A1", "B2")
    made.rate("ann", "A1", 4, 3)
    made.rate("bob", "A1", 2, 5)
    made.rate("cat", "B2", 2, 5)
    made.moderate("A1", "led", 3)
    whole = made.log()
    pieced = type(whole)(whole.leads)
    for name in order:
        chain = made.desks[name].chain
        pieced = pieced.merged({record_id(record): record for record in chain}, [head(chain[-1])])
    assert panel_view(made.campaign, pieced) == made.view()
