"""Small steps of editing a draft."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from leadready.panel.campaign import RECOVERY, Member
from leadready.rubric.model import Scale

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from leadready.assessment.model import Assessment
    from leadready.exchange.keys import Card
    from leadready.panel.campaign import Role

T = TypeVar("T")
_LONGEST_ID = 40


def moved(things: Sequence[T], place: int, by: int) -> tuple[T, ...]:
    """Move one thing of a sequence by some places; past either end it stays there."""
    found = list(things)
    one = found.pop(place)
    found.insert(max(place + by, 0), one)
    return tuple(found)


def free_id(name: str, taken: Container[str]) -> str:
    """Make an id of a name, such as `ann-rater`; a number behind it where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id_ = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
    if not id_ or not id_[0].isalpha():
        id_ = f"p-{id_}".strip("-")
    number, free = 2, id_
    while free in taken or free == RECOVERY:
        free, number = f"{id_}-{number}", number + 1
    return free


def member_of_card(card: Card, taken: Container[str], roles: tuple[Role, ...]) -> Member:
    """Make a member of somebody's card."""
    return Member(id=free_id(card.name, taken), name=card.name, roles=roles, signs=card.signs, seals=card.seals)


def exercises(assessment: Assessment, rubric: str) -> dict[str, str]:
    """List the scores that are exercises with right answers, by id with their titles."""
    scored = assessment.rubrics[rubric].scored
    return {id_: one.title for id_, one in scored.items() if isinstance(one, Scale) and one.key}


def self_reports(assessment: Assessment) -> dict[tuple[str, str], str]:
    """List the scores of what people say of themselves, by rubric and id, the most comprehensive first.

    What surrounds them is none of them.
    """
    found: dict[tuple[str, str], str] = {}
    for rubric_id, rubric in assessment.rubrics.items():
        around = {
            *rubric.scales_around,
            *rubric.scales_after_training,
            *(id_ for id_, one in rubric.composites.items() if one.surroundings_weak_below is not None),
        }
        for id_, one in reversed(rubric.scored.items()):
            keyed = any(rubric.scales[scale].key for scale in rubric.scales_under(id_))
            if id_ not in around and not keyed and not around.intersection(rubric.scales_under(id_)):
                found[rubric_id, id_] = f"{one.title} ({rubric.title})"
    return found
