"""Languages that nobody speaks, made from the English texts: to see at once what is cut off or cannot be translated.

`xx-long` writes every letter with a mark and everything at least two fifths longer, as many languages need;
`xx-rtl` is written from right to left. Both keep what stands in braces. They are for developers and tests only, and
Settings does not offer them.
"""

from __future__ import annotations

import re

from leadready.catalogue import Catalogue

LONG, MIRRORED = "xx-long", "xx-rtl"
PSEUDO = (LONG, MIRRORED)

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "āḃčđēƒğħīĵķłɱńōƥɋřšťūṽŵẋýžÅḂČĐĒƑĞĦĪĴĶŁṀŃŌƤɊŘŠŤŪṼŴẊÝŽ",
)
_KEPT = r"(\{[^{}]*\}|%[0-9n]|\n)"
_LONGER = 2, 5
"""By how much of itself a text grows, as a fraction."""
_OVERRIDE, _END = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"


class _Long(Catalogue):
    """Longer than English."""

    def text(self, english: str) -> str:
        """Mark the letters and draw them out."""
        return "".join(part if re.fullmatch(_KEPT, part) else _drawn_out(part) for part in re.split(_KEPT, english))

    def counted(self, one: str, many: str, n: int) -> str:
        """Do the same with the form that counts."""
        return self.text(one if n == 1 else many)


class _Mirrored(Catalogue):
    """Written from right to left."""

    def text(self, english: str) -> str:
        """Mark the letters, and turn every stretch of them."""
        return "".join(part if re.fullmatch(_KEPT, part) else _turned(part) for part in re.split(_KEPT, english))

    def counted(self, one: str, many: str, n: int) -> str:
        """Do the same with the form that counts."""
        return self.text(one if n == 1 else many)


def pseudo(language: str) -> Catalogue:
    """Give the catalogue of one of the made-up languages; raises KeyError for any other."""
    return {LONG: _Long(), MIRRORED: _Mirrored()}[language]


def _drawn_out(text: str) -> str:
    said: list[str] = []
    owed = _LONGER[1] - 1  # round up: the shortest word grows too
    for letter in text.translate(_LETTERS):
        said.append(letter)
        owed += _LONGER[0]
        if letter.isalpha():
            times, owed = divmod(owed, _LONGER[1])
            said.append(letter.lower() * times)
    return "".join(said)


def _turned(text: str) -> str:
    core = text.strip()
    if not core:
        return text
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    return f"{before}{_OVERRIDE}{core.translate(_LETTERS)}{_END}{after}"
