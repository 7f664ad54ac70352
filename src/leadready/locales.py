"""Days, times, numbers and names as the language in use writes them.

The facts are those of the Unicode locale data, which babel brings. What the shipped languages need of them stands in
`resources/translations/locales.json`, so that a window need not wait for babel; any other language asks babel itself.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from leadready import assets, language
from leadready.pseudo import LONG, MIRRORED, PSEUDO, pseudo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

_FACTS = "locales.json"
_PATTERN = re.compile(r"'([^']*)'|([A-Za-z])\2*")
_DECIMAL_POINT = r"(?<=\d)\.(?=\d)"
_NOON = 12


class Locale(NamedTuple):
    """How a language writes.

    Attributes:
        tag: Its name for other programs (BCP 47), such as en-GB.
        name: Its name in itself.
        from_right: Whether it is written from right to left.
        months: Names of the months, as they stand in a day.
        short_months: The same where there is little room.
        day: How the parts of a day are put together (Unicode TR 35), such as `d MMMM y`.
        short_day: The same where there is little room.
        time: The same for a time of day.
        halves: What stands for the hours before and after noon, where the time needs it.
        decimal: What parts a whole number from its decimals.
    """

    tag: str
    name: str
    from_right: bool
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    day: str
    short_day: str
    time: str
    halves: tuple[str, str]
    decimal: str


def locale() -> Locale:
    """Give the locale of the language in use."""
    return locale_of(language.current())


@cache
def locale_of(name: str) -> Locale:
    """Give the locale of a language; where nothing is known of it, it writes as English does."""
    if name in PSEUDO:
        return _pseudo(name)
    return _shipped().get(name) or _asked(name) or locale_of(language.ENGLISH)


def day(value: date) -> str:
    """Write a day, such as 24 November 2026."""
    return _day(value, locale().day)


def month(value: date) -> str:
    """Write the month of a day, such as November 2026."""
    return _day(value, "MMMM y")


def short_day(value: date) -> str:
    """Write a day where there is little room, such as 24 Nov 2026."""
    return _day(value, locale().short_day)


def time(value: datetime) -> str:
    """Write the time of day, such as 14:03."""
    halves = locale().halves
    parts: dict[str, Callable[[int], str]] = {
        "H": lambda count: f"{value.hour:0{count}d}",
        "h": lambda count: f"{(value.hour - 1) % _NOON + 1:0{count}d}",
        "m": lambda count: f"{value.minute:0{count}d}",
        "a": lambda _count: halves[value.hour >= _NOON],
        "B": lambda _count: halves[value.hour >= _NOON],
    }
    return _put_together(locale().time, parts)


def language_name(name: str) -> str:
    """Name a language in the language in use, such as Saesneg for `en`; asks babel, so it is slow the first time."""
    import babel

    made_up = language.current() in PSEUDO
    spoken = language.ENGLISH if made_up else locale().tag.replace("-", "_")
    try:
        found = babel.Locale.parse(name.replace("-", "_")).get_language_name(spoken) or name
    except (ValueError, babel.UnknownLocaleError):
        return name
    return pseudo(language.current()).text(found) if made_up else found


def numbers(text: str) -> str:
    """Write the decimal numbers in a text as the language does: what was reckoned comes with points."""
    decimal = locale().decimal
    if decimal == ".":
        return text
    # A list of numbers is told apart by something else than what parts their decimals.
    listed = text.replace(", ", "; ") if decimal == "," else text
    return re.sub(_DECIMAL_POINT, decimal, listed)


def in_order(names: Iterable[str]) -> list[str]:
    """Sort names as a dictionary of the language does."""
    return sorted(names, key=sort_key)


def sort_key(name: str) -> tuple[tuple[int, ...], str]:
    """Give what a name is sorted by.

    Its letters in the order of the alphabet; a mark on a letter, and its size, count only between names that are
    otherwise alike. A language whose alphabet is not a to z says so in the head of its file, as `X-Alphabet`.
    """
    places, longest = _alphabet(language.catalogue().head.get("X-Alphabet", ""))
    letters = unicodedata.normalize("NFC", name.casefold())
    found: list[int] = []
    start = 0
    while start < len(letters):
        size = next((n for n in range(longest, 0, -1) if letters[start : start + n] in places), 1)
        letter = letters[start : start + size]
        place = places.get(letter, places.get(_bare(letter)))
        found.append(ord(letter) if place is None else _FIRST_LETTER + place)
        start += size
    return tuple(found), name


_FIRST_LETTER = 0x110000
"""Letters of the alphabet come after everything else."""


@cache
def _alphabet(stated: str) -> tuple[dict[str, int], int]:
    letters = stated.casefold().split() or list("abcdefghijklmnopqrstuvwxyz")
    return {letter: place for place, letter in enumerate(letters)}, max(map(len, letters))


def _bare(text: str) -> str:
    """Take the marks off the letters."""
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _day(value: date, pattern: str) -> str:
    names = locale()

    def month(count: int) -> str:
        if count <= len("MM"):
            return f"{value.month:0{count}d}"
        return (names.short_months if count == len("MMM") else names.months)[value.month - 1]

    parts: dict[str, Callable[[int], str]] = {
        "d": lambda count: f"{value.day:0{count}d}",
        "M": month,
        "L": month,
        "y": lambda count: f"{value.year % 100:02d}" if count == len("yy") else str(value.year),
    }
    return _put_together(pattern, parts)


def _put_together(pattern: str, parts: dict[str, Callable[[int], str]]) -> str:
    def part(found: re.Match[str]) -> str:
        letter = found[2]
        if letter is None:
            return found[1] or "'"
        return parts[letter](len(found[0])) if letter in parts else ""

    return _PATTERN.sub(part, pattern)


@cache
def _shipped() -> dict[str, Locale]:
    text = (assets.resources() / "translations" / _FACTS).read_text(encoding="utf-8")
    return {name: _from_facts(facts) for name, facts in json.loads(text).items()}


def _from_facts(facts: dict[str, Any]) -> Locale:
    fields: dict[str, Any] = facts | {name: tuple(facts[name]) for name in ("months", "short_months", "halves")}
    return Locale(**fields)


def facts_of(name: str) -> dict[str, Any] | None:
    """Ask babel for the facts of a language, in the form in which they are shipped; None where it knows nothing."""
    found = _asked(name)
    return None if found is None else found._asdict()


def _asked(name: str) -> Locale | None:
    import babel

    try:
        known = babel.Locale.parse("en_GB" if name == language.ENGLISH else name.replace("-", "_"))
    except (ValueError, babel.UnknownLocaleError):
        return None
    wide, short = (known.months["format"][width] for width in ("wide", "abbreviated"))
    halves = known.day_periods["format"]["abbreviated"]
    return Locale(
        tag=str(known).replace("_", "-"),
        name=(known.display_name or name)[:1].upper() + (known.display_name or name)[1:],
        from_right=known.text_direction == "rtl",
        months=tuple(wide[month] for month in range(1, _NOON + 1)),
        short_months=tuple(short[month] for month in range(1, _NOON + 1)),
        day=known.date_formats["long"].pattern,
        short_day=known.date_formats["medium"].pattern,
        time=known.time_formats["short"].pattern.replace("\u202f", " "),
        halves=(halves["am"], halves["pm"]),
        decimal=known.number_symbols["latn"]["decimal"],
    )


def _pseudo(name: str) -> Locale:
    english, say = locale_of(language.ENGLISH), pseudo(name).text
    return english._replace(
        tag="en-XA" if name == LONG else "en-XB",
        name=name,
        from_right=name == MIRRORED,
        months=tuple(map(say, english.months)),
        short_months=tuple(map(say, english.short_months)),
        decimal=",",
    )
