"""The command that writes a plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.definitions import chosen_rubric, spoken_named
from leadready.errors import LeadreadyError
from leadready.exchange.responses_json import read_respondent
from leadready.language import _
from leadready.workflow.export import export_pdf, plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    import argparse


def plan(chosen: argparse.Namespace) -> int:
    """Write the suggested plan of one respondent."""
    output = Path(chosen.output)
    if output.suffix.lower() != ".pdf":
        raise LeadreadyError(_("A plan is written as .pdf."), where=str(output))
    today = _day(chosen.date)
    assessment = spoken_named(chosen.assessment)
    respondent = read_respondent(Path(chosen.responses), assessment.instrument)
    reading = Reading(assessment, chosen_rubric(assessment, chosen.rubric), respondent.responses)
    answered_on = respondent.answered_on or today
    suggested = suggested_plan(reading, today)
    document = plan_document(reading, suggested, answered_on=answered_on, name=respondent.name, role=respondent.role)
    export_pdf(document, output)
    return 0


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LeadreadyError(_("“{text}” is no date.").format(text=text), advice=_("Write it as 2026-11-24.")) from None
