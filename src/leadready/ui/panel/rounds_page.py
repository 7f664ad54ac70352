"""Selection rounds: the person's key, the rounds on this computer, and how one takes part in another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_words
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.panel.apply_card import ApplicationCard, apply_card
from leadready.ui.panel.applying import begun
from leadready.ui.panel.equality_card import equality_card
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time, day, number
from leadready.workflow.panel.drafts import drafts_in

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from leadready.exchange.keys import Card as PublicCard
    from leadready.panel.campaign import Campaign, Role
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.shelf import KeptRound

_SIDE_BY_SIDE = 640
"""From this width on, in pixels at 100 % text, the ways to begin stand two by two."""


class RoundsPage(RoundsPart):
    """What was begun on this computer, the first of it outlined; below, two by two, what can be begun."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Selection rounds"), _("Applications reviewed blind and offline, by files alone."))
        self.help_text = _(
            "A round is on this computer once you have opened its campaign file. Your key proves who you are in it; "
            "six words open the key."
        )
        self._first: QWidget | None = None
        kept = rounds.shelf.rounds(rounds.journey.services.clock())
        card = self._card()
        for one in kept:
            self.body.addWidget(self._round(one, card))
        self._drafts()
        for own in begun(rounds):
            application = ApplicationCard(rounds, own, self, is_first=self._first is None)
            self._first = self._first or application.button
            self.body.addWidget(application)
        self._pairs: list[QBoxLayout] = []
        self._pair(self._take_part(), apply_card(rounds, self))
        self._pair(self._set_up(), self._key(card))
        if card is not None:
            self.body.addWidget(equality_card(rounds, self))
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """The latest round, or how to take part in one."""
        return self._first

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pairs one below the other where room is short."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_SIDE_BY_SIDE)
        for pair in self._pairs:
            pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _pair(self, *cards: Card) -> None:
        pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        pair.setSpacing(self.body.spacing())
        for card in cards:
            pair.addWidget(card, 1)
        self._pairs.append(pair)
        self.body.addLayout(pair)

    def _card(self) -> PublicCard | None:
        try:
            return self.rounds.shelf.card()
        except LeadreadyError as error:
            self.body.addWidget(error_notice(_("Your card cannot be read"), error))
            return None

    def _round(self, one: KeptRound, mine: PublicCard | None) -> QWidget:
        if one.campaign is None or one.error is not None:
            error = one.error or LeadreadyError(_("There is no campaign here."), where=str(one.folder))
            return error_notice(_("A round on this computer cannot be opened"), error)
        card = RoundCard(one.campaign, one.folder, mine, self, is_first=self._first is None)
        card.opened.connect(self.rounds.open)
        self._first = self._first or card.button
        return card

    def _take_part(self) -> Card:
        card = Card(parent=self)
        card.column.addWidget(Text(_("Take part in a round"), "heading", card))
        words = _(
            "The lead of a round gives you its campaign file. It holds no secrets and says what is judged and by whom."
        )
        card.column.addWidget(Text(words, "muted", card))
        card.column.addStretch(1)
        role = "plain" if self._first else "primary"
        button = Button(
            _("Open a campaign file"), self.rounds.choose_campaign, role=role, picture="folder", parent=card
        )
        self._first = self._first or button
        test = Button(_("Open a test"), self.rounds.setting_up.choose_test, role="quiet", picture="lock", parent=card)
        card.column.addLayout(Flow(button, test))
        return card

    def _drafts(self) -> None:
        found = drafts_in(self.rounds.shelf.folder)
        for kept in found.kept:
            is_first = self._first is None
            card = Card("current" if is_first else "plain", self, gap=4)
            card.column.addWidget(Text(_("Draft").upper(), "eyebrow", card))
            title = kept.draft.title.strip() or _("A new round")
            card.column.addWidget(Text(title, "heading", card))
            count = len(kept.faults)
            words = ngettext("{n} thing is still open.", "{n} things are still open.", count).format(n=number(count))
            card.column.addWidget(Text(words if count else _("Everything is settled."), "muted", card))
            role = "primary" if is_first else "plain"
            show = partial(self.rounds.setting_up.open, kept.folder)
            go_on = Button(_("Go on"), show, role=role, picture="edit", parent=card)
            go_on.setAccessibleName(_("Go on with {title}").format(title=title))
            self._first = self._first or go_on
            card.column.addLayout(Flow(go_on))
            self.body.addWidget(card)
        for error in found.broken.values():
            self.body.addWidget(error_notice(_("A draft cannot be opened"), error))

    def _set_up(self) -> Card:
        card = Card(parent=self)
        card.column.addWidget(Text(_("Set a round up"), "heading", card))
        words = _("Who leads a round says what is judged, by whom, and what counts; then everyone opens a test.")
        card.column.addWidget(Text(words, "muted", card))
        card.column.addStretch(1)
        begin = Button(_("Begin a new round"), self.rounds.setting_up.begin, picture="add", parent=card)
        card.column.addLayout(Flow(begin))
        return card

    def _key(self, mine: PublicCard | None) -> Card:
        card = Card(parent=self)
        card.column.addWidget(Text(_("Your key"), "heading", card))
        if mine is None:
            words = _("Who leads a round or rates in one needs a key. Applicants need none.")
            card.column.addWidget(Text(words, "muted", card))
            card.column.addStretch(1)
            make = Button(_("Make my key"), self.rounds.make_key, picture="add", parent=card)
            lost = Button(_("My words are lost"), self.rounds.setting_up.lost, role="quiet", parent=card)
            card.column.addLayout(Flow(make, lost))
            return card
        card.column.addWidget(Text(mine.name, "strong", card))
        words = _("Its six words, to compare by telephone: {words}").format(words=mine.words)
        card.column.addWidget(Text(words, "muted", card))
        card.column.addStretch(1)
        look = Button(_("Look after your key"), self.rounds.setting_up.keys, picture="lock", parent=card)
        card.column.addLayout(Flow(look))
        return card


class RoundCard(Card):
    """One round on this computer.

    Signals:
        opened: It is to be opened; with its folder.
    """

    opened = Signal(object)

    def __init__(
        self, campaign: Campaign, folder: Path, mine: PublicCard | None, parent: QWidget, *, is_first: bool
    ) -> None:
        super().__init__("current" if is_first else "plain", parent)
        self._folder = folder
        self.column.addWidget(Text(campaign.title, "heading", self))
        closes = campaign.dates.closes
        words = _("Open for applications until {day}, {time}.").format(
            day=day(closes.astimezone().date()), time=clock_time(closes)
        )
        self.column.addWidget(Text(words, "muted", self))
        words = _("Six words: {words}").format(words=campaign_words(campaign))
        self.column.addWidget(Text(words, "muted", self))
        member = campaign.member_of(mine.signs) if mine else None
        if member is not None:
            self.column.addWidget(Text(roles_words(member.roles), parent=self))
        role = "primary" if is_first else "plain"
        self.button = Button(_("Open"), self._on_open, role=role, picture="lock", parent=self)
        self.button.setAccessibleName(_("Open {title}").format(title=campaign.title))
        self.column.addLayout(Flow(self.button))

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self._folder)


def roles_words(roles: tuple[Role, ...]) -> str:
    """Say what a member does in a round."""
    words = {
        "lead": _("You lead this round."),
        "rater": _("You rate in it."),
        "administrator": _("You run its office."),
    }
    return " ".join(words[role] for role in ("lead", "administrator", "rater") if role in roles)
