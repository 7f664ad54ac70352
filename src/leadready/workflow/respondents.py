"""Respondents whose answers came as files: the plan that is suggested for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.exchange.responses_json import read_respondent
from leadready.report.edition import WHOLE
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from leadready.assessment.mappings import FrameworkMapping
    from leadready.assessment.model import Assessment
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition
    from leadready.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What plans are made of, besides the answers.

    Attributes:
        today: The day of the plans: nothing in them comes from a clock.
        edition: How they are written.
        mappings: The frameworks that the package has compared itself with.
    """

    assessment: Assessment
    rubric: Rubric
    today: date
    edition: Edition = WHOLE
    mappings: tuple[FrameworkMapping, ...] = ()


def suggested_document(order: PlanOrder, source: Path) -> PlanDocument:
    """Read a respondent's file and put the suggested plan together; raises LeadreadyError or ProblemsFound."""
    respondent = read_respondent(source, order.assessment.instrument)
    reading = Reading(order.assessment, order.rubric, respondent.responses)
    plan = suggested_plan(reading, order.today)
    answered_on = respondent.answered_on or order.today
    return plan_document(
        reading, plan, answered_on=answered_on, name=respondent.name, role=respondent.role, mappings=order.mappings
    )
