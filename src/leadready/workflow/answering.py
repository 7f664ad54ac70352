"""Answering: one person's way through the pages of an instrument, wherever the answers are kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.instrument.routing import Routing, asked, piped
from leadready.scoring.responses import Absence, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from leadready.instrument.model import Instrument, Item, Page, Section
    from leadready.scoring.responses import Answer, ResponseSet


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far a section is answered: the items of it that this person is asked.

    An item that does not apply counts as answered.
    """

    section: Section
    answered: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to answer."""
        return self.answered == self.total


class Answering(ABC):
    """The way through one instrument; whoever derives from it says where an answer is kept.

    A page is known by its number in the instrument, counted from 0, whoever answers. The route of a person is the
    pages that have something to ask them; it changes with the answers that decide it.

    Attributes:
        instrument: What is asked, in the language in use.
    """

    def __init__(self, instrument: Instrument, answers: Mapping[str, Answer]) -> None:
        self.instrument = instrument
        self._answers: dict[str, Answer] = dict(answers)
        self._routing = Routing(instrument)
        self._items: tuple[Item, ...] | None = None

    @abstractmethod
    def answer(self, item_id: str, answer: Answer) -> datetime:
        """Keep one answer; returns when it was kept. Raises LeadreadyError where it could not be."""

    @property
    def answers(self) -> dict[str, Answer]:
        """All that is kept, by item id; an item that is not in it was not seen."""
        return dict(self._answers)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that this person is asked, in order, in the words meant for them."""
        if self._items is None:
            self._items = asked(self.instrument, self._answers)
        return self._items

    @property
    def pages(self) -> tuple[tuple[Section, Page], ...]:
        """Every page with its section, whether or not this person is asked anything on it."""
        return self.instrument.pages

    @property
    def route(self) -> tuple[int, ...]:
        """The numbers of the pages that have something to ask, in order."""
        return tuple(dict.fromkeys(item.page for item in self.items))

    def page_after(self, page: int) -> int | None:
        """Find the next page of the route; None after the last."""
        return next((number for number in self.route if number > page), None)

    def page_before(self, page: int) -> int | None:
        """Find the page of the route before this one; None before the first."""
        return next((number for number in reversed(self.route) if number < page), None)

    def nearest_page(self, page: int) -> int:
        """Give a page itself where it is on the route; otherwise the next one, or the last."""
        return next((number for number in self.route if number >= page), self.route[-1])

    def pages_of(self, section: Section) -> tuple[int, ...]:
        """List the pages of a section that are on the route."""
        return tuple(number for number in self.route if self.pages[number][0] is section)

    def items_on(self, page: int) -> tuple[Item, ...]:
        """List the items that this person is asked on a page."""
        return tuple(item for item in self.items if item.page == page)

    def text(self, text: str) -> str:
        """Put this person's answers into a lead-in or intro that takes them in."""
        return piped(self.instrument, text, self._counted())

    def leave_page(self, page: int) -> None:
        """Mark what was shown and left blank as missing, so that it differs from what was never shown.

        An optional section in which nothing is answered is not begun: it stays as if it had not been seen.
        """
        for item in self.items_on(page):
            if item.id not in self._answers and (not item.optional or self._is_begun(item.section_id)):
                self.answer(item.id, Absence.MISSING)

    def can_skip(self, page: int) -> bool:
        """Whether a page is the first of a section that may be left out as a whole."""
        section = self.pages[page][0]
        return section.optional and self.pages_of(section)[:1] == (page,)

    def page_after_section(self, page: int) -> int | None:
        """Find the first page after the section of a page; None after the last section."""
        section = self.pages[page][0]
        return next((number for number in self.route if number > page and self.pages[number][0] is not section), None)

    def is_answered(self, item_id: str) -> bool:
        """Whether an item has an answer, or does not apply."""
        answer = self._answers.get(item_id, Absence.NOT_SEEN)
        return answer not in {Absence.MISSING, Absence.NOT_SEEN}

    def first_open_page(self) -> int:
        """Find where to go on: the first page with an item that was never shown; the last page when all were.

        Optional items that the person passed by, so that later ones have been seen, do not call them back.
        """
        seen = [place for place, item in enumerate(self.items) if item.id in self._answers]
        last = max(seen, default=-1)
        unseen = (
            item.page
            for place, item in enumerate(self.items)
            if item.id not in self._answers and not (item.optional and place < last)
        )
        return next(unseen, self.route[-1])

    def progress(self) -> tuple[SectionProgress, ...]:
        """Count the answers of each section that has something to ask."""
        sections = self.instrument.sections
        return tuple(made for section in sections if (made := self._progress(section)).total)

    def unanswered(self, *, optional: bool = False) -> tuple[Item, ...]:
        """List the items without an answer; those of optional sections only on request."""
        return tuple(item for item in self.items if (optional or not item.optional) and not self.is_answered(item.id))

    def _counted(self) -> ResponseSet:
        return counted(self._routing, self._answers)

    def _is_begun(self, section_id: str) -> bool:
        return any(item.section_id == section_id and self.is_answered(item.id) for item in self.items)

    def _progress(self, section: Section) -> SectionProgress:
        ids = [item.id for item in self.items if item.section_id == section.id]
        return SectionProgress(section, _count(self.is_answered(item_id) for item_id in ids), len(ids))


def _count(claims: Iterable[bool]) -> int:
    return sum(1 for claim in claims if claim)
