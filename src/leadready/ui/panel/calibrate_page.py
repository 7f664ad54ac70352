"""The calibration round: what is to be marked, then one's own marks beside the agreed ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.panel.calibration import compared, is_calibrated, severity
from leadready.panel.severity_words import difference_words, severity_words
from leadready.ui.panel.marking_card import Writing
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time
from leadready.workflow.panel.calibrating import discuss
from leadready.workflow.panel.marking import BenchmarkMarking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.panel.calibration import Compared
    from leadready.ui.panel.rounds import Rounds


class CalibratePage(PanelPage):
    """A card for each benchmark answer that was marked.

    Attributes:
        notes: The fields for what one takes from it, by benchmark.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("Benchmark answers"),
            _("Everyone marks the same few answers first. What was agreed is shown once you have marked them."),
        )
        self.help_text = _(
            "Your marks of benchmark answers count for no applicant. Once you have seen the agreed marks, yours stay "
            "as they are; write down what you take from them, and talk about it with the panel."
        )
        self.notes: dict[str, Writing] = {}
        self._marking = BenchmarkMarking(self.panel)
        self._saved = Text("", "muted")
        self._saved.setAccessibleName(_("Saved state"))
        self._show_state()
        self._show_results()
        self.body.addStretch(1)
        is_open = self._marking.done < len(self._marking.places)
        says = _("Go on") if self._marking.done else _("Mark the benchmark answers")
        end: tuple[QWidget, ...] = (self._saved,)
        if is_open:
            end = (self._saved, Button(says, self._on_mark, role="primary"))
        elif is_calibrated(self.panel.view, self.panel.me.id):
            end = (self._saved, Button(_("Go on to the applications"), rounds.rating.questions, role="primary"))
        self.set_footer(self.back_to_desk(), end=end)

    def leaving(self) -> None:
        """Keep what was typed in the last moment."""
        for note in self.notes.values():
            note.settle()

    def _show_state(self) -> None:
        total = len(self.panel.campaign.benchmarks)
        if not self.panel.view.benchmarks:
            words = _("They come in a file from the lead. Take it in, then come back.")
            action = (_("Take in a file"), self.rounds.take_in)
            self.body.addWidget(Notice(_("The benchmark answers are not here yet"), words, action=action, parent=self))
            return
        marks = compared(self.panel.view, self.panel.me.id)
        marked = len({one.benchmark for one in marks})
        self.body.addWidget(Text(_("{n} of {total} are marked.").format(n=marked, total=total), "strong", self))
        mean = severity(marks)
        if mean is not None:
            self.body.addWidget(Text(severity_words(mean), parent=self))

    def _show_results(self) -> None:
        by_benchmark: dict[str, list[Compared]] = {}
        for one in compared(self.panel.view, self.panel.me.id):
            by_benchmark.setdefault(one.benchmark, []).append(one)
        for id_, marks in by_benchmark.items():
            self.body.addWidget(self._result(id_, marks))

    def _result(self, id_: str, marks: Sequence[Compared]) -> Card:
        campaign, view = self.panel.campaign, self.panel.view
        card = Card(parent=self)
        prompt = campaign.prompts[view.benchmarks[id_].evidence]
        card.column.addWidget(Text(prompt.title, "heading", card))
        card.column.addWidget(Text(view.benchmarks[id_].text, "muted", card))
        for one in marks:
            card.column.addWidget(Text(campaign.criteria[one.criterion].title, "strong", card))
            card.column.addWidget(Text(_own_words(one), parent=card))
            agreed = _("Agreed: {mark}. {why}").format(mark=one.agreed, why=one.because)
            card.column.addWidget(Text(agreed, parent=card))
            card.column.addWidget(Text(difference_words(one.mark - one.agreed), "muted", card))
        note = Writing(view.discussed.get((id_, self.panel.me.id), ""), card)
        help_text = _("The lead gets it with your marks.")
        card.column.addWidget(LabelledField(_("What you take from it"), note, card, help_text=help_text))
        note.edited.connect(self._on_edited)
        note.settled.connect(partial(self._on_noted, id_))
        self.notes[id_] = note
        return card

    @Slot()
    def _on_mark(self) -> None:
        self.rounds.rating.turn(self._marking, self._marking.first_open())

    @Slot()
    def _on_edited(self) -> None:
        self._saved.setText(_("Saving…"))

    def _on_noted(self, id_: str) -> None:
        try:
            discuss(self.panel, id_, self.notes[id_].toPlainText())
        except LeadreadyError as error:
            self._saved.setText(_("Not saved"))
            self.say(error_notice(_("The note was not saved"), error))
        else:
            self._saved.setText(_("Saved {time}").format(time=clock_time(self.panel.now())))


def _own_words(one: Compared) -> str:
    words = _("You: {mark}.").format(mark=one.mark)
    return f"{words} {one.why}".strip()
