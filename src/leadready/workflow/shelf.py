"""The shelf: which assessments are installed.

Shipped packages stand in one folder, the person's own in another. An own package is a folder with an
`instrument.yaml`; a folder that has the name of a shipped package and only `rubrics/*.yaml` adds rubrics to it.
Nothing of one's own ever replaces what was shipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadready.assessment.loading import INSTRUMENT, RUBRICS, load_package, read_rubric, with_rubric
from leadready.errors import LeadreadyError
from leadready.files import finish_together
from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadready.assessment.loading import Package
    from leadready.assessment.model import Assessment


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every package: those that load, by id, and what is wrong with the others.

    Attributes:
        broken: By the name of the folder, or of an own rubric by its file: `clinical-leadership/rubrics/ours.yaml`.
        own: Ids of the packages that are the person's own.
    """

    assessments: dict[str, Assessment] = field(default_factory=dict[str, "Assessment"])
    broken: dict[str, ProblemsFound] = field(default_factory=dict[str, ProblemsFound])
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shelved:
    """One installed package.

    Attributes:
        package: With the own rubrics that were added to it and can be used.
        folder: Where it is.
        broken: What is wrong with own rubrics for it that cannot be used, by file.
    """

    package: Package
    folder: Path
    broken: dict[str, ProblemsFound]


def read_shelf(packages: Sequence[Path]) -> Shelf:
    """Load every package of some folders, the shipped ones first."""
    assessments: dict[str, Assessment] = {}
    broken: dict[str, ProblemsFound] = {}
    own: set[str] = set()
    for name in installed(packages):
        try:
            shelved = open_shelved(packages, name)
        except ProblemsFound as problems:
            broken[name] = problems
            continue
        assessments[name] = shelved.package.assessment
        broken |= shelved.broken
        if shelved.folder.parent != packages[0]:
            own.add(name)
    return Shelf(assessments, broken | _misplaced(packages), frozenset(own))


def installed(packages: Sequence[Path]) -> tuple[str, ...]:
    """List the ids of the installed packages without loading them: a package's folder has its id as name."""
    return tuple(sorted({name for folder in packages for name in package_names(folder)}))


def package_names(folder: Path) -> tuple[str, ...]:
    """List the packages that stand in a folder, by name."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{INSTRUMENT}") if path.parent.name[0] != "."))


def find_package(packages: Sequence[Path], name: str) -> Path:
    """Find the folder of an installed package by its id, with its files as they were last saved.

    Raises:
        LeadreadyError: there is none of that name.
    """
    for folder in packages:
        if name in package_names(folder):
            if folder != packages[0]:
                finish_together(folder / name)
            return folder / name
    what = _("There is no assessment “{name}”.").format(name=name)
    raise LeadreadyError(what, advice=near_miss(name, installed(packages)))


def added_rubrics(packages: Sequence[Path], name: str) -> tuple[Path, ...]:
    """List the files of own rubrics that were added to a shipped package."""
    if name not in package_names(packages[0]):
        return ()
    return tuple(
        path
        for folder in packages[1:]
        if not (folder / name / INSTRUMENT).exists()
        for path in sorted((folder / name).glob(f"{RUBRICS}/*.yaml"))
    )


def open_shelved(packages: Sequence[Path], name: str) -> Shelved:
    """Load one installed package by its id, with the own rubrics that were added to it.

    Raises:
        LeadreadyError: there is none of that name.
        ProblemsFound: it does not load.
    """
    folder = find_package(packages, name)
    package = load_package(folder)
    if package.assessment.id != name:
        raise ProblemsFound([_other_name(package, folder)])
    broken: dict[str, ProblemsFound] = {}
    for path in added_rubrics(packages, name):
        file = f"{name}/{RUBRICS}/{path.name}"
        assessment = package.assessment
        try:
            added = read_rubric(path, assessment.instrument, name=file, known=frozenset(assessment.rubrics))
        except ProblemsFound as problems:
            broken[file] = problems
        else:
            package = with_rubric(package, *added)
    return Shelved(package, folder, broken)


def open_package(packages: Sequence[Path], name: str) -> Assessment:
    """Load one installed package by its id; own rubrics that cannot be used are left out.

    Raises:
        LeadreadyError: there is none of that name.
        ProblemsFound: it does not load.
    """
    return open_shelved(packages, name).package.assessment


def _misplaced(packages: Sequence[Path]) -> dict[str, ProblemsFound]:
    """Name what stands in an own folder and cannot be what it looks like."""
    shipped = package_names(packages[0]) if packages else ()
    return {
        f"{name}/{problem.file}": ProblemsFound([problem])
        for folder in packages[1:]
        for name, problem in _strays(folder, shipped)
    }


def _strays(folder: Path, shipped: Sequence[str]) -> Iterator[tuple[str, Problem]]:
    for name in package_names(folder):
        if name in shipped:
            what = _("A package with the id “{id}” is shipped with leadready, so this one is not used.")
            advice = _("Give yours another id and its folder the same name.")
            yield name, Problem(INSTRUMENT, 0, "id-taken", what.format(id=name), advice)
    for name in sorted({path.parent.parent.name for path in folder.glob(f"*/{RUBRICS}/*.yaml")}):
        if name not in shipped and not (folder / name / INSTRUMENT).exists() and not name.startswith("."):
            what = _("There is no assessment “{name}” to which these rubrics could belong.").format(name=name)
            yield name, Problem(RUBRICS, 0, "unknown-assessment", what, near_miss(name, shipped))


def _other_name(package: Package, folder: Path) -> Problem:
    what = _("The folder is called “{folder}”, but the package in it has the id “{id}”.")
    what = what.format(folder=folder.name, id=package.assessment.id)
    advice = _("Give the folder the package's id as its name.")
    return package.documents[INSTRUMENT].problem(("id",), "folder-name", what, advice)
