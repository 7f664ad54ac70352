"""Whole laptops for tests: real panels with real keys, and a store that is only memory."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.keys import Keys
from leadready.panel.campaign import Member
from leadready.panel.invariants import breaches
from leadready.panel.kinds import Answer, Private, Received
from leadready.workflow.panel import office
from leadready.workflow.panel.panel import Panel
from tests.panel.rounds import campaign

NAMES = ("lea", "ann", "bob", "cat", "dan", "eve")
RATERS = NAMES[1:]
PEOPLE = {name: Keys.new(name.title()) for name in (*NAMES, "recovery", "stranger")}
NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)


def member(name, *roles):
    card = PEOPLE[name].card
    return Member(id=name, name=card.name, roles=roles, signs=card.signs, seals=card.seals)


CAMPAIGN = campaign(
    members=(member("lea", "lead"), *(member(name, "rater") for name in RATERS)),
    recovery=PEOPLE["recovery"].card.seals,
)


class MemoryStore:
    """What a panel needs of its store; counts what it keeps, and can fail on demand."""

    def __init__(self):
        self.records, self.heads, self.files = {}, set(), {}
        self.fails = False

    def load(self):
        return dict(self.records), list(self.heads)

    def keep(self, growth, seen=(), _erased=()):
        if self.fails:
            raise OSError
        self.records.update(growth.records)
        self.heads.difference_update(growth.spent)
        self.heads.update(growth.heads)
        for one in seen:
            self.note(one)

    def note(self, seen):
        self.files[seen.digest] = seen

    def seen(self):
        return self.files

    def compact(self):
        """A memory has no pages."""


class Laptop(Panel):
    """Somebody's laptop; checks after all that it is told that every rule holds."""

    def __init__(self, name, made=CAMPAIGN):
        super().__init__(made, PEOPLE[name], MemoryStore(), lambda: NOW)
        self.numbers = count(1)

    def check(self):
        assert breaches(self.view, self.log, self.me) == ()

    def receive(self, reference):
        """The office takes an application, without a file."""
        number = next(self.numbers)
        view, code = self.view, f"N-{reference}"
        received = Received(submission=f"{number:064x}", installation=f"{number:064x}", at="2027-01-05T10:00:00Z")
        private = Private(name=f"Name of {reference}", declared_as=code, fields={"led": "I did.", "why": "Because."})
        answers = [
            office.statement(view, Answer(text=f"{prompt} by {reference}", reviewed=True), reference, prompt)
            for prompt in self.campaign.prompts
        ]
        self.say([office.statement(view, received, reference), office.statement(view, private, reference), *answers])


def taken(laptop, sealed):
    """Open a bundle for a laptop and put it in; gives how many records are new."""
    return laptop.take(open_bundle(sealed, laptop.keys.identity, laptop.campaign.id, "bundle"), "bundle")
