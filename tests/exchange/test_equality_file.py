"""Equality answers and piles: what they carry, what they must not share with an application, and what is refused."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.canonical import canonical
from leadready.exchange.equality_file import (
    EqualityAnswers,
    Piles,
    PileTicket,
    equality_file,
    in_no_order,
    new_token,
    next_order,
    open_equality,
    open_piles,
    opened_ticket,
    piles_file,
    sealed_ticket,
)
from leadready.exchange.sealing import opened, seal
from leadready.exchange.signing import SigningKey, signed
from leadready.exchange.submission_file import Submission, open_submission, submission_file
from leadready.instrument.problems import ProblemsFound
from leadready.panel.equality import questions
from tests.panel.logs import AT
from tests.panel.real_rounds import EQUALITY, PEOPLE, RECOVERY, real_campaign

CAMPAIGN = real_campaign()
TOKEN = new_token()
SAID = EqualityAnswers(campaign=CAMPAIGN.id, token=TOKEN, order=7, answers={"sex": "female", "age": "not-said"})
SEALED = equality_file(SAID, EQUALITY.card.seals)


def codes(call, *arguments):
    with pytest.raises(ProblemsFound) as caught:
        call(*arguments)
    return {problem.code for problem in caught.value.problems}


def test_the_equality_key_opens_answers_and_nobody_else_does():
    assert open_equality(SEALED, EQUALITY.identity, CAMPAIGN.id, "a.lrequal") == SAID
    for keys in (*PEOPLE.values(), RECOVERY):
        assert codes(open_equality, SEALED, keys.identity, CAMPAIGN.id, "a.lrequal") == {"sealed-for-others"}


def values(document):
    """Every value and name in a document, at any depth."""
    if isinstance(document, dict):
        for name, part in document.items():
            yield name
            yield from values(part)
    elif isinstance(document, list):
        for part in document:
            yield from values(part)
    elif not isinstance(document, bool):
        yield str(document)


def test_an_application_and_the_equality_answers_share_the_round_and_nothing_else():
    """Whoever opens both, and has not the equality key as well, finds no value in one that stands in the other."""
    key = SigningKey.new()
    submission = Submission(
        campaign=CAMPAIGN.id,
        judgement=CAMPAIGN.judgement,
        number=3,
        at=AT,
        name="Jo Example",
        contact="jo@example.org",
        evidence={"led": "I led a change.", "why": "Because."},
        ticket=sealed_ticket(TOKEN, CAMPAIGN.equality),
    )
    plain = opened(submission_file(submission, CAMPAIGN, key), PEOPLE["lea"].identity, "a.lrsub").decode()
    equality = opened(SEALED, EQUALITY.identity, "a.lrequal").decode()
    one, other = json.loads(plain), json.loads(equality)
    shared = set(values(one)) & set(values(other))
    assert shared == {"campaign", "format", "answers", CAMPAIGN.id}  # names of fields, and the round
    # No part of the token, of the key, or of a time is in the other file, in any case or coding.
    assert TOKEN not in plain
    assert bytes.fromhex(TOKEN)[:6].hex() not in plain
    for secret in (key.public, key.seed, submission.at[:10], "Jo", "example.org", CAMPAIGN.judgement):
        assert secret not in equality
    assert not re.search(r"\d{4}-\d\d-\d\d", equality)
    assert "signature" not in other
    assert len(SEALED) % (16 * 1024) < 1024  # padded, so that its length tells nothing


@pytest.mark.parametrize(
    ("question", "option"), [(id_, one) for id_, asked in questions().items() for one in asked.options]
)
def test_every_answer_that_can_be_given_comes_through_its_file(question, option):
    said = EqualityAnswers(campaign=CAMPAIGN.id, token=TOKEN, order=7, answers={question: option})
    content = equality_file(said, EQUALITY.card.seals)
    assert open_equality(content, EQUALITY.identity, CAMPAIGN.id, "a.lrequal").answers == {question: option}


def test_two_tickets_of_one_token_look_unlike():
    one, other = (sealed_ticket(TOKEN, CAMPAIGN.equality) for _time in range(2))
    assert one != other
    assert opened_ticket(one, EQUALITY.identity, "x") == opened_ticket(other, EQUALITY.identity, "x") == TOKEN
    assert opened_ticket(one, PEOPLE["lea"].identity, "x") is None
    assert opened_ticket("AAAA", EQUALITY.identity, "x") is None
    assert opened_ticket("é", EQUALITY.identity, "x") is None
    short = sealed_ticket("ab" * 8, CAMPAIGN.equality)
    assert opened_ticket(short, EQUALITY.identity, "x") is None


def test_a_ticket_comes_through_a_submission_whole():
    ticket = sealed_ticket(TOKEN, CAMPAIGN.equality)
    submission = Submission(
        campaign=CAMPAIGN.id, judgement=CAMPAIGN.judgement, at=AT, name="Jo", evidence={}, ticket=ticket
    )
    content = submission_file(submission, CAMPAIGN, SigningKey.new())
    found = open_submission(content, PEOPLE["lea"].identity, CAMPAIGN, "a.lrsub").submission
    assert opened_ticket(found.ticket, EQUALITY.identity, "x") == TOKEN


@given(st.integers(0, 10**9))
def test_the_order_grows_and_does_not_count(before):
    after = next_order(before)
    assert before < after <= before + 2**20


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"campaign": "1" * 32}, "other-campaign"),
        ({"format": "leadready/equality/2"}, "newer-format"),
        ({"format": "leadready/submission/1"}, "other-kind"),
        ({"answers": {"sex": "martian"}}, "unknown-field"),
        ({"answers": {"shoe-size": "female"}}, "unknown-field"),
        ({"answers": {"sex": 3}}, "wrong-value"),
        ({"name": "Jo"}, "unknown-field"),
        ({"token": "x"}, "wrong-value"),
        ({"order": 0}, "wrong-value"),
    ],
)
def test_what_is_no_equality_file_is_refused_by_name(changes, code):
    content = seal(canonical(SAID.model_dump(mode="json") | changes), [EQUALITY.card.seals])
    assert codes(open_equality, content, EQUALITY.identity, CAMPAIGN.id, "a.lrequal") == {code}


def test_an_altered_or_cut_equality_file_is_refused():
    for content in (SEALED[:-1], SEALED[:-1] + b"x", SEALED[:900], SEALED + b"x"):
        assert codes(open_equality, content, EQUALITY.identity, CAMPAIGN.id, "a.lrequal") & {
            "sealed-altered",
            "sealed-header",
        }
    content = seal(b"\xff\xfe", [EQUALITY.card.seals])
    assert codes(open_equality, content, EQUALITY.identity, CAMPAIGN.id, "a.lrequal") == {"encoding"}


def heap(tickets=3):
    made = tuple(
        PileTicket(ticket=sealed_ticket(new_token(), CAMPAIGN.equality), stages=("applied",)) for _n in range(tickets)
    )
    return Piles(campaign=CAMPAIGN.id, tickets=in_no_order(made))


def test_piles_come_from_a_lead_of_the_round_for_the_equality_key():
    piles = heap()
    content = piles_file(piles, PEOPLE["lea"].signing, CAMPAIGN.equality)
    assert open_piles(content, EQUALITY.identity, CAMPAIGN, "a.lrpiles") == piles
    assert codes(open_piles, content, PEOPLE["lea"].identity, CAMPAIGN, "a.lrpiles") == {"sealed-for-others"}
    forged = piles_file(piles, PEOPLE["ann"].signing, CAMPAIGN.equality)
    assert codes(open_piles, forged, EQUALITY.identity, CAMPAIGN, "a.lrpiles") == {"wrong-signature"}
    other = piles_file(piles.model_copy(update={"campaign": "1" * 32}), PEOPLE["lea"].signing, CAMPAIGN.equality)
    assert codes(open_piles, other, EQUALITY.identity, CAMPAIGN, "a.lrpiles") == {"other-campaign"}
    bad = seal(signed({"format": "leadready/equality-piles/1", "campaign": CAMPAIGN.id, "tickets": [{"ticket": "<", "stages": []}]}, PEOPLE["lea"].signing), [CAMPAIGN.equality])  # fmt: skip
    assert codes(open_piles, bad, EQUALITY.identity, CAMPAIGN, "a.lrpiles") == {"wrong-value"}


@given(st.permutations(range(6)))
def test_where_a_ticket_stands_says_nothing_of_where_it_came_from(order):
    made = [PileTicket(ticket=f"{number:08}", stages=("applied",)) for number in range(6)]
    assert in_no_order(tuple(made[place] for place in order)) == in_no_order(tuple(made))
    assert in_no_order(tuple(made)) != tuple(made)
