"""The command that scores one respondent or a cohort."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.definitions import chosen_rubric, spoken_named
from leadready.errors import LeadreadyError
from leadready.exchange.cohort import read_cohort, score_cohort
from leadready.exchange.cohort_rules import RuleColumns
from leadready.exchange.responses_json import read_respondent
from leadready.exchange.scores_json import scores_document
from leadready.exchange.tables import read_table, write_csv, write_xlsx
from leadready.files import write_whole
from leadready.language import _
from leadready.scoring.plan import compile_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    import argparse

    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric


def score(chosen: argparse.Namespace) -> int:
    """Score a file; the ending says what it holds."""
    assessment = spoken_named(chosen.assessment)
    rubric = chosen_rubric(assessment, chosen.rubric)
    source = Path(chosen.responses)
    output = Path(chosen.output) if chosen.output else None
    if source.suffix.lower() == ".json":
        if chosen.rules:
            raise LeadreadyError(
                _("The file of one respondent says what the rules come to anyway."), advice=_("Leave --rules out.")
            )
        content = _one(assessment, rubric, source, output, explained=chosen.explain)
    elif chosen.explain:
        raise LeadreadyError(
            _("A cohort cannot be explained."), advice=_("Use --explain with one respondent's .json file.")
        )
    else:
        content = _many(assessment, rubric, source, output, rules=chosen.rules)
    if output is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        write_whole(output, content)
    return 0


def _one(assessment: Assessment, rubric: Rubric, source: Path, output: Path | None, *, explained: bool) -> bytes:
    if output is not None and output.suffix.lower() != ".json":
        raise LeadreadyError(_("The scores of one respondent are written as .json."), where=str(output))
    respondent = read_respondent(source, assessment.instrument)
    reading = Reading(assessment, rubric, respondent.responses)
    document = scores_document(assessment, reading.rulings, explained=explained)
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _many(assessment: Assessment, rubric: Rubric, source: Path, output: Path | None, *, rules: bool) -> bytes:
    writers = {".csv": write_csv, ".xlsx": write_xlsx}
    writer = writers.get(output.suffix.lower() if output else ".csv")
    if writer is None:
        raise LeadreadyError(_("The scores of a cohort are written as .csv or .xlsx."), where=str(output))
    plan = compile_plan(assessment.instrument, rubric)
    cohort = read_cohort(read_table(source), assessment.instrument, plan, all_items=rules)
    columns = RuleColumns(assessment.instrument, rubric) if rules else None
    return writer(*score_cohort(cohort, plan, columns, numbers=rubric.shows_numbers))
