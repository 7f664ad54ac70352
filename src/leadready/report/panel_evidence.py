"""Of the report on a round: its numbers, the marks, and how far raters agree."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.chart.counts import counts
from leadready.chart.deviations import deviations
from leadready.chart.distribution import Bar, distribution
from leadready.chart.mark_spread import mark_spread
from leadready.language import _
from leadready.report.blocks import Bullets, Chart, Heading, Prose, Section, Together
from leadready.report.letter import points
from leadready.report.tables import decimals, table

if TYPE_CHECKING:
    from leadready.panel.agreement.report import CriterionAgreement, PanelAgreement
    from leadready.panel.kinds import Outcome
    from leadready.panel.round_summary import RoundSummary
    from leadready.report.blocks import Block

WIDTH = 453.0
"""Of a chart that is as wide as the column, in points."""
_NAMES = 190.0
_BINS, _HUNDRED = 20, 100
_REACH = 2.0


def outcome_title(outcome: Outcome) -> str:
    """Name an outcome."""
    words = {
        "offered": _("Offered"),
        "reserve": _("Reserve list"),
        "not-appointed": _("Not appointed"),
        "withdrawn": _("Withdrawn"),
        "ineligible": _("Does not meet the conditions"),
    }
    return words[outcome]


def numbers_section(summary: RoundSummary) -> Section:
    """Say how many came how far, and how marks and totals are spread."""
    title = _("In numbers")
    stages = summary.stages
    told: list[tuple[str, int]] = [
        (_("Received"), stages.received),
        (_("of them late"), stages.late),
        (_("Meets every condition"), stages.eligible),
        (_("Marked on every criterion"), stages.marked),
        (_("On the line or above it"), stages.above),
    ]
    told += [(outcome_title(outcome), count) for outcome, count in stages.outcomes.items()]
    told += [(_("Not decided yet"), stages.undecided), (_("Erased"), stages.erased)]
    words = "; ".join(_("{name}: {n}").format(name=name, n=count) for name, count in told)
    chart = counts(told, width=WIDTH, names=_NAMES, description=f"{words}.")
    return Section(title, (Heading(title, 1, title), Chart(chart), *_totals(summary), *_marks(summary)))


def _totals(summary: RoundSummary) -> tuple[Block, ...]:
    heading = Heading(_("Totals"))
    totals = [merit.total for merit in summary.merits.values() if merit.total is not None]
    if not totals:
        return heading, Prose(_("No application has a total yet."))
    step = Fraction(_HUNDRED, _BINS)
    held = [min(int(total / step), _BINS - 1) for total in totals]
    bars = [Bar(place * step, (place + 1) * step, held.count(place)) for place in range(_BINS)]
    said = _("{n} totals from {low} to {high}, in steps of 5.").format(
        n=len(totals), low=points(min(totals)), high=points(max(totals))
    )
    cuts = [Fraction(0), Fraction(50), Fraction(_HUNDRED)]
    if summary.line is not None:
        cuts = [Fraction(0), round(summary.line, 1), Fraction(_HUNDRED)]
        said += " " + _("The line in the middle is the shortlist's, at {at}.").format(at=points(summary.line))
    chart = distribution(bars, cuts, width=WIDTH, description=said)
    return (Together((heading, Chart(chart, told=True), Prose(said, "caption"))),)


def _marks(summary: RoundSummary) -> tuple[Block, ...]:
    campaign = summary.campaign
    there = sorted({int(mark) for criterion in campaign.criteria.values() for mark in criterion.anchors})
    rows = []
    for id_, criterion in campaign.in_order:
        given = summary.marks.get(id_, {})
        total = sum(given.values())
        mean = Fraction(sum(mark * count for mark, count in given.items()), total) if total else None
        cells = (str(given.get(mark, 0)) if str(mark) in criterion.anchors else "–" for mark in there)
        rows.append((criterion.title, *cells, "–" if mean is None else decimals(float(mean))))
    heads = (_("Criterion"), *(str(mark) for mark in there), _("Mean"))
    spread = [(criterion.title, summary.marks.get(id_, {})) for id_, criterion in campaign.in_order]
    words = _("How often each mark was given, by raters who locked theirs, before any moderation.")
    chart = mark_spread(spread, there, width=WIDTH, names=_NAMES, description=words)
    return Together((Heading(_("Marks")), Prose(words, "muted"), Chart(chart, told=True))), table(
        heads, (7, *(1 for _mark in there), 2), rows
    )


def agreement_section(summary: RoundSummary) -> Section:
    """Say how far raters agree, and what each is like."""
    title = _("Agreement")
    found = summary.agreement
    if found is None:
        return Section(title, (Heading(title, 1, title), Prose(_("Nobody has locked a mark yet."))))
    said = [
        _("From the marks before any moderation, with 95 % intervals where there can be any."),
        coefficients_explained(),
        _(
            "ICC below 0.50 is called poor, to 0.75 moderate, to 0.90 good (Koo and Li 2016); alpha of 0.80 is asked "
            "for, 0.667 for tentative conclusions (Krippendorff 2004)."
        ),
    ]
    if any(one.is_uncertain for one in found.criteria):
        said.append(_("These are few applicants: every figure is very uncertain."))
    return Section(
        title,
        (
            Heading(title, 1, title),
            Bullets(tuple(said)),
            *_coefficients(summary, found),
            *_raters(summary, found),
        ),
    )


def coefficients_explained() -> str:
    """Say in plain words what the coefficients of a report are."""
    return _(
        "ICC(1,1): how far one rater's mark would be another's. ICC(1,k): the same of the mean of the raters that an "
        "application had. Alpha: agreement beyond chance, in which a near miss counts less than a far one. For each, 1 "
        "is full agreement and 0 no more than chance."
    )


def _coefficients(summary: RoundSummary, found: PanelAgreement) -> tuple[Block, ...]:
    titles = {id_: criterion.title for id_, criterion in summary.campaign.criteria.items()}
    rows = [
        (
            titles.get(one.criterion, one.criterion),
            *(interval_words(one, id_) for id_ in ("icc-1-1", "icc-1-k", "alpha-ordinal")),
            _("{n} of {all}").format(n=one.exact, all=one.compared),
            _("{n} of {all}").format(n=one.within_one, all=one.compared),
        )
        for one in found.criteria
    ]
    heads = (_("Criterion"), "ICC(1,1)", "ICC(1,k)", _("Alpha, ordinal"), _("Equal"), _("Within one"))
    return Heading(_("By criterion")), table(heads, (5, 4, 4, 4, 2, 2), rows)


def interval_words(found: CriterionAgreement, id_: str) -> str:
    """Write a coefficient with its interval; a dash where it cannot be worked out."""
    one = next((coefficient for coefficient in found.coefficients if coefficient.id == id_), None)
    if one is None or one.value is None:
        return "–"
    if one.low is None or one.high is None:
        return decimals(one.value)
    words = _("{value} ({low} to {high})")
    return words.format(value=decimals(one.value), low=decimals(one.low), high=decimals(one.high))


def _raters(summary: RoundSummary, found: PanelAgreement) -> tuple[Block, ...]:
    names = {member.id: member.name for member in summary.members}
    said = [(names.get(one.rater, one.rater), one.severity, one.is_known_enough) for one in found.raters]
    told = "; ".join(_("{name}: {n}").format(name=name, n=decimals(severity)) for name, severity, _is_known in said)
    chart = deviations(said, _REACH, width=WIDTH, names=_NAMES, description=told)
    caption = _(
        "Severity: the median distance of a rater's marks from the others' mean for the same answer, in marks. Left of "
        "the middle is severe, right is lenient. A ring: fewer than ten answers in common, so it may be chance."
    )
    rows = [
        (
            names.get(one.rater, one.rater),
            str(one.marks),
            str(one.shared),
            decimals(one.severity),
            decimals(one.spread),
            decimals(one.halo),
        )
        for one in found.raters
    ]
    heads = (_("Rater"), _("Marks"), _("In common"), _("Severity"), _("Spread"), _("Halo"))
    more = _(
        "Spread: how widely somebody's marks differ, divided by the others'. Halo: mean correlation between the marks "
        "of two criteria; high for one rater alone, it speaks of that rater."
    )
    return (
        Together((Heading(_("Raters")), Chart(chart, told=True), Prose(caption, "caption"))),
        table(heads, (5, 2, 2, 2, 2, 2), rows),
        Prose(more, "caption"),
    )
