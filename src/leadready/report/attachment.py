"""The data of a plan's document, as its PDF carries it to be read back: no more than its pages show.

So the answers are in it only where somebody asked for the part that lists them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from leadready.planning.plan import DOCUMENT_FORMAT, NotNow
from leadready.report.edition import Part
from leadready.scoring.responses import Absence, as_json

if TYPE_CHECKING:
    from leadready.planning.plan import DevelopmentPlan
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

NAME = "plan.json"


def attachment(document: PlanDocument, edition: Edition) -> bytes:
    """Write the data of an edition as JSON (docs/formats)."""
    said: dict[str, Any] = {
        "format": DOCUMENT_FORMAT,
        "assessment": document.assessment.id,
        "version": document.assessment.instrument.version,
        "definition_hash": document.assessment.hash,
        "rubric": document.rubric.id,
        "rubric_version": document.rubric.version,
        "name": document.name,
    }
    if Part.COVER in edition.in_order:
        said |= {"role": document.role, "answered_on": document.answered_on.isoformat()}
    if Part.ANSWERS in edition.in_order:
        said["responses"] = as_json(_answers(document))
    if Part.GOALS in edition.in_order:
        said["plan"] = _plan(document.plan, edition)
    return json.dumps(said, indent=2, ensure_ascii=False).encode() + b"\n"


def _answers(document: PlanDocument) -> dict[str, Any]:
    """Give the answers that were given; that an item was not for this person follows from them."""
    instrument = document.assessment.instrument
    return {
        item_id: answer
        for item_id, answer in document.rulings.circumstances.responses.items()
        if answer is not Absence.NOT_APPLICABLE or instrument.response_scale_of(item_id).not_applicable
    }


def _plan(plan: DevelopmentPlan, edition: Edition) -> dict[str, Any]:
    """Give the plan as it is shown: not what was written for the other choice, nor names of accounts in a bank."""
    shown = plan.model_copy(update={"goals": ()} if plan.is_not_now else {"not_now": NotNow()})
    # Reasons, aims and strengths tell scores, so the version to share has none of them.
    shared = not edition.shows_scores
    of_action = {"accounts": True, "because": shared}
    of_goal = {**of_action, "target_level": shared, "builds_on_strength": shared, "actions": {"__all__": of_action}}
    exclude: dict[str, Any] = {"goals": {"__all__": of_goal}, "not_now": {"taster": of_action}}
    return {"format": plan.format, **shown.model_dump(mode="json", exclude_defaults=True, exclude=exclude)}
