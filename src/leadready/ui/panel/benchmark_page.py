"""One benchmark answer: which prompt it answers, its words, and the marks that the lead's group agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.ui.panel.setup_page import DraftPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import Choice
from leadready.workflow.panel.draft import AgreedDraft

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Fault
    from leadready.ui.panel.rounds import Rounds
    from leadready.ui.widgets.fields import TextArea
    from leadready.workflow.panel.draft import SetupStep
    from leadready.workflow.panel.drafts import KeptDraft


class BenchmarkPage(DraftPage):
    """Raters see the answer, then the agreed marks when they have marked it themselves."""

    step: ClassVar[SetupStep] = "judged"

    def __init__(self, rounds: Rounds, kept: KeptDraft, id_: str) -> None:
        super().__init__(rounds, kept, _("Benchmark answer"), _("Every rater marks it before the round."))
        self.help_text = _(
            "Take a real answer of an earlier round without names, or write one. Agree on its marks first."
        )
        self._id = id_
        draft, one = kept.draft, kept.draft.benchmarks[id_]
        self._prompts = list(dict.fromkeys((*draft.judged, one.evidence)))
        card = self.card()
        titles = [draft.prompts[key].title if key in draft.prompts else key for key in self._prompts]
        self._evidence = Choice(titles, self._prompts.index(one.evidence), card)
        self._evidence.currentIndexChanged.connect(self._on_prompt)
        self.row(card, f"benchmarks.{id_}.evidence", _("It answers"), self._evidence)
        self._text = self.area(card, f"benchmarks.{id_}.text", _("The answer"), one.text, lines=8)
        self._agreed: dict[str, tuple[Choice, TextArea]] = {}
        for key in draft.order:
            if key in draft.criteria and draft.criteria[key].evidence == one.evidence:
                self._agree(key, one.agreed.get(key, AgreedDraft()))
        self.body.addStretch(1)
        self.set_footer(end=(Button(_("Done"), self._on_done, role="primary", picture="tick"),))
        self.keep()  # with an entry for each criterion that judges it

    def first_focus(self) -> QWidget:
        """The answer."""
        return self._text

    def _agree(self, key: str, agreed: AgreedDraft) -> None:
        criterion = self.kept.draft.criteria[key]
        card = self.card(criterion.title)
        marks = sorted(criterion.anchors)
        place = marks.index(str(agreed.mark)) + 1 if str(agreed.mark) in marks else 0
        choice = Choice(
            ["–", *(f"{mark}: {' '.join(criterion.anchors[mark].split())[:80]}" for mark in marks)], place, card
        )
        choice.currentIndexChanged.connect(self.keep)
        field = f"benchmarks.{self._id}.agreed.{key}"
        self.row(card, f"{field}.mark", _("The agreed mark"), choice)
        why = self.area(card, f"{field}.why", _("Why, in short"), agreed.why)
        self._agreed[key] = (choice, why)

    def gather(self) -> dict[str, object]:
        """Give the answer."""
        draft = self.kept.draft
        agreed: dict[str, AgreedDraft] = {}
        for key, (choice, why) in self._agreed.items():
            marks = sorted(draft.criteria[key].anchors)
            place = choice.currentIndex()
            agreed[key] = AgreedDraft(mark=int(marks[place - 1]) if place else None, why=why.toPlainText())
        one = draft.benchmarks[self._id].model_copy(
            update={
                "evidence": self._prompts[self._evidence.currentIndex()],
                "text": self._text.toPlainText(),
                "agreed": agreed,
            }
        )
        return {"benchmarks": {**draft.benchmarks, self._id: one}}

    def is_mine(self, fault: Fault) -> bool:
        """Whether a fault is of this answer."""
        return fault.field == f"benchmarks.{self._id}" or fault.field.startswith(f"benchmarks.{self._id}.")

    @Slot()
    def _on_prompt(self) -> None:
        self.keep()
        self.rounds.setting_up.benchmark(self.kept, self._id)

    @Slot()
    def _on_done(self) -> None:
        self.rounds.setting_up.step(self.kept, "judged")
