"""What the tests of languages share: the made-up languages spoken for a while, and what of a text was left in English."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leadready import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LATIN = re.compile(r"[A-Za-z]{2,}")


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak a language, and afterwards English again."""
    language.use(name)
    try:
        yield
    finally:
        language.use(language.ENGLISH)


def left_in_english(said: Iterable[str], given: Iterable[str] = ()) -> list[str]:
    """List what a made-up language would have written with marks and is without: it did not come from the catalogue.

    Args:
        said: Texts that a person sees.
        given: Words that are the same in every language: names, places, what a person typed.
    """
    return [text for text in said if _LATIN.search(_without(text, given))]


def _without(text: str, given: Iterable[str]) -> str:
    for one in given:
        text = re.sub(rf"\b{re.escape(one)}\b" if one.isalnum() else re.escape(one), "", text)
    return text
