"""A round as tables: applications, marks, moderations, decisions and the agenda, each with a row for each thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.panel.letter import letters, states
from leadready.panel.merit import merits
from leadready.panel.moderation import discrepancies
from leadready.panel.ranking import ranking
from leadready.panel.robustness import line, near_the_line, shortlist
from leadready.panel.round_summary import without_applicants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from fractions import Fraction

    from leadready.exchange.tables import Cell
    from leadready.panel.merit import Merit
    from leadready.panel.view import Applicant, PanelView

PLACES = 6
"""Decimals of numbers; the audit pack has them exact."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: names of its columns, and rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def round_tables(view: PanelView, *, names: bool) -> dict[str, Sheet]:
    """Give the tables of a round by name.

    Args:
        view: What the log says.
        names: Whether names, contacts and adjustments of applicants are in them; otherwise there are codes only, and
            applicants' names are masked in reasons.
    """
    found = merits(view)
    said = _as_typed if names else without_applicants(view)
    return {
        "applications": _applications(view, found, names=names),
        "marks": _marks(view, said),
        "moderations": Sheet(
            ("applicant", "criterion", "mark", "why", "people"),
            tuple(
                (reference, criterion, one.mark, said(reference, one.why), ", ".join(one.people))
                for (reference, criterion), one in sorted(view.moderated.items())
            ),
        ),
        "decisions": _decisions(view, said),
        "agenda": Sheet(
            ("applicant", "criterion", "reason", "distance", "from_line", "settled"),
            tuple(
                (
                    one.reference,
                    one.criterion,
                    one.reason,
                    _number(one.distance),
                    _number(one.from_line),
                    _yes(said=one.settled),
                )
                for one in discrepancies(view.campaign, found, line(view.campaign, found))
            ),
        ),
    }


def _as_typed(_reference: str, text: str) -> str:
    return text


def _applications(view: PanelView, found: Mapping[str, Merit], *, names: bool) -> Sheet:
    campaign = view.campaign
    places = {place.reference: place for place in ranking(campaign, found.values())}
    above, near = shortlist(campaign, found), frozenset(near_the_line(campaign, found))
    drafted = states(view, letters(view))
    gates, criteria = tuple(campaign.gates), tuple(campaign.order)
    header = (
        "applicant",
        *(("name", "contact", "adjustments") if names else ()),
        "written_at",
        "number",
        "late",
        *(f"gate.{id_}" for id_ in gates),
        *(f"score.{id_}" for id_ in criteria),
        "evidence",
        "exercises",
        "self_report",
        "total",
        "rank",
        "tied",
        "lot",
        "on_or_above_line",
        "near_line",
        "outcome",
        "letter",
    )

    def row(reference: str, one: Applicant, merit: Merit) -> Iterator[Cell]:
        place = places.get(reference)
        yield reference
        if names:
            private = one.private
            yield from (private.name, private.contact, private.adjustments) if private else ("", "", "")
        yield from (
            (one.received.at, one.received.number, _yes(said=one.received.late)) if one.received else ("", None, "")
        )
        yield from (_yes(said=one.gates[id_].passed) if id_ in one.gates else "" for id_ in gates)
        yield from (_number(merit.criteria[id_].scaled) if id_ in merit.criteria else None for id_ in criteria)
        yield from map(_number, (merit.evidence, merit.objective, merit.self_report, merit.total))
        yield from (place.rank, " ".join(place.tied), place.lot) if place else (None, "", None)
        yield _yes(said=reference in above)
        yield _yes(said=reference in near)
        yield one.outcome.outcome if one.outcome else ""
        yield drafted[reference]

    there = ((code, one) for code, one in view.applicants.items() if not one.is_erased)
    return Sheet(header, tuple(tuple(row(code, one, found[code])) for code, one in there))


def _marks(view: PanelView, said: Callable[[str, str], str]) -> Sheet:
    counting = view.locked_marks()
    return Sheet(
        ("applicant", "rater", "criterion", "rating", "why", "counts"),
        tuple(
            (*key, view.marks[key].mark, said(key[0], view.marks[key].why), _yes(said=key in counting))
            for key in ((code, rater, criterion) for code, rater, criterion in sorted(view.marks))
        ),
    )


def _decisions(view: PanelView, said: Callable[[str, str], str]) -> Sheet:
    rows = (
        (
            reference,
            one.outcome.outcome,
            one.outcome.person,
            said(reference, one.outcome.why),
            said(reference, one.outcome.considered),
            one.reserve.place if one.reserve else None,
            one.reserve.state if one.reserve else "",
            (one.reserve.until or "") if one.reserve else "",
        )
        for reference, one in view.applicants.items()
        if one.outcome and not one.is_erased
    )
    header = ("applicant", "outcome", "person", "why", "considered", "reserve_place", "reserve_state", "reserve_until")
    return Sheet(header, tuple(rows))


def _number(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), PLACES)


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"
