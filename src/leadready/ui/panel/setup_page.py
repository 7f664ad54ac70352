"""The base of the pages that settle a round, one thing after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui import theme
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import DateField, LabelledField, Number, TextArea, TextLine
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.draft import LONGEST, STEPS, step_of

if TYPE_CHECKING:
    from leadready.panel.campaign import Fault
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.draft import SetupStep
    from leadready.workflow.panel.drafts import KeptDraft

_NUMBER, _DATE = 160, 240
"""The most that such fields take, in pixels at 100 % text."""
PAUSE = 600
"""Milliseconds without a change after which what was typed is kept."""


def step_title(step: SetupStep) -> str:
    """Name a step."""
    return {
        "about": _("About the round"),
        "judged": _("What is judged"),
        "counts": _("What counts"),
        "line": _("Ties and the line"),
        "gates": _("Gates"),
        "people": _("People and keys"),
        "dates": _("Dates"),
        "check": _("Check"),
    }[step]


class FieldRow(QWidget):
    """A labelled field; what is wrong with it stands under it.

    Attributes:
        field: Which field of a campaign it is.
        control: What is typed into or chosen from.
    """

    def __init__(self, field: str, label: str, control: QWidget, parent: QWidget, *, help_text: str = "") -> None:
        super().__init__(parent)
        self.field = field
        self.control = control
        self._help = help_text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(LabelledField(label, control, self, help_text=help_text))
        self._fault = Text("", "danger", self)
        self._fault.hide()
        column.addWidget(self._fault)

    def show_fault(self, says: str) -> None:
        """Say what is wrong; nothing where it is empty."""
        self._fault.setText(says)
        self._fault.setVisible(bool(says))
        self.control.setAccessibleDescription(" ".join(part for part in (self._help, says) if part))

    @property
    def says(self) -> str:
        """What is said to be wrong."""
        return self._fault.text()


class DraftPage(RoundsPart):
    """A page on which a draft is changed. What is typed is kept after a short pause, and when the page is left.

    Attributes:
        kept: The draft.
        step: Which step it belongs to.
    """

    step: ClassVar[SetupStep] = "about"

    def __init__(self, rounds: Rounds, kept: KeptDraft, title: str, subtitle: str) -> None:
        super().__init__(rounds, title, subtitle)
        self.kept = kept
        self._rows: list[FieldRow] = []
        self._failed = False
        self._stays = False
        self._others = Text("", "danger", self)
        self._others.hide()
        self.body.addWidget(self._others)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)

    def gather(self) -> dict[str, object]:
        """Give the fields of the draft as the page has them now."""
        return {}

    @property
    def is_held(self) -> bool:
        """Whether the draft could not be kept."""
        return self._failed

    def leaving(self) -> None:
        """Keep what was typed; from now on what is missing here is said."""
        if self._timer.isActive():
            self.keep()
        if not self._stays:
            self.rounds.setting_up.seen.add((self.kept.draft.id, self.step))

    @Slot()
    def soon(self) -> None:
        """Keep what was typed after a pause."""
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep the draft as the page has it, and say what is wrong with it."""
        self._timer.stop()
        self.alter()

    def alter(self, **fields: object) -> bool:
        """Keep the draft as the page has it, and these fields anew; whether that could be done."""
        try:
            self.kept.change(**{**self.gather(), **fields})
        except LeadreadyError as error:
            self._failed = True
            self.say(error_notice(_("The draft was not kept"), error, (_("Try again"), self.keep)))
            return False
        if self._failed:
            self._failed = False
            self.say(None)
        self.show_faults()
        return True

    def card(self, heading: str = "", words: str = "") -> Card:
        """Add a card."""
        card = Card(parent=self)
        if heading:
            card.column.addWidget(Text(heading, "heading", card))
        if words:
            card.column.addWidget(Text(words, "muted", card))
        self.body.addWidget(card)
        return card

    def row(self, card: Card, field: str, label: str, control: QWidget, help_text: str = "") -> FieldRow:
        """Add a field to a card."""
        if isinstance(control, Number):
            control.setMaximumWidth(theme.px(_NUMBER))
        elif isinstance(control, DateField):
            control.setMaximumWidth(theme.px(_DATE))
        row = FieldRow(field, label, control, card, help_text=help_text)
        card.column.addWidget(row)
        self._rows.append(row)
        return row

    def line(self, card: Card, field: str, label: str, text: str, help_text: str = "") -> TextLine:
        """Add one line of text."""
        control = TextLine(text, card)
        control.setMaxLength(LONGEST)
        control.textEdited.connect(self.soon)
        self.row(card, field, label, control, help_text)
        return control

    def area(self, card: Card, field: str, label: str, text: str, help_text: str = "", *, lines: int = 2) -> TextArea:
        """Add several lines of text."""
        control = TextArea(text, card, lines=lines)
        control.textChanged.connect(self.soon)
        self.row(card, field, label, control, help_text)
        return control

    def is_mine(self, fault: Fault) -> bool:
        """Whether a fault is to be mended on this page."""
        return step_of(fault.field) == self.step

    def show_faults(self) -> None:
        """Say each fault beside its field, and those of no field at the top."""
        seen = (self.kept.draft.id, self.step) in self.rounds.setting_up.seen
        shown = [one for one in self.kept.faults if self.is_mine(one) and (seen or not one.unsaid)]
        said: dict[FieldRow, list[str]] = {row: [] for row in self._rows}
        others: list[str] = []
        for fault in shown:
            row = self._row_of(fault.field)
            (others if row is None else said[row]).append(fault.says)
        for row, says in said.items():
            row.show_fault(" ".join(dict.fromkeys(says)))
        self._others.setText("\n".join(dict.fromkeys(others)))
        self._others.setVisible(bool(others))

    def _row_of(self, field: str) -> FieldRow | None:
        fitting = [row for row in self._rows if field == row.field or field.startswith(f"{row.field}.")]
        return max(fitting, key=lambda row: len(row.field), default=None)


class SetupPage(DraftPage):
    """One step: back and on, whatever is still open."""

    def __init__(self, rounds: Rounds, kept: KeptDraft) -> None:
        place = STEPS.index(self.step)
        name = kept.draft.title.strip() or _("A new round")
        where = _("{round} · step {n} of {all}").format(round=name, n=place + 1, all=len(STEPS))
        super().__init__(rounds, kept, step_title(self.step), where)
        self.fill()
        self.body.addStretch(1)
        self._before: SetupStep | None = STEPS[place - 1] if place else None
        self._after: SetupStep | None = STEPS[place + 1] if place + 1 < len(STEPS) else None
        back = Button(_("Back"), self._on_back) if self._before else Button(_("All rounds"), rounds.all)
        self.on = self.primary()
        self.set_footer(back, *self.also(), end=(self.on,))
        self.show_faults()

    def fill(self) -> None:
        """Put the fields on the page."""

    def primary(self) -> Button:
        """Make the button that goes on."""
        return Button(_("Continue"), self._on_continue, role="primary", picture="next")

    def also(self) -> tuple[Button, ...]:
        """Make what else there is to press."""
        return (Button(_("Leave it for later"), self.rounds.all, role="quiet"),) if self._before else ()

    def again(self, **fields: object) -> None:
        """Keep fields anew, and show the page again: something was added or taken away."""
        if self.alter(**fields):
            self._stays = True
            self.rounds.setting_up.step(self.kept, self.step)

    @Slot()
    def _on_back(self) -> None:
        if self._before is not None:
            self.rounds.setting_up.step(self.kept, self._before)

    @Slot()
    def _on_continue(self) -> None:
        if self._after is not None:
            self.rounds.setting_up.step(self.kept, self._after)
