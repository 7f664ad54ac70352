"""The equality analyst's page: three kinds of file, and how groups came through each stage."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from leadready.exchange.campaign_file import SUFFIX, read_campaign
from leadready.exchange.equality_file import EQUALITY_SUFFIX, PILES_SUFFIX
from leadready.exchange.impact_report import (
    HEADER,
    counted_words,
    figures_words,
    group_words,
    impact_document,
    impact_notes,
    impact_rows,
    total_words,
)
from leadready.exchange.tables import report_file
from leadready.files import write_whole
from leadready.instrument.text_files import read_text
from leadready.language import _, ngettext
from leadready.panel.equality import questions
from leadready.panel.stages import step_words
from leadready.ui import theme
from leadready.ui.pages.exporting import Errand, FileExport
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.equality import read_impact
from leadready.workflow.panel.shelf import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from leadready.errors import LeadreadyError
    from leadready.panel.impact import Comparison
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.equality import ImpactReading

_MOST_NAMED = 10
_WORDS = 220
"""The least width of what is said of a file, in pixels at 100 % text; with less beside it, its button goes below."""


class ImpactPage(RoundsPart):
    """Files may be chosen, or dropped on the window in any order.

    Attributes:
        found: What was worked out last; None before.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Did groups come through alike?"), _("For the holder of a round's equality key, and nobody else.")
        )
        self.help_text = _(
            "Choose the round's campaign file, the lead's file and the applicants' files, or drop them all on the "
            "window. What is worked out names nobody."
        )
        self._campaign: Path | None = None
        self._piles: Path | None = None
        self._answers: dict[Path, None] = {}
        self._is_working = False
        self.found: ImpactReading | None = None
        card = Card(parent=self, gap=12)
        self._states: list[Text] = []
        for heading, words, choose in (
            (_("1. The round's campaign file"), _("Choose the campaign file"), self._on_campaign),
            (_("2. The lead's file: stages without names"), _("Choose the lead's file"), self._on_piles),
            (_("3. The applicants' equality answers"), _("Choose the answers"), self._on_answers),
        ):
            self._states.append(Text("", "muted", card))
            said = QWidget(card)
            said.setMinimumWidth(theme.px(_WORDS))
            column = QVBoxLayout(said)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.px(4))
            column.addWidget(Text(heading, "strong", said))
            column.addWidget(self._states[-1])
            card.column.addLayout(SideBySide((said, 3), (Button(words, choose, picture="folder", parent=card), 0)))
        self.body.addWidget(card)
        self._results: list[QWidget] = []
        self.body.addStretch(1)
        self._work = Button(_("Work it out"), self.work, role="primary")
        self.exporting = FileExport(rounds.journey, self._errand(), self)
        self.exporting.ended.connect(self.say)
        self._export = Button(_("Save as a file"), self.exporting.ask, picture="export")
        self._export.setEnabled(False)
        self.set_footer(Button(_("All rounds"), rounds.all), end=(self._export, self._work))
        self._show_state()

    def first_focus(self) -> QWidget | None:
        """The first file."""
        return next(iter(self.findChildren(Button)), None)

    def take_files(self, files: list[Path]) -> bool:
        """Take files, or folders of answers, in any order."""
        for file in files:
            suffix = file.suffix.lower()
            if file.is_dir():
                self._answers |= dict.fromkeys(sorted(file.glob(f"*{EQUALITY_SUFFIX}")))
            elif suffix == SUFFIX:
                self._campaign = file
            elif suffix == PILES_SUFFIX:
                self._piles = file
            elif suffix == EQUALITY_SUFFIX:
                self._answers[file] = None
        self._show_state()
        return True

    @Slot()
    def work(self) -> None:
        """Open everything in the background, with the person's key."""
        keys, campaign, piles = self.rounds.keys, self._campaign, self._piles
        if self._is_working:
            return
        if keys is None or campaign is None or piles is None:
            words = _("It needs the campaign file and the lead's file at least.")
            self.say(Notice(_("A file is missing"), words, parent=self))
            return
        self._is_working = True
        self.say(None)
        run = partial(_reading, campaign, keys.identity, piles, tuple(self._answers))
        self.rounds.journey.runner.start(Operation(run, self._on_found, self._on_failed))

    def _on_found(self, found: ImpactReading) -> None:
        if not self.is_shown:
            return
        self._is_working = False
        self.found = found
        self._export.setEnabled(True)
        self._show_found(found)

    def _on_failed(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._is_working = False
            self.say(error_notice(_("This was not worked out"), error))

    def _show_state(self) -> None:
        names = (self._campaign.name if self._campaign else "", self._piles.name if self._piles else "")
        count = len(self._answers)
        chosen = ngettext("{n} file", "{n} files", count).format(n=count) if count else ""
        for state, said in zip(self._states, (*names, chosen), strict=True):
            state.setText(said or _("Not chosen yet"))

    def _show_found(self, found: ImpactReading) -> None:
        for widget in self._results:
            widget.hide()
            widget.deleteLater()
        counted = counted_words(found.answered, found.people, found.strays)
        self._results = [Notice(counted, *impact_notes(), parent=self)]
        if found.refused:
            said = [str(problem) for problem in found.refused[:_MOST_NAMED]]
            more = len(found.refused) - len(said)
            if more:
                said.append(ngettext("And {n} more.", "And {n} more.", more).format(n=more))
            self._results.append(Notice(_("Files that could not be read"), *said, error=True, parent=self))
        asked = questions()
        for question, steps in groupby(found.comparisons, key=lambda one: one.question):
            self._results.append(_question_card(asked[question].asks, asked[question].options, steps, self))
        for widget in self._results:
            self.body.insertWidget(self.body.count() - 1, widget)  # above the stretch

    def _errand(self) -> Errand:
        return Errand(
            title=_("Save as a file"),
            name=_("Equality monitoring.csv"),
            kinds={
                _("Table (*.csv)"): ".csv",
                _("Excel workbook (*.xlsx)"): ".xlsx",
                _("Data, for another program (*.json)"): ".json",
            },
            prepare=self._prepare,
            written=_("The table is written"),
            not_written=_("The table was not written"),
        )

    def _prepare(self) -> Callable[[Path], Path]:
        return partial(_write, self.found.comparisons if self.found else ())

    @Slot()
    def _on_campaign(self) -> None:
        self._choose(_("Campaign (*.lrcampaign)"))

    @Slot()
    def _on_piles(self) -> None:
        self._choose(_("Stages without names (*{suffix})").format(suffix=PILES_SUFFIX))

    @Slot()
    def _on_answers(self) -> None:
        self._choose(_("Equality answers (*{suffix})").format(suffix=EQUALITY_SUFFIX))

    def _choose(self, kinds: str) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Choose files"), str(folder), kinds)
        self.take_files([Path(name) for name in chosen])


def _question_card(asks: str, options: Mapping[str, str], steps: Iterable[Comparison], parent: QWidget) -> Card:
    card = Card(parent=parent, gap=8)
    card.column.addWidget(Text(asks, "heading", card))
    for one in steps:
        card.column.addWidget(Text(f"{step_words(one.step)}: {total_words(one)}", "strong", card))
        for group in one.groups:
            words = group_words(group, options[group.group])
            line = ((Text(words.group, parent=card), 2), (Text(figures_words(words), "muted", card), 4))
            look = ((Text(_("Look"), "chip", card), 0),) if words.look else ()
            card.column.addLayout(SideBySide(*line, *look))
    return card


def _reading(campaign: Path, identity: str, piles: Path, files: Sequence[Path]) -> ImpactReading:
    found = read_campaign(read_text(campaign, name=campaign.name, largest=LARGEST), campaign.name)
    return read_impact(found, identity, piles, files)


def _write(found: Sequence[Comparison], target: Path) -> Path:
    write_whole(target, report_file(target.suffix, impact_document(found), HEADER, impact_rows(found)))
    return target
