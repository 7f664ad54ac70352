"""Several people's answers brought together: what was read, how far people agree, and only then what they say."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from leadready.errors import LeadreadyError
from leadready.exchange.group_report import asked_words, group_cautions, levels_drawing, scale_drawing, scale_words
from leadready.language import _, ngettext
from leadready.ui.desktop import open_path
from leadready.ui.page import Page
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.group import gather_answers, group_rubric, report_on, save_report

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.exchange.group_files import Contribution, Gathered, Refused
    from leadready.exchange.group_report import GroupReport
    from leadready.scoring.group import ScaleGroup
    from leadready.ui.journey import Journey

PROBLEMS_SHOWN = 3
LONGEST_NAME = 28


class GroupPage(Page):
    """Files are read anew at every change, so that what is shown is always what all of them say together."""

    name = "assessments"

    def __init__(self, journey: Journey, assessment: Assessment) -> None:
        super().__init__(_("Answers of a group"), assessment.instrument.title)
        self.help_text = _(
            "Open the files in which people saved their answers. Agreement comes first; a mean is shown only where "
            "enough people agree enough."
        )
        self._journey = journey
        self._assessment = assessment
        self._rubric = group_rubric(assessment) or assessment.rubric
        self._paths: list[Path] = []
        self._report: GroupReport | None = None
        self._shown: list[QWidget] = []
        self._notice: Notice | None = None
        self._begin()
        self.body.addStretch(1)
        self._saved = Text("", "muted")
        self._save = Button(_("Save the report"), self._on_save, picture="export")
        self._save.setEnabled(False)
        self.set_footer(Button(_("Back"), journey.choose), end=(self._saved, self._save))

    def first_focus(self) -> QWidget:
        """Begin with opening files."""
        return self._open

    def _begin(self) -> None:
        card = Card(parent=self)
        card.column.addWidget(Text(_("Their answers"), "heading", card))
        how = _(
            "Everybody answers by themselves. Under “Plans and history” they choose “Save my answers” and "
            "hand the file to you. A table with a row for each person can be opened too."
        )
        card.column.addWidget(Text(how, parent=card))
        card.column.addWidget(Text(_("Names of people are not read and not shown."), "muted", card))
        self._open = Button(_("Open files"), self._on_open, role="primary", picture="add", parent=card)
        card.column.addLayout(row(self._open))
        self.body.addWidget(card)

    @Slot()
    def _on_open(self) -> None:
        folder = self._journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        kinds = _("Answers (*.json *.csv *.xlsx)")
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Open files of answers"), str(folder), kinds)
        if chosen:
            self.open_files([Path(name) for name in chosen])

    def open_files(self, paths: list[Path]) -> None:
        """Read some more files, in the background, together with those that were read before."""
        self._read([*self._paths, *paths])

    def _read(self, paths: list[Path]) -> None:
        self._open.setEnabled(False)
        self._saved.setText(_("Reading…"))
        run = partial(gather_answers, self._assessment, self._rubric, paths)
        self._journey.runner.start(Operation(run, self._on_read, self._on_not_read))

    def _on_read(self, gathered: Gathered) -> None:
        if self._journey.window.page is not self:
            return
        # A file that was refused is said once and then forgotten: the person mends it and opens it again.
        self._paths = list(dict.fromkeys(one.path for one in gathered.taken))
        self._back_to_work()
        self._empty()
        if self._paths:
            self._add(self._taken_card(gathered))
        for one in gathered.refused:
            self._add(_refused_notice(one, self))
        self._show_report(gathered)

    def _taken_card(self, gathered: Gathered) -> Card:
        card = Card(parent=self, gap=4)
        card.column.addWidget(Text(_("What was read"), "heading", card))
        for path in self._paths:
            taken = TakenFile(path, [one for one in gathered.taken if one.path == path], card)
            taken.removed.connect(self._on_removed)
            card.column.addWidget(taken)
        return card

    def _show_report(self, gathered: Gathered) -> None:
        self._report = None
        if gathered.taken:
            try:
                self._report = report_on(self._assessment, self._rubric, gathered)
            except LeadreadyError as error:
                self._add(error_notice(_("These answers cannot be put together"), error))
        self._save.setEnabled(self._report is not None)
        if self._report is None:
            return
        self._add(Text(self._report.title, "title", self))
        self._add(Text(asked_words(self._report), "muted", self))
        for scale in self._report.scales:
            self._add(ScaleCard(self._report, scale, self))
        self._add(Notice(_("Please remember"), *group_cautions(), parent=self))

    def _on_not_read(self, error: LeadreadyError) -> None:
        if self._journey.window.page is not self:
            return
        self._back_to_work()
        self._say(error_notice(_("The files were not read"), error))

    def _back_to_work(self) -> None:
        self._saved.setText("")
        self._open.setEnabled(True)
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._notice is not None:
            _drop(self._notice)
            self._notice = None

    def _add(self, widget: QWidget) -> None:
        """Put a widget at the end, before the room that is left."""
        self.body.insertWidget(self.body.count() - 1, widget)
        self._shown.append(widget)

    def _empty(self) -> None:
        for widget in self._shown:
            _drop(widget)
        self._shown = []

    def _say(self, notice: Notice) -> None:
        if self._notice is not None:
            _drop(self._notice)
        self._notice = notice
        self.body.insertWidget(1, notice)

    @Slot(str)
    def _on_removed(self, path: str) -> None:
        self._read([one for one in self._paths if str(one) != path])

    @Slot()
    def _on_save(self) -> None:
        folder = self._journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        suggested = folder / (_("Answers of a group") + ".html")
        kinds = ";;".join((_("Page (*.html)"), _("Text (*.txt)"), _("Data (*.json)")))
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the report"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix else target.with_suffix(".html"))

    def save_to(self, target: Path) -> None:
        """Write the report in the background and say where it is."""
        if self._report is None:
            return
        self._save.setEnabled(False)
        run = partial(save_report, self._report, target)
        self._journey.runner.start(Operation(run, self._on_saved, self._on_not_saved))

    def _on_saved(self, target: Path) -> None:
        if self._journey.window.page is not self:
            return
        self._written = target
        self._journey.preferences.export_folder = target.parent
        self._after_saving()
        self._say(Notice(_("The report is written"), str(target), action=(_("Open it"), self._on_show), parent=self))

    def _on_not_saved(self, error: LeadreadyError) -> None:
        if self._journey.window.page is not self:
            return
        self._after_saving()
        self._say(error_notice(_("The report was not written"), error))

    def _after_saving(self) -> None:
        self._save.setEnabled(self._report is not None)
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_show(self) -> None:
        open_path(self._written)


class TakenFile(QWidget):
    """One file that was read: what its answers are about and how many people they come from.

    Signals:
        removed: It is to be left out; with its path.
    """

    removed = Signal(str)

    def __init__(self, path: Path, contributions: list[Contribution], parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        people = ngettext("{n} person", "{n} people", len(contributions)).format(n=len(contributions))
        names = dict.fromkeys(" ".join(one.about.split()) for one in contributions if one.about)
        about = ", ".join(_("“{name}”").format(name=name) for name in names)
        words = _("{file}: {people}, about {about}") if about else _("{file}: {people}")
        said = words.format(file=_short(path.name), people=people, about=about)
        remove = Button(_("Leave out"), self._on_remove, role="quiet", parent=self)
        remove.setAccessibleName(_("Leave out {file}").format(file=path.name))
        line = row(Text(said, parent=self), remove, stretch=False)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(str(self._path))


class ScaleCard(Card):
    """One scale: agreement, then the spread, then the mean or why there is none."""

    def __init__(self, report: GroupReport, one: ScaleGroup, parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        scale = report.rubric.scales[one.scale_id]
        self.column.addWidget(Text(scale.title, "heading", self))
        self.column.addWidget(Text(scale.about, "muted", self))
        first, *others = scale_words(report, one)
        self.column.addWidget(Text(first, "strong", self))
        if one.scores:
            self.column.addWidget(DrawingView(partial(levels_drawing, report, one), self))
            self.column.addWidget(DrawingView(partial(scale_drawing, report, one), self))
        for sentence in others:
            self.column.addWidget(Text(sentence, parent=self))


def _refused_notice(one: Refused, parent: QWidget) -> Notice:
    problems = one.problems.problems
    said = [f"{problem.what} {problem.advice}" for problem in problems[:PROBLEMS_SHOWN]]
    left = len(problems) - PROBLEMS_SHOWN
    if left > 0:
        said.append(ngettext("There is {n} more problem.", "There are {n} more problems.", left).format(n=left))
    heading = _("“{file}” was not taken").format(file=_short(one.path.name))
    return Notice(heading, *said, error=True, parent=parent)


def _short(name: str) -> str:
    """Shorten a long file name in its middle: a name without blanks would push the page apart."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 2 + 1 :]}"


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
