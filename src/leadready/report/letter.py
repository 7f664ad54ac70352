"""The letter to an applicant: their own scores, how they came about, what they say, and what one can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready import locales
from leadready.cautions import against_self_report
from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.report.blocks import Bullets, Callout, Heading, Prose, Row, Section, Table, Together
from leadready.report.plan_text import sections_text
from leadready.report.tables import table
from leadready.scoring.display import half_up

if TYPE_CHECKING:
    from datetime import date

    from leadready.panel.kinds import Outcome
    from leadready.panel.letter import Anchored, Letter, Line, PartKind, QuestionResult, ScorePart
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
    from leadready.report.writing import drawable

    printed = drawable(document.letter.name)
    return sections_pdf(letter_sections(document, printed), _front(document, printed))


def _front(document: LetterDocument, printed: str) -> Front:
    from leadready.report.sections_pdf import Front

    return Front(
        title=_("The result of your application"),
        subject=document.letter.round_title,
        owner=printed or document.letter.reference,
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


def letter_sections(document: LetterDocument, printed: str | None = None) -> tuple[Section, ...]:
    """Say all that a letter says; one section, so that nothing begins on a page of its own.

    Args:
        document: The letter.
        printed: As much of the name as the page can show; None where it can show any.
    """
    letter = document.letter
    name = letter.name if printed is None else printed
    warning = (Callout((Prose(draft_warning(), "strong"),)),) if document.is_draft else ()
    is_unmet = any(one.passed is False for one in letter.gates)
    blocks: tuple[Block, ...] = (
        *warning,
        Heading(letter.round_title, 1, _("Letter")),
        Prose("\n".join(filter(None, (name, letter.reached_at)))),
        Prose(_("Application {code}. {day}").format(code=letter.reference, day=locales.day(document.day)), "muted"),
        Prose(_("Dear {name},").format(name=name) if name else _("Dear applicant,")),
        Prose(outcome_words(letter.outcome), "strong"),
        *_reserve(letter),
        *((Prose(document.sentence),) if document.sentence.strip() else ()),
        *(_gates(letter) if is_unmet else ()),
        *_total(letter),
        *(() if is_unmet else _gates(letter)),
        *_marks(letter),
        *_worked_out(letter),
        *_self_report(letter),
        *_strengths(letter),
        *_areas(letter),
        *_contesting(document),
        *(() if name == letter.name else (Prose(_not_shown(), "caption"),)),
    )
    return (Section(_("Your result"), blocks),)


def _not_shown() -> str:
    return _("Your name has letters that this page cannot show. The text of this letter has it in full.")


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
            "A total is never quite certain: with other raters it would come out within {error} points of this in two "
            "cases of three (one standard error). A smaller difference may be chance."
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


def _is_marked(letter: Letter) -> bool:
    return any(one.mark is not None for one in letter.questions)


def _marks(letter: Letter) -> tuple[Block, ...]:
    if not _is_marked(letter):
        return ()
    heads, shares = [_("Question"), _("Your mark"), _("On 0 to 100")], [6, 2, 2]
    rows = [[one.title, _mark_of(one), "–" if one.scaled is None else points(one.scaled)] for one in letter.questions]
    if not _weigh_the_same(letter):
        heads.append(_("Weight"))
        shares.append(2)
        for row, one in zip(rows, letter.questions, strict=True):
            row.append(numbers(f"{float(one.weight):g}"))
    return Heading(_("Your marks, question by question")), Together((table(heads, shares, rows),))


def _weigh_the_same(letter: Letter) -> bool:
    return len({one.weight for one in letter.questions}) == 1


def _mark_of(one: QuestionResult) -> str:
    if one.mark is None:
        return mark_words(one)
    return _("{mark} of {highest}").format(mark=mark_words(one), highest=one.highest)


def mark_words(one: QuestionResult) -> str:
    """Write a mark for people: as whole as it is, otherwise with two decimals at most."""
    if one.mark is None:
        return _("not marked")
    return numbers(str(one.mark) if one.mark.denominator == 1 else half_up(one.mark, 2).rstrip("0"))


def points(value: Fraction) -> str:
    """Write points of 100, with one decimal where there is one."""
    return numbers(half_up(value, 0 if value.denominator == 1 else 1))


def _worked_out(letter: Letter) -> tuple[Block, ...]:
    heading = Heading(_("How it was worked out"))
    if not _is_marked(letter):
        return heading, Prose(_("Nobody marked your answers."))
    parts = _parts(letter) if len(letter.parts) > 1 else ()
    raters = max(one.raters for one in letter.questions)
    said = [
        ngettext(
            "{n} person marked your answers without knowing whose they were, against the descriptions below.",
            "{n} people marked your answers independently, without knowing whose they were, against the descriptions "
            "below.",
            raters,
        ).format(n=raters),
        _("The mark of a question is the mean of theirs. On 0 to 100, its lowest mark is 0 and its highest is 100."),
        _("Your answers together come to the mean of the questions; each question counts the same.")
        if _weigh_the_same(letter)
        else _("Your answers together come to the mean of the questions, each counted by its weight."),
    ]
    settled = [one.title for one in letter.questions if one.is_settled]
    if settled:
        said.append(
            _(
                "Where their marks differed, the panel read your answer again and settled on one mark together: "
                "{questions}."
            ).format(questions=", ".join(settled))
        )
    return heading, Prose(" ".join(said)), *parts


def _parts(letter: Letter) -> tuple[Block, ...]:
    """Show what each part adds to the total; where there is one part alone, the total is its score."""
    rows = tuple(_part_row(one) for one in letter.parts)
    if letter.total is not None:
        total = (_("Total"), "", _("100 %"), points(letter.total))
        rows = (*rows, _cells(total, strong=True))
    heads = tuple((Prose(head, "cell-strong"),) for head in (_("Part"), _("Of 100"), _("Counts for"), _("Adds")))
    return (Together((Table(heads, (6, 2, 2, 2), rows),)),)


def part_title(kind: PartKind) -> str:
    """Name a part of the total to the person it is about."""
    names = {
        "evidence": _("Evidence: your answers in your own words"),
        "exercises": _("Exercises: knowledge and judgement"),
        "self-report": _("Self-report: what you said about yourself"),
    }
    return names[kind]


def _part_row(part: ScorePart) -> Row:
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
    if not _is_marked(letter):
        return ()
    heading = Heading(_("Strengths"))
    of_answers = _(
        "What follows are the panel's descriptions of answers, written before anyone applied. They say what raters "
        "found in a text; they judge neither you nor your work."
    )
    found = [_described(one) for one in letter.strengths]
    if not found:
        best = max(one.scaled for one in letter.questions if one.scaled is not None)
        titles = ", ".join(one.title for one in letter.questions if one.scaled == best)
        none = _("No mark of yours is in the upper half of its scale this time. The highest: {titles}.")
        return heading, Prose(of_answers), Prose(none.format(titles=titles))
    upper = _("Your marks in the upper half of the scale, the highest first, and what stands for each:")
    first, *others = found
    return heading, Prose(of_answers), Together((Prose(upper, "muted"), first)), *others


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
    if not _is_marked(letter):
        return ()
    if not letter.areas:
        return heading, Prose(_("None: every question of yours that was marked has the highest mark."))
    lead = _("The lowest first: what stands for your mark, and what a stronger answer shows.")
    first, *others = (_area(one) for one in letter.areas)
    return Together((heading, Prose(lead, "muted"), first)), *others


def _area(one: QuestionResult) -> Block:
    assert one.reached is not None  # noqa: S101 - an area has a mark
    assert one.aim is not None  # noqa: S101 - and one above it
    label = _("{title} ({mark} of {highest})").format(title=one.title, mark=mark_words(one), highest=one.highest)
    shown = () if one.is_strength else _anchor_words(one.reached)
    said_already = {one.reached.mark, *(mark for mark, _words in one.reached.named)}
    needed = [(mark, said) for mark, said in one.aim.named if mark not in said_already]
    words = _("Stronger, mark {n}: {words}")
    asked = (Prose(words.format(n=mark, words=said)) for mark, said in (*needed, (one.aim.mark, one.aim.words)))
    return Together((Heading(label, 3), *shown, *asked))


def _contesting(document: LetterDocument) -> tuple[Block, ...]:
    letter = document.letter
    rights = (
        _("You may ask what any of this means, and what reason was written down."),
        _("You may ask for all that is kept about you in this round, and have mistakes corrected."),
        _("You may contest the result: say what you think is wrong. A person looks again and answers you."),
    )
    said: list[Block] = [
        Heading(_("If you want to ask or to contest")),
        Bullets(rights),
        Prose(_("Write to: {contact}").format(contact=letter.contact)),
    ]
    if document.reviewed_by:
        said.append(Prose(_("{name} read this letter before it was sent.").format(name=document.reviewed_by)))
    return (Together(tuple(said)),)
