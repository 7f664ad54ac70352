"""The command that puts several people's answers together."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.definitions import chosen_rubric, spoken_named
from leadready.instrument.problems import ProblemsFound
from leadready.workflow.group import gather_answers, group_rubric, report_on, report_text, save_report

if TYPE_CHECKING:
    import argparse


def group(chosen: argparse.Namespace) -> int:
    """Put files together; one refused file stops everything, so that no report is silently about fewer people."""
    assessment = spoken_named(chosen.assessment)
    named = chosen.rubric is not None
    rubric = chosen_rubric(assessment, chosen.rubric) if named else group_rubric(assessment) or assessment.rubric
    gathered = gather_answers(assessment, rubric, [Path(name) for name in chosen.files])
    if gathered.refused:
        raise ProblemsFound(problem for one in gathered.refused for problem in one.problems.problems)
    report = report_on(assessment, rubric, gathered)
    if chosen.output is None:
        sys.stdout.write(report_text(report, ".txt"))
    else:
        save_report(report, Path(chosen.output))
    return 0
