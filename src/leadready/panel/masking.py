"""Names in what people typed are masked where it goes to somebody who must not learn them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHORTEST_PART = 3
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "sister"})


def masked(text: str, names: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """Put something else in the place of names.

    It finds names as they are written, not nicknames nor what somebody is called by: whoever gives the text away reads
    it first.

    Args:
        text: What somebody typed.
        names: By whole name, in whatever case it is written, what stands in its place.
        parts: By name of which each single part of three letters and more is masked as well, as it is written.
    """
    if not text:
        return text
    lowered = text.casefold()
    for name, label in {**names, **parts}.items():
        if name.strip() and name.casefold() in lowered:
            text = _put(text, name, label, re.IGNORECASE)
    for name, label in parts.items():
        for part in name.split():
            if len(part) >= _SHORTEST_PART and part in text:
                text = _put(text, part, label)
    return text


def names_one_of(person: str, names: Iterable[str]) -> bool:
    """Whether somebody is called as one of the named, with or without a title or a first name, as “Dr Rater” is."""
    said = _words(person)
    return any(said and own and (said <= own or own <= said) for own in map(_words, names))


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold())
    return frozenset(words) - _TITLES


def _put(text: str, name: str, label: str, flags: int = 0) -> str:
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return re.sub(pattern, lambda _match: label, text, flags=flags)
