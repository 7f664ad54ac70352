"""Made-up texts that name made-up people, and texts that name nobody, to measure how many of them are noticed.

`python -m tests.identifying_texts` prints the shares that docs/testing.md gives. The forms are those in which people
write such things, as far as possible without an eye to the patterns that seek them; the same seed gives the same texts. Nobody is
in them: the numbers are chance, and the phone numbers are of the ranges that are kept for fiction.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.identifying import Kind, clues, is_nhs_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 20261124
EACH = 100
PLAIN = 500


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and where in it something identifies somebody; `planted` is empty where nothing does."""

    words: str
    kind: Kind | None = None
    planted: str = ""

    @property
    def is_noticed(self) -> bool:
        """Whether a clue lies on what was planted."""
        start = self.words.find(self.planted)
        end = start + len(self.planted)
        return any(clue.start < end and start < clue.end for clue in clues(self.words))


_BEFORE = (
    "On our ward last winter",
    "In March I led the change of handover;",
    "The team met four times and",
    "When the clinic moved to Tuesdays,",
    "I had asked three colleagues, and",
    "After the second audit (12 of 40 notes were complete)",
    "At 10:30 the round was still going on, so",
    "We had planned for 6 weeks;",
)
_AFTER = (
    "which is why we changed the form.",
    "and we agreed to try it for a month.",
    "so the pharmacist joined the round.",
    "; afterwards 31 of 40 notes were complete.",
    ", and the waiting time fell from 50 to 35 minutes.",
    "and nobody had noticed before.",
)
_FIRST = ("Anne", "Rhys", "Olu", "Zoë", "Mary-Jane", "Siân", "Mohammed", "Li", "Błażej", "Eleri")
_LAST = (
    "Smith",
    "Evans",
    "O'Neill",
    "Okonkwo",
    "Ng",
    "Patel",
    "Llewellyn-Jones",
    "El-Sayed",
    "McDonald",
    "Ó Briain",
    "van der Berg",
    "de Souza",
    "Wójcik",
    "D’Arcy",
    "St John",
)
_MONTHS = (
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
)


def texts(kind: Kind, chance: random.Random, count: int = EACH) -> Iterator[Text]:
    """Make texts, each with one thing of a kind."""
    for _number in range(count):
        planted = _MAKERS[kind](chance)
        around = chance.choice(_AROUND[kind]).format(planted)
        yield Text(f"{chance.choice(_BEFORE)} {around} {chance.choice(_AFTER)}", kind, planted)


def plain_texts(chance: random.Random, count: int = PLAIN) -> Iterator[Text]:
    """Make texts that name nobody, with the figures, dates, roles and names of things that such texts have."""
    for _number in range(count):
        yield Text(f"{chance.choice(_BEFORE)} {_nobody(chance)} {chance.choice(_AFTER)}")


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _digit in range(count))


def _nhs_number(chance: random.Random) -> str:
    while True:
        nine = chance.choice("4567") + _digits(chance, 8)
        whole = next((nine + digit for digit in "0123456789" if is_nhs_number(nine + digit)), None)
        if whole:
            gap = chance.choice(("", " ", " ", "-", "\N{NO-BREAK SPACE}"))
            usual = whole[:3], whole[3:6], whole[6:]
            return gap.join(chance.choice((usual, usual, usual, (whole[:5], whole[5:]))))


def _email(chance: random.Random) -> str:
    first = chance.choice(("anne", "r.evans", "olu_ok", "zoe.oneill3", "m-j.smith", "SIAN.JONES", "li+ward"))
    host = chance.choice(("nhs.example", "wales.nhs.example", "example.ac.uk", "Example.COM", "mail.example.org"))
    return f"{first}@{host}"


def _birth_date(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1925, 2020)
    names = chance.choice(_MONTHS)
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    return chance.choice(
        (
            f"{day}/{month}/{year}",
            f"{day:02}/{month:02}/{year}",
            f"{day:02}/{month:02}/{year % 100:02}",
            f"{day}.{month}.{year}",
            f"{day:02}-{month:02}-{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {names[month - 1]} {year}",
            f"{day}{ending} {names[month - 1]} {year}",
            f"{day}{ending} of {names[month - 1]} {year}",
            f"{names[month - 1]} {day}, {year}",
            f"{names[month - 1]} {day}{ending} {year}",
            f"{day} {names[month - 1]} {year % 100:02}",
            f"{day:02}-{names[month - 1]}-{year}",
            f"{day}/{names[month - 1]}/{year}",
            f"{names[month - 1]} {year}",
            f"{day} / {month} / {year}",
        )
    )


def _hospital_number(chance: random.Random) -> str:
    letters = chance.choice(("", "", "A", "K", "RX", "H"))
    return chance.choice(
        (f"{letters}{_digits(chance, 6)}", f"{letters}{_digits(chance, 7)}", f"RX1/{_digits(chance, 5)}")
    )


def _phone(chance: random.Random) -> str:
    return chance.choice(
        (
            f"07700 900{_digits(chance, 3)}",
            f"07700900{_digits(chance, 3)}",
            f"07700 900 {_digits(chance, 3)}",
            f"07700-900-{_digits(chance, 3)}",
            f"+44 7700 900{_digits(chance, 3)}",
            f"+447700900{_digits(chance, 3)}",
            f"0044 7700 900{_digits(chance, 3)}",
            f"020 7946 0{_digits(chance, 3)}",
            f"(020) 7946 0{_digits(chance, 3)}",
            f"0161 496 0{_digits(chance, 3)}",
            f"(0161) 496 0{_digits(chance, 3)}",
            f"01632 960{_digits(chance, 3)}",
            f"01632 960 {_digits(chance, 3)}",
            f"+44 (0)1632 960{_digits(chance, 3)}",
            f"+353 1 555 0{_digits(chance, 3)}",
            f"07700.900.{_digits(chance, 3)}",
            f"077 00 90 0{_digits(chance, 1)} {_digits(chance, 2)}",
        )
    )


def _name(chance: random.Random) -> str:
    title = chance.choice(
        ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sister", "Mr.", "Dr.", "Prof.", "MR", "mrs")
    )
    last = chance.choice(_LAST)
    return chance.choice(
        (
            f"{title} {last}",
            f"{title} {last}",
            f"{title} {chance.choice(_FIRST)} {last}",
            f"{title} {chance.choice('ABJRSZ')} {last}",
            f"{title} {chance.choice('ABJRSZ')}. {last}",
            f"{title} {chance.choice('ABJRSZ')}.{chance.choice('ABJRSZ')}. {last}",
            f"{title} {last.upper()}",
            f"{title} & Mrs {last}",
        )
    )


def _nobody(chance: random.Random) -> str:
    figure = chance.randint(2, 400)
    return chance.choice(
        (
            f"a patient in her {chance.choice(('fifties', 'seventies'))} waited {figure} minutes",
            f"the run chart had {' '.join(str(chance.randint(5, 30)) for _point in range(12))} as its points",
            f"we measured it from {chance.randint(1, 28)} {chance.choice(_MONTHS[0])} {chance.choice((2024, 2025))}",
            f"the meeting of {chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2025 agreed on it",
            f"the budget was £{figure * 1000:,} and {figure} hours",
            f"version {chance.randint(1, 9)}.{chance.randint(0, 9)} of policy {figure * 100} applied",
            "the ward sister and the doctor on call disagreed",
            f"the Nurse Manager of Ward {chance.randint(1, 30)} and the Medical Director came",
            f"our readmissions fell by {chance.randint(1, 9)}.{chance.randint(0, 9)} % (95 % CI 1.2 to 3.4)",
            "the Royal College and the Health Board had written to us",
            f"we miss Rounds on {chance.choice(('Friday', 'Monday'))}s, said a registrar",
            f"bay {chance.randint(1, 8)} had {figure} falls in 2024-2025",
            "a born leader, as the matron put it, took over",
            f"we asked {figure} patients, {chance.randint(1, figure)} of whom answered",
            f"the dose was {chance.randint(1, 9)}00 mg every {chance.randint(4, 12)} hours",
            f"unit costs fell by {figure * 1000} in the year",
        )
    )


_MAKERS: dict[Kind, Callable[[random.Random], str]] = {
    Kind.NHS_NUMBER: _nhs_number,
    Kind.EMAIL: _email,
    Kind.BIRTH_DATE: _birth_date,
    Kind.HOSPITAL_NUMBER: _hospital_number,
    Kind.PHONE: _phone,
    Kind.NAME: _name,
}
_AROUND: dict[Kind, tuple[str, ...]] = {
    Kind.NHS_NUMBER: (
        "a patient ({}) had waited",
        "NHS number {} was on the wrong list",
        "the notes of NHS no. {} were missing",
        "we looked at {}",
        "NHS No:{} came first",
    ),
    Kind.EMAIL: ("I wrote to {}", "her daughter ({}) complained", "replies went to <{}>", "mail {} for the chart"),
    Kind.BIRTH_DATE: (
        "a patient born on {} had waited",
        "a woman (born {}) fell",
        "DOB {} was wrong on the chart",
        "his DOB: {} stood there",
        "the label said D.O.B. {}",
        "her date of birth is {}",
        "the date of birth ({}) was wrong",
        "a man, d.o.b. {}, fell",
        "DoB - {} was read out",
        "her birthday, {}, was on the board",
        "the birth date {} was missing",
    ),
    Kind.HOSPITAL_NUMBER: (
        "MRN {} was on the wrong list",
        "hospital number {} was called",
        "the notes of hospital no. {} were missing",
        "Hospital No: {} came first",
        "hosp no {} was lost",
        "patient ID {} was typed wrongly",
        "the patient number ({}) was wrong",
        "unit number {} had two sets of notes",
        "her MRN is {}",
        "hospital number was {} on both",
    ),
    Kind.PHONE: ("we rang {}", "her son on {} said so", "Tel: {} was out of date", "tel {} rang", "call me on {}"),
    Kind.NAME: (
        "I spoke with {}",
        "{} had waited for hours",
        "the family of {} complained",
        "it was {} who told us",
        "our patient {} fell",
    ),
}


def measured(seed: int = SEED) -> dict[Kind | None, tuple[int, int]]:
    """Count by kind how many texts were noticed, and of how many; None stands for texts that name nobody."""
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    counts: dict[Kind | None, tuple[int, int]] = {}
    for kind in Kind:
        made = list(texts(kind, chance))
        counts[kind] = sum(text.is_noticed for text in made), len(made)
    plain = list(plain_texts(chance))
    counts[None] = sum(bool(clues(text.words)) for text in plain), len(plain)
    return counts


def main() -> None:
    """Print the shares."""
    counts = measured()
    lines = [f"{kind.value:16} {counts[kind][0]} of {counts[kind][1]}" for kind in Kind]
    found, made = (sum(counts[kind][place] for kind in Kind) for place in (0, 1))
    lines += [f"{'all':16} {found} of {made}, {found / made:.1%}"]
    lines += [f"{'false alarms':16} {counts[None][0]} of {counts[None][1]}"]
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
