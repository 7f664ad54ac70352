"""How ties are parted, where the line of the shortlist is, and from when on marks differ."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Slot

from leadready.language import _
from leadready.panel.campaign import DiscrepancyRule
from leadready.ui.panel.setup_page import SetupPage
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import row
from leadready.ui.widgets.fields import Choice, LabelledField, Number
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.draft import CutDraft
from leadready.workflow.panel.editing import moved

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.workflow.panel.draft import SetupStep

_METHODS: Final = ("fixed", "angoff", "contrasting-groups", "places")


class SetupLinePage(SetupPage):
    """Three rules that are settled before anybody has read an application."""

    step: ClassVar[SetupStep] = "line"

    def fill(self) -> None:
        """Put the three rules on the page."""
        self.help_text = _(
            "These rules are published with the round, so that nobody can choose them to suit a person. A tie that no "
            "criterion parts is shown as a tie; only then a lot is drawn from a published seed."
        )
        self._line()
        self._ties()
        self._discrepancy()

    def first_focus(self) -> QWidget:
        """How the line is set."""
        return self._method

    def _line(self) -> None:
        cut = self.kept.draft.cut
        card = self.card(_("The line"), _("Where the shortlist ends. It orders nobody, and decides nothing by itself."))
        labels = [
            _("A fixed mark, decided beforehand"),
            _("Modified Angoff: what a borderline applicant would reach"),
            _("Contrasting groups: where those who should pass part from those who should not"),
            _("As many as there are places"),
        ]
        self._method = Choice(labels, _METHODS.index(cut.method), card)
        self._method.currentIndexChanged.connect(self._on_changed)
        self.row(card, "cut.method", _("How it is set"), self._method)
        self._at = self._number(int(cut.at or 0), 100)
        self._at_row = self.row(card, "cut.at", _("At, of 100"), self._at)
        self._places = self._number(cut.places or 0, 100_000)
        self._places_row = self.row(card, "cut.places", _("Places"), self._places)
        help_text = _("Every report says it. A line that nobody has decided is none.")
        self._decided = self.area(card, "cut.decided", _("Who decided it, when and how"), cut.decided, help_text)
        self._show()

    def _ties(self) -> None:
        draft = self.kept.draft
        words = _("Where totals are equal, the higher mark on the first of these comes first; then the next.")
        card = self.card(_("Ties"), words)
        if not draft.tie_breaks:
            card.column.addWidget(Text(_("None: equal totals stay ties until the lot."), parent=card))
        for place, id_ in enumerate(draft.tie_breaks):
            title = draft.criteria[id_].title if id_ in draft.criteria else id_
            up = picture_button("up", _("{title} earlier").format(title=title), partial(self._on_move, place), card)
            up.setEnabled(place > 0)
            remove = picture_button(
                "minus", _("Remove {title}").format(title=title), partial(self._on_remove, id_), card
            )
            line = row(Text(f"{place + 1}. {title}", parent=card), up, remove, stretch=False)
            line.setStretch(0, 1)
            card.column.addLayout(line)
        left = [id_ for id_ in draft.order if id_ not in draft.tie_breaks and id_ in draft.criteria]
        if left:
            self._left = left
            self._more = Choice([draft.criteria[id_].title for id_ in left], 0, card)
            card.column.addWidget(LabelledField(_("One more"), self._more, card))
            card.column.addLayout(Flow(Button(_("Add it"), self._on_add, picture="add", parent=card)))

    def _discrepancy(self) -> None:
        rule = self.kept.draft.discrepancy
        card = self.card(_("When marks differ"), _("From this distance on the panel talks about an application."))
        self._marks = self._number(rule.marks, 9, least=1)
        self.row(card, "discrepancy.marks", _("Marks of two raters on one criterion, apart by"), self._marks)
        self._total = self._number(int(rule.total), 100, least=1)
        self._total.setSuffix(" %")
        self.row(card, "discrepancy.total", _("Totals of two raters, apart by"), self._total)

    def gather(self) -> dict[str, object]:
        """Give the line and the distances; ties are kept as they are changed."""
        places = self._method.currentIndex() == _METHODS.index("places")
        cut = CutDraft(
            method=_METHODS[self._method.currentIndex()],
            at=None if places else Decimal(self._at.value()),
            places=(self._places.value() or None) if places else None,
            decided=self._decided.toPlainText(),
        )
        rule = DiscrepancyRule(marks=self._marks.value(), total=Decimal(self._total.value()))
        return {"cut": cut, "discrepancy": rule}

    def _number(self, value: int, most: int, *, least: int = 0) -> Number:
        control = Number(self)
        control.setRange(least, most)
        control.setValue(value)
        control.valueChanged.connect(self.soon)
        return control

    @Slot()
    def _on_changed(self) -> None:
        self._show()
        self.keep()

    def _show(self) -> None:
        places = self._method.currentIndex() == _METHODS.index("places")
        self._at_row.setVisible(not places)
        self._places_row.setVisible(places)

    def _on_move(self, place: int) -> None:
        self._ladder(moved(self.kept.draft.tie_breaks, place, -1))

    def _on_remove(self, id_: str) -> None:
        self._ladder(tuple(one for one in self.kept.draft.tie_breaks if one != id_))

    @Slot()
    def _on_add(self) -> None:
        self._ladder((*self.kept.draft.tie_breaks, self._left[self._more.currentIndex()]))

    def _ladder(self, ladder: tuple[str, ...]) -> None:
        self.again(tie_breaks=ladder)
