"""The mirror: which items people who see a person work are asked about them, and in which words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from leadready.instrument.definition import Definition, Id, Text

ITEMS_A_PAGE = 6


class MirrorPage(Definition):
    """One screen for a colleague: what to think of, and a few items of the instrument in words for an observer."""

    lead_in: Text | None = None
    items: Annotated[dict[Id, Text], Field(min_length=1, max_length=ITEMS_A_PAGE)]


class Mirror(Definition):
    """What a colleague is asked: items that can be seen from outside, with the answers that they have anyway.

    Attributes:
        not_seen: The label of one more answer to every item, for what the colleague has had no chance to see.
        intro: Words above the first page.
    """

    title: Text
    not_seen: Text
    intro: Text | None = None
    pages: Annotated[tuple[MirrorPage, ...], Field(min_length=1)]
