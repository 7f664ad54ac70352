"""Where the files of a package name an item or a score, so that all of them can follow when its id changes.

Files may have faults while they are edited: whatever has not the expected form is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from leadready.instrument.condition import RESERVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.round_trip import Part
    from leadready.instrument.strict_yaml import Keys, Value

Change: TypeAlias = "tuple[tuple[Keys, Part], str]"
"""A key or value at a place, and what it is to be."""


def item_in_instrument(value: Value, old: str, new: str) -> Iterator[Change]:
    """List the changes of an instrument when an item gets another id."""
    for keys, part in _everything(value):
        match keys:
            case ("sections", _, "pages", _, "items", name) | ("mirror", "pages", _, "items", name) if name == old:
                yield (keys, "key"), new
            case ("reversed", _) if part == old:
                yield (keys, "value"), new
            case (*_, "answer", name) if name == old:
                yield (keys, "key"), new
            case _:
                if isinstance(part, str) and f"{{{old}}}" in part:
                    yield (keys, "value"), part.replace(f"{{{old}}}", f"{{{new}}}")


def item_in_rubric(value: Value, old: str, new: str) -> Iterator[Change]:
    """List the changes of a rubric when an item gets another id."""
    for keys, part in _everything(value):
        match keys:
            case ("scales", _, "items", _) if _keyed(part) == old:
                yield (keys, "value"), f"{_sign(part)}{new}"
            case ("scales", _, "items", _, name) if _keyed(name) == old:
                yield (keys, "key"), f"{_sign(name)}{new}"
            case ("scales", _, "key" | "value_map" | "rationale", name) if name == old:
                yield (keys, "key"), new
            case ("scales", _, "importance") | ("hours_a_month",) | ("background", _) if part == old:
                yield (keys, "value"), new
            case ("gates" | "profiles", _, "when", *_, "answer", name) if name == old:
                yield (keys, "key"), new
            case _:
                pass


def item_in_example(value: Value, old: str, new: str) -> Iterator[Change]:
    """List the changes of an example when an item gets another id."""
    return (((keys, "key"), new) for keys, _part in _everything(value) if keys == ("responses", old))


def score_in_rubric(value: Value, old: str, new: str) -> Iterator[Change]:
    """List the changes of a rubric when one of its scales, domains or composites gets another id."""
    for keys, part in _everything(value):
        match keys:
            case ("scales" | "domains" | "composites", name) if name == old:
                yield (keys, "key"), new
            case ("domains", _, "mean_of", _) | ("quadrant", "across" | "up") if part == old:
                yield (keys, "value"), new
            case ("composites", _, "weights", name) | ("norms", _, "scores", name) if name == old:
                yield (keys, "key"), new
            case ("gates" | "profiles", _, "when", *rest) if _names_score(tuple(rest), old, part):
                yield (keys, "value" if rest[-1] != old else "key"), new
            case _:
                pass


def score_in_example(value: Value, old: str, new: str) -> Iterator[Change]:
    """List the changes of an example when a score of its rubric gets another id."""
    return (((keys, "key"), new) for keys, _part in _everything(value) if keys == ("expected", old))


def scale_in_actions(value: Value, old: str, new: str) -> Iterator[Change]:
    """List the changes of the actions when a scale gets another id in every rubric that has it."""
    return (((keys, "key"), new) for keys in scale_places(value, old))


def scale_places(value: Value, scale_id: str) -> Iterator[Keys]:
    """List where the actions say something about a scale: its goal, and the levels that an action is meant for."""
    for keys, _part in _everything(value):
        match keys:
            case ("goals" | "strengths", name) | ("actions", _, "targets", name) if name == scale_id:
                yield keys
            case _:
                pass


def _keyed(part: Value | int) -> str | None:
    """Give the item that an entry of a scale counts, without the minus that turns it round."""
    return part.removeprefix("-") if isinstance(part, str) else None


def _sign(part: Value | int) -> str:
    return "-" if isinstance(part, str) and part.startswith("-") else ""


def _names_score(rest: Keys, old: str, part: Value) -> bool:
    """Whether a place in a condition names a score: as the key of a statement, or in a spread."""
    match rest:
        case (*_, "spread", "of", int()):
            return part == old
        case (*above, name) if name == old and name not in RESERVED:
            return all(isinstance(key, int) or key in {"all", "any", "not"} for key in above)
        case _:
            pass
    return False


def _everything(value: Value, keys: Keys = ()) -> Iterator[tuple[Keys, Value]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*keys, key), part
            yield from _everything(part, (*keys, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield (*keys, number), part
            yield from _everything(part, (*keys, number))


def item_ids(value: Value) -> Iterator[str]:
    """List the ids of the items of an instrument."""
    for keys, _part in _everything(value):
        match keys:
            case ("sections", _, "pages", _, "items", name):
                yield str(name)
            case _:
                pass
