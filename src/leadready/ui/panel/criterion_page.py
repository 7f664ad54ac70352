"""One criterion of a draft with the prompt it judges: how they read, limits, anchors and yes/no lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.ui.panel.setup_page import DraftPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.fields import Number
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Fault
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.draft import SetupStep
    from leadready.workflow.panel.drafts import KeptDraft


class CriterionPage(DraftPage):
    """What applicants are asked, then how raters judge it."""

    step: ClassVar[SetupStep] = "judged"

    def __init__(self, rounds: Rounds, kept: KeptDraft, id_: str) -> None:
        criterion = kept.draft.criteria[id_]
        super().__init__(rounds, kept, criterion.title, _("What applicants are asked, and how raters judge it"))
        self.help_text = _(
            "An anchor says what an answer of that mark is like. A yes/no line is something to look for; raters tick "
            "what they find and then choose the mark."
        )
        self._id, self._prompt_id = id_, criterion.evidence
        self._fill_prompt()
        self._fill_criterion()
        self.body.addStretch(1)
        self.set_footer(end=(Button(_("Done"), self._on_done, role="primary", picture="tick"),))
        self.show_faults()

    def first_focus(self) -> QWidget:
        """What applicants are asked."""
        return self._asks

    def _fill_prompt(self) -> None:
        prompt, place = self.kept.draft.prompts[self._prompt_id], f"prompts.{self._prompt_id}"
        card = self.card(_("What applicants are asked"))
        shared = [
            one.title
            for key, one in self.kept.draft.criteria.items()
            if one.evidence == self._prompt_id and key != self._id
        ]
        if shared:
            words = _("Also judged by: {names}.").format(names=", ".join(shared))
            card.column.addWidget(Text(words, "muted", card))
        self._title = self.line(card, f"{place}.title", _("Title of the prompt"), prompt.title)
        self._asks = self.area(card, f"{place}.prompt", _("The prompt"), prompt.prompt, lines=3)
        self._words = _number(card, prompt.words, 2000)
        self._words.valueChanged.connect(self.soon)
        self.row(card, f"{place}.words", _("At most so many words"), self._words)
        help_text = _("Shown under the prompt; one a line.")
        self._hints = self.area(card, f"{place}.hints", _("Hints"), "\n".join(prompt.hints), help_text)

    def _fill_criterion(self) -> None:
        criterion, place = self.kept.draft.criteria[self._id], f"criteria.{self._id}"
        card = self.card(_("How raters judge it"))
        self._name = self.line(card, f"{place}.title", _("Title of the criterion"), criterion.title)
        self._weight = _number(card, int(criterion.weight), 100)
        self._weight.valueChanged.connect(self.soon)
        help_text = _("A criterion of weight 2 counts twice as much as one of weight 1.")
        self.row(card, f"{place}.weight", _("Weight among the criteria"), self._weight, help_text)
        self._anchors = {
            mark: self.area(card, f"{place}.anchors.{mark}", _("Mark {mark}").format(mark=mark), words)
            for mark, words in sorted(criterion.anchors.items())
        }
        help_text = _("One a line.")
        self._lines = self.area(
            card, f"{place}.lines", _("Yes/no lines"), "\n".join(criterion.lines), help_text, lines=3
        )

    def gather(self) -> dict[str, object]:
        """Give prompt and criterion."""
        draft = self.kept.draft
        prompt = draft.prompts[self._prompt_id].model_copy(
            update={
                "title": self._title.text(),
                "prompt": self._asks.toPlainText(),
                "words": self._words.value(),
                "hints": _lines(self._hints.toPlainText()),
            }
        )
        before = draft.criteria[self._id]
        weight = before.weight if int(before.weight) == self._weight.value() else Decimal(self._weight.value())
        criterion = before.model_copy(
            update={
                "title": self._name.text(),
                "weight": weight,
                "anchors": {mark: area.toPlainText() for mark, area in self._anchors.items()},
                "lines": _lines(self._lines.toPlainText()),
            }
        )
        return {
            "prompts": {**draft.prompts, self._prompt_id: prompt},
            "criteria": {**draft.criteria, self._id: criterion},
        }

    def is_mine(self, fault: Fault) -> bool:
        """Whether a fault is of this prompt or this criterion."""
        mine = (f"prompts.{self._prompt_id}", f"criteria.{self._id}")
        return any(fault.field == one or fault.field.startswith(f"{one}.") for one in mine)

    @Slot()
    def _on_done(self) -> None:
        self.rounds.setting_up.step(self.kept, "judged")


def _number(parent: QWidget, value: int, most: int) -> Number:
    control = Number(parent)
    control.setRange(0, most)
    control.setValue(value)
    return control


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
