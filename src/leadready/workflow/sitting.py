"""A sitting: one person answering one assessment, every answer on disk before the next item is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from leadready.assessment.model import Assessment, restore
from leadready.errors import LeadreadyError
from leadready.instrument.problems import near_miss
from leadready.instrument.routing import Routing, asked, piped
from leadready.language import _
from leadready.rubric.uses import require_use
from leadready.scoring.responses import Absence, counted
from leadready.store.administrations import Administration, Recount
from leadready.workflow.reading import Reading
from leadready.workflow.spoken import folder_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from leadready.instrument.model import Instrument, Item, Page, Section
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import Answer, ResponseSet
    from leadready.workflow.services import Services


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


class Sitting:
    """One sitting while it is open. It holds what is on disk, and nothing that is not.

    A page is known by its number in the instrument, counted from 0, whoever answers. The route of a person is the
    pages that have something to ask them; it changes with the answers that decide it.

    Attributes:
        id: The administration's id in the store.
        assessment: The assessment as it was when the sitting began, in the language in use.
    """

    def __init__(self, services: Services, administration_id: str) -> None:
        """Open a sitting that was begun before; raises StoreError when it is not there or damaged."""
        self._store = services.store
        self._clock = services.clock
        self.id = administration_id
        self.administration = self._store.administrations.get(administration_id)
        kept = restore(self._store.definitions.get(self.administration.definition_hash))
        self.assessment = spoken(kept, folder_of(services.packages, kept.id))
        self._answers: dict[str, Answer] = dict(self._store.administrations.answers(administration_id))
        self._routing = Routing(self.assessment.instrument)
        self._items: tuple[Item, ...] | None = None

    @property
    def answers(self) -> dict[str, Answer]:
        """All that is on disk, by item id; an item that is not in it was not seen."""
        return dict(self._answers)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that this person is asked, in order, in the words meant for them."""
        if self._items is None:
            self._items = asked(self.assessment.instrument, self._answers)
        return self._items

    @property
    def pages(self) -> tuple[tuple[Section, Page], ...]:
        """Every page with its section, whether or not this person is asked anything on it."""
        return self.assessment.instrument.pages

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
        return piped(self.assessment.instrument, text, self._counted())

    def answer(self, item_id: str, answer: Answer) -> datetime:
        """Keep one answer; returns the time at which it was safely on disk.

        Raises:
            StoreError: it could not be kept; the sitting still holds what was there before.
        """
        at = self._clock()
        answers = {**self._answers, item_id: answer}
        required = _required(self.assessment.instrument, self._routing, answers)
        recount = self._recount(item_id, required)
        self._store.administrations.record(self.id, item_id, answer, at, required=item_id in required, recount=recount)
        if recount is not None:
            self.administration = self.administration._replace(items=recount.items)
        self._answers = answers
        self._items = None
        return at

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
        sections = self.assessment.instrument.sections
        return tuple(made for section in sections if (made := self._progress(section)).total)

    def unanswered(self, *, optional: bool = False) -> tuple[Item, ...]:
        """List the items without an answer; those of optional sections only on request."""
        return tuple(item for item in self.items if (optional or not item.optional) and not self.is_answered(item.id))

    def complete(self) -> None:
        """Finish the sitting. Answers can still be changed later; the profile follows."""
        now = self._clock()
        self._store.administrations.complete(self.id, now)
        self.administration = self.administration._replace(completed_at=now)

    @property
    def rubrics_on_offer(self) -> tuple[Rubric, ...]:
        """The rubrics under which a person may read their own answers to this assessment."""
        return rubrics_on_offer(self.assessment)

    def reading(self, rubric_id: str | None = None) -> Reading:
        """Score what is there, under the rubric with which the sitting was begun unless another is named.

        Raises:
            LeadreadyError: the named rubric is not in the assessment, or not for a person's own development.
        """
        chosen = self.administration.rubric_id if rubric_id is None else rubric_id
        rubric = self.assessment.rubrics.get(chosen)
        if rubric is None:
            what = _("There is no rubric “{name}”.").format(name=chosen)
            raise LeadreadyError(what, advice=near_miss(chosen, self.assessment.rubrics))
        require_use(rubric, "development", self.assessment.rubrics.values())
        return Reading(self.assessment, rubric, self._answers, self.administration.completed_at is not None)

    def _counted(self) -> ResponseSet:
        return counted(self._routing, self._answers)

    def _is_begun(self, section_id: str) -> bool:
        return any(item.section_id == section_id and self.is_answered(item.id) for item in self.items)

    def _progress(self, section: Section) -> SectionProgress:
        ids = [item.id for item in self.items if item.section_id == section.id]
        return SectionProgress(section, _count(self.is_answered(item_id) for item_id in ids), len(ids))

    def _recount(self, item_id: str, required: frozenset[str]) -> Recount | None:
        """Say what counts towards the total once an answer decides what is asked; None where nothing changes."""
        before = _required(self.assessment.instrument, self._routing, self._answers)
        if required == before:
            return None
        changed = {kept: kept in required for kept in self._answers if (kept in required) != (kept in before)}
        return Recount(len(required), {kept: now for kept, now in changed.items() if kept != item_id})


def rubrics_on_offer(assessment: Assessment) -> tuple[Rubric, ...]:
    """List the rubrics that are for a person's own development, in the order of their files."""
    return tuple(rubric for rubric in assessment.rubrics.values() if "development" in rubric.uses)


def begin(services: Services, assessment: Assessment, rubric_id: str | None = None) -> Sitting:
    """Begin a sitting, consent given, and keep the assessment as it is now beside it.

    Args:
        services: Where it is kept.
        assessment: What is answered.
        rubric_id: How it is judged; the first rubric on offer unless one is named.

    Raises:
        LeadreadyError: there is no such rubric for a person's own development.
        StoreError: it could not be kept.
    """
    on_offer = {rubric.id: rubric for rubric in rubrics_on_offer(assessment)}
    if not on_offer:
        raise LeadreadyError(
            _("This assessment has no rubric for your own development."), advice=_("Choose another assessment.")
        )
    chosen = next(iter(on_offer)) if rubric_id is None else rubric_id
    if chosen not in assessment.rubrics:
        what = _("There is no rubric “{name}”.").format(name=chosen)
        raise LeadreadyError(what, advice=near_miss(chosen, on_offer))
    require_use(assessment.rubrics[chosen], "development", assessment.rubrics.values())
    instrument = (assessment.source or assessment).instrument
    administration = Administration(
        id=str(uuid4()),
        definition_hash=assessment.hash,
        assessment_id=instrument.id,
        assessment_version=instrument.version,
        title=instrument.title,
        rubric_id=chosen,
        items=len(_required(instrument, Routing(instrument), {})),
        started_at=services.clock(),
    )
    services.store.definitions.keep(assessment.hash, assessment.document)
    services.store.administrations.start(administration)
    return Sitting(services, administration.id)


def _required(instrument: Instrument, routing: Routing, answers: ResponseSet) -> frozenset[str]:
    """Name the items that a person who gave these answers should answer."""
    left_out = routing.not_asked(answers)
    return frozenset(item.id for item in instrument.items if not item.optional and item.id not in left_out)


def _count(claims: Iterable[bool]) -> int:
    return sum(1 for claim in claims if claim)
