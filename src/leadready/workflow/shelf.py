"""The shelf: which assessments are installed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.assessment.loading import load_assessment
from leadready.errors import LeadreadyError
from leadready.instrument.problems import ProblemsFound, near_miss
from leadready.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every package of a folder: those that load, by id, and what is wrong with the others, by folder name."""

    assessments: dict[str, Assessment]
    broken: dict[str, ProblemsFound]


def read_shelf(packages: Path) -> Shelf:
    """Load every package of a folder."""
    assessments: dict[str, Assessment] = {}
    broken: dict[str, ProblemsFound] = {}
    for path in sorted(packages.glob("*/instrument.yaml")):
        try:
            assessment = load_assessment(path.parent)
        except ProblemsFound as problems:
            broken[path.parent.name] = problems
        else:
            assessments[assessment.id] = assessment
    return Shelf(assessments, broken)


def installed(packages: Path) -> tuple[str, ...]:
    """List the ids of the installed packages without loading them: a package's folder has its id as name."""
    return tuple(sorted(path.parent.name for path in packages.glob("*/instrument.yaml")))


def find_package(packages: Path, name: str) -> Path:
    """Find the folder of an installed package by its id; raises LeadreadyError when there is none of that name."""
    known = installed(packages)
    if name not in known:
        raise LeadreadyError(_("There is no assessment “{name}”.").format(name=name), advice=near_miss(name, known))
    return packages / name


def open_package(packages: Path, name: str) -> Assessment:
    """Load one installed package by its id.

    Raises:
        LeadreadyError: there is none of that name.
        ProblemsFound: it does not load.
    """
    return load_assessment(find_package(packages, name))
