"""The recovery key of a round: made, printed, typed back from the paper, and then nowhere but on it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.keys import Keys
from leadready.exchange.recovery import in_groups, typed_identity
from leadready.files import write_whole
from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import LabelledField, TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.drafts import KeptDraft


class RecoveryPage(RoundsPart):
    """Two steps: the sheet, then what stands on it typed back. Who leaves in between begins anew."""

    def __init__(self, rounds: Rounds, kept: KeptDraft) -> None:
        super().__init__(rounds, _("Recovery key"), _("It opens every application when all other keys are lost."))
        self.help_text = _(
            "The key stands on the paper and nowhere else: leadready forgets it when you leave this page. To type it "
            "back shows that it can be read. Small letters will do, and blanks do not matter."
        )
        self.kept = kept
        self._keys = Keys.new(_("Recovery key"))
        self._sheet()
        self._typing()
        self.body.addStretch(1)
        self._take = Button(_("It is on paper"), self._on_typed, role="primary", picture="tick")
        self.set_footer(Button(_("Back"), self._on_back), end=(self._take,))
        self._on_changed()

    def first_focus(self) -> QWidget:
        """The sheet."""
        return self._print

    def pdf(self) -> bytes:
        """Write the sheet."""
        from leadready.report.recovery_kit import RecoveryKit, recovery_kit_pdf

        today = self.rounds.journey.services.clock().astimezone().date()
        return recovery_kit_pdf(RecoveryKit(self.kept.draft.title, in_groups(self._keys.identity), today))

    def _sheet(self) -> None:
        card = self.add_card(
            _("1. Print the sheet"), _("It says what to do with it. Stay beside the printer."), role="muted"
        )
        self._print = Button(_("Print"), self._on_print, picture="print", parent=card)
        self._save = Button(_("Save as PDF"), self._on_save, role="quiet", picture="export", parent=card)
        card.column.addLayout(Flow(self._print, self._save))

    def _typing(self) -> None:
        card = self.add_card(
            _("2. Type it from the paper"), _("Three rows of groups, as they stand on the sheet."), role="muted"
        )
        self.typed = TextArea("", card, lines=3)
        self.typed.textChanged.connect(self._on_changed)
        card.column.addWidget(LabelledField(_("The recovery key"), self.typed, card))

    @Slot()
    def _on_print(self) -> None:
        from leadready.ui.printing import ask_how, printer_for

        content = self.pdf()
        printer = printer_for(content)
        if not ask_how(printer, 1, self):
            return
        run = partial(_print_all, content, printer)
        self.rounds.journey.runner.start(Operation(run, self._on_printed, self._on_not_printed))

    def _on_printed(self, _nothing: None) -> None:
        if self.is_shown:
            self.say(Notice(_("The sheet is with the printer"), _("Now type the key from the paper."), parent=self))

    def _on_not_printed(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("The sheet was not printed"), error))

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / f"{_('Recovery key')}.pdf"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the sheet"), str(suggested), "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Write the sheet, to be printed elsewhere."""
        target = target if target.suffix == ".pdf" else target.with_name(f"{target.name}.pdf")
        try:
            write_whole(target, self.pdf())
        except LeadreadyError as error:
            self.say(error_notice(_("The sheet was not written"), error))
            return
        words = _("Print it, then delete the file: it holds the key.")
        self.say(Notice(_("The sheet is written"), str(target), words, parent=self))

    @Slot()
    def _on_changed(self) -> None:
        self._take.setEnabled(bool(self.typed.toPlainText().strip()))

    @Slot()
    def _on_typed(self) -> None:
        try:
            self._check(typed_identity(self.typed.toPlainText()))
            self.kept.change(recovery=self._keys.card.seals)
        except LeadreadyError as error:
            self.say(error_notice(_("It is not taken yet"), error))
            return
        self.rounds.setting_up.step(self.kept, "people")

    def _check(self, identity: str) -> None:
        if identity != self._keys.identity:
            raise LeadreadyError(_("This is another recovery key."), advice=_("Type the one of this sheet."))

    @Slot()
    def _on_back(self) -> None:
        self.rounds.setting_up.step(self.kept, "people")


def _print_all(content: bytes, printer: QPrinter) -> None:
    from leadready.ui.printing import print_pages

    for _done in print_pages(content, printer):
        pass
