"""A small round for tests: one lead, three raters, two criteria from 1 to 5, and desks that write its records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from leadready.instrument.model import EvidencePrompt
from leadready.panel.benchmark import Agreed, Benchmark
from leadready.panel.campaign import Campaign, Dates, Member
from leadready.panel.log import Log
from leadready.panel.record import record_id
from leadready.panel.view import panel_view
from leadready.rubric.model import Criterion, CutScore
from tests.panel.logs import Desk, head

KEYS = {name: f"{number:064x}" for number, name in enumerate(("lea", "ann", "bob", "cat", "dan"), start=10)}
RATERS = ("ann", "bob", "cat")
ANCHORS = {str(mark): f"Anchor {mark}" for mark in range(1, 6)}


def recipient(letter):
    return "age1" + letter * 58


def member(name, *roles, letter="q"):
    return Member(id=name, name=name.title(), roles=roles, signs=KEYS[name], seals=recipient(letter))


def prompt(title):
    return EvidencePrompt(title=title, prompt="Tell us.", words=250)


def criterion(title, evidence, weight=1):
    return Criterion(title=title, evidence=evidence, weight=Decimal(weight), anchors=ANCHORS, lines=("Is it clear?",))


BENCHMARK_KEY = "e" * 64


def benchmark(mark, *, criterion="led", text="We changed the round."):
    return Benchmark(evidence=criterion, text=text, agreed={criterion: Agreed(mark=mark, why=f"Why it is {mark}.")})


def with_benchmarks(**benchmarks):
    """A campaign whose raters first mark these."""
    hashes = {id_: one.digest(BENCHMARK_KEY) for id_, one in benchmarks.items()}
    return campaign(benchmarks=hashes, sealed_benchmarks="YWdl")


def campaign(**changes):
    settled = {
        "id": "0" * 32,
        "title": "Fellowship 2027",
        "about": "One year.",
        "contact": "The programme office",
        "privacy": "Seen by the panel only.",
        "responsible": "Dr Lea, head of programme.",
        "assessment": "clinical-leadership",
        "assessment_version": "1.0.0",
        "assessment_hash": "a" * 64,
        "rubric": "selection",
        "prompts": {"led": prompt("Leading a change"), "why": prompt("Why lead")},
        "criteria": {"led": criterion("Leading a change", "led", 3), "why": criterion("Why lead", "why", 1)},
        "order": ("led", "why"),
        "tie_breaks": ("why",),
        "cut": CutScore(method="places", places=2),
        "dates": Dates(
            opens=date(2027, 1, 1), closes=datetime(2027, 2, 1, 12, tzinfo=UTC), retain_until=date(2028, 2, 1)
        ),
        "seed": "5" * 32,
        "members": (
            member("lea", "lead", letter="2"),
            *(member(name, "rater", letter=letter) for name, letter in zip(RATERS, "345", strict=True)),
        ),
        "recovery": recipient("7"),
    }
    return Campaign(**{**settled, **changes})


class Round:
    """A campaign whose people write; `view()` reads it."""

    def __init__(self, made=None):
        self.campaign = made or campaign()
        self.desks = {name: Desk(key) for name, key in KEYS.items()}

    def write(self, name, kind, payload=None, **about):
        seen = max((record.clock for desk in self.desks.values() for record in desk.chain), default=0)
        return self.desks[name].write(kind, payload or {}, seen=seen, **about)

    def receive(self, *references, name=None, **private):
        for number, reference in enumerate(references):
            called = name or f"Name of {reference}"
            self.write("lea", "named", {"name": called}, about=f"N-{reference}")
            said = {"name": called, "declared_as": f"N-{reference}", **private}
            self.write("lea", "private", said, about=reference)
            self.write(
                "lea",
                "received",
                {"submission": f"{number:064x}", "installation": f"{number + 1:064x}", "at": "2027-01-15T10:00:00Z"},
                about=reference,
            )

    def rate(self, name, reference, led, why, *, lock=True, relation="none"):
        self.write("lea", "assigned", {"on": True}, about=reference, part=name)
        self.write(name, "declared", {"relation": relation}, about=f"N-{reference}")
        self.write(name, "rated", {"mark": led}, about=reference, part="led")
        self.write(name, "rated", {"mark": why}, about=reference, part="why")
        if lock:
            self.write(name, "locked", about=reference)

    def give(self, **benchmarks):
        for id_, one in benchmarks.items():
            self.write("lea", "benchmark", {"benchmark": one.model_dump(mode="json"), "key": BENCHMARK_KEY}, about=id_)

    def calibrate(self, name, benchmark, mark, criterion="led"):
        self.write(name, "calibrated", {"mark": mark, "why": "So."}, about=benchmark, part=criterion)

    def moderate(self, reference, part, mark):
        payload = {"mark": mark, "why": "The panel read it again.", "people": ["Lea", "Ann"]}
        return self.write("lea", "moderated", payload, about=reference, part=part)

    def log(self):
        records = {record_id(record): record for desk in self.desks.values() for record in desk.chain}
        heads = [head(desk.chain[-1]) for desk in self.desks.values() if desk.chain]
        return Log(frozenset({KEYS["lea"]})).merged(records, heads)

    def view(self):
        return panel_view(self.campaign, self.log())


def rated(marks, **changes):
    """Marks by code: for each rater (led, why); two of them are Ann's and Bob's, a third is Cat's."""
    made = Round(campaign(**changes))
    made.receive(*marks)
    for reference, all_ in marks.items():
        for name, (led, why) in zip(RATERS, all_, strict=False):
            made.rate(name, reference, led, why)
    return made
