"""A lead's computer for tests of the pages: it writes what a rater takes in, and takes in what a rater hands in."""

from __future__ import annotations

from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.keys import Keys
from leadready.instrument.model import EvidencePrompt
from leadready.panel.campaign import Member
from leadready.panel.kinds import Answer, Assigned, Private, Received, SelfReport
from leadready.workflow.panel import office
from leadready.workflow.panel.calibrating import sealed_benchmarks
from leadready.workflow.panel.panel import begin_panel
from tests.panel.rounds import campaign, criterion

LONG = "We had too many falls at night. I asked the night staff what they saw, and we changed the round together. " * 12


class Lead:
    """A round with three criteria, one rater whose keys are given, and made-up applicants.

    Attributes:
        file: The campaign file.
        references: The codes of the applications, in the order of the names.
    """

    def __init__(self, folder, rater, clock, *, bob=None, applicants=12, benchmarks=None, text=LONG, **changes):
        self.folder, self.keys = folder, Keys.new("Lea Lead")
        bob = bob or Keys.new("Bob")
        settled = campaign()
        members = (
            Member(
                id="lea", name="Lea Lead", roles=("lead",), signs=self.keys.signing.public, seals=self.keys.card.seals
            ),
            Member(id="ann", name="Ann Rater", roles=("rater",), signs=rater.signing.public, seals=rater.card.seals),
            Member(id="bob", name="Bob", roles=("rater",), signs=bob.signing.public, seals=bob.card.seals),
            next(one for one in settled.members if one.id == "cat"),
        )
        titles = {"led": "Leading a change", "why": "Why you lead", "setback": "A setback"}
        criteria = {id_: criterion(title, id_) for id_, title in titles.items()}
        prompts = {
            id_: EvidencePrompt(title=title, prompt=f"Tell us about it: {title}.", words=250)
            for id_, title in titles.items()
        }
        made = settled.model_copy(
            update={"members": members, "criteria": criteria, "prompts": prompts, "order": tuple(titles), **changes}
        )
        hashes, sealed = sealed_benchmarks(benchmarks or {}, [self.keys.card.seals])
        self.campaign = made.model_copy(update={"benchmarks": hashes, "sealed_benchmarks": sealed})
        self.file = folder / "round.lrcampaign"
        signed = campaign_file(self.campaign, self.keys)
        self.file.write_bytes(signed)
        self.panel = begin_panel(signed.decode(), "round", self.keys, folder / "lead", clock)
        self.references = [f"APP{number:03}" for number in range(applicants)]
        self._receive(text)

    def _receive(self, text):
        view = self.panel.view
        said = []
        for number, reference in enumerate(self.references):
            private = Private(name=f"Person {number:03}", declared_as=f"NAME{number:03}")
            received = Received(
                submission=f"{number:064x}", installation=f"{number + 1:064x}", at="2026-01-15T10:00:00Z"
            )
            said += [office.statement(view, one, reference) for one in (private, received, SelfReport(score="125/2"))]
            said += [
                office.statement(
                    view, Answer(text=f"{reference} on {prompt}. {text}", reviewed=True), reference, prompt
                )
                for prompt in self.campaign.prompts
            ]
        self.panel.say(said)
        office.release_names(self.panel)

    def pack(self, name="to-ann.lrbundle", member="ann"):
        path = self.folder / name
        path.write_bytes(office.pack(self.panel, self.panel.view.members[member]))
        return path

    def take(self, path):
        return self.panel.take_file(path.read_bytes(), path.name)

    def assign(self, member="ann"):
        view = self.panel.view
        able = [one for one in self.references if view.may_be_assigned(one, member)]
        self.panel.say([office.statement(view, Assigned(on=True), one, member) for one in able])

    def close(self):
        self.panel.close()
