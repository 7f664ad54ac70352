"""The evidence bank: every account, sought by words and by what it is evidence for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.locales import sort_key
from leadready.planning.account import matching
from leadready.ui import theme
from leadready.ui.announcing import announce
from leadready.ui.page import Page, tab_through
from leadready.ui.pages.account import deletion_words
from leadready.ui.pages.account_card import AccountCard
from leadready.ui.pages.exporting import accounts_export
from leadready.ui.pages.history import confirmed
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import empty, row
from leadready.ui.widgets.fields import Choice, LabelledField, TextLine
from leadready.ui.widgets.notice import Notice, NoticePlace, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import PlanPlace, attach, link_title, read_bank

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.planning.account import Account
    from leadready.ui.journey import Journey
    from leadready.workflow.accounts import Bank

_AT_ONCE = 30
_PAUSE = 250  # milliseconds without a key before the list follows what is sought

Filter = tuple[str, "Callable[[Account], bool]"]
"""Its name, and which accounts it lets through."""


class EvidencePage(Page):
    """All accounts, the one that was changed last first; or those to choose from for a place in a plan."""

    name = "evidence"

    def __init__(self, journey: Journey, place: PlanPlace | None = None) -> None:
        super().__init__(_("Evidence") if place is None else _("Add evidence"), _about(place))
        self.help_text = _(
            "Write in a few sentences what you did and what came of it, once. Then name it in your plans, show it in "
            "an appraisal, and use it when you apply."
        )
        self._journey = journey
        self._place = place
        self._bank = read_bank(journey.services)
        self._shown = _AT_ONCE
        self._cards: list[AccountCard] = []
        self._notices = NoticePlace(self.body, 1)
        if self._bank.damaged:
            self.body.addWidget(_damage(self._bank.damaged, self))
        self._build_search()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(12))
        self.body.addLayout(self._list)
        self._more = Button(_("Show more"), self._on_more, parent=self)
        self.body.addLayout(row(self._more))
        if not self._bank.accounts:
            self.body.addWidget(_nothing_yet(self))
        self.body.addStretch(1)
        self._build_footer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._on_sought)
        self._search.textChanged.connect(self._timer.start)
        self._show_accounts()

    def leaving(self) -> None:
        """Look for nothing any more."""
        self._timer.stop()

    def _build_search(self) -> None:
        """Let people look through many accounts; with one there is nothing to look through."""
        self._filters = _filters(self._journey, self._bank)
        self._search = TextLine("", self)
        self._filter = Choice([name for name, _lets_through in self._filters], 0, self)
        self._filter.currentIndexChanged.connect(self._on_sought)
        self._count = Text("", "muted", self)
        seek = LabelledField(_("Search"), self._search, self)
        only = LabelledField(_("Show"), self._filter, self)
        for one in (seek, only, self._count):
            one.setVisible(len(self._bank.accounts) > 1)
        line = row(seek, only, gap=16, stretch=False)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._count)

    def _build_footer(self) -> None:
        write = Button(_("Write an account"), self._on_write, role="primary", picture="add")
        self.exporting = accounts_export(self._journey, self._accounts, self)
        self.exporting.ended.connect(self._say)
        if self._place is None:
            save = Button(_("Save all as a file"), self.exporting.ask, picture="export")
            save.setEnabled(bool(self._bank.accounts))
            self.set_footer(save, end=(write,))
        else:
            self.set_footer(Button(_("Back to the plan"), self._on_back), end=(write,))

    def _accounts(self) -> tuple[Account, ...]:
        return self._bank.accounts

    def _found(self) -> list[Account]:
        lets_through = self._filters[self._filter.currentIndex()][1]
        sought = self._search.text()
        return [one for one in self._bank.accounts if lets_through(one) and matching(one, sought)]

    def _show_accounts(self) -> None:
        empty(self._list)
        found = self._found()
        self._cards = [self._card(account) for account in found[: self._shown]]
        for card in self._cards:
            self._list.addWidget(card)
        total = len(self._bank.accounts)
        words = ngettext("{n} of {total} account", "{n} of {total} accounts", total)
        self._count.setText(words.format(n=len(found), total=total))
        self._more.setVisible(len(found) > self._shown)
        controls = (control for card in self._cards for control in card.controls())
        tab_through([self._search, self._filter, *controls, self._more])

    def _card(self, account: Account) -> AccountCard:
        services = self._journey.services
        titles = [link_title(services, link) for link in account.links]
        uses = self._bank.uses.get(account.id, ())
        is_here = any(use.place == self._place for use in uses)
        card = AccountCard(account, titles, len(uses), self, chooses=self._place is not None, is_here=is_here)
        card.opened.connect(self._on_opened)
        card.chosen.connect(self._on_chosen)
        card.deleted.connect(self._on_deleted)
        return card

    @Slot()
    def _on_sought(self) -> None:
        self._shown = _AT_ONCE
        self._show_accounts()
        announce(self._search, self._count.text())

    @Slot()
    def _on_more(self) -> None:
        first = self._shown
        self._shown += _AT_ONCE
        self._show_accounts()
        self._cards[first].controls()[0].setFocus()

    @Slot(str)
    def _on_opened(self, account_id: str) -> None:
        self._journey.account(account_id, self._place)

    @Slot(str)
    def _on_chosen(self, account_id: str) -> None:
        if self._place is not None:
            self._use(self._place, account_id)

    @Slot(str)
    def _on_deleted(self, account_id: str) -> None:
        uses = len(self._bank.uses.get(account_id, ()))
        if confirmed(self, _("Delete this account?"), deletion_words(uses)):
            self._journey.delete_account(account_id)

    @Slot()
    def _on_write(self) -> None:
        if self._place is None:
            self._journey.write_account()
        else:
            self._journey.write_account_for(self._place)

    @Slot()
    def _on_back(self) -> None:
        if self._place is not None:
            self._journey.plan(self._place.sitting_id, self._place)

    @Slot(object)
    def _say(self, notice: Notice) -> None:
        self._notices.say(notice)
        QTimer.singleShot(0, notice, partial(self._journey.window.reveal, notice))

    def _use(self, place: PlanPlace, account_id: str) -> None:
        try:
            attach(self._journey.services, place, account_id)
        except LeadreadyError as error:
            self._say(error_notice(_("This account was not added"), error))
        else:
            self._journey.plan(place.sitting_id, place)


def _about(place: PlanPlace | None) -> str:
    if place is None:
        return _("Short accounts of what you did, written once, and used in plans and when you apply.")
    return _("Choose an account, or write a new one.")


def _nothing_yet(parent: QWidget) -> Notice:
    return Notice(
        _("Nothing here yet"),
        _(
            "Your accounts will stand here, the one that you changed last first. Each tells in a few sentences what "
            "you did, what came of it and what you learned."
        ),
        _("An action of your plan that you have done can be kept here in one step."),
        parent=parent,
    )


def _damage(count: int, parent: QWidget) -> Notice:
    heading = ngettext("{n} account cannot be read", "{n} accounts cannot be read", count).format(n=count)
    advice = _(
        "It is left out below, and nothing was changed. The folder “backups” beside the record holds earlier copies; "
        "keep the record until you have what you need."
    )
    return Notice(heading, advice, error=True, parent=parent)


def _filters(journey: Journey, bank: Bank) -> list[Filter]:
    """List what can be shown: all, those without a link, those in plans, and those for each thing linked to."""
    links = {link.key: link for account in bank.accounts for link in account.links}
    titles = {key: link_title(journey.services, link) for key, link in links.items()}
    return [
        (_("All accounts"), lambda _account: True),
        (_("Used in a plan"), lambda account: account.id in bank.uses),
        (_("Not used in a plan"), lambda account: account.id not in bank.uses),
        (_("Not linked to a prompt or scale"), lambda account: not account.links),
        *(
            (titles[key], partial(_is_for, key))
            for key in sorted(links, key=lambda one: (one[1], sort_key(titles[one])))
        ),
    ]


def _is_for(key: tuple[str, str, str], account: Account) -> bool:
    return any(link.key == key for link in account.links)
