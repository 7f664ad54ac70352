"""Who applies, and the conditions of the round: eligibility, a sponsor, protected time."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QSpinBox

from leadready.language import _
from leadready.planning.plan import typed
from leadready.ui.autosave import Autosave
from leadready.ui.page import tab_through
from leadready.ui.panel.apply_page import ApplyPage
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, Number, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.kept_application import GateAnswer

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Eligibility
    from leadready.ui.panel.applying import Applying

_LONGEST_NAME, _LONGEST_SHORT = 200, 400


class DetailsPage(ApplyPage):
    """Nothing is chosen beforehand. Who says no may say so: the panel decides what it means."""

    def __init__(self, applying: Applying) -> None:
        super().__init__(applying, "details", _("About you, and the conditions of the round"))
        self.help_text = _(
            "Your name and how you can be reached are seen by those who open applications, not by those who judge them."
        )
        self._autosave = Autosave(self, self._keep)
        draft = self.own.kept.draft
        card = Card(parent=self, gap=12)
        self.person = TextLine(draft.name or self.rounds.journey.preferences.respondent, card)
        self.person.setMaxLength(_LONGEST_NAME)
        self.contact = TextLine(draft.contact, card)
        self.contact.setMaxLength(_LONGEST_SHORT)
        card.column.addWidget(LabelledField(_("Your name"), self.person, card))
        words = _("An e-mail address or a telephone number. You may leave it out.")
        card.column.addWidget(LabelledField(_("How you can be reached"), self.contact, card, help_text=words))
        self.body.addWidget(card)
        self.gates = {
            id_: GateCard(gate, draft.gates.get(id_, GateAnswer()), self)
            for id_, gate in self.own.campaign.gates.items()
        }
        for gate in self.gates.values():
            gate.edited.connect(self._autosave.soon)
            self.body.addWidget(gate)
        self.body.addStretch(1)
        for line in (self.person, self.contact):
            line.textChanged.connect(self._autosave.soon)
            line.returnPressed.connect(self.go_on)
        self.add_footer(saved=self._autosave.said)
        if self.person.text() != draft.name:
            self._autosave.soon()
        tab_through(
            [self.person, self.contact, *(control for gate in self.gates.values() for control in gate.controls())]
        )

    def first_focus(self) -> QWidget:
        """The name."""
        return self.person

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        self._autosave.now()

    @property
    def is_held(self) -> bool:
        """Whether the last change could not be kept."""
        return self._autosave.is_held

    def _keep(self) -> datetime:
        changes = {
            "name": self.person.text(),
            "contact": self.contact.text(),
            "gates": {id_: card.said() for id_, card in self.gates.items()},
        }
        return self.own.keep(self.own.kept.draft.model_copy(update=changes))


class GateCard(Card):
    """One condition: yes or no, who can confirm it, and for protected time how much of a full post.

    Signals:
        edited: Something was chosen or typed.

    Attributes:
        yes, no: The two options.
        by: Who can confirm it.
        percent: The share of a full post; None where the condition is not about time.
    """

    edited = Signal()

    def __init__(self, gate: Eligibility, said: GateAnswer, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=10)
        self._gate = gate
        self.column.addWidget(Text(gate.title, "heading", self))
        self.column.addWidget(Text(gate.asks, parent=self))
        group = QButtonGroup(self)
        self.yes, self.no = (Option(words, parent=self) for words in (_("Yes"), _("No")))
        for option, value in ((self.yes, True), (self.no, False)):
            option.setAccessibleName(_("{title}: {answer}").format(title=gate.title, answer=option.text()))
            option.setChecked(said.yes is value)
            group.addButton(option)
        self.column.addLayout(Flow(self.yes, self.no))
        self.percent = self._time(said) if gate.kind == "time" else None
        needs = _("Your sponsor, and how they can be reached")
        self.by = TextLine(said.by, self)
        self.by.setMaxLength(_LONGEST_SHORT)
        label = needs if gate.kind == "sponsor" else _("Who can confirm it")
        self.column.addWidget(LabelledField(label, self.by, self))
        self._note = Text("", "warm", self)
        self.column.addWidget(self._note)
        group.buttonToggled.connect(self._on_changed)
        self.by.textChanged.connect(self._on_changed)
        if self.percent is not None:
            self.percent.valueChanged.connect(self._on_changed)
        self._show_note()

    def said(self) -> GateAnswer:
        """Read what stands in the fields."""
        percent = self.percent.value() if self.percent is not None else -1
        yes = True if self.yes.isChecked() else False if self.no.isChecked() else None
        return GateAnswer(yes=yes, by=typed(self.by.text()), percent=None if percent < 0 else percent)

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return (self.yes, self.no, *((self.percent,) if self.percent is not None else ()), self.by)

    def _time(self, said: GateAnswer) -> QSpinBox:
        field = Number(self)
        field.setRange(-1, 100)
        field.setSpecialValueText("–")
        field.setSuffix("%")
        field.setValue(-1 if said.percent is None else said.percent)
        self.column.addWidget(LabelledField(_("Share of a full post that is protected"), field, self))
        return field

    @Slot()
    def _on_changed(self) -> None:
        self._show_note()
        self.edited.emit()

    def _show_note(self) -> None:
        said, least = self.said(), self._gate.least
        short = least is not None and said.percent is not None and Decimal(said.percent) / 100 < least
        words = ""
        if said.yes is False:
            words = _("You may apply all the same. The panel will see that this condition is not met.")
        elif short and least is not None:
            words = _("The round asks for at least {n}%. You may apply all the same; the panel will see it.").format(
                n=f"{least * 100:f}".rstrip("0").rstrip(".")
            )
        self._note.setText(words)
        self._note.setVisible(bool(words))
