"""What the rubric decides besides the scores: patterns, gates, results of tests, and how carefully to read it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.quadrant import quadrant
from leadready.language import _
from leadready.report.blocks import Beside, Bullets, Callout, Chart, Heading, Prose, Together
from leadready.scoring.explanation import explain
from leadready.scoring.keyed import has_key, result_sentence
from leadready.scoring.quadrant import axes_words, meanings, where_words
from leadready.scoring.rulings import confidence_words

if TYPE_CHECKING:
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.scoring.verdicts import GateResult, PatternResult

_QUADRANT, _LETTERS, _FIELDS = 226.0, 9.5, 112.0


def patterns_in_short(document: PlanDocument) -> tuple[Block, ...]:
    """Show the patterns that fit, as hypotheses, side by side; the first of them opens the plan.

    A plan that says “not now” has an opening of its own instead.
    """
    found = () if document.plan.is_not_now else document.rulings.patterns
    if not found:
        begins = Prose(_("Where this plan begins"), "cell-strong")
        return (Callout((begins, Prose(document.opening, "cell"))),)
    first, *others = found
    sides = ((_in_short(first, document.opening),), *((_in_short(one, one.pattern.says),) for one in others))
    return (Beside(sides),) if others else sides[0]


def _in_short(result: PatternResult, words: str) -> Block:
    how_sure = _("{title} (confirmed)") if result.confirmed else _("{title} (possible)")
    title = Prose(how_sure.format(title=result.pattern.title), "cell-strong")
    return Callout((title, Prose(words, "cell")))


def quadrant_of(document: PlanDocument) -> tuple[Block, ...]:
    """Show two scores together, and say where the person lies; nothing without a quadrant."""
    placement = document.rulings.placement
    if placement is None:
        return ()
    up, across = document.names[placement.quadrant.up], document.names[placement.quadrant.across]
    said = (Prose(where_words(placement), "cell-strong"), *(Prose(words, "cell") for words in meanings(placement)))
    axes = Prose(axes_words(placement, document.names), "caption")
    drawing = Chart(quadrant(placement, document.names, width=_QUADRANT, size=_LETTERS, height=_FIELDS))
    heading = Heading(_("{up}, and {across}").format(up=up, across=across))
    return (Together((heading, Beside(((drawing, axes), said)))),)


def moves(document: PlanDocument) -> tuple[Block, ...]:
    """Say what moves a level; nothing where nothing is scored."""
    told = document.moves
    if told is None:
        return ()
    lines = (Bullets(told.lines, "cell"),) if told.lines else ()
    return (Heading(_("What moves me")), Prose(told.meaning, "caption"), *lines)


def patterns(document: PlanDocument) -> tuple[Block, ...]:
    """Show each pattern with what could help, how sure it is, and by which rule it was found."""
    found = document.rulings.patterns
    return (Heading(_("What this may mean")), *(_whole(document, one) for one in found)) if found else ()


def _whole(document: PlanDocument, result: PatternResult) -> Block:
    helps = _("What could help: {response}").format(response=result.pattern.response)
    said = (Heading(result.pattern.title, 3), Prose(result.pattern.says), Prose(helps))
    return Callout((*said, Prose(confidence_words(result), "caption"), *_why(document, result)))


def caution(document: PlanDocument) -> tuple[Block, ...]:
    """Say that the scores are to be read with caution, and why; nothing where there is no reason."""
    first, *others = document.rulings.caution_sentences() or ("",)
    if not first:
        return ()
    return (Callout((Heading(_("Read with caution"), 3), Prose(first), *(Prose(one) for one in others))),)


def caution_in_short(document: PlanDocument) -> tuple[Block, ...]:
    """Point from the summary to the caution."""
    if not document.rulings.calls_for_caution:
        return ()
    return (Prose(_("Read these scores with caution; the profile says why."), "strong"),)


def gates(document: PlanDocument) -> tuple[Block, ...]:
    """Show the gates that hold, each with its outcome and reason; nothing where none does."""
    closed, undecided = document.rulings.closed, document.rulings.undecided
    blocks: list[Block] = []
    if closed:
        blocks.append(Heading(_("What to do first")))
        for one in closed:
            said = (Heading(one.gate.title, 3), Prose(one.gate.outcome))
            blocks.append(Together((*said, Prose(_("Why:"), "caption"), *_why(document, one))))
    if undecided:
        titles = ", ".join(f"“{gate.title}”" for gate in undecided)
        blocks.append(Prose(_("Not decided, for want of answers: {titles}.").format(titles=titles), "caption"))
    return tuple(blocks)


def _why(document: PlanDocument, result: GateResult | PatternResult) -> tuple[Block, ...]:
    lines = document.rulings.why(result).telling.lines()
    return tuple(Bullets((words,), "caption") if depth else Prose(words, "caption") for depth, words in lines)


def results(document: PlanDocument) -> tuple[Block, ...]:
    """Say how many items of each test were right, with the author's own words on what that is worth."""
    blocks: list[Block] = []
    for scale_id, scale in document.rubric.scales.items():
        if not has_key(scale) or not document.profile[scale_id].is_scored:
            continue
        explanation = explain(document.profile, document.rulings.circumstances.responses, scale_id)
        said = result_sentence(explanation, scale) if document.shows_numbers else document.descriptor(scale_id)
        worth = Prose(scale.about, "caption")
        blocks.append(Together((Heading(scale.title, 3), *((Prose(said),) if said else ()), worth)))
    return (Heading(_("Items with a best answer")), *blocks) if blocks else ()
