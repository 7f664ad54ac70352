"""One account of the evidence bank in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from leadready.language import _, ngettext
from leadready.planning.account import facts
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.planning.account import Account


class AccountCard(Card):
    """One account and what can be done with it.

    Signals:
        opened, chosen, deleted: With its id.
    """

    opened = Signal(str)
    chosen = Signal(str)
    deleted = Signal(str)

    def __init__(
        self, account: Account, titles: Sequence[str], uses: int, parent: QWidget, *, chooses: bool, is_here: bool
    ) -> None:
        """Show an account.

        Args:
            account: Which.
            titles: What it is evidence for.
            uses: In how many places of plans it is used.
            parent: The page.
            chooses: Whether it is shown to be chosen for a place in a plan.
            is_here: Whether it is used at that place already.
        """
        super().__init__("plain", parent, gap=6)
        self._id = account.id
        title = " ".join(account.title.split()) or _("Without a title")
        self.column.addWidget(Text(title, "heading", self))
        self.column.addWidget(Text(_in_short(account), "muted", self))
        if titles:
            words = _("Evidence for: {titles}").format(titles="; ".join(titles))
            self.column.addWidget(Text(words, "muted", self))
        if uses:
            used = ngettext("Used in {n} place of your plans", "Used in {n} places of your plans", uses)
            self.column.addWidget(Text(used.format(n=uses), "muted", self))
        self.column.addSpacing(6)
        self._buttons = self._made(chooses=chooses, is_here=is_here)
        for button in self._buttons:
            button.setAccessibleDescription(title)
        self.column.addLayout(Flow(*self._buttons, gap=8))

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return tuple(self._buttons)

    def _made(self, *, chooses: bool, is_here: bool) -> list[Button]:
        open_it = Button(_("Open"), self._on_open, parent=self)
        if not chooses:
            return [open_it, Button(_("Delete"), self._on_delete, role="danger", parent=self)]
        choose = Button(_("Already used here") if is_here else _("Use this account"), self._on_choose, parent=self)
        choose.setEnabled(not is_here)
        return [choose, open_it]

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self._id)

    @Slot()
    def _on_choose(self) -> None:
        self.chosen.emit(self._id)

    @Slot()
    def _on_delete(self) -> None:
        self.deleted.emit(self._id)


def _in_short(account: Account) -> str:
    """Say of an account in a line when it happened, what kind it is, and how long."""
    when = () if account.month else (_("no month yet"),)
    words = ngettext("{n} word", "{n} words", account.words).format(n=account.words)
    return ", ".join((*when, *facts(account), words))
