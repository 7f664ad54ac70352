"""Cards of the reserve list: one for each who is on it, and one for each who could be put on it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from leadready.exchange.decision_words import clock_words, state_words
from leadready.language import _
from leadready.panel.reserve import FOLLOWING, TIMED
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.fields import LabelledField, Number, TextArea, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.ui.words import moment
from leadready.workflow.panel.reserving import MOST_HOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.panel.kinds import ReserveState
    from leadready.panel.reserve import ReserveEntry

_MOST_PLACES = 100_000


def action_words(state: ReserveState) -> str:
    """Say what a button does that brings somebody into a state."""
    words: dict[ReserveState, str] = {
        "waiting": _("Put on the list"),
        "offered": _("Offer a place"),
        "held": _("Hold the offer"),
        "accepted": _("Accepted"),
        "declined": _("Declined"),
        "expired": _("Ran out of time"),
        "withdrawn": _("Withdrew"),
    }
    return words[state]


class NoteForm(Card):
    """Who says so and why; for how many hours, or at which place, where that is asked.

    Signals:
        kept: It is to be kept.
    """

    kept = Signal()

    def __init__(self, title: str, parent: QWidget, *, hours: bool = False, place: bool = False) -> None:
        super().__init__("current", parent, padding=12, gap=8)
        self.column.addWidget(Text(title, "strong", self))
        self.hours = self._number(_("For how many hours"), MOST_HOURS) if hours else None
        self.place = self._number(_("Place"), _MOST_PLACES) if place else None
        self.person = TextLine(self)
        self.reason = TextArea(parent=self)
        self.column.addWidget(LabelledField(_("Who decides"), self.person, self))
        self.column.addWidget(LabelledField(_("Why"), self.reason, self))
        self.keep = Button(_("Keep it"), self._on_keep, role="primary", parent=self)
        self.column.addLayout(Flow(self.keep))

    def _number(self, label: str, most: int) -> Number:
        number = Number(self)
        number.setRange(0, most)
        number.setSpecialValueText("–")  # nothing is filled in beforehand
        self.column.addWidget(LabelledField(label, number, self))
        return number

    def begin(self) -> None:
        """Let typing begin in the first field; what stands in a number is typed over."""
        first: QWidget = self.hours or self.place or self.person
        first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_keep(self) -> None:
        self.kept.emit()


class EntryCard(Card):
    """One on the list: place, state, clock, what can follow, and all that was.

    Signals:
        noted: What became of them; with code, state, hours (0 where none are asked), person and reason.
        placed: Another place; with code, place, person and reason.
    """

    noted = Signal(str, str, int, str, str)
    placed = Signal(str, int, str, str)

    def __init__(self, entry: ReserveEntry, steps: Sequence[ReserveEntry], now: datetime, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=6)
        self.entry = entry
        self._steps = steps
        self._now = now
        self._form: NoteForm | None = None
        self._state: ReserveState | None = None
        self._past: Text | None = None
        said = entry.said
        heading = _("{place}. {code}").format(place=said.place, code=entry.reference)
        self.column.addLayout(row(Text(heading, "heading", self), Text(state_words(said.state), "chip", self)))
        self.is_overdue = False
        if said.state in TIMED and said.until is not None:
            self._show_clock(said.until)
        self.buttons: dict[ReserveState, Button] = {}
        self._show_actions()

    def _show_clock(self, until: str) -> None:
        ends = datetime.fromisoformat(until)
        self.is_overdue = ends < self._now
        words = _("Ran out {moment}: {time}") if self.is_overdue else _("Runs out {moment}: {time}")
        words = words.format(moment=moment(ends, self._now), time=clock_words(until, self._now))
        self.column.addWidget(Text(words, "danger" if self.is_overdue else "strong", self))

    def _show_actions(self) -> None:
        for state in FOLLOWING[self.entry.said.state]:
            if state == "expired" and not self.is_overdue:
                continue
            button = Button(action_words(state), self._on_action, parent=self)
            button.setProperty("state", state)
            button.setAccessibleDescription(self.entry.reference)
            self.buttons[state] = button
        self.elsewhere = Button(_("Another place"), self._on_move, role="quiet", parent=self)
        self.past = Button(_("Show all that was"), self._on_past, role="quiet", parent=self)
        for button in (self.elsewhere, self.past):
            button.setAccessibleDescription(self.entry.reference)
        self.column.addLayout(Flow(*self.buttons.values(), self.elsewhere, self.past))

    @property
    def form(self) -> NoteForm | None:
        """The form that is open."""
        return self._form

    @Slot()
    def _on_action(self) -> None:
        state: ReserveState = self.sender().property("state")
        self._state = state
        title = _("{code}: {state}").format(code=self.entry.reference, state=action_words(state))
        self._open(NoteForm(title, self, hours=state in TIMED))

    @Slot()
    def _on_move(self) -> None:
        self._state = None
        self._open(NoteForm(_("Another place for {code}").format(code=self.entry.reference), self, place=True))

    def _open(self, form: NoteForm) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        form.kept.connect(self._on_kept)
        self.column.addWidget(form)
        form.show()
        form.begin()

    @Slot()
    def _on_kept(self) -> None:
        form = self._form
        if form is None:
            return
        person, why = form.person.text().strip(), form.reason.toPlainText().strip()
        if self._state is None:
            self.placed.emit(self.entry.reference, form.place.value() if form.place else 0, person, why)
        else:
            hours = form.hours.value() if form.hours else 0
            self.noted.emit(self.entry.reference, self._state, hours, person, why)

    @Slot()
    def _on_past(self) -> None:
        if self._past is None:
            self._past = Text("\n".join(step_words(one, self._now) for one in self._steps), "muted", self)
            self.column.addWidget(self._past)
            self._past.show()
        else:
            self._past.setVisible(self._past.isHidden())
        self.past.setText(_("Show all that was") if self._past.isHidden() else _("Hide it"))


def step_words(one: ReserveEntry, now: datetime) -> str:
    """Say one step of what was."""
    said = one.said
    when = moment(datetime.fromisoformat(one.at), now)
    words = _("Place {place}, {state}: {moment}").format(place=said.place, state=state_words(said.state), moment=when)
    if said.until:
        words = _("{step}, to run out {moment}").format(
            step=words, moment=moment(datetime.fromisoformat(said.until), now)
        )
    who = ": ".join(part for part in (said.person, said.why) if part)
    return f"{words} ({who})" if who else words


class CandidateCard(Card):
    """Somebody who was decided to be a reserve and is not on the list yet.

    Signals:
        placed: They are put on it; with code, place, person and reason.
    """

    placed = Signal(str, int, str, str)

    def __init__(self, reference: str, standing: str, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=6)
        self.reference = reference
        self.form: NoteForm | None = None
        self.column.addWidget(Text(reference, "heading", self))
        self.column.addWidget(Text(standing, parent=self))
        self.put = Button(_("Put on the list"), self._on_put, parent=self)
        self.put.setAccessibleDescription(reference)
        self.column.addLayout(Flow(self.put))

    @Slot()
    def _on_put(self) -> None:
        if self.form is None:
            self.form = NoteForm(_("Place of {code} on the list").format(code=self.reference), self, place=True)
            self.form.kept.connect(self._on_kept)
            self.column.addWidget(self.form)
        self.form.show()
        self.form.begin()

    @Slot()
    def _on_kept(self) -> None:
        form = self.form
        if form is not None and form.place is not None:
            why = form.reason.toPlainText().strip()
            self.placed.emit(self.reference, form.place.value(), form.person.text().strip(), why)
