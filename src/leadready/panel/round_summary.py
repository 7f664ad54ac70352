"""What a report on a round tells: everything by reference code, and no applicant's name, also not in what was typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from leadready.language import _
from leadready.panel.agreement.of_round import locked_ratings, public_seed, scale_of
from leadready.panel.agreement.report import panel_agreement
from leadready.panel.kinds import Outcome
from leadready.panel.masking import masked, names_one_of
from leadready.panel.merit import merits
from leadready.panel.moderation import discrepancies
from leadready.panel.names import WholeNames
from leadready.panel.ranking import ranking
from leadready.panel.redraws import rank_intervals
from leadready.panel.robustness import line, near_the_line, shortlist, standard_error, under_other_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

    from leadready.panel.agreement.report import PanelAgreement
    from leadready.panel.campaign import Campaign, Member
    from leadready.panel.merit import Merit
    from leadready.panel.moderation import Discrepancy
    from leadready.panel.ranking import Place
    from leadready.panel.redraws import RankInterval
    from leadready.panel.robustness import WeightChange
    from leadready.panel.view import PanelView


@dataclass(frozen=True, slots=True)
class Stages:
    """How many applications there are, stage by stage; late ones are among those received."""

    received: int
    late: int
    eligible: int
    marked: int
    above: int
    outcomes: Mapping[Outcome, int]
    undecided: int
    erased: int


@dataclass(frozen=True, slots=True)
class SettledMark:
    """What the panel settled on, and why: (reference, criterion) is its key."""

    mark: int
    why: str
    people: int


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, who set it and why."""

    outcome: Outcome
    person: str
    why: str
    considered: str


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A whole round.

    Attributes:
        members: Everyone who ever had a part.
        left: Ids of those who left.
        stages: How many came how far.
        marks: By criterion id, how often each mark was given.
        agreement: Of the marks before any moderation; None where nobody locked any.
        merits: Every application.
        places: The ranking.
        intervals: Between which ranks each lies.
        line: The total on the line.
        error: The standard error of a total, in points.
        above: Who is on the line or above.
        near: Who is within one standard error of it.
        agenda: What was to be talked about.
        settled: What the panel settled on.
        other_weights: What each weight, a tenth higher or lower, would change of the shortlist.
        decisions: The outcomes.
        contradictions: How many things two people said differently, so that none of it counts yet.
    """

    campaign: Campaign
    members: tuple[Member, ...]
    left: frozenset[str]
    stages: Stages
    marks: Mapping[str, Mapping[int, int]]
    agreement: PanelAgreement | None
    merits: Mapping[str, Merit]
    places: tuple[Place, ...]
    intervals: Mapping[str, RankInterval]
    line: Fraction | None
    error: float | None
    above: frozenset[str]
    near: tuple[str, ...]
    agenda: tuple[Discrepancy, ...]
    settled: Mapping[tuple[str, str], SettledMark]
    other_weights: tuple[WeightChange, ...]
    decisions: Mapping[str, Decision]
    contradictions: int


def marks_agreement(view: PanelView) -> PanelAgreement | None:
    """Work out how far raters agree in the marks that they locked, before any moderation; None without marks."""
    rated = locked_ratings(view)
    if not rated:
        return None
    return panel_agreement(rated, scale_of(view.campaign), public_seed(view.campaign))


def without_applicants(view: PanelView) -> Callable[[str, str], str]:
    """Give what takes applicants' names out of a text that was typed about one: of the others whole names only."""
    label = _("[name]")
    names = WholeNames(one.private.name for one in view.applicants.values() if one.private)

    def hidden(reference: str, text: str) -> str:
        private = view.applicants[reference].private if reference in view.applicants else None
        return masked(text, names, label, {private.name: label} if private else {})

    return hidden


def round_summary(view: PanelView) -> RoundSummary:
    """Put a report together from what stands."""
    campaign, found = view.campaign, merits(view)
    at, above = line(campaign, found), shortlist(campaign, found)
    hidden = without_applicants(view)
    panel = [member.name for member in view.members.values()]
    marks: dict[str, Counter[int]] = {id_: Counter() for id_ in campaign.order}
    for (_reference, _member, criterion), mark in view.locked_marks().items():
        if criterion in marks:
            marks[criterion][mark.mark] += 1
    return RoundSummary(
        campaign=campaign,
        members=tuple(view.members.values()),
        left=view.left,
        stages=_stages(view, found, above),
        marks=marks,
        agreement=marks_agreement(view),
        merits=found,
        places=ranking(campaign, found.values()),
        intervals=rank_intervals(campaign, found),
        line=at,
        error=standard_error(campaign, found),
        above=above,
        near=near_the_line(campaign, found),
        agenda=discrepancies(campaign, found, at),
        settled={
            (reference, criterion): SettledMark(one.mark, hidden(reference, one.why), len(one.people))
            for (reference, criterion), one in sorted(view.moderated.items())
        },
        other_weights=under_other_weights(view),
        decisions={
            reference: Decision(
                one.outcome.outcome,
                # A member's own name stays, though an applicant be called the same: who decided must be readable.
                person if names_one_of(person := one.outcome.person, panel) else hidden(reference, person),
                hidden(reference, one.outcome.why),
                hidden(reference, one.outcome.considered),
            )
            for reference, one in view.applicants.items()
            if one.outcome and not one.is_erased
        },
        contradictions=len(view.standing.conflicts),
    )


def _stages(view: PanelView, found: Mapping[str, Merit], above: frozenset[str]) -> Stages:
    there = [one for one in view.applicants.values() if one.received and not one.is_erased]
    decided = Counter(one.outcome.outcome for one in there if one.outcome)
    gates = view.campaign.gates
    return Stages(
        received=len(there),
        late=sum(one.received.late for one in there if one.received),
        eligible=sum(all(id_ in one.gates and one.gates[id_].passed for id_ in gates) for one in there),
        marked=sum(merit.total is not None for merit in found.values()),
        above=len(above),
        outcomes={outcome: decided[outcome] for outcome in get_args(Outcome)},
        undecided=sum(one.outcome is None for one in there),
        erased=sum(one.is_erased for one in view.applicants.values()),
    )
