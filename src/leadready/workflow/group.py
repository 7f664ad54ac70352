"""Several people's answers about one thing: read from the files they handed in, and put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.group_files import gather
from leadready.exchange.group_report import GroupReport, group_document, group_page, group_text
from leadready.files import write_whole
from leadready.language import _, ngettext
from leadready.scoring.group import put_together
from leadready.scoring.plan import compile_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.exchange.group_files import Gathered
    from leadready.rubric.model import Rubric


def group_rubric(assessment: Assessment) -> Rubric | None:
    """Give the first rubric of an assessment that puts several people's answers together; None without one."""
    return next((rubric for rubric in assessment.rubrics.values() if rubric.group is not None), None)


def gather_answers(assessment: Assessment, rubric: Rubric, paths: Sequence[Path]) -> Gathered:
    """Read what people handed in for a rubric.

    Raises:
        LeadreadyError: the rubric is not for answers of several people.
    """
    if rubric.group is None:
        what = _("The rubric “{rubric}” is not for answers of several people.").format(rubric=rubric.id)
        raise LeadreadyError(what, advice=_("Use one that says “group”, such as that of readiness-for-change."))
    plan = compile_plan(assessment.instrument, rubric)
    return gather(assessment.instrument, plan, rubric.group.about, paths)


def report_on(assessment: Assessment, rubric: Rubric, gathered: Gathered) -> GroupReport:
    """Put together what was gathered.

    Raises:
        LeadreadyError: there is nothing, or the answers are about different things.
    """
    subjects = gathered.subjects
    if not subjects:
        raise LeadreadyError(_("There are no answers to put together."), advice=_("Add at least one file of answers."))
    if len(subjects) > 1:
        advice = _("Put together only answers about one, or give it one name in all files.")
        raise LeadreadyError(subjects_words(gathered), advice=advice)
    plan = compile_plan(assessment.instrument, rubric)
    (about,) = subjects
    scales = put_together(plan, [one.row for one in gathered.taken], rubric.group) if rubric.group else ()
    return GroupReport(assessment, rubric, plan, about, len(gathered.taken), scales)


def subjects_words(gathered: Gathered) -> str:
    """Name the different things that answers are about, each with the number of people."""
    counted = (
        _("“{name}” ({people})").format(
            name=name, people=ngettext("{n} person", "{n} people", len(ones)).format(n=len(ones))
        )
        for name, ones in gathered.subjects.items()
    )
    return _("The answers are about different things: {names}.").format(names=", ".join(counted))


def report_text(report: GroupReport, ending: str) -> str:
    """Write a report in the form that a file ending asks for.

    Raises:
        LeadreadyError: there is no such form.
    """
    if ending == ".json":
        import json

        return json.dumps(group_document(report), indent=2, ensure_ascii=False) + "\n"
    if ending == ".html":
        return group_page(report)
    if ending == ".txt":
        return group_text(report)
    raise LeadreadyError(_("What several people say together is written as .html, .json or .txt."))


def save_report(report: GroupReport, target: Path) -> Path:
    """Write a report to a file, whole or not at all; returns the file.

    Raises:
        FileNotWritten: with the reason; an earlier file of that name is untouched.
        LeadreadyError: the ending of its name stands for no form.
    """
    write_whole(target, report_text(report, target.suffix.lower()).encode())
    return target
