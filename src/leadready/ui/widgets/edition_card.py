"""How a plan is written: its parts, its paper, and whether it shows scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from leadready.language import _
from leadready.report.edition import TELLING, USUAL, Edition, Paper, Part, part_title
from leadready.ui import theme
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Choice, LabelledField, Tick
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.ui.preferences import Preferences


class EditionCard(Card):
    """The paper, the version to share, and a tick for each part.

    Signals:
        changed: Another edition is chosen.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        """Begin with the usual parts, on the paper that was chosen last."""
        super().__init__("plain", parent, gap=0)
        self.setAccessibleName(_("What the document has"))
        self.column.addWidget(Text(_("What the document has"), "heading", self))
        self._preferences = preferences
        self._share = Tick(_("Version to share: no scores, levels or answers"), self)
        self._share.toggled.connect(self._on_changed)
        self._paper = Choice([_paper_title(paper) for paper in Paper], _place_of(preferences.paper), self)
        self._paper.activated.connect(self._on_changed)
        self.column.addSpacing(theme.px(8))
        self.column.addWidget(LabelledField(_("Paper"), self._paper, self))
        self.column.addWidget(self._share)
        self.column.addWidget(Text(_("Parts"), "strong", self))
        self._parts = {part: Tick(part_title(part), self) for part in Part}
        for part, tick in self._parts.items():
            tick.setChecked(part in USUAL)
            tick.toggled.connect(self._on_changed)
            self.column.addWidget(tick)
        self.column.addStretch(1)
        self._allow()

    @property
    def edition(self) -> Edition:
        """What is chosen now."""
        parts = frozenset(part for part, tick in self._parts.items() if tick.isChecked())
        paper = tuple(Paper)[self._paper.currentIndex()]
        return Edition(parts, paper, shows_scores=not self._share.isChecked())

    def _allow(self) -> None:
        """Offer the parts that say nothing but scores only where scores are shown."""
        for part in TELLING:
            self._parts[part].setEnabled(not self._share.isChecked())

    @Slot()
    def _on_changed(self) -> None:
        self._allow()
        self._preferences.paper = self.edition.paper
        self.changed.emit()


def _place_of(paper: str) -> int:
    papers = [one.value for one in Paper]
    return papers.index(paper) if paper in papers else 0


def _paper_title(paper: Paper) -> str:
    return {Paper.A4: "A4", Paper.LETTER: _("Letter (North America)")}[paper]
