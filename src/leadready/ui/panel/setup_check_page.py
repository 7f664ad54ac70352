"""All steps of a draft with what is still open, and the way on to publishing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from leadready.language import _, ngettext
from leadready.ui.panel.setup_page import SetupPage, step_title
from leadready.ui.panel.setup_told import told
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.draft import STEPS, step_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Fault
    from leadready.workflow.panel.draft import SetupStep


class SetupCheckPage(SetupPage):
    """A card a step."""

    step: ClassVar[SetupStep] = "check"

    def fill(self) -> None:
        """Say how each step stands."""
        self.help_text = _(
            "Publishing freezes the round: from then on only words can be corrected. Look at each step once more."
        )
        self.rounds.setting_up.seen |= {(self.kept.draft.id, step) for step in STEPS}
        self._open: QWidget | None = None
        faults = self.kept.faults
        words = (
            ngettext("{n} thing is still open.", "{n} things are still open.", len(faults)).format(
                n=number(len(faults))
            )
            if faults
            else _("Everything is settled. Next, everyone opens a test; then it can be published.")
        )
        self.body.addWidget(Text(words, "strong", self))
        for step in STEPS[:-1]:
            self._step(step, [fault for fault in faults if step_of(fault.field) == step])
        delete = Button(_("Delete the draft"), self._on_delete, role="quiet", picture="delete", parent=self)
        self.body.addLayout(Flow(delete))

    def primary(self) -> Button:
        """Let everyone open a test."""
        on = Button(_("Go on to the tests"), self._on_tests, role="primary", picture="next")
        on.setEnabled(not self.kept.faults)
        return on

    def first_focus(self) -> QWidget | None:
        """What is open first, or the way on."""
        return self.on if self.on.isEnabled() else self._open

    def _step(self, step: SetupStep, faults: list[Fault]) -> None:
        change = Button(_("Change"), partial(self.rounds.setting_up.step, self.kept, step), picture="edit", parent=self)
        change.setAccessibleName(_("Change {title}").format(title=step_title(step)))
        card = Card("error" if faults else "plain", self, padding=14, gap=4)
        card.set_heading(step_title(step), change)
        for line in told(self.kept.draft, step):
            card.column.addWidget(Text(line, parent=card))
        for says in dict.fromkeys(fault.says for fault in faults if not fault.unsaid):
            card.column.addWidget(Text(says, "danger", card))
        empty = sum(fault.unsaid for fault in faults)
        if empty:
            words = ngettext("{n} thing is missing.", "{n} things are missing.", empty).format(n=number(empty))
            card.column.addWidget(Text(words, "danger", card))
        if faults and self._open is None:
            self._open = change
        self.body.addWidget(card)

    @Slot()
    def _on_tests(self) -> None:
        self.rounds.setting_up.tests(self.kept)

    @Slot()
    def _on_delete(self) -> None:
        if self.sure(
            _("Delete the draft?"), _("Its settings and the answers to its tests are gone then."), _("Delete")
        ):
            self.kept.delete()
            self.rounds.all()

    def is_mine(self, fault: Fault) -> bool:  # noqa: ARG002 - as in DraftPage
        """Nothing is mended here."""
        return False
