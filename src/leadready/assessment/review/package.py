"""Everything that can be said about a package: faults if it cannot be used, advice and wrong examples if it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.examples import read_examples, work_out
from leadready.assessment.loading import load_package
from leadready.assessment.mappings import load_mappings
from leadready.assessment.review.actions import review_actions
from leadready.assessment.review.languages import review_languages
from leadready.assessment.review.reach import review_reach, situation_of
from leadready.assessment.review.routing import review_asked, review_routing
from leadready.assessment.review.rules import review_rules
from leadready.assessment.review.use import review_folder, review_use
from leadready.assessment.review.wording import review_wording
from leadready.instrument.problems import ProblemsFound
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadready.assessment.examples import Examples
    from leadready.assessment.loading import Package
    from leadready.assessment.model import Assessment
    from leadready.instrument.problems import Problem


def review_folder_of(folder: Path) -> tuple[Problem, ...]:
    """Find everything that is wrong with a package or could be better, in order of place."""
    try:
        package = load_package(folder)
    except ProblemsFound as found:
        return found.problems
    return review_whole(package, folder)


def review_whole(package: Package, folder: Path) -> tuple[Problem, ...]:
    """Find what is wrong beside the definitions of a package that loads, and what could be better."""
    problems = [*review(package), *review_folder(folder), *review_languages(folder, package.assessment)]
    problems += review_examples(read_examples(folder, package.assessment), package.assessment)
    problems += review_mappings(folder, package.assessment)
    return tuple(sorted(problems))


def review(package: Package) -> Iterator[Problem]:
    """Give advice on what a package says, without looking at its other files."""
    assessment = package.assessment
    document = package.documents["instrument.yaml"]
    yield from review_wording(assessment.instrument, assessment.rubrics.values(), document)
    yield from review_use(package)
    yield from review_actions(package)
    yield from review_asked(assessment.instrument, document)
    for rubric in assessment.rubrics.values():
        document = package.rubric_document(rubric.id)
        situation = situation_of(rubric, assessment.instrument)
        yield from review_reach(situation, document)
        yield from review_rules(situation, document)
        yield from review_routing(rubric, assessment.instrument, document)


def review_examples(found: Examples, assessment: Assessment) -> Iterator[Problem]:
    """Name what is wrong with the examples, and what in them is not as worked by hand."""
    yield from found.problems
    for example, document in found.examples:
        for keys, difference in work_out(example, assessment).items():
            what = _("The example does not come out as written: {difference}.").format(difference=difference)
            advice = _("Work the score out again by hand, then mend the rubric or the example.")
            yield document.problem(keys, "wrong-example", what, advice)


def review_mappings(folder: Path, assessment: Assessment) -> Iterator[Problem]:
    """Name what is wrong with the mappings to frameworks."""
    try:
        load_mappings(folder, assessment)
    except ProblemsFound as found:
        yield from found.problems
