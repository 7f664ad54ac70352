"""A package without its words: what is left decides which scores come out.

Two hashes tell a change of words from a change of structure: one over everything, and this one over all but the words.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from leadready.assessment.translation import with_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.assessment.model import Assessment

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"

_WORDS = "·"
"""Stands for any words."""
_COUNTED = frozenset({"options", "items", "facts", "anchors", "lines"})
"""What has words as values, but of which it matters which there are, or how many."""
_ANSWER = "not_applicable"
"""Words that stand for an answer: with or without them other answers are possible."""
ABOUT = frozenset({"version", "licence", "authors", "minutes", "language", "fixed_wording", "source", "collected"})
"""What says something about a package and takes no part in what it does."""


def structure_hash(assessment: Assessment) -> str:
    """Hash everything but the words, in hexadecimal: two packages with one such hash score alike."""
    document = json.dumps(_structure(_bare(assessment), ""), separators=(",", ":"))
    return hashlib.sha256(document.encode()).hexdigest()


def leaves(assessment: Assessment) -> dict[tuple[str, ...], tuple[object, bool]]:
    """List every single value of a package by the keys that lead to it, and whether it is words for people."""
    full = json.loads(assessment.document)
    words = dict(_values(_bare(assessment), ()))
    return {path: (value, words.get(path) == _WORDS) for path, value in _values(full, ())}


def _values(node: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _values(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            named = value.get("id") if isinstance(value, dict) else None
            yield from _values(value, (*path, str(named or number)))
    else:
        yield path, node


def _bare(assessment: Assessment) -> Json:
    """Give the document of an assessment with `_WORDS` for all words."""
    # A translation keeps the document of what it was made from; here the replaced words are wanted.
    found: Json = json.loads(replace(with_texts(assessment, lambda _text: _WORDS), source=None).document)
    return found


def _structure(node: Json, name: str) -> Json:
    """Leave out all words, and with them the entries that hold nothing else."""
    if isinstance(node, dict):
        parts = {key: _structure(value, key) for key, value in node.items() if key not in ABOUT}
        kept = {key for key, value in parts.items() if name in _COUNTED or value not in (_WORDS, {}, [])}
        return {key: parts[key] for key in parts if key in kept or key == _ANSWER}
    if isinstance(node, list):
        values = [_structure(value, name) for value in node]
        return values if name in _COUNTED else [value for value in values if value != _WORDS]
    return node
