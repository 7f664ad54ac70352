"""What colleagues see beside what the person sees, scale by scale; before, how many replies are in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leadready.chart.mirror import mirror_key, with_colleagues
from leadready.chart.track import track
from leadready.language import _, ngettext
from leadready.planning.mirror_words import (
    agreement_words,
    blind_spots,
    figures_words,
    method_words,
    sight_words,
    waiting_words,
)
from leadready.scoring.levels import level_words
from leadready.ui import theme
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.ui.words import day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.chart.drawing import Drawing
    from leadready.scoring.mirror import ScaleMirror
    from leadready.workflow.mirror import Mirror
    from leadready.workflow.reading import Reading


_BETWEEN = 8


class MirrorCard(Card):
    """On the profile: what colleagues say together, or the way to ask them."""

    def __init__(
        self,
        reading: Reading,
        mirror: Mirror | None,
        mirrors: Sequence[ScaleMirror],
        action: tuple[str, Callable[[], object]],
        parent: QWidget,
    ) -> None:
        super().__init__("plain", parent, gap=8)
        heading = _("What your colleagues see") if mirrors else _("A colleague's mirror")
        self.column.addWidget(Text(heading, "heading", self))
        for sentence in _introduction(mirror):
            self.column.addWidget(Text(sentence, "muted", self))
        if mirrors:
            add_results(self, reading, mirrors)
        self.column.addLayout(Flow(Button(*action, parent=self)))
        self.setAccessibleName(heading)


def _introduction(mirror: Mirror | None) -> tuple[str, ...]:
    if mirror is None:
        return (
            _("Ask at least three people who see you work what they see, and hold it beside what you say yourself."),
        )
    if mirror.closed_on is None:
        return (waiting_words(mirror.replies),)
    words = ngettext("{n} colleague replied by {day}.", "{n} colleagues replied by {day}.", mirror.replies)
    return (words.format(n=mirror.replies, day=day(mirror.closed_on)),)


def add_results(card: Card, reading: Reading, mirrors: Sequence[ScaleMirror]) -> None:
    """Show every scale, and before them where colleagues see clearly more or less."""
    for sentence in blind_spots(mirrors, reading.names):
        card.column.addWidget(Text(sentence, "strong", card))
    card.column.addWidget(DrawingView(_key, card))
    for one in mirrors:
        card.column.addSpacing(theme.px(_BETWEEN))
        card.column.addWidget(Text(reading.names[one.scale_id], "strong", card))
        if one.mean is not None or one.own.is_scored:
            card.column.addWidget(DrawingView(partial(_drawing, reading, one), card))
        card.column.addWidget(Text(figures_words(one), parent=card))
        said = " ".join(filter(None, (sight_words(one), agreement_words(one))))
        if said:
            card.column.addWidget(Text(said, "muted", card))
    card.column.addSpacing(theme.px(_BETWEEN))
    for sentence in method_words():
        card.column.addWidget(Text(sentence, "muted", card))


def _key(width: float) -> Drawing:
    return mirror_key(width=width)


def _drawing(reading: Reading, one: ScaleMirror, width: float) -> Drawing:
    name, level = reading.names[one.scale_id], level_words(one.own, reading.level_titles(one.scale_id))
    return with_colleagues(track(one.own, reading.cuts(one.scale_id), width=width, name=name, level=level), one.mean)
