"""Using a backup of one's key on this computer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.key_care import take_backup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds


class BackupPage(RoundsPart):
    """A file and its six words."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Use a backup of your key"), _("On a new computer, or when the disk was changed."))
        self.help_text = _(
            "A key that works on two computers at once spoils the round: from there on none of its records count. Use "
            "it on one only."
        )
        card = Card(parent=self)
        self._file: Path | None = None
        self._chosen = Text(_("None yet"), parent=card)
        card.column.addWidget(Text(_("The key file"), "strong", card))
        card.column.addWidget(self._chosen)
        self._choose = Button(_("Choose the file"), self._on_choose, picture="folder", parent=card)
        card.column.addLayout(Flow(self._choose))
        self.words = TextLine("", card)
        self.words.returnPressed.connect(self._on_take)
        self.words.textChanged.connect(self._on_changed)
        card.column.addWidget(LabelledField(_("Six words"), self.words, card))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._take = Button(_("Use this key"), self._on_take, role="primary", picture="lock")
        self.set_footer(Button(_("Back"), rounds.all), end=(self._take,))
        self._on_changed()

    def first_focus(self) -> QWidget:
        """The file."""
        return self._choose

    def choose(self, file: Path) -> None:
        """Take a file."""
        self._file = file
        self._chosen.setText(file.name)
        self._on_changed()

    @Slot()
    def _on_choose(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose the key file"), str(folder), _("Keys (*.lrkey)"))
        if chosen:
            self.choose(Path(chosen))

    @Slot()
    def _on_changed(self) -> None:
        self._take.setEnabled(self._file is not None and bool(self.words.text().strip()))

    @Slot()
    def _on_take(self) -> None:
        if self._file is None or not self._take.isEnabled():
            return
        self._take.setEnabled(False)
        run = partial(take_backup, self.rounds.shelf, self._file, self.words.text())
        self.rounds.journey.runner.start(Operation(run, self._on_taken, self._on_not_taken))

    def _on_taken(self, keys: Keys) -> None:
        self.rounds.keys = keys
        if self.is_shown:
            self.rounds.setting_up.keys()

    def _on_not_taken(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._on_changed()
            self.say(error_notice(_("The key was not taken"), error))
