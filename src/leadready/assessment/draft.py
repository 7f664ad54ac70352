"""A draft: the texts of a package's files while an author works on them, with every step to take back.

It holds no file and no clock. Whatever an author wrote by hand stays as it is but for the place that is changed
(`instrument/round_trip.py`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from leadready.assessment.draft_steps import Steps
from leadready.assessment.loading import INSTRUMENT
from leadready.assessment.placing import with_value
from leadready.assessment.renaming import with_item_renamed, with_score_renamed
from leadready.instrument import round_trip
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.instrument.yaml_writing import as_value
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.assessment.draft_steps import Place
    from leadready.assessment.loading import Package
    from leadready.assessment.model import Assessment
    from leadready.instrument.strict_yaml import Keys, Value


class Draft:
    """The files of a package in the making."""

    def __init__(self, files: Mapping[str, str], *, fixed: Mapping[str, str] | None = None) -> None:
        """Begin with the files as they were opened.

        Args:
            files: Texts by name, such as `instrument.yaml` and `rubrics/ours.yaml`; lines end in a line feed.
            fixed: Files that take part and cannot be edited: those of the shipped package that an own rubric is for.
        """
        self._opened = dict(files)
        self._fixed = dict(fixed or {})
        self._saved = self._opened
        self._steps = Steps(self._opened, self._fixed)
        self._last_good: Assessment | None = None

    # What it says

    @property
    def files(self) -> Mapping[str, str]:
        """The texts as they are now, by name."""
        return MappingProxyType(self._steps.now.files)

    @property
    def fixed(self) -> Mapping[str, str]:
        """The texts that take part and cannot be edited."""
        return MappingProxyType(self._fixed)

    @property
    def package(self) -> Package | None:
        """The package; None while faults keep it from loading."""
        package, _faults = self._steps.now.loaded
        if package is not None:
            self._last_good = package.assessment
        return package

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What keeps it from loading, and so from being saved."""
        return self._steps.now.loaded[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults; or, where it loads, advice and the examples that do not come out.

        The faults of a large package are there in some 20 ms, advice takes ten times as long: ask for it when the
        author pauses.
        """
        return self._steps.now.problems

    @property
    def last_good(self) -> Assessment | None:
        """The assessment as it is, or as it was when it last loaded."""
        package = self.package
        return package.assessment if package is not None else self._last_good

    def value(self, file: str, keys: Keys) -> Value:
        """Give a value: text, a list, a mapping, or None where nothing is written.

        Raises:
            KeyError: there is no such file, or nothing at that place.
            ProblemsFound: the file is no YAML at present.
        """
        return plain(yaml_text(self._text(file), file).value, keys)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was opened or last saved."""
        return self._steps.now.files != self._saved

    @property
    def changed_files(self) -> tuple[str, ...]:
        """The files that differ from what was opened or last saved; those added and removed too."""
        now, saved = self._steps.now.files, self._saved
        return tuple(sorted(name for name in {*now, *saved} if now.get(name) != saved.get(name)))

    def mark_saved(self) -> None:
        """Take the files as they are now for saved. Steps can still be taken back."""
        self._saved = dict(self._steps.now.files)
        self._steps.seal()

    # One edit each

    def set(self, file: str, keys: Keys, value: object, *, typed: bool = False) -> None:
        """Give a place a value: text, a number, a truth, a list or a mapping.

        What is missing on the way is made, each field where the format has it. The same value changes nothing.

        Args:
            file: The file.
            keys: The place.
            value: The value.
            typed: Whether it is typed: then one step takes back all that was typed in this place.

        Raises:
            KeyError: the way leads through something that is no list or mapping.
            ProblemsFound: no file can hold the value, or the file is no YAML at present.
        """
        text = self._editable(file)
        changed = with_value(text, file, keys, as_value(value, file), original=self._opened.get(file))
        self._change({file: changed}, (file, keys), typed=typed)

    def remove(self, file: str, keys: Keys) -> None:
        """Take an entry out; raises KeyError when it is not there."""
        self._change({file: round_trip.remove(self._editable(file), file, keys)}, (file, keys[:-1]))

    def insert(self, file: str, keys: Keys, place: int, value: object, *, key: str | None = None) -> None:
        """Put an entry at a position, counted from 0: into a list, or under a key into a mapping.

        Raises:
            KeyError: there is no such list or mapping.
            ProblemsFound: the key is there already.
        """
        text = self._editable(file)
        self._refuse_twice(file, keys, key)
        changed = round_trip.insert(text, file, keys, place, as_value(value, file), key=key)
        self._change({file: changed}, (file, (*keys, place if key is None else key)))

    def rename(self, file: str, keys: Keys, new_key: str) -> None:
        """Give a key of a mapping another name, in its position.

        Raises:
            KeyError: it is not there.
            ProblemsFound: the new one is there already.
        """
        text = self._editable(file)
        if keys[-1] == new_key:
            return
        self._refuse_twice(file, keys[:-1], new_key)
        changed = round_trip.rewrite(text, file, {(keys, "key"): str(as_value(new_key, file))})
        self._change({file: changed}, (file, (*keys[:-1], new_key)))

    def move(self, file: str, keys: Keys, place: int) -> None:
        """Move an entry to another position in its list or mapping, counted from 0; raises KeyError as `remove`."""
        changed = round_trip.move(self._editable(file), file, keys, place)
        self._change({file: changed}, (file, (*keys[:-1], place) if isinstance(keys[-1], int) else keys))

    def replace_text(self, file: str, text: str, *, typed: bool = False) -> None:
        """Give a file another text, whatever it says; raises ProblemsFound when no file can hold it."""
        self._editable(file)
        self._change({file: str(as_value(text, file))}, (file, ()), typed=typed)

    def add_file(self, file: str, text: str) -> None:
        """Add a file; raises ProblemsFound when there is one of that name."""
        if file in self.files or file in self._fixed:
            what = _("There is a file of that name already.")
            raise ProblemsFound([Problem(file, 0, "file-there", what, _("Choose another name."))])
        self._change({file: str(as_value(text, file))}, (file, ()))

    def remove_file(self, file: str) -> None:
        """Remove a file; raises KeyError when it is not there."""
        self._editable(file)
        self._steps.take({name: text for name, text in self.files.items() if name != file}, (file, ()))

    def replace_files(self, files: Mapping[str, str]) -> None:
        """Give every file another text in one step: take over a draft that was kept."""
        self._steps.take({name: str(as_value(text, name)) for name, text in files.items()}, (INSTRUMENT, ()))

    # Edits that reach further

    def rename_item(self, old: str, new: str) -> None:
        """Give an item another id everywhere: where it is asked, counted, asked about, and answered in examples.

        Raises:
            KeyError: there is no such item.
            ProblemsFound: the new id is taken, or a file is no YAML at present.
        """
        self._change(with_item_renamed(self.files, old, new), (INSTRUMENT, ()))

    def rename_score(self, rubric_file: str, old: str, new: str) -> None:
        """Give a scale, domain or composite of a rubric another id wherever the package names it.

        Goals and actions are found by the scale's id: where another rubric has a scale of the old id too, they are for
        both from now on.

        Raises:
            KeyError: there is no such score.
            ProblemsFound: the new id is taken, or a file is no YAML at present.
        """
        self._editable(rubric_file)
        self._change(with_score_renamed(self.files, rubric_file, old, new), (rubric_file, ()))

    # Steps

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._steps.can_redo

    def undo(self) -> Place | None:
        """Take the last step back; gives the place that it was about, or None where there is none."""
        return self._steps.undo()

    def redo(self) -> Place | None:
        """Take a step again that was taken back; gives the place that it is about, or None where there is none."""
        return self._steps.redo()

    def _change(self, texts: Mapping[str, str], place: Place, *, typed: bool = False) -> None:
        self._steps.take({**self.files, **texts}, place, typed=typed)

    # How it is done

    def _text(self, file: str) -> str:
        return self.files[file] if file in self.files else self._fixed[file]

    def _editable(self, file: str) -> str:
        if file in self._fixed:
            what = _("This file belongs to the shipped package.")
            raise ProblemsFound([Problem(file, 0, "fixed-file", what, _("Duplicate the package to change it."))])
        return self.files[file]

    def _refuse_twice(self, file: str, keys: Keys, key: str | None) -> None:
        held = self.value(file, keys)
        if key is not None and isinstance(held, dict) and key in held:
            what = _("“{key}” stands here twice.").format(key=key)
            line = parse_yaml(self._text(file), file).line((*keys, key))
            raise ProblemsFound(
                [Problem(file, line, "yaml-duplicate-key", what, _("Choose another name."), keys=(*keys, key))]
            )
