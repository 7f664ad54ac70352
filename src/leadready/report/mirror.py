"""What colleagues see, beside the person's own view; only where somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.chart.mirror import mirror_key, with_colleagues
from leadready.chart.track import track
from leadready.language import _
from leadready.planning.mirror_words import agreement_words, blind_spots, figures_words, method_words, sight_words
from leadready.report.blocks import Chart, Heading, Prose, Section, Together
from leadready.scoring.levels import level_words
from leadready.scoring.plan import cuts_on_track

if TYPE_CHECKING:
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition
    from leadready.scoring.mirror import ScaleMirror

_WIDTH, _MARGIN, _KEY = 300.0, 9.0, 10.0


def mirror(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Hold what colleagues say together beside each scale; never a figure from fewer than three."""
    title = _("What your colleagues see")
    blocks: list[Block] = [Heading(title, 1, title)]
    if not document.mirrors:
        blocks.append(Prose(_("Colleagues were not asked, or what they say is not shown yet.")))
        return (Section(title, tuple(blocks)),)
    names = {score_id: scored.title for score_id, scored in document.rubric.scored.items()}
    spots = " ".join(blind_spots(document.mirrors, names))
    blocks += [Prose(spots, "strong")] if spots else []
    blocks.append(Chart(mirror_key(width=_WIDTH, size=_KEY), _MARGIN))
    *scales, last = (_scale(document, one, names[one.scale_id]) for one in document.mirrors)
    blocks += [Together(scale) for scale in scales]
    # Two lines on methods would stand alone on a page.
    blocks.append(Together((*last, Prose(" ".join(method_words()), "caption"))))
    return (Section(title, tuple(blocks)),)


def _scale(document: PlanDocument, one: ScaleMirror, name: str) -> tuple[Block, ...]:
    level = level_words(one.own, document.rubric.level_titles(one.scale_id))
    cuts = cuts_on_track(document.profile.plan.step(one.scale_id))
    own = track(one.own, cuts, width=_WIDTH, name=name, level=level, thin=True)
    said = " ".join(filter(None, (figures_words(one), sight_words(one), agreement_words(one))))
    chart = Chart(with_colleagues(own, one.mean, thin=True), _MARGIN)
    return Heading(name, 3), chart, Prose(said, "caption")
