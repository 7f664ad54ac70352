"""Reading the answers before raters do: what is hidden is shown as such, more can be hidden, and each is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.announcing import announce
from leadready.ui.panel.looking_through import LookingThrough
from leadready.ui.panel.panel_page import PanelPage, no_applications
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel import redaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from leadready.panel.names import Span
    from leadready.ui.panel.rounds import Rounds

_LINES = 9


class RedactionPage(PanelPage):
    """One answer after the other; those that wait come first, the others can be looked at again."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("Read the answers"),
            _("What is struck out is hidden from the raters. No rater gets an answer before."),
        )
        self.help_text = _(
            "Select words with the mouse, or with Shift and the arrow keys, and press H to hide them or S to show them "
            "again. Enter confirms and goes on. The detector finds common forms only; you find the rest."
        )
        self._queue: list[tuple[str, str]] = []
        self._at = 0
        self._places: tuple[Span, ...] = ()
        self._where = Text("", "eyebrow", self)
        self._prompt = Text("", "heading", self)
        self._question = Text("", "muted", self)
        self.all = Tick(_("Also show answers that are confirmed"), self)
        self.all.toggled.connect(self._on_all)
        self.answer = RedactionText(self)
        self.answer.hide_wanted.connect(self._on_hide)
        self.answer.show_wanted.connect(self._on_show)
        self.answer.confirm_wanted.connect(self.confirm)
        self._says = Text("", "muted", self)
        self._hide = Button(_("Hide them (H)"), self._on_hide, picture="minus")
        self._show = Button(_("Show them (S)"), self._on_show, picture="undo")
        card = Card("current", self)
        parts: tuple[QWidget, ...] = (self._where, self._prompt, self._question, self.answer, self._says)
        for part in parts:
            card.column.addWidget(part)
        card.column.addLayout(Flow(self._hide, self._show))
        self._card = card
        self._preview_card = Card(parent=self)
        self._preview_card.column.addWidget(Text(_("As raters will read it"), "strong", self._preview_card))
        self._preview = Text("", parent=self._preview_card)
        self._preview_card.column.addWidget(self._preview)
        self._done = Text(_("Every answer has been read. Nothing waits."), parent=self)
        self._nothing = no_applications(_("Their answers will stand here to be read."), rounds, self)
        below: tuple[QWidget, ...] = (self.all, self._done, self._nothing, card, self._preview_card)
        for part in below:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._back = Button(_("The one before"), self._on_back, picture="back")
        self._later = Button(_("Leave it for later"), self._on_later)
        self.confirm_button = Button(_("Confirm and go on"), self.confirm, role="primary", picture="tick")
        leave = self.back_to_desk()
        self.set_footer(leave, self._back, end=(self._later, self.confirm_button))
        self._leave = leave
        self._looking = LookingThrough(self)
        self._looking.finished.connect(self._on_looked_through)
        self._looking.failed.connect(self._on_not_looked_through)
        self._waiting = Text(_("Looking through the answers…"), "strong", self)
        self.body.insertWidget(self.body.indexOf(self.all), self._waiting)
        self._waiting.hide()
        if redaction.is_looked_through(self.panel.view):
            self._begin()
        else:
            self._look_through()

    def first_focus(self) -> QWidget:
        """The answer, whose keys do everything; where none waits, what there is to press."""
        if self._looking.is_busy:
            return self._leave
        if self._queue:
            return self.answer
        return self.all if self.all.isVisibleTo(self) else self._nothing.findChild(Button) or self.answer

    def leaving(self) -> None:
        """Look no further; the next time it goes on."""
        self._looking.cancel()

    def _look_through(self) -> None:
        """Have thousands of answers looked through beside the window before the first is shown."""
        for widget in (self._card, self._preview_card, self._back, self._later, self.confirm_button, self.all,
                       self._done, self._nothing):  # fmt: skip
            widget.hide()
        self._waiting.show()
        self._looking.start()

    @Slot()
    def _on_looked_through(self) -> None:
        self._waiting.hide()
        self._begin()
        if self._leave.hasFocus():  # the person has not gone elsewhere meanwhile
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_not_looked_through(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._waiting.hide()
            self.say(error_notice(_("The answers were not looked through"), error))

    def _begin(self) -> None:
        view = self.panel.view
        waiting = list(redaction.unread(view))
        if self.all.isChecked():
            waiting += [pair for pair in sorted(view.redactions) if pair not in set(waiting) and self._is_here(pair)]
        self._queue, self._at = waiting, 0
        self._load()

    def _is_here(self, pair: tuple[str, str]) -> bool:
        applicant = self.panel.view.applicants.get(pair[0])
        return applicant is not None and applicant.private is not None and pair[1] in self.panel.campaign.prompts

    def _load(self) -> None:
        here = bool(self._queue)
        for widget in (self._card, self._preview_card, self._back, self._later, self.confirm_button):
            widget.setVisible(here)
        any_came = any(one.received for one in self.panel.view.applicants.values())
        self._done.setVisible(not here and any_came)
        self._nothing.setVisible(not any_came)
        self.all.setVisible(any_came)
        if not here:
            return
        reference, prompt_id = self._queue[self._at]
        prompt = self.panel.campaign.prompts[prompt_id]
        words = _("{code}, answer {n} of {total}")
        self._where.setText(
            words.format(code=reference, n=number(self._at + 1), total=number(len(self._queue))).upper()
        )
        self._prompt.setText(prompt.title)
        self._question.setText(prompt.prompt)
        self.answer.setPlainText(redaction.written(self.panel.view, reference, prompt_id))
        self.answer.setAccessibleName(_("Answer of {code} to “{title}”").format(code=reference, title=prompt.title))
        self._places = redaction.places_of(self.panel.view, reference, prompt_id)
        self._show_places()
        self._back.setEnabled(self._at > 0)
        self._later.setEnabled(self._at + 1 < len(self._queue))

    def _show_places(self) -> None:
        count = len(self._places)
        said = ngettext("{n} place is hidden.", "{n} places are hidden.", count).format(n=number(count))
        self._says.setText(said if count else _("Nothing is hidden."))
        text = self.answer.toPlainText()
        self._preview.setText(redaction.hidden(text, self._places) or _("Nothing was written."))
        self.answer.mark(self._places)
        self.answer.setAccessibleDescription(said)

    @Slot()
    def _on_hide(self) -> None:
        chosen = self.answer.selected()
        if chosen is None:
            self._says.setText(_("Select the words first."))
            return
        self._change(redaction.merged([*self._places, chosen]))

    @Slot()
    def _on_show(self) -> None:
        self._change(redaction.without(self._places, self.answer.selected() or self.answer.at_cursor()))

    def _change(self, places: Sequence[Span]) -> None:
        self._places = tuple(places)
        self._show_places()
        announce(self, self._says.text())

    @Slot()
    def confirm(self) -> None:
        """Confirm the answer that is shown, and go on with the next."""
        if not self._queue:
            return
        try:
            redaction.confirm(self.panel, *self._queue[self._at], self._places)
        except LeadreadyError as error:
            self.say(error_notice(_("This was not confirmed"), error))
            return
        self.say(None)
        if self.all.isChecked() and self._at + 1 < len(self._queue):
            self._at += 1
        else:
            del self._queue[self._at]
            self._at = min(self._at, max(len(self._queue) - 1, 0))
        self._load()
        (self.answer if self._queue else self.all).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_back(self) -> None:
        self._at = max(self._at - 1, 0)
        self._load()

    @Slot()
    def _on_later(self) -> None:
        self._at = min(self._at + 1, len(self._queue) - 1)
        self._load()

    @Slot()
    def _on_all(self) -> None:
        self._begin()


class RedactionText(QPlainTextEdit):
    """An answer to read and select in; what is hidden is struck out on another ground.

    Signals:
        hide_wanted: The selected words are to be hidden.
        show_wanted: They are to be shown again.
        confirm_wanted: It is confirmed.
    """

    hide_wanted = Signal()
    show_wanted = Signal()
    confirm_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(keys)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)

    def mark(self, places: Sequence[Span]) -> None:
        """Show what is hidden."""
        look = QTextCharFormat()
        look.setFontStrikeOut(True)
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setBackground(theme.colour("warm_soft"))
        look.setForeground(theme.colour("warm"))
        marked: list[QTextEdit.ExtraSelection] = []
        plain = self.toPlainText()
        for start, end in places:
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(plain[:start]))
            cursor.setPosition(_units(plain[:end]), QTextCursor.MoveMode.KeepAnchor)
            one.cursor, one.format = cursor, look
            marked.append(one)
        self.setExtraSelections(marked)

    def selected(self) -> Span | None:
        """Give what is selected, in characters; None where nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._span(cursor.selectionStart(), cursor.selectionEnd())

    def at_cursor(self) -> Span:
        """Give the character behind the cursor, for whoever has selected nothing."""
        place = self.textCursor().position()
        return self._span(place, place + 1)

    def _span(self, start: int, end: int) -> Span:
        """Turn Qt's places, which count in units of UTF-16, into characters."""
        plain = self.toPlainText().encode("utf-16-le")
        return len(plain[: start * 2].decode("utf-16-le", "ignore")), len(
            plain[: end * 2].decode("utf-16-le", "ignore")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """H hides, S shows, Enter confirms; everything else moves and selects."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        wanted = {
            Qt.Key.Key_H: self.hide_wanted,
            Qt.Key.Key_S: self.show_wanted,
            Qt.Key.Key_Return: self.confirm_wanted,
            Qt.Key.Key_Enter: self.confirm_wanted,
        }.get(Qt.Key(event.key()))
        if plain and wanted is not None:
            wanted.emit()
        else:
            super().keyPressEvent(event)


def _units(text: str) -> int:
    """Count a text in units of UTF-16, as Qt does: a letter beyond the basic plane takes two."""
    return len(text.encode("utf-16-le")) // 2
