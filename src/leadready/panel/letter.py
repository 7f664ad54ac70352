"""What a letter to an applicant rests on: their own marks and scores, the line, and the outcome; nobody else's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from leadready.canonical import content_hash
from leadready.language import _
from leadready.panel.campaign import HIGHEST_SHARE
from leadready.panel.masking import names_one_of
from leadready.panel.merit import scaled
from leadready.panel.order import order_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.panel.campaign import Campaign
    from leadready.panel.kinds import Outcome
    from leadready.panel.merit import CriterionMerit, Merit
    from leadready.panel.order import Order
    from leadready.panel.view import Applicant, PanelView
    from leadready.rubric.model import Criterion

State: TypeAlias = Literal["undecided", "draft", "changed", "released"]
"""Whether there is a letter at all, whether somebody read and released it, and whether it has changed since."""
PartKind: TypeAlias = Literal["evidence", "exercises", "self-report"]
_MIDDLE = 50
_HOLDING = frozenset({"offered", "held"})
"""States of the reserve list in which an offer is open."""
_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A mark and what stands for it.

    Attributes:
        mark: The mark.
        words: Its anchor.
        named: Other marks whose number the anchor names, such as 4 in “As 4, and …”, with their anchors.
    """

    mark: int
    words: str
    named: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One criterion.

    Attributes:
        title: Its title.
        weight: Its weight among the criteria.
        lowest: The lowest mark that there is.
        highest: The highest.
        mark: The mean of the raters' marks, or what the panel settled on; None without any.
        raters: How many marked it.
        is_settled: Whether the panel settled on it together.
        scaled: The mark on 0 (lowest) to 100 (highest).
        reached: The highest anchor that is not above the mark.
        aim: What a stronger answer shows: the lowest anchor above the mark in the upper half of the marks, the middle
            among them; None at the top. An anchor of a weak answer is nothing to aim at.
    """

    title: str
    weight: Fraction
    lowest: int
    highest: int
    mark: Fraction | None = None
    raters: int = 0
    is_settled: bool = False
    scaled: Fraction | None = None
    reached: Anchored | None = None
    aim: Anchored | None = None

    @property
    def is_strength(self) -> bool:
        """Whether it lies in the upper half of the marks."""
        return self.scaled is not None and self.scaled > _MIDDLE


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of the total: its score from 0 to 100, and its share of the total in per cent."""

    kind: PartKind
    score: Fraction | None
    share: Fraction

    @property
    def adds(self) -> Fraction:
        """What it adds to the total."""
        return (self.score or Fraction(0)) * self.share / Fraction(HIGHEST_SHARE)


@dataclass(frozen=True, slots=True)
class GateResult:
    """A condition of the round, and whether the application meets it.

    Attributes:
        passed: None where nobody has said.
        note: Why; a letter leaves it out.
    """

    title: str
    passed: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How the shortlist's line was set.

    Attributes:
        at: The total on it; None where there is none yet.
        places: How many places there were, if it was set by them.
        decided: Who set it, and how, in the words of the rubric.
    """

    at: Fraction | None
    places: int | None
    decided: str


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a letter says.

    Attributes:
        reference: The code of the application.
        name: Who it is to.
        reached_at: Where they can be reached.
        round_title: The round.
        contact: Who answers questions.
        outcome: What was decided.
        person: Who decided; empty where that would name a rater.
        place: The place on the reserve list, of whom the outcome puts there.
        until: When an offer from that list runs out, such as `2027-03-01T12:00:00Z`; empty where it does not.
        questions: The criteria, in the order of the campaign.
        parts: What counts, in the order evidence, exercises, self-report.
        total: None unless every criterion has a mark.
        line: The threshold.
        is_above: Whether the total is on the line or above.
        error: Standard error of a total, in points; None where it is not known.
        gates: The conditions.
        reason: Why self-report counts; empty where it does not.
    """

    reference: str
    name: str
    reached_at: str
    round_title: str
    contact: str
    outcome: Outcome
    person: str
    place: int | None
    until: str
    questions: tuple[QuestionResult, ...]
    parts: tuple[ScorePart, ...]
    total: Fraction | None
    line: Line
    is_above: bool
    error: Fraction | None
    gates: tuple[GateResult, ...]
    reason: str

    @property
    def strengths(self) -> tuple[QuestionResult, ...]:
        """The criteria in the upper half of the marks, the highest first."""
        found = [one for one in self.questions if one.is_strength]
        return tuple(sorted(found, key=lambda one: one.scaled or Fraction(0), reverse=True))

    @property
    def areas(self) -> tuple[QuestionResult, ...]:
        """The criteria with something above what was reached, the lowest first."""
        found = [one for one in self.questions if one.aim is not None]
        return tuple(sorted(found, key=lambda one: one.scaled or Fraction(0)))


def letters(view: PanelView, only: str = "", order: Order | None = None) -> dict[str, Letter]:
    """Put together the letter of every applicant about whom something was decided, by reference code.

    Args:
        view: What the log says.
        only: The one whose letter is wanted; empty for all.
        order: The order of the round, where it is known already.
    """
    campaign, standing = view.campaign, order_of(view, order)
    drawn = Line(standing.line, campaign.cut.places, campaign.cut.decided or "")
    # Eight places are more than anyone prints, and the same on every computer that rounds as IEEE 754 asks.
    exact_error = None if standing.error is None else Fraction(f"{standing.error:.8f}")
    raters = [member.name for member in view.members.values() if "rater" in member.roles]
    made: dict[str, Letter] = {}
    for reference, merit in standing.merits.items():
        applicant = view.applicants[reference]
        outcome, private, reserve = applicant.outcome, applicant.private, applicant.reserve
        if outcome is None or private is None or only not in {"", reference}:
            continue
        made[reference] = Letter(
            reference=reference,
            name=private.name,
            reached_at=private.contact,
            round_title=campaign.title,
            contact=campaign.contact,
            outcome=outcome.outcome,
            person="" if names_one_of(outcome.person, raters) else outcome.person,
            place=reserve.place if reserve and outcome.outcome == "reserve" else None,
            until=(reserve.until or "") if reserve and reserve.state in _HOLDING else "",
            questions=questions(campaign, merit),
            parts=parts(campaign, merit),
            total=merit.total,
            line=drawn,
            is_above=reference in standing.shortlist,
            error=exact_error,
            gates=gates(campaign, applicant),
            reason=(campaign.weights.reason or "") if campaign.weights.self_report else "",
        )
    return made


def questions(campaign: Campaign, merit: Merit) -> tuple[QuestionResult, ...]:
    """Give the criteria of an application, in the order of the campaign."""
    return tuple(_question(criterion, merit.criteria.get(id_)) for id_, criterion in campaign.in_order)


def _question(criterion: Criterion, one: CriterionMerit | None) -> QuestionResult:
    marks = sorted(int(anchor) for anchor in criterion.anchors)
    weight, low, high = Fraction(criterion.weight), marks[0], marks[-1]
    if one is None:
        return QuestionResult(criterion.title, weight, low, high)
    mark = low + one.scaled * (high - low) / 100
    reached = max((place for place in marks if place <= mark), default=low)
    aim = min((place for place in marks if place > mark and 2 * place >= low + high), default=None)
    return QuestionResult(
        title=criterion.title,
        weight=weight,
        lowest=low,
        highest=high,
        mark=mark,
        raters=len(one.marks),
        is_settled=one.moderated is not None,
        scaled=scaled(criterion, mark),
        reached=_anchored(criterion, reached),
        aim=None if aim is None else _anchored(criterion, aim),
    )


def _anchored(criterion: Criterion, mark: int) -> Anchored:
    """Give an anchor with those that it names: alone, “As 4, and …” says nothing."""
    words = criterion.anchors[str(mark)]
    numbers = {int(number) for number in _NUMBER.findall(words)} - {mark}
    named = ((other, criterion.anchors[str(other)]) for other in sorted(numbers) if str(other) in criterion.anchors)
    return Anchored(mark, words, tuple(named))


def parts(campaign: Campaign, merit: Merit) -> tuple[ScorePart, ...]:
    """Give what makes up a total; the self-report's share goes to the evidence where it has no score."""
    weights = campaign.weights
    own = Fraction(weights.self_report) if merit.self_report is not None else Fraction(0)
    found = [ScorePart("evidence", merit.evidence, Fraction(weights.evidence) + Fraction(weights.self_report) - own)]
    if weights.objective:
        found.append(ScorePart("exercises", merit.objective or Fraction(0), Fraction(weights.objective)))
    if weights.self_report:
        found.append(ScorePart("self-report", merit.self_report, own))
    return tuple(found)


def gate_note(applicant: Applicant, gate: str) -> str:
    """Say what a gate rests on, with who confirms it where the applicant named somebody."""
    said = applicant.gates.get(gate)
    if said is None:
        return ""
    name = applicant.private.sponsors.get(gate, "") if applicant.private else ""
    by = _("Confirmed by {name}, as the applicant says.").format(name=name) if name else ""
    return " ".join(filter(None, (said.why if said.confirmed or not by else "", by)))


def gates(campaign: Campaign, applicant: Applicant) -> tuple[GateResult, ...]:
    """Give the conditions of the round and whether an application meets them."""
    known = {id_: one.passed for id_, one in applicant.gates.items()}
    return tuple(GateResult(gate.title, known.get(id_)) for id_, gate in campaign.gates.items())


def digest(letter: Letter) -> str:
    """Give the hash of all that a letter says; a letter whose marks or line changed has another."""
    said: dict[str, Any] = _data(letter)
    return content_hash(said)


def state(applicant: Applicant, letter: Letter | None) -> State:
    """Say how far the letter of an applicant has come."""
    if letter is None:
        return "undecided"
    if applicant.released is None:
        return "draft"
    return "released" if applicant.released.letter == digest(letter) else "changed"


def states(view: PanelView, made: Mapping[str, Letter]) -> dict[str, State]:
    """Say how far each letter has come, by reference code; who was erased gets none."""
    return {
        reference: state(applicant, made.get(reference))
        for reference, applicant in view.applicants.items()
        if not applicant.is_erased
    }


def _data(value: Any) -> Any:  # noqa: ANN401 - any value of these classes
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if is_dataclass(value):
        return {field.name: _data(getattr(value, field.name)) for field in fields(value)}
    return [_data(one) for one in value]
