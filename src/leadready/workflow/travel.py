"""Packages that travel: one is packed into a file, and one that came in a file is added to one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.assessment.package_files import read_files, texts_of
from leadready.exchange.package_file import package_document, read_package_file
from leadready.files import write_whole
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.workflow.own_folder import install, with_identity
from leadready.workflow.shelf import package_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadready.exchange.package_file import TravellingPackage

__all__ = ["PACKAGE_SUFFIX", "Standing", "add", "pack", "read_package_file", "standing"]

PACKAGE_SUFFIX = ".lrassessment"

Standing: TypeAlias = Literal["new", "same", "own", "shipped"]
"""What is installed under the id of a package that came: nothing, the very same, another own one, a shipped one."""


def pack(folder: Path, target: Path) -> Path:
    """Write a package as one file; returns the file.

    Raises:
        ProblemsFound: the package does not load, or is too large to travel.
        FileNotWritten: with the reason; an earlier file of that name is untouched.
    """
    write_whole(target, package_document(texts_of(read_files(folder))))
    return target


def standing(packages: Sequence[Path], came: TravellingPackage) -> Standing:
    """Say what is installed under the id of a package that came."""
    if came.id in package_names(packages[0]):
        return "shipped"
    if not (packages[1] / came.id).exists():
        return "new"
    try:
        there = texts_of(read_files(packages[1] / came.id))
    except ProblemsFound:
        return "own"
    return "same" if there == dict(came.texts) else "own"


def add(packages: Sequence[Path], came: TravellingPackage, *, replace: bool = False, new_id: str | None = None) -> str:
    """Put a package that came among one's own; gives the id that it has there.

    Args:
        packages: The folders of installed packages.
        came: What was read from the file.
        replace: Whether it may take the place of another of one's own.
        new_id: Another id to have it under.

    Raises:
        ProblemsFound: the id is taken or none.
        LeadreadyError: the disk refused; what was there before is still there.
    """
    texts = came.texts if new_id is None else with_identity(came.texts, new_id, None)
    if new_id is None and standing(packages, came) == "same":
        return came.id
    if new_id is None and not replace and standing(packages, came) == "own":
        what = _("You have another package with the id “{id}”.").format(id=came.id)
        advice = _("Say whether to replace yours, or give this one another id.")
        raise ProblemsFound([Problem("instrument.yaml", 0, "id-taken", what, advice)])
    return install(packages, new_id or came.id, texts, replace=replace and new_id is None).name
