"""Names in what people typed are masked where it goes to somebody who must not learn them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadready.panel.names import TITLES, name_places, whole_name_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.panel.names import Span, WholeNames

_SHORTEST_PART = 3


def masked(text: str, names: WholeNames, label: str, parts: Mapping[str, str]) -> str:
    """Put something else in the place of names.

    It finds names in the forms that `names.py` knows, not nicknames nor what somebody is called by: whoever gives the
    text away reads it first.

    Args:
        text: What somebody typed.
        names: Those of whom the whole name is masked, in whatever case it is written.
        label: What stands in its place.
        parts: By name of which each single part of three letters and more is masked as well, as it is written, what
            stands in its place.
    """
    if not text:
        return text
    found = [(place, label) for place, _name in names.places(text)]
    for name, other in parts.items():
        found += ((place, other) for place in whole_name_places(text, name))
        found += ((place, other) for place in name_places(text, name, shortest=_SHORTEST_PART, cased=True))
    return _put(text, found)


def names_one_of(person: str, names: Iterable[str]) -> bool:
    """Whether somebody is called as one of the named, with or without a title or a first name, as “Dr Rater” is."""
    said = _words(person)
    return any(said and own and (said <= own or own <= said) for own in map(_words, names))


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold())
    return frozenset(words) - TITLES


def _put(text: str, found: Iterable[tuple[Span, str]]) -> str:
    """Put labels into a text; of places that overlap the one counts that begins first, and of those the longest."""
    pieces: list[str] = []
    at = 0
    for (start, end), label in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        if start >= at:
            pieces += text[at:start], label
            at = end
    return "".join((*pieces, text[at:]))
