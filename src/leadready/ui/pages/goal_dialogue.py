"""A goal thought through: one thing is asked at a time, in the manner of the item pages.

Enter goes on, Backspace in an empty field goes back, Escape leaves; what was typed is kept each time, and a moment
after every pause besides. What is asked, and what stands there already, `planning.dialogue` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from leadready.language import _
from leadready.planning.dialogue import STEPS, Step, advice_beside, answered, ask, read_back, said
from leadready.planning.plan import Goal
from leadready.ui import theme
from leadready.ui.autosave import Autosave
from leadready.ui.page import Page, tab_through
from leadready.ui.widgets.bar import Bar
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import DateField, LabelledField, TextArea
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text
from leadready.workflow.plans import keep_plan, open_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from leadready.planning.dialogue import Asked
    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting

_LINES = 3
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class GoalDialoguePage(Page):
    """One step of the dialogue about one goal."""

    name = "history"

    def __init__(self, journey: Journey, sitting: Sitting, number: int, step: Step) -> None:
        """Ask about the goal of a number, counted from 0."""
        self._plan = open_plan(journey.services, sitting)
        self._step = step
        self.goal = self._plan.goals[number]
        asked = ask(self.goal, step, sitting.assessment.actions)
        super().__init__(asked.question)
        self.help_text = _(
            "One thing at a time. Enter goes on, Shift and Enter begins a new line, Backspace in an empty field goes "
            "back, Escape leaves. Everything is saved as you go; leave out what does not help."
        )
        self._journey = journey
        self._sitting = sitting
        self._number = number
        self._is_dropped = False
        self._autosave = Autosave(self, self._keep)
        self.body.insertWidget(0, self._place())
        if asked.reminder:
            self.body.addWidget(Text(asked.reminder, "muted", self))
        self._build_field(asked)
        self._suggestions = _Suggestions(asked.suggestions, self)
        self._suggestions.chosen.connect(self._on_chosen)
        self._suggestions.mark(asked.text)
        self.body.addWidget(self._suggestions)
        self.body.addWidget(Text(_how(), "muted", self))
        self.body.addStretch(1)
        self._build_footer()
        tab_through([self.area, *self._suggestions.options, *self._dates()])
        self._show_what_is_said()

    def first_focus(self) -> QWidget:
        """The field, with the keyboard after what stands there."""
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        return self.area

    @property
    def is_held(self) -> bool:
        """Whether something could not be saved yet: it stays on this page."""
        return self._autosave.is_held

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        self._autosave.now()

    def _place(self) -> QWidget:
        """Say which goal this is, and how far the dialogue has come."""
        words = _("Goal {goal}, {n} of {total}")
        self._progress = words.format(goal=self._number + 1, n=self._step.number, total=len(STEPS))
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Bar(self._step.number / len(STEPS), self._progress, place))
        column.addWidget(Text(self._progress, "eyebrow", place))
        return place

    def _build_field(self, asked: Asked) -> None:
        card = Card("current", self, gap=8)
        help_line = Text(asked.help_text, "muted", card)
        self.area = _Answer(asked.text, card, lines=_LINES)
        self.area.setAccessibleName(asked.question)
        description = " ".join(filter(None, (self._progress, asked.reminder, asked.help_text)))
        self.area.setAccessibleDescription(description)
        self.area.textChanged.connect(self._on_typed)
        self.area.went_on.connect(self._on_continue)
        self.area.went_back.connect(self._on_back)
        self.area.went_away.connect(self._on_leave)
        self._heard = Text("", "stem", card)
        self._heard.setVisible(False)
        self._advice = Text("", "muted", card)
        self._advice.setVisible(False)
        for widget in (help_line, self.area, IdentifyingNote(self.area, card), self._heard):
            card.column.addWidget(widget)
        self._review: DateField | None = None
        if self._step is Step.MEASURE:
            self._review = DateField(self.goal.review_on, card)
            self._review.changed.connect(self._on_typed)
            card.column.addWidget(LabelledField(_("Review on"), self._review, card))
        card.column.addWidget(self._advice)
        self.body.addWidget(card)

    def _dates(self) -> tuple[QWidget, ...]:
        return () if self._review is None else (self._review,)

    def _build_footer(self) -> None:
        last = self._step.after is None
        go_on = Button(_("Done") if last else _("Continue"), self._on_continue, role="primary")
        back = Button(_("Back"), self._on_back)
        back.setEnabled(self._step.before is not None)
        leave = Button(_("Leave"), self._on_leave)
        leave.setAccessibleDescription(_("Everything is saved; the plan shows it."))
        self.set_footer(back, leave, end=(self._autosave.said, go_on))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, back by Backspace, away by Escape, wherever the keyboard is on the page."""
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self._on_continue()
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_back()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_typed(self) -> None:
        self._read()
        self._suggestions.mark(self.area.toPlainText())
        self._show_what_is_said()
        self._autosave.soon()

    @Slot(str)
    def _on_chosen(self, words: str) -> None:
        """Put a suggestion into the field. What the person wrote themselves stays before it."""
        here = said(answered(self.goal, self._step, self.area.toPlainText()), self._step).strip()
        own = here and here not in self._suggestions.words
        self.area.setPlainText(f"{here}\n{words}" if own else words)

    def _read(self) -> None:
        """Take what stands in the fields into the goal."""
        self.goal = answered(self.goal, self._step, self.area.toPlainText())
        if self._review is not None:
            self.goal = self.goal.model_copy(update={"review_on": self._review.value()})

    def _show_what_is_said(self) -> None:
        """Read the if-then line back as one sentence, and give the advice that belongs here."""
        goal = answered(self.goal, self._step, self.area.toPlainText())
        heard = read_back(goal.if_then) if self._step is Step.IF_THEN else ""
        self._heard.setText(_("So: {sentence}").format(sentence=heard))
        self._heard.setVisible(bool(heard))
        advised = "\n".join(advice_beside(goal, self._step))
        self._advice.setText(advised)
        self._advice.setVisible(bool(advised))

    def _keep(self) -> datetime:
        plan = (
            self._plan.without_goal(self._number) if self._is_dropped else self._plan.with_goal(self._number, self.goal)
        )
        return keep_plan(self._journey.services, self._sitting.id, plan)

    @Slot()
    def _on_continue(self) -> None:
        before = self.goal
        self._read()  # what was suggested and stands in the field is taken by going on
        if self.goal != before:
            self._autosave.soon()
        self._go(self._step.after)

    @Slot()
    def _on_back(self) -> None:
        if self._step.before is not None:
            self._go(self._step.before)

    @Slot()
    def _on_leave(self) -> None:
        self._go(None)

    def _go(self, step: Step | None) -> None:
        if step is not None:
            self._journey.think(self._sitting.id, self._number, step)
            return
        if self.goal == Goal(title=""):  # begun and left with nothing said: there is no goal to show
            self._is_dropped = True
            self._autosave.soon()
        self._journey.plan(self._sitting.id, goal=self._number)


class _Answer(TextArea):
    """The field. Signals: went_on by Enter, went_back by Backspace where it is empty, went_away by Escape.

    A key that is held down does none of these: whoever deletes a text to its beginning must not go back.
    """

    went_on = Signal()
    went_back = Signal()
    went_away = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look for the keys that lead elsewhere; all others write."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        leads = self._leads(event.key()) if plain else None
        if leads is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            leads.emit()

    def _leads(self, key: int) -> SignalInstance | None:
        if key in _ENTER:
            return self.went_on
        if key == Qt.Key.Key_Escape:
            return self.went_away
        return self.went_back if key == Qt.Key.Key_Backspace and not self.toPlainText() else None


class _Suggestions(Card):
    """What others met or did. Emits `chosen(words)`.

    Attributes:
        words: What is offered.
        options: Its radio buttons, in order.
    """

    chosen = Signal(str)

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        self.words = tuple(words)
        self.column.addWidget(Text(_("Choose, or say it in your own words"), "strong", self))
        self._group = QButtonGroup(self)
        self.options = [Option(one, parent=self) for one in words]
        for place, option in enumerate(self.options):
            self._group.addButton(option, place)
            self.column.addWidget(option)
        self._group.idClicked.connect(self._on_clicked)

    def mark(self, text: str) -> None:
        """Show which suggestion stands in the field; none where the person has words of their own."""
        said = text.strip()
        self._group.setExclusive(False)
        for option, words in zip(self.options, self.words, strict=True):
            option.setChecked(words == said)
        self._group.setExclusive(True)
        self.setVisible(
            any(words != said for words in self.words)
        )  # one that stands in the field already offers nothing

    @Slot(int)
    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self.words[place])


def _how() -> str:
    return _("Enter goes on, Backspace in an empty field goes back, Escape leaves. You may leave any of it empty.")
