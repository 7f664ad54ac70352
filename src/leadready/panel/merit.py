"""What an application comes to: exact fractions from 0 to 100, from locked marks, with every step to show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.panel.campaign import HIGHEST_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.panel.campaign import Campaign
    from leadready.panel.view import PanelView
    from leadready.rubric.model import Criterion

HIGHEST = 100


@dataclass(frozen=True, slots=True)
class CriterionMerit:
    """One criterion of one application.

    Attributes:
        marks: The raters' own marks, by member id.
        moderated: What the panel settled on instead; None where it did not.
        scaled: The moderated mark or else the mean mark, from 0 (lowest anchor) to 100 (highest).
    """

    marks: Mapping[str, int]
    moderated: int | None
    scaled: Fraction


@dataclass(frozen=True, slots=True)
class Merit:
    """One application.

    Attributes:
        reference: Its code.
        criteria: By criterion id; those without a mark are missing.
        evidence: Weighted mean of the criteria; None unless every criterion has a mark.
        objective: The exercises.
        self_report: What the applicant says.
        total: What the ranking goes by; None where the evidence is not complete.
    """

    reference: str
    criteria: Mapping[str, CriterionMerit]
    evidence: Fraction | None
    objective: Fraction | None
    self_report: Fraction | None
    total: Fraction | None


def merits(view: PanelView, weights: Mapping[str, Fraction] | None = None) -> dict[str, Merit]:
    """Work out every application that was not erased, by reference code.

    Args:
        view: What the log says.
        weights: Other weights of the criteria than the campaign's, to see what hangs on them.
    """
    by_answer: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (reference, member, criterion), mark in view.locked_marks().items():
        by_answer[reference, criterion][member] = mark.mark
    campaign = view.campaign
    weighing = _Weighing(campaign, weights)
    found: dict[str, Merit] = {}
    for reference, applicant in view.applicants.items():
        if applicant.is_erased:
            continue
        criteria: dict[str, CriterionMerit] = {}
        for id_ in campaign.criteria:
            moderated = view.moderated.get((reference, id_))
            one = weighing.criterion(id_, by_answer[reference, id_], moderated.mark if moderated else None)
            if one is not None:
                criteria[id_] = one
        exercises = applicant.exercises
        objective = _fraction(exercises.objective) if exercises else None
        self_report = _fraction(exercises.self_report) if exercises else None
        evidence = weighing.evidence(criteria)
        total = None if evidence is None else weighing.total(evidence, objective, self_report)
        found[reference] = Merit(reference, criteria, evidence, objective, self_report, total)
    return found


class _Weighing:
    """Adds up, with all that is the same for every application worked out once: exact fractions are slow."""

    def __init__(self, campaign: Campaign, weights: Mapping[str, Fraction] | None) -> None:
        self._criteria = campaign.criteria
        used = weights or {id_: Fraction(scale.weight) for id_, scale in campaign.criteria.items()}
        whole = sum((used[id_] for id_ in campaign.criteria), Fraction(0))
        self._shares = {id_: used[id_] / whole for id_ in campaign.criteria}
        parts = campaign.weights
        self._evidence, self._objective, self._own = (
            Fraction(part) / Fraction(HIGHEST_SHARE) for part in (parts.evidence, parts.objective, parts.self_report)
        )
        self._means: dict[tuple[str, int, int], Fraction] = {}

    def criterion(self, id_: str, marks: Mapping[str, int], moderated: int | None) -> CriterionMerit | None:
        if moderated is None and not marks:
            return None
        if moderated is not None:
            return CriterionMerit(dict(sorted(marks.items())), moderated, self._scaled(id_, moderated, 1))
        return CriterionMerit(dict(sorted(marks.items())), None, self._scaled(id_, sum(marks.values()), len(marks)))

    def _scaled(self, id_: str, added: int, count: int) -> Fraction:
        known = self._means.get((id_, added, count))
        if known is None:
            known = self._means[id_, added, count] = scaled(self._criteria[id_], Fraction(added, count))
        return known

    def evidence(self, criteria: Mapping[str, CriterionMerit]) -> Fraction | None:
        if criteria.keys() != self._criteria.keys():
            return None
        return sum((self._shares[id_] * one.scaled for id_, one in criteria.items()), Fraction(0))

    def by_rater(self, merit: Merit) -> dict[str, Fraction]:
        members = sorted({member for one in merit.criteria.values() for member in one.marks})
        return {
            member: sum(
                (self._shares[id_] * self._scaled(id_, one.marks[member], 1) for id_, one in merit.criteria.items()),
                Fraction(0),
            )
            for member in members
            if all(id_ in merit.criteria and member in merit.criteria[id_].marks for id_ in self._criteria)
        }

    def total(self, evidence: Fraction, objective: Fraction | None, self_report: Fraction | None) -> Fraction:
        """Add up. An exercise left out counts nothing; a profile that has no score gives its share to the evidence."""
        part = self._evidence if self_report is not None else self._evidence + self._own
        whole = part * evidence
        if objective:
            whole += self._objective * objective
        if self_report:
            whole += self._own * self_report
        return whole


def scaled(criterion: Criterion, mark: Fraction | int) -> Fraction:
    """Put a mark, or a mean of marks, on 0 (lowest anchor) to 100 (highest)."""
    low, *_between, high = sorted(int(anchor) for anchor in criterion.anchors)
    return (Fraction(mark) - low) * HIGHEST / (high - low)


def rater_totals(campaign: Campaign, found: Iterable[Merit]) -> dict[str, dict[str, Fraction]]:
    """Give what the evidence of each application comes to by each rater alone, for those who marked every criterion."""
    weighing = _Weighing(campaign, None)
    return {merit.reference: weighing.by_rater(merit) for merit in found}


def _fraction(said: str | None) -> Fraction | None:
    return None if said is None else Fraction(said)
