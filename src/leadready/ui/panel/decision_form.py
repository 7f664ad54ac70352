"""The form in which somebody named sets an outcome. Nothing is chosen beforehand, and nothing is taken from a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup

from leadready.exchange.decision_words import departure_words, outcome_words
from leadready.language import _, ngettext
from leadready.panel.decisions import departures_of
from leadready.panel.kinds import Outcome
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextArea, TextLine, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.panel.decisions import Departure
    from leadready.panel.ranking import Place
    from leadready.panel.view import PanelView

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class DecisionForm(Card):
    """One application at a time.

    Attributes:
        options: An option for each outcome, in the order of `OUTCOMES`.
        person: Who decides; it stays from one application to the next, since one person decides many.
        reason: Why.
        considered: What was considered beyond the score.

    Signals:
        wanted: An outcome is to be set.
        ticked: The application goes among those that are not appointed together, or out of them again.
    """

    wanted = Signal()
    ticked = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("current", parent, gap=8)
        self._view: PanelView | None = None
        self._places: Sequence[Place] = ()
        self.reference = ""
        self.heading = Text("", "heading", self)
        self.facts = Text("", parent=self)
        self.now = Text("", "strong", self)
        for widget in (self.heading, self.facts, self.now):
            self.column.addWidget(widget)
        self._group = QButtonGroup(self)
        self.options = [
            Option(outcome_words(outcome), str(digit), parent=self) for digit, outcome in enumerate(OUTCOMES, start=1)
        ]
        for option in self.options:
            self._group.addButton(option)
        self.column.addLayout(SideBySide(*((option, 1) for option in self.options), fill=True))
        self._group.buttonToggled.connect(self._on_chosen)
        self.departs = Text("", "warm", self)
        self.departs.hide()
        self.column.addWidget(self.departs)
        self.person = TextLine(self)
        self.reason = TextArea(parent=self)
        self.considered = TextArea(parent=self)
        more = _("Needed where the outcome departs from the ranking, parts a tie or goes past a gate.")
        for label, control, help_text in (
            (_("Who decides"), self.person, ""),
            (_("Why"), self.reason, ""),
            (_("What was considered beyond the score"), self.considered, more),
        ):
            self.column.addWidget(LabelledField(label, control, self, help_text=help_text))
        self.missing = Text("", "warm", self)
        self.missing.hide()
        self.column.addWidget(self.missing)
        self.set = Button(_("Set the outcome"), self._on_set, role="primary", parent=self)
        self.column.addLayout(Flow(self.set))
        self.tick = Tick(_("Among those not appointed together, for one reason"), self)
        self.tick.clicked.connect(self.ticked)
        self.column.addWidget(self.tick)

    @property
    def outcome(self) -> Outcome | None:
        """What was chosen; None until somebody chose."""
        return next((outcome for outcome, one in zip(OUTCOMES, self.options, strict=True) if one.isChecked()), None)

    def show_application(self, view: PanelView, places: Sequence[Place], reference: str, facts: str) -> None:
        """Take another application: what was typed about the one before is gone, and nothing is chosen."""
        self._view, self._places, self.reference = view, places, reference
        self.heading.setText(reference)
        self.facts.setText(facts)
        known = view.applicants[reference].outcome
        self.now.setVisible(known is not None)
        if known is not None:
            words = _("Now: {outcome}, set by {person}: {why}")
            said = words.format(outcome=outcome_words(known.outcome), person=known.person, why=known.why)
            self.now.setText(said)
        self._group.setExclusive(False)
        for option in self.options:
            option.setChecked(False)
        self._group.setExclusive(True)
        self.reason.setPlainText("")
        self.considered.setPlainText("")
        self.missing.hide()
        self.departs.hide()

    def choose(self, digit: int) -> bool:
        """Choose an outcome by its digit; says whether there is such a one."""
        if not 1 <= digit <= len(self.options):
            return False
        option = self.options[digit - 1]
        option.setChecked(True)
        option.setFocus()
        return True

    def departures(self) -> tuple[Departure, ...]:
        """Say how what was chosen departs from the ranking."""
        if self._view is None or self.outcome is None:
            return ()
        return departures_of(self._view, self._places, self.reference, self.outcome)

    @Slot()
    def _on_chosen(self) -> None:
        found = self.departures()
        self.departs.setVisible(bool(found))
        if self._view is not None:
            self.departs.setText(" ".join(departure_words(self._view.campaign, one) for one in found))

    @Slot()
    def _on_set(self) -> None:
        departs = bool(self.departures())
        wanted: list[tuple[bool, QWidget, str]] = [
            (self.outcome is not None, self.options[0], _("Choose the outcome.")),
            (bool(self.person.text().strip()), self.person, _("Say who decides.")),
            (bool(self.reason.toPlainText().strip()), self.reason, _("Say why, in words.")),
            (
                not departs or bool(self.considered.toPlainText().strip()),
                self.considered,
                _("Say what was considered beyond the score."),
            ),
        ]
        missing = [(control, words) for is_there, control, words in wanted if not is_there]
        self.missing.setVisible(bool(missing))
        if missing:
            self.missing.setText(" ".join(words for _control, words in missing))
            missing[0][0].setFocus()
        else:
            self.wanted.emit()


class TogetherCard(Card):
    """Those ticked one by one as not appointed, with one reason for all of them.

    Signals:
        wanted: They are to be set.
        cleared: None of them is meant any more.
    """

    wanted = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        self.column.addWidget(Text(_("Not appointed, together"), "heading", self))
        why = _(
            "Only for this outcome, only applications that you ticked one by one after looking at each, and none that "
            "departs from the ranking: each of those needs words of its own."
        )
        self.column.addWidget(Text(why, "muted", self))
        self.listed = Text("", "strong", self)
        self.column.addWidget(self.listed)
        self.person = TextLine(self)
        self.reason = TextArea(parent=self)
        self.column.addWidget(LabelledField(_("Who decides about them"), self.person, self))
        self.column.addWidget(LabelledField(_("Why, for all of them"), self.reason, self))
        self.set = Button(_("Set them as not appointed"), self._on_set, parent=self)
        self.clear = Button(_("Untick all"), self._on_clear, role="quiet", parent=self)
        self.column.addLayout(Flow(self.set, self.clear))

    def show_codes(self, codes: Sequence[str]) -> None:
        """List those that are ticked."""
        words = ngettext("{n} ticked: {codes}", "{n} ticked: {codes}", len(codes))
        self.listed.setText(words.format(n=len(codes), codes=", ".join(codes)))
        self.setVisible(bool(codes))

    @Slot()
    def _on_set(self) -> None:
        for control, words in ((self.person, self.person.text()), (self.reason, self.reason.toPlainText())):
            if not words.strip():
                control.setFocus()
                return
        self.wanted.emit()

    @Slot()
    def _on_clear(self) -> None:
        self.cleared.emit()
