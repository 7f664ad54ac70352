"""Export: a plan, or a person's answers, leave as a file, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.mappings import load_mappings
from leadready.errors import FileNotWritten
from leadready.files import write_whole
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.report.document import PlanDocument
from leadready.report.edition import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from leadready.assessment.mappings import FrameworkMapping
    from leadready.assessment.model import Assessment
    from leadready.planning.account import Account
    from leadready.planning.plan import DevelopmentPlan
    from leadready.report.edition import Edition
    from leadready.workflow.reading import Reading
    from leadready.workflow.sitting import Sitting


def plan_document(
    reading: Reading,
    plan: DevelopmentPlan,
    *,
    answered_on: date,
    name: str,
    role: str,
    mappings: tuple[FrameworkMapping, ...] = (),
) -> PlanDocument:
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
        plan=plan.as_chosen,
        mappings=mappings,
        moves=reading.moves_told,
    )


def mappings_in(folder: Path, assessment: Assessment) -> tuple[FrameworkMapping, ...]:
    """Give the mappings in the folder of a package; none where it has none, or where they have faults.

    They add a page to a plan and are no reason to refuse one; `check` tells an author of every fault.
    """
    try:
        return load_mappings(folder, assessment)
    except ProblemsFound:
        return ()


def mappings_of(packages: Sequence[Path], assessment: Assessment) -> tuple[FrameworkMapping, ...]:
    """Give the mappings of an installed package, wherever it stands."""
    folders = (folder / assessment.id for folder in packages)
    return next((found for folder in folders if (found := mappings_in(folder, assessment))), ())


PLAN_ENDINGS = (".pdf", ".docx", ".html", ".txt", ".ics")
"""What a plan is written as; the first is the usual one."""


def export_plan(document: PlanDocument, target: Path, edition: Edition = WHOLE) -> Path:
    """Write the plan as the ending of the file says; returns the file.

    Raises:
        FileNotWritten: with the reason; an earlier file of that name is untouched.
    """
    write_whole(target, _plan_content(document, target, edition))
    return target


def plan_pages(document: PlanDocument, edition: Edition = WHOLE) -> bytes:
    """Give the pages of the plan as they are printed: a PDF document."""
    from leadready.report.plan_pdf import plan_pdf

    return plan_pdf(document, edition)


def _plan_content(document: PlanDocument, target: Path, edition: Edition) -> bytes:
    match target.suffix.lower():
        case ".pdf":
            return plan_pages(document, edition)
        case ".docx":
            from leadready.report.plan_docx import plan_docx

            return plan_docx(document, edition)
        case ".html":
            from leadready.report.plan_html import plan_html

            return plan_html(document, edition).encode()
        case ".txt":
            from leadready.report.plan_text import plan_text

            return plan_text(document, edition).encode()
        case ".ics":
            from leadready.report.plan_calendar import plan_calendar

            return plan_calendar(document)
        case _:
            raise FileNotWritten(
                _("A plan is written as {endings}.").format(endings=", ".join(PLAN_ENDINGS)), where=str(target)
            )


ACCOUNT_ENDINGS = (".txt", ".json")
"""What accounts are written as; the first is the usual one."""


def export_accounts(accounts: Sequence[Account], target: Path) -> Path:
    """Write accounts as the ending of the file says; returns the file.

    Raises:
        FileNotWritten: with the reason; an earlier file of that name is untouched.
    """
    write_whole(target, _accounts_content(accounts, target).encode())
    return target


def _accounts_content(accounts: Sequence[Account], target: Path) -> str:
    match target.suffix.lower():
        case ".txt":
            from leadready.report.evidence import accounts_text

            return accounts_text(accounts)
        case ".json":
            from leadready.planning.account import AccountFile

            return AccountFile(accounts=tuple(accounts)).model_dump_json(indent=2) + "\n"
        case _:
            raise FileNotWritten(
                _("Accounts are written as {endings}.").format(endings=", ".join(ACCOUNT_ENDINGS)), where=str(target)
            )


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
