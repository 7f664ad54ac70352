"""Adverse impact as text for the terminal, as JSON, and as a table. What is suppressed is in none of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from leadready.language import _, ngettext
from leadready.panel.equality import questions
from leadready.panel.impact import SMALLEST
from leadready.panel.stages import step_words
from leadready.scoring.display import half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.exchange.tables import Cell
    from leadready.panel.impact import Comparison, GroupOutcome

HEADER = ("question", "from", "to", "group", "people", "came_through", "rate", "ratio", "p", "low", "high", "look")
_FORMAT = "leadready/adverse-impact/1"
_PLACES = 2


class GroupWords(NamedTuple):
    """A group's line in words for people; empty where there is nothing to say.

    Attributes:
        group: Its name.
        came: Such as “6 of 30”.
        rate: Such as “20%”.
        ratio: Such as “0.67”, or that it is the group that the others are compared with.
        chance: Fisher's p.
        interval: The ratio's 95 % interval.
        look: Said where the ratio is below four fifths.
    """

    group: str
    came: str
    rate: str = ""
    ratio: str = ""
    chance: str = ""
    interval: str = ""
    look: str = ""


def group_words(one: GroupOutcome, name: str) -> GroupWords:
    """Put a group's figures into words."""
    if one.people is None or one.selected is None:
        return GroupWords(name, _("not shown"))
    came = _("{n} of {total}").format(n=one.selected, total=one.people)
    rate = _("{n}%").format(n=half_up(100 * (one.rate or Fraction(0))))
    if one.is_highest:
        return GroupWords(name, came, rate, _("highest"))
    if one.ratio is None:
        return GroupWords(name, came, rate)
    interval = ""
    if one.low is not None and one.high is not None:
        interval = _("{low} to {high}").format(low=_figure(one.low), high=_figure(one.high))
    chance = "" if one.p is None else _figure(one.p)
    look = _("look") if one.is_below_four_fifths else ""
    return GroupWords(name, came, rate, half_up(one.ratio, _PLACES), chance, interval, look)


def _figure(value: float) -> str:
    return half_up(Fraction(value), _PLACES)


def impact_notes() -> tuple[str, ...]:
    """Say what stands beside every such table."""
    return (
        _("A prompt to look, never a finding: nothing here says why groups differ, and nobody's outcome hangs on it."),
        _(
            "“Look” marks a rate below four fifths of the highest. That is a rule of thumb of the United States "
            "(29 CFR 1607.4(D)), not a legal test in the United Kingdom. p is Fisher's exact one: where it is large, "
            "chance alone would often do as much. A small gap in large groups can matter too."
        ),
        _(
            "Groups of fewer than {n} people are not shown, nor is what would let them be worked out. Do not publish "
            "two of these that are a few people apart."
        ).format(n=SMALLEST),
    )


def impact_document(found: Sequence[Comparison]) -> dict[str, Any]:
    """Give everything as data; ratios as exact fractions, other figures unrounded."""
    return {
        "format": _FORMAT,
        "notes": list(impact_notes()),
        "comparisons": [
            {
                "question": one.question,
                "from": one.step.base,
                "to": one.step.reached,
                "people": one.people,
                "came_through": one.selected,
                "groups": [_group(group) for group in one.groups],
            }
            for one in found
        ],
    }


def _group(one: GroupOutcome) -> dict[str, Any]:
    if one.people is None:
        return {"group": one.group, "shown": False}
    return {
        "group": one.group,
        "shown": True,
        "people": one.people,
        "came_through": one.selected,
        "highest": one.is_highest,
        "ratio": None if one.ratio is None else str(one.ratio),
        "p": one.p,
        "low": one.low,
        "high": one.high,
        "below_four_fifths": one.is_below_four_fifths,
    }


def impact_rows(found: Iterable[Comparison]) -> Iterator[tuple[Cell, ...]]:
    """Give one row a group, for a table with the columns of `HEADER`."""
    for one in found:
        for group in one.groups:
            rate = None if group.rate is None else float(group.rate)
            ratio = None if group.ratio is None else float(group.ratio)
            figures = (group.people, group.selected, rate, ratio, group.p, group.low, group.high)
            look = "look" if group.is_below_four_fifths else None
            yield one.question, one.step.base, one.step.reached, group.group, *figures, look


def impact_text(found: Sequence[Comparison]) -> str:
    """Say everything in lines for a terminal."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Sequence[Comparison]) -> Iterator[str]:
    asked = questions()
    for question, ofthem in groupby(found, key=lambda one: one.question):
        yield asked[question].asks
        for one in ofthem:
            yield f"  {step_words(one.step)}: " + total_words(one)
            for group in one.groups:
                words = group_words(group, asked[question].options[group.group])
                figures = ", ".join(filter(None, (figures_words(words), words.look)))
                yield f"    {words.group}: {figures}"
        yield ""
    yield from impact_notes()


def total_words(one: Comparison) -> str:
    """Say how many there were at the beginning of a step, and how many came through."""
    words = ngettext("{n} of {total} person", "{n} of {total} people", one.people)
    return words.format(n=one.selected, total=one.people)


def figures_words(words: GroupWords) -> str:
    """Put a group's figures into one line, without its name and without the call to look."""
    parts = [words.came, words.rate]
    if words.chance:
        parts += [_("ratio {ratio}").format(ratio=words.ratio), f"p {words.chance}", words.interval]
    else:
        parts.append(words.ratio)
    return ", ".join(filter(None, parts))


def counted_words(answered: int, people: int, strays: int) -> str:
    """Say how many answered, and how many files belong to nobody who applied."""
    words = ngettext(
        "{n} of {total} applicant sent equality answers.", "{n} of {total} applicants sent equality answers.", people
    ).format(n=answered, total=people)
    if not strays:
        return words
    more = ngettext(
        "{n} file belongs to nobody who applied and is not counted.",
        "{n} files belong to nobody who applied and are not counted.",
        strays,
    )
    return f"{words} {more.format(n=strays)}"
