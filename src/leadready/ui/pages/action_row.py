"""One action of a goal, open to be changed: what, hours, day, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.language import _
from leadready.planning.actions import ActionType
from leadready.planning.plan import PlannedAction, typed
from leadready.ui import theme
from leadready.ui.pages.evidence_line import EvidenceLine
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import row
from leadready.ui.widgets.fields import DateField, LabelledField, Number, TextArea, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.identifying_note import IdentifyingNote
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from leadready.planning.account import Account


def type_words(kind: ActionType) -> str:
    """Name the type of an action."""
    words = {
        ActionType.EXPERIENCE: _("Experience"),
        ActionType.EXPOSURE: _("Exposure"),
        ActionType.EDUCATION: _("Education"),
    }
    return words[kind]


class ActionRow(QWidget):
    """One action. Signals: edited, swap_wanted(this), removed(this), raised(this): one place up.

    Of its evidence: evidence_wanted(this), evidence_kept(this), account_opened(this, id), as a goal has them.

    Attributes:
        evidence: Its accounts; out of sight until something has come of it.
    """

    edited = Signal()
    swap_wanted = Signal(QObject)
    removed = Signal(QObject)
    raised = Signal(QObject)
    evidence_wanted = Signal(QObject)
    evidence_kept = Signal(QObject)
    account_opened = Signal(QObject, str)

    def __init__(self, action: PlannedAction, parent: QWidget, *, bank: Mapping[str, Account], today: date) -> None:
        super().__init__(parent)
        self._action = action
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._title = TextArea(action.title, self, lines=1)
        self._title.setAccessibleName(_("Action"))
        self._title.setPlaceholderText(_("What I shall do"))
        self._title.textChanged.connect(self._on_changed)
        chip = Text(type_words(action.type), "chip", self)
        chip.setMinimumWidth(theme.px(96))
        column.addLayout(row(chip, self._title, stretch=False))
        column.addWidget(IdentifyingNote(self._title, self))
        if action.because:
            column.addWidget(Text(_("Because {reason}.").format(reason=action.because), "muted", self))
        if action.steps:
            column.addWidget(Text(" ".join(action.steps), "muted", self))
        self._hours = Number(self)
        self._hours.setRange(0, 2000)
        self._hours.setSuffix(_(" h"))
        self._hours.setValue(action.effort_hours)
        self._hours.setAccessibleName(_("Hours"))
        self._hours.valueChanged.connect(self._on_changed)
        self._by = DateField(action.by, self)
        self._by.setAccessibleName(_("By when"))
        self._by.changed.connect(self._on_changed)
        self._done = Tick(_("Done"), self)
        self._done.setAccessibleName(_("Done: {title}").format(title=action.title))
        self._done.setChecked(action.done_on is not None)
        self._done.toggled.connect(self._on_done)
        self._row_buttons = self._buttons()
        when = Text(_("by"), "muted", self, wrap=False)
        column.addLayout(Flow(self._hours, when, self._by, self._done, *self._row_buttons))
        self._reflection = TextArea(action.reflection, self, lines=2)
        self._reflection.textChanged.connect(self._on_changed)
        self._log = LabelledField(_("What came of it, and what I learned"), self._reflection, self)
        column.addWidget(self._log)
        column.addWidget(IdentifyingNote(self._reflection, self))
        self.evidence = EvidenceLine(action.accounts, bank, action.title or _("Action"), self)
        self.evidence.edited.connect(self._on_changed)
        self.evidence.add_wanted.connect(self._on_evidence)
        self.evidence.keep_wanted.connect(self._on_keep_evidence)
        self.evidence.opened.connect(self._on_account)
        column.addWidget(self.evidence)
        self._show_log()

    def action(self) -> PlannedAction:
        """Read the action as it stands in the fields."""
        return self._action.model_copy(
            update={
                "title": typed(self._title.toPlainText()),
                "effort_hours": self._hours.value(),
                "by": self._by.value(),
                "done_on": (self._action.done_on or self._today) if self._done.isChecked() else None,
                "reflection": typed(self._reflection.toPlainText()),
                "accounts": self.evidence.accounts,
            }
        )

    def take_focus(self) -> None:
        """Bring the keyboard to the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return (
            self._title,
            self._hours,
            self._by,
            self._done,
            *self._row_buttons,
            self._reflection,
            *self.evidence.controls(),
        )

    def set_can_rise(self, *, can_rise: bool) -> None:
        """Offer to move it up, or not, because it is the first."""
        self._up.setEnabled(can_rise)

    def _buttons(self) -> list[Button]:
        self._up = picture_button("up", _("Move up: {line}").format(line=self._action.title), self._on_raise, self)
        swap = Button(_("Swap"), self._on_swap, role="quiet", picture="swap", parent=self)
        remove = Button(_("Remove"), self._on_remove, role="quiet", picture="delete", parent=self)
        for button, words in ((swap, _("Swap: {title}")), (remove, _("Remove: {title}"))):
            button.setAccessibleName(words.format(title=self._action.title))
        return [swap, remove, self._up]

    def _show_log(self) -> None:
        """Make room for a reflection and evidence. What was written stays when an action is opened again."""
        done, reflected = self._done.isChecked(), bool(self._reflection.toPlainText().strip())
        self._log.setVisible(done or reflected)
        self.evidence.setVisible(done or reflected or bool(self.evidence.accounts))
        self.evidence.set_can_keep(can_keep=done and reflected)

    @Slot()
    def _on_changed(self) -> None:
        self._show_log()
        self.edited.emit()

    @Slot(bool)
    def _on_done(self, _done: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._show_log()
        self.edited.emit()

    @Slot()
    def _on_evidence(self) -> None:
        self.evidence_wanted.emit(self)

    @Slot()
    def _on_keep_evidence(self) -> None:
        self.evidence_kept.emit(self)

    @Slot(str)
    def _on_account(self, account_id: str) -> None:
        self.account_opened.emit(self, account_id)

    @Slot()
    def _on_swap(self) -> None:
        self.swap_wanted.emit(self)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self)

    @Slot()
    def _on_raise(self) -> None:
        self.raised.emit(self)
