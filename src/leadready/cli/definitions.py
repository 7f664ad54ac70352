"""Commands about packages: list and check."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.assessment.review.package import review_folder_of
from leadready.language import _
from leadready.workflow.shelf import find_package, read_shelf

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric


def open_named(name: str) -> Assessment:
    """Load an assessment by installed id, or from a folder; raises LeadreadyError or ProblemsFound."""
    return load_assessment(package_folder(name))


def chosen_rubric(assessment: Assessment, name: str | None) -> Rubric:
    """Give the named rubric, or the first; raises LeadreadyError when there is none of that name."""
    from leadready.errors import LeadreadyError
    from leadready.instrument.problems import near_miss

    if name is None:
        return assessment.rubric
    if name not in assessment.rubrics:
        what = _("There is no rubric “{name}”.").format(name=name)
        raise LeadreadyError(what, advice=near_miss(name, assessment.rubrics))
    return assessment.rubrics[name]


def list_assessments() -> int:
    """Print one line for each rubric of each installed assessment."""
    shelf = read_shelf(assets.assessments())
    for assessment in shelf.assessments.values():
        print(f"{assessment.id} {assessment.instrument.version}  {assessment.instrument.title}")
        for rubric in assessment.rubrics.values():
            print(f"  {rubric.id} {rubric.version}  {rubric.title}")
    for problems in shelf.broken.values():
        print(problems, file=sys.stderr)
    return 1 if shelf.broken else 0


def check(name: str, *, as_json: bool) -> int:
    """Print every problem of a package, its examples and translations among them, and advice."""
    folder = package_folder(name)
    problems = review_folder_of(folder)
    if as_json:
        print(json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False))
        return 1 if problems else 0
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        instrument = load_assessment(folder).instrument
        print(_("{id} {version}: no problems.").format(id=instrument.id, version=instrument.version))
    elif all(problem.severity == "advice" for problem in problems):
        print(_("The package can be used as it is; all of this is advice."), file=sys.stderr)
    return 1 if problems else 0


def package_folder(name: str) -> Path:
    """Find the folder of an assessment by its installed id, or take it as named; LeadreadyError for an unknown id."""
    return Path(name) if _is_folder(name) else find_package(assets.assessments(), name)


def _is_folder(name: str) -> bool:
    return any(mark in name for mark in ("/", "\\", ".")) or Path(name).is_dir()
