"""What a round judges: the rubric's criteria, each with the prompt it judges, and benchmark answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from leadready.language import _, ngettext
from leadready.ui.panel.setup_page import SetupPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.draft import BenchmarkDraft
from leadready.workflow.panel.editing import free_id, moved

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.workflow.panel.draft import CriterionDraft, SetupStep


class SetupJudgedPage(SetupPage):
    """A card a criterion, in the order in which raters go through them; then those that are left out."""

    step: ClassVar[SetupStep] = "judged"

    def fill(self) -> None:
        """Put a card for each criterion on the page."""
        self.help_text = _(
            "Raters judge each answer by the anchors of its criterion. Adapt titles, prompts, anchors and limits to "
            "your round, or leave a criterion out; its prompt is then not asked."
        )
        draft = self.kept.draft
        for place, id_ in enumerate(draft.order):
            if id_ in draft.criteria:
                self._taken(place, id_, draft.criteria[id_])
        for id_, criterion in draft.criteria.items():
            if id_ not in draft.order:
                card = self._criterion(criterion, _("Left out"))
                take = Button(_("Take it in"), partial(self._on_take, id_), picture="add", parent=card)
                take.setAccessibleName(_("Take in {title}").format(title=criterion.title))
                card.column.addLayout(Flow(take))
        self._benchmarks()

    def first_focus(self) -> QWidget | None:
        """What goes on: the rubric's criteria stand already."""
        return self.on

    def _taken(self, place: int, id_: str, criterion: CriterionDraft) -> None:
        card = self._criterion(criterion, "")
        change = Button(
            _("Change"), partial(self.rounds.setting_up.criterion, self.kept, id_), picture="edit", parent=card
        )
        up = Button(_("Earlier"), partial(self._on_move, place, -1), role="quiet", picture="up", parent=card)
        down = Button(_("Later"), partial(self._on_move, place, 1), role="quiet", picture="down", parent=card)
        out = Button(_("Leave it out"), partial(self._on_leave_out, id_), role="quiet", parent=card)
        up.setEnabled(place > 0)
        down.setEnabled(place + 1 < len(self.kept.draft.order))
        names = {
            change: _("Change {title}"),
            up: _("{title} earlier"),
            down: _("{title} later"),
            out: _("Leave out {title}"),
        }
        for button, name in names.items():
            button.setAccessibleName(name.format(title=criterion.title))
        card.column.addLayout(Flow(change, up, down, out))

    def _criterion(self, criterion: CriterionDraft, eyebrow: str) -> Card:
        card = Card(parent=self, gap=4)
        if eyebrow:
            card.column.addWidget(Text(eyebrow.upper(), "eyebrow", card))
        card.column.addWidget(Text(criterion.title, "heading", card))
        prompt = self.kept.draft.prompts.get(criterion.evidence)
        if prompt is not None:
            limit = ngettext("at most {n} word", "at most {n} words", prompt.words).format(n=number(prompt.words))
            words = _("Asked: {prompt} ({limit})").format(prompt=prompt.title, limit=limit)
            card.column.addWidget(Text(words, parent=card))
        marks = sorted(criterion.anchors)
        lines = ngettext("{n} yes/no line", "{n} yes/no lines", len(criterion.lines)).format(n=len(criterion.lines))
        words = _("Marks {low} to {high}, {lines}, weight {weight}").format(
            low=marks[0] if marks else "–",
            high=marks[-1] if marks else "–",
            lines=lines,
            weight=f"{criterion.weight:f}",
        )
        card.column.addWidget(Text(words, "muted", card))
        self.body.addWidget(card)
        return card

    def _benchmarks(self) -> None:
        words = _(
            "Answers that every rater marks before the round, so that a mark means the same to all. Three to five are "
            "usual; none is possible."
        )
        card = self.card(_("Benchmark answers"), words)
        draft = self.kept.draft
        for id_, one in draft.benchmarks.items():
            title = draft.prompts[one.evidence].title if one.evidence in draft.prompts else one.evidence
            beginning = " ".join(one.text.split())[:60] or _("no words yet")
            card.column.addWidget(Text(f"{title}: {beginning}…", parent=card))
            open_it = partial(self.rounds.setting_up.benchmark, self.kept, id_)
            change = Button(_("Change"), open_it, role="quiet", picture="edit", parent=card)
            change.setAccessibleName(_("Change the answer to {title}").format(title=title))
            remove = Button(_("Remove"), partial(self._on_remove, id_), role="quiet", picture="delete", parent=card)
            remove.setAccessibleName(_("Remove the answer to {title}").format(title=title))
            card.column.addLayout(Flow(change, remove))
        add = Button(_("Add one"), self._on_add, picture="add", parent=card)
        add.setAccessibleName(_("Add a benchmark answer"))
        add.setEnabled(bool(draft.judged))
        card.column.addLayout(Flow(add))

    def _on_move(self, place: int, by: int) -> None:
        self.again(order=moved(self.kept.draft.order, place, by))

    def _on_leave_out(self, id_: str) -> None:
        draft = self.kept.draft
        out = {name: tuple(one for one in getattr(draft, name) if one != id_) for name in ("order", "tie_breaks")}
        self.again(**out)

    def _on_take(self, id_: str) -> None:
        self.again(order=(*self.kept.draft.order, id_))

    @Slot()
    def _on_add(self) -> None:
        draft = self.kept.draft
        id_ = free_id("answer", draft.benchmarks)
        if self.alter(benchmarks={**draft.benchmarks, id_: BenchmarkDraft(evidence=draft.judged[0])}):
            self.rounds.setting_up.benchmark(self.kept, id_)

    def _on_remove(self, id_: str) -> None:
        self.again(benchmarks={key: one for key, one in self.kept.draft.benchmarks.items() if key != id_})
