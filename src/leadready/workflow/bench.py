"""A bench: one package of one's own, or one own rubric, open for editing.

On it stand a draft and the files that it came from. Saving writes what changed, all of it or nothing, and never a
package that does not load. Between savings the draft is kept beside the record, so that a crash loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from leadready.assessment.draft import Draft
from leadready.assessment.loading import RUBRICS, parse_package
from leadready.assessment.package_files import Around, PackageFile, encoded, read_file, read_files, texts_of
from leadready.errors import LeadreadyError
from leadready.files import finish_together, write_together, write_whole
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.workflow.own_folder import kept_file, not_own, with_identity, write_package, write_rubric
from leadready.workflow.shelf import find_package, package_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DRAFT_FORMAT = "leadready/draft/1"


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
        self._kept = kept_file(packages[1], self.name)
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
            text = self.draft.files[self.name]
            return Bench(self._packages, self.id, write_rubric(self._packages, self.id, text, new_id, new_title))
        write_package(self._packages, new_id, with_identity(self.draft.files, new_id, new_title))
        return Bench(self._packages, new_id)

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
                raise not_own(self.id)
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


def _content(files: Mapping[str, PackageFile], name: str) -> bytes | None:
    return files[name].content if name in files else None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
