"""Of the report on a round: the ranking, what the panel talked about, how robust it is, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.line_band import line_band
from leadready.language import _, ngettext
from leadready.report.blocks import Bullets, Chart, Heading, Prose, Section, Together
from leadready.report.letter import points
from leadready.report.panel_evidence import WIDTH, outcome_title
from leadready.report.tables import decimals, rounded, table

if TYPE_CHECKING:
    from leadready.panel.agreement.report import PanelAgreement
    from leadready.panel.moderation import Discrepancy, Reason
    from leadready.panel.ranking import Place
    from leadready.panel.robustness import WeightChange
    from leadready.panel.round_summary import RoundSummary
    from leadready.report.blocks import Block

_NAMED = 3
"""So many codes stand in a cell of the ranking."""


def ranking_section(summary: RoundSummary) -> Section:
    """Show the totals around the line, and the ranking with its ties."""
    title = _("Ranking")
    heading = Heading(title, 1, title)
    totals = [merit.total for merit in summary.merits.values() if merit.total is not None]
    if not totals:
        return Section(title, (heading, Prose(_("No application has a total yet."))))
    said = ngettext("{n} application has a total.", "{n} applications have a total.", len(totals)).format(n=len(totals))
    if summary.line is not None:
        words = ngettext(
            "The line is at {at}; {n} is on it or above.",
            "The line is at {at}; {n} are on it or above.",
            len(summary.above),
        )
        said += " " + words.format(at=points(summary.line), n=len(summary.above))
    if summary.error is not None:
        said += " " + _("The band is one standard error ({error} points) to each side of it.").format(
            error=points(rounded(summary.error))
        )
    chart = line_band(totals, summary.line, summary.error, width=WIDTH, description=said, size=9)
    rows = [_place_row(summary, place) for place in summary.places]
    heads = (_("Rank"), _("Application"), _("Total"), _("Rank, 95 %"), _("Tied with"), _("Parted by"), _("Line"))
    words = _(
        "Ranks that are tied stay tied. “Rank, 95 %”: between which ranks an application comes when its raters are "
        "drawn again 1,000 times. “Near”: within one standard error of the line, where one more rater is worth having."
    )
    return Section(
        title,
        (
            heading,
            Chart(chart, told=True),
            Prose(said, "caption"),
            table(heads, (1, 2, 2, 2, 3, 4, 2), rows),
            Prose(words, "caption"),
            *_robustness(summary),
            *_study(summary.agreement),
        ),
    )


def _place_row(summary: RoundSummary, place: Place) -> tuple[str, ...]:
    total = summary.merits[place.reference].total
    interval = summary.intervals.get(place.reference)
    titles = summary.campaign.criteria
    line = _("above") if place.reference in summary.above else _("below")
    if place.reference in summary.near:
        line = _("{side}, near").format(side=line)
    return (
        str(place.rank),
        place.reference,
        "–" if total is None else points(total),
        "–" if interval is None else _("{low} to {high}").format(low=interval.low, high=interval.high),
        _tied(place),
        titles[place.parted_by].title if place.parted_by else "",
        line,
    )


def _tied(place: Place) -> str:
    """Name those with whom a rank is shared; the rank itself says it where they are many."""
    if len(place.tied) <= _NAMED:
        return ", ".join(place.tied)
    return ngettext("{n} other", "{n} others", len(place.tied)).format(n=len(place.tied))


def moderation_blocks(summary: RoundSummary) -> tuple[Block, ...]:
    """Say what the panel settled on and why, then what it left at the raters' mean."""
    title = _("Moderation")
    heading = Heading(title, 2, title)
    if not summary.agenda and not summary.settled:
        return heading, Prose(_("No marks were so far apart that the panel had to talk about them."))
    words = _("The raters' marks stay as they were given; agreement is worked out from them.")
    return heading, Prose(words, "muted"), *_settled(summary), *_left_open(summary)


def _settled(summary: RoundSummary) -> tuple[Block, ...]:
    if not summary.settled:
        return (Prose(_("The panel settled on no mark.")),)
    reasons = {(one.reference, one.criterion): reason_words(one.reason) for one in summary.agenda if one.criterion}
    order = dict.fromkeys((*(key for key in reasons if key in summary.settled), *summary.settled))
    rows = [_settled_row(summary, key, reasons.get(key, "")) for key in order]
    heads = (_("Application"), _("Criterion"), _("Why"), _("Marks"), _("Settled"), _("Reason"))
    return (table(heads, (3, 4, 4, 2, 2, 5), rows),)


def _left_open(summary: RoundSummary) -> tuple[Block, ...]:
    """List by application what was on the agenda and has no settled mark, near the line first."""
    waiting: dict[str, list[str]] = {}
    for one in summary.agenda:
        if not one.settled:
            waiting.setdefault(one.reference, []).append(_open_words(summary, one))
    if not waiting:
        return ()
    words = _("Without a settled mark the mean of the raters' marks counts. Those near the line come first.")
    heads = (_("Application"), _("What the panel could talk about"))
    label = Heading(_("On the agenda, and not settled"), 3)
    return label, Prose(words, "muted"), table(heads, (2, 11), ((code, "; ".join(of)) for code, of in waiting.items()))


def _open_words(summary: RoundSummary, one: Discrepancy) -> str:
    if not one.criterion:
        return reason_words(one.reason)
    words = _("{criterion}: {marks} ({why})")
    title, marks = _title(summary, one.criterion), _marks_given(summary, one.reference, one.criterion)
    return words.format(criterion=title, marks=marks, why=reason_words(one.reason))


def _title(summary: RoundSummary, criterion: str) -> str:
    criteria = summary.campaign.criteria
    return criteria[criterion].title if criterion in criteria else criterion


def _marks_given(summary: RoundSummary, reference: str, criterion: str) -> str:
    merit = summary.merits.get(reference)
    one = merit.criteria.get(criterion) if merit else None
    return ", ".join(str(mark) for mark in sorted(one.marks.values())) if one else ""


def _settled_row(summary: RoundSummary, key: tuple[str, str], why: str) -> tuple[str, ...]:
    reference, criterion = key
    settled = summary.settled[key]
    marks = _marks_given(summary, reference, criterion)
    return reference, _title(summary, criterion), why, marks, str(settled.mark), settled.why


def reason_words(reason: Reason) -> str:
    """Say why the panel talks about something."""
    words = {
        "marks": _("marks far apart"),
        "total": _("totals far apart"),
        "lowest": _("a lowest mark"),
    }
    return words[reason]


def _robustness(summary: RoundSummary) -> tuple[Block, ...]:
    """Say who would enter or leave the shortlist, and who is too near the line to call."""
    title = _("How robust the shortlist is")
    near = (
        Prose(_("Within one standard error of the line: {codes}.").format(codes=", ".join(summary.near)))
        if summary.near
        else Prose(_("Nobody is within one standard error of the line."))
    )
    changes = [
        (_change_words(summary, one), ", ".join(sorted(one.enters)), ", ".join(sorted(one.leaves)))
        for one in summary.other_weights
        if one.enters or one.leaves
    ]
    if changes:
        heads = (_("If"), _("Would enter"), _("Would leave"))
        weights: tuple[Block, ...] = (table(heads, (6, 4, 4), changes),)
    else:
        weights = (Prose(_("No criterion weighed a tenth more or less would change who is on the shortlist.")),)
    return Heading(title, 2, title), near, *weights


def _change_words(summary: RoundSummary, one: WeightChange) -> str:
    names = {"objective": _("the exercises"), "self_report": _("self-report")}
    title = summary.campaign.criteria[one.criterion].title if one.criterion else names[one.part]
    words = _("{title} weighed a tenth more") if one.more else _("{title} weighed a tenth less")
    return words.format(title=title)


def _study(found: PanelAgreement | None) -> tuple[Block, ...]:
    """Say how sure the ranking would be with fewer raters or more."""
    if found is None or found.study is None:
        return ()
    criteria = len(found.criteria)
    rows = []
    for raters in range(1, 5):
        name = ngettext("{n} rater", "{n} raters", raters).format(n=raters)
        rows.append(
            (name, decimals(found.study.relative(raters, criteria)), decimals(found.study.absolute(raters, criteria)))
        )
    heads = (_("With"), _("Reliability of the order"), _("Reliability of the score"))
    words = _(
        "How far the same order, or the same totals, would come out with other raters: 1 is wholly, 0 not at all."
    )
    heading = Heading(_("What more raters would bring"))
    return (Together((heading, table(heads, (4, 4, 4), rows), Prose(words, "caption"))),)


def decisions_blocks(summary: RoundSummary) -> tuple[Block, ...]:
    """List what was decided, by whom and why."""
    title = _("Decisions")
    heading = Heading(title, 2, title)
    if not summary.decisions:
        return heading, Prose(_("Nothing has been decided yet."))
    ranks = {place.reference: place.rank for place in summary.places}
    order = sorted(summary.decisions, key=lambda reference: (ranks.get(reference, len(ranks) + 1), reference))
    rows = [
        (
            reference,
            str(ranks.get(reference, "–")),
            outcome_title(decision.outcome),
            decision.person,
            "\n".join(filter(None, (decision.why, decision.considered))),
        )
        for reference, decision in ((code, summary.decisions[code]) for code in order)
    ]
    heads = (_("Application"), _("Rank"), _("Outcome"), _("Decided by"), _("Reason, and what was considered"))
    words = _("Each outcome was set by somebody named, who was free to decide otherwise than by the ranking.")
    return heading, Prose(words, "muted"), *_departures(summary), table(heads, (2, 1, 3, 3, 6), rows)


def _departures(summary: RoundSummary) -> tuple[Block, ...]:
    below, above = departed(summary)
    said = []
    if below:
        said.append(_("Offered a place from below the line: {codes}.").format(codes=", ".join(below)))
    if above:
        said.append(_("Not appointed from above the line: {codes}.").format(codes=", ".join(above)))
    return (Bullets(tuple(said)),) if said else ()


def departed(summary: RoundSummary) -> tuple[list[str], list[str]]:
    """List whose outcome is not what the line alone would have said: offers below it, and none above it; by code."""
    decided = sorted((code, one.outcome) for code, one in summary.decisions.items())
    below = [code for code, outcome in decided if outcome == "offered" and code not in summary.above]
    above = [code for code, outcome in decided if outcome == "not-appointed" and code in summary.above]
    return below, above
