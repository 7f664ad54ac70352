"""Outcomes: one application at a time, by somebody named, for a reason. No score sets one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from leadready.errors import LeadreadyError
from leadready.exchange.decision_words import departure_words, outcome_words, some_codes
from leadready.language import _, ngettext
from leadready.panel.decisions import departing, departures_of
from leadready.ui.panel.decision_form import DecisionForm, TogetherCard
from leadready.ui.panel.panel_page import no_applications
from leadready.ui.panel.rows_table import Row, RowsTable
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, empty, row
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from leadready.panel.view import Applicant
    from leadready.ui.panel.rounds import Rounds

_FIRST_DIGIT = Qt.Key.Key_0
_TABLE = 260  # so that the form begins in view
AT_ONCE = 15
"""Departures that are listed before somebody asks for more."""


class DecidePage(StandingsPage):
    """A table to go through, and a form for the application that is current. Codes only: no name is shown."""

    column_width = 1100

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Decide"), _("Somebody named sets each outcome, for a reason. No score sets one."))
        self.help_text = _(
            "Go through the table by the arrow keys. Enter goes to the form, the digits 1 to 5 choose an outcome. The "
            "ranking informs and does not bind: where you depart from it, say what you considered."
        )
        self._ticked: list[str] = []
        self._shown = AT_ONCE
        self._head = Text("", "strong", self)
        self.body.addWidget(self._head)
        header = (_("Rank"), _("Total"), _("Gates"), _("Outcome"), _("Set by"), _("Departs"))
        self.table = RowsTable(header, _("Applications"), self, most_height=_TABLE)
        self.form = DecisionForm(self)
        self.together = TogetherCard(self)
        self._departing = Card(parent=self, gap=4)
        for widget in (self.table, self.form, self.together, self._departing):
            self.body.addWidget(widget)
            widget.setVisible(self.may_see)
        self.body.addStretch(1)
        self._head.setVisible(self.may_see)
        if self.may_see:
            self._begin()

    def first_focus(self) -> QWidget | None:
        """Begin in the table."""
        return self.table if self.table.isVisibleTo(self) else super().first_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits choose; what is typed into a field never comes here."""
        digit = event.key() - _FIRST_DIGIT
        if not (self.may_see and self.form.isVisibleTo(self) and self.form.choose(digit)):
            super().keyPressEvent(event)

    def _begin(self) -> None:
        self.table.moved.connect(self._on_moved)
        self.table.entered_row.connect(self._on_entered)
        self.form.wanted.connect(self._on_wanted)
        self.form.ticked.connect(self._on_ticked)
        self.together.wanted.connect(self._on_together)
        self.together.cleared.connect(self._on_cleared)
        if any(not one.is_erased for one in self.panel.view.applicants.values()):
            self._fill()
            return
        for widget in (self._head, self.table, self.form, self.together, self._departing):
            widget.hide()
        self.body.insertWidget(2, no_applications(_("They will stand here to be decided."), self.rounds, self))

    def _fill(self, go_to: str = "") -> None:
        view, standing = self.panel.view, self.panel.order
        self._places = standing.places
        self._totals = {reference: merit.total for reference, merit in standing.merits.items()}
        self._departs = departing(view, self._places)
        self._ranks = {place.reference: place for place in self._places}
        order = [*self._ranks, *(reference for reference in self._totals if reference not in self._ranks)]
        departs = frozenset(self._departs)
        self.table.set_rows(
            [self._row(view.applicants[reference], departs=reference in departs) for reference in order]
        )
        decided = sum(view.applicants[reference].outcome is not None for reference in order)
        words = ngettext("{n} of {total} is decided.", "{n} of {total} are decided.", decided)
        self._head.setText(words.format(n=decided, total=len(order)))
        self.together.show_codes(self._ticked)
        self._show_departures()
        self.table.go_to(go_to or next((one for one in order if view.applicants[one].outcome is None), order[0]))
        self._on_moved(self.table.current)

    def _row(self, one: Applicant, *, departs: bool) -> Row:
        place = self._ranks.get(one.reference)
        total = self._totals[one.reference]
        rank = "" if place is None else _("{rank} =").format(rank=place.rank) if place.tied else str(place.rank)
        outcome = "" if one.outcome is None else outcome_words(one.outcome.outcome)
        person = "" if one.outcome is None else one.outcome.person
        gates, departing_words = self._gates(one), _("yes") if departs else ""
        return Row(
            one.reference,
            (rank, "" if total is None else f"{float(total):.2f}", gates, outcome, person, departing_words),
            (None if place is None else place.rank, total, gates, outcome, person, departing_words),
        )

    def _gates(self, one: Applicant) -> str:
        gates = self.panel.campaign.gates
        failed = [gates[id_].title for id_, said in one.gates.items() if not said.passed and id_ in gates]
        if failed:
            return _("Does not pass: {gates}").format(gates=", ".join(failed))
        return _("Passes") if gates and len(one.gates) == len(gates) else _("Not all known") if gates else _("None")

    def _facts(self, reference: str) -> str:
        place, total = self._ranks.get(reference), self._totals.get(reference)
        said: list[str] = []
        if place is None or total is None:
            said.append(_("It has no total: the evidence is not complete."))
        else:
            words = _("Rank {rank}, total {total} of 100.")
            said.append(words.format(rank=place.rank, total=f"{float(total):.2f}"))
            if place.tied:
                tied = _("Nothing parts it from {codes}. As a last resort the lot of the public seed puts it at {n}.")
                said.append(tied.format(codes=some_codes(place.tied), n=place.lot))
        said.append(_("Gates: {gates}.").format(gates=self._gates(self.panel.view.applicants[reference])))
        return " ".join(said)

    def _show_departures(self) -> None:
        """List the first of them: one outcome far off departs from thousands, and each of those from it."""
        empty(self._departing.column)
        self._departing.setVisible(bool(self._departs))
        self._departing.column.addWidget(Text(_("Where outcomes depart from the ranking"), "heading", self._departing))
        for reference in self._departs[: self._shown]:
            self._departing.column.addWidget(Text(self._departure(reference), parent=self._departing))
        left = len(self._departs) - self._shown
        if left > 0:
            words = ngettext("Show {n} more", "Show {n} more", left).format(n=min(left, AT_ONCE))
            self._departing.column.addLayout(row(Button(words, self._on_more, parent=self._departing)))

    def _departure(self, reference: str) -> str:
        view = self.panel.view
        outcome = view.applicants[reference].outcome
        found = () if outcome is None else departures_of(view, self._places, reference, outcome.outcome)
        why = " ".join(departure_words(view.campaign, one) for one in found)
        considered = (outcome.considered if outcome else "") or _("Nothing is noted of what was considered.")
        words = _("{code}: {why} Considered: {considered}")
        return words.format(code=reference, why=why, considered=considered)

    @Slot()
    def _on_more(self) -> None:
        self._shown += AT_ONCE
        self._show_departures()

    @Slot(str)
    def _on_moved(self, reference: str) -> None:
        if reference and reference != self.form.reference:
            self._show_form(reference)

    def _show_form(self, reference: str) -> None:
        self.form.show_application(self.panel.view, self._places, reference, self._facts(reference))
        self.form.tick.setChecked(reference in self._ticked)

    @Slot(str)
    def _on_entered(self, _reference: str) -> None:
        self.form.options[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.rounds.journey.window.reveal(self.form)

    @Slot()
    def _on_wanted(self) -> None:
        form = self.form
        if form.outcome is None:
            return
        reference = form.reference
        why, considered = form.reason.toPlainText().strip(), form.considered.toPlainText().strip()
        try:
            office.decide(self.panel, reference, form.outcome, form.person.text().strip(), why, considered)
        except LeadreadyError as error:
            self.failed(_("The outcome was not set"), error)
            return
        self._ticked = [one for one in self._ticked if one != reference]
        self._after(_("The outcome of {code} is set").format(code=reference))

    @Slot(bool)
    def _on_ticked(self, on: bool) -> None:  # noqa: FBT001 - a signal of Qt
        reference = self.form.reference
        self._ticked = [one for one in self._ticked if one != reference]
        if on:
            self._ticked.append(reference)
        self.together.show_codes(self._ticked)

    @Slot()
    def _on_together(self) -> None:
        card = self.together
        person, why = card.person.text().strip(), card.reason.toPlainText().strip()
        try:
            office.appoint_none_of(self.panel, self._ticked, person, why)
        except LeadreadyError as error:
            self.failed(_("No outcome was set"), error)
            return
        count = len(self._ticked)
        self._ticked = []
        card.reason.setPlainText("")
        words = ngettext("{n} outcome is set", "{n} outcomes are set", count)
        self._after(words.format(n=count))

    @Slot()
    def _on_cleared(self) -> None:
        self._ticked = []
        self.form.tick.setChecked(False)
        self.together.show_codes(self._ticked)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after(self, words: str) -> None:
        self.form.reference = ""
        self._fill()
        self.say(Notice(words, _("It can be set anew; what was set before stays in the log."), parent=self))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
