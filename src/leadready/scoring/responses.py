"""Responses: one answer to one item, and the three ways an answer can be absent."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from leadready.language import _

if TYPE_CHECKING:
    from leadready.instrument.model import Instrument
    from leadready.instrument.routing import Routing


class Absence(Enum):
    """Why there is no answer. The values are the codes used in files."""

    MISSING = ""
    NOT_APPLICABLE = "n/a"
    NOT_SEEN = "n/s"


Answer: TypeAlias = int | str | Absence
ResponseSet: TypeAlias = Mapping[str, Answer]
"""Answers by item id. An item that is not in it was not seen."""


def counted(routing: Routing, responses: ResponseSet) -> ResponseSet:
    """Give the answers as they count: an item that is not for this person is not applicable, whatever was answered.

    So are the items of an optional section that was left out: it was begun with its first answer. Everything that
    scores or reads answers takes them from here.
    """
    left_out = routing.not_asked(responses) | routing.untouched(responses)
    return {**responses, **dict.fromkeys(left_out, Absence.NOT_APPLICABLE)} if left_out else responses


def answer_words(instrument: Instrument, item_id: str, answer: object) -> str:
    """Say an answer in the author's words."""
    scale = instrument.response_scale_of(item_id)
    if answer is Absence.NOT_APPLICABLE:
        return scale.not_applicable or _("Does not apply")
    if isinstance(answer, int | str):
        return scale.label(answer)
    return _("Not answered")


def as_json(responses: ResponseSet) -> dict[str, int | str | None]:
    """Give answers as JSON files write them: None for left blank, "n/a" for not applicable, nothing for not seen."""
    codes: dict[Absence, str | None] = {Absence.MISSING: None, Absence.NOT_APPLICABLE: Absence.NOT_APPLICABLE.value}
    return {
        item_id: codes[answer] if isinstance(answer, Absence) else answer
        for item_id, answer in responses.items()
        if answer is not Absence.NOT_SEEN
    }


def answers_allowed(instrument: Instrument, item_id: str) -> str:
    """Advise which answers an item takes."""
    scale = instrument.response_scale_of(item_id)
    allowed = [str(option.value) for option in scale.choices]
    if scale.not_applicable:
        allowed.append(Absence.NOT_APPLICABLE.value)
    return _("Allowed are: {answers}.").format(answers=", ".join(allowed))
