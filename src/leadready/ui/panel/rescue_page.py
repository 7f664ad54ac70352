"""The last resort in the window: applications are opened by the recovery sheet alone, and written down."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import read_campaign
from leadready.instrument.text_files import read_text
from leadready.language import _, ngettext
from leadready.ui.desktop import open_path
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Series
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.rescue import identity_of, rescued
from leadready.workflow.panel.shelf import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.rescue import Rescued


class RescuePage(RoundsPart):
    """The campaign file, the sheet, the applications, and a folder."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Open applications by the sheet"), _("When no key and no laptop of a lead is left."))
        self.help_text = _(
            "Each application is written down as a text and as data, with the applicant's name. Marks are not in "
            "applications; they are lost unless a lead's laptop is found."
        )
        self._campaign: Path | None = None
        self._files: list[Path] = []
        self._outcomes: list[Rescued] = []
        self._folder: Path | None = None
        card = Card(parent=self)
        self._named, self._counted = Text(_("None yet"), parent=card), Text(_("None yet"), parent=card)
        self._first = self._choose(card, _("The campaign file"), self._named, self._on_campaign)
        self._choose(card, _("The folder of applications"), self._counted, self._on_files)
        self.typed = TextArea("", card, lines=3)
        self.typed.textChanged.connect(self._on_changed)
        card.column.addWidget(LabelledField(_("The recovery key, from the paper"), self.typed, card))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self._open = Button(_("Open them"), self._on_open, role="primary", picture="lock")
        self.set_footer(Button(_("Back"), rounds.setting_up.lost), end=(self._open,))
        self._on_changed()

    def first_focus(self) -> QWidget:
        """The campaign file."""
        return self._first

    def choose(self, campaign: Path, files: Sequence[Path]) -> None:
        """Take a campaign file and applications."""
        self._campaign, self._files = campaign, list(files)
        self._on_changed()

    def open_into(self, folder: Path) -> None:
        """Open them, and write them down in a folder."""
        if self._campaign is None:
            return
        try:
            text = read_text(self._campaign, name=self._campaign.name, largest=LARGEST)
            campaign = read_campaign(text, self._campaign.name)
            identity = identity_of(campaign, self.typed.toPlainText())
        except LeadreadyError as error:
            self.say(error_notice(_("Nothing was opened"), error))
            return
        self._outcomes, self._folder = [], folder
        self._open.setEnabled(False)
        run = partial(rescued, campaign, identity, tuple(self._files), folder)
        self.rounds.journey.runner.start_series(Series(run, self._outcomes.append, self._on_end, self._on_fault))

    def _choose(self, card: Card, heading: str, chosen: Text, on_choose: Callable[[], object]) -> Button:
        card.column.addWidget(Text(heading, "strong", card))
        card.column.addWidget(chosen)
        button = Button(_("Choose"), on_choose, picture="folder", parent=card)
        button.setAccessibleName(f"{heading}: {_('Choose')}")
        card.column.addLayout(Flow(button))
        return button

    def _on_end(self) -> None:
        if not self.is_shown:
            return
        self._on_changed()
        written = sum(one.written is not None for one in self._outcomes)
        words = ngettext("{n} application was opened", "{n} applications were opened", written)
        failed = [one for one in self._outcomes if one.error is not None]
        more = ngettext("{n} file was refused.", "{n} files were refused.", len(failed)).format(n=number(len(failed)))
        reasons = [f"{one.file}: {one.error.what}" for one in failed[:3] if one.error is not None]
        says = (more, *reasons) if failed else ()
        action = (_("Open the folder"), self._on_folder)
        self.say(Notice(words.format(n=number(written)), *says, action=action, parent=self))

    def _on_fault(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._on_changed()
            self.say(error_notice(_("Not all were opened"), error))

    @Slot()
    def _on_campaign(self) -> None:
        kinds = _("Campaign (*.lrcampaign)")
        chosen, _filter = QFileDialog.getOpenFileName(self, _("The campaign file"), str(Path.home()), kinds)
        if chosen:
            self.choose(Path(chosen), self._files)

    @Slot()
    def _on_files(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("The folder of applications"), str(Path.home()))
        if chosen:
            self._files = [Path(chosen)]
            self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._named.setText(self._campaign.name if self._campaign else _("None yet"))
        self._counted.setText(", ".join(file.name for file in self._files) or _("None yet"))
        ready = self._campaign is not None and bool(self._files) and bool(self.typed.toPlainText().strip())
        self._open.setEnabled(ready)

    @Slot()
    def _on_open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("A folder for the texts"), str(Path.home()))
        if chosen:
            self.open_into(Path(chosen))

    @Slot()
    def _on_folder(self) -> None:
        if self._folder is not None:
            open_path(self._folder)
