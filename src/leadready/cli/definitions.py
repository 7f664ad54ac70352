"""Commands about packages: list and check."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.workflow.reading import Reading
from leadready.workflow.shelf import open_package, read_shelf

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.rubric.model import Rubric


def open_named(name: str) -> Assessment:
    """Load an assessment by installed id, or from a folder; raises LeadreadyError or ProblemsFound."""
    return load_assessment(Path(name)) if _is_folder(name) else open_package(assets.assessments(), name)


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
    """Print every problem of a package, its examples among them."""
    folder = Path(name) if _is_folder(name) else assets.assessments() / name
    try:
        assessment = open_named(name)
        wrong = _wrong_examples(folder, assessment)
    except ProblemsFound as found:
        if as_json:
            print(json.dumps([asdict(problem) for problem in found.problems], indent=2, ensure_ascii=False))
        else:
            print(found, file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps([], indent=2))
    elif not wrong:
        print(_("{id} {version}: no problems.").format(id=assessment.id, version=assessment.instrument.version))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def _wrong_examples(folder: Path, assessment: Assessment) -> list[str]:
    """Name the example scores that are not as worked by hand."""
    wrong: list[str] = []
    for example in load_examples(folder, assessment):
        reading = Reading(assessment, assessment.rubrics[example.rubric], example.answers)
        wrong += [f"examples/{example.id}.yaml: {line}" for line in example.differences(reading.profile)]
    return wrong


def _is_folder(name: str) -> bool:
    return any(mark in name for mark in ("/", "\\", ".")) or Path(name).is_dir()
