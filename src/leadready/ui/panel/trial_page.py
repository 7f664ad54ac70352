"""The tests: everyone opens one, the recovery key too, and then the round is published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import SUFFIX
from leadready.exchange.recovery import typed_identity
from leadready.language import _, ngettext
from leadready.panel.campaign import RECOVERY
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import LabelledField, TextArea
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.publishing import publish_draft
from leadready.workflow.panel.setting_up import OPENED_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.exchange.keys import Keys
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.widgets.card import Card
    from leadready.workflow.panel.drafts import AnswerFile, KeptDraft


class TrialPage(RoundsPart):
    """Who has opened theirs and who has not; publishing waits for all."""

    def __init__(self, rounds: Rounds, kept: KeptDraft) -> None:
        name = kept.draft.title.strip() or _("A new round")
        super().__init__(rounds, _("Everyone opens a test"), name)
        self.help_text = _(
            "A test is a small sealed file. Who opens it shows that their key works, so that nothing sealed for the "
            "round is lost later. Change something that scores hang on, and everyone opens a new test."
        )
        self.kept = kept
        self._waiting = kept.waiting()
        self._first: QWidget | None = None
        if kept.faults:
            words = _("Something is still open in the draft; tests can be made when all is settled.")
            self.say(Notice(_("Not yet"), words, action=(_("See what"), self._on_check), parent=self))
        self._send()
        self._people()
        if RECOVERY in self._waiting:
            self._recovery()
        self.body.addStretch(1)
        self._publish = Button(_("Publish"), self._on_publish, role="primary", picture="tick")
        self._publish.setEnabled(not self._waiting)
        self.reason = Text(self._why_not(), "muted")
        self.set_footer(Button(_("Back"), self._on_check), self.reason, end=(self._publish,))

    def first_focus(self) -> QWidget | None:
        """Publishing when all is ready, else sending the tests."""
        return self._publish if self._publish.isEnabled() else self._first

    def take_files(self, files: list[Path]) -> bool:
        """Take answers that were dropped; whether there were any."""
        answers = [file for file in files if file.suffix.lower() == OPENED_SUFFIX or file.is_dir()]
        if answers:
            self.take(answers)
        return bool(answers)

    def take(self, files: Sequence[Path]) -> None:
        """Take answers in, and show who has opened theirs."""
        try:
            found = self.kept.take_answers(files)
        except LeadreadyError as error:
            self.say(error_notice(_("The answers were not taken"), error))
            return
        self._again(_taken_notice(found))

    def write_tests(self, folder: Path) -> None:
        """Write everyone's test into a folder."""
        try:
            files = self.kept.write_tests(folder)
        except LeadreadyError as error:
            self.say(error_notice(_("The tests were not written"), error))
            return
        self.rounds.journey.preferences.export_folder = folder
        words = _(
            "Give each person the file with their name. They open it under Selection rounds and send back an answer."
        )
        self.say(Notice(_("The tests are written"), *(file.name for file in files), words, parent=self))

    def publish_to(self, target: Path) -> None:
        """Publish the round into a campaign file."""
        self.rounds.close_round()
        try:
            published, panel = publish_draft(
                self.rounds.shelf, self.kept, self._keys(), target, self.rounds.journey.services.clock
            )
        except LeadreadyError as error:
            self.say(error_notice(_("The round was not published"), error))
            return
        self.rounds.panel = panel
        self.rounds.journey.preferences.export_folder = published.file.parent
        self.rounds.setting_up.published(published)

    def _keys(self) -> Keys:
        if self.rounds.keys is None:
            raise RuntimeError
        return self.rounds.keys

    def _send(self) -> None:
        words = _("Each person gets a file of their own, by stick, shared folder or e-mail, and sends an answer back.")
        card = self.add_card(_("Send the tests"), words, role="muted")
        self._write = Button(_("Write the tests"), self._on_write, picture="export", parent=card)
        self._open = Button(_("Take answers in"), self._on_take, picture="import", parent=card)
        for button in (self._write, self._open):
            button.setEnabled(not self.kept.faults)
        card.column.addLayout(Flow(self._write, self._open))
        self._first = self._write

    def _people(self) -> None:
        card = self.add_card(_("Who has opened theirs"))
        me = self._keys().signing.public
        for member in self.kept.draft.members:
            self._state(card, member.name, opened=member.id not in self._waiting)
            if member.signs == me and member.id in self._waiting and not self.kept.faults:
                card.column.addLayout(Flow(Button(_("Open my own"), self._on_own, parent=card)))
        self._state(card, _("The recovery key"), opened=RECOVERY not in self._waiting)

    def _state(self, card: Card, name: str, *, opened: bool) -> None:
        words = _("{name}: opened") if opened else _("{name}: not yet")
        card.column.addWidget(Text(words.format(name=name), "body" if opened else "warm", card))

    def _recovery(self) -> None:
        words = _("Fetch the sheet from where it is locked away, type the key, and lock it away again.")
        card = self.add_card(_("The recovery key opens its test"), words, role="muted")
        self.typed = TextArea("", card, lines=3)
        card.column.addWidget(LabelledField(_("The recovery key, from the paper"), self.typed, card))
        go = Button(_("Open its test"), self._on_recovery, picture="lock", parent=card)
        go.setEnabled(not self.kept.faults)
        card.column.addLayout(Flow(go))

    def _why_not(self) -> str:
        if not self._waiting:
            return _("Everyone has opened theirs. Publishing freezes the round.")
        count = len(self._waiting)
        words = ngettext("{n} test is not opened yet.", "{n} tests are not opened yet.", count)
        return words.format(n=number(count))

    def _again(self, notice: Notice | None = None) -> None:
        self.rounds.setting_up.tests(self.kept)
        page = self.rounds.journey.window.page
        if notice is not None and isinstance(page, TrialPage):
            page.say(notice)

    @Slot()
    def _on_write(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("A folder for the tests"), self._folder())
        if chosen:
            self.write_tests(Path(chosen))

    @Slot()
    def _on_take(self) -> None:
        kinds = _("Answers to tests (*.lropened)")
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Take answers in"), self._folder(), kinds)
        if chosen:
            self.take([Path(name) for name in chosen])

    @Slot()
    def _on_own(self) -> None:
        try:
            self.kept.open_own(self._keys())
        except LeadreadyError as error:
            self.say(error_notice(_("Your test was not opened"), error))
            return
        self._again()

    @Slot()
    def _on_recovery(self) -> None:
        try:
            self.kept.open_recovery(typed_identity(self.typed.toPlainText()), self._keys())
        except LeadreadyError as error:
            self.say(error_notice(_("The recovery key did not open its test"), error))
            return
        self._again()

    @Slot()
    def _on_publish(self) -> None:
        name = " ".join(self.kept.draft.title.split()).replace("/", "-")[:60]
        suggested = Path(self._folder()) / f"{name}{SUFFIX}"
        kinds = _("Campaign (*.lrcampaign)")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the campaign file"), str(suggested), kinds)
        if chosen:
            self.publish_to(Path(chosen))

    @Slot()
    def _on_check(self) -> None:
        self.rounds.setting_up.step(self.kept, "check")

    def _folder(self) -> str:
        folder = self.rounds.journey.preferences.export_folder
        return str(folder if folder.is_dir() else Path.home())


def _taken_notice(found: Sequence[AnswerFile]) -> Notice:
    refused = [one for one in found if one.problems is not None]
    if not refused:
        taken = len({one.who for one in found})
        words = ngettext("{n} answer came in.", "{n} answers came in.", taken) if taken else _("No answer was found.")
        return Notice(words.format(n=number(taken)))
    first = refused[0]
    heading = _("“{file}” was not taken").format(file=first.file)
    if first.problems is None:
        raise RuntimeError
    notice = error_notice(heading, first.problems)
    if len(refused) > 1:
        words = ngettext("{n} more file was not taken.", "{n} more files were not taken.", len(refused) - 1)
        notice.column.addWidget(Text(words.format(n=number(len(refused) - 1)), parent=notice))
    return notice
