"""Letters for tests: one that has everything, one that has nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.panel.campaign import Eligibility, Weights
from leadready.panel.letter import letters
from leadready.report.letter import LetterDocument
from leadready.rubric.model import CutScore
from tests.panel.rounds import Round, campaign

DAY = date(2027, 3, 1)


def full_round(
    name="Rhiannon Pugh", contact="rhiannon@example.org", why="Read again together.", outcome="not-appointed"
):
    """The shipped selection rubric, one applicant with marks of three raters, a moderation, gates and all three parts."""
    assessment = load_assessment(assets.assessments() / "clinical-leadership")
    rubric = assessment.rubrics["selection"]
    made = Round(
        campaign(
            prompts=assessment.instrument.evidence,
            criteria=rubric.criteria,
            order=tuple(rubric.criteria),
            tie_breaks=rubric.tie_breaks,
            cut=CutScore(method="fixed", at=Decimal(60), decided="By the programme board."),
            weights=Weights(
                evidence=Decimal(70), objective=Decimal(20), self_report=Decimal(10), reason="The board asked for it."
            ),
            objective_scores=("knowledge",),
            self_report_score=("selection", "x"),
            gates={
                "time": Eligibility(kind="time", title="Protected time", asks="How much?", least=Decimal("0.2")),
                "sponsor": Eligibility(kind="sponsor", title="A sponsor", asks="Who?"),
            },
        )
    )
    made.receive("K7M2QX", name=name, contact=contact)
    marks = {"led-change": (4, 3), "setback": (2, 5), "feedback": (3, 3), "measured": (5, 5), "why-lead": (1, 2)}
    for place, rater in enumerate(("ann", "bob")):
        made.write("lea", "assigned", {"on": True}, about="K7M2QX", part=rater)
        made.write(rater, "declared", {"relation": "none"}, about="N-K7M2QX")
        for criterion, both in marks.items():
            made.write(rater, "rated", {"mark": both[place], "why": why}, about="K7M2QX", part=criterion)
        made.write(rater, "locked", about="K7M2QX")
    made.moderate("K7M2QX", "setback", 3)
    made.write("lea", "exercises", {"objective": "125/2", "self_report": "80"}, about="K7M2QX")
    made.write("lea", "gate", {"passed": True, "why": why}, about="K7M2QX", part="time")
    made.write("lea", "decided", {"outcome": outcome, "person": "Dr Lea Lead", "why": why}, about="K7M2QX")
    return made


def full_letter(**changes):
    return replace(letters(full_round().view())["K7M2QX"], **changes)


def document(**changes):
    return LetterDocument(full_letter(**changes), DAY, "Please do apply again.", "Dr Lea Lead")
