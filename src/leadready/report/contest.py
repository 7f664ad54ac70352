"""What a panel keeps about one applicant, on paper for that applicant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leadready import locales
from leadready.cautions import against_self_report
from leadready.language import _, ngettext
from leadready.report.blocks import Bullets, Callout, Heading, Prose, Section, Together
from leadready.report.letter import mark_words, outcome_words, part_title, points
from leadready.report.panel_evidence import coefficients_explained, interval_words
from leadready.report.panel_report import line_rule
from leadready.report.plan_text import sections_text
from leadready.report.tables import rounded, table

if TYPE_CHECKING:
    from leadready.panel.contest import AnswerKept, Contest, MarkGiven, TrailEntry
    from leadready.report.blocks import Block
    from leadready.report.sections_pdf import Front

_MINUTE = len("2027-03-01T12:00")
_BLOCK = "█████"
"""What stands in a redacted answer for what was hidden; no font of ours has it."""


def contest_text(found: Contest, day: date) -> str:
    """Write it as plain text; lines end in a line feed."""
    return sections_text(contest_sections(found, day))


def contest_pdf(found: Contest, day: date) -> bytes:
    """Write it as a tagged and accessible PDF.

    Args:
        found: What is kept.
        day: The day that it bears.
    """
    from leadready.report.sections_pdf import sections_pdf

    return sections_pdf(contest_sections(found, day), _front(found, day))


def _front(found: Contest, day: date) -> Front:
    from leadready.report.sections_pdf import Front

    return Front(
        title=_("What is kept about your application"),
        subject=found.campaign.title,
        owner=found.name,
        private=_("For the person it is about"),
        versions=_("{round}, application {code}").format(round=found.campaign.title, code=found.reference),
        made_on=day,
    )


def contest_sections(found: Contest, day: date) -> tuple[Section, ...]:
    """Say all of it, in the order in which it is read."""
    return (
        Section(_("You and your result"), (*_opening(found, day), *_outcome(found), *_withheld(found))),
        Section(_("What you sent"), (*_sent(found), *_items(found))),
        Section(_("How it was judged"), (*_marks(found), *_settled(found), *_method(found), *_agreement(found))),
        Section(_("What was written down about you"), _trail(found)),
    )


def _opening(found: Contest, day: date) -> tuple[Block, ...]:
    said = [
        _("Application {code}. {day}").format(code=found.reference, day=locales.day(day)),
        "\n".join(filter(None, (found.name, found.reached_at))),
    ]
    if found.received is not None:
        late = _("It was marked as late.") if found.received.late else ""
        came = _("Your application was written on {day} and was number {n} that you sent.").format(
            day=locales.day(date.fromisoformat(found.received.at[:10])), n=found.received.number
        )
        said.append(f"{came} {late}".strip())
    if found.adjustments:
        said.append(_("Adjusted for you, and never shown to raters: {what}").format(what=found.adjustments))
    title = _("What is kept about your application")
    return Heading(found.campaign.title, 1, title), Heading(title), *(Prose(words) for words in said)


def _outcome(found: Contest) -> tuple[Block, ...]:
    heading = Heading(_("The outcome"))
    if found.outcome is None:
        return heading, Prose(_("Nothing has been decided yet."))
    outcome = found.outcome
    by = outcome.person or _("a member of the panel whose name would say that they are a rater")
    said: list[Block] = [
        Prose(outcome_words(outcome.outcome), "strong"),
        Prose(_("Decided by: {name}").format(name=by)),
        Prose(_("The reason: {words}").format(words=outcome.why)),
    ]
    if outcome.considered:
        said.append(Prose(_("What was considered beyond the total: {words}").format(words=outcome.considered)))
    if found.place is not None:
        said.append(Prose(_("Your place on the reserve list: {n}.").format(n=found.place)))
    if found.released is not None:
        words = _("{name} read the letter to you and released it. What they added: {words}")
        said.append(Prose(words.format(name=found.released.person, words=found.released.sentence or "–")))
    gates = [
        ". ".join(
            filter(
                None,
                (
                    _("{condition}: {state}").format(condition=one.title, state=_gate_state(passed=one.passed)),
                    one.note,
                ),
            )
        )
        for one in found.gates
    ]
    told: tuple[Block, ...] = (Heading(_("Conditions of the round")), Bullets(tuple(gates))) if gates else ()
    return heading, *said, *told


def _gate_state(*, passed: bool | None) -> str:
    if passed is None:
        return _("not looked at")
    return _("met") if passed else _("not met")


def _withheld(found: Contest) -> tuple[Block, ...]:
    return Heading(_("What is kept and not given here")), Bullets(found.withheld)


def _sent(found: Contest) -> tuple[Block, ...]:
    title = _("What you sent")
    return Heading(title, 1, title), *(block for one in found.answers for block in _answer(one))


def _answer(one: AnswerKept) -> tuple[Block, ...]:
    as_sent = Prose(one.sent or _("Nothing was written here."))
    sent: tuple[Block, ...] = (Heading(one.asked), Heading(_("As you sent it"), 3), as_sent)
    label = Heading(_("As raters read it"), 3)
    if one.read is None:
        return *sent, label, Prose(_("It was not given to raters."))
    if one.read == one.sent:
        return *sent, label, Prose(_("Word for word the same."))
    places = ngettext("{n} place was hidden.", "{n} places were hidden.", one.hidden).format(n=one.hidden)
    return *sent, label, Prose(one.read.replace(_BLOCK, _("[hidden]"))), Prose(places, "caption")


def _items(found: Contest) -> tuple[Block, ...]:
    if not found.items:
        return ()
    rows = [(id_, "–" if value is None else str(value)) for id_, value in found.items.items()]
    words = _("Your answers to the assessment that count for this round, by the short name of each item.")
    return Heading(_("Your other answers")), Prose(words, "muted"), table((_("Item"), _("Answer")), (3, 9), rows)


def _marks(found: Contest) -> tuple[Block, ...]:
    title = _("How it was judged")
    heading = Heading(title, 1, title)
    if not found.marks:
        return heading, Prose(_("Nobody marked your answers."))
    heads = (_("Criterion"), _("Rater"), _("Mark"), _("Reason"))
    rows = [(one.criterion, one.rater, _mark(one), one.why or "–") for one in found.marks]
    rows.sort(key=lambda row: [one.criterion for one in found.marks].index(row[0]))
    return heading, Heading(_("Marks")), table(heads, (4, 2, 1, 9), rows), *_lines(found)


def _lines(found: Contest) -> tuple[Block, ...]:
    """Say what each rater ticked, a column for each."""
    raters = sorted({one.rater for one in found.marks})
    ticked = {(one.criterion, line, one.rater): said for one in found.marks for line, said in one.lines}
    if all(said is None for said in ticked.values()):
        return ()
    words = {True: _("yes"), False: _("no"), None: "–"}
    asked = dict.fromkeys((criterion, line) for criterion, line, _rater in ticked)
    rows = [
        (criterion, line, *(words[ticked.get((criterion, line, rater))] for rater in raters))
        for criterion, line in asked
    ]
    heads = (_("Criterion"), _("What the answer shows"), *raters)
    shares = (4, 7, *(2 for _rater in raters))
    return Heading(_("Lines that raters went through")), table(heads, shares, rows)


def _mark(one: MarkGiven) -> str:
    return str(one.mark) if one.counts else _("{n}, does not count").format(n=one.mark)


def _settled(found: Contest) -> tuple[Block, ...]:
    if not found.settled:
        return ()
    rows = [(one.criterion, str(one.mark), str(one.people), one.why) for one in found.settled]
    heads = (_("Criterion"), _("Settled"), _("People"), _("Reason"))
    words = _("Where marks differed, the panel read your answer again and settled on one mark together.")
    return Heading(_("Moderation")), Prose(words, "muted"), table(heads, (4, 2, 2, 6), rows)


def _method(found: Contest) -> tuple[Block, ...]:
    campaign = found.campaign
    questions = [
        (one.title, mark_words(one), "–" if one.scaled is None else points(one.scaled), f"{float(one.weight):g}")
        for one in found.questions
    ]
    parts = [
        (
            part_title(one.kind),
            "–" if one.score is None else points(one.score),
            _("{n} %").format(n=points(one.share)),
            points(one.adds),
        )
        for one in found.parts
    ]
    blocks: list[Block] = [
        Heading(_("How it was worked out")),
        table((_("Question"), _("Your mark"), _("On 0 to 100"), _("Weight")), (6, 2, 2, 2), questions),
        table((_("Part"), _("Of 100"), _("Counts for"), _("Adds")), (6, 2, 2, 2), parts),
        Prose(_standing(found)),
        Prose(line_rule(campaign)),
    ]
    if campaign.weights.self_report:
        because = _("What you said about yourself counts, for this reason: {reason}").format(
            reason=campaign.weights.reason or ""
        )
        blocks.append(Together((Callout((Prose(because), Prose(against_self_report()))),)))
    anchors = [
        (criterion.title, str(mark), criterion.anchors[str(mark)])
        for _id, criterion in campaign.in_order
        for mark in sorted(int(anchor) for anchor in criterion.anchors)
    ]
    heads = (_("Criterion"), _("Mark"), _("What stands for it"))
    return *blocks, Heading(_("What raters marked against")), table(heads, (4, 1, 8), anchors)


def _standing(found: Contest) -> str:
    if found.total is None:
        return _("You have no total: not every question of yours was marked.")
    said = [_("Your total is {total} of 100.").format(total=points(found.total))]
    if found.rank is not None:
        said.append(_("It ranks {n} of {all}.").format(n=found.rank, all=found.ranked))
    if found.line is not None:
        words = _("The line is at {at}.")
        said.append(words.format(at=points(found.line)))
        said.append(
            _("Your total is on the line or above it.") if found.is_above else _("Your total is below the line.")
        )
    if found.error is not None:
        words = _("The standard error of a total is {error} points here.")
        said.append(words.format(error=points(rounded(found.error))))
    if found.is_near:
        said.append(_("Yours is within it of the line."))
    return " ".join(said)


def _agreement(found: Contest) -> tuple[Block, ...]:
    if not found.agreement:
        return ()
    titles = {id_: criterion.title for id_, criterion in found.campaign.criteria.items()}
    rows = [
        (
            titles.get(one.criterion, one.criterion),
            *(interval_words(one, id_) for id_ in ("icc-1-1", "icc-1-k", "alpha-ordinal")),
            _("{n} of {all}").format(n=one.exact, all=one.compared),
            _("{n} of {all}").format(n=one.within_one, all=one.compared),
        )
        for one in found.agreement
    ]
    heads = (_("Criterion"), "ICC(1,1)", "ICC(1,k)", _("Alpha, ordinal"), _("Equal"), _("Within one"))
    words = _("How far raters agreed over all applications of the round, before any moderation, with 95 % intervals.")
    told = Prose(f"{words} {coefficients_explained()}", "muted")
    return Heading(_("Agreement")), told, table(heads, (5, 4, 4, 4, 2, 2), rows)


def _trail(found: Contest) -> tuple[Block, ...]:
    title = _("What was written down about you")
    words = _(
        "Every record about your application, in the order in which they were written. None is ever changed: a later "
        "one takes the place of an earlier one. The number is the beginning of its hash (SHA-256); the panel's audit "
        "pack has the same."
    )
    rows = [
        (
            one.at[:_MINUTE].replace("T", " "),
            kind_words(one.kind),
            one.part,
            one.by,
            _state(one),
            one.record[:10],
        )
        for one in found.trail
    ]
    heads = (_("When (UTC)"), _("What"), _("Of"), _("By"), _("State"), _("Number"))
    return Heading(title, 1, title), Prose(words, "muted"), table(heads, (4, 3, 4, 3, 3, 3), rows)


def _state(one: TrailEntry) -> str:
    return _("stands") if one.stands else _("replaced")


def kind_words(kind: str) -> str:
    """Name what sort of record something is; a kind that is not known here by its own name."""
    words = {
        "received": _("arrival"),
        "named": _("name for declarations"),
        "private": _("who you are"),
        "ticket": _("sealed ticket"),
        "responses": _("your answers"),
        "answer": _("answer as read"),
        "redacted": _("check of redaction"),
        "exercises": _("scores"),
        "profile": _("self-report"),
        "gate": _("condition"),
        "assigned": _("assignment"),
        "declared": _("declaration"),
        "rated": _("mark"),
        "note": _("private note"),
        "locked": _("lock"),
        "moderated": _("settled mark"),
        "decided": _("outcome"),
        "reserve": _("reserve list"),
        "released": _("letter released"),
        "act": _("what was done with it"),
        "hold": _("legal hold"),
    }
    return words.get(kind, kind)
