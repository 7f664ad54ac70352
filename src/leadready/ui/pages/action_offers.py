"""The actions that a goal could have instead or besides, each with why: on the page, where reasons can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from leadready.language import _, ngettext
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from leadready.planning.actions import ActionType
    from leadready.planning.suggestion import Offer


class ActionOffers(Card):
    """One of several to choose, the first unless another is.

    Signals: taken(offer), or taken(None) for an action of one's own; left() without any.
    """

    taken = Signal(object)
    left = Signal()

    def __init__(
        self, offers: Sequence[Offer], kind_words: Callable[[ActionType], str], parent: QWidget, *, own: bool
    ) -> None:
        """Show the offers in their order, the best first.

        Args:
            offers: The library's.
            kind_words: Names the type of an action.
            parent: The goal.
            own: Whether an action of one's own is offered too.
        """
        super().__init__("current", parent)
        heading = _("Other actions for this goal, the best first")
        self.column.addWidget(Text(heading, "strong", self))
        self._options: list[tuple[Option, Offer | None]] = []
        for offer in offers:
            hours = offer.action.effort_hours
            words = ngettext("{title} ({type}, {n} hour)", "{title} ({type}, {n} hours)", hours)
            words = words.format(title=offer.action.title, type=kind_words(offer.action.type), n=hours)
            self._add(words, _("Because {reason}.").format(reason=offer.because), offer)
        if not offers:
            self.column.addWidget(Text(_("There are no other actions for this goal"), "muted", self))
        if own:
            self._add(_("An action of my own"), "", None)
        self._take = Button(_("Take this action"), self._on_take, role="primary", parent=self)
        self._take.setVisible(bool(self._options))
        self._leave = Button(_("Leave it as it is"), self.left.emit, parent=self)
        self.column.addLayout(Flow(self._take, self._leave))

    def take_focus(self) -> None:
        """Bring the keyboard to the first offer."""
        first = self._options[0][0] if self._options else self._leave
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return *(option for option, _offer in self._options), self._take, self._leave

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Enter takes what is chosen."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._options:
            self._on_take()
        else:
            super().keyPressEvent(event)

    def _add(self, words: str, reason: str, offer: Offer | None) -> None:
        option = Option(words, more=reason, parent=self)
        option.setAccessibleDescription(reason)
        option.setChecked(not self._options)
        self._options.append((option, offer))
        self.column.addWidget(option)

    @Slot()
    def _on_take(self) -> None:
        chosen = next((offer for option, offer in self._options if option.isChecked()), None)
        self.taken.emit(chosen)
