"""Routing: which items a person is asked, and in which words, given what they have answered so far.

A condition on an answer that is not there yet is not met, so such an item waits. An item that is not for this person
counts as "not applicable": it takes no part in any score. An answer that was given before an earlier answer changed,
to an item that is not asked any more, decides nothing either.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.instrument.condition import UNKNOWN, AnswerIs, Verdict, judge, statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.instrument.condition import Condition, Statement
    from leadready.instrument.model import Instrument, Item

PIPE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""Where a text takes in an answer: `{item-id}`."""
OPEN = "…"


REMEMBERED = 4096
"""How many different sets of deciding answers are remembered."""


def asked(instrument: Instrument, answers: Mapping[str, object]) -> tuple[Item, ...]:
    """List the items that this person is asked, in order, in the words meant for them."""
    left_out = not_asked(instrument, answers)
    said = {item_id: answer for item_id, answer in answers.items() if item_id not in left_out}
    return tuple(_worded(instrument, item, said) for item in instrument.items if item.id not in left_out)


def not_asked(instrument: Instrument, answers: Mapping[str, object]) -> frozenset[str]:
    """Name the items that are not for this person."""
    left_out: set[str] = set()
    said = dict(answers)
    for item in instrument.items:
        if item.conditions and not all(holds(condition, said) for condition in item.conditions):
            left_out.add(item.id)
            said.pop(item.id, None)
    return frozenset(left_out)


def deciding(instrument: Instrument) -> tuple[str, ...]:
    """Name the items whose answers decide which others are asked, each once."""
    named = (
        next(iter(statement.answer))
        for item in instrument.items
        for condition in item.conditions
        for statement in statements(condition)
        if isinstance(statement, AnswerIs)
    )
    return tuple(dict.fromkeys(named))


class Routing:
    """The routing of one instrument, for any number of people: the same deciding answers are looked at once.

    Attributes:
        deciding: The items whose answers decide which others are asked.
    """

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self.deciding = deciding(instrument)
        self._optional = _optional_sections(instrument)
        self._known: dict[tuple[object, ...], frozenset[str]] = {}

    def not_asked(self, answers: Mapping[str, object]) -> frozenset[str]:
        """Name the items that are not for this person."""
        if not self.deciding:
            return frozenset()
        key = tuple(answers.get(item_id) for item_id in self.deciding)
        known = self._known.get(key)
        if known is None:
            known = not_asked(self._instrument, dict(zip(self.deciding, key, strict=True)))
            if len(self._known) < REMEMBERED:
                self._known[key] = known
        return known

    def untouched(self, answers: Mapping[str, object]) -> frozenset[str]:
        """Name the items of optional sections in which nothing is answered: such a section was left out as a whole."""
        answered = {item_id for item_id, answer in answers.items() if isinstance(answer, (int, str))}
        return frozenset[str]().union(*(section for section in self._optional if section.isdisjoint(answered)))


def _optional_sections(instrument: Instrument) -> tuple[frozenset[str], ...]:
    """Collect the items of each optional section."""
    return tuple(
        frozenset(item.id for item in instrument.items if item.section_id == section.id)
        for section in instrument.sections
        if section.optional
    )


def holds(condition: Condition, answers: Mapping[str, object]) -> bool:
    """Whether a condition on answers holds."""

    def say(statement: Statement) -> Verdict:
        if not isinstance(statement, AnswerIs):
            return UNKNOWN
        return answer_is(statement, answers)

    return judge(condition, say).holds is True


def answer_is(statement: AnswerIs, answers: Mapping[str, object]) -> Verdict:
    """Decide a statement on an answer; unknown where there is none."""
    item_id, options = next(iter(statement.answer.items()))
    answer = answers.get(item_id)
    if not isinstance(answer, (int, str)):
        return UNKNOWN
    return Verdict(str(answer) in options)


def piped(instrument: Instrument, text: str, answers: Mapping[str, object]) -> str:
    """Put answers into a text where it names their items."""

    def answer(found: re.Match[str]) -> str:
        item_id = found[1]
        said = answers.get(item_id)
        if item_id not in instrument.by_id:
            return found[0]
        if not isinstance(said, (int, str)):
            return OPEN
        # Words of one's own may have several lines; here they stand within a sentence.
        return " ".join(instrument.response_scale_of(item_id).label(said).split())

    return PIPE.sub(answer, text)


def _worded(instrument: Instrument, item: Item, answers: Mapping[str, object]) -> Item:
    fitting = (wording.stem for wording in item.wordings if holds(wording.when, answers))
    stem = piped(instrument, next(fitting, item.stem), answers)
    return item if stem == item.stem else replace(item, stem=stem)
