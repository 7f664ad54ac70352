"""What is known of one application, and what the office does with it: gates, adjustments, erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.letter import gate_note
from leadready.ui.page import tab_through
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, empty
from leadready.ui.widgets.fields import LabelledField, TextArea, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.question import is_sure
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.panel.kinds import Passed
    from leadready.panel.view import Applicant
    from leadready.workflow.panel.panel import Panel


class ApplicantCard(Card):
    """One application at a time.

    Signals:
        changed: Something was written down about it; with its code.
    """

    changed = Signal(str)

    def __init__(self, panel: Panel, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._panel = panel
        self._reference = ""
        self._named = False
        self._parts: QVBoxLayout = QVBoxLayout()
        self._parts.setSpacing(self.column.spacing())
        self.column.addLayout(self._parts)

    def show_applicant(self, reference: str, *, named: bool) -> None:
        """Show another application, or the same one anew."""
        applicant = self._panel.view.applicants.get(reference)
        if applicant is None:
            return
        self._reference, self._named = reference, named
        empty(self._parts)
        self._add(Text(self._heading(applicant), "heading", self))
        if applicant.is_erased:
            self._add(Text(_("Everything that was said about it is taken away."), "muted", self))
            return
        self._raters()
        for gate_id, gate in self._panel.campaign.gates.items():
            row = GateRow(self._panel, applicant, gate_id, self)
            row.changed.connect(self._on_changed)
            row.setAccessibleName(gate.title)
            self._add(row)
        self._contents(applicant)
        if self._panel.me.opens_submissions and applicant.private is not None:
            self._adjustments(applicant.private.adjustments)
        if self._panel.keys.signing.public in self._panel.log.leads:
            self._erasing()

    def focus_first(self) -> None:
        """Go to the first thing that can be done."""
        buttons = self.findChildren(Button)
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, widget: QWidget) -> None:
        self._parts.addWidget(widget)

    def _heading(self, applicant: Applicant) -> str:
        if self._named and applicant.private is not None:
            return f"{applicant.reference} · {applicant.private.name}"
        return applicant.reference

    def _raters(self) -> None:
        view = self._panel.view
        readers = sorted(member for reference, member in view.assigned if reference == self._reference)
        words: list[str] = []
        for member in readers:
            locked = (self._reference, member) in view.locked
            said = _("{name} (locked)") if locked else _("{name} (not locked yet)")
            words.append(said.format(name=view.members[member].name))
        said = ", ".join(words) if words else _("nobody yet")
        self._add(Text(_("Raters: {names}").format(names=said), parent=self))

    def _contents(self, applicant: Applicant) -> None:
        """Offer the answers as raters read them."""
        view, texts = self._panel.view, list[QWidget]()
        for prompt_id, prompt in self._panel.campaign.prompts.items():
            answer = view.answers.get((applicant.reference, prompt_id))
            if answer is not None:
                title = (
                    prompt.title
                    if answer.reviewed
                    else _("{title} (nobody has read it yet)").format(title=prompt.title)
                )
                texts += [Text(title, "strong", self), Text(answer.text, parent=self)]
        if not texts:
            return
        more = Unfolding(_("Show the answers as raters read them"), _("Hide the answers"), texts, self)
        self._add(more)

    def _adjustments(self, words: str) -> None:
        self.adjustments = TextArea(words, self)
        label = _("Reasonable adjustments")
        help_text = _("What was agreed with the applicant, such as more time. No rater is ever given this.")
        keep = Button(_("Keep the adjustments"), self._on_adjust, parent=self)
        parts = [LabelledField(label, self.adjustments, self, help_text=help_text), keep]
        open_ = _("Adjustments: {words}").format(words=words) if words else _("Note adjustments")
        self._add(Unfolding(open_, _("Hide the adjustments"), parts, self))

    def _erasing(self) -> None:
        self.person, self.why = TextLine("", self), TextLine("", self)
        self.erase_button = Button(
            _("Erase this application"), self._on_erase, role="danger", picture="delete", parent=self
        )
        parts = [
            Text(
                _(
                    "All that was said about this applicant is taken away, here and on every laptop that your next "
                    "bundles reach. A certificate stays: who decided, when and why. Old files bring nothing back."
                ),
                parent=self,
            ),
            LabelledField(_("Who decides"), self.person, self),
            LabelledField(_("Why"), self.why, self),
            self.erase_button,
        ]
        self._add(Unfolding(_("Erase…"), _("Do not erase"), parts, self))

    def _say(self, heading: str, error: LeadreadyError) -> None:
        notice = error_notice(heading, error)
        self._parts.insertWidget(1, notice)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit(self._reference)

    @Slot()
    def _on_adjust(self) -> None:
        try:
            office.adjust(self._panel, self._reference, self.adjustments.toPlainText())
        except LeadreadyError as error:
            self._say(_("The adjustments were not kept"), error)
        else:
            self.changed.emit(self._reference)

    @Slot()
    def _on_erase(self) -> None:
        if self.person.text().strip() and self.why.text().strip() and not sure_to_erase(self, self._reference):
            return
        try:
            office.erase(self._panel, self._reference, self.person.text(), self.why.text())
        except LeadreadyError as error:
            self._say(_("Nothing was erased"), error)
        else:
            self.changed.emit(self._reference)


class GateRow(QWidget):
    """A gate: what is said of it, and the office's own word.

    Signals:
        changed: The office said something.
    """

    changed = Signal()

    def __init__(self, panel: Panel, applicant: Applicant, gate: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._panel, self._reference, self._gate = panel, applicant.reference, gate
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        title = panel.campaign.gates[gate].title
        self._column = column
        column.addWidget(Text(f"{title}: {gate_words(applicant.gates.get(gate))}", "strong", self))
        note = gate_note(applicant, gate)
        if note:
            column.addWidget(Text(note, "muted", self))
        self.why = TextLine("", self)
        passed = Button(_("It is passed"), self._on_passed, parent=self)
        failed = Button(_("It is not passed"), self._on_failed, parent=self)
        for button in (passed, failed):
            button.setAccessibleDescription(title)
        parts: list[QWidget] = [LabelledField(_("Why"), self.why, self), passed, failed]
        column.addWidget(
            Unfolding(_("Confirm or correct: {title}").format(title=title), _("Leave it as it is"), parts, self)
        )

    @Slot()
    def _on_passed(self) -> None:
        self._confirm(passed=True)

    @Slot()
    def _on_failed(self) -> None:
        self._confirm(passed=False)

    def _confirm(self, *, passed: bool) -> None:
        try:
            office.confirm_gate(self._panel, self._reference, self._gate, passed=passed, why=self.why.text())
        except LeadreadyError as error:
            self._column.addWidget(error_notice(_("This was not kept"), error))
        else:
            self.changed.emit()


class Unfolding(QWidget):
    """A button, and what it unfolds; the keyboard comes to the parts after the button, though they were made before."""

    def __init__(self, opens: str, closes: str, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = opens, closes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.button = Button(opens, self._on_turn, role="quiet", parent=self)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.inner = QWidget(self)
        within = QVBoxLayout(self.inner)
        within.setContentsMargins(0, 0, 0, 0)
        buttons = [part for part in parts if isinstance(part, Button)]
        for part in parts:
            if part not in buttons:
                within.addWidget(part)
        if buttons:
            within.addLayout(Flow(*buttons))
        self.inner.hide()
        column.addWidget(self.inner)
        controls = (one for part in parts for one in (part, *part.findChildren(QWidget)))
        tab_through((self.button, *(one for one in controls if one.focusPolicy() & Qt.FocusPolicy.TabFocus)))

    @Slot()
    def _on_turn(self) -> None:
        opened = self.inner.isHidden()
        self.inner.setVisible(opened)
        self.button.setText(self._words[1] if opened else self._words[0])


def gate_words(said: Passed | None) -> str:
    """Say where a gate stands."""
    if said is None:
        return _("not known")
    if said.confirmed:
        return _("passed, confirmed by the office") if said.passed else _("not passed, confirmed by the office")
    return _("passed, as the applicant says") if said.passed else _("not passed, as the applicant says")


def sure_to_erase(parent: QWidget, reference: str) -> bool:
    """Ask once more; keeping is the safe answer."""
    words = _("Erase {code} for good?").format(code=reference)
    more, warning = _("Nothing brings it back."), QMessageBox.Icon.Warning
    return is_sure(parent, words, more, do=_("Erase"), leave=_("Keep it"), icon=warning)
