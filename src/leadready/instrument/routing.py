"""Routing: which items a person is asked, and in which words, given what they have answered so far.

A condition on an answer that is not there yet is not met, so such an item waits. An item that is not for this person
counts as "not applicable": it takes no part in any score.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leadready.instrument.condition import UNKNOWN, AnswerIs, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.instrument.condition import Condition, Statement
    from leadready.instrument.model import Instrument, Item

PIPE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""Where a text takes in an answer: `{item-id}`."""
OPEN = "…"


def asked(instrument: Instrument, answers: Mapping[str, object]) -> tuple[Item, ...]:
    """List the items that this person is asked, in order, in the words meant for them."""
    return tuple(
        _worded(instrument, item, answers)
        for item in instrument.items
        if all(holds(condition, answers) for condition in item.conditions)
    )


def not_asked(instrument: Instrument, answers: Mapping[str, object]) -> frozenset[str]:
    """Name the items that are not for this person."""
    return frozenset(
        item.id
        for item in instrument.items
        if item.conditions and not all(holds(condition, answers) for condition in item.conditions)
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
        return instrument.response_scale_of(item_id).label(said) if isinstance(said, (int, str)) else OPEN

    return PIPE.sub(answer, text)


def _worded(instrument: Instrument, item: Item, answers: Mapping[str, object]) -> Item:
    fitting = (wording.stem for wording in item.wordings if holds(wording.when, answers))
    stem = piped(instrument, next(fitting, item.stem), answers)
    return item if stem == item.stem else replace(item, stem=stem)
