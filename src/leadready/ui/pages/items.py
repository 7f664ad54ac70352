"""Answering: one screen of a few items.

Digits answer, Enter goes on, Backspace goes back, and each answer is on disk before the next shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.scoring.responses import Absence
from leadready.ui import theme
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.progress import SectionBars
from leadready.ui.widgets.response_row import ResponseRow
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting


class ItemsPage(Page):
    """One page of an instrument."""

    name = "assessments"

    def __init__(self, journey: Journey, sitting: Sitting, number: int, item_id: str | None = None) -> None:
        section, page = sitting.pages[number]
        super().__init__(section.title, _subtitle(sitting, number))
        self.help_text = _(
            "Press a digit to answer the outlined item; 0 says that it does not apply, where that is offered. "
            "Enter goes on, Backspace goes back. "
            "You may leave an item blank. Every answer is saved at once."
        )
        self._journey = journey
        self._sitting = sitting
        self._number = number
        self._unsaved: set[str] = set()
        self._error: Notice | None = None
        self.body.setSpacing(theme.px(12))
        self._bars = SectionBars(sitting.progress(), section.id, self)
        self.body.addWidget(self._bars)
        if section.intro:
            self.body.addWidget(Text(section.intro, "muted", self))
        if page.lead_in:
            self.body.addWidget(Text(page.lead_in, "heading", self))
        self.rows = [self._row(one) for one in page.items]
        self.body.addWidget(Text(self._instruction(), "muted", self))
        self.body.addStretch(1)
        self._build_footer()
        self._current = self._place_of(item_id) if item_id else self._next_open(0)
        self._outline()

    def first_focus(self) -> QWidget:
        """The outlined item."""
        row = self._current_row()
        return row.focus_target() if row else self._continue

    def _row(self, item_id: str) -> ResponseRow:
        instrument = self._sitting.assessment.instrument
        answer = self._sitting.answers.get(item_id, Absence.NOT_SEEN)
        row = ResponseRow(instrument.by_id[item_id], instrument.response_scale_of(item_id), answer, self)
        row.answered.connect(self._on_answered)
        self.body.addWidget(row)
        return row

    def _build_footer(self) -> None:
        self._saved = Text(self._saved_words(None), "muted")
        self._saved.setAccessibleName(_("Saved state"))
        last = self._number == len(self._sitting.pages) - 1
        label = _("Check answers") if last else _("Continue")
        self._continue = Button(label, self._on_continue, role="primary")
        back = Button(_("Back"), self._on_back)
        leave = Button(_("Leave"), self._on_leave)
        leave.setAccessibleDescription(_("Everything is saved; you can go on later."))
        self.set_footer(back, leave, end=(self._saved, self._continue))

    def _instruction(self) -> str:
        offered = any("0" in row.digits for row in self.rows)
        most = max((row.digits for row in self.rows), key=len)
        digits = _("Press 1 to {last} to answer").format(last=len([one for one in most if one != "0"]))
        none = _(", 0 if you cannot say") if offered else ""
        return _("{digits}{none}. Enter goes on, Backspace goes back.").format(digits=digits, none=none)

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
    def _on_answered(self, item_id: str) -> None:
        if not self._keep(item_id):
            return
        self._current = self._next_open(self._place_of(item_id) + 1)
        self._outline()
        following = self._current_row()
        if following is not None:
            following.take_focus()
            self._reveal(following)
        else:
            self._continue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, item_id: str) -> bool:
        row = self.rows[self._place_of(item_id)]
        try:
            at = self._sitting.answer(item_id, row.answer)
        except LeadreadyError as error:
            self._unsaved.add(item_id)
            self._say_unsaved(error)
            return False
        self._unsaved.discard(item_id)
        if not self._unsaved:
            self._say_saved(at)
        section = self._sitting.assessment.instrument.by_id[item_id].section_id
        self._bars.show_progress(next(one for one in self._sitting.progress() if one.section.id == section))
        return True

    def _say_saved(self, at: datetime) -> None:
        if self._error is not None:
            self._error.hide()
            self._error.deleteLater()
            self._error = None
            self._saved.set_role("muted")
        self._saved.setText(self._saved_words(at))

    def _say_unsaved(self, error: LeadreadyError) -> None:
        self._saved.setText(_("Not saved"))
        self._saved.set_role("danger")
        if self._error is None:
            retry = (_("Try again"), self._on_retry)
            self._error = error_notice(_("Your last answer is not saved yet. It stays on this page."), error, retry)
            self.body.insertWidget(1, self._error)

    @staticmethod
    def _saved_words(at: datetime | None) -> str:
        return _("Saved {time}").format(time=clock_time(at)) if at else _("All saved")

    @Slot()
    def _on_retry(self) -> None:
        for item_id in sorted(self._unsaved):
            if not self._keep(item_id):
                return

    @Slot()
    def _on_continue(self) -> None:
        if not self._leave_page():
            return
        if self._number == len(self._sitting.pages) - 1:
            self._journey.check(self._sitting.id)
        else:
            self._journey.turn(self._sitting, self._number + 1)

    @Slot()
    def _on_back(self) -> None:
        if self._number and not self._unsaved:
            self._journey.turn(self._sitting, self._number - 1)

    @Slot()
    def _on_leave(self) -> None:
        if not self._unsaved:
            self._journey.home()

    def _leave_page(self) -> bool:
        """Mark blanks as seen; stay when something could not be saved."""
        self._on_retry()
        if self._unsaved:
            return False
        try:
            self._sitting.leave_page(self._number)
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

    def _current_row(self) -> ResponseRow | None:
        return self.rows[self._current] if self._current < len(self.rows) else None

    def _focused_row(self) -> ResponseRow | None:
        focus = QApplication.focusWidget()
        return next((row for row in self.rows if focus is not None and row.isAncestorOf(focus)), None)

    def _outline(self) -> None:
        for place, row in enumerate(self.rows):
            row.set_current(place == self._current)

    def _reveal(self, row: ResponseRow) -> None:
        """Scroll the item into view where the window is small."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and not area.viewport().rect().contains(
            QRect(row.mapTo(area.viewport(), row.rect().topLeft()), row.size())
        ):
            area.ensureWidgetVisible(row, 0, 24)


def _subtitle(sitting: Sitting, number: int) -> str:
    section = sitting.pages[number][0]
    pages = [place for place, (one, _page) in enumerate(sitting.pages) if one is section]
    part = _("Part {n} of {total}").format(n=pages.index(number) + 1, total=len(pages))
    return _("{part}. This section is optional.").format(part=part) if section.optional else part
