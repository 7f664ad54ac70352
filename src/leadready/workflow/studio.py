"""The studio: assessments and rubrics of one's own, begun, copied, opened and deleted.

Sittings that are in progress keep the assessment they were begun with, whatever happens here.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.loading import INSTRUMENT, RUBRICS, is_rubric, parse_package
from leadready.assessment.package_files import read_files, texts_of
from leadready.errors import LeadreadyError
from leadready.files import write_together
from leadready.instrument.round_trip import set_value
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.language import _
from leadready.workflow.bench import Bench
from leadready.workflow.own_folder import kept_file, mend, not_own, with_identity, write_package, write_rubric
from leadready.workflow.shelf import find_package, package_names

if TYPE_CHECKING:
    from leadready.workflow.services import Services

STARTER = "starter"


def open_own(services: Services, package_id: str) -> Bench:
    """Open a package of one's own; raises LeadreadyError when it is none."""
    return Bench(services.packages, package_id)


def open_own_rubric(services: Services, package_id: str, rubric_file: str) -> Bench:
    """Open an own rubric for a shipped package by the name of its file, such as `ours.yaml`."""
    return Bench(services.packages, package_id, rubric_file)


def own_packages(services: Services) -> tuple[str, ...]:
    """List the packages of one's own by id, those with faults too."""
    mend(services.own_packages)
    shipped = package_names(services.packages[0])
    return tuple(name for name in package_names(services.own_packages) if name not in shipped)


def own_rubrics(services: Services) -> tuple[tuple[str, str], ...]:
    """List the own rubrics for shipped packages, each by the package's id and its file's name."""
    return tuple(
        (package_id, path.name)
        for package_id in package_names(services.packages[0])
        for path in sorted((services.own_packages / package_id / RUBRICS).glob("*.yaml"))
    )


def new_package(services: Services, new_id: str, new_title: str) -> Bench:
    """Begin a package from a small sound one, and open it.

    Raises:
        ProblemsFound: the id is taken, or none.
        FileNotWritten: the disk refused.
    """
    starter = texts_of(read_files(assets.resources() / STARTER))
    texts = with_identity(starter, new_id, new_title)
    texts["README.md"] = texts["README.md"].replace("# My assessment", f"# {new_title}", 1)
    write_package(services.packages, new_id, texts)
    return Bench(services.packages, new_id)


def duplicate(services: Services, package_id: str, new_id: str, new_title: str) -> Bench:
    """Copy an installed package under another id, and open the copy. The copy says what it was made from.

    Raises:
        LeadreadyError: there is no such package.
        ProblemsFound: the id is taken or none, or the package has faults.
        FileNotWritten: the disk refused; there is no half copy.
    """
    texts = texts_of(read_files(find_package(services.packages, package_id)))
    origin = parse_package(texts).assessment.instrument
    texts = with_identity(texts, new_id, new_title)
    said = _("Adapted from “{title}” ({id} {version}).")
    said = said.format(title=origin.title, id=origin.id, version=origin.version)
    texts[INSTRUMENT] = set_value(texts[INSTRUMENT], INSTRUMENT, ("provenance",), f"{said} {origin.provenance}")
    write_package(services.packages, new_id, texts)
    return Bench(services.packages, new_id)


def new_rubric(services: Services, package_id: str, from_rubric: str, new_id: str, new_title: str) -> Bench:
    """Begin an own rubric for a shipped package as a copy of one that it has, and open it.

    Raises:
        LeadreadyError: there is no such package.
        KeyError: it has no such rubric.
        ProblemsFound: the id is taken, or none.
        FileNotWritten: the disk refused.
    """
    folder = find_package(services.packages[:1], package_id)
    texts = {name: text for name, text in texts_of(read_files(folder)).items() if is_rubric(name)}
    text = {str(plain(yaml_text(text, name).value, ("id",))): text for name, text in texts.items()}[from_rubric]
    return Bench(services.packages, package_id, write_rubric(services.packages, package_id, text, new_id, new_title))


def delete_package(services: Services, package_id: str) -> None:
    """Delete a package of one's own; sittings keep what they were begun with.

    Raises:
        LeadreadyError: it is not one's own, or the disk refuses.
    """
    if package_id not in own_packages(services):
        raise not_own(package_id)
    folder = services.own_packages / package_id
    try:
        # Out of sight in one step, so that there is never half a package.
        doomed = Path(tempfile.mkdtemp(dir=services.own_packages, prefix=".deleted-"))
        folder.rename(doomed / package_id)
        shutil.rmtree(doomed)
    except OSError as error:
        what = _("It could not be deleted: {reason}.").format(reason=error.strerror)
        raise LeadreadyError(what, where=str(folder), advice=_("Close it if it is open elsewhere.")) from error
    kept_file(services.own_packages, package_id).unlink(missing_ok=True)


def delete_rubric(services: Services, package_id: str, rubric_file: str) -> None:
    """Delete an own rubric for a shipped package; raises LeadreadyError as `delete_package` does."""
    name = f"{package_id}/{RUBRICS}/{rubric_file}"
    if (package_id, rubric_file) not in own_rubrics(services):
        raise not_own(name)
    write_together({services.own_packages / name: None}, services.own_packages)
    kept_file(services.own_packages, name).unlink(missing_ok=True)
