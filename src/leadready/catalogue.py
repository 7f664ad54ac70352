"""Catalogues: the translations of one language. The files that hold them are read in `po_file.py`.

Like all that is imported before the first paint, this makes no dataclass (each takes the better part of a millisecond
to define) and compiles no pattern that a window in English can do without.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_PLACEHOLDER = r"\{[^{}]*\}|[{}]|%\(\w+\)[a-z]|%[sd1-9]"


def one_or_many(n: int) -> int:
    """Give the plural form of a number in English."""
    return int(n != 1)


class Catalogue(NamedTuple):
    """The translations of one language.

    Attributes:
        texts: By English text, its translation in each plural form; in one form where nothing is counted.
        plural: Which form a number takes.
        head: What the file says about itself, by name, such as `Signed-Off`.
    """

    texts: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    plural: Callable[[int], int] = one_or_many
    head: Mapping[str, str] = MappingProxyType({})

    def text(self, english: str) -> str:
        """Translate a text; English stands in where there is no translation."""
        found = self.texts.get(english)
        return found[0] if found else english

    def counted(self, one: str, many: str, n: int) -> str:
        """Translate a text that counts something."""
        found = self.texts.get(one)
        if found is None:
            return (one, many)[one_or_many(n)]
        return found[min(self.plural(n), len(found) - 1)]


def without_misfits(catalogue: Catalogue) -> Catalogue:
    """Leave out the translations that ask for a value which the program does not give."""
    kept = {english: forms for english, forms in catalogue.texts.items() if fits(english, forms)}
    return Catalogue(kept, catalogue.plural, catalogue.head)


def fits(english: str, forms: Iterable[str]) -> bool:
    """Whether a translation takes in no other values than its text, so that filling them in cannot fail."""
    known = set(re.findall(_PLACEHOLDER, english))
    return all(known.issuperset(re.findall(_PLACEHOLDER, form)) for form in forms)
