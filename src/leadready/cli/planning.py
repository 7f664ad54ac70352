"""The command that writes a plan."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.definitions import chosen_rubric, package_folder, spoken_named
from leadready.cli.editions import chosen_edition
from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.rubric.uses import require_use
from leadready.workflow.export import mappings_in
from leadready.workflow.respondents import PlanOrder, write_plan
from leadready.workflow.sitting import rubrics_on_offer

if TYPE_CHECKING:
    import argparse

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric


def plan(chosen: argparse.Namespace) -> int:
    """Write the plan of one respondent."""
    order = plan_order(chosen)
    write_plan(order, Path(chosen.responses), Path(chosen.output))
    return 0


def plan_order(chosen: argparse.Namespace) -> PlanOrder:
    """Gather what the options of a command say about plans."""
    today = day(chosen.date)
    assessment = spoken_named(chosen.assessment)
    rubric = for_development(assessment, chosen.rubric)
    mappings = mappings_in(package_folder(chosen.assessment), assessment)
    return PlanOrder(assessment, rubric, today, chosen_edition(chosen), mappings)


def for_development(assessment: Assessment, name: str | None) -> Rubric:
    """Give the named rubric, or the first that is for a person's own development."""
    on_offer = rubrics_on_offer(assessment)
    rubric = on_offer[0] if name is None and on_offer else chosen_rubric(assessment, name)
    require_use(rubric, "development", assessment.rubrics.values())
    return rubric


def day(text: str | None) -> date:
    """Read the day of a plan; today where none is said. Raises LeadreadyError for what is no day."""
    if text is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LeadreadyError(_("“{text}” is no date.").format(text=text), advice=_("Write it as 2026-11-24.")) from None
