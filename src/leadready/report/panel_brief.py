"""Of the report on a round: what came of it, in a few lines that a chair can say by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.report.blocks import Bullets, Heading
from leadready.report.letter import points
from leadready.report.panel_evidence import outcome_title
from leadready.report.panel_outcome import departed

if TYPE_CHECKING:
    from fractions import Fraction

    from leadready.panel.agreement.report import PanelAgreement
    from leadready.panel.round_summary import RoundSummary
    from leadready.report.blocks import Block


def brief(summary: RoundSummary) -> tuple[Block, ...]:
    """Say in brief how many came, where the line is, how far raters agreed and what was decided."""
    said = [_came(summary)]
    if summary.line is not None:
        said.append(_line(summary, summary.line))
    if summary.agreement is not None and any(one.compared for one in summary.agreement.criteria):
        said.append(_agreed(summary.agreement))
    said.append(_decided(summary))
    if summary.decisions:
        said.append(_departed(summary))
    if summary.contradictions:
        said.append(contradictions_words(summary.contradictions))
    return Heading(_("In brief")), Bullets(tuple(said))


def _came(summary: RoundSummary) -> str:
    words = ngettext(
        "{n} application came in; {marked} has a mark on every criterion.",
        "{n} applications came in; {marked} have a mark on every criterion.",
        summary.stages.received,
    )
    return words.format(n=summary.stages.received, marked=summary.stages.marked)


def _line(summary: RoundSummary, line: Fraction) -> str:
    said = _("The line is at {at} of 100. On it or above: {above}.").format(at=points(line), above=len(summary.above))
    if not summary.near:
        return f"{said} {_('Nobody is within one standard error of the line.')}"
    words = ngettext(
        "Within one standard error of it is {n}, which other raters might have put on its other side.",
        "Within one standard error of it are {n}, which other raters might have put on its other side.",
        len(summary.near),
    )
    return f"{said} {words.format(n=len(summary.near))}"


def _agreed(found: PanelAgreement) -> str:
    pairs, equal, close = (
        sum(getattr(one, name) for one in found.criteria) for name in ("compared", "exact", "within_one")
    )
    words = _(
        "Two raters who marked the same answer gave the same mark in {equal} of {n} cases, and marks at most one "
        "apart in {close}."
    )
    return words.format(equal=equal, n=pairs, close=close)


def _decided(summary: RoundSummary) -> str:
    counted = [(outcome_title(outcome), n) for outcome, n in summary.stages.outcomes.items() if n]
    if summary.stages.undecided or not counted:
        counted.append((_("Not decided yet"), summary.stages.undecided))
    return "; ".join(_("{name}: {n}").format(name=name, n=n) for name, n in counted) + "."


def _departed(summary: RoundSummary) -> str:
    below, above = departed(summary)
    if not below and not above:
        return _("Nobody below the line was offered a place, and nobody above it was turned down.")
    words = _(
        "Offered a place from below the line: {below}. Not appointed from above it: {above}. Each has its reason under "
        "“Decisions”."
    )
    return words.format(below=len(below), above=len(above))


def contradictions_words(count: int) -> str:
    """Say that people said different things of one matter."""
    words = ngettext(
        "{n} thing was said in two ways that contradict each other; neither counts until somebody settles it.",
        "{n} things were said in two ways that contradict each other; none of it counts until somebody settles it.",
        count,
    )
    return words.format(n=count)
