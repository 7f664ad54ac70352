"""What counts for the ranking, each part within its cap."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.panel.campaign import HIGHEST_SHARE, MOST_OBJECTIVE, MOST_SELF_REPORT
from leadready.ui.panel.setup_page import SetupPage
from leadready.ui.widgets.fields import Choice, Number, TextArea, Tick
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.draft import WeightsDraft
from leadready.workflow.panel.editing import exercises, self_reports
from leadready.workflow.shelf import open_package

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.workflow.panel.draft import SetupStep


class SetupCountsPage(SetupPage):
    """Evidence counts what the others leave. What people say of their workplace counts nothing: it has no field."""

    step: ClassVar[SetupStep] = "counts"

    def fill(self) -> None:
        """Put the three parts on the page."""
        self.help_text = _(
            "Evidence is what raters mark, and counts all unless you give a part to exercises or to self-report. What "
            "applicants say of their workplace never counts: nobody is to be marked down for their employer."
        )
        draft = self.kept.draft
        assessment = open_package(self.rounds.journey.services.packages, draft.assessment)
        card = self.card(_("Evidence"), _("What raters mark, blind and independently."))
        self._evidence = Text("", "strong", card)
        card.column.addWidget(self._evidence)
        card = self.card(_("Exercises"), _("Knowledge and judgement exercises, which have right answers."))
        self._objective = self._share(draft.weights.objective)
        help_text = _("In per cent of the total, at most {most}.").format(most=MOST_OBJECTIVE)
        self.row(card, "weights.objective", _("Exercises count"), self._objective, help_text)
        self._exercises = {id_: Tick(title, card) for id_, title in exercises(assessment, draft.rubric).items()}
        for id_, tick in self._exercises.items():
            tick.setChecked(id_ in draft.objective_scores)
            tick.toggled.connect(self._on_changed)
            card.column.addWidget(tick)
        self._self_report()
        self._show()

    def _self_report(self) -> None:
        draft = self.kept.draft
        assessment = open_package(self.rounds.journey.services.packages, draft.assessment)
        words = _(
            "What applicants say of themselves. It tells who is modest as much as who is able, so it counts nothing "
            "unless you give a reason, which every report prints."
        )
        card = self.card(_("Self-report"), words)
        self._self = self._share(draft.weights.self_report)
        help_text = _("In per cent of the total, at most {most}; usually 0.").format(most=MOST_SELF_REPORT)
        self.row(card, "weights.self_report", _("Self-report counts"), self._self, help_text)
        self._reason = TextArea(draft.weights.reason, card)
        self._reason.textChanged.connect(self.soon)
        self._why = self.row(card, "weights.reason", _("Why it counts, and who decided it"), self._reason)
        self._shown = Tick(_("Raters see it, each only after locking their own marks of that application"), card)
        self._shown.setChecked(draft.profile_shown)
        self._shown.toggled.connect(self._on_changed)
        card.column.addWidget(self._shown)
        self._reports = self_reports(assessment)
        ids = list(self._reports)
        place = ids.index(draft.self_report_score) if draft.self_report_score in ids else 0
        self._score = Choice(list(self._reports.values()), place, card)
        self._score.currentIndexChanged.connect(self._on_changed)
        self._which = self.row(card, "self_report_score", _("Which score of it"), self._score)

    def first_focus(self) -> QWidget:
        """The exercises' part."""
        return self._objective

    def gather(self) -> dict[str, object]:
        """Give the parts; evidence is what is left."""
        objective, said = Decimal(self._objective.value()), Decimal(self._self.value())
        reason = self._reason.toPlainText()
        ids = list(self._reports)
        chosen = ids[self._score.currentIndex()] if ids and (said or self._shown.isChecked()) else None
        evidence = HIGHEST_SHARE - objective - said
        return {
            "weights": WeightsDraft(evidence=evidence, objective=objective, self_report=said, reason=reason),
            "objective_scores": tuple(id_ for id_, tick in self._exercises.items() if tick.isChecked() and objective),
            "self_report_score": chosen,
            "profile_shown": self._shown.isChecked(),
        }

    def _share(self, value: Decimal) -> Number:
        control = Number(self)
        control.setRange(0, 50)  # over its cap is said beside it, rather than changed unseen
        control.setSuffix(" %")
        control.setValue(int(value))
        control.valueChanged.connect(self._on_changed)
        return control

    @Slot()
    def _on_changed(self) -> None:
        if self._objective.value() and not any(tick.isChecked() for tick in self._exercises.values()):
            for tick in self._exercises.values():
                tick.setChecked(True)
        self._show()
        self.keep()

    def _show(self) -> None:
        left = int(HIGHEST_SHARE) - self._objective.value() - self._self.value()
        self._evidence.setText(_("Evidence counts {n} %.").format(n=left))
        for tick in self._exercises.values():
            tick.setVisible(self._objective.value() > 0)
        self._why.setVisible(self._self.value() > 0)
        self._which.setVisible(self._self.value() > 0 or self._shown.isChecked())
