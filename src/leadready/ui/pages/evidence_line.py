"""The accounts that a goal or an action of the plan names, and ways to name more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _
from leadready.locales import month
from leadready.ui import theme
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import row
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.planning.account import Account


class EvidenceLine(QWidget):
    """A line for each account, then what can be done.

    Signals:
        add_wanted: An account is to be chosen or written.
        keep_wanted: What the plan knows is to be kept as an account, in one step.
        opened: One is to be opened; with its id.
        edited: One was taken out.

    Attributes:
        accounts: The ids of the accounts as they stand now; one that is gone from the bank stays here unseen.
    """

    add_wanted = Signal()
    keep_wanted = Signal()
    opened = Signal(str)
    edited = Signal()

    def __init__(self, accounts: Sequence[str], bank: Mapping[str, Account], about: str, parent: QWidget) -> None:
        """Show accounts; `about` is the title of the goal or action, for those who only hear the buttons."""
        super().__init__(parent)
        self.accounts = tuple(accounts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._rows = [_AccountRow(bank[one], self) for one in accounts if one in bank]
        for one in self._rows:
            one.opened.connect(self.opened)
            one.removed.connect(self._on_removed)
            column.addWidget(one)
        self._keep = Button(_("Keep as evidence"), self._on_keep, role="quiet", picture="evidence", parent=self)
        self._add = Button(_("Add evidence"), self._on_add, role="quiet", picture="add", parent=self)
        for button, words in ((self._keep, _("Keep as evidence: {title}")), (self._add, _("Add evidence: {title}"))):
            button.setAccessibleName(words.format(title=about))
        column.addLayout(Flow(self._add, self._keep))
        self.set_can_keep(can_keep=False)

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return *(control for one in self._rows for control in one.controls()), self._add, self._keep

    def set_can_keep(self, *, can_keep: bool) -> None:
        """Offer to keep it in one step, where it is done, there is something to keep, and nothing is kept yet."""
        self._keep.setVisible(can_keep and not self.accounts)

    def focus_target(self) -> QWidget:
        """Where the keyboard goes: to the last account, or to where the first is added."""
        return self._rows[-1].controls()[0] if self._rows else self._add

    @Slot()
    def _on_keep(self) -> None:
        self.keep_wanted.emit()

    @Slot()
    def _on_add(self) -> None:
        self.add_wanted.emit()

    @Slot(str)
    def _on_removed(self, account_id: str) -> None:
        """Take an account out of the plan; it stays in the bank."""
        self.accounts = tuple(one for one in self.accounts if one != account_id)
        for gone in [one for one in self._rows if one.account_id == account_id]:
            self._rows.remove(gone)
            gone.hide()
            gone.deleteLater()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


class _AccountRow(QWidget):
    """One account. Signals: opened(id), removed(id)."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, account: Account, parent: QWidget) -> None:
        super().__init__(parent)
        self.account_id = account.id
        title = account_name(account)
        self._open = Button(_("Open"), self._on_open, role="quiet", parent=self)
        self._open.setAccessibleName(_("Open: {title}").format(title=title))
        self._remove = picture_button("delete", _("Remove: {title}").format(title=title), self._on_remove, self)
        line = row(Text(_("Evidence: {title}").format(title=title), parent=self), stretch=False)
        line.setStretch(0, 1)
        line.addWidget(self._open)
        line.addWidget(self._remove)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return self._open, self._remove

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self.account_id)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self.account_id)


def account_name(account: Account) -> str:
    """Name an account in a line, with its month where it has one."""
    title = " ".join(account.title.split()) or _("Without a title")
    return f"{title}, {month(account.month)}" if account.month else title
