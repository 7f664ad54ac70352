"""Letters to applicants, as they leave a round: how many wait to be read, and writing those that are released."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from leadready.language import _, ngettext
from leadready.ui.panel.letter_report import LetterReport
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.ui.writing_run import WritingRun
from leadready.workflow.panel.acts import note
from leadready.workflow.panel.letters import letter_desk, letters_there, write_letters

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.errors import LeadreadyError
    from leadready.report.letter import LetterDocument
    from leadready.ui.panel.outputs_page import OutputsPage
    from leadready.workflow.panel.letters import LetterDesk
    from leadready.workflow.panel.panel import Panel


class LettersCard(Card):
    """Somebody reads each letter first; what is released can be written.

    Attributes:
        run: The writing.
        read: The button that leads to the letters that wait; None until they are put together.
    """

    def __init__(self, page: OutputsPage) -> None:
        super().__init__(parent=page)
        self._page = page
        self._rounds = page.rounds
        self._desk: LetterDesk | None = None
        self._folder = page.usual_folder()
        self.run = WritingRun(page.rounds.journey, page, LetterReport(page))
        self.run.said.connect(page.say)
        self.run.changed.connect(self._on_run_changed)
        words = _("Every applicant gets one: their own scores and how to contest. Somebody reads each first.")
        self.column.addWidget(Text(_("Letters"), "heading", self))
        self.column.addWidget(Text(words, parent=self))
        self._said = Text(_("Putting the letters together…"), "strong", self)
        self.column.addWidget(self._said)
        self.read: Button | None = None
        self._write: Button | None = None
        run = partial(letter_desk, page.panel.view, page.rounds.today())
        page.rounds.journey.runner.start(Operation(run, self._on_drafted, self._on_not_drafted))

    def _on_drafted(self, desk: LetterDesk) -> None:
        """Say how far the letters are, now that thousands of them have been put together beside the window."""
        if not self._page.is_shown:
            return
        self._desk = desk
        self._page.panel.adopt_order(desk.order)
        self._said.setText(" ".join(_counts(desk)))
        waits = bool(desk.to_review)
        read, write = ("primary", "plain") if waits else ("plain", "primary")
        self.read = Button(_("Read and release"), self._on_read, role=read, parent=self)
        self.read.setEnabled(waits)
        words = _("Write the released letters")
        self._write = Button(words, self._on_write, role=write, picture="export", parent=self)
        self._write.setEnabled(bool(desk.to_send))
        self.column.addLayout(Flow(self.read, self._write))
        self._page.letters_came(self.read)

    def _on_not_drafted(self, error: LeadreadyError) -> None:
        if self._page.is_shown:
            self._said.hide()
            self._page.failed(_("The letters were not put together"), error)

    @Slot()
    def _on_read(self) -> None:
        if self._desk is not None:
            self._rounds.office.letter(self._desk.to_review, 0)

    @Slot()
    def _on_write(self) -> None:
        folder = self._page.ask_folder(_("Choose a folder for the letters"))
        if folder is not None:
            self.write_into(folder)

    def write_into(self, folder: Path) -> None:
        """Write the released letters, unless some would take the place of others."""
        self._folder = folder
        there = letters_there(self._to_send, folder)
        if not there:
            self._start()
            return
        words = ngettext("{n} letter is there already", "{n} letters are there already", there)
        again = (_("Replace them"), self._start)
        self._page.say(Notice(words.format(n=number(there)), str(folder), action=again, parent=self._page))

    @property
    def _to_send(self) -> tuple[LetterDocument, ...]:
        return () if self._desk is None else self._desk.to_send

    @Slot()
    def _start(self) -> None:
        documents = self._to_send
        run = partial(write_letters, documents, self._folder)
        self.run.start(run, len(documents), self._folder, partial(self._note, self._page.panel))

    def _note(self, panel: Panel) -> None:
        """Note in the log of the round how many were written, while it is open."""
        if self._rounds.panel is panel and self.run.written:
            self._rounds.noted(partial(note, panel, "letters-written", count=self.run.written))

    @Slot()
    def _on_run_changed(self) -> None:
        if self.read is None or self._write is None or self._desk is None:
            return
        is_idle = self.run.running is None
        self._write.setEnabled(is_idle)
        self.read.setEnabled(is_idle and bool(self._desk.to_review))
        if is_idle:
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)


def _counts(desk: LetterDesk) -> list[str]:
    """Say how many letters wait, are released, have changed since, or cannot be there yet: a sentence each."""
    waiting, ready = len(desk.to_review), len(desk.to_send)
    said = [
        ngettext("{n} waits to be read.", "{n} wait to be read.", waiting).format(n=number(waiting)),
        ngettext("{n} is released.", "{n} are released.", ready).format(n=number(ready)),
    ]
    changed, undecided = len(desk.of_state("changed")), len(desk.of_state("undecided"))
    if changed:
        words = ngettext(
            "{n} was released and has changed since.", "{n} were released and have changed since.", changed
        )
        said.append(words.format(n=number(changed)))
    if undecided:
        words = ngettext("{n} application is not decided.", "{n} applications are not decided.", undecided)
        said.append(words.format(n=number(undecided)))
    return said
