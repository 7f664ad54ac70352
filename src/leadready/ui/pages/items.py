"""Answering: one screen of a few items.

Digits answer, Enter goes on, Backspace goes back, and each answer is on disk before the next shows. What an answer
makes of the items after it, on this page and on others, is seen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.scoring.responses import Absence
from leadready.ui import theme
from leadready.ui.page import Page, tab_through
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import row as line_of
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.progress import SectionBars
from leadready.ui.widgets.response_row import ResponseRow
from leadready.ui.widgets.text import Text
from leadready.ui.widgets.text_row import TextRow
from leadready.ui.words import clock_time

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from leadready.instrument.model import Item
    from leadready.ui.journey import Journey
    from leadready.workflow.answering import Answering

Row: TypeAlias = ResponseRow | TextRow
GAP = 12


class ItemsPage(Page):
    """One page of an instrument."""

    name = "assessments"

    def __init__(self, journey: Journey, answering: Answering, number: int, item_id: str | None = None) -> None:
        section, page = answering.pages[number]
        super().__init__(section.title, self.subtitle(answering, number))
        self.help_text = _(
            "Press a digit to answer the outlined item; 0 says that it does not apply, where that is offered. "
            "Enter goes on, Backspace goes back. "
            "You may leave an item blank. Every answer is saved at once."
        )
        self._journey = journey
        self._answering = answering
        self._number = number
        self._unsaved: set[str] = set()
        self._error: Notice | None = None
        self._current = -1
        self.rows: list[Row] = []
        self.body.setSpacing(theme.px(GAP))
        self._bars = SectionBars(answering.progress(), section.id, self)
        self.body.addWidget(self._bars)
        self._said = [
            (Text("", role, self), said) for role, said in (("muted", section.intro), ("heading", page.lead_in)) if said
        ]
        for label, _text in self._said:
            self.body.addWidget(label)
        if answering.can_skip(number):
            self.body.addLayout(line_of(Button(_("Skip this section"), self._on_skip, parent=self)))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(GAP))
        self.body.addLayout(self._list)
        self._how = Text("", "muted", self)
        self.body.addWidget(self._how)
        self.body.addStretch(1)
        self._build_footer()
        self._follow()
        self._current = self._place_of(item_id) if item_id else self._next_open(0)
        self._outline()

    @staticmethod
    def subtitle(answering: Answering, number: int) -> str:
        """Say which part of its section a page is."""
        section = answering.pages[number][0]
        pages = answering.pages_of(section)
        part = _("Part {n} of {total}").format(n=pages.index(number) + 1, total=len(pages))
        return _("{part}. This section is optional.").format(part=part) if section.optional else part

    def first_focus(self) -> QWidget:
        """The outlined item."""
        row = self._current_row()
        return row.focus_target() if row else self._continue

    @property
    def is_held(self) -> bool:
        """Whether an answer could not be saved yet: it stays on this page."""
        return bool(self._unsaved)

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        for row in self.rows:
            if isinstance(row, TextRow):
                row.keep()

    def _follow(self) -> None:
        """Show what this person is asked on this page, in the words for them; rows that stay are not touched."""
        shown = self.rows
        before = {row.item_id: row for row in shown}
        self.rows = []
        for place, item in enumerate(self._answering.items_on(self._number)):
            row = before.pop(item.id, None) or self._row(item)
            if row.stem.text() != item.stem:
                row.set_stem(item.stem)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
            self.rows.append(row)
        for gone in before.values():
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for label, said in self._said:
            label.setText(self._answering.text(said))
        self._how.setText(self._instruction())
        last = self._answering.page_after(self._number) is None
        self._continue.setText(_("Check answers") if last else _("Continue"))
        if self.rows != shown:
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go down the page: a row that came later was made later."""
        controls = [control for row in self.rows for control in row.controls()]
        tab_through(controls)

    def _row(self, item: Item) -> Row:
        scale = self._answering.instrument.response_scale_of(item.id)
        answer = self._answering.answers.get(item.id, Absence.NOT_SEEN)
        row: Row
        if scale.text is not None:
            row = TextRow(item, scale, answer, self)
            row.edited.connect(self._on_edited)
            row.written.connect(self._on_written)
        else:
            row = ResponseRow(item, scale, answer, self)
            row.answered.connect(self._on_answered)
        row.entered.connect(self._on_entered)
        return row

    def _build_footer(self) -> None:
        self._saved = Text(self.saved_words(None), "muted")
        self._saved.setAccessibleName(_("Saved state"))
        self._continue = Button(_("Continue"), self._on_continue, role="primary")
        back = Button(_("Back"), self._on_back)
        leave = Button(_("Leave"), self._on_leave)
        leave.setAccessibleDescription(self.leave_words())
        self.set_footer(back, leave, end=(self._saved, self._continue))

    def _instruction(self) -> str:
        sentences: list[str] = []
        choosing = [row for row in self.rows if row.digits]
        if choosing:
            most = len([one for one in max((row.digits for row in choosing), key=len) if one != "0"])
            none = _(", 0 if you cannot say") if any("0" in row.digits for row in choosing) else ""
            digits = _("Press 1 to {last} to answer").format(last=most)
            sentences.append(_("{digits}{none}. Enter goes on, Backspace goes back.").format(digits=digits, none=none))
        if len(choosing) < len(self.rows):
            sentences.append(_("What you write is saved as you pause. Tab leaves the field."))
        return " ".join(sentences)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digit; go on by Enter; go back by Backspace."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_continue()
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_back()
        elif event.text().isdigit():
            self._on_digit(event.text())
        else:
            super().keyPressEvent(event)

    def _on_digit(self, digit: str) -> None:
        row = self._focused_row() or self._current_row()
        if row is not None:
            row.choose(digit)

    @Slot(str)
    def _on_edited(self, _item_id: str) -> None:
        if not self._unsaved:
            self._saved.setText(_("Saving…"))

    @Slot(str)
    def _on_written(self, item_id: str) -> None:
        self._keep(item_id)

    @Slot(str)
    def _on_entered(self, item_id: str) -> None:
        """Outline the item that the keyboard is in, however it came there."""
        place = next((place for place, row in enumerate(self.rows) if row.item_id == item_id), self._current)
        if place != self._current:
            self._current = place
            self._outline()

    @Slot(str)
    def _on_answered(self, item_id: str) -> None:
        if not self._keep(item_id):
            return
        self._current = self._next_open(self._place_of(item_id) + 1)
        self._outline()
        following = self._current_row()
        if following is not None:
            following.take_focus()
            self._journey.window.reveal(following)
        else:
            self._continue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, item_id: str) -> bool:
        row = self.rows[self._place_of(item_id)]
        try:
            at = self._answering.answer(item_id, row.answer)
        except LeadreadyError as error:
            self._unsaved.add(item_id)
            self._say_unsaved(error)
            return False
        self._unsaved.discard(item_id)
        if not self._unsaved:
            self._say_saved(at)
        self._bars.show_progress(self._answering.progress())
        self._follow()
        return True

    def _say_saved(self, at: datetime) -> None:
        if self._error is not None:
            self._error.hide()
            self._error.deleteLater()
            self._error = None
            self._saved.set_role("muted")
        self._saved.setText(self.saved_words(at))

    def _say_unsaved(self, error: LeadreadyError) -> None:
        self._saved.setText(_("Not saved"))
        self._saved.set_role("danger")
        if self._error is None:
            retry = (_("Try again"), self._on_retry)
            self._error = error_notice(_("Your last answer is not saved yet. It stays on this page."), error, retry)
            self.body.insertWidget(1, self._error)

    @staticmethod
    def leave_words() -> str:
        """Say what becomes of the answers when one leaves."""
        return _("Everything is saved; you can go on later.")

    @staticmethod
    def saved_words(at: datetime | None) -> str:
        """Say whether the last answer is saved, and since when."""
        return _("Saved {time}").format(time=clock_time(at)) if at else _("All saved")

    @Slot()
    def _on_retry(self) -> None:
        for item_id in sorted(self._unsaved):
            if not self._keep(item_id):
                return

    @Slot()
    def _on_continue(self) -> None:
        if self._leave_page():
            self._go_on(self._answering.page_after(self._number))

    @Slot()
    def _on_skip(self) -> None:
        """Leave the section out: what is blank in it stays as if it had not been seen."""
        self.leaving()
        self._on_retry()
        if not self._unsaved:
            self._go_on(self._answering.page_after_section(self._number))

    def _go_on(self, page: int | None) -> None:
        if page is None:
            self._journey.finish(self._answering)
        else:
            self._journey.turn(self._answering, page)

    @Slot()
    def _on_back(self) -> None:
        before = self._answering.page_before(self._number)
        if before is not None:
            self._journey.turn(self._answering, before)

    @Slot()
    def _on_leave(self) -> None:
        self._journey.home()

    def _leave_page(self) -> bool:
        """Mark blanks as seen; stay when something could not be saved."""
        self.leaving()
        self._on_retry()
        if self._unsaved:
            return False
        try:
            self._answering.leave_page(self._number)
        except LeadreadyError as error:
            self._say_unsaved(error)
            return False
        return True

    def _place_of(self, item_id: str) -> int:
        return [row.item_id for row in self.rows].index(item_id)

    def _next_open(self, start: int) -> int:
        """Find the next item without an answer, going round once; past the end when there is none."""
        order = [*range(start, len(self.rows)), *range(start)]
        return next((place for place in order if self.rows[place].answer is Absence.MISSING), len(self.rows))

    def _current_row(self) -> Row | None:
        return self.rows[self._current] if self._current < len(self.rows) else None

    def _focused_row(self) -> Row | None:
        focus = QApplication.focusWidget()
        return next((row for row in self.rows if focus is not None and row.isAncestorOf(focus)), None)

    def _outline(self) -> None:
        for place, row in enumerate(self.rows):
            row.set_current(place == self._current)
