"""The letter to an applicant: their own scores, how they came about, what they say, and what one can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leadready import locales
from leadready.cautions import against_self_report
from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.report.blocks import Bullets, Callout, Heading, Prose, Row, Section, Table, Together
from leadready.report.plan_text import sections_text
from leadready.scoring.display import half_up

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from leadready.panel.kinds import Outcome
    from leadready.panel.letter import Anchored, Letter, Line, Part, PartKind, QuestionResult
    from leadready.report.blocks import Block
    from leadready.report.sections_pdf import Front


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A letter on paper.

    Attributes:
        letter: What it says.
        day: The day that it bears: of its release, or today for a draft.
        sentence: What the person who released it adds.
        reviewed_by: Who that is; empty in a draft.
    """

    letter: Letter
    day: date
    sentence: str = ""
    reviewed_by: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether nobody has released it."""
        return not self.reviewed_by


def letter_text(document: LetterDocument) -> str:
    """Write a letter as plain text; lines end in a line feed."""
    return sections_text(letter_sections(document))


def letter_pdf(document: LetterDocument) -> bytes:
    """Write a letter as a tagged and accessible PDF."""
    from leadready.report.sections_pdf import sections_pdf

    return sections_pdf(letter_sections(document), _front(document))


def _front(document: LetterDocument) -> Front:
    from leadready.report.sections_pdf import Front

    return Front(
        title=_("The result of your application"),
        subject=document.letter.round_title,
        owner=document.letter.name,
        private=_("For the person it is addressed to"),
        versions=_("{round}, application {code}").format(
            round=document.letter.round_title, code=document.letter.reference
        ),
        made_on=document.day,
        draft=draft_warning() if document.is_draft else "",
    )


def draft_warning() -> str:
    """Say that a letter may not go out."""
    return _("DRAFT: nobody has released this letter. It must not be sent.")


def letter_sections(document: LetterDocument) -> tuple[Section, ...]:
    """Say all that a letter says; one section, so that nothing begins on a page of its own."""
    letter = document.letter
    warning = (Callout((Prose(draft_warning(), "strong"),)),) if document.is_draft else ()
    reviewed = (
        (Prose(_("{name} read this letter before it was sent.").format(name=document.reviewed_by)),)
        if document.reviewed_by
        else ()
    )
    blocks: tuple[Block, ...] = (
        *warning,
        Heading(letter.round_title, 1, _("Letter")),
        Prose("\n".join(filter(None, (letter.name, letter.reached_at)))),
        Prose(_("Application {code}. {day}").format(code=letter.reference, day=locales.day(document.day)), "muted"),
        Prose(_("Dear {name},").format(name=letter.name)),
        Prose(outcome_words(letter.outcome), "strong"),
        *_reserve(letter),
        *((Prose(document.sentence),) if document.sentence.strip() else ()),
        *_total(letter),
        *_gates(letter),
        *_marks(letter),
        *_worked_out(letter),
        *_self_report(letter),
        *_strengths(letter),
        *_areas(letter),
        *_contesting(letter),
        *reviewed,
    )
    return (Section(_("Your result"), blocks),)


def outcome_words(outcome: Outcome) -> str:
    """Say an outcome to the person it is about."""
    words = {
        "offered": _("We offer you a place."),
        "reserve": _("You are on the reserve list. If a place becomes free, it is offered in the order of that list."),
        "not-appointed": _("We cannot offer you a place this time."),
        "withdrawn": _("Your application was withdrawn, so it was not decided on its merit."),
        "ineligible": _("Your application does not meet the conditions of this round, so we cannot offer you a place."),
    }
    return words[outcome]


def _reserve(letter: Letter) -> tuple[Block, ...]:
    """Say what the reserve list means for them."""
    said = []
    if letter.place is not None:
        said.append(Prose(_("Your place on it: {n}.").format(n=letter.place)))
    if letter.until:
        until = datetime.fromisoformat(letter.until)
        words = _("The offer holds until {day}, {time} (UTC).")
        said.append(Prose(words.format(day=locales.day(until.date()), time=locales.time(until))))
    return tuple(said)


def _total(letter: Letter) -> tuple[Block, ...]:
    line = _line_words(letter.line)
    decided = (
        _("A person decided, with a reason, and was free to decide otherwise than by the total."),
        _("The decision was made by {name}.").format(name=letter.person) if letter.person else "",
    )
    by = Prose(" ".join(filter(None, decided)))
    heading = Heading(_("Your total and the line"))
    if letter.total is None:
        none = _("You have no total: not every question of yours was marked.")
        return heading, Prose(f"{none} {line}"), by
    said = [_("Your total is {total} of 100.").format(total=points(letter.total)), line]
    if letter.line.at is not None:
        above = _("Your total is on the line or above it.")
        said.append(above if letter.is_above else _("Your total is below the line."))
    uncertain: tuple[Block, ...] = ()
    if letter.error:  # none at all where raters were never apart
        words = _(
            "A total is never quite certain: with other raters it would typically come out within {error} points "
            "(one standard error). Small differences are not real differences."
        )
        uncertain = (Prose(words.format(error=points(letter.error))),)
    return heading, Prose(" ".join(said)), *uncertain, by


def _line_words(line: Line) -> str:
    if line.at is None:
        return _("There was no line, since no application had a total.")
    if line.places is not None:
        words = ngettext(
            "There was {n} place. The lowest total that came within it, the line, is {at}.",
            "There were {n} places. The lowest total that came within them, the line, is {at}.",
            line.places,
        )
        return words.format(n=line.places, at=points(line.at))
    said = _("The line was set at {at} of 100 before the first application was opened.").format(at=points(line.at))
    return f"{said} {line.decided}".strip()


def _gates(letter: Letter) -> tuple[Block, ...]:
    if not letter.gates:
        return ()
    states = {True: _("met"), False: _("not met"), None: _("not looked at")}
    items = tuple(
        _("{condition}: {state}").format(condition=one.title, state=states[one.passed]) for one in letter.gates
    )
    return Heading(_("Conditions of the round")), Bullets(items)


def _marks(letter: Letter) -> tuple[Block, ...]:
    heads = (_("Question"), _("Your mark"), _("Highest"), _("On 0 to 100"), _("Weight"))
    rows = tuple(
        Row(
            (
                (Prose(one.title, "cell-strong"),),
                *(
                    (Prose(words, "cell"),)
                    for words in (
                        mark_words(one),
                        str(one.highest),
                        "–" if one.scaled is None else points(one.scaled),
                        numbers(f"{float(one.weight):g}"),
                    )
                ),
            )
        )
        for one in letter.questions
    )
    return (
        Heading(_("Your marks, question by question")),
        Table(tuple((Prose(head, "cell-strong"),) for head in heads), (6, 2, 2, 2, 2), rows),
    )


def mark_words(one: QuestionResult) -> str:
    """Write a mark for people: as whole as it is, otherwise with two decimals at most."""
    if one.mark is None:
        return _("not marked")
    return numbers(str(one.mark) if one.mark.denominator == 1 else half_up(one.mark, 2).rstrip("0"))


def points(value: Fraction) -> str:
    """Write points of 100, with one decimal where there is one."""
    return numbers(half_up(value, 0 if value.denominator == 1 else 1))


def _worked_out(letter: Letter) -> tuple[Block, ...]:
    raters = max((one.raters for one in letter.questions), default=0)
    said = [
        ngettext(
            "{n} person marked your answers without knowing whose they were, against the descriptions below.",
            "{n} people marked your answers independently, without knowing whose they were, against the descriptions "
            "below.",
            raters,
        ).format(n=raters),
        _(
            "The mark of a question is the mean of theirs. The evidence is the weighted mean of the questions on 0 to "
            "100."
        ),
    ]
    settled = [one.title for one in letter.questions if one.is_settled]
    if settled:
        said.append(
            _(
                "Where their marks differed, the panel read your answer again and settled on one mark together: "
                "{questions}."
            ).format(questions=", ".join(settled))
        )
    if not raters:
        said = [_("Nobody marked your answers.")]
    rows = tuple(_part_row(one) for one in letter.parts)
    if letter.total is not None:
        total = (_("Total"), "", _("100 %"), points(letter.total))
        rows = (*rows, _cells(total, strong=True))
    heads = tuple((Prose(head, "cell-strong"),) for head in (_("Part"), _("Of 100"), _("Counts for"), _("Adds")))
    return Heading(_("How it was worked out")), Prose(" ".join(said)), Together((Table(heads, (6, 2, 2, 2), rows),))


def part_title(kind: PartKind) -> str:
    """Name a part of the total to the person it is about."""
    names = {
        "evidence": _("Evidence: your answers in your own words"),
        "exercises": _("Exercises: knowledge and judgement"),
        "self-report": _("Self-report: what you said about yourself"),
    }
    return names[kind]


def _part_row(part: Part) -> Row:
    has_score = part.score is not None
    score = points(part.score) if part.score is not None else _("no score")
    share = _("{n} %").format(n=points(part.share))
    return _cells((part_title(part.kind), score, share, points(part.adds) if has_score else "–"))


def _cells(words: tuple[str, ...], *, strong: bool = False) -> Row:
    return Row(
        tuple((Prose(one, "cell-strong" if strong or not place else "cell"),) for place, one in enumerate(words))
    )


def _self_report(letter: Letter) -> tuple[Block, ...]:
    if not letter.reason:
        return (Prose(_("What you said about yourself and about your workplace counts for nothing in it."), "muted"),)
    because = _("What you said about yourself counts, for this reason: {reason}").format(reason=letter.reason)
    workplace = _("What you said about your workplace counts for nothing in it.")
    return Together((Callout((Prose(because), Prose(against_self_report()))),)), Prose(workplace, "muted")


def _strengths(letter: Letter) -> tuple[Block, ...]:
    heading = Heading(_("Strengths"))
    found = [_described(one) for one in letter.strengths]
    if not found:
        return heading, Prose(_("No mark of yours is in the upper half of its scale yet."))
    return (
        heading,
        Prose(_("Your marks in the upper half of the scale, and what the panel's description of them says:"), "muted"),
        *found,
    )


def _described(one: QuestionResult) -> Block:
    assert one.reached is not None  # noqa: S101 - a strength has a mark
    label = _("{title} ({mark} of {highest})").format(title=one.title, mark=mark_words(one), highest=one.highest)
    return Together((Heading(label, 3), *_anchor_words(one.reached)))


def _anchor_words(anchor: Anchored) -> tuple[Block, ...]:
    """Give what stands for a mark, and for those that it names."""
    words = _("Mark {n}: {words}")
    both = (*anchor.named, (anchor.mark, anchor.words))
    return tuple(Prose(words.format(n=mark, words=said)) for mark, said in both)


def _areas(letter: Letter) -> tuple[Block, ...]:
    heading = Heading(_("Areas to develop"))
    if not letter.areas:
        return heading, Prose(_("None: every question of yours that was marked has the highest mark."))
    lead = _("The lowest first: what the description of your mark says, and what the next one asks for.")
    return heading, Prose(lead, "muted"), *(_area(one) for one in letter.areas)


def _area(one: QuestionResult) -> Block:
    assert one.reached is not None  # noqa: S101 - an area has a mark
    assert one.following is not None  # noqa: S101 - and one above it
    label = _("{title} ({mark} of {highest})").format(title=one.title, mark=mark_words(one), highest=one.highest)
    shown = () if one.is_strength else _anchor_words(one.reached)
    said_already = {one.reached.mark, *(mark for mark, _words in one.reached.named)}
    needed = [(mark, said) for mark, said in one.following.named if mark not in said_already]
    words = _("For mark {n}: {words}")
    asked = (
        Prose(words.format(n=mark, words=said)) for mark, said in (*needed, (one.following.mark, one.following.words))
    )
    return Together((Heading(label, 3), *shown, *asked))


def _contesting(letter: Letter) -> tuple[Block, ...]:
    rights = (
        _("You may ask what any of this means, and how it came about."),
        _("You may ask for everything that is kept about you in this round, and have corrected what is wrong."),
        _("You may contest the result. Say what you think is wrong: a person looks at it again, and answers you."),
    )
    said: tuple[Block, ...] = (
        Heading(_("If you want to ask or to contest")),
        Bullets(rights),
        Prose(_("Write to: {contact}").format(contact=letter.contact)),
        Prose(_("This letter speaks of your application alone, and compares you with nobody by name."), "muted"),
    )
    return (Together(said),)
