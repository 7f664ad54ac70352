"""The audit pack: what a third party needs to work the ranking out again, to the same bytes, and no names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leadready.canonical import canonical
from leadready.exchange.bundle_file import as_data, checked
from leadready.exchange.campaign_file import read_campaign
from leadready.exchange.strict_json import check_format, read_strict
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.kinds import (
    Acted,
    Assigned,
    Decided,
    Deleted,
    Exercises,
    Held,
    Joined,
    Locked,
    Moderated,
    Passed,
    Rated,
    Received,
    Reserve,
)
from leadready.panel.log import Log
from leadready.panel.merit import merits
from leadready.panel.names import WholeNames, name_places
from leadready.panel.ranking import ranking
from leadready.panel.record import Record, record_id
from leadready.panel.view import panel_view

if TYPE_CHECKING:
    from leadready.panel.campaign import Campaign
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel

_FORMAT = "leadready/panel-audit/1"
LONG_NAME = 4
OPEN = frozenset(
    model.kind
    for model in (
        Received,
        Exercises,
        Passed,
        Assigned,
        Rated,
        Locked,
        Moderated,
        Decided,
        Reserve,
        Joined,
        Acted,
        Held,
        Deleted,
    )
)
"""The kinds whose words are in the pack. Names, answers and declarations are there as hashes only, and so is why
somebody was erased: nobody knows any more which words of it are their name."""


def standings(view: PanelView) -> dict[str, Any]:
    """Give the outcome of the round as data: exact totals, ranks, ties, lots and decisions, by reference code."""
    found = merits(view)
    places = {place.reference: place for place in ranking(view.campaign, found.values())}
    table: dict[str, Any] = {}
    for reference, merit in found.items():
        place = places.get(reference)
        outcome = view.applicants[reference].outcome
        table[reference] = {
            "total": None if merit.total is None else str(merit.total),
            "evidence": None if merit.evidence is None else str(merit.evidence),
            "criteria": {id_: str(one.scaled) for id_, one in merit.criteria.items()},
            "rank": None if place is None else place.rank,
            "tied": [] if place is None else list(place.tied),
            "lot": None if place is None else place.lot,
            "outcome": None if outcome is None else outcome.outcome,
        }
    return table


def audit_pack(panel: Panel) -> bytes:
    """Write the pack in its only form."""
    is_open = _Openness(panel.view)
    records = [panel.log.records[id_] for id_ in sorted(panel.log.records)]
    shown = [record if is_open(record) else replace(record, payload=None) for record in records]
    return _pack(str(panel.store.campaign()), panel.campaign, panel.log, shown)


class _Openness:
    """Says which records a stranger may read: of the open kinds, those that name no applicant.

    The marks of somebody with a conflict are withheld as well: they count nowhere, and the declaration that says so is
    not in the pack.
    """

    def __init__(self, view: PanelView) -> None:
        self._view = view
        self._members = {member.signs: member.id for member in view.members.values()}
        self._names = {code: one.private.name for code, one in view.applicants.items() if one.private}
        # Of the others a whole name of two words and more: parts of names are words, too.
        self._everybody = WholeNames(name for name in self._names.values() if len(name.split()) > 1)

    def __call__(self, record: Record) -> bool:
        if record.kind not in OPEN or record.payload is None:
            return False
        if record.kind == Rated.kind:
            return not self._view.is_conflicted(record.about, self._members.get(record.author, ""))
        words = " ".join(str(record.payload.get(field) or "") for field in ("why", "considered", "note"))
        name = self._names.get(record.about)
        if name is not None and names_somebody(words, name):
            return False
        return next(self._everybody.places(words), None) is None


def names_somebody(text: str, name: str) -> bool:
    """Whether a text holds somebody's name, or a part of it that is no common short word."""
    return bool(name_places(text, name, shortest=LONG_NAME))


def _pack(signed: str, campaign: Campaign, log: Log, records: list[Record]) -> bytes:
    log = Log(log.leads, {record_id(record): record for record in records}, log.heads)
    return canonical(
        {
            "format": _FORMAT,
            "campaign": signed,
            **as_data(records, log.heads),
            "standings": standings(panel_view(campaign, log)),
        }
    )


def verify(text: str, file: str) -> dict[str, Any]:
    """Check a pack without any key: every signature, every hash, and the outcome worked out again to the same bytes.

    Gives the standings.

    Raises:
        ProblemsFound: something in it does not hold.
    """
    advice = _("Ask for the audit pack again, and ask what happened to this one.")
    document = read_strict(text, file, advice=advice)
    check_format(document, _FORMAT, file)
    campaign = read_campaign(str(document.get("campaign")), file)
    found = checked(document, campaign.id, file)
    leads = frozenset(member.signs for member in campaign.with_role("lead"))
    log = Log(leads, found.records, frozenset(found.heads))
    records = [found.records[id_] for id_ in sorted(found.records)]
    if _pack(str(document["campaign"]), campaign, log, records) != text.encode():
        what = _("Worked out again, the standings are others than it says.")
        raise ProblemsFound([Problem(file, 0, "audit-fails", what, advice)])
    standing: dict[str, Any] = document["standings"]
    return standing
