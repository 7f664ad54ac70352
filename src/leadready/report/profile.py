"""The profile: every score with its track, level and count. The person and the workplace stay apart."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.chart.steps import steps
from leadready.chart.track import LETTER, scale_caption, track
from leadready.language import _
from leadready.report import rulings, texts
from leadready.report.blocks import A_PAGE, Chart, Heading, Prose, Row, Section, Table, WritingSpace
from leadready.scoring.levels import answered_words, level_range, level_words
from leadready.scoring.plan import cuts_on_track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_SHARES = (150, 126, 112, 42)
_TRACK, _MARGIN = 126.0, 9.0
_SHORT_TRACK = 226.0
_CAPTION = 9.5


@dataclass(frozen=True, slots=True)
class Group:
    """Scores that are shown together, apart from all others."""

    title: str
    about: str
    parts: tuple[str, ...]


def groups(document: PlanDocument) -> tuple[Group, ...]:
    """Group the scores: those of each composite, then all that belong to none."""
    rubric = document.rubric
    found = [
        Group(rubric.composites[key].title, rubric.composites[key].about, rubric.parts_of(key))
        for key in rubric.outermost
    ]
    shown = {part for parts in map(rubric.everything_under, rubric.outermost) for part in parts}
    domains = tuple(domain for domain in rubric.domains if domain not in shown)
    grouped = {scale for part in (*shown, *domains) for scale in rubric.scales_under(part)}
    rest = (*domains, *(scale for scale in rubric.scales if scale not in grouped))
    if rest and found:
        found.append(Group(_("Other scores"), "", rest))
    return tuple(found) or (Group(rubric.title, rubric.purpose, rest),)


def profile(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Show all scores: each domain, and under it its scales; what was left out as a whole is not shown."""
    title = _("Profile")
    caption = texts.track_caption() if document.shows_numbers else texts.steps_caption()
    blocks: list[Block] = [Heading(title, 1, title), *rulings.caution(document), Prose(caption, "caption", legend=True)]
    for group in groups(document):
        about = (Prose(group.about, "caption"),) if group.about else ()
        blocks += [Heading(group.title), *about, _table(document, group.parts)]
    blocks += [*rulings.quadrant_of(document), *rulings.results(document), *rulings.patterns(document)]
    blocks += [*rulings.gates(document), *rulings.moves(document)]
    notes = WritingSpace(A_PAGE, _("What I make of this"), fills=True)
    return (Section(title, (*blocks, notes)),)


def score_in_short(document: PlanDocument, score_id: str) -> tuple[Block, ...]:
    """Show one score in a narrow column: name, track, level and what it means."""
    words = _level_blocks(document, score_id)
    meaning = document.descriptor(score_id)
    return (
        Heading(document.rubric.scored[score_id].title, 3),
        _track(document, score_id, _SHORT_TRACK, hangs=_MARGIN),
        *words,
        *((Prose(meaning, "caption"),) if meaning else ()),
    )


def _table(document: PlanDocument, parts: Sequence[str]) -> Table:
    rows = [row for part in parts for row in _rows(document, part)]
    heads = (
        (Prose(_("Score") if document.shows_numbers else _("Area"), "caption"),),
        _level_names(document) if document.shows_numbers else (Prose(_("Lower to higher"), "caption"),),
        (Prose(_("Level"), "caption"),),
        (Prose(_("Answered"), "caption"),),
    )
    return Table(heads, _SHARES, tuple(rows))


def _rows(document: PlanDocument, score_id: str) -> list[Row]:
    """Make the row of a score and of all that it is made of."""
    if score_id in document.findings.left_out:
        return []
    inner = document.rubric.parts_of(score_id)
    below = [row for part in inner for row in _rows(document, part)]
    return [_row(document, score_id, leads=bool(inner)), *below]


def _row(document: PlanDocument, score_id: str, *, leads: bool = False) -> Row:
    meaning = document.descriptor(score_id)
    return Row(
        (
            (
                Prose(document.rubric.scored[score_id].title, "strong" if leads else "cell-strong"),
                *((Prose(meaning, "caption"),) if meaning else ()),
            ),
            (_track(document, score_id, _TRACK),),
            _level_blocks(document, score_id),
            (Prose(answered_words(document.profile[score_id]), "cell"),),
        ),
        leads,
    )


def _level_blocks(document: PlanDocument, score_id: str) -> tuple[Block, ...]:
    score = document.profile[score_id]
    titles = document.rubric.level_titles(score_id)
    plain = not document.shows_numbers
    within = level_range(score, titles, plain=plain)
    words = Prose(level_words(score, titles, plain=plain), "level")
    return (words, Prose(within, "caption")) if within else (words,)


def _track(document: PlanDocument, score_id: str, width: float, *, hangs: float = 0.0) -> Chart:
    score = document.profile[score_id]
    name = document.rubric.scored[score_id].title
    if not document.shows_numbers:
        return Chart(steps(score.level, document.rubric.level_titles(score_id), name=name, thin=True))
    level = level_words(score, document.rubric.level_titles(score_id))
    cuts = cuts_on_track(document.profile.plan.step(score_id))
    return Chart(track(score, cuts, width=width, name=name, level=level, thin=True), hangs)


def _level_names(document: PlanDocument) -> tuple[Block, ...]:
    """Name the levels over the tracks, in two lines by turns; where names are too long for that, in words."""
    cuts = [Fraction(level.start) for level in document.rubric.levels]
    titles = [level.title for level in document.rubric.levels]
    ends = [float(cut) for cut in (*cuts[1:], 100)]
    points = (_TRACK - 2 * _MARGIN) / 100
    middles = [_MARGIN + (float(start) + end) / 2 * points for start, end in zip(cuts, ends, strict=True)]
    halves = [len(title) * LETTER * _CAPTION / 2 for title in titles]
    lefts = [middle - half for middle, half in zip(middles, halves, strict=True)]
    rights = [middle + half for middle, half in zip(middles, halves, strict=True)]
    inside = all(left >= 0 for left in lefts) and all(right <= _TRACK for right in rights)
    apart = all(right <= left for right, left in zip(rights, lefts[2:], strict=False))
    if inside and apart:
        return (Chart(scale_caption(cuts, titles, width=_TRACK, size=_CAPTION, lines=2)),)
    return (Prose(_("Levels, from the left: {names}").format(names=", ".join(titles)), "caption"),)
