"""Where marks differ, nearest to the line first: both originals, what the panel settles on, and third raters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui.panel.agenda_cards import DiscrepancyCard, NearLineRow, counted
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import empty, row
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office
from leadready.workflow.panel.thirds import near_line, third_rater, third_raters

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.panel.moderation import Discrepancy
    from leadready.ui.panel.rounds import Rounds

AT_ONCE = 15
"""Cards that are shown before somebody asks for more: a page of hundreds would be slow, and nobody reads it."""


class AgendaPage(StandingsPage):
    """Open differences in their order, then who is near the line, then what is settled."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Where marks differ"), _("Raters’ own marks stay for ever; what is settled stands beside them.")
        )
        self.help_text = _(
            "What is nearest to the line comes first. Read the answer together, settle on a mark, and say why and who. "
            "Agreement is always worked out from the raters’ own marks."
        )
        self.cards: list[DiscrepancyCard] = []
        self.near: list[NearLineRow] = []
        self._shown = AT_ONCE
        self._head = Text("", "strong", self)
        if self.may_see:
            self.body.addWidget(self._head)
            self._list = QVBoxLayout()
            self._list.setSpacing(self.body.spacing())
            self.body.addLayout(self._list)
            self.body.addStretch(1)
            self._fill()
        else:
            self._head.hide()

    def first_focus(self) -> QWidget | None:
        """Begin with the first difference."""
        first = next((control for card in self.cards if (control := card.first_control()) is not None), None)
        return first or super().first_focus()

    def _fill(self) -> None:
        empty(self._list)
        order = self.panel.order
        self._found, listed = order.merits, order.discrepancies
        open_ = [one for one in listed if not one.settled]
        settled = [one for one in listed if one.settled]
        self._head.setText(counted(len(open_), len(settled)))
        self.cards, self.near = [], []
        self._head.setVisible(bool(listed))
        if not listed:
            self._list.addWidget(self._nothing())
        for one in open_[: self._shown]:
            self._add(one)
        if len(open_) > self._shown:
            left = len(open_) - self._shown
            words = ngettext("Show {n} more", "Show {n} more", left).format(n=min(left, AT_ONCE))
            self._list.addLayout(row(Button(words, self._on_more, parent=self)))
        self._add_near()
        if settled:
            self._list.addWidget(Text(_("Settled"), "heading", self))
        for one in settled[:AT_ONCE]:
            self._add(one)

    def _nothing(self) -> Notice:
        if self.panel.view.locked:
            words = _("Nothing is left to talk about.")
            return Notice(words, _("No two raters differ by more than the round allows."), parent=self)
        more = _("What differs by more than the round allows will stand here once marks come in.")
        return Notice(_("No marks are locked yet."), more, parent=self)

    def _add(self, one: Discrepancy) -> None:
        card = DiscrepancyCard(self.panel.view, self._found[one.reference], one, self)
        card.settled.connect(self._on_settled)
        self.cards.append(card)
        self._list.addWidget(card)

    def _add_near(self) -> None:
        listed = near_line(self.panel)
        if not listed:
            return
        self._list.addWidget(Text(_("Near the line"), "heading", self))
        open_ = sum(not one.is_given for one in listed)
        words = ngettext(
            "{n} application is within one standard error of the line. A third rater reads it before a decision.",
            "{n} applications are within one standard error of the line. A third rater reads each before a decision.",
            len(listed),
        )
        self._list.addWidget(Text(words.format(n=len(listed)), parent=self))
        if open_:
            how = _("Those assigned together are spread evenly, by the public seed of the campaign.")
            self._list.addWidget(Text(how, "muted", self))
            self._list.addLayout(row(Button(_("Assign to all"), self._on_give_all, parent=self)))
        for one in listed[:AT_ONCE]:
            card = NearLineRow(self.panel.view, one, self)
            card.given.connect(self._on_given)
            self.near.append(card)
            self._list.addWidget(card)

    @Slot()
    def _on_more(self) -> None:
        place = len([card for card in self.cards if not card.one.settled])
        self._shown += AT_ONCE
        self._fill()
        control = self.cards[place].first_control() if place < len(self.cards) else None
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str, int, str, list)
    def _on_settled(self, reference: str, criterion: str, mark: int, why: str, people: list[str]) -> None:
        try:
            office.moderate(self.panel, reference, criterion, mark, why, people)
        except LeadreadyError as error:
            self.failed(_("It was not settled"), error)
            return
        self._fill()
        self.say(Notice(_("Settled: {code}").format(code=reference), _("The raters’ own marks stay."), parent=self))
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str)
    def _on_given(self, reference: str, member: str) -> None:
        try:
            third_rater(self.panel, reference, member)
        except LeadreadyError as error:
            self.failed(_("Nobody was assigned"), error)
            return
        self._fill()
        self._say_assigned(1)

    @Slot()
    def _on_give_all(self) -> None:
        try:
            given = third_raters(self.panel)
        except LeadreadyError as error:
            self.failed(_("Nobody was assigned"), error)
            return
        self._fill()
        self._say_assigned(len(given))

    def _say_assigned(self, count: int) -> None:
        words = ngettext("{n} third rater is assigned", "{n} third raters are assigned", count).format(n=count)
        self.say(Notice(words, _("Send them their packs next."), parent=self))
