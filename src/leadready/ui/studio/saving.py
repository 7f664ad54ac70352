"""Saving what is edited: to its files, as a copy, or kept as a draft; and what is said when that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from leadready.errors import LeadreadyError
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import NoticePlace, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.bench import ChangedOnDisk

if TYPE_CHECKING:
    from leadready.ui.journey import Journey
    from leadready.ui.page import Page
    from leadready.ui.studio.desk import Desk
    from leadready.workflow.bench import Bench, KeptDraft

_MOST_COPIES = 100
_KEEP_PAUSE = 3000  # milliseconds after a change before the draft is kept beside the record


class Saving(QObject):
    """Saves a bench and keeps its draft between savings; what happened is said at the top of the page.

    Attributes:
        is_settled: Whether nothing is left to ask about: the changes were saved as a copy.

    Signals:
        saved: The files are as the draft is.
        blocked: The draft has faults, so nothing is saved.
        reread: The files were read again; the assessment that they make, or None.
    """

    saved = Signal()
    blocked = Signal()
    reread = Signal(object)

    def __init__(self, journey: Journey, bench: Bench, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._journey = journey
        self._bench = bench
        self._desk = desk
        self._page = page
        self._notices = NoticePlace(page.body, 1)
        self._kept: KeptDraft | None = None
        self.is_settled = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_PAUSE)
        self._timer.timeout.connect(self.keep)

    def say(self, notice: Card | None) -> None:
        """Say what happened, in place of what was said before."""
        if notice is not None:
            notice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._notices.say(notice)

    def save(self) -> bool:
        """Save what is changed; False, with the reason shown, where that cannot be."""
        if not self._desk.is_changed:
            return True
        if self._desk.draft.faults:
            self.blocked.emit()
            return False
        self._timer.stop()
        try:
            self._bench.save()
        except ChangedOnDisk as error:
            self.say(self._two_versions(error))
            return False
        except LeadreadyError as error:
            self.say(error_notice(_("Your changes are not saved"), error))
            return False
        self.say(None)
        self.saved.emit()
        return True

    def keep_soon(self) -> None:
        """Keep the draft once nothing has changed for a moment."""
        self._timer.start()

    @Slot()
    def keep(self) -> bool:
        """Keep the draft as it is; False, with the reason shown, where that cannot be."""
        self._timer.stop()
        self._desk.settle()
        try:
            self._bench.keep()
        except LeadreadyError as error:
            self.say(error_notice(_("The draft could not be kept"), error))
            return False
        return True

    @Slot()
    def forget(self) -> None:
        """Forget what was kept."""
        self._bench.forget()
        self.say(None)

    def stop(self) -> None:
        """Let nothing run on."""
        self._timer.stop()

    # Two versions of the files

    def _two_versions(self, error: ChangedOnDisk) -> Card:
        """Offer both ways on: nobody's work is written over."""
        card = error_notice(_("Your changes are not saved"), error)
        again = Button(_("Read them again, without my changes"), self.read_again, parent=card)
        copy = Button(_("Save mine as a copy"), self.save_copy, role="primary", parent=card)
        card.column.addLayout(Flow(copy, again))
        return card

    @Slot()
    def read_again(self) -> None:
        """Go on with the files as they are on the disk."""
        try:
            draft = self._bench.reload()
        except LeadreadyError as error:
            self.say(error_notice(_("They cannot be read"), error))
            return
        self.forget()
        self.reread.emit(draft.last_good)
        self._desk.take(draft)

    @Slot()
    def save_copy(self) -> None:
        """Save the draft as a copy, and go on with that."""
        try:
            copy = self._copied()
        except LeadreadyError as error:
            self.say(error_notice(_("The copy is not saved"), error))
            return
        self._bench.forget()
        self.is_settled = True
        self._journey.edit(lambda: copy)

    def _copied(self) -> Bench:
        """Save a copy under the first id that is free; raises LeadreadyError when it cannot be."""
        title = _("{title}, copy").format(title=self._page.title.text())
        name = self._bench.name.rpartition("/")[2].removesuffix(".yaml")
        taken: LeadreadyError | None = None
        for number in range(2, _MOST_COPIES):
            try:
                return self._bench.save_copy(f"{name}-{number}", title)
            except ProblemsFound as error:
                taken = error
        raise taken or LeadreadyError(_("There are too many copies."))

    # What was kept last time

    def offer_kept(self) -> None:
        """Offer to go on with a draft that was kept and not saved, if there is one."""
        self._kept = self._bench.kept()
        if self._kept is None:
            return
        card = Card("note", self._page, padding=16, gap=6)
        card.column.addWidget(Text(_("Changes from last time were kept and not saved"), "heading", card))
        if self._kept.on_other_files:
            words = _("The files have changed since then. Going on with the draft puts it in their place.")
            card.column.addWidget(Text(words, parent=card))
        card.column.addLayout(
            Flow(
                Button(_("Go on with them"), self.take_over, role="primary", parent=card),
                Button(_("Discard them"), self.forget, parent=card),
            )
        )
        self.say(card)

    @Slot()
    def take_over(self) -> None:
        """Go on with the draft that was kept."""
        if self._kept is not None:
            self._bench.take_over(self._kept)
            self.say(None)
            self._desk.reread()
