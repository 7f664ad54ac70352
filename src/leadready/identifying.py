"""Find what in a text may identify a patient or a person, so that its writer can leave it out.

It sees common forms only, in letters and digits of this alphabet. It can say that something looks identifying, never
that nothing does: a rare diagnosis or "the only midwife on the island" passes. Nothing here changes a text.
"""

from __future__ import annotations

import re
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


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = (
    r"(?:[0-9]{1,2}[/. -][0-9]{1,2}[/. -](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS})[a-z]{{0,6}}\s(?:[0-9]{{4}}|[0-9]{{2}}))(?![0-9])"
)
# Every repetition has a bound, so that no text, however made, takes more than its length times a small number.
_FORMS: dict[Kind, re.Pattern[str]] = {
    Kind.NHS_NUMBER: re.compile(r"(?<![0-9])([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})(?![0-9])"),
    Kind.EMAIL: re.compile(
        r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
    ),
    Kind.BIRTH_DATE: re.compile(rf"\b(?:born|d\.?o\.?b\b\.?|date of birth)[^0-9\n]{{0,12}}({_DATE})", re.IGNORECASE),
    Kind.HOSPITAL_NUMBER: re.compile(
        r"\b(?:mrn|(?:hospital|unit|patient|clinic)\s{1,3}(?:number|no\b\.?|id\b))[\s:#]{0,4}(?:is\s)?([a-z]{0,3}[0-9]{5,10})\b",
        re.IGNORECASE,
    ),
    Kind.PHONE: re.compile(
        r"(?<![0-9+])((?:\+44[ -]?(?:\(0\))?[ -]?|0)[12378](?:[ -]?[0-9]){8,9}|\+[1-9](?:[ -]?[0-9]){7,14})(?![0-9])"
    ),
    Kind.NAME: re.compile(
        r"\b((?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Nurse)\b\.?[ ]{1,2}"
        r"[^\W\d_](?:[^\W\d_]|['\N{RIGHT SINGLE QUOTATION MARK}-]){1,40})"
    ),
}


def clues(text: str) -> tuple[Clue, ...]:
    """Find what looks identifying, in the order of the text; where two forms overlap, the surer one is kept."""
    kept: list[Clue] = []
    for kind in Kind:
        kept += [
            one for one in _of(kind, text) if all(one.end <= other.start or other.end <= one.start for other in kept)
        ]
    return tuple(sorted(kept, key=lambda one: one.start))


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
        found = match.group(1)
        if kind is Kind.NHS_NUMBER and not is_nhs_number("".join(filter(str.isdigit, found))):
            continue
        if kind is Kind.NAME and not found.split()[-1][0].isupper():
            continue
        yield Clue(kind, *match.span(1))


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
