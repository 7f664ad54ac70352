"""How far raters agree: figures with words and drawings, raters side by side, and totals with severity taken out."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from leadready.exchange.agreement_report import design_words, study_sentence
from leadready.exchange.agreement_words import cautions
from leadready.exchange.round_report import adjusted_words, applicants_of, severity_sentences
from leadready.language import _
from leadready.panel.agreement.of_round import criterion_by_criterion, locked_ratings, round_agreement
from leadready.panel.stopping import Stopped, until
from leadready.ui.panel.agreement_cards import CoefficientsCard, CriterionCard, RatersCard
from leadready.ui.panel.rows_table import Row, RowsTable
from leadready.ui.panel.standings_page import StandingsPage
from leadready.ui.tasks import Operation, Series
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, Number
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.progress_card import ProgressCard
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.panel.agreement.of_round import RoundAgreement
    from leadready.panel.agreement.report import CriterionAgreement
    from leadready.panel.agreement.study import Components
    from leadready.panel.view import PanelView
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.tasks import Running

_MOST = 20


class AgreementPage(StandingsPage):
    """Intervals take a while: each criterion is counted as it comes, and the page can be left meanwhile."""

    def __init__(self, rounds: Rounds) -> None:
        about = _("By their own marks as they were locked, before any moderation.")
        super().__init__(rounds, _("How far raters agree"), about)
        self.help_text = _(
            "Judge a figure by both ends of its interval. A low one says that marks hang on who read; it does not say "
            "who was right. Severity is shown beside the marks and never changes them."
        )
        self.found: RoundAgreement | None = None
        self._running: Running[CriterionAgreement] | None = None
        self._criteria: list[CriterionAgreement] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(self.body.spacing())
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        if self.may_see:
            self._start()

    def leaving(self) -> None:
        """Stop working things out."""
        if self._running is not None:
            self._running.cancel()

    def _start(self) -> None:
        view = self.panel.view
        ratings = locked_ratings(view)
        if not any(one.groups for one in ratings.values()):
            words = _("No application has two raters’ locked marks yet.")
            self._list.addWidget(
                Notice(words, _("How far they agree will stand here once marks come in."), parent=self)
            )
            return
        self._total = len(ratings)
        self._working = ProgressCard(self, _("Working it out…"))
        self._list.addWidget(self._working)
        run: Callable[[Callable[[], bool]], Iterator[CriterionAgreement]] = partial(_steps, view)
        series = Series(run, self._on_criterion, partial(self._on_criteria, view), self._on_failed)
        self._running = self.rounds.journey.runner.start_series(series)

    def _on_criterion(self, one: CriterionAgreement) -> None:
        self._criteria.append(one)
        if self.is_shown:
            words = _("{n} of {total} criteria").format(n=len(self._criteria), total=self._total)
            self._working.show_share(len(self._criteria), self._total, words)

    def _on_criteria(self, view: PanelView) -> None:
        self._running = None
        if self.is_shown and len(self._criteria) == self._total:
            rest = partial(round_agreement, view, tuple(self._criteria))
            self.rounds.journey.runner.start(Operation(rest, self._on_found, self._on_failed))

    def _on_failed(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._working.hide()
            self.failed(_("The agreement was not worked out"), error)

    def _on_found(self, found: RoundAgreement) -> None:
        if not self.is_shown:
            return
        self.found = found
        self._working.hide()
        campaign = self.panel.campaign
        self._list.addWidget(Notice(_("Please remember"), *cautions(applicants_of(found)), parent=self))
        if found.totals:
            self._list.addWidget(CoefficientsCard(_("Totals of the evidence"), found.totals, self))
        for one in found.panel.criteria:
            self._list.addWidget(CriterionCard(campaign.criteria[one.criterion].title, one, self._names(), self))
        self._list.addWidget(RatersCard(found, self._names(), self))
        self._add_adjusted(found)
        if found.panel.study is not None:
            self._list.addWidget(StudyCard(found.panel.study, len(campaign.criteria), self))

    def _names(self) -> dict[str, str]:
        return {id_: member.name for id_, member in self.panel.view.members.items()}

    def _add_adjusted(self, found: RoundAgreement) -> None:
        card = Card(parent=self, gap=8)
        card.column.addWidget(Text(_("With severity taken out"), "heading", card))
        for sentence in severity_sentences(found):
            card.column.addWidget(Text(sentence, parent=card))
        if any(one.adjusted is not None for one in found.beside):
            header = (_("Total"), _("With severity taken out"), _("Difference"))
            table = RowsTable(header, _("Totals, as they count and with severity taken out"), card)
            rows = [
                Row(
                    one.reference,
                    (f"{float(one.raw):.2f}", adjusted_words(one), _difference(float(one.raw), one.adjusted)),
                    (one.raw, one.adjusted, None if one.adjusted is None else one.adjusted - float(one.raw)),
                )
                for one in sorted(found.beside, key=lambda one: (-one.raw, one.reference))
            ]
            table.set_rows(rows)
            card.column.addWidget(table)
        self._list.addWidget(card)


def _steps(view: PanelView, cancelled: Callable[[], bool]) -> Iterator[CriterionAgreement]:
    with suppress(Stopped):
        yield from criterion_by_criterion(view, until(cancelled))


def _difference(raw: float, adjusted: float | None) -> str:
    return "" if adjusted is None else f"{adjusted - raw:+.2f}"


class StudyCard(Card):
    """A decision study: how sure an order would be with other numbers of raters and questions."""

    def __init__(self, study: Components, criteria: int, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        self._study = study
        self.column.addWidget(Text(_("What more raters or questions would bring"), "heading", self))
        self.column.addWidget(Text(design_words(study), "muted", self))
        self.raters, self.questions = (self._number(value) for value in (study.raters, criteria))
        fields = (
            LabelledField(_("Raters"), self.raters, self),
            LabelledField(_("Questions"), self.questions, self),
        )
        self.column.addLayout(Flow(*fields))
        self.said = Text("", "strong", self)
        self.column.addWidget(self.said)
        for number in (self.raters, self.questions):
            number.valueChanged.connect(self._say)
        self._say()

    def _number(self, value: int) -> Number:
        number = Number(self)
        number.setRange(1, _MOST)
        number.setValue(value)
        return number

    @Slot()
    def _say(self) -> None:
        self.said.setText(study_sentence(self._study, self.raters.value(), self.questions.value()))
