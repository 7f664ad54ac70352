"""Taking applications in: files or a whole folder are chosen or dropped, and what became of each is listed."""

from __future__ import annotations

from collections import deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.submission_file import SUFFIX
from leadready.language import _, ngettext
from leadready.ui.panel.looking_through import LookingThrough
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.tasks import Operation, Running, Series
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.progress_card import ProgressCard
from leadready.ui.widgets.table import Table
from leadready.ui.widgets.table_model import Column, Line, TableModel
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.gathering import counts, opened_batches, submissions_in
from leadready.workflow.panel.receiving import ReceivingDesk
from leadready.workflow.shelf import open_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from leadready.assessment.model import Assessment
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.opening import Opened
    from leadready.workflow.panel.receiving import Incoming, Kind

_SAID = (0, 1, 3)
"""Which cells of a row are said in full below the table: the file, what became of it, and why."""


class ReceivePage(PanelPage):
    """Files are opened beside the window and kept batch by batch; whoever stops goes on with what is not kept yet."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("Take applications in"),
            _("Each is checked and gets a code; a bad file is named and stops no other."),
        )
        self.help_text = _(
            "Choose the files, or the folder that they lie in, or drop either on the window. You can stop at any time "
            "and go on later: a file that came before counts once."
        )
        self._files: list[Path] = []
        self._outcomes: list[Incoming] = []
        self._running: Running[tuple[Opened, ...]] | None = None
        self._desk: ReceivingDesk | None = None
        self._round = self.panel
        self._looking = LookingThrough(self)
        self._looking.failed.connect(self._on_fault)
        self._is_reading = self._has_ended = False
        self._batches: deque[tuple[Opened, ...]] = deque()
        card = self._card = Card(parent=self)
        words = _("Drop files or a folder here, or choose them. Thousands are no trouble.")
        card.column.addWidget(Text(words, parent=card))
        self._choose = Button(_("Choose files"), self._on_files, role="primary", picture="add", parent=card)
        folder = Button(_("Choose a folder"), self._on_folder, picture="folder", parent=card)
        card.column.addLayout(Flow(self._choose, folder))
        self.body.addWidget(card)
        self._progress = ProgressCard(self)
        self._counts = Text("", parent=self._progress)
        self._progress.column.addWidget(self._counts)
        self._progress.hide()
        self.body.addWidget(self._progress)
        columns = (Column(_("File")), Column(_("What became of it")), Column(_("Code")), Column(_("Why")))
        self.results = TableModel(columns, (), self)
        self.table = Table(self.results, _("What became of the files"), self, rows=6)
        self.table.hide()
        self.body.addWidget(self.table, 1)
        self._whole = Text("", "muted", self)
        self._whole.hide()
        self.table.chosen.connect(self._on_row)
        self.body.addWidget(self._whole)
        self.body.addStretch(1)
        self._stop = Button(_("Stop"), self.cancel)
        self._stop.hide()
        self._go_on = Button(_("Go on with the others"), self._on_go_on, role="primary")
        self._go_on.hide()
        self.set_footer(self.back_to_desk(), end=(self._stop, self._go_on))

    def first_focus(self) -> QWidget:
        """Choosing files."""
        return self._choose

    def may_leave(self) -> bool:
        """Stop what is running; what is kept by then stays, and the rest can be taken in again."""
        self.cancel()
        self._looking.cancel()
        return True

    @property
    def is_busy(self) -> bool:
        """Whether files are being taken in, or their answers are still to be written down."""
        return self._running is not None or self._is_reading or self._looking.is_busy

    def take_files(self, files: list[Path]) -> bool:
        """Take applications and folders that were dropped on the page."""
        wanted = [file for file in files if file.is_dir() or file.suffix.lower() == SUFFIX]
        if wanted:
            self.take(wanted)
        return bool(wanted)

    def take(self, paths: list[Path]) -> None:
        """Take files in, and what lies in folders."""
        if self._running is not None or self._is_reading:
            return
        files = submissions_in(paths)
        if not files:
            self.say(
                Notice(_("There is no application in this folder"), _("They end in .lrsub."), error=True, parent=self)
            )
            return
        self._files, self._outcomes = files, []
        self.results.set_lines([])
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self._run(files)

    def _run(self, files: list[Path]) -> None:
        """Read the assessment first, beside the window: it takes longer than many files."""
        self.say(None)
        self._is_reading = True
        self._show_running(running=True)
        self._stop.setEnabled(False)
        self._progress.say(_("Reading the assessment…"))
        read = partial(open_package, self.rounds.journey.services.packages, self.panel.campaign.assessment)
        self.rounds.journey.runner.start(Operation(read, partial(self._open_files, files), self._on_fault))

    def _open_files(self, files: list[Path], assessment: Assessment) -> None:
        self._is_reading = False
        if self.rounds.panel is not self._round or not self.is_shown:
            return
        try:
            self._desk = ReceivingDesk(self._round)
            opener = self._desk.opener(assessment)
        except LeadreadyError as error:
            self._on_fault(error)
            return
        self._stop.setEnabled(True)
        self._has_ended = False
        self._show_progress()
        run: Callable[[Callable[[], bool]], Iterator[tuple[Opened, ...]]] = partial(
            opened_batches, opener, tuple(files)
        )
        series = Series(run, self._on_batch, self._on_end, self._on_fault)
        self._running = self.rounds.journey.runner.start_series(series)

    @Slot()
    def cancel(self) -> None:
        """Stop soon; what is kept stays."""
        if self._running is not None:
            self._running.cancel()
            self._stop.setEnabled(False)
            self._progress.say(_("Stopping; what is under way is finished…"))

    def _on_batch(self, batch: tuple[Opened, ...]) -> None:
        """Keep a batch soon: files are opened faster than they are kept, and the window goes on in between."""
        self._batches.append(batch)
        if len(self._batches) == 1:
            QTimer.singleShot(0, self, self._keep_next)

    @Slot()
    def _keep_next(self) -> None:
        if self._batches:
            self._keep(self._batches[0])
            self._batches.popleft()
        if self._batches:
            QTimer.singleShot(0, self, self._keep_next)
        elif self._has_ended:
            self._finish()

    def _keep(self, batch: tuple[Opened, ...]) -> None:
        """Keep a batch, on the window's thread."""
        if self._desk is None or self._running is None:
            return
        if self.rounds.panel is not self._round or not self.is_shown:  # what is not kept can be taken in again
            self._running.cancel()
            self._desk = None
            return
        try:
            kept = self._desk.keep(batch)
            self._round.take_up()  # at the end there would be thousands at once
        except LeadreadyError as error:
            self._running.cancel()
            self._desk = None
            self.say(error_notice(_("Not everything could be kept"), error))
            return
        self._outcomes += kept
        self.results.add_lines([_line(one) for one in kept])
        if not self._running.is_cancelled:
            self._show_progress()

    @Slot(str)
    def _on_row(self, id_: str) -> None:
        """Say in full what the table has no room for."""
        row = self.results.row_of(id_)
        cells = () if row is None else tuple(self.results.index(row, column).data() for column in _SAID)
        self._whole.setText(" · ".join(filter(None, cells)))
        self._whole.setVisible(bool(cells) and bool(cells[-1]))

    def _on_end(self) -> None:
        self._has_ended = True
        if not self._batches:
            self._finish()

    def _finish(self) -> None:
        kept_all = self._desk is not None
        self._running = None
        if not self.is_shown:
            return
        self._show_running(running=False)
        # Whoever looks here looks for what went wrong.
        self.results.set_lines([_line(one) for one in sorted(self._outcomes, key=lambda one: one.kind != "refused")])
        self.table.fit_columns()
        self.table.choose(self.results.id_at(0))
        left = len(self._files) - len(self._outcomes)
        self._go_on.setVisible(bool(left))
        if not kept_all:
            return
        words = ngettext("{n} file was not begun.", "{n} files were not begun.", left).format(n=number(left))
        said = count_words(counts(self._outcomes))
        self.say(Notice(_("The files are taken in"), *said, words if left else "", parent=self))
        self._looking.start()

    @Slot(object)
    def _on_fault(self, error: LeadreadyError) -> None:
        self._running, self._is_reading = None, False
        if self.is_shown:
            self._show_running(running=False)
            self.say(error_notice(_("The files were not taken in"), error))

    def _show_running(self, *, running: bool) -> None:
        self._card.setVisible(not running)
        self._progress.setVisible(running)
        self.table.show()
        self._stop.setVisible(running)
        self._stop.setEnabled(running)
        self._go_on.hide()
        (self._stop if running else self._choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_progress(self) -> None:
        done, total = len(self._outcomes), len(self._files)
        words = _("{n} of {total}").format(n=number(done), total=number(total))
        self._progress.show_share(done, total, words)
        self._counts.setText(" ".join(count_words(counts(self._outcomes))))

    @Slot()
    def _on_files(self) -> None:
        kinds = _("Applications (*.lrsub)")
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Choose applications"), self._usual(), kinds)
        if chosen:
            self.take([Path(name) for name in chosen])

    @Slot()
    def _on_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose the folder of applications"), self._usual())
        if chosen:
            self.take([Path(chosen)])

    @Slot()
    def _on_go_on(self) -> None:
        self._run(self._files[len(self._outcomes) :])

    def _usual(self) -> str:
        folder = self.rounds.journey.preferences.export_folder
        return str(folder if folder.is_dir() else Path.home())


def _line(one: Incoming) -> Line:
    why = " ".join(f"{problem.what} {problem.advice}" for problem in one.problems)
    cells = (one.name, kind_words()[one.kind], one.reference or "–", why)
    return Line(one.name, cells, cells)


def kind_words() -> dict[Kind, str]:
    """Name what becomes of a file."""
    return {
        "taken": _("Taken"),
        "replaced": _("In place of an earlier one"),
        "late": _("Late"),
        "double": _("Came before"),
        "refused": _("Refused"),
    }


def count_words(found: dict[Kind, int]) -> tuple[str, ...]:
    """Say how many files became what, a sentence each."""
    said: list[str] = []
    for kind, n in found.items():
        words = {
            "taken": ngettext("{n} application is taken.", "{n} applications are taken.", n),
            "replaced": ngettext("{n} took the place of an earlier one.", "{n} took the place of earlier ones.", n),
            "late": ngettext("{n} came late.", "{n} came late.", n),
            "double": ngettext("{n} came before and counts once.", "{n} came before and count once.", n),
            "refused": ngettext(
                "{n} is refused; the reason stands below.", "{n} are refused; the reasons stand below.", n
            ),
        }
        said.append(words[kind].format(n=number(n)))
    return tuple(said)
