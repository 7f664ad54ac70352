"""A lead's computer on which marks have come in, for tests of the pages that settle a round."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.keys import Keys
from leadready.instrument.model import EvidencePrompt
from leadready.panel.campaign import Eligibility, Member
from leadready.panel.kinds import Answer, Assigned, Declared, Locked, Passed, Private, Rated, Received
from leadready.panel.record import Statement
from leadready.rubric.model import CutScore
from leadready.workflow.panel import office, rating
from leadready.workflow.panel.panel import begin_panel
from tests.panel.rounds import campaign, criterion

TITLES = {"led": "Leading a change", "why": "Why you lead", "setback": "A setback"}
RATERS = ("ann", "bob", "cat")
TEXT = "We had too many falls at night. I asked the night staff what they saw, and we changed the round together."


@cache
def keys_of(name):
    return Keys.new(f"{name.title()} {'Lead' if name == 'lea' else 'Rater'}")


class Settled:
    """A round of which the lead has everybody's marks.

    Attributes:
        panel: The lead's.
        references: Codes, in the order of `marks`.
    """

    def __init__(self, folder, clock, marks, *, places=2, lead_rates=False, gates=None, text=TEXT, **changes):
        self.names = (*RATERS, *(("lea",) if lead_rates else ()))
        roles = {"lea": ("lead", "rater") if lead_rates else ("lead",)} | dict.fromkeys(RATERS, ("rater",))
        members = tuple(
            Member(
                id=name,
                name=keys_of(name).name,
                roles=roles[name],
                signs=keys_of(name).signing.public,
                seals=keys_of(name).card.seals,
            )
            for name in roles
        )
        criteria = {id_: criterion(title, id_) for id_, title in TITLES.items()}
        prompts = {id_: EvidencePrompt(title=title, prompt="Tell us.", words=250) for id_, title in TITLES.items()}
        update = {
            "members": members, "criteria": criteria, "prompts": prompts, "order": tuple(TITLES), "tie_breaks": (),
            "cut": CutScore(method="places", places=places),
            "gates": {} if gates is None else {
                "time": Eligibility(kind="time", title="Protected time", asks="How much?", least=Decimal("0.2"))
            },
        } | changes  # fmt: skip
        self.campaign = campaign().model_copy(update=update)
        self.signed = campaign_file(self.campaign, keys_of("lea")).decode()
        self.folder, self.clock = folder, clock
        self.panel = begin_panel(self.signed, "round", keys_of("lea"), folder / "lea", clock)
        self.references = list(marks)
        self._receive(text, gates or {})
        self._mark(marks)

    def _receive(self, text, gates):
        view = self.panel.view
        said = []
        for number, code in enumerate(self.references):
            parts = (
                Private(name=f"Person {number}", declared_as=f"N{number}"),
                Received(submission=f"{number:064x}", installation="b" * 64, at="2026-01-15T10:00:00Z"),
            )
            said += [office.statement(view, one, code) for one in parts]
            said += [office.statement(view, Answer(text=f"{text} ({id_})"), code, id_) for id_ in TITLES]
            if code in gates:
                said.append(office.statement(view, Passed(passed=gates[code]), code, "time"))
        self.panel.say(said)
        office.release_names(self.panel)

    def _mark(self, marks):
        """Marks by code and rater: three numbers, or one for all criteria, or None for marks that are not locked."""
        view = self.panel.view
        pairs = [(code, name) for code, given in marks.items() for name in given]
        self.panel.say([office.statement(view, Assigned(on=True), *pair) for pair in sorted(pairs)])
        for name in self.names:
            panel = self.panel if name == "lea" else begin_panel(
                self.signed, "round", keys_of(name), self.folder / name, self.clock
            )  # fmt: skip
            said = [
                Statement(Declared.kind, Declared(relation="none").model_dump(), f"N{number}")
                for number in range(len(self.references))
            ]
            for code, given in marks.items():
                said += self._of(code, given[name]) if name in given else []
            panel.say(said)
            if name != "lea":
                self.panel.take_file(rating.hand_in(panel), name)
                panel.close()

    @staticmethod
    def _of(code, given):
        if given is None:
            return []
        three = (given,) * 3 if isinstance(given, int) else given
        said = [
            Statement(Rated.kind, Rated(mark=mark, why=f"Because of {id_}.").model_dump(mode="json"), code, id_)
            for id_, mark in zip(TITLES, three, strict=True)
        ]
        return [*said, Statement(Locked.kind, {}, code)]
