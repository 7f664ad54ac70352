"""A sitting: one person answering one assessment, every answer on disk before the next item is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from leadready.assessment.model import Assessment, restore
from leadready.scoring.responses import Absence
from leadready.store.administrations import Administration
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from leadready.instrument.model import Item, Page, Section
    from leadready.scoring.responses import Answer
    from leadready.workflow.services import Services


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far a section is answered. An item that does not apply counts as answered."""

    section: Section
    answered: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to answer."""
        return self.answered == self.total


class Sitting:
    """One sitting while it is open. It holds what is on disk, and nothing that is not.

    Attributes:
        id: The administration's id in the store.
        assessment: The assessment as it was when the sitting began.
    """

    def __init__(self, services: Services, administration_id: str) -> None:
        """Open a sitting that was begun before; raises StoreError when it is not there or damaged."""
        self._store = services.store
        self._clock = services.clock
        self.id = administration_id
        self.administration = self._store.administrations.get(administration_id)
        self.assessment = restore(self._store.definitions.get(self.administration.definition_hash))
        self._answers: dict[str, Answer] = dict(self._store.administrations.answers(administration_id))

    @property
    def answers(self) -> dict[str, Answer]:
        """All that is on disk, by item id; an item that is not in it was not seen."""
        return dict(self._answers)

    @property
    def pages(self) -> tuple[tuple[Section, Page], ...]:
        """Every page with its section."""
        return self.assessment.instrument.pages

    def items_on(self, page: int) -> tuple[Item, ...]:
        """List the items of a page, counted from 0."""
        return tuple(item for item in self.assessment.instrument.items if item.page == page)

    def answer(self, item_id: str, answer: Answer) -> datetime:
        """Keep one answer; returns the time at which it was safely on disk.

        Raises:
            StoreError: it could not be kept; the sitting still holds what was there before.
        """
        at = self._clock()
        required = not self.assessment.instrument.by_id[item_id].optional
        self._store.administrations.record(self.id, item_id, answer, at, required=required)
        self._answers[item_id] = answer
        return at

    def leave_page(self, page: int) -> None:
        """Mark what was shown and left blank as missing, so that it differs from what was never shown."""
        for item in self.items_on(page):
            if item.id not in self._answers:
                self.answer(item.id, Absence.MISSING)

    def is_answered(self, item_id: str) -> bool:
        """Whether an item has an answer, or does not apply."""
        answer = self._answers.get(item_id, Absence.NOT_SEEN)
        return answer not in {Absence.MISSING, Absence.NOT_SEEN}

    def first_open_page(self) -> int:
        """Find where to go on: the first page with an item that was never shown; the last page when all were."""
        unseen = (item.page for item in self.assessment.instrument.items if item.id not in self._answers)
        return next(unseen, len(self.pages) - 1)

    def progress(self) -> tuple[SectionProgress, ...]:
        """Count the answers of each section."""
        return tuple(self._progress(section) for section in self.assessment.instrument.sections)

    def unanswered(self, *, optional: bool = False) -> tuple[Item, ...]:
        """List the items without an answer; those of optional sections only on request."""
        items = self.assessment.instrument.items
        return tuple(item for item in items if (optional or not item.optional) and not self.is_answered(item.id))

    def complete(self) -> None:
        """Finish the sitting. Answers can still be changed later; the profile follows."""
        self._store.administrations.complete(self.id, self._clock())

    def reading(self) -> Reading:
        """Score what is there."""
        rubric = self.assessment.rubrics[self.administration.rubric_id]
        return Reading(self.assessment, rubric, self._answers)

    def _progress(self, section: Section) -> SectionProgress:
        ids = [item_id for page in section.pages for item_id in page.items]
        return SectionProgress(section, _count(self.is_answered(item_id) for item_id in ids), len(ids))


def begin(services: Services, assessment: Assessment) -> Sitting:
    """Begin a sitting, consent given, and keep the assessment as it is now beside it."""
    instrument = assessment.instrument
    administration = Administration(
        id=str(uuid4()),
        definition_hash=assessment.hash,
        assessment_id=instrument.id,
        assessment_version=instrument.version,
        title=instrument.title,
        rubric_id=assessment.rubric.id,
        items=_count(not item.optional for item in instrument.items),
        started_at=services.clock(),
    )
    services.store.definitions.keep(assessment.hash, assessment.document)
    services.store.administrations.start(administration)
    return Sitting(services, administration.id)


def _count(claims: Iterable[bool]) -> int:
    return sum(1 for claim in claims if claim)
