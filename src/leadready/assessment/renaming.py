"""Other ids: the texts of a package's files once an item or a score is called otherwise, wherever they name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment import references
from leadready.assessment.examples import is_example
from leadready.assessment.loading import ACTIONS, INSTRUMENT, is_rubric
from leadready.instrument import round_trip
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.yaml_nodes import plain, yaml_text
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.assessment.references import Change
    from leadready.instrument.strict_yaml import Value


def with_item_renamed(files: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Give an item another id: where it is asked, counted, asked about, and answered in examples.

    Args:
        files: The texts of a package by name.
        old: The id as it is.
        new: The id that it gets.

    Returns:
        The texts that change, by name.

    Raises:
        KeyError: there is no such item.
        ProblemsFound: the new id is taken, or a file is no YAML.
    """
    changes = {name: list(_item_changes(files, name, old, new)) for name in files}
    if not any(part == "key" for (_keys, part), _new in changes.get(INSTRUMENT, ())):
        raise KeyError(old)
    _refuse_taken(new, references.item_ids(_value(files, INSTRUMENT)))
    rewritten = {name: _rewritten(files, name, found) for name, found in changes.items() if found}
    for name, text in files.items():
        if name.endswith(".po") and f"{{{old}}}" in text:
            rewritten[name] = text.replace(f"{{{old}}}", f"{{{new}}}")
    return rewritten


def with_score_renamed(files: Mapping[str, str], rubric_file: str, old: str, new: str) -> dict[str, str]:
    """Give a scale, domain or composite of a rubric another id wherever the package names it.

    Goals and actions are found by the scale's id: where another rubric has a scale of the old id too, they are for
    both from now on.

    Args:
        files: The texts of a package by name.
        rubric_file: The rubric.
        old: The id as it is.
        new: The id that it gets.

    Returns:
        The texts that change, by name.

    Raises:
        KeyError: there is no such score.
        ProblemsFound: the new id is taken, or a file is no YAML.
    """
    said = _value(files, rubric_file)
    ids = {score_id: kind for kind in ("scales", "domains", "composites") for score_id in _entries(said, kind)}
    if old not in ids:
        raise KeyError(old)
    _refuse_taken(new, ids, rubric_file)
    rewritten = {rubric_file: _rewritten(files, rubric_file, references.score_in_rubric(said, old, new))}
    for name in files:
        if is_example(name) and _entry(_value(files, name), "rubric") == _entry(said, "id"):
            found = list(references.score_in_example(_value(files, name), old, new))
            rewritten |= {name: _rewritten(files, name, found)} if found else {}
    if ids[old] == "scales" and ACTIONS in files:
        rewritten[ACTIONS] = _actions_for(files, rubric_file, old, new)
    return rewritten


def id_taken(file: str, new: str) -> ProblemsFound:
    """Say of an id that something else has it."""
    what = _("The id “{id}” is taken.").format(id=new)
    return ProblemsFound([Problem(file, 0, "id-taken", what, _("Choose another id."))])


def _item_changes(files: Mapping[str, str], name: str, old: str, new: str) -> Iterable[Change]:
    if name == INSTRUMENT:
        return references.item_in_instrument(_value(files, name), old, new)
    if is_rubric(name):
        return references.item_in_rubric(_value(files, name), old, new)
    return references.item_in_example(_value(files, name), old, new) if is_example(name) else ()


def _actions_for(files: Mapping[str, str], rubric_file: str, old: str, new: str) -> str:
    """Let goals and actions follow a scale, or be for both where another rubric keeps the old id."""
    text = files[ACTIONS]
    said = _value(files, ACTIONS)
    others = (name for name in files if is_rubric(name) and name != rubric_file)
    if not any(old in _entries(_value(files, name), "scales") for name in others):
        return round_trip.rewrite(text, ACTIONS, dict(references.scale_in_actions(said, old, new)))
    for keys in references.scale_places(said, old):
        held = plain(yaml_text(text, ACTIONS).value, keys[:-1])
        if isinstance(held, dict) and new not in held:
            place = list(held).index(old) + 1
            text = round_trip.insert(text, ACTIONS, keys[:-1], place, held[old], key=new)
    return text


def _refuse_taken(new: str, taken: Iterable[str], file: str = INSTRUMENT) -> None:
    if new in set(taken):
        raise id_taken(file, new)


def _rewritten(files: Mapping[str, str], name: str, changes: Iterable[Change]) -> str:
    return round_trip.rewrite(files[name], name, dict(changes))


def _value(files: Mapping[str, str], name: str) -> Value:
    return plain(yaml_text(files[name], name).value, ())


def _entries(value: Value, key: str) -> dict[str, Value]:
    held = _entry(value, key)
    return held if isinstance(held, dict) else {}


def _entry(value: Value, key: str) -> Value:
    return value.get(key) if isinstance(value, dict) else None
