"""One evidence prompt: what is asked, the answer, how many words it has, and accounts that can be put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QTextCursor

from leadready.language import _, ngettext
from leadready.planning.account import word_count
from leadready.ui.autosave import Autosave
from leadready.ui.page import tab_through
from leadready.ui.panel.apply_page import ApplyPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.fields import TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import read_bank
from leadready.workflow.panel.applying import account_text
from leadready.workflow.panel.own_application import prompt_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Campaign
    from leadready.planning.account import Account
    from leadready.ui.panel.applying import Applying

_LINES = 9


class PromptPage(ApplyPage):
    """What is typed is kept by itself; nothing is ever cut off.

    Attributes:
        area: The answer.
        bank: What puts accounts into it; None where there are none.
    """

    def __init__(self, applying: Applying, step: str) -> None:
        self._id = prompt_of(step)
        self._prompt = applying.own.campaign.prompts[self._id]
        super().__init__(applying, step, self._prompt.title)
        self.help_text = _(
            "Tab leaves the field. Raters read your answer without your name; leave out names of people and places by "
            "which somebody could be recognised. Everything is saved as you go."
        )
        self._autosave = Autosave(self, self._keep)
        card = Card(parent=self, gap=8)
        asks = Text(self._prompt.prompt, "stem", card)
        card.column.addWidget(asks)
        for hint in self._prompt.hints:
            card.column.addWidget(Text(f"– {hint}", "muted", card))
        text = self.own.kept.draft.evidence.get(self._id, "")
        self.area = TextArea(text, card, lines=_LINES)
        self.area.setAccessibleName(_("Your answer: {title}").format(title=self._prompt.title))
        self.area.setAccessibleDescription(self._prompt.prompt)
        card.column.addWidget(self.area)
        self._count = Text("", "muted", card)
        card.column.addLayout(row(self._count, stretch=False))
        card.column.addWidget(IdentifyingNote(self.area, card))
        self.body.addWidget(card)
        accounts = _fitting(read_bank(self.rounds.journey.services).accounts, self.own.campaign, self._id)
        self.bank = BankCard(accounts, self) if accounts else None
        if self.bank is not None:
            self.bank.chosen.connect(self._on_account)
        self.body.addWidget(self.bank or Text(_no_accounts(), "muted", self))
        self.body.addStretch(1)
        self._on = self.add_footer(saved=self._autosave.said)
        self.area.textChanged.connect(self._on_changed)
        tab_through([self.area, *(self.bank.buttons if self.bank else ())])
        self._show_count()

    def first_focus(self) -> QWidget:
        """The answer, with the keyboard after what stands there."""
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        return self.area

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        self._autosave.now()

    @property
    def is_held(self) -> bool:
        """Whether the last change could not be kept."""
        return self._autosave.is_held

    def _keep(self) -> datetime:
        draft = self.own.kept.draft
        evidence = {**draft.evidence, self._id: self.area.toPlainText()}
        return self.own.keep(draft.model_copy(update={"evidence": evidence}))

    @Slot()
    def _on_changed(self) -> None:
        self._show_count()
        self._autosave.soon()

    def _show_count(self) -> None:
        words, most = word_count(self.area.toPlainText()), self._prompt.words
        said = ngettext("{n} of {most} word at most", "{n} of {most} words at most", most).format(n=words, most=most)
        if words > most:
            over = ngettext("{n} word too many", "{n} words too many", words - most).format(n=words - most)
            said = _("{words}: {over}. It cannot be sealed like this; nothing is cut off.").format(
                words=said, over=over
            )
        self._count.setText(said)
        self._count.set_role("warm" if words > most else "muted")

    @Slot(object)
    def _on_account(self, account: Account) -> None:
        """Put an account in, after what stands there: nothing that was written is lost."""
        before = self.area.toPlainText().rstrip()
        cursor = QTextCursor(self.area.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n\n".join(filter(None, (before, account_text(account)))))
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.moveCursor(QTextCursor.MoveOperation.End)


class BankCard(Card):
    """Accounts of the evidence bank, those for this prompt first; a button each.

    Signals:
        chosen: An account is to be put in.

    Attributes:
        buttons: The buttons, in order.
    """

    chosen = Signal(object)

    def __init__(self, accounts: Sequence[Account], parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        self.column.addWidget(Text(_("From your evidence bank"), "heading", self))
        words = _("What you choose is put after what stands in the field. The account in your bank stays as it is.")
        self.column.addWidget(Text(words, "muted", self))
        self._putters = [_Putter(account, self) for account in accounts]
        self.buttons = [
            Button(_shown(one.account), one.put_in, picture="evidence", parent=self) for one in self._putters
        ]
        for button in self.buttons:
            button.setAccessibleName(_("Put in: {title}").format(title=button.text()))
        self.column.addLayout(Flow(*self.buttons))


class _Putter(QObject):
    """Puts one account in."""

    def __init__(self, account: Account, card: BankCard) -> None:
        super().__init__(card)
        self.account = account
        self._card = card

    @Slot()
    def put_in(self) -> None:
        self._card.chosen.emit(self.account)


def _fitting(accounts: Sequence[Account], campaign: Campaign, prompt: str) -> list[Account]:
    """Give the accounts that say anything, those that are linked to this prompt first."""

    def is_linked(account: Account) -> bool:
        return (campaign.assessment, "prompt", prompt) in {link.key for link in account.links}

    return sorted((one for one in accounts if account_text(one)), key=lambda one: not is_linked(one))


def _shown(account: Account) -> str:
    return " ".join(account.title.split()) or _("An account without a title")


def _no_accounts() -> str:
    return _("What you write in your evidence bank could be put in here. It is empty now.")
