"""Export: a plan, or a person's answers, leave as a file, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.files import write_whole
from leadready.report.document import PlanDocument

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from leadready.planning.plan import DevelopmentPlan
    from leadready.workflow.reading import Reading
    from leadready.workflow.sitting import Sitting


def plan_document(reading: Reading, plan: DevelopmentPlan, *, answered_on: date, name: str, role: str) -> PlanDocument:
    """Put together all that a plan document says."""
    return PlanDocument(
        name=name,
        role=role,
        answered_on=answered_on,
        assessment=reading.assessment,
        rubric=reading.rubric,
        profile=reading.profile,
        rulings=reading.rulings,
        findings=reading.findings,
        plan=plan,
    )


def export_pdf(document: PlanDocument, target: Path) -> Path:
    """Write the plan as a PDF; returns the file.

    Raises:
        FileNotWritten: with the reason; an earlier file of that name is untouched.
    """
    from leadready.report.plan_pdf import plan_pdf

    write_whole(target, plan_pdf(document))
    return target


def export_answers(sitting: Sitting, target: Path) -> Path:
    """Write the answers of a sitting, without a name, as a file that others can put together; returns the file.

    Raises:
        FileNotWritten: with the reason; an earlier file of that name is untouched.
    """
    from leadready.exchange.responses_json import respondent_text

    administration = sitting.administration
    answered = (administration.completed_at or administration.started_at).astimezone().date()
    text = respondent_text(sitting.assessment.id, sitting.answers, answered_on=answered, sitting=sitting.id)
    write_whole(target, text.encode())
    return target
