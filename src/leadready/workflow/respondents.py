"""Respondents whose answers came as files: the plan that is in the file, or is suggested for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.responses_json import read_respondent, respondent_from
from leadready.language import _
from leadready.report.edition import WHOLE
from leadready.workflow.export import export_plan, plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from leadready.assessment.mappings import FrameworkMapping
    from leadready.assessment.model import Assessment
    from leadready.exchange.responses_json import RespondentFile
    from leadready.instrument.model import Instrument
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


def write_plan(order: PlanOrder, source: Path, target: Path) -> Path:
    """Write the plan of a respondent's file, or of the PDF of a plan, as the ending of the target says.

    The plan is the one in the file; where there is none, one is suggested. From a file without answers nothing but the
    version to share can be written.

    Raises:
        LeadreadyError: it is no PDF of ours, or was read by another rubric; or the target cannot be written.
        ProblemsFound: everything that is wrong with what it says.
    """
    respondent = _respondent(source, order.assessment.instrument)
    if respondent.rubric not in {"", order.rubric.id}:
        what = _("This plan was made with the rubric “{rubric}”.").format(rubric=respondent.rubric)
        raise LeadreadyError(what, where=source.name, advice=_("Choose that rubric."))
    reading = Reading(order.assessment, order.rubric, respondent.responses)
    plan = respondent.plan or suggested_plan(reading, order.today)
    answered_on = respondent.answered_on or order.today
    document = plan_document(
        reading, plan, answered_on=answered_on, name=respondent.name, role=respondent.role, mappings=order.mappings
    )
    shows_scores = order.edition.shows_scores and respondent.has_answers
    document = replace(document, sitting=respondent.sitting)
    return export_plan(document, target, replace(order.edition, shows_scores=shows_scores))


def _respondent(source: Path, instrument: Instrument) -> RespondentFile:
    if source.suffix.lower() != ".pdf":
        return read_respondent(source, instrument)
    from leadready.report.read_back import attached_text

    return respondent_from(attached_text(source), source.name, instrument)
