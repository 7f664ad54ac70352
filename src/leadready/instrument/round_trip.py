"""Changing one value in a hand-written YAML text and leaving every other character as it is.

Every function takes a text and gives a new one. What is changed is cut out of the text where it stands, so comments,
order, quotes, blank lines and the author's line breaks survive. Each result is read again before it is given: it says
exactly what was wanted. Should cutting ever fail (YAML has odd corners), the nearest collection around the place is
written anew, comments in it are lost, and the result is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.instrument.problems import ProblemsFound
from leadready.instrument.strict_yaml import LARGEST_FILE
from leadready.instrument.text_files import too_large
from leadready.instrument.yaml_cutting import (
    as_before,
    cut,
    lead_of,
    permuted,
    put_inside,
    put_lines,
    replaced,
    written_for,
)
from leadready.instrument.yaml_nodes import YamlText, plain, yaml_text
from leadready.instrument.yaml_writing import Written, block_lines, flow_entry, write_key, write_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadready.instrument.strict_yaml import Keys, Value
    from leadready.instrument.yaml_nodes import Node

Part: TypeAlias = Literal["key", "value"]


def set_value(text: str, name: str, keys: Keys, value: Value, *, original: str | None = None) -> str:
    """Give a value that is there another value.

    Args:
        text: The file's text.
        name: The file's name, for problems.
        keys: What leads to the value; raises KeyError when nothing is there.
        value: The new one.
        original: The text as it was opened: where it says this value at this place, its own writing comes back.
    """
    now = yaml_text(text, name)
    if same(plain(now.value, keys), value):
        return text
    expected = _with(now.value, keys, value)
    written = _from_original(now, name, keys, value, original) or written_for(now, keys, value)
    return _first_right(now, name, keys, expected, lambda: replaced(now, keys, written))


def insert(text: str, name: str, keys: Keys, place: int, value: Value, *, key: str | None = None) -> str:
    """Put an entry into a list, or under a key into a mapping, at a position counted from 0.

    Raises:
        KeyError: there is no such collection, or it has the key already.
    """
    now = yaml_text(text, name)
    held = plain(now.value, keys)
    grown = _grown(held, place, value, key)
    expected = _with(now.value, keys, grown)
    if not held:
        return _first_right(now, name, keys, expected, lambda: _begun(now, keys, grown))
    if now.node(keys).is_block:
        return _first_right(now, name, keys, expected, lambda: put_lines(now, keys, place, value, key))
    return _first_right(now, name, keys, expected, lambda: put_inside(now, keys, place, flow_entry(key, value)))


def remove(text: str, name: str, keys: Keys) -> str:
    """Take an entry out, with the comments right above and behind it; raises KeyError when it is not there."""
    now = yaml_text(text, name)
    *above, last = keys
    collection = tuple(above)
    held = plain(now.value, collection)
    plain(now.value, keys)
    left: Value = (
        {key: value for key, value in held.items() if key != last}
        if isinstance(held, dict)
        else [value for number, value in enumerate(held or ()) if number != last]
    )
    expected = _with(now.value, collection, left)
    if not left:
        written = Written("{}" if isinstance(held, dict) else "[]")
        return _first_right(now, name, collection, expected, lambda: replaced(now, collection, written))
    node = now.node(collection)
    return _first_right(now, name, collection, expected, lambda: cut(now, node, node.place(last)))


def move(text: str, name: str, keys: Keys, place: int) -> str:
    """Move an entry to another position in its collection, counted from 0; raises KeyError when it is not there."""
    now = yaml_text(text, name)
    *above, last = keys
    collection = tuple(above)
    node = now.node(collection)
    order = list(range(len(node.values)))
    order.insert(place, order.pop(node.place(last)))
    if order == sorted(order):
        return text
    expected = _with(now.value, collection, _reordered(plain(now.value, collection), order))
    attempts = (lambda: permuted(now, node, order), lambda: _taken_over(text, name, keys, place))
    return _first_right(now, name, collection, expected, *attempts)


def rewrite(text: str, name: str, changes: Mapping[tuple[Keys, Part], str]) -> str:
    """Give keys and single values other words, all at once; keys keep their position.

    Raises:
        KeyError: one of them is not there, or a mapping would have a key twice.
    """
    now = yaml_text(text, name)
    result = text
    pieces: list[tuple[int, int, str]] = []
    for (keys, part), words in changes.items():
        node, flow = _scalar_at(now, keys, part)
        if part == "key":
            pieces.append((node.start, node.end, write_key(words, flow=flow)))
            continue
        written = write_value(words, column=lead_of(now, keys).column, style=node.style, flow=flow)
        if written.tail or node.is_block_text:
            result = set_value(result, name, keys, words)
        else:
            pieces.append((node.start, node.end, written.head))
    if result != text:
        # Texts of several lines were changed one by one; keys and short words are where they are now.
        said = yaml_text(result, name).value
        left = {place: words for place, words in changes.items() if place[1] == "key" or plain(said, place[0]) != words}
        return rewrite(result, name, left)
    for start, end, words in sorted(pieces, reverse=True):
        result = result[:start] + words + result[end:]
    expected = _renamed(now.value, changes, ())
    return _first_right(now, name, (), expected, lambda: result)


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same, the order of their entries included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


# What must come out


def _with(value: Value, keys: Keys, new: Value) -> Value:
    """Copy a value with one part replaced."""
    if not keys:
        return new
    key, *rest = keys
    if isinstance(value, dict):
        return {name: _with(part, tuple(rest), new) if name == key else part for name, part in value.items()}
    if isinstance(value, list):
        return [_with(part, tuple(rest), new) if number == key else part for number, part in enumerate(value)]
    raise KeyError(keys)


def _grown(held: Value, place: int, value: Value, key: str | None) -> Value:
    if key is None:
        parts = held or []
        if not isinstance(parts, list):
            raise KeyError(place)
        return [*parts[:place], value, *parts[place:]]
    entries = held or {}
    if not isinstance(entries, dict) or key in entries:
        raise KeyError(key)
    pairs = list(entries.items())
    return dict([*pairs[:place], (key, value), *pairs[place:]])


def _reordered(held: Value, order: list[int]) -> Value:
    if isinstance(held, dict):
        pairs = list(held.items())
        return dict(pairs[number] for number in order)
    return [held[number] for number in order] if isinstance(held, list) else held


def _renamed(value: Value, changes: Mapping[tuple[Keys, Part], str], keys: Keys) -> Value:
    if isinstance(value, dict):
        renamed = {
            changes.get(((*keys, key), "key"), key): _renamed(part, changes, (*keys, key))
            for key, part in value.items()
        }
        if len(renamed) != len(value):
            raise KeyError(keys)
        return renamed
    if isinstance(value, list):
        return [_renamed(part, changes, (*keys, number)) for number, part in enumerate(value)]
    return changes.get((keys, "value"), value)


# How it is reached


def _first_right(now: YamlText, name: str, keys: Keys, expected: Value, *attempts: Callable[[], str]) -> str:
    """Give the first result that says what is expected: of cutting, or of writing ever more of the text anew.

    Raises:
        ProblemsFound: none does: the value is nested too deeply, or has too many parts for any file.
    """
    anew = (_anew(now, keys[:depth], expected) for depth in range(len(keys), -1, -1))
    result = now.text
    for attempt in (*attempts, *anew):
        result = attempt()
        if _says(result, name, expected):
            break
    else:
        yaml_text(result, name)
    if len(result.encode()) > LARGEST_FILE:
        raise ProblemsFound([too_large(name, LARGEST_FILE)])
    return result


def _taken_over(text: str, name: str, keys: Keys, place: int) -> str:
    """Move an entry by taking it out and putting it in anew."""
    value = plain(yaml_text(text, name).value, keys)
    key = keys[-1] if isinstance(keys[-1], str) else None
    return insert(remove(text, name, keys), name, keys[:-1], place, value, key=key)


def _anew(now: YamlText, keys: Keys, expected: Value) -> Callable[[], str]:
    return lambda: replaced(now, keys, written_for(now, keys, plain(expected, keys)))


def _says(text: str, name: str, expected: Value) -> bool:
    try:
        return same(yaml_text(text, name).value, expected)
    except ProblemsFound:
        return False


def _from_original(now: YamlText, name: str, keys: Keys, value: Value, original: str | None) -> Written | None:
    if original is None:
        return None
    try:
        before = yaml_text(original, name)
        fits = same(plain(before.value, keys), value)
    except (ProblemsFound, KeyError):
        return None
    return as_before(now, keys, before) if fits else None


def _begun(now: YamlText, keys: Keys, grown: Value) -> str:
    """Give an empty collection its first entry; an empty file its first line, below the comments that it has."""
    if keys or now.text[now.root.start : now.root.end]:
        return replaced(now, keys, written_for(now, keys, grown))
    comments = now.text if not now.text or now.text.endswith("\n") else now.text + "\n"
    return comments + "\n".join(block_lines(grown or {}, 0)) + "\n" if not isinstance(grown, str) else now.text


def _scalar_at(now: YamlText, keys: Keys, part: Part) -> tuple[Node, bool]:
    """Find a key or value to be rewritten, and whether it stands inside brackets or braces."""
    parent = now.node(keys[:-1])
    place = parent.place(keys[-1])
    return (parent.keys[place] if part == "key" else parent.values[place]), not parent.is_block
