"""What a panel keeps about one applicant, as data for that applicant."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from leadready.panel.contest import Contest

FORMAT = "leadready/contest/1"


def contest_json(found: Contest, day: date) -> bytes:
    """Write it as JSON; totals and shares are exact fractions such as `125/2`.

    Args:
        found: What is kept.
        day: The day that it bears.
    """
    return json.dumps(_document(found, day), indent=2, ensure_ascii=False).encode() + b"\n"


def _document(found: Contest, day: date) -> dict[str, Any]:
    outcome, received, released = found.outcome, found.received, found.released
    return {
        "format": FORMAT,
        "day": day.isoformat(),
        "round": {"id": found.campaign.id, "title": found.campaign.title, "contact": found.campaign.contact},
        "application": found.reference,
        "name": found.name,
        "contact": found.reached_at,
        "adjustments": found.adjustments,
        "received": None if received is None else received.model_dump(mode="json"),
        "evidence": [
            {"asked": one.asked, "sent": one.sent, "read": one.read, "hidden": one.hidden} for one in found.answers
        ],
        "answers": dict(found.items),
        "conditions": [{"title": one.title, "passed": one.passed, "note": one.note} for one in found.gates],
        "outcome": None
        if outcome is None
        else {
            "outcome": outcome.outcome,
            "person": outcome.person,
            "why": outcome.why,
            "considered": outcome.considered,
        },
        "reserve_place": found.place,
        "letter": None if released is None else {"person": released.person, "sentence": released.sentence},
        "standing": {
            "total": _exact(found.total),
            "rank": found.rank,
            "of": found.ranked,
            "line": _exact(found.line),
            "on_or_above": found.is_above,
            "near": found.is_near,
            "standard_error": found.error,
        },
        **_judged(found),
        "trail": [
            {
                "at": one.at,
                "by": one.by,
                "kind": one.kind,
                "part": one.part,
                "stands": one.stands,
                "record": one.record,
            }
            for one in found.trail
        ],
        "withheld": list(found.withheld),
    }


def _judged(found: Contest) -> dict[str, Any]:
    return {
        "marks": [
            {
                "rater": one.rater,
                "criterion": one.criterion,
                "mark": one.mark,
                "why": one.why,
                "lines": [{"line": line, "ticked": ticked} for line, ticked in one.lines],
                "counts": one.counts,
            }
            for one in found.marks
        ],
        "moderated": [
            {"criterion": one.criterion, "mark": one.mark, "why": one.why, "people": one.people}
            for one in found.settled
        ],
        "questions": [
            {
                "title": one.title,
                "weight": _exact(one.weight),
                "mark": _exact(one.mark),
                "scaled": _exact(one.scaled),
                "lowest": one.lowest,
                "highest": one.highest,
            }
            for one in found.questions
        ],
        "parts": [{"part": one.kind, "score": _exact(one.score), "share": _exact(one.share)} for one in found.parts],
        "agreement": [
            {
                "criterion": one.criterion,
                "compared": one.compared,
                "exact": one.exact,
                "within_one": one.within_one,
                "coefficients": [
                    {"id": each.id, "value": each.value, "low": each.low, "high": each.high}
                    for each in one.coefficients
                ],
            }
            for one in found.agreement
        ],
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
