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
    """A card for each step; the first that can be done now is outlined."""

    def __init__(self, rounds: Rounds) -> None:
        panel = rounds.panel
        if panel is None:
            raise RuntimeError
        super().__init__(rounds, panel.campaign.title, roles_words(panel.me.roles))
        self.body.setSpacing(theme.px(10))
        self.help_text = _("Each card is one step of the round. Files travel between people by stick or shared folder.")
        self.cards = [StepCard(step, self) for step in steps(panel) if step.id in rounds.pages]
        current = next((card for card in self.cards if card.step.state == "open"), None)
        for card in self.cards:
            card.chosen.connect(self._on_chosen)
            card.set_kind("current" if card is current else "plain")
            self.body.addWidget(card)
        self._first = (current or self.cards[0]).button if self.cards else None
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

    def __init__(self, step: Step, parent: QWidget) -> None:
        super().__init__(parent=parent, padding=14)
        self.step = step
        self.button = Button(_("Open"), self._on_open, parent=self)
        self.button.setAccessibleName(_("Open {title}").format(title=step.title))
        self.button.setAccessibleDescription(step.says)
        self.column.addLayout(SideBySide((self._words(), 1), (self.button, 0)))

    def _words(self) -> QWidget:
        said = QWidget(self)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        states = {"open": _("To do"), "waiting": _("Waiting"), "done": _("Done")}
        column.addWidget(Text(states[self.step.state].upper(), "eyebrow", said))
        column.addWidget(Text(self.step.title, "heading", said))
        column.addWidget(Text(self.step.says, "muted", said))
        return said

    @Slot()
    def _on_open(self) -> None:
        self.chosen.emit(self.step.id)
