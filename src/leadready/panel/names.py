"""Where somebody's name stands in a text, in the forms in which people write names.

In whatever case, with accents or without, hyphenated or not; with an initial instead of a first name, or initials only;
run together as in handles and addresses; with marks in it that nobody sees. It knows no nicknames and no misspellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span: TypeAlias = tuple[int, int]
"""Start and end of a place in a text, in characters from 0; the end is without."""
TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "sister"})
_UNSEEN = "\N{SOFT HYPHEN}"
"""What every mark that stands for no letter of its own is read as: accents by themselves, joiners, soft hyphens."""
_BARE = dict(zip("øØłŁđĐħĦıŧŦ", "oOlLdDhHitT", strict=True))
_JOINING = "['\N{RIGHT SINGLE QUOTATION MARK}-]"
_SHORTEST_RUN = 5
"""Letters of a name run together, at least: shorter ones are words."""
_KEPT = 2048


class _Folds(dict[int, str]):
    """By the code of a character, the one that it is read as: always one, so that places in a text stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
            plain = _UNSEEN
        else:
            plain = _BARE.get(letter) or unicodedata.normalize("NFKD", letter)[0]
        self[code] = plain
        return plain


_FOLDS = _Folds()


def name_places(text: str, name: str, *, shortest: int = 2, cased: bool = False) -> tuple[Span, ...]:
    """Find somebody's name, or a part of it, in a text.

    Args:
        text: Any text.
        name: The whole name; a title before it is no part of it.
        shortest: How many letters a part has that counts by itself.
        cased: Whether a part counts only as it is written: “Will” and “will” are two words.

    Returns:
        The places, in order and apart.
    """
    plain = _folded(text)
    if not _may_have(plain, name):
        return ()
    pattern = _forms(name, shortest, cased=cased)
    return () if pattern is None else tuple(match.span() for match in pattern.finditer(plain))


def _may_have(plain: str, name: str) -> bool:
    """Whether a text has a part of a name anywhere, or its first initial; where not, as mostly, no form is sought."""
    parts = _parts(name)
    small = plain.replace(_UNSEEN, "").lower()
    long = [part for part in parts if len(part) > 1] or parts
    return any(part.lower() in small for part in long) or any(f"{part[0].upper()}." in plain for part in parts[:1])


def whole_name_places(text: str, name: str) -> tuple[Span, ...]:
    """Find somebody's whole name in a text, in whatever case: parts of names are words, too."""
    return tuple(match.span() for match in _whole_form(name).finditer(_folded(text))) if _parts(name) else ()


class WholeNames:
    """Whole names of many people, found in a text without looking for each of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_last = defaultdict[str, list[tuple[frozenset[str], str]]](list)
        for name in dict.fromkeys(names):
            parts = _small(_parts(name))
            if parts:
                self._by_last[parts[-1]].append((frozenset(parts), name))

    def places(self, text: str) -> Iterator[tuple[Span, str]]:
        """Find them, each with whose name it is."""
        words = frozenset(_small(_words(text)))
        for last in words & self._by_last.keys():
            for parts, name in self._by_last[last]:
                if parts <= words:
                    yield from ((place, name) for place in whole_name_places(text, name))


def _folded(text: str) -> str:
    return text if text.isascii() else text.translate(_FOLDS)


@lru_cache(maxsize=_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    words = _words(name)
    return tuple(word for word in words if word.lower() not in TITLES) or tuple(words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _folded(text).replace(_UNSEEN, ""))


def _small(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


@lru_cache(maxsize=_KEPT)
def _whole_form(name: str) -> re.Pattern[str]:
    return re.compile(_as_words(_whole(_parts(name))))


@lru_cache(maxsize=_KEPT)
def _forms(name: str, shortest: int, *, cased: bool) -> re.Pattern[str] | None:
    """Make the pattern of all forms; None where a name has no letters. Every repetition in it has a bound."""
    parts = _parts(name)
    if not parts:
        return None
    first, last, initials = parts[0], parts[-1], "".join(dict.fromkeys(part[0].upper() for part in parts))
    long = sorted({part for part in parts if len(part) >= shortest}, key=len, reverse=True)
    forms = [_as_words(_whole(parts))] if any(len(part) < shortest for part in parts) else []
    if len(parts) > 1:
        runs = {"".join(parts), first + last, last + first, *map("".join, pairwise(parts))}
        forms += [_as_run(run) for run in sorted(runs) if len(run) >= _SHORTEST_RUN]
        # “along” is no handle of A. Long; “@along” and “along7” are.
        forms += [rf"(?:(?<=@){run}|{run}(?=[0-9@]))" for run in map(_as_run, (first[0] + last, last + first[0]))]
        forms.append(_as_words(r"\.\s?".join(map(re.escape, (part[0].upper() for part in parts))) + r"(?:\.|\b)"))
    if long:
        either = "|".join(map(_letters, long))
        before = rf"(?:(?<![^\W_])(?:[{initials}](?:\.\s?|\s)|(?i:[{initials}]){_JOINING})){{0,3}}"
        after = rf"(?:(?![^\W_])(?:,?\s?[{initials}](?![^\W_])\.?){{1,3}})?"
        forms.append(before + _as_words(either if cased else f"(?i:{either})") + after)
    return re.compile("|".join(forms))


def _whole(parts: tuple[str, ...]) -> str:
    """Match all parts, in their order or with the last one first, with little between them."""
    said = r"[\W_]{0,3}".join(map(_letters, parts))
    turned = r"[\W_]{0,3}".join(map(_letters, (parts[-1], *parts[:-1])))
    return f"(?i:{said}|{turned})"


def _letters(word: str) -> str:
    return "".join(f"{re.escape(letter)}{_UNSEEN}*" for letter in word)


def _as_words(form: str) -> str:
    """Match a form only where it stands as words: “Al” is not in “also”."""
    return rf"(?<![^\W_])(?:{form})(?![^\W_])"


def _as_run(letters: str) -> str:
    """Match letters that stand together, and perhaps digits around them."""
    return rf"(?<![^\W\d_])(?i:{_letters(letters)})(?![^\W\d_])"
