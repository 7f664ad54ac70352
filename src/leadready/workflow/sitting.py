"""A sitting: one person answering one assessment, every answer on disk before the next item is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from leadready.assessment.model import Assessment, restore
from leadready.errors import LeadreadyError
from leadready.instrument.problems import near_miss
from leadready.instrument.routing import Routing
from leadready.language import _
from leadready.rubric.uses import require_use
from leadready.store.administrations import Administration, Recount
from leadready.workflow.answering import Answering
from leadready.workflow.reading import Reading
from leadready.workflow.spoken import folder_of, spoken

if TYPE_CHECKING:
    from datetime import datetime

    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import Answer, ResponseSet
    from leadready.workflow.services import Services


class Sitting(Answering):
    """One sitting while it is open. It holds what is on disk, and nothing that is not.

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
        super().__init__(self.assessment.instrument, self._store.administrations.answers(administration_id))

    def answer(self, item_id: str, answer: Answer) -> datetime:
        """Keep one answer; returns the time at which it was safely on disk.

        Raises:
            StoreError: it could not be kept; the sitting still holds what was there before.
        """
        at = self._clock()
        answers = {**self._answers, item_id: answer}
        required = _required(self.instrument, self._routing, answers)
        recount = self._recount(item_id, required)
        self._store.administrations.record(self.id, item_id, answer, at, required=item_id in required, recount=recount)
        if recount is not None:
            self.administration = self.administration._replace(items=recount.items)
        self._answers = answers
        self._items = None
        return at

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

    def _recount(self, item_id: str, required: frozenset[str]) -> Recount | None:
        """Say what counts towards the total once an answer decides what is asked; None where nothing changes."""
        before = _required(self.instrument, self._routing, self._answers)
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
