"""The folder of one's own packages: what is put there is whole or not there at all, and takes nobody's id."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from leadready.assessment.loading import INSTRUMENT, RUBRICS, is_rubric, parse_package
from leadready.assessment.package_files import read_files, texts_of
from leadready.assessment.renaming import id_taken
from leadready.errors import LeadreadyError
from leadready.files import write_whole
from leadready.instrument.definition import Id
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.round_trip import set_value
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.language import _
from leadready.workflow.shelf import find_package, installed, package_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DRAFTS = "drafts"
_BEFORE = "before"


def install(packages: Sequence[Path], package_id: str, texts: Mapping[str, str], *, replace: bool = False) -> Path:
    """Put a whole package among one's own, at once; gives its folder.

    Raises:
        ProblemsFound: the id is taken (by a shipped package, or by one's own unless it may be replaced), or none.
        FileNotWritten: the disk refused; what was there before is still there.
    """
    _check_id(packages, package_id, own_too=not replace)
    own = packages[1]
    own.mkdir(parents=True, exist_ok=True)
    mend(own)
    waiting = Path(tempfile.mkdtemp(dir=own, prefix=".new-"))
    try:
        made = waiting / package_id
        for name, text in texts.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(made / name, text.encode())
        if (own / package_id).exists():
            (waiting / _BEFORE).mkdir()
            (own / package_id).rename(waiting / _BEFORE / package_id)
        made.rename(own / package_id)
    except OSError as error:
        mend(own)
        what = _("The package could not be written: {reason}.").format(reason=error.strerror)
        raise LeadreadyError(what, where=str(own), advice=_("Make room, or check that you may write there.")) from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return own / package_id


def write_package(packages: Sequence[Path], new_id: str, texts: Mapping[str, str]) -> None:
    """Put a new package among one's own.

    Raises:
        ProblemsFound: the id is taken or none, or the package has faults.
        FileNotWritten: the disk refused; there is no half package.
    """
    _check_id(packages, new_id)
    parse_package(texts)
    install(packages, new_id, texts)


def write_rubric(packages: Sequence[Path], package_id: str, text: str, new_id: str, new_title: str) -> str:
    """Put a new rubric for a shipped package among one's own; gives the name of its file, such as `ours.yaml`.

    Raises:
        ProblemsFound: the id is taken or none, or the package would have faults with it.
        FileNotWritten: the disk refused.
    """
    file = f"{new_id}.yaml"
    name = f"{package_id}/{RUBRICS}/{file}"
    _check_form(new_id)
    path = packages[1] / name
    if path.exists():
        raise id_taken(name, new_id)
    changed = set_value(set_value(text, name, ("id",), new_id), name, ("title",), new_title)
    shipped = texts_of(read_files(find_package(packages[:1], package_id)))
    parse_package({**shipped, name: changed})
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, changed.encode())
    return file


def with_identity(texts: Mapping[str, str], new_id: str, new_title: str | None) -> dict[str, str]:
    """Give a package another id, and a title unless it keeps its own; its rubrics are for it then."""
    changed = dict(texts)
    changed[INSTRUMENT] = set_value(changed[INSTRUMENT], INSTRUMENT, ("id",), new_id)
    if new_title is not None:
        changed[INSTRUMENT] = set_value(changed[INSTRUMENT], INSTRUMENT, ("title",), new_title)
    for name, text in texts.items():
        if is_rubric(name):
            target = str(plain(yaml_text(text, name).value, ("instrument",)))
            changed[name] = set_value(text, name, ("instrument",), f"{new_id} {target.rpartition(' ')[2]}")
    return changed


def mend(own: Path) -> None:
    """Put back what an exchange of packages that was cut short had taken away."""
    for before in own.glob(f".new-*/{_BEFORE}/*"):
        if not (own / before.name).exists():
            before.rename(own / before.name)


def not_own(name: str) -> LeadreadyError:
    """Say of a package or rubric that it is not one's own."""
    what = _("“{name}” is no package of your own.").format(name=name)
    return LeadreadyError(what, advice=_("Duplicate a shipped one to change it."))


def kept_file(own: Path, name: str) -> Path:
    """Say where the draft of a package, or of an own rubric, is kept between savings."""
    return own.parent / DRAFTS / f"{name.replace('/', '.')}.json"


def _check_id(packages: Sequence[Path], new_id: str, *, own_too: bool = True) -> None:
    _check_form(new_id)
    taken = installed(packages) if own_too else package_names(packages[0])
    if new_id in taken or (own_too and (packages[1] / new_id).exists()):
        raise id_taken(INSTRUMENT, new_id)


def _check_form(new_id: str) -> None:
    try:
        TypeAdapter(Id).validate_python(new_id)
    except ValidationError:
        what = _("“{id}” is no id.").format(id=new_id)
        advice = _("Use small letters, digits and hyphens, and begin with a letter.")
        raise ProblemsFound([Problem(INSTRUMENT, 0, "wrong-id", what, advice)]) from None
