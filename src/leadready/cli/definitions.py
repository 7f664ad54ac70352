"""Commands about packages: list and check."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from leadready import assets, paths
from leadready.assessment.loading import load_assessment, read_rubric
from leadready.assessment.review.package import review_folder_of, review_whole
from leadready.errors import LeadreadyError
from leadready.instrument.problems import ProblemsFound, near_miss
from leadready.language import _
from leadready.workflow.shelf import find_package, open_shelved, read_shelf
from leadready.workflow.spoken import folder_of, spoken

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.instrument.problems import Problem
    from leadready.rubric.model import Rubric


def open_named(name: str) -> Assessment:
    """Load an assessment by installed id, or from a folder; raises LeadreadyError or ProblemsFound.

    Own rubrics that were added to an installed one and cannot be used are named on standard error.
    """
    if _is_place(name):
        return load_assessment(Path(name))
    shelved = open_shelved(packages(), name)
    for problems in shelved.broken.values():
        print(problems, file=sys.stderr)
    return shelved.package.assessment


def spoken_named(name: str) -> Assessment:
    """Load an assessment as `open_named` does, in the language in use as far as it has it."""
    return spoken(open_named(name), package_folder(name))


def packages() -> tuple[Path, Path]:
    """The folders of installed assessments: the shipped ones, then the person's own."""
    return assets.assessments(), paths.own_assessments()


def chosen_rubric(assessment: Assessment, name: str | None) -> Rubric:
    """Give the named rubric, that of a file, or the first.

    Raises:
        LeadreadyError: there is none of that name.
        ProblemsFound: the file is no rubric for this assessment.
    """
    if name is None:
        return assessment.rubric
    if name in assessment.rubrics:
        return assessment.rubrics[name]
    if _is_place(name):
        rubric, _document = read_rubric(Path(name), assessment.instrument, name=name)
        return rubric
    what = _("There is no rubric “{name}”.").format(name=name)
    raise LeadreadyError(what, advice=near_miss(name, assessment.rubrics))


def list_assessments() -> int:
    """Print one line for each rubric of each installed assessment."""
    shelf = read_shelf(packages())
    told = (spoken(one, folder_of(packages(), one.id)) for one in shelf.assessments.values())
    for assessment in told:
        print(f"{assessment.id} {assessment.instrument.version}  {assessment.instrument.title}")
        for rubric in assessment.rubrics.values():
            print(f"  {rubric.id} {rubric.version}  {rubric.title}")
    for problems in shelf.broken.values():
        print(problems, file=sys.stderr)
    return 1 if shelf.broken else 0


def check(name: str, *, as_json: bool) -> int:
    """Print every problem of a package, its examples and translations among them, and advice."""
    problems = review_folder_of(Path(name)) if _is_place(name) else _review_installed(name)
    if as_json:
        print(json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False))
        return 1 if problems else 0
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        instrument = open_named(name).instrument
        print(_("{id} {version}: no problems.").format(id=instrument.id, version=instrument.version))
    elif all(problem.severity == "advice" for problem in problems):
        print(_("The package can be used as it is; all of this is advice."), file=sys.stderr)
    return 1 if problems else 0


def package_folder(name: str) -> Path:
    """Find the folder of an assessment by its installed id, or take it as named; LeadreadyError for an unknown id."""
    return Path(name) if _is_place(name) else find_package(packages(), name)


def _review_installed(name: str) -> tuple[Problem, ...]:
    """Review an installed package together with the own rubrics that were added to it."""
    try:
        shelved = open_shelved(packages(), name)
    except ProblemsFound as found:
        return found.problems
    broken = (problem for problems in shelved.broken.values() for problem in problems.problems)
    return tuple(sorted([*review_whole(shelved.package, shelved.folder), *broken]))


def _is_place(name: str) -> bool:
    """Tell a place on the disk from an id."""
    return any(mark in name for mark in ("/", "\\", ".")) or Path(name).is_dir()
