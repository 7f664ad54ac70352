"""Marking one answer after the other: applications on one question, or the benchmark answers before them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeAlias

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.calibration import is_marked
from leadready.workflow.panel.calibrating import calibrate, to_calibrate
from leadready.workflow.panel.rating import answer, ends, note, rate, to_rate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from leadready.instrument.model import EvidencePrompt
    from leadready.rubric.model import Criterion
    from leadready.workflow.panel.panel import Panel


Missing: TypeAlias = Literal["mark", "reason"]


class MarkPlace(NamedTuple):
    """One answer to mark on one criterion.

    Attributes:
        about: The application's code, or the id of the benchmark answer.
        criterion: Id of the criterion.
    """

    about: str
    criterion: str


class Given(NamedTuple):
    """What a rater gives an answer.

    Attributes:
        mark: The mark; None while there is none.
        why: The reason; may be empty unless the mark is an end of the scale.
        lines: Yes, no or nothing to each line of the criterion; empty where there are none to answer.
        note: The private note; None where there is none to write.
    """

    mark: int | None = None
    why: str = ""
    lines: tuple[bool | None, ...] = ()
    note: str | None = None

    @property
    def says_more(self) -> bool:
        """Whether there is a reason, or yes or no to a line."""
        return bool(self.why) or any(line is not None for line in self.lines)


class Marking(ABC):
    """Answers in the order in which one rater marks them.

    Attributes:
        panel: The rater's own.
        places: What is marked, in order.
        is_calibration: Whether these are the benchmark answers: without yes-or-no lines and notes.
    """

    is_calibration: ClassVar[bool]

    def __init__(self, panel: Panel, places: Iterable[MarkPlace]) -> None:
        self.panel = panel
        self.places = tuple(places)
        self._me = panel.me.id

    def criterion_of(self, place: MarkPlace) -> Criterion:
        """Give the criterion of a place."""
        return self.panel.campaign.criteria[place.criterion]

    def prompt_of(self, place: MarkPlace) -> EvidencePrompt:
        """Give what was asked."""
        return self.panel.campaign.prompts[self.criterion_of(place).evidence]

    def missing(self, place: MarkPlace, given: Given) -> Missing | None:
        """Say what keeps that which is given from being kept: nothing, a mark, or the reason for one."""
        kept = self.given(place)
        if self.is_final(place) or given._replace(note=kept.note) == kept:
            return None
        if given.mark is None:
            return "mark" if given.says_more else None
        return "reason" if given.mark in ends(self.criterion_of(place)) and not given.why else None

    @property
    def done(self) -> int:
        """How many are marked."""
        return sum(self._is_marked(place) for place in self.places)

    def first_open(self) -> int:
        """Find where one left off: the first without a mark, or the first of all."""
        return next((at for at, place in enumerate(self.places) if not self._is_marked(place)), 0)

    def keep(self, place: MarkPlace, given: Given) -> datetime:
        """Keep what is new of what is given, if it is not `missing` something; gives the time at which it was on disk.

        The note is kept in any case.

        Raises:
            LeadreadyError: it may not be given (`rating.rate`, `calibrating.calibrate`), could not be kept, or does not
                count because one's chain has forked.
        """
        kept = self.given(place)
        if given.note is not None and given.note != kept.note:
            note(self.panel, place.about, place.criterion, given.note)
        is_new = given._replace(note=kept.note) != kept and not self.is_final(place)
        if given.mark is not None and is_new and self.missing(place, given) is None:
            self._write(place, given.mark, given)
            self._check_kept(place, given.mark)
        return self.panel.now()

    def _check_kept(self, place: MarkPlace, mark: int) -> None:
        """See that what was written counts: of a chain that forked nothing does from there on."""
        if self.given(place).mark != mark:
            raise LeadreadyError(
                _("This was written down and does not count: your key has been used on two computers."),
                advice=_("Ask the lead to let you in with a new key."),
            )

    @abstractmethod
    def text(self, place: MarkPlace) -> str:
        """Give the answer to read; empty where there is none."""

    @abstractmethod
    def given(self, place: MarkPlace) -> Given:
        """Give what was kept."""

    @abstractmethod
    def is_final(self, place: MarkPlace) -> bool:
        """Whether no mark can be changed any more."""

    @abstractmethod
    def _is_marked(self, place: MarkPlace) -> bool: ...

    @abstractmethod
    def _write(self, place: MarkPlace, mark: int, given: Given) -> None: ...


class ApplicationMarking(Marking):
    """One question across the applications of a rater."""

    is_calibration = False

    def __init__(self, panel: Panel, criterion: str) -> None:
        super().__init__(panel, (MarkPlace(reference, criterion) for reference in to_rate(panel, criterion)))

    def text(self, place: MarkPlace) -> str:
        """Give the answer as it was redacted."""
        return answer(self.panel, place.about, self.criterion_of(place).evidence) or ""

    def given(self, place: MarkPlace) -> Given:
        """Give what was kept."""
        key = place.about, self._me, place.criterion
        found, noted = self.panel.view.marks.get(key), self.panel.view.notes.get(key, "")
        blank = (None,) * len(self.criterion_of(place).lines)
        if found is None:
            return Given(lines=blank, note=noted)
        return Given(found.mark, found.why, found.lines or blank, noted)

    def is_final(self, place: MarkPlace) -> bool:
        """Whether the rater has locked the application."""
        return (place.about, self._me) in self.panel.view.locked

    def _is_marked(self, place: MarkPlace) -> bool:
        return (place.about, self._me, place.criterion) in self.panel.view.marks

    def _write(self, place: MarkPlace, mark: int, given: Given) -> None:
        rate(self.panel, place.about, place.criterion, mark, given.why, given.lines)


class BenchmarkMarking(Marking):
    """The benchmark answers, each on every criterion that judges it."""

    is_calibration = True

    def __init__(self, panel: Panel) -> None:
        found = panel.view.benchmarks
        super().__init__(
            panel,
            (
                MarkPlace(id_, criterion)
                for id_ in to_calibrate(panel)
                for criterion in panel.campaign.order
                if criterion in found[id_].agreed
            ),
        )

    def text(self, place: MarkPlace) -> str:
        """Give the benchmark answer."""
        return self.panel.view.benchmarks[place.about].text

    def given(self, place: MarkPlace) -> Given:
        """Give what was kept."""
        found = self.panel.view.calibrated.get((place.about, self._me, place.criterion))
        return Given() if found is None else Given(found.mark, found.why)

    def is_final(self, place: MarkPlace) -> bool:
        """Whether the agreed marks of this answer may be seen."""
        return is_marked(self.panel.view, self._me, place.about)

    def _is_marked(self, place: MarkPlace) -> bool:
        return (place.about, self._me, place.criterion) in self.panel.view.calibrated

    def _write(self, place: MarkPlace, mark: int, given: Given) -> None:
        calibrate(self.panel, place.about, place.criterion, mark, given.why)
