"""The studio: assessments and rubrics of one's own, opened, written and kept.

What is open stands on a bench: a draft, and the files that it came from. Saving writes what changed, all of it or
nothing, and never a package that does not load. Between savings the draft is kept beside the record, so that a crash
loses nothing. Sittings that are in progress keep the assessment they were begun with, whatever happens here.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from leadready import assets
from leadready.assessment.draft import Draft
from leadready.assessment.loading import INSTRUMENT, RUBRICS, is_rubric, parse_package
from leadready.assessment.package_files import Around, PackageFile, encoded, read_file, read_files, texts_of
from leadready.errors import LeadreadyError
from leadready.files import finish_together, write_together, write_whole
from leadready.instrument.definition import Id
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.round_trip import set_value
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.language import _
from leadready.workflow.shelf import find_package, installed, package_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.instrument.strict_yaml import Keys
    from leadready.workflow.services import Services

STARTER = "starter"
DRAFTS = "drafts"
_DRAFT_FORMAT = "leadready/draft/1"
_BEFORE = "before"


class ChangedOnDisk(LeadreadyError):
    """The files are no longer as they were opened: somebody else has saved them."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft that was kept and not saved.

    Attributes:
        files: Its texts, by name.
        on_other_files: Whether the files on the disk have changed since it was kept.
    """

    files: Mapping[str, str]
    on_other_files: bool


class Bench:
    """One package of one's own, or one own rubric for a shipped package, open for editing.

    Attributes:
        id: The package's id.
        name: The file of an own rubric, such as `clinical-leadership/rubrics/ours.yaml`; otherwise the package's id.
        draft: What is edited.
    """

    def __init__(self, packages: Sequence[Path], package_id: str, rubric: str | None = None) -> None:
        """Open it; faults in what the files say are for the draft to tell.

        Args:
            packages: The folders of installed packages: the shipped ones, then the person's own.
            package_id: The package.
            rubric: The file of an own rubric for a shipped package, such as `ours.yaml`.

        Raises:
            LeadreadyError: there is none of that name.
            ProblemsFound: a file cannot be read at all.
        """
        self._packages = packages
        self._rubric = rubric
        self.id = package_id
        self.folder = packages[1] / package_id
        self.name = package_id if rubric is None else f"{package_id}/{RUBRICS}/{rubric}"
        self._kept = _kept_file(packages[1], self.name)
        self._opened: dict[str, PackageFile] = {}
        self.draft = self.reload()

    def reload(self) -> Draft:
        """Read the files again, and forget what was changed since; gives the new draft."""
        self._opened = self._read()
        self.draft = Draft(texts_of(self._opened), fixed=self._fixed())
        return self.draft

    def changed_on_disk(self) -> tuple[str, ...]:
        """Name the files that are no longer as they were opened."""
        try:
            now = self._read()
        except LeadreadyError:
            return tuple(sorted(self._opened))
        names = sorted({*now, *self._opened})
        return tuple(name for name in names if _content(now, name) != _content(self._opened, name))

    def save(self) -> None:
        """Write every changed file, all or none.

        Raises:
            ProblemsFound: the draft has faults; nothing is written.
            ChangedOnDisk: the files were changed elsewhere since they were opened; nothing is written.
            FileNotWritten: the disk refused; what was there before is still there.
        """
        if self.draft.faults:
            raise ProblemsFound(self.draft.faults)
        changed = self.changed_on_disk()
        if changed:
            raise ChangedOnDisk(
                _("These files were changed elsewhere since you opened them: {names}.").format(
                    names=", ".join(changed)
                ),
                where=str(self.folder),
                advice=_("Read them again and lose your changes, or save yours as a copy."),
            )
        # Should the disk refuse, or the machine stop before the first file, what was to be saved is here.
        self.keep()
        contents: dict[Path, bytes | None] = {}
        for name in self.draft.changed_files:
            path = self._path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            around = self._opened[name].around if name in self._opened else Around()
            contents[path] = encoded(self.draft.files[name], around) if name in self.draft.files else None
        write_together(contents, self.folder)
        self._opened = self._read()
        self.draft.mark_saved()
        self.forget()

    def save_copy(self, new_id: str, new_title: str) -> Bench:
        """Save the draft as another package, or as another rubric for the same one, and open that.

        Raises:
            ProblemsFound: the draft has faults, or the id is taken or none.
            FileNotWritten: the disk refused; there is no half copy.
        """
        if self.draft.faults:
            raise ProblemsFound(self.draft.faults)
        if self._rubric is not None:
            return _add_rubric(self._packages, self.id, self.draft.files[self.name], new_id, new_title)
        texts = with_identity(self.draft.files, new_id, new_title)
        return _new_folder(self._packages, new_id, texts)

    # What is kept between savings

    def keep(self) -> None:
        """Keep the draft as it is, faults and all; where nothing is changed, forget what was kept.

        Raises:
            FileNotWritten: the disk refused; what was kept before is still there.
        """
        if not self.draft.is_changed:
            self.forget()
            return
        document = {
            "format": _DRAFT_FORMAT,
            "opened": {name: _hash(file.content) for name, file in self._opened.items()},
            "files": dict(self.draft.files),
        }
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._kept, json.dumps(document, ensure_ascii=False).encode())

    def kept(self) -> KeptDraft | None:
        """Give the draft that was kept and not saved; None where there is none, or it cannot be read."""
        try:
            document = json.loads(self._kept.read_text(encoding="utf-8"))
            files = TypeAdapter(dict[str, str]).validate_python(document["files"])
            opened = TypeAdapter(dict[str, str]).validate_python(document["opened"])
        except (OSError, ValueError, LookupError, TypeError, ValidationError):
            return None
        if files == dict(self.draft.files):
            return None
        return KeptDraft(files, opened != {name: _hash(file.content) for name, file in self._opened.items()})

    def take_over(self, kept: KeptDraft) -> None:
        """Go on with a draft that was kept; one step takes that back."""
        self.draft.replace_files(kept.files)

    def forget(self) -> None:
        """Forget what was kept."""
        self._kept.unlink(missing_ok=True)

    # Where the files are

    def _read(self) -> dict[str, PackageFile]:
        if self._rubric is None:
            if self.id in package_names(self._packages[0]) or self.id not in package_names(self._packages[1]):
                raise _not_own(self.id)
            finish_together(self.folder)
            return read_files(self.folder)
        return {self.name: read_file(self._path(self.name), self.name)}

    def _fixed(self) -> dict[str, str]:
        if self._rubric is None:
            return {}
        shipped = texts_of(read_files(find_package(self._packages[:1], self.id)))
        others = {
            f"{self.id}/{RUBRICS}/{path.name}": path
            for path in sorted((self.folder / RUBRICS).glob("*.yaml"))
            if path.name != self._rubric
        }
        return _usable({**shipped, **{name: read_file(path, name).text for name, path in others.items()}}, others)

    def _path(self, name: str) -> Path:
        return self.folder / name if self._rubric is None else self._packages[1] / name


def open_own(services: Services, package_id: str) -> Bench:
    """Open a package of one's own; raises LeadreadyError when it is none."""
    return Bench(services.packages, package_id)


def open_own_rubric(services: Services, package_id: str, rubric_file: str) -> Bench:
    """Open an own rubric for a shipped package by the name of its file, such as `ours.yaml`."""
    return Bench(services.packages, package_id, rubric_file)


def own_packages(services: Services) -> tuple[str, ...]:
    """List the packages of one's own by id, those with faults too."""
    _mend(services.own_packages)
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
    return _new_folder(services.packages, new_id, texts)


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
    return _new_folder(services.packages, new_id, texts)


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
    return _add_rubric(services.packages, package_id, text, new_id, new_title)


def delete_package(services: Services, package_id: str) -> None:
    """Delete a package of one's own; sittings keep what they were begun with.

    Raises:
        LeadreadyError: it is not one's own, or the disk refuses.
    """
    if package_id not in own_packages(services):
        raise _not_own(package_id)
    folder = services.own_packages / package_id
    try:
        # Out of sight in one step, so that there is never half a package.
        doomed = Path(tempfile.mkdtemp(dir=services.own_packages, prefix=".deleted-"))
        folder.rename(doomed / package_id)
        shutil.rmtree(doomed)
    except OSError as error:
        what = _("It could not be deleted: {reason}.").format(reason=error.strerror)
        raise LeadreadyError(what, where=str(folder), advice=_("Close it if it is open elsewhere.")) from error
    _kept_file(services.own_packages, package_id).unlink(missing_ok=True)


def delete_rubric(services: Services, package_id: str, rubric_file: str) -> None:
    """Delete an own rubric for a shipped package; raises LeadreadyError as `delete_package` does."""
    name = f"{package_id}/{RUBRICS}/{rubric_file}"
    if (package_id, rubric_file) not in own_rubrics(services):
        raise _not_own(name)
    write_together({services.own_packages / name: None}, services.own_packages)
    _kept_file(services.own_packages, name).unlink(missing_ok=True)


def install(packages: Sequence[Path], package_id: str, texts: Mapping[str, str], *, replace: bool = False) -> Path:
    """Put a whole package among one's own, at once; gives its folder.

    Raises:
        ProblemsFound: the id is taken (by a shipped package, or by one's own unless it may be replaced), or none.
        FileNotWritten: the disk refused; what was there before is still there.
    """
    _check_id(packages, package_id, own_too=not replace)
    own = packages[1]
    own.mkdir(parents=True, exist_ok=True)
    _mend(own)
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
        _mend(own)
        what = _("The package could not be written: {reason}.").format(reason=error.strerror)
        raise LeadreadyError(what, where=str(own), advice=_("Make room, or check that you may write there.")) from error
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return own / package_id


def _mend(own: Path) -> None:
    """Put back what an exchange of packages that was cut short had taken away."""
    for before in own.glob(f".new-*/{_BEFORE}/*"):
        if not (own / before.name).exists():
            before.rename(own / before.name)


def _new_folder(packages: Sequence[Path], new_id: str, texts: Mapping[str, str]) -> Bench:
    _check_id(packages, new_id)
    parse_package(texts)
    install(packages, new_id, texts)
    return Bench(packages, new_id)


def _add_rubric(packages: Sequence[Path], package_id: str, text: str, new_id: str, new_title: str) -> Bench:
    file = f"{new_id}.yaml"
    name = f"{package_id}/{RUBRICS}/{file}"
    _check_form(new_id)
    path = packages[1] / name
    if path.exists():
        raise _taken(name, new_id)
    changed = _set(_set(text, name, ("id",), new_id), name, ("title",), new_title)
    shipped = texts_of(read_files(find_package(packages[:1], package_id)))
    parse_package({**shipped, name: changed})
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, changed.encode())
    return Bench(packages, package_id, file)


def with_identity(texts: Mapping[str, str], new_id: str, new_title: str | None) -> dict[str, str]:
    """Give a package another id, and a title unless it keeps its own; its rubrics are for it then."""
    changed = dict(texts)
    changed[INSTRUMENT] = _set(changed[INSTRUMENT], INSTRUMENT, ("id",), new_id)
    if new_title is not None:
        changed[INSTRUMENT] = _set(changed[INSTRUMENT], INSTRUMENT, ("title",), new_title)
    for name, text in texts.items():
        if is_rubric(name):
            target = str(plain(yaml_text(text, name).value, ("instrument",)))
            changed[name] = _set(text, name, ("instrument",), f"{new_id} {target.rpartition(' ')[2]}")
    return changed


def _set(text: str, name: str, keys: Keys, value: str) -> str:
    return set_value(text, name, keys, value)


def _usable(texts: Mapping[str, str], others: Mapping[str, Path]) -> dict[str, str]:
    """Leave out other own rubrics that do not load: they are no fault of the one that is open."""
    usable = {name: text for name, text in texts.items() if name not in others}
    for name in others:
        try:
            parse_package({**usable, name: texts[name]})
        except ProblemsFound:
            continue
        usable[name] = texts[name]
    return usable


def _check_id(packages: Sequence[Path], new_id: str, *, own_too: bool = True) -> None:
    _check_form(new_id)
    taken = installed(packages) if own_too else package_names(packages[0])
    if new_id in taken or (own_too and (packages[1] / new_id).exists()):
        raise _taken(INSTRUMENT, new_id)


def _check_form(new_id: str) -> None:
    try:
        TypeAdapter(Id).validate_python(new_id)
    except ValidationError:
        what = _("“{id}” is no id.").format(id=new_id)
        advice = _("Use small letters, digits and hyphens, and begin with a letter.")
        raise ProblemsFound([Problem(INSTRUMENT, 0, "wrong-id", what, advice)]) from None


def _taken(file: str, new_id: str) -> ProblemsFound:
    what = _("The id “{id}” is taken.").format(id=new_id)
    return ProblemsFound([Problem(file, 0, "id-taken", what, _("Choose another id."))])


def _not_own(name: str) -> LeadreadyError:
    what = _("“{name}” is no package of your own.").format(name=name)
    return LeadreadyError(what, advice=_("Duplicate a shipped one to change it."))


def _kept_file(own: Path, name: str) -> Path:
    """Say where the draft of a package, or of an own rubric, is kept between savings."""
    return own.parent / DRAFTS / f"{name.replace('/', '.')}.json"


def _content(files: Mapping[str, PackageFile], name: str) -> bytes | None:
    return files[name].content if name in files else None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
