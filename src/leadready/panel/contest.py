"""All that a panel keeps about one applicant, as they may see it: raters have numbers; what is withheld is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.panel.kinds import Declared, Locked, Noted, Rated
from leadready.panel.letter import gate_note, gates, parts, questions
from leadready.panel.masking import masked, names_one_of
from leadready.panel.merit import merits
from leadready.panel.names import WholeNames
from leadready.panel.ranking import ranking
from leadready.panel.robustness import line, near_the_line, shortlist, standard_error
from leadready.panel.round_summary import marks_agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from leadready.panel.agreement.report import CriterionAgreement
    from leadready.panel.campaign import Campaign
    from leadready.panel.kinds import Outcome, Received, Released
    from leadready.panel.letter import GateResult, QuestionResult, ScorePart
    from leadready.panel.log import Log
    from leadready.panel.record import Record
    from leadready.panel.view import Applicant, PanelView


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """An answer as it was sent, and as raters read it (None where it never went out) with how many places hidden."""

    asked: str
    sent: str
    read: str | None
    hidden: int


@dataclass(frozen=True, slots=True)
class MarkGiven:
    """A mark by a rater with a number instead of a name, with the reason and the yes/no lines.

    Attributes:
        counts: Whether the rater had locked it and had no conflict.
    """

    rater: str
    criterion: str
    mark: int
    why: str
    lines: tuple[tuple[str, bool | None], ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class SettledTogether:
    """What the panel settled on for a criterion, and why."""

    criterion: str
    mark: int
    why: str
    people: int


@dataclass(frozen=True, slots=True)
class OutcomeSet:
    """The outcome, who set it (empty where that would name a rater), why, and what else was considered."""

    outcome: Outcome
    person: str
    why: str
    considered: str


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """A record about the applicant.

    Attributes:
        at: When, by the computer of whoever wrote it.
        by: A rater's number, or the office.
        kind: What sort of thing was written.
        part: Which criterion, prompt or condition; a rater's number where it is about one.
        stands: Whether nothing has taken its place.
        record: Its hash: the audit pack has it too.
    """

    at: str
    by: str
    kind: str
    part: str
    stands: bool
    record: str


@dataclass(frozen=True, slots=True)
class Contest:
    """All of it.

    Attributes:
        name: Who it is about.
        reached_at: Where they can be reached.
        adjustments: What was adjusted for them; raters never saw it.
        received: When and as what their application came; None where it never did.
        answers: What they told in their own words.
        items: What they answered otherwise, by item id.
        marks: By rater and criterion.
        place: The place on the reserve list.
        total, rank, ranked: What they came to, and where that stands among how many.
        line, is_above, is_near, error: Where the line was, and how sure a total is.
        agreement: How far the raters of the round agreed; without names.
        trail: Every record about them, in the order in which they were written.
        withheld: What is kept and not given here, and why.
    """

    campaign: Campaign
    reference: str
    name: str
    reached_at: str
    adjustments: str
    received: Received | None
    answers: tuple[AnswerKept, ...]
    items: Mapping[str, int | str | None]
    gates: tuple[GateResult, ...]
    marks: tuple[MarkGiven, ...]
    settled: tuple[SettledTogether, ...]
    questions: tuple[QuestionResult, ...]
    parts: tuple[ScorePart, ...]
    total: Fraction | None
    rank: int | None
    ranked: int
    line: Fraction | None
    is_above: bool
    is_near: bool
    error: float | None
    outcome: OutcomeSet | None
    place: int | None
    released: Released | None
    agreement: tuple[CriterionAgreement, ...]
    trail: tuple[TrailEntry, ...]
    withheld: tuple[str, ...]


def contest(view: PanelView, log: Log, reference: str) -> Contest:
    """Put everything about one application together.

    Args:
        view: What the log says.
        log: All records, also those whose place others took.
        reference: The application; it has not been erased.
    """
    campaign, applicant = view.campaign, view.applicants[reference]
    found = merits(view)
    merit = found[reference]
    places = ranking(campaign, found.values())
    private = applicant.private
    people = _People(view, reference)
    return Contest(
        campaign=campaign,
        reference=reference,
        name=private.name if private else "",
        reached_at=private.contact if private else "",
        adjustments=private.adjustments if private else "",
        received=applicant.received,
        answers=tuple(_answers(view, applicant)),
        items=applicant.responses.answers if applicant.responses else {},
        gates=tuple(
            replace(one, note=people.without_names(gate_note(applicant, id_)))
            for id_, one in zip(campaign.gates, gates(campaign, applicant), strict=True)
        ),
        marks=tuple(_marks(view, people)),
        settled=tuple(_settled(view, people)),
        questions=questions(campaign, merit),
        parts=parts(campaign, merit),
        total=merit.total,
        rank=next((place.rank for place in places if place.reference == reference), None),
        ranked=len(places),
        line=line(campaign, found),
        is_above=reference in shortlist(campaign, found),
        is_near=reference in near_the_line(campaign, found),
        error=standard_error(campaign, found),
        outcome=people.outcome(applicant),
        place=applicant.reserve.place if applicant.reserve else None,
        released=applicant.released,
        agreement=_agreement(view),
        trail=tuple(_trail(view, log, people)),
        withheld=tuple(_withheld(view, applicant)),
    )


class _People:
    """Gives raters numbers and takes names out of what was typed. The order of numbers says nothing of who is who."""

    def __init__(self, view: PanelView, reference: str) -> None:
        self.reference = reference
        concerned = {member for code, member in view.assigned if code == reference}
        concerned |= {member for code, member, _criterion in view.marks if code == reference}
        order = sorted(concerned, key=lambda member: _shuffled(view.campaign.seed, reference, member))
        self.labels = {member: _("Rater {n}").format(n=n) for n, member in enumerate(order, start=1)}
        self._by_key = {member.signs: member for member in view.members.values()}
        rating = [member for member in view.members.values() if "rater" in member.roles]
        self._raters = {member.name: self.labels.get(member.id, _("a member of the panel")) for member in rating}
        # Of others who applied, a whole name only: parts of names are words, too.
        self._others = WholeNames(
            one.private.name for code, one in view.applicants.items() if one.private and code != reference
        )

    def without_names(self, text: str) -> str:
        return masked(text, self._others, _("[another applicant]"), self._raters)

    def author(self, record: Record) -> str:
        member = self._by_key.get(record.author)
        if member is None:
            return _("somebody without a part")
        if record.kind in _OF_RATERS:
            return self.labels.get(member.id, _("a member of the panel"))
        return _("the office")

    def part(self, view: PanelView, part: str) -> str:
        campaign = view.campaign
        if part in view.members:
            return self.labels.get(part, _("a member of the panel"))
        for titled in (campaign.criteria, campaign.prompts, campaign.gates):
            if part in titled:
                return titled[part].title
        return part

    def outcome(self, applicant: Applicant) -> OutcomeSet | None:
        said = applicant.outcome
        if said is None:
            return None
        return OutcomeSet(
            said.outcome,
            "" if names_one_of(said.person, self._raters) else said.person,
            self.without_names(said.why),
            self.without_names(said.considered),
        )


_OF_RATERS = frozenset({Rated.kind, Declared.kind, Locked.kind, Noted.kind})
"""What a rater writes; the rest is the office's, whoever of it rates as well."""


def _shuffled(seed: str, reference: str, member: str) -> str:
    return sha256(f"{seed}/contest/{reference}/{member}".encode()).hexdigest()


def _agreement(view: PanelView) -> tuple[CriterionAgreement, ...]:
    """Give how far raters agreed, without who agreed with whom."""
    whole = marks_agreement(view)
    return tuple(replace(one, pairs=()) for one in whole.criteria) if whole else ()


def _answers(view: PanelView, applicant: Applicant) -> Iterator[AnswerKept]:
    sent = applicant.private.fields if applicant.private else {}
    for id_, prompt in view.campaign.prompts.items():
        read = view.answers.get((applicant.reference, id_))
        yield AnswerKept(prompt.title, sent.get(id_, ""), read.text if read else None, read.hidden if read else 0)


def _marks(view: PanelView, people: _People) -> Iterator[MarkGiven]:
    counting = view.locked_marks()
    order = {criterion: place for place, criterion in enumerate(view.campaign.order)}
    mine = [
        (people.labels[member], order[criterion], criterion, (code, member, criterion))
        for code, member, criterion in view.marks
        if code == people.reference and criterion in order
    ]
    for label, _place, criterion, key in sorted(mine):
        mark = view.marks[key]
        lines = tuple(zip(view.campaign.criteria[criterion].lines, mark.lines, strict=False))
        why = people.without_names(mark.why)
        yield MarkGiven(label, view.campaign.criteria[criterion].title, mark.mark, why, lines, key in counting)


def _settled(view: PanelView, people: _People) -> Iterator[SettledTogether]:
    for criterion, scale in view.campaign.in_order:
        one = view.moderated.get((people.reference, criterion))
        if one is not None:
            yield SettledTogether(scale.title, one.mark, people.without_names(one.why), len(one.people))


def _trail(view: PanelView, log: Log, people: _People) -> Iterator[TrailEntry]:
    standing = set(view.standing.ids.values())
    private = view.applicants[people.reference].private
    codes = {people.reference, *([private.declared_as] if private and private.declared_as else [])}
    about: Iterable[str] = (id_ for id_ in view.standing.sifted.accepted if log.records[id_].about in codes)
    for id_ in about:
        record = log.records[id_]
        part = people.part(view, record.part) if record.part else ""
        # A lock has no words that anything could take the place of.
        stands = id_ in standing or record.kind == Locked.kind
        yield TrailEntry(record.at, people.author(record), record.kind, part, stands, id_)


def _withheld(view: PanelView, applicant: Applicant) -> Iterator[str]:
    yield _("Who the raters are: they marked without knowing who you are, and are to be free to mark as they find.")
    if any(code == applicant.reference for code, _member in view.relations):
        yield _(
            "What each rater declared about knowing you: it would say who they are. Whoever declared anything but "
            "“none” did not mark your answers."
        )
    yield _("Everything about other applicants, whose data it is.")
    if view.moderated:
        yield _("Who was in the talk where marks differed: it would name raters.")
    if applicant.ticket:
        yield _(
            "The ticket to your equality answers: it is sealed, only the holder of another key can open it, and nobody "
            "on the panel can read those answers."
        )
