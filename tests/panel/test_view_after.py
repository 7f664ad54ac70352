"""A view that takes up what was said is the view that reads everything anew."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import reduce
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.canonical import canonical
from leadready.panel.log import sifted
from leadready.panel.reading import ENTRIES
from leadready.panel.record import Statement, header, header_text, record_id
from leadready.panel.view import FOLLOWING, panel_view, view_after
from tests.panel import stories
from tests.panel.logs import AT, Desk, head, sign
from tests.panel.rounds import KEYS, Round
from tests.panel.stories import arrivals

REFERENCES = ("A1", "B2")
PAYLOADS = {
    "received": {"submission": "1" * 64, "installation": "2" * 64, "at": AT},
    "named": {"name": "Name"},
    "private": {"name": "Name", "declared_as": "N-A1"},
    "responses": {"answers": {"k1": "a"}},
    "answer": {"text": "I did."},
    "exercises": {"objective": "125/2"},
    "profile": {"score": "50"},
    "redacted": {"places": [[0, 2]]},
    "gate": {"passed": True},
    "ticket": {"ticket": "A" * 400},
    "assigned": {"on": True},
    "declared": {"relation": "none"},
    "rated": {"mark": 3},
    "locked": {},
    "note": {"text": "Look again."},
    "calibrated": {"mark": 4},
    "discussed": {"note": "Agreed."},
    "moderated": {"mark": 3, "why": "Read again.", "people": ["Lea"]},
    "decided": {"outcome": "offered", "person": "Lea", "why": "Best."},
    "reserve": {"place": 1, "state": "held"},
    "released": {"person": "Lea", "letter": "3" * 64},
    "member": {"active": False},
    "erase": {"why": "Asked for.", "person": "Lea"},
    "from-the-future": {"more": 1},
}
OFFICE = ("received", "named", "private", "answer", "gate", "assigned", "decided", "member", "erase")
LIKELY = st.one_of(
    st.tuples(st.sampled_from(("ann", "bob")), st.sampled_from(("rated", "rated", "locked", "declared", "note"))),
    st.tuples(st.just("lea"), st.sampled_from(OFFICE)),
    st.tuples(st.sampled_from(("lea", "ann", "bob")), st.sampled_from(sorted(PAYLOADS))),
)
CHANGES = st.sampled_from(({}, {}, {}, {"mark": 5}, {"on": False}, {"relation": "managed"}, {"declared_as": "N-B2"}))
PARTS = st.sampled_from(("", "", "led", "ann"))


@st.composite
def sayings(draw):
    """Who says what, and whether it takes the place of what that person or the panel said of the same before."""
    (name, kind), about = draw(LIKELY), draw(st.sampled_from((*REFERENCES, "N-A1")))
    payload = {**PAYLOADS[kind], **draw(CHANGES)} if draw(st.integers(0, 9)) else {"mark": "none at all"}
    return name, kind, payload, about, draw(PARTS), draw(st.integers(0, 4)) > 0


def said(log, view, name, kind, payload, about, part, *, corrects):
    own = (kind, about, part, KEYS[name])
    earlier = view.standing.ids.get(own) or view.standing.ids.get((kind, about, part, ""))
    statement = Statement(kind, payload, about, part, (earlier,) if corrects and earlier else ())
    salts = iter([f"{len(log.records):032x}"])
    return log.said(
        [statement], KEYS[name], log.end_of(KEYS[name]), lambda id_: sign(KEYS[name], id_), salts=salts, at=AT
    )


def merged(log, other):
    return log.merged(other.records, other.heads)


def in_order(view):
    """What a view says, and in which order its parts name it."""
    parts = {one.name: getattr(view, one.name) for one in fields(view)}
    return parts, {name: list(parts[name]) for name in ("applicants", "relations", *ENTRIES)}, list(view.standing.ids)


@given(st.lists(sayings(), min_size=1, max_size=14))
def test_taking_up_what_was_said_is_the_same_as_reading_everything(everything):
    made = Round()
    made.receive("A1")
    log = made.log()
    view = panel_view(made.campaign, log)
    for *one, corrects in everything:
        growth = said(log, view, *one, corrects=corrects)
        log = log.grown(growth)
        fresh = panel_view(made.campaign, log)
        after = view_after(view, growth.records)
        if after is not None:
            assert in_order(after) == in_order(fresh)
        view = fresh


@given(st.lists(sayings(), min_size=2, max_size=6), st.sampled_from(("lea", "ann")))
def test_what_one_person_said_in_several_goes_is_taken_up_together(everything, name):
    made = Round()
    made.receive("A1")
    log = made.log()
    view = panel_view(made.campaign, log)
    since = {}
    for _name, *one, corrects in everything:
        growth = said(log, view, name, *one, corrects=corrects)
        log, since = log.grown(growth), {**since, **growth.records}
    after = view_after(view, since)
    assert after is None or in_order(after) == in_order(panel_view(made.campaign, log))


@given(arrivals(), st.sampled_from(("rated", "locked", "assigned", "decided")), st.sampled_from(sorted(KEYS)))
def test_who_writes_on_a_log_in_any_state_gets_what_reading_everything_gives(made, kind, name):
    _story, parts = made
    log = reduce(merged, (stories.log_of(*part) for part in parts[:-1]))
    view = panel_view(stories.CAMPAIGN, log)
    growth = said(log, view, name, kind, PAYLOADS[kind], "A1", "", corrects=True)
    after = view_after(view, growth.records)
    assert after is None or in_order(after) == in_order(panel_view(stories.CAMPAIGN, log.grown(growth)))


@pytest.mark.parametrize(
    ("name", "kind", "about", "part"),
    [
        ("ann", "rated", "A1", "led"),
        ("ann", "note", "A1", "led"),
        ("ann", "locked", "A1", ""),
        ("ann", "declared", "N-A1", ""),
        ("lea", "assigned", "A1", "ann"),
        ("lea", "answer", "A1", "led"),
        ("lea", "moderated", "A1", "led"),
        ("lea", "gate", "A1", "time"),
        ("lea", "private", "A1", ""),
        ("lea", "decided", "A1", ""),
        ("lea", "reserve", "A1", ""),
        ("lea", "received", "B2", ""),
    ],
)
def test_what_is_said_every_day_needs_no_reading_anew(name, kind, about, part):
    made = Round()
    made.receive("A1")
    log = made.log()
    view = panel_view(made.campaign, log)
    for _twice in range(2):
        growth = said(log, view, name, kind, PAYLOADS[kind], about, part, corrects=True)
        log = log.grown(growth)
        after = view_after(view, growth.records)
        assert after is not None
        assert after == panel_view(made.campaign, log)
        assert after != view
        view = after


@pytest.mark.parametrize(("name", "kind"), [("lea", "member"), ("lea", "erase"), ("lea", "private")])
def test_what_changes_how_others_are_read_is_read_anew(name, kind):
    made = Round()
    made.receive("A1")
    log = made.log()
    view = panel_view(made.campaign, log)
    growth = said(log, view, name, kind, PAYLOADS[kind], "B2", "", corrects=True)
    assert view_after(view, growth.records) is None


def applications(references):
    """What the office says of applications that come in."""
    for reference in references:
        yield Statement("named", {"name": f"Name of {reference}"}, f"N-{reference}")
        yield Statement("private", {"name": reference, "declared_as": f"N-{reference}"}, reference)
        yield Statement("received", PAYLOADS["received"], reference)
        yield Statement("exercises", PAYLOADS["exercises"], reference)
        yield Statement("gate", PAYLOADS["gate"], reference, "time")
        yield Statement("answer", PAYLOADS["answer"], reference, "led")


def office_said(log, statements):
    lea = KEYS["lea"]
    salts = (f"{len(log.records) + number:032x}" for number in count())
    return log.said(statements, lea, log.end_of(lea), lambda id_: sign(lea, id_), salts=salts, at=AT)


def test_hundreds_of_new_applications_are_taken_up_and_stand_in_the_order_of_their_codes():
    made = Round()
    made.receive("M1")
    log = made.log()
    view = panel_view(made.campaign, log)
    for references in ([f"Z{number:03}" for number in range(120)], [f"A{number:03}" for number in range(120)]):
        growth = office_said(log, applications(references))
        log = log.grown(growth)
        view = view_after(view, growth.records)
        assert view is not None
        assert in_order(view) == in_order(panel_view(made.campaign, log))
    assert len(view.applicants) == 241
    declared = said(log, view, "ann", "declared", {"relation": "none"}, "N-A007", "", corrects=False)
    assert ("A007", "ann") in view_after(view, declared.records).relations


@pytest.mark.parametrize(
    ("name", "kind", "about", "part"),
    [
        ("lea", "private", "B2", ""),
        ("lea", "gate", "B2", "time"),
        ("lea", "ticket", "B2", ""),
        ("lea", "erase", "B2", ""),
        ("ann", "declared", "N-B2", ""),
    ],
)
def test_a_new_application_of_which_something_was_known_is_read_anew(name, kind, about, part):
    made = Round()
    made.receive("A1")
    log = made.log()
    log = log.grown(said(log, panel_view(made.campaign, log), name, kind, PAYLOADS[kind], about, part, corrects=True))
    view = panel_view(made.campaign, log)
    assert view_after(view, office_said(log, applications(["B2"])).records) is None


def test_two_new_applications_of_one_name_are_read_anew():
    made = Round()
    log = made.log()
    view = panel_view(made.campaign, log)
    twins = [replace(one, payload={**one.payload, "declared_as": "N"}) if one.kind == "private" else one
             for one in applications(["B2", "C3"])]  # fmt: skip
    assert view_after(view, office_said(log, twins).records) is None


def test_a_key_used_on_two_computers_is_never_taken_up():
    made = Round()
    made.receive("A1")
    twin = made.desks["ann"].forked()
    made.write("ann", "rated", {"mark": 2}, about="A1", part="led")
    other = twin.write("rated", {"mark": 5}, about="A1", part="led", seen=9)
    log = made.log().merged({record_id(other): other}, [head(other)])
    view = panel_view(made.campaign, log)
    assert KEYS["ann"] in view.standing.sifted.forked
    growth = said(log, view, "ann", "rated", {"mark": 1}, "A1", "why", corrects=False)
    assert view_after(view, growth.records) is None


def test_every_kind_that_is_taken_up_is_tried_here():
    assert PAYLOADS.keys() >= FOLLOWING


@given(st.text(), st.integers(1), st.lists(st.text(), max_size=3))
def test_a_header_is_written_as_every_document_is(text, number, supersedes):
    desk = Desk(text)
    record = desk.write(text, about=text, part=text, supersedes=supersedes, seen=number)
    assert header_text(record).encode() == canonical(header(record))


@given(stories.stories(), st.sampled_from(("lea", "ann")))
def test_the_last_signature_of_a_chain_is_enough(story, name):
    log = story.log()
    view = panel_view(stories.CAMPAIGN, log)
    once = log.grown(said(log, view, name, "rated", {"mark": 1}, "A1", "led", corrects=False))
    twice = once.grown(said(once, view, name, "rated", {"mark": 2}, "A1", "led", corrects=False))
    assert len(twice.heads) <= len(once.heads)
    assert sifted(twice) == sifted(twice.merged({}, [*log.heads, *once.heads]))
