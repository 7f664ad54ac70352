"""How the plan opens: the first words, and, where the rubric offers it, the choice to say “not now”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup

from leadready.language import _
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Choice: TypeAlias = Literal["goals", "not-now"]


class OpeningCard(Card):
    """The first words of the plan, as a hypothesis."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__("note", parent, gap=6)
        self.column.addWidget(Text(_("Where this plan begins"), "eyebrow", self))
        self._words = Text(words, parent=self)
        self.column.addWidget(self._words)

    def say(self, words: str) -> None:
        """Open the plan in other words."""
        self._words.setText(words)


class ChoiceCard(Card):
    """A plan with goals, or not now: two ways of equal standing. Emits `chosen("goals" or "not-now")`."""

    chosen = Signal(str)

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        self.column.addWidget(Text(_("Which plan is for you now?"), "heading", self))
        offers: tuple[tuple[Choice, str, str], ...] = (
            ("goals", _("A plan with goals"), _("One to four goals, each with things to do and a date.")),
            ("not-now", _("Not now"), _("A short plan that keeps the door open. It asks for no goal.")),
        )
        self._choices = [one for one, _words, _more in offers]
        self._group = QButtonGroup(self)
        self.options: list[Option] = []
        for place, (one, words, more) in enumerate(offers):
            option = Option(words, more=more, parent=self)
            option.setAccessibleDescription(more)
            option.setChecked(one == choice)
            self._group.addButton(option, place)
            self.column.addWidget(option)
            self.options.append(option)
        words = _("Either is as good, and you may change your mind on any day: nothing that you wrote is lost.")
        self.column.addWidget(Text(words, "muted", self))
        self._group.idClicked.connect(self._on_clicked)

    @Slot(int)
    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._choices[place])
