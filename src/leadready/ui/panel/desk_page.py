"""A round's home: what there is to do next, by the person's part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _
from leadready.ui import theme
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.panel.rounds_page import roles_words
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.steps import steps

if TYPE_CHECKING:
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.step import Step


class DeskPage(PanelPage):
    """A card for each step; the first that can be done now is outlined, and what asks for nothing lies flat."""

    def __init__(self, rounds: Rounds) -> None:
        panel = rounds.panel
        if panel is None:
            raise RuntimeError
        super().__init__(rounds, panel.campaign.title, roles_words(panel.me.roles))
        self.body.setSpacing(theme.px(10))
        self.help_text = _("Each card is one step of the round. Files travel between people by stick or shared folder.")
        found = [step for step in steps(panel) if step.id in rounds.pages]
        current = next((step for step in found if step.state == "open"), None)
        self.cards = [StepCard(step, self, is_next=step is current) for step in found]
        for card in self.cards:
            card.chosen.connect(self._on_chosen)
            self.body.addWidget(card)
        self._first = next((card.button for card in self.cards if card.step is current or current is None), None)
        self.body.addStretch(1)
        leads = "lead" in panel.me.roles
        correct = Button(_("Correct words"), rounds.setting_up.correct, role="quiet", picture="edit") if leads else None
        self.set_footer(Button(_("All rounds"), rounds.all), *([correct] if correct else []))

    def first_focus(self) -> QWidget | None:
        """What can be done now."""
        return self._first or super().first_focus()

    @Slot(str)
    def _on_chosen(self, step: str) -> None:
        self.rounds.pages[step]()


class StepCard(Card):
    """One step.

    Signals:
        chosen: It is to be done; with its id.
    """

    chosen = Signal(str)

    def __init__(self, step: Step, parent: QWidget, *, is_next: bool) -> None:
        asks = step.state == "open"
        super().__init__("current" if is_next else "plain" if asks else "flat", parent, padding=14)
        if not asks:
            edge, narrow = theme.px(14), theme.px(8)
            self.column.setContentsMargins(edge, narrow, edge, narrow)
        self.step = step
        role = "primary" if is_next else "plain" if asks else "quiet"
        self.button = Button(_("Open"), self._on_open, role=role, parent=self)
        self.button.setAccessibleName(_("Open {title}").format(title=step.title))
        self.button.setAccessibleDescription(step.says)
        self.column.addLayout(SideBySide((self._words(), 1), (self.button, 0)))

    def _words(self) -> QWidget:
        said = QWidget(self)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        if self.step.state == "open":
            column.addWidget(Text(_("To do").upper(), "eyebrow", said))
            column.addWidget(Text(self.step.title, "heading", said))
            column.addWidget(Text(self.step.says, "muted", said))
            return said
        states = {"waiting": _("Waiting"), "done": _("Done")}
        column.addWidget(Text(self.step.title, "strong", said))
        line = filter(None, (states.get(self.step.state), self.step.says))
        column.addWidget(Text(" · ".join(line), "muted", said))
        return said

    @Slot()
    def _on_open(self) -> None:
        self.chosen.emit(self.step.id)
