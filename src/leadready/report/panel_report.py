"""The report on a round: what was published, what came of it, and how sure anyone can be; by reference code only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready import locales
from leadready.cautions import against_self_report
from leadready.language import _, ngettext
from leadready.locales import numbers
from leadready.report.blocks import Bullets, Callout, Heading, Prose, Section, Together
from leadready.report.letter import points
from leadready.report.panel_brief import brief
from leadready.report.panel_evidence import agreement_section, numbers_section
from leadready.report.panel_outcome import (
    decisions_blocks,
    moderation_blocks,
    ranking_section,
)
from leadready.report.plan_text import sections_text
from leadready.report.tables import rounded, table

if TYPE_CHECKING:
    from datetime import date

    from leadready.panel.campaign import Campaign, Eligibility, Role
    from leadready.panel.round_summary import RoundSummary
    from leadready.report.blocks import Block
    from leadready.report.sections_pdf import Front


def panel_report_text(summary: RoundSummary, day: date) -> str:
    """Write the report as plain text; lines end in a line feed."""
    return sections_text(panel_report_sections(summary, day))


def panel_report_pdf(summary: RoundSummary, day: date) -> bytes:
    """Write the report as a tagged and accessible PDF.

    Args:
        summary: The round.
        day: The day that it bears.
    """
    from leadready.report.sections_pdf import sections_pdf

    return sections_pdf(panel_report_sections(summary, day), _front(summary.campaign, day))


def _front(campaign: Campaign, day: date) -> Front:
    from leadready.report.sections_pdf import Front

    return Front(
        title=_("Report on a selection round"),
        subject=campaign.title,
        owner=campaign.title,
        private=_("For the panel and those it answers to"),
        versions=_("{assessment} {version}, campaign {id}").format(
            assessment=campaign.assessment, version=campaign.assessment_version, id=campaign.id
        ),
        made_on=day,
    )


def panel_report_sections(summary: RoundSummary, day: date) -> tuple[Section, ...]:
    """Say all that the report says, in the order in which it is read."""
    return (
        _published(summary, day),
        numbers_section(summary),
        agreement_section(summary),
        ranking_section(summary),
        Section(
            _("What the panel did"),
            (*moderation_blocks(summary), *decisions_blocks(summary), *_cautions(summary)),
        ),
    )


def _published(summary: RoundSummary, day: date) -> Section:
    campaign = summary.campaign
    title = _("The round as it was published")
    dates = campaign.dates
    said = (
        _("Applications were taken from {opens} to {closes}.").format(
            opens=locales.day(dates.opens), closes=locales.day(dates.closes.date())
        ),
        _("What applicants sent is deleted on {day}.").format(day=locales.day(dates.retain_until)),
        _("Responsible: {who}").format(who=campaign.responsible),
        _(
            "All that a score hangs on has the fingerprint {hash} (SHA-256). Had a rule been changed after publishing, "
            "it would be another."
        ).format(hash=campaign.judgement),
    )
    blocks: tuple[Block, ...] = (
        Heading(campaign.title, 1, title),
        Prose(_("Report of {day}").format(day=locales.day(day)), "muted"),
        Prose(campaign.about),
        *brief(summary),
        Heading(title),
        Bullets(said),
        *_weights(campaign),
        *_criteria(campaign),
        *_rules(campaign),
        *_people(summary),
    )
    return Section(title, blocks)


def _weights(campaign: Campaign) -> tuple[Block, ...]:
    weights = campaign.weights
    parts = (
        (_("Evidence: the raters' marks"), weights.evidence),
        (_("Exercises: knowledge and judgement"), weights.objective),
        (_("Self-report: what applicants say about themselves"), weights.self_report),
    )
    rows = [(name, _("{n} %").format(n=numbers(f"{share.normalize():f}"))) for name, share in parts]
    rows.append((_("What applicants say about their workplace"), _("{n} %").format(n=0)))
    told: tuple[Block, ...] = ()
    if weights.self_report:
        because = _("Self-report counts, for this reason: {reason}").format(reason=weights.reason or "")
        told = (Together((Callout((Prose(because), Prose(against_self_report()))),)),)
    heads = (_("What counts"), _("Of the total"))
    return Heading(_("What counts")), table(heads, (6, 2), rows), *told


def _criteria(campaign: Campaign) -> tuple[Block, ...]:
    rows = []
    for _id, criterion in campaign.in_order:
        marks = sorted(int(mark) for mark in criterion.anchors)
        scale = _("{low} to {high}").format(low=marks[0], high=marks[-1])
        rows.append(
            (
                criterion.title,
                campaign.prompts[criterion.evidence].title,
                scale,
                numbers(f"{criterion.weight.normalize():f}"),
            )
        )
    heads = (_("Criterion"), _("Judged in the answer to"), _("Marks"), _("Weight"))
    return Heading(_("Criteria")), table(heads, (5, 5, 2, 2), rows)


def _rules(campaign: Campaign) -> tuple[Block, ...]:
    each = ngettext(
        "Each application is marked by {n} rater.", "Each application is marked by {n} raters.", campaign.raters_each
    )
    rules = [
        each.format(n=campaign.raters_each),
        _(
            "The panel talks about an answer when two marks are {marks} or more apart, when two raters' totals are "
            "more than {total} points apart, and about every lowest mark."
        ).format(marks=campaign.discrepancy.marks, total=numbers(f"{campaign.discrepancy.total.normalize():f}")),
        line_rule(campaign),
        _ladder(campaign),
    ]
    rules.append(
        _("Raters saw what an applicant said about themselves only after locking their own marks.")
        if campaign.profile_shown
        else _("Raters never saw what applicants said about themselves.")
    )
    gates = [_gate(gate) for gate in campaign.gates.values()]
    told = (Heading(_("Conditions of the round")), Bullets(tuple(gates))) if gates else ()
    return Heading(_("Rules")), Bullets(tuple(rules)), *told


def line_rule(campaign: Campaign) -> str:
    """Say how the line of the shortlist is set."""
    cut = campaign.cut
    if cut.method == "places":
        words = ngettext(
            "The line: {n} place, taken by the ranking.", "The line: {n} places, taken by the ranking.", cut.places or 0
        ).format(n=cut.places)
    else:
        names = {
            "fixed": _("set beforehand"),
            "angoff": _("set by the Angoff method"),
            "contrasting-groups": _("set by contrasting groups"),
        }
        at = "–" if cut.at is None else numbers(f"{cut.at.normalize():f}")
        words = _("The line: {at} of 100, {how}.").format(at=at, how=names[cut.method])
    return f"{words} {cut.decided or ''}".strip()


def _ladder(campaign: Campaign) -> str:
    rungs = ", ".join(campaign.criteria[id_].title for id_ in campaign.tie_breaks)
    last = _(
        "What is then still equal stays a tie that the panel parts with a reason; the last resort is a lot with the "
        "published seed {seed}."
    ).format(seed=campaign.seed)
    if not rungs:
        return _("Equal totals are parted by nothing. {last}").format(last=last)
    return _("Equal totals are parted by, in this order: {criteria}. {last}").format(criteria=rungs, last=last)


def _gate(gate: Eligibility) -> str:
    if gate.least is None:
        return _("{title}: {asks}").format(title=gate.title, asks=gate.asks)
    least = numbers(f"{(gate.least * 100).normalize():f}")
    return _("{title}: {asks} At least {n} % of a full post.").format(title=gate.title, asks=gate.asks, n=least)


def _people(summary: RoundSummary) -> tuple[Block, ...]:
    rows = [
        (
            member.name,
            ", ".join(role_words(role) for role in member.roles),
            _("left during the round") if member.id in summary.left else "",
        )
        for member in summary.members
    ]
    return Heading(_("The panel")), table((_("Name"), _("Part"), _("Remark")), (4, 4, 4), rows)


def role_words(role: Role) -> str:
    """Name a part in the panel."""
    return {"lead": _("leads"), "rater": _("rates"), "administrator": _("administers")}[role]


def _cautions(summary: RoundSummary) -> tuple[Block, ...]:
    title = _("What this report cannot say")
    said = [
        _(
            "Nobody has shown that these marks predict how somebody will lead. They say how answers compare with "
            "anchors."
        ),
        _("Agreement is not accuracy: raters can agree and be wrong together."),
        _(
            "These are applicants, and perhaps only those who were shortlisted: such a narrow range makes coefficients "
            "lower than they would be otherwise."
        ),
        _("A severity is shown and nothing is adjusted by it. With few answers in common it is chance."),
        _("Small differences in totals are not real differences; the standard error knows of raters only."),
        _("The ranking is a help. No score set an outcome: each was set by somebody named, for a reason."),
        _(
            "Free text identifies people. Names were masked here where they stood as written; read it before it is "
            "given away."
        ),
    ]
    if summary.error is not None:
        words = _("The standard error of a total is {error} points here.")
        said.append(words.format(error=points(rounded(summary.error))))
    return (Heading(title, 2, title), Bullets(tuple(said)))
