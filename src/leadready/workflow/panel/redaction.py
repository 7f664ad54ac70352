"""Redaction: answers as raters read them. A detector hides what it finds; a person reads each answer and confirms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.identifying import clues
from leadready.language import _
from leadready.panel.kinds import Answer, Redacted
from leadready.panel.names import WholeNames, name_places
from leadready.panel.stopping import nothing
from leadready.workflow.panel.office import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leadready.panel.names import Span
    from leadready.panel.record import Statement
    from leadready.panel.view import Applicant, PanelView
    from leadready.workflow.panel.panel import Panel

HIDDEN = "█████"
NOBODY = WholeNames(())


def prepare(panel: Panel) -> int:
    """Write down, for every application, its answers without what may say who it is from; says how many are new.

    What somebody of the office confirmed stays as it is, unless the applicant sent other words since.
    """
    new = new_answers(panel.view)
    panel.say(new)
    return len(new)


def new_answers(view: PanelView, go_on: Callable[[], object] = nothing) -> list[Statement]:
    """Give what `prepare` would write. It can take long with many applications, and touches nothing.

    Args:
        view: The round.
        go_on: See `panel/stopping.py`.
    """
    new: list[Statement] = []
    everybody = _everybody(view)
    for reference, prompt, applicant in _asked(view):
        go_on()
        standing = view.answers.get((reference, prompt))
        number = _number(applicant)
        if standing is not None and standing.of == number:
            continue
        text, places = written(view, reference, prompt), places_of(view, reference, prompt, everybody)
        said = hidden(text, places)
        # The same words as before, with the same places hidden: somebody has read them already.
        read = standing is not None and standing.reviewed and standing.text == said
        if read:
            new.append(_choice(view, reference, prompt, places, number, everybody))
        new.append(statement(view, Answer(text=said, hidden=len(places), of=number, reviewed=read), reference, prompt))
    return new


def is_looked_through(view: PanelView) -> bool:
    """Whether every answer was looked through as it is now, so that `prepare` would write nothing."""
    return all(
        (standing := view.answers.get((reference, prompt))) is not None and standing.of == _number(applicant)
        for reference, prompt, applicant in _asked(view)
    )


def _number(applicant: Applicant) -> int:
    """Give how many times an applicant has sent an application."""
    return applicant.received.number if applicant.received else 1


def unread(view: PanelView) -> tuple[tuple[str, str], ...]:
    """List the answers (reference, prompt) that nobody has read and confirmed yet. No rater is given them."""
    return tuple(
        (reference, prompt)
        for reference, prompt, _applicant in _asked(view)
        if not ((answer := view.answers.get((reference, prompt))) and answer.reviewed)
    )


def written(view: PanelView, reference: str, prompt: str) -> str:
    """Give an answer as it was written; empty where it is not known here."""
    private = view.applicants[reference].private
    return "" if private is None else private.fields.get(prompt, "")


def _everybody(view: PanelView) -> WholeNames:
    """Give the names of all who applied: who worked with whom says who somebody is. A name of one word is a word."""
    names = (one.private.name for one in view.applicants.values() if one.private)
    return WholeNames(name for name in names if len(name.split()) > 1)


def places_of(view: PanelView, reference: str, prompt: str, everybody: WholeNames | None = None) -> tuple[Span, ...]:
    """Say which places of an answer are hidden: those that somebody chose; else what the detector finds.

    In words that came later than somebody's choice, what they hid by hand is hidden again, wherever it stands.

    Args:
        view: What the log says.
        reference: The application.
        prompt: The prompt.
        everybody: The names of all who applied, where somebody has them at hand.
    """
    everybody = everybody or _everybody(view)
    applicant = view.applicants[reference]
    text, choice = written(view, reference, prompt), view.redactions.get((reference, prompt))
    name = applicant.private.name if applicant.private else ""
    if choice is None:
        return found(text, name, everybody)
    number = _number(applicant)
    before = view.answers.get((reference, prompt))
    fits = all(end <= len(text) for _start, end in choice.places)
    if choice.of == number or (fits and before is not None and hidden(text, choice.places) == before.text):
        return choice.places
    return merged(
        [*found(text, name, everybody), *(place for words in choice.by_hand for place in everywhere(text, words))]
    )


def check_answer(panel: Panel, reference: str, prompt: str) -> None:
    """See that an answer is there to be read; raises LeadreadyError."""
    applicant = panel.view.applicants.get(reference)
    if applicant is None or applicant.private is None or prompt not in panel.campaign.prompts:
        raise LeadreadyError(_("There is no answer “{prompt}” of {code}.").format(prompt=prompt, code=reference))


def confirm(panel: Panel, reference: str, prompt: str, places: Iterable[Span]) -> None:
    """Take what somebody chose to hide after reading an answer; from then on raters are given it.

    Raises:
        LeadreadyError: there is no such answer, or a place is not in it.
    """
    check_answer(panel, reference, prompt)
    view = panel.view
    text, places = written(view, reference, prompt), merged(places)
    if any(end > len(text) for _start, end in places):
        raise LeadreadyError(_("There is no such place in this answer."))
    panel.say(_confirmed(view, reference, prompt, places, _everybody(view)))


def confirm_all(panel: Panel) -> int:
    """Confirm every answer that waits, as it stands; says how many. Only for whoever has read them all."""
    view = panel.view
    waiting, everybody = unread(view), _everybody(view)
    panel.say(
        [said for pair in waiting for said in _confirmed(view, *pair, places_of(view, *pair, everybody), everybody)]
    )
    return len(waiting)


def _confirmed(
    view: PanelView, reference: str, prompt: str, places: tuple[Span, ...], everybody: WholeNames
) -> list[Statement]:
    received = view.applicants[reference].received
    number = received.number if received else 1
    said = hidden(written(view, reference, prompt), places)
    answer = Answer(text=said, hidden=len(places), of=number, reviewed=True)
    return [_choice(view, reference, prompt, places, number, everybody), statement(view, answer, reference, prompt)]


def _choice(
    view: PanelView, reference: str, prompt: str, places: tuple[Span, ...], number: int, everybody: WholeNames
) -> Statement:
    private = view.applicants[reference].private
    text = written(view, reference, prompt)
    seen = found(text, private.name if private else "", everybody)
    by_hand = sorted({text[start:end] for start, end in places if not _covered((start, end), seen)})
    return statement(view, Redacted(of=number, places=places, by_hand=tuple(by_hand)), reference, prompt)


def _asked(view: PanelView) -> Iterator[tuple[str, str, Applicant]]:
    """Give every answer of an application that is known here and was not erased."""
    for reference, applicant in view.applicants.items():
        if applicant.private is not None and applicant.received is not None and not applicant.is_erased:
            for prompt in view.campaign.prompts:
                yield reference, prompt, applicant


def redacted(text: str, name: str) -> tuple[str, int]:
    """Hide what the detector finds. Gives the text and how many places were hidden."""
    places = found(text, name)
    return hidden(text, places), len(places)


def found(text: str, name: str, everybody: WholeNames = NOBODY) -> tuple[Span, ...]:
    """Find what may say who somebody is: the applicant's own name, others' whole names, what the local detector sees.

    It cannot find everything; a person reads each answer again.
    """
    others = (place for place, _name in everybody.places(text))
    return merged([*((clue.start, clue.end) for clue in clues(text)), *name_places(text, name), *others])


def hidden(text: str, places: Iterable[Span]) -> str:
    """Give a text with places hidden; they are in order and apart."""
    parts: list[str] = []
    before = 0
    for start, end in places:
        parts += text[before:start], HIDDEN
        before = end
    return "".join((*parts, text[before:]))


def merged(places: Iterable[Span]) -> tuple[Span, ...]:
    """Bring places in order, and those that touch together; empty ones are left out."""
    kept: list[Span] = []
    for start, end in sorted(places):
        if kept and start <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        elif start < end:
            kept.append((start, end))
    return tuple(kept)


def without(places: Iterable[Span], shown: Span) -> tuple[Span, ...]:
    """Take out the places that a selection touches, so that they are shown again."""
    start, end = shown
    return tuple(place for place in places if place[1] <= start or place[0] >= end)


def _covered(place: Span, by: Iterable[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in by)


def everywhere(text: str, words: str) -> Iterator[Span]:
    """Find words wherever they stand as words, in small letters or large: “Al” is not in “also”."""
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        start, end = match.span()
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
