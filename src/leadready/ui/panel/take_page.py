"""Taking in what somebody sent: bundles, by a dialog or dropped on the window; each outcome in plain words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import SUFFIX
from leadready.language import _, ngettext
from leadready.ui.announcing import announce
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.taking import open_file, take_opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.taking import Brought, OpenedFile


class TakePage(PanelPage):
    """Files are opened one after the other in the background; what became of each stands here, the last on top."""

    def __init__(self, rounds: Rounds, files: Sequence[Path] = ()) -> None:
        super().__init__(
            rounds,
            _("Take in files"),
            _("Files of this round that somebody made for you. Each is checked, and taken whole or not at all."),
        )
        self.help_text = _("A file may come twice, late, or in any order: nothing is lost or counted twice.")
        self._round = self.panel
        self._waiting: list[Path] = []
        self._is_busy = False
        self._card = card = Card(parent=self)
        words = _("They end in {suffix}. You can also drop them on this window.").format(suffix=SUFFIX)
        card.column.addWidget(Text(words, parent=card))
        self.choose = Button(_("Choose files"), self._on_choose, role="primary", picture="folder", parent=card)
        card.column.addLayout(Flow(self.choose))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk())
        if files:
            self.take(files)

    def first_focus(self) -> QWidget:
        """Choosing a file."""
        return self.choose

    def take_files(self, files: list[Path]) -> bool:
        """Take in what was dropped on the page."""
        bundles = [file for file in files if file.suffix.lower() == SUFFIX]
        self.take(bundles)
        return bool(bundles)

    def take(self, files: Sequence[Path]) -> None:
        """Take files in, after those that are under way."""
        self._waiting += files
        self._go_on()

    @Slot()
    def _on_choose(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Files of a round (*{suffix})").format(suffix=SUFFIX)
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Take in files"), str(folder), kinds)
        if chosen:
            self.take([Path(name) for name in chosen])

    def _go_on(self) -> None:
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        file = self._waiting.pop(0)
        panel = self._round
        run = partial(open_file, file, panel.keys.identity, panel.campaign, panel.store.seen())
        self.rounds.journey.runner.start(Operation(run, self._on_opened, partial(self._on_refused, file)))

    def _on_opened(self, opened: OpenedFile) -> None:
        if self.rounds.panel is not self._round:
            return  # another round is open by now; this one's file is closed
        try:
            brought = take_opened(self._round, opened)
        except LeadreadyError as error:
            self._on_refused(opened.path, error)
            return
        heading = _("“{file}” is taken in").format(file=opened.path.name)
        more = _("This file came before.") if brought is None else brought_words(brought)
        self._told(Notice(heading, more, parent=self) if self.is_shown else None)

    def _on_refused(self, file: Path, error: LeadreadyError) -> None:
        heading = _("“{file}” was not taken").format(file=file.name)
        self._told(error_notice(heading, error) if self.is_shown else None)

    def _told(self, notice: Notice | None) -> None:
        """Say what became of a file, to who is still here, and go on with the next."""
        if notice is not None:
            self.body.insertWidget(self.body.indexOf(self._card) + 1, notice)
            announce(notice, notice.accessibleName())
        self._is_busy = False
        if self.rounds.panel is self._round:
            self._go_on()


def brought_words(brought: Brought) -> str:
    """Say what a file has brought."""
    said = [
        ngettext("{n} name to declare about", "{n} names to declare about", brought.names).format(n=brought.names),
        ngettext("{n} benchmark answer", "{n} benchmark answers", brought.benchmarks).format(n=brought.benchmarks),
        ngettext("{n} answer to mark", "{n} answers to mark", brought.answers).format(n=brought.answers),
        ngettext("{n} profile", "{n} profiles", brought.profiles).format(n=brought.profiles),
        ngettext("{n} declaration", "{n} declarations", brought.declarations).format(n=brought.declarations),
        ngettext("{n} mark", "{n} marks", brought.marks).format(n=brought.marks),
        ngettext("{n} lock", "{n} locks", brought.locks).format(n=brought.locks),
    ]
    new = [words for words, count in zip(said, brought, strict=True) if count]
    return _("New in it: {what}.").format(what=", ".join(new)) if new else _("Nothing in it is new for you.")
