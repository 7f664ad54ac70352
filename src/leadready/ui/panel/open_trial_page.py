"""A member opens the test that the lead sent, and saves the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.recovery import typed_identity
from leadready.files import write_whole
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.text_files import file_missing, too_large
from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextArea, Tick
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.drafts import LARGEST_FILE
from leadready.workflow.panel.setting_up import OPENED_SUFFIX, open_trial

if TYPE_CHECKING:
    from leadready.ui.panel.rounds import Rounds


class OpenTrialPage(RoundsPart):
    """One button; a lead may also open the recovery key's test, with the key as typed from paper."""

    def __init__(self, rounds: Rounds, file: Path) -> None:
        super().__init__(rounds, _("Open a test"), file.name)
        self.help_text = _(
            "To open the test shows the lead that your key works. The answer is a small file without secrets; send it "
            "back to the lead."
        )
        self._file = file
        card = Card(parent=self)
        words = _("The lead of a round asks you to show that your key opens what is sealed for you.")
        card.column.addWidget(Text(words, parent=card))
        self.with_paper = Tick(_("This is the test of the recovery key, and I have its sheet here"), card)
        self.with_paper.toggled.connect(self._on_paper)
        card.column.addWidget(self.with_paper)
        self.typed = TextArea("", card, lines=3)
        self._paper = LabelledField(_("The recovery key, from the paper"), self.typed, card)
        self._paper.hide()
        card.column.addWidget(self._paper)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._open = Button(_("Open it and save the answer"), self._on_open, role="primary", picture="lock")
        self.set_footer(Button(_("All rounds"), rounds.all), end=(self._open,))

    def answer(self) -> bytes:
        """Open the test; gives the answer. Raises LeadreadyError."""
        keys = self.rounds.keys
        if keys is None:
            raise RuntimeError
        identity = typed_identity(self.typed.toPlainText()) if self.with_paper.isChecked() else keys.identity
        return open_trial(_read(self._file), identity, keys, self._file.name)

    def save_to(self, target: Path) -> None:
        """Open the test and write the answer."""
        target = target if target.suffix == OPENED_SUFFIX else target.with_name(target.name + OPENED_SUFFIX)
        try:
            write_whole(target, self.answer())
        except LeadreadyError as error:
            self.say(error_notice(_("The test was not opened"), error))
            return
        self.rounds.journey.preferences.export_folder = target.parent
        words = _("Send this file back to the lead. When the round is published, you get its campaign file.")
        self.say(Notice(_("Your key works"), str(target), words, parent=self))

    @Slot(bool)
    def _on_paper(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._paper.setVisible(ticked)

    @Slot()
    def _on_open(self) -> None:
        try:
            self.answer()  # before a place is asked for: who cannot open it needs none
        except LeadreadyError as error:
            self.say(error_notice(_("The test was not opened"), error))
            return
        suggested = self._file.with_suffix(OPENED_SUFFIX)
        kinds = _("Answers to tests (*.lropened)")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the answer"), str(suggested), kinds)
        if chosen:
            self.save_to(Path(chosen))


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ProblemsFound([too_large(file.name, LARGEST_FILE)])
        return file.read_bytes()
    except OSError:
        raise ProblemsFound([file_missing(file.name)]) from None
