"""Marking one answer: its text beside the anchors and lines of the criterion.

Digits give marks, Enter goes on, Backspace goes back. What is shown as saved is on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui import theme
from leadready.ui.panel.marking_card import MarkingCard
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.bar import Bar
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.marking import Marking

_WIDE = 820
"""From this width on, in pixels at 100 % text, the answer and the marks stand side by side."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PAGING = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class MarkPage(PanelPage):
    """One answer of a marking.

    Attributes:
        marking: The answers that are marked.
        card: What is given to this one.
    """

    column_width = 1240

    def __init__(self, rounds: Rounds, marking: Marking, at: int) -> None:
        self.marking, self._at = marking, at
        self._place = marking.places[at]
        place = _("Answer {n} of {total}").format(n=at + 1, total=len(marking.places))
        super().__init__(rounds, marking.prompt_of(self._place).title, place)
        self.help_text = _(
            "A digit gives the mark. Enter goes on and Backspace goes back; while you type, Ctrl+Enter goes on. Page "
            "Up and Page Down move the page. Black bars hide what might say who it is. What you give is saved at once. "
            "If you recognise who wrote it, declare the conflict by their name."
        )
        self._failed = self._is_left = False
        self._is_final = marking.is_final(self._place)
        self.body.setSpacing(theme.px(12))
        self._bar = Bar(0, "", self)
        self._progress = Text("", "muted", self, wrap=False)
        self.body.addLayout(SideBySide((self._bar, 1), (self._progress, 0), gap=12))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.px(12))
        self.body.addLayout(self._sides)
        self._sides.addWidget(self._answer(), 11, Qt.AlignmentFlag.AlignTop)
        self.card = MarkingCard(marking.criterion_of(self._place), marking.given(self._place), self)
        self._sides.addWidget(self.card, 10, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch(1)
        self._build_footer()
        self.card.marked.connect(self._on_marked)
        self.card.edited.connect(self._on_edited)
        self.card.settled.connect(self._on_settled)
        if self._is_final:
            is_calibration = marking.is_calibration
            seen, locked = _("You have seen the agreed marks; yours stay."), _("Locked; nothing can be changed.")
            self.card.close_for_good(seen if is_calibration else locked)
        self._show_progress()

    def first_focus(self) -> QWidget:
        """The mark that was given, or the lowest; where nothing can be given any more, what leads on."""
        return self._next if self._is_final else self.card.focus_target()

    @property
    def is_held(self) -> bool:
        """Whether something could not be saved: it stays on this page."""
        return self._failed and not self._is_left

    def may_leave(self) -> bool:
        """Ask before a mark without its reason, or lines without a mark, are lost."""
        missing = self._missing()
        if missing and not self._is_left:
            more = _("What you saved before stays as it is.")
            self._is_left = self.sure(_("Leave without this mark?"), f"{missing} {more}", _("Leave without it"))
            return self._is_left
        return True

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        if not self._is_left:
            self._keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark by digit, go on by Enter, go back by Backspace, move the page by Page Up and Down."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER:
            self._on_next()
        elif event.key() in _PAGING and not control:
            self.rounds.journey.window.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_previous()
        elif not (event.text().isdigit() and not self._is_final and self.card.choose(event.text())):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the marks under the answer where room is short."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _answer(self) -> Card:
        card = Card(parent=self)
        prompt = self.marking.prompt_of(self._place)
        if not self.marking.is_calibration:
            card.column.addWidget(Text(self._place.about, "eyebrow", card))
        card.column.addWidget(Text(prompt.prompt, "muted", card))
        text = self.marking.text(self._place)
        answer = AnswerText(text or _("There is no answer to this."), "body" if text else "warm", card)
        card.column.addWidget(answer)
        return card

    def _build_footer(self) -> None:
        self._saved = Text(_("Locked") if self._is_final else _("All saved"), "muted", wrap=False)
        self._saved.setAccessibleName(_("Saved state"))
        leave = Button(_("Leave"), self._on_leave)
        self._previous = Button(_("Previous"), self._on_previous)
        self._previous.setEnabled(self._at > 0)
        last = self._at + 1 == len(self.marking.places)
        self._next = Button(_("Finish") if last else _("Next"), self._on_next, role="primary")
        self.set_footer(leave, self._previous, end=(self._saved, self._next))

    def _show_progress(self) -> None:
        done, total = self.marking.done, len(self.marking.places)
        words = _("{n} of {total} marked").format(n=done, total=total)
        self._progress.setText(words)
        self._bar.set_share(done / total, words)

    def _missing(self) -> str:
        """Say what keeps that which is shown from being saved; empty where nothing does."""
        missing = self.marking.missing(self._place, self.card.given)
        if missing is None:
            return ""
        if missing == "mark":
            return _("Your reason and your yes or no are saved together with a mark.")
        return _("The lowest and the highest mark need a reason.")

    def _keep(self) -> bool:
        """Keep what is shown; False where it cannot be kept, which is then said."""
        missing = self._missing()
        self.card.warn(missing)
        try:
            at = self.marking.keep(self._place, self.card.given)
        except LeadreadyError as error:
            self._say_unsaved(error)
            return False
        if missing:
            self._saved.setText(_("Not saved"))
            self._saved.set_role("warm")
            return False
        self._say_saved(at)
        return True

    def _say_saved(self, at: datetime) -> None:
        self._failed = False
        self.say(None)
        self._saved.set_role("muted")
        self._saved.setText(_("Saved {time}").format(time=clock_time(at)))
        self._show_progress()

    def _say_unsaved(self, error: LeadreadyError) -> None:
        self._failed = True
        self._saved.setText(_("Not saved"))
        self._saved.set_role("danger")
        words = _("What you gave is not saved yet. It stays on this page.")
        self.say(error_notice(words, error, (_("Try again"), self._on_settled)))

    @Slot()
    def _on_marked(self) -> None:
        """Keep the mark; where it needs a reason first, go there."""
        if not self._keep() and self._missing():
            self._go_to_what_is_missing()

    @Slot()
    def _on_edited(self) -> None:
        self._saved.set_role("muted")
        self._saved.setText(_("Saving…"))

    @Slot()
    def _on_settled(self) -> None:
        self._keep()

    @Slot()
    def _on_next(self) -> None:
        self._turn(self._at + 1)

    @Slot()
    def _on_previous(self) -> None:
        if self._at > 0:
            self._turn(self._at - 1)

    def _turn(self, at: int) -> None:
        """Go to another answer, unless what is shown here cannot be saved as it is."""
        if self._keep():
            self.rounds.rating.turn(self.marking, at)
        elif self._missing():
            self._go_to_what_is_missing()

    def _go_to_what_is_missing(self) -> None:
        wanted = self.marking.missing(self._place, self.card.given)
        target = self.card.reason if wanted == "reason" else self.card.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rounds.journey.window.reveal(target)
        if wanted == "reason":
            self.rounds.journey.window.reveal(self.card.hint)

    @Slot()
    def _on_leave(self) -> None:
        self.rounds.rating.marked(self.marking)


class AnswerText(Text):
    """The answer. The keyboard reaches it, so that a screen reader reads it; its card is outlined then."""

    def __init__(self, text: str, role: str, card: Card) -> None:
        super().__init__(text, role, card)
        self._card = card
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("The answer"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Outline the answer."""
        super().focusInEvent(event)
        self._card.set_kind("current")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the outline away."""
        super().focusOutEvent(event)
        self._card.set_kind("plain")
