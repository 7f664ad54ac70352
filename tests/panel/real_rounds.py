"""The round of `rounds.py` with keys that work: for tests that sign, seal and open."""

from __future__ import annotations

from leadready.exchange.keys import Keys
from leadready.panel.campaign import Member
from tests.panel.rounds import campaign

PEOPLE = {name: Keys.new(name.title()) for name in ("lea", "ann", "bob", "cat", "eve")}
RECOVERY, EQUALITY = Keys.new("Recovery"), Keys.new("Analyst")


def member(name, *roles):
    card = PEOPLE[name].card
    return Member(id=name, name=card.name, roles=roles, signs=card.signs, seals=card.seals)


MEMBERS = (member("lea", "lead"), *(member(name, "rater") for name in ("ann", "bob", "cat")))


def real_campaign(**changes):
    """A campaign whose lead is Lea, with equality answers asked."""
    settled = {"members": MEMBERS, "recovery": RECOVERY.card.seals, "equality": EQUALITY.card.seals}
    return campaign(**{**settled, **changes})
