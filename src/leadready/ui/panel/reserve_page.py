"""The reserve list: order, offers with clocks, what became of them. Who is next is shown; nobody moves up by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from leadready.errors import LeadreadyError
from leadready.exchange.decision_words import some_codes
from leadready.language import _, ngettext
from leadready.panel.record import stamp
from leadready.panel.reserve import history, next_up, overdue, reserve_list
from leadready.ui.panel.reserve_cards import CandidateCard, EntryCard
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import empty, row
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import reserving

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.panel.kinds import ReserveState
    from leadready.panel.ranking import Place
    from leadready.panel.reserve import ReserveEntry
    from leadready.ui.panel.rounds import Rounds

AT_ONCE = 30


class ReservePage(StandingsPage):
    """Clocks count to the moment when the page is shown; “See the clocks now” counts anew."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Reserve list"), _("Who is next is shown. A person offers, and a person ends an offer.")
        )
        self.help_text = _(
            "An offer holds for the hours that you say. When they have passed it stands under overdue until somebody "
            "says what became of it. Whoever declined or ran out of time can be offered a place again."
        )
        self.entries: list[EntryCard] = []
        self.candidates: list[CandidateCard] = []
        self._shown = AT_ONCE
        self._list = QVBoxLayout()
        self._list.setSpacing(self.body.spacing())
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        if self.may_see:
            self._fill()

    def first_focus(self) -> QWidget | None:
        """Begin with the first on the list, or the first who could be put on it."""
        if self.entries:
            return next(iter(self.entries[0].buttons.values()))
        return self.candidates[0].put if self.candidates else super().first_focus()

    def _fill(self) -> None:
        empty(self._list)
        view, now = self.panel.view, self.panel.now()
        listed = reserve_list(view)
        self.entries, self.candidates = [], []
        self._say_state(listed, stamp(now))
        for entry in listed[: self._shown]:
            card = EntryCard(entry, history(view, self.panel.log, entry.reference), now, self)
            card.noted.connect(self._on_noted)
            card.placed.connect(self._on_placed)
            self.entries.append(card)
            self._list.addWidget(card)
        if len(listed) > self._shown:
            self._list.addLayout(row(Button(_("Show more"), self._on_more, parent=self)))
        self._add_candidates({entry.reference for entry in listed})
        if not listed and not self.candidates:
            words = _("Nobody is a reserve.")
            more = _("Whoever is decided to be one will stand here to be given a place on the list.")
            self._list.addWidget(Notice(words, more, parent=self))

    def _say_state(self, listed: tuple[ReserveEntry, ...], at: str) -> None:
        late = overdue(listed, at)
        if late:
            words = ngettext("{n} offer has run out of time", "{n} offers have run out of time", len(late))
            codes = some_codes(one.reference for one in late)
            more = _("Say what became of it: {codes}.").format(codes=codes)
            self._list.addWidget(Notice(words.format(n=len(late)), more, parent=self))
        coming = next_up(listed)
        if coming is not None:
            words = _("If a place comes free, {code} is next.").format(code=coming.reference)
            self._list.addWidget(Text(words, "strong", self))
        if listed:
            self._list.addLayout(row(Button(_("See the clocks now"), self._on_again, role="quiet", parent=self)))

    def _add_candidates(self, on_list: set[str]) -> None:
        view = self.panel.view
        places = {place.reference: place for place in self.panel.order.places}
        waiting = [
            reference
            for reference, one in view.applicants.items()
            if one.outcome is not None and one.outcome.outcome == "reserve" and reference not in on_list
        ]
        if not waiting:
            return
        self._list.addWidget(Text(_("Reserves without a place on the list"), "heading", self))
        for reference in sorted(waiting, key=lambda one: places[one].rank if one in places else len(places) + 1):
            card = CandidateCard(reference, _standing(places.get(reference)), self)
            card.placed.connect(self._on_placed)
            self.candidates.append(card)
            self._list.addWidget(card)

    @Slot()
    def _on_more(self) -> None:
        self._shown += AT_ONCE
        self._fill()

    @Slot()
    def _on_again(self) -> None:
        self._after("", "")

    @Slot(str, int, str, str)
    def _on_placed(self, reference: str, place: int, person: str, why: str) -> None:
        try:
            reserving.put_on_list(self.panel, reference, place, person, why)
        except LeadreadyError as error:
            self.failed(_("It was not put there"), error)
            return
        self._after(_("{code} is at place {place}").format(code=reference, place=place), reference)

    @Slot(str, str, int, str, str)
    def _on_noted(self, reference: str, state: ReserveState, hours: int, person: str, why: str) -> None:
        try:
            reserving.move(self.panel, reference, state, person, why, hours or None)
        except LeadreadyError as error:
            self.failed(_("It was not noted"), error)
            return
        self._after(_("It is noted of {code}").format(code=reference), reference)
        if state == "accepted":
            words = _("{code} has accepted").format(code=reference)
            more = _("Nothing else follows by itself: set the outcome, if it is another now.")
            self.say(Notice(words, more, parent=self))

    def _after(self, words: str, reference: str) -> None:
        self._fill()
        self.say(Notice(words, parent=self) if words else None)
        card = next((card for card in self.entries if card.entry.reference == reference), None)
        focus = next(iter(card.buttons.values())) if card is not None else self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)


def _standing(place: Place | None) -> str:
    if place is None:
        return _("It has no total.")
    if not place.tied:
        return _("Rank {rank}.").format(rank=place.rank)
    words = _("Rank {rank}, tied with {codes}; by lot {n}.")
    return words.format(rank=place.rank, codes=some_codes(place.tied), n=place.lot)
