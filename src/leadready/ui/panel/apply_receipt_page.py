"""After sealing: the receipt, what to do with the file, and what can still be done before the round closes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.ui.announcing import announce
from leadready.ui.desktop import open_path
from leadready.ui.panel.apply_page import closed_notice
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.printing import ask_how, print_pages, printer_for
from leadready.ui.tasks import Operation, Series
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.receipts import moment_words, receipt_pages, sealed_at, write_receipt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.applying import Applying


class ReceiptPage(RoundsPart):
    """What was sent last, and the way to put a later application in its place.

    Attributes:
        written: The file that was just written; None where the page is opened later.
        copy, save, print_it: What can be done with the receipt.
    """

    def __init__(self, applying: Applying, written: Path | None = None) -> None:
        self.own = applying.own
        sent = self.own.last
        if sent is None:
            raise RuntimeError
        title = _("Your application is sealed") if written else _("Your application")
        super().__init__(applying.rounds, title, self.own.campaign.title)
        self.help_text = _("The receipt proves which file you sent, and says nothing of what is in it.")
        self.applying = applying
        self._sent = sent
        self.written = written
        if self.own.is_closed:
            self.body.addWidget(closed_notice(applying, self))
        self._receipt()
        self._next()
        if self.own.campaign.equality is not None:
            self._equality()
        self._earlier()
        self._delete = Button(_("Delete it from this computer"), self._on_delete, role="danger", parent=self)
        self.body.addLayout(Flow(self._delete))
        self.body.addStretch(1)
        self._again = Button(_("Change it and seal it again"), applying.check)
        self._again.setEnabled(not self.own.is_closed)
        self.set_footer(Button(_("All rounds"), applying.rounds.all), end=(self._again, self.save))

    def first_focus(self) -> QWidget:
        """Copying the receipt."""
        return self.copy

    def _receipt(self) -> None:
        sent = self._sent
        card = Card("current", self, gap=8)
        card.column.addWidget(Text(_("Receipt").upper(), "eyebrow", card))
        words = Text(sent.receipt, "title", card)
        words.setAccessibleName(_("Receipt: {receipt}").format(receipt=sent.receipt))
        card.column.addWidget(words)
        said = _("Application number {n}, sealed {when}, in the file {name}").format(
            n=sent.number, when=moment_words(sealed_at(sent)), name=sent.file
        )
        card.column.addWidget(Text(said, "muted", card))
        self.copy = Button(_("Copy the receipt"), self._on_copy, picture="copy", parent=card)
        self.print_it = Button(_("Print it"), self._on_print, picture="print", parent=card)
        buttons = [self.copy, self.print_it]
        if self.written is not None:
            buttons.append(Button(_("Open the folder"), self._on_folder, picture="folder", parent=card))
        card.column.addLayout(Flow(*buttons))
        self.body.addWidget(card)
        self.save = Button(_("Save the receipt as a PDF"), self._on_save, role="primary", picture="export")

    def _next(self) -> None:
        contact, closes = self.own.campaign.contact, moment_words(self.own.campaign.dates.closes)
        self.add_card(
            _("What happens next"),
            _("Send the file to the programme, in the way that its advert says. Questions go to {contact}.").format(
                contact=contact
            ),
            _(
                "Nobody but the people that you were shown can open it, and you cannot either. Its name says nothing "
                "of you; leave it as it is."
            ),
            _(
                "Until {when} you can change your application and seal it again on this computer. The later file takes "
                "the place of the earlier one."
            ).format(when=closes),
        )

    def _equality(self) -> None:
        card = self.add_card(
            _("Equality monitoring"),
            _(
                "The programme asks whether groups come through its stages alike. Your answers go in a file of their "
                "own, which those who read your application cannot open. You are free to leave this out."
            ),
        )
        words = _("Answer again") if self.own.kept.order else _("Go to the questions")
        card.column.addLayout(Flow(Button(words, self.applying.equality, parent=card)))

    def _earlier(self) -> None:
        earlier = self.own.kept.sent[:-1]
        if not earlier:
            return
        lines = (
            _("Number {n}, {when}: {receipt}").format(
                n=one.number, when=moment_words(sealed_at(one)), receipt=one.receipt
            )
            for one in reversed(earlier)
        )
        self.add_card(_("Sealed before"), *lines)

    @Slot()
    def _on_delete(self) -> None:
        words = _(
            "What you wrote and your receipts are deleted here, and you can no longer put a later application in the "
            "place of what you sent. What you sent stays with the programme."
        )
        if not self.sure(_("Delete this application from this computer?"), words, _("Delete")):
            return
        try:
            self.own.forget()
        except LeadreadyError as error:
            self.say(error_notice(_("The application was not deleted"), error))
        else:
            self.rounds.all()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sent.receipt)
        self.copy.setText(_("Copied"))
        announce(self.copy, _("Copied"))

    @Slot()
    def _on_folder(self) -> None:
        if self.written is not None:
            open_path(self.written.parent)

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        name = _("Receipt {n}.pdf").format(n=self._sent.number)
        suggested = (folder if folder.is_dir() else Path.home()) / name
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the receipt"), str(suggested), _("PDF, to print or to send (*.pdf)")
        )
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf"))

    def save_to(self, target: Path) -> None:
        """Write the receipt in the background and say where it is."""
        run = partial(write_receipt, self.own, self._sent, target)
        self.rounds.journey.runner.start(Operation(run, self._on_saved, self._on_not_saved))

    def _on_saved(self, target: Path) -> None:
        if self.is_shown:
            self.say(Notice(_("The receipt is written"), str(target), parent=self))

    def _on_not_saved(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("The receipt was not written"), error))

    @Slot()
    def _on_print(self) -> None:
        run = partial(receipt_pages, self.own, self._sent)
        self.rounds.journey.runner.start(Operation(run, self._on_pages, self._on_not_printed))

    def _on_pages(self, content: bytes) -> None:
        if not self.is_shown:
            return
        printer = printer_for(content)
        if not ask_how(printer, 1, self):
            return

        def run(_is_cancelled: Callable[[], bool]) -> Iterator[tuple[int, int]]:
            return print_pages(content, printer)

        self.rounds.journey.runner.start_series(Series(run, _ignore, self._on_printed, self._on_not_printed))

    def _on_printed(self) -> None:
        if self.is_shown:
            self.say(Notice(_("The receipt is with the printer"), parent=self))

    def _on_not_printed(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.say(error_notice(_("The receipt was not printed"), error))


def _ignore(_progress: tuple[int, int]) -> None:
    """One page needs no progress."""
