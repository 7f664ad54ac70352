"""A draft: the texts of a package's files while an author works on them, with every step to take back.

It holds no file and no clock. Whatever an author wrote by hand stays as it is but for the place that is changed
(`instrument/round_trip.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from leadready.assessment import references
from leadready.assessment.examples import EXAMPLES, Example, parse_examples
from leadready.assessment.loading import ACTIONS, INSTRUMENT, Package, is_rubric, parse_package
from leadready.assessment.review.package import review, review_examples
from leadready.instrument import round_trip
from leadready.instrument.definition import field_names
from leadready.instrument.model import Instrument
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.instrument.yaml_writing import as_value
from leadready.language import _
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.assessment.model import Assessment
    from leadready.assessment.references import Change
    from leadready.instrument.definition import Definition
    from leadready.instrument.strict_yaml import Keys, Value

MOST_STEPS = 500
Place: TypeAlias = "tuple[str, Keys]"
"""A file and the keys of a place in it."""

# A draft is judged after every step, and a step changes one file: the others need not be read again.
_parse = lru_cache(maxsize=64)(parse_yaml)


@dataclass(frozen=True)
class _State:
    """The files at one moment, and what can be said of them."""

    files: Mapping[str, str]
    fixed: Mapping[str, str]
    place: Place | None = None
    typed: bool = False

    @cached_property
    def loaded(self) -> tuple[Package | None, tuple[Problem, ...]]:
        """The package, or the faults that keep it from loading."""
        rubrics = sorted(name for name in self.files if is_rubric(name))
        others = [name for name in self.files if not is_rubric(name)]
        texts = {**self.fixed, **{name: self.files[name] for name in [*rubrics, *others]}}
        try:
            return parse_package(texts, parse=_parse), ()
        except ProblemsFound as found:
            return None, found.problems

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        package, faults = self.loaded
        return faults if package is None else tuple(sorted(self._advice(package)))

    def _advice(self, package: Package) -> Iterable[Problem]:
        """Give advice on the files that can be edited, and say which examples no longer come out."""
        yield from (problem for problem in review(package) if problem.file in self.files)
        examples = parse_examples(self.files, package.assessment, parse=_parse)
        yield from review_examples(examples, package.assessment)


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
        self._states = [_State(self._opened, self._fixed)]
        self._now = 0
        self._last_good: Assessment | None = None

    # What it says

    @property
    def files(self) -> Mapping[str, str]:
        """The texts as they are now, by name."""
        return MappingProxyType(self._state.files)

    @property
    def fixed(self) -> Mapping[str, str]:
        """The texts that take part and cannot be edited."""
        return MappingProxyType(self._fixed)

    @property
    def package(self) -> Package | None:
        """The package; None while faults keep it from loading."""
        package, _faults = self._state.loaded
        if package is not None:
            self._last_good = package.assessment
        return package

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What keeps it from loading, and so from being saved."""
        return self._state.loaded[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults; or, where it loads, advice and the examples that do not come out.

        The faults of a large package are there in some 20 ms, advice takes ten times as long: ask for it when the
        author pauses.
        """
        return self._state.problems

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
        return self._state.files != self._saved

    @property
    def changed_files(self) -> tuple[str, ...]:
        """The files that differ from what was opened or last saved; those added and removed too."""
        now, saved = self._state.files, self._saved
        return tuple(sorted(name for name in {*now, *saved} if now.get(name) != saved.get(name)))

    def mark_saved(self) -> None:
        """Take the files as they are now for saved. Steps can still be taken back."""
        self._saved = dict(self._state.files)
        self._seal()

    # One edit each

    def set(self, file: str, keys: Keys, value: object, *, merge: bool = False) -> None:
        """Give a place a value: text, a number, a truth, a list or a mapping.

        What is missing on the way is made, each field where the format has it. The same value changes nothing.

        Args:
            file: The file.
            keys: The place.
            value: The value.
            merge: Whether it is typed: then one step takes back all that was typed in this place.

        Raises:
            KeyError: the way leads through something that is no list or mapping.
            ProblemsFound: no file can hold the value, or the file is no YAML at present.
        """
        text = self._editable(file)
        changed = self._with_value(file, text, keys, as_value(value, file))
        self._change({file: changed}, (file, keys), typed=merge)

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

    def replace_text(self, file: str, text: str, *, merge: bool = False) -> None:
        """Give a file another text, whatever it says; raises ProblemsFound when no file can hold it."""
        self._editable(file)
        self._change({file: str(as_value(text, file))}, (file, ()), typed=merge)

    def add_file(self, file: str, text: str) -> None:
        """Add a file; raises ProblemsFound when there is one of that name."""
        if file in self.files or file in self._fixed:
            what = _("There is a file of that name already.")
            raise ProblemsFound([Problem(file, 0, "file-there", what, _("Choose another name."))])
        self._change({file: str(as_value(text, file))}, (file, ()))

    def remove_file(self, file: str) -> None:
        """Remove a file; raises KeyError when it is not there."""
        self._editable(file)
        self._step({name: text for name, text in self.files.items() if name != file}, (file, ()))

    def replace_files(self, files: Mapping[str, str]) -> None:
        """Give every file another text in one step: take over a draft that was kept."""
        self._step({name: str(as_value(text, name)) for name, text in files.items()}, (INSTRUMENT, ()))

    # Edits that reach further

    def rename_item(self, old: str, new: str) -> None:
        """Give an item another id everywhere: where it is asked, counted, asked about, and answered in examples.

        Raises:
            KeyError: there is no such item.
            ProblemsFound: the new id is taken, or a file is no YAML at present.
        """
        changes = {name: list(self._item_changes(name, old, new)) for name in self.files}
        if not any(part == "key" for (_keys, part), _new in changes.get(INSTRUMENT, ())):
            raise KeyError(old)
        self._refuse_taken(new, references.item_ids(self.value(INSTRUMENT, ())))
        rewritten = {name: self._rewritten(name, found) for name, found in changes.items() if found}
        for name, text in self.files.items():
            if name.endswith(".po") and f"{{{old}}}" in text:
                rewritten[name] = text.replace(f"{{{old}}}", f"{{{new}}}")
        self._change(rewritten, (INSTRUMENT, ()))

    def rename_score(self, rubric_file: str, old: str, new: str) -> None:
        """Give a scale, domain or composite of a rubric another id wherever the package names it.

        Goals and actions are found by the scale's id: where another rubric has a scale of the old id too, they are for
        both from now on.

        Raises:
            KeyError: there is no such score.
            ProblemsFound: the new id is taken, or a file is no YAML at present.
        """
        self._editable(rubric_file)
        said = self.value(rubric_file, ())
        ids = {score_id: kind for kind in ("scales", "domains", "composites") for score_id in _entries(said, kind)}
        if old not in ids:
            raise KeyError(old)
        self._refuse_taken(new, ids, rubric_file)
        rewritten = {rubric_file: self._rewritten(rubric_file, references.score_in_rubric(said, old, new))}
        for name in self.files:
            if _is_example(name) and _entry(self.value(name, ()), "rubric") == _entry(said, "id"):
                found = list(references.score_in_example(self.value(name, ()), old, new))
                rewritten |= {name: self._rewritten(name, found)} if found else {}
        if ids[old] == "scales" and ACTIONS in self.files:
            rewritten[ACTIONS] = self._actions_for(rubric_file, old, new)
        self._change(rewritten, (rubric_file, ()))

    # Steps

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._now > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._now + 1 < len(self._states)

    def undo(self) -> Place | None:
        """Take the last step back; gives the place that it was about, or None where there is none."""
        if not self.can_undo:
            return None
        place = self._state.place
        self._now -= 1
        self._seal()
        return place

    def redo(self) -> Place | None:
        """Take a step again that was taken back; gives the place that it is about, or None where there is none."""
        if not self.can_redo:
            return None
        self._now += 1
        self._seal()
        return self._state.place

    @property
    def _state(self) -> _State:
        return self._states[self._now]

    def _change(self, texts: Mapping[str, str], place: Place, *, typed: bool = False) -> None:
        self._step({**self.files, **texts}, place, typed=typed)

    def _step(self, files: dict[str, str], place: Place, *, typed: bool = False) -> None:
        if files == self._state.files:
            return
        was = self._state
        del self._states[self._now + 1 :]
        if typed and was.typed and was.place == place:
            del self._states[self._now]
        self._states.append(_State(files, self._fixed, place, typed))
        del self._states[: max(0, len(self._states) - MOST_STEPS - 1)]
        self._now = len(self._states) - 1

    def _seal(self) -> None:
        """What is typed from now on is a step of its own."""
        state = self._state
        if state.typed:
            sealed = _State(state.files, state.fixed, state.place)
            # What was found out about the files is still true.
            sealed.__dict__.update(
                {key: state.__dict__[key] for key in ("loaded", "problems") if key in state.__dict__}
            )
            self._states[self._now] = sealed

    # How it is done

    def _text(self, file: str) -> str:
        return self.files[file] if file in self.files else self._fixed[file]

    def _editable(self, file: str) -> str:
        if file in self._fixed:
            what = _("This file belongs to the shipped package.")
            raise ProblemsFound([Problem(file, 0, "fixed-file", what, _("Duplicate the package to change it."))])
        return self.files[file]

    def _with_value(self, file: str, text: str, keys: Keys, value: Value) -> str:
        said = yaml_text(text, file).value
        depth = _depth(said, keys)
        if depth == len(keys):
            return round_trip.set_value(text, file, keys, value, original=self._opened.get(file))
        above, key = keys[:depth], keys[depth]
        for missing in reversed(keys[depth + 1 :]):
            value = [value] if isinstance(missing, int) else {missing: value}
        held = plain(said, above)
        if isinstance(key, int):
            if key != len(held or ()) or isinstance(held, str):
                raise KeyError(keys)
            return round_trip.insert(text, file, above, key, value)
        if isinstance(held, str | list) and held:
            raise KeyError(keys)
        place = _place_for(file, above, key, list(held) if isinstance(held, dict) else [])
        return round_trip.insert(text, file, above, place, value, key=key)

    def _refuse_twice(self, file: str, keys: Keys, key: str | None) -> None:
        held = self.value(file, keys)
        if key is not None and isinstance(held, dict) and key in held:
            what = _("“{key}” stands here twice.").format(key=key)
            line = parse_yaml(self._text(file), file).line((*keys, key))
            raise ProblemsFound(
                [Problem(file, line, "yaml-duplicate-key", what, _("Choose another name."), keys=(*keys, key))]
            )

    def _refuse_taken(self, new: str, taken: Iterable[str], file: str = INSTRUMENT) -> None:
        if new in set(taken):
            what = _("The id “{id}” is taken.").format(id=new)
            raise ProblemsFound([Problem(file, 0, "id-taken", what, _("Choose another id."))])

    def _item_changes(self, name: str, old: str, new: str) -> Iterable[Change]:
        if name == INSTRUMENT:
            return references.item_in_instrument(self.value(name, ()), old, new)
        if is_rubric(name):
            return references.item_in_rubric(self.value(name, ()), old, new)
        return references.item_in_example(self.value(name, ()), old, new) if _is_example(name) else ()

    def _rewritten(self, name: str, changes: Iterable[Change]) -> str:
        return round_trip.rewrite(self.files[name], name, dict(changes))

    def _actions_for(self, rubric_file: str, old: str, new: str) -> str:
        """Let goals and actions follow a scale, or be for both where another rubric keeps the old id."""
        text = self.files[ACTIONS]
        said = self.value(ACTIONS, ())
        others = (name for name in self.files if is_rubric(name) and name != rubric_file)
        if not any(old in _entries(self.value(name, ()), "scales") for name in others):
            return round_trip.rewrite(text, ACTIONS, dict(references.scale_in_actions(said, old, new)))
        for keys in references.scale_places(said, old):
            held = plain(yaml_text(text, ACTIONS).value, keys[:-1])
            if isinstance(held, dict) and new not in held:
                place = list(held).index(old) + 1
                text = round_trip.insert(text, ACTIONS, keys[:-1], place, held[old], key=new)
        return text


def _is_example(name: str) -> bool:
    return name.startswith(f"{EXAMPLES}/") and name.endswith(".yaml")


def _depth(value: Value, keys: Keys) -> int:
    """Count how many of the keys lead somewhere."""
    for depth in range(len(keys), 0, -1):
        try:
            plain(value, keys[:depth])
        except KeyError:
            continue
        return depth
    return 0


def _place_for(file: str, above: Keys, key: str, there: list[str]) -> int:
    """Find the position of a new field: behind those that come before it in the format; otherwise at the end."""
    model = _model_of(file)
    order = field_names(model, above) if model else []
    if key not in order:
        return len(there)
    before = set(order[: order.index(key)])
    return max((number for number, name in enumerate(there, start=1) if name in before), default=0)


def _model_of(file: str) -> type[Definition] | None:
    if is_rubric(file):
        return Rubric
    if _is_example(file):
        return Example
    models: dict[str, type[Definition]] = {INSTRUMENT: Instrument, ACTIONS: ActionLibrary}
    return models.get(file)


def _entries(value: Value, key: str) -> dict[str, Value]:
    held = _entry(value, key)
    return held if isinstance(held, dict) else {}


def _entry(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None
