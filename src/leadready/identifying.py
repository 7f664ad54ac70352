"""Find what in a text may identify a patient or a person, so that its writer can leave it out.

It sees common forms only, in English words. It can say that something looks identifying, never
that nothing does: a rare diagnosis or "the only midwife on the island" passes. Nothing here changes a text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """What something looks like, the surest first."""

    NHS_NUMBER = "nhs-number"
    EMAIL = "email"
    BIRTH_DATE = "birth-date"
    HOSPITAL_NUMBER = "hospital-number"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Clue:
    """One place in a text: from `start` up to, and without, `end`, counted in characters from 0."""

    kind: Kind
    start: int
    end: int


_GAP = r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}.-]{0,2}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR = r"(?:[0-9]{4}|[0-9]{2})"
_DATE = (
    rf"(?:[0-9]{{1,2}}\s?[/. -]\s?[0-9]{{1,2}}\s?[/. -]\s?{_YEAR}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[\s/-](?:of\s)?{_MONTH},?[\s/-]{_YEAR}"
    rf"|{_MONTH}\s(?:[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}|[0-9]{{4}}))(?![0-9])"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Sir|Dame|Rev|Revd"
    r"|MR|MRS|MS|MISS|MX|DR|PROF|PROFESSOR|SISTER|mr|mrs|ms|dr|prof)"  # "miss" and "sister" are words of their own
)
_PARTICLE = r"(?:van|von|der|den|de|da|di|dos|du|la|le|ter|ap|ab|al|el|bin|ibn|ben)"
_MARK = r"['\N{RIGHT SINGLE QUOTATION MARK}-]"
_LETTER = r"[^\W\d_]"
# Every repetition has a bound: no pattern takes a time that grows faster than the text.
_FORMS: dict[Kind, re.Pattern[str]] = {
    Kind.NHS_NUMBER: re.compile(
        rf"(?<![0-9])([0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}|[0-9]{{5}}{_GAP}[0-9]{{5}})(?![0-9])"
    ),
    Kind.EMAIL: re.compile(
        r"(?<![A-Za-z0-9._%+'-])([A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
    ),
    Kind.BIRTH_DATE: re.compile(
        r"\b(?:born|d\.?o\.?b\b\.?|date of birth|birth ?date|birthday)[\s:,(\N{EN DASH}-]{0,3}"
        rf"(?:(?:is|was|on|the)\s){{0,3}}({_DATE})",
        re.IGNORECASE,
    ),
    Kind.HOSPITAL_NUMBER: re.compile(
        r"\b(?:mrn|(?:hospital|hosp\.?|unit|patient|clinic|case|chi)\s{1,3}(?:number|no\b\.?|id\b))"
        r"[\s:#(]{0,4}(?:(?:is|was)\s)?"
        r"([a-z]{1,3}[0-9]{0,2}/[0-9]{3,10}|[a-z]{0,3}[0-9]{5,10})\b",
        re.IGNORECASE,
    ),
    Kind.PHONE: re.compile(
        r"(?<![0-9+])((?:(?:\+|00)44[ -]?(?:\(0\))?[ -]?|\(?0)[12378](?:[ ).-]{0,2}[0-9]){8,9}"
        r"|(?:\+|00)[1-9](?:[ -]?[0-9]){7,14})(?![0-9])"
    ),
    Kind.NAME: re.compile(
        rf"\b({_TITLE}\b\.?[ ]{{1,2}}(?:{_LETTER}\.[ ]?|{_LETTER}[ ]){{0,3}}(?:{_PARTICLE}[ ]){{0,3}}"
        rf"{_LETTER}(?:{_LETTER}|{_MARK}){{1,40}})"
    ),
}
_GROUP = 3
"""Digits of the longest group of a phone number at least; a row of figures, such as "02 12 11 09 08 06", has none."""


def clues(text: str) -> tuple[Clue, ...]:
    """Find what looks identifying, in the order of the text; where two forms overlap, the surer one is kept."""
    plain = text if text.isascii() else "".join(map(_plain, text))
    taken = bytearray(len(text))
    kept: list[Clue] = []
    for kind in Kind:
        for one in _of(kind, plain):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _plain(letter: str) -> str:
    """Write a digit of any script as one of ours, so that every place in the text stays where it is."""
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def warning(text: str) -> str:
    """Say what looks identifying and what to do; empty where nothing was seen. It repeats nothing of the text."""
    seen = {one.kind for one in clues(text)}
    if not seen:
        return ""
    names = ", ".join(words for kind, words in _words().items() if kind in seen)
    return _(
        "This may identify a patient or a person: it looks like {found}. Leave it out, or speak of it in general, "
        "such as “a patient in her seventies”."
    ).format(found=names)


def _of(kind: Kind, text: str) -> Iterator[Clue]:
    for match in _FORMS[kind].finditer(text):
        if _holds(kind, match.group(1)):
            yield Clue(kind, *match.span(1))


def _holds(kind: Kind, found: str) -> bool:
    """Whether something is what its form suggests, as far as a pattern cannot say."""
    match kind:
        case Kind.NHS_NUMBER:
            return is_nhs_number("".join(filter(str.isdigit, found)))
        case Kind.PHONE:
            return any(len(group) >= _GROUP for group in re.split(r"\D", found))
        case Kind.NAME:
            return found.rsplit(maxsplit=1)[-1][0].isupper()
        case _:
            return True


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in their check digit.

    Modulus 11 with the weights 10 to 2, as the NHS Data Dictionary has it: 11 counts as 0, and a number whose check
    digit would be 10 is never given out.
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def _words() -> dict[Kind, str]:
    return {
        Kind.NHS_NUMBER: _("an NHS number"),
        Kind.EMAIL: _("an e-mail address"),
        Kind.BIRTH_DATE: _("a date of birth"),
        Kind.HOSPITAL_NUMBER: _("a hospital number"),
        Kind.PHONE: _("a phone number"),
        Kind.NAME: _("somebody's name"),
    }
