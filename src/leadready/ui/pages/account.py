"""One account of the evidence bank, open to be written. Everything that is typed is kept by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from leadready.language import _, ngettext
from leadready.planning.account import WORDS, Account, advice
from leadready.planning.actions import Evidence, evidence_words
from leadready.planning.plan import typed
from leadready.ui.autosave import Autosave
from leadready.ui.page import Page, tab_through
from leadready.ui.pages.account_links import CriteriaCard, UsesCard
from leadready.ui.pages.account_part import PartField
from leadready.ui.pages.exporting import accounts_export
from leadready.ui.pages.history import confirmed
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.fields import Choice, LabelledField, TextArea
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.month_field import MonthField
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import PlanPlace, keep_account, uses_of

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from leadready.ui.journey import Journey
    from leadready.ui.widgets.notice import Notice


class AccountPage(Page):
    """Title, month, kind, the five parts; what it is evidence for, and where it is used."""

    name = "evidence"

    def __init__(self, journey: Journey, account: Account, back: PlanPlace | None = None) -> None:
        """Open an account; `back` is the place in a plan from which the person came."""
        super().__init__(
            _("An account of what you did"),
            _("A few sentences for each part are enough. Everything is saved as you go."),
        )
        self.help_text = _(
            "Fill in what you like, in any order. The five parts are those that appraisers and panels look for. "
            "Write of patients and colleagues so that nobody could recognise them."
        )
        self._journey = journey
        self._account = account
        self._back = back
        self._uses = uses_of(journey.services, account.id)
        self._autosave = Autosave(self, self._keep)
        self._build_heading()
        self._parts = [PartField(part, text, self) for part, text in account.parts.items()]
        card = Card(parent=self, gap=16)
        for field in self._parts:
            field.edited.connect(self._on_changed)
            card.column.addWidget(field)
        self._advice = Text("", "muted", card)
        card.column.addWidget(self._advice)
        self.body.addWidget(card)
        self._criteria = CriteriaCard(journey, account.links, self)
        self._criteria.edited.connect(self._on_links)
        self.body.addWidget(self._criteria)
        self._used = UsesCard(journey, self._uses, self)
        self.body.addWidget(self._used)
        self._delete = Button(_("Delete this account"), self._on_delete, role="danger", parent=self)
        self.body.addLayout(row(self._delete))
        self.body.addStretch(1)
        self._build_footer()
        self._advise()
        tab_through(self._controls())

    def first_focus(self) -> QWidget | None:
        """The title of a new account; otherwise the first part, for that is what there is to write."""
        return self._title if not self._account.title.strip() else self._parts[0].area

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        self._autosave.now()

    @property
    def is_held(self) -> bool:
        """Whether the last change could not be kept."""
        return self._autosave.is_held

    def account(self) -> Account:
        """Read the account as it stands in the fields."""
        return self._account.model_copy(
            update={
                "title": typed(self._title.toPlainText()),
                "happened": self._when.value(),
                "evidence": _KINDS[self._kind.currentIndex()],
                "links": self._criteria.links,
                **{field.part.value: typed(field.area.toPlainText()) for field in self._parts},
            }
        )

    def _build_heading(self) -> None:
        card = Card(parent=self, gap=12)
        self._title = TextArea(self._account.title, card, lines=1)
        self._title.textChanged.connect(self._on_changed)
        help_text = _("By which you will know it again, such as “Fewer late ward rounds”.")
        card.column.addWidget(LabelledField(_("Title"), self._title, card, help_text=help_text))
        card.column.addWidget(IdentifyingNote(self._title, card))
        self._when = MonthField(self._account.happened, self._journey.services.clock().date(), card)
        self._when.changed.connect(self._on_changed)
        self._kind = Choice(_kinds(), _KINDS.index(self._account.evidence), card)
        self._kind.currentIndexChanged.connect(self._on_changed)
        card.column.addWidget(LabelledField(_("When it happened"), self._when, card))
        card.column.addWidget(LabelledField(_("Kind of supporting information"), self._kind, card))
        self.body.addWidget(card)

    def _build_footer(self) -> None:
        self._words = Text("", "muted")
        self.exporting = accounts_export(self._journey, self._accounts, self)
        self.exporting.ended.connect(self._on_exported)
        save = Button(_("Save as a file"), self.exporting.ask, picture="export")
        back = _("Back to the plan") if self._back else _("Back to evidence")
        done = Button(back, self._on_done, role="primary")
        self.set_footer(self._words, end=(self._autosave.said, save, done))

    def _controls(self) -> tuple[QWidget, ...]:
        fields = (field.area for field in self._parts)
        rest = (*self._criteria.controls(), *self._used.controls(), self._delete)
        return self._title, *self._when.controls(), self._kind, *fields, *rest

    def _accounts(self) -> tuple[Account]:
        return (self.account(),)

    def _advise(self) -> None:
        account = self.account()
        said = advice(account)
        self._advice.setText("\n".join(said))
        self._advice.setVisible(bool(said))
        words = ngettext("{n} word of {most} at most", "{n} words of {most} at most", account.words)
        self._words.setText(words.format(n=account.words, most=WORDS))
        self._words.set_role("warm" if account.words > WORDS else "muted")

    @Slot()
    def _on_changed(self) -> None:
        self._advise()
        self._autosave.soon()

    @Slot()
    def _on_links(self) -> None:
        tab_through(self._controls())
        self._on_changed()

    def _keep(self) -> datetime:
        account = self.account()
        at = keep_account(self._journey.services, account)
        self._account = account
        return at

    @Slot(object)
    def _on_exported(self, notice: Notice) -> None:
        self._autosave.say(notice)
        QTimer.singleShot(0, notice, partial(self._journey.window.reveal, notice))

    @Slot()
    def _on_done(self) -> None:
        if self._back is None:
            self._journey.evidence()
        else:
            self._journey.plan(self._back.sitting_id, self._back)

    @Slot()
    def _on_delete(self) -> None:
        if confirmed(self, _("Delete this account?"), deletion_words(len(self._uses))):
            self._autosave.forget()
            self._journey.delete_account(self._account.id)


_KINDS: tuple[Evidence | None, ...] = (None, *Evidence)


def _kinds() -> tuple[str, ...]:
    return ("–", *(evidence_words(kind) for kind in Evidence))


def deletion_words(uses: int) -> str:
    """Say what deleting an account does, first that it is used in plans."""
    words = _("It is deleted from this computer. This cannot be undone.")
    if not uses:
        return words
    used = ngettext(
        "It is used in {n} place of your plans, and will be missing there.",
        "It is used in {n} places of your plans, and will be missing there.",
        uses,
    )
    return f"{used.format(n=uses)} {words}"
