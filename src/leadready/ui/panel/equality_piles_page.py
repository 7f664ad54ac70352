"""The lead hands the equality analyst what each application reached, without name or code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.equality_file import PILES_SUFFIX
from leadready.files import write_whole
from leadready.language import _
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.equality import equality_piles

if TYPE_CHECKING:
    from leadready.ui.panel.rounds import Rounds


class EqualityPilesPage(PanelPage):
    """One file, for the holder of the equality key alone."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(rounds, _("Equality monitoring"), _("Did groups come through the stages alike?"))
        self.help_text = _("Save it again after each decision that is to be counted, and give the analyst the last.")
        card = Card(parent=self, gap=8)
        for sentence in (
            _(
                "Applicants send their equality answers apart, to the holder of the equality key. You cannot open "
                "them, and that person does not learn who applied."
            ),
            _(
                "This file tells them for each application, without name or code and in an order that says nothing, "
                "which stages it reached: applied, met the conditions, was decided about, reserve, offered."
            ),
            _(
                "With your help they could find out whose answers are whose. So let nobody hold both parts, and tell "
                "the analyst nothing about single applications."
            ),
        ):
            card.column.addWidget(Text(sentence, parent=card))
        self.body.addWidget(card)
        self.body.addStretch(1)
        save = Button(_("Save the file for the analyst"), self._on_save, role="primary", picture="export")
        self.set_footer(self.back_to_desk(), end=(save,))

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / f"equality{PILES_SUFFIX}"
        kinds = _("Stages without names (*{suffix})").format(suffix=PILES_SUFFIX)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the file for the analyst"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix == PILES_SUFFIX else target.with_name(target.name + PILES_SUFFIX))

    def save_to(self, target: Path) -> None:
        """Write the file and say where it is."""
        try:
            write_whole(target, equality_piles(self.panel))
        except LeadreadyError as error:
            self.say(error_notice(_("The file was not written"), error))
            return
        self.rounds.journey.preferences.export_folder = target.parent
        words = _("Give it to the holder of the equality key. Nobody else can open it.")
        self.say(Notice(_("The file for the analyst is written"), str(target), words, parent=self))
