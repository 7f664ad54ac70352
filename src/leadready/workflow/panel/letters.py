"""Letters to applicants: drafted for everyone, read and released one by one by a person, and written on every core."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.files import write_whole
from leadready.instrument.problems import in_words
from leadready.language import _
from leadready.panel.kinds import Released
from leadready.panel.letter import digest, letters, states
from leadready.panel.order import order_of
from leadready.report.letter import LetterDocument, letter_pdf, letter_text
from leadready.workflow.in_processes import ended_words, in_processes, unexpected_words
from leadready.workflow.panel.office import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leadready.panel.letter import Letter, State
    from leadready.panel.order import Order
    from leadready.panel.view import PanelView
    from leadready.workflow.panel.panel import Panel

LETTER_ENDINGS = (".pdf", ".txt")


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """All letters of a round as they are now.

    Attributes:
        documents: By reference code, of everyone about whom something was decided.
        states: By reference code, of every applicant who was not erased.
        order: The order of the round that they were drafted by.
    """

    documents: Mapping[str, LetterDocument]
    states: Mapping[str, State]
    order: Order

    def of(self, *wanted: State) -> tuple[LetterDocument, ...]:
        """Give the letters in some states, by reference code."""
        return tuple(one for reference, one in self.documents.items() if self.states[reference] in wanted)

    def of_state(self, wanted: State) -> tuple[str, ...]:
        """Give the codes of the applicants whose letter is in a state."""
        return tuple(reference for reference, state in self.states.items() if state == wanted)

    @property
    def to_review(self) -> tuple[LetterDocument, ...]:
        """Give the letters that nobody has released as they are now."""
        return self.of("draft", "changed")

    @property
    def to_send(self) -> tuple[LetterDocument, ...]:
        """Give the letters that may be sent."""
        return self.of("released")


@dataclass(frozen=True, slots=True)
class LetterOutcome:
    """What became of one letter: the files that were written, or why there are none."""

    reference: str
    files: tuple[Path, ...]
    why: str = ""

    @property
    def name(self) -> str:
        """The reference code: who it is stands in the letter alone."""
        return self.reference

    @property
    def is_written(self) -> bool:
        """Whether there are files."""
        return bool(self.files)


def letter_desk(view: PanelView, today: date) -> LetterDesk:
    """Draft the letters anew from what stands; a released one bears the day and the sentence of its release.

    It takes a while with thousands, and touches nothing: a window asks a worker for it.

    Args:
        view: What the log says.
        today: The day that drafts bear.
    """
    order = order_of(view)
    made = letters(view, order=order)
    found = states(view, made)
    documents = {reference: _document(view, letter, found[reference], today) for reference, letter in made.items()}
    return LetterDesk(documents, found, order)


def _document(view: PanelView, letter: Letter, state: State, today: date) -> LetterDocument:
    released = view.applicants[letter.reference].released
    if state != "released" or released is None:
        return LetterDocument(letter, today)
    record = view.standing.records[Released.kind, letter.reference, "", ""]
    return LetterDocument(letter, date.fromisoformat(record.at[:10]), released.sentence, released.person)


def release(panel: Panel, document: LetterDocument, person: str, sentence: str = "") -> None:
    """Note that a person read a letter and released it for sending.

    Args:
        panel: The round.
        document: The letter as it was read.
        person: Who read it.
        sentence: What they add; may be empty.

    Raises:
        LeadreadyError: nobody is named, or the letter has changed since it was drafted.
    """
    if not person.strip():
        raise LeadreadyError(
            _("A letter is released by somebody named."), advice=_("Say who read it, by name and in full.")
        )
    reference, read = document.letter.reference, digest(document.letter)
    now = letters(panel.view, reference, panel.order).get(reference)
    if now is None or digest(now) != read:
        raise LeadreadyError(
            _("The letter of {code} has changed since it was drafted.").format(code=reference),
            advice=_("Read it again as it is now."),
        )
    said = Released(person=person, sentence=sentence.strip(), letter=read)
    panel.say([statement(panel.view, said, reference)])


def write_letters(
    documents: Sequence[LetterDocument],
    folder: Path,
    is_cancelled: Callable[[], bool] = lambda: False,
    *,
    workers: int | None = None,
) -> Iterator[LetterOutcome]:
    """Write each letter as PDF and as text, named by its code; gives each outcome as it comes.

    Args:
        documents: The letters; drafts say on every page that they are.
        folder: An existing folder.
        is_cancelled: Asked after each outcome; what is under way is finished.
        workers: How many processes; by default one a core.
    """
    for document, outcome in in_processes(partial(_write, folder), documents, is_cancelled, workers=workers):
        yield outcome or LetterOutcome(document.letter.reference, (), ended_words())


def letters_there(documents: Sequence[LetterDocument], folder: Path) -> int:
    """Count the letters in a folder whose place others would take."""
    return sum((folder / f"{one.letter.reference}{LETTER_ENDINGS[0]}").exists() for one in documents)


def _write(folder: Path, document: LetterDocument) -> LetterOutcome:
    reference = document.letter.reference
    try:
        contents = (letter_pdf(document), letter_text(document).encode())
        files = {folder / f"{reference}{end}": one for end, one in zip(LETTER_ENDINGS, contents, strict=True)}
        for path, content in files.items():
            write_whole(path, content)
    except LeadreadyError as error:
        return LetterOutcome(reference, (), " ".join(in_words(error)))
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one letter or with us, the others are written
        return LetterOutcome(reference, (), unexpected_words(fault))
    return LetterOutcome(reference, tuple(files))
