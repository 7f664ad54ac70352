"""Answers are read by a person before any rater gets them, and what that person chose stays."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.signing import SigningKey
from leadready.panel.kinds import Assigned
from leadready.workflow.panel import office, rating, redaction
from leadready.workflow.panel.receiving import receive
from leadready.workflow.panel.redaction import HIDDEN, found, hidden, merged, without
from tests.workflow.panel.test_round import ASSESSMENT, PEOPLE, Round

LED = "led-change"


@pytest.fixture
def made(tmp_path):
    found_ = Round(tmp_path)
    yield found_
    found_.close()


def came_in(made, text, *, key=None, number=1):
    """One application, read by nobody yet; gives its code."""
    path = made.apply("Jo One", text=text, key=key, number=number)
    [outcome] = receive(made.lea, [path], ASSESSMENT)
    redaction.prepare(made.lea)
    return outcome.reference


def assigned(made):
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)


def test_no_rater_gets_an_answer_before_somebody_has_read_it(made):
    jo = came_in(made, "Jo led it.")
    assigned(made)
    reader = next(member for _reference, member in made.lea.view.assigned)
    made.send(reader)
    assert rating.answer(made.panels[reader], jo, LED) is None
    assert len(redaction.unread(made.lea.view)) == 5
    redaction.confirm(made.lea, jo, LED, redaction.places_of(made.lea.view, jo, LED))
    made.send(reader)
    assert rating.answer(made.panels[reader], jo, LED) == f"{HIDDEN} led it. (led-change)"
    assert rating.answer(made.panels[reader], jo, "setback") is None
    assert redaction.confirm_all(made.lea) == 4
    made.send(reader)
    assert rating.answer(made.panels[reader], jo, "setback") == f"{HIDDEN} led it. (setback)"
    assert redaction.unread(made.lea.view) == ()
    assert "Jo" not in repr([record.payload for record in made.panels[reader].log.records.values() if record.kind != "named"])  # fmt: skip


def test_a_person_hides_more_and_shows_again_and_that_stays(made):
    text = "Jo led Dr House rounds at Northwick."
    jo = came_in(made, text)
    before = redaction.places_of(made.lea.view, jo, LED)
    assert before == ((0, 2), (7, 15))  # "Jo", "Dr House"
    place = text.index("Northwick")
    chosen = merged([*without(before, (7, 15)), (place, place + 9)])
    redaction.confirm(made.lea, jo, LED, chosen)
    assert made.lea.view.answers[jo, LED].text == f"{HIDDEN} led Dr House rounds at {HIDDEN}. (led-change)"
    assert made.lea.view.answers[jo, LED].hidden == 2
    for _time in range(2):
        assert redaction.prepare(made.lea) == 0
        assert redaction.places_of(made.lea.view, jo, LED) == chosen
    assert made.lea.view.redactions[jo, LED].by_hand == ("Northwick",)
    # A second thought takes the place of the first.
    redaction.confirm(made.lea, jo, LED, before)
    assert made.lea.view.answers[jo, LED].text == f"{HIDDEN} led {HIDDEN} rounds at Northwick. (led-change)"
    assert not made.lea.view.standing.conflicts


def test_no_rater_gets_the_form_of_an_answer_that_somebody_thought_better_of(made):
    """Its words went along in the pack, for whoever looks into the file: those that were hidden later, and old ones."""
    key = SigningKey.new()
    jo = came_in(made, "At Northwick I led it.", key=key)
    redaction.confirm_all(made.lea)
    redaction.confirm(made.lea, jo, LED, [(3, 12)])
    assigned(made)
    reader = next(member for _reference, member in made.lea.view.assigned)
    for prompt in made.campaign.prompts:
        redaction.confirm(made.lea, jo, prompt, [(3, 12)])

    def given():
        made.send(reader)
        records = made.panels[reader].log.records.values()
        return sorted({one.payload["text"] for one in records if one.kind == "answer" and one.payload})

    texts = [f"At {HIDDEN} I led it. ({prompt})" for prompt in made.campaign.prompts]
    assert given() == sorted(texts)
    came_in(made, "New words.", key=key, number=2)
    redaction.confirm_all(made.lea)
    cat = next(name for name in ("ann", "bob", "cat") if (jo, name) not in made.lea.view.assigned)
    pack = open_bundle(office.pack(made.lea, made.lea.view.members[cat]), PEOPLE[cat].identity, made.campaign.id, "x")
    assert not [one for one in pack.records.values() if one.kind == "answer" and one.payload]
    made.lea.say([office.statement(made.lea.view, Assigned(on=True), jo, cat)])
    pack = open_bundle(office.pack(made.lea, made.lea.view.members[cat]), PEOPLE[cat].identity, made.campaign.id, "x")
    assert {one.payload["text"][:10] for one in pack.records.values() if one.kind == "answer" and one.payload} == {
        "New words."
    }


def test_the_whole_name_of_somebody_else_who_applied_is_hidden_as_well_and_no_part_of_it(made):
    """Who worked with whom says who somebody is, and every rater has the list of names."""
    made.apply("Sam Long")
    assert len(list(receive(made.lea, sorted(made.inbox.iterdir()), ASSESSMENT))) == 1
    jo = came_in(made, "Long ago SAM LONG and I began; Sam stayed.")
    assert made.lea.view.answers[jo, LED].text == f"Long ago {HIDDEN} and I began; Sam stayed. (led-change)"
    redaction.confirm_all(made.lea)
    assert made.lea.view.redactions[jo, LED].by_hand == ()


def test_other_words_are_read_again_with_what_was_hidden_by_hand_hidden_at_once(made):
    key = SigningKey.new()
    jo = came_in(made, "I led it at Northwick.", key=key)
    redaction.confirm_all(made.lea)
    redaction.confirm(made.lea, jo, LED, [(12, 21)])
    came_in(made, "Now northwick has Northwickers, and I led it.", key=key, number=2)
    view = made.lea.view
    assert view.answers[jo, LED].text == f"Now {HIDDEN} has Northwickers, and I led it. (led-change)"
    assert not view.answers[jo, LED].reviewed
    assert (jo, LED) in redaction.unread(view)


def test_the_same_words_in_a_new_file_stay_confirmed(made):
    key = SigningKey.new()
    jo = came_in(made, "I led it.", key=key)
    redaction.confirm_all(made.lea)
    came_in(made, "I led it.", key=key, number=2)
    answer = made.lea.view.answers[jo, LED]
    assert (answer.reviewed, answer.of) == (True, 2)
    assert redaction.unread(made.lea.view) == ()


def test_what_is_not_there_is_not_confirmed(made):
    jo = came_in(made, "I led it.")
    for reference, prompt in ((jo, "nothing"), ("ZZZZZZ", LED)):
        with pytest.raises(LeadreadyError, match="There is no answer"):
            redaction.confirm(made.lea, reference, prompt, [])
    with pytest.raises(LeadreadyError, match="no such place"):
        redaction.confirm(made.lea, jo, LED, [(0, 999)])


def test_an_erased_answer_waits_for_nobody_and_leaves_no_choice_behind(made):
    jo = came_in(made, "I led it at Northwick.")
    redaction.confirm(made.lea, jo, LED, [(12, 21)])
    office.erase(made.lea, jo, "Lea", "Asked for.")
    assert redaction.unread(made.lea.view) == ()
    assert "Northwick" not in repr(made.lea.log.records)


def test_a_short_name_is_hidden_as_a_word_only():
    assert (
        hidden("Al also saw AL's ward.", found("Al also saw AL's ward.", "Al A"))
        == f"{HIDDEN} also saw {HIDDEN}'s ward."
    )


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple), max_size=8),
)
def test_places_are_brought_in_order_and_nothing_of_them_is_left(text, places):
    inside = [(start, min(end, len(text))) for start, end in places if start < len(text)]
    one = merged(inside)
    assert merged(one) == one
    assert all(left[1] < right[0] for left, right in pairwise(one))
    kept = {at for at in range(len(text)) if not any(start <= at < end for start, end in inside)}
    assert hidden(text, one).replace(HIDDEN, "") == "".join(text[at] for at in sorted(kept)).replace(HIDDEN, "")
    for place in inside:
        assert all(end <= place[0] or start >= place[1] for start, end in without(one, place))
