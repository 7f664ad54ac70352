"""Outcomes, departures from the ranking and states of the reserve list in words for people."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from leadready.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.panel.campaign import Campaign
    from leadready.panel.decisions import Departure
    from leadready.panel.kinds import Outcome, ReserveState

_CODES_SHOWN = 8
_DAY = 24


def outcome_words(outcome: Outcome) -> str:
    """Name an outcome."""
    words: dict[Outcome, str] = {
        "offered": _("Offered a place"),
        "reserve": _("On the reserve list"),
        "not-appointed": _("Not appointed"),
        "withdrawn": _("Withdrew"),
        "ineligible": _("Not eligible"),
    }
    return words[outcome]


def state_words(state: ReserveState) -> str:
    """Name a state of the reserve list."""
    words: dict[ReserveState, str] = {
        "waiting": _("Waiting"),
        "offered": _("Offered a place"),
        "held": _("Offer held for them"),
        "accepted": _("Accepted"),
        "declined": _("Declined"),
        "expired": _("Ran out of time"),
        "withdrawn": _("Withdrew"),
    }
    return words[state]


def departure_words(campaign: Campaign, one: Departure) -> str:
    """Say how an outcome departs from the ranking or a gate."""
    if one.kind == "gate":
        titles = [campaign.gates[id_].title if id_ in campaign.gates else id_ for id_ in one.others]
        return _("Does not pass: {gates}.").format(gates=", ".join(titles))
    words = {
        "over": _("Goes further than an application that is ranked higher: {codes}."),
        "under": _("Goes less far than an application that is ranked lower: {codes}."),
        "tie": _("Nothing parts it from an application with another outcome: {codes}."),
    }
    return words[one.kind].format(codes=some_codes(one.others))


def some_codes(codes: Iterable[str]) -> str:
    """Name the first codes of many."""
    every = list(codes)
    shown = ", ".join(every[:_CODES_SHOWN])
    more = len(every) - _CODES_SHOWN
    if more <= 0:
        return shown
    return ngettext("{codes} and {n} more", "{codes} and {n} more", more).format(codes=shown, n=more)


def clock_words(until: str, now: datetime) -> str:
    """Say how long an offer still holds, or since when it has run out, in days and hours, rounded down."""
    hours = (datetime.fromisoformat(until) - now).total_seconds() / 3600
    days, left = divmod(int(abs(hours)), _DAY)
    parts: list[str] = []
    if days:
        parts.append(ngettext("{n} day", "{n} days", days).format(n=days))
    if left or not days:
        parts.append(ngettext("{n} hour", "{n} hours", left).format(n=left))
    words = _("{time} left") if hours >= 0 else _("{time} ago")
    return words.format(time=" ".join(parts))
