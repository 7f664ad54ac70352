"""Which sitting's answers are shared: exactly these, in words, and what is still open of the exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.autosave import Autosave
from leadready.ui.panel.apply_page import ApplyPage
from leadready.ui.widgets.card import Card, empty
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.side_by_side import SideBySide
from leadready.ui.widgets.text import Text
from leadready.ui.words import day

if TYPE_CHECKING:
    from datetime import datetime

    from leadready.ui.panel.applying import Applying
    from leadready.ui.widgets.buttons import Button
    from leadready.workflow.panel.sharing import SittingOffer


class AnswersPage(ApplyPage):
    """Nothing is chosen beforehand; sharing none is a choice as well."""

    def __init__(self, applying: Applying) -> None:
        super().__init__(
            applying,
            "answers",
            _("Choose which answers are shared"),
            _("Only answers that count in this round are shared, never a profile and never your plan."),
        )
        self.help_text = _("Below your choice stand the answers that are shared, exactly as they are.")
        self._autosave = Autosave(self, self._keep)
        self._offers = applying.offers()
        card = Card(parent=self, gap=8)
        self._group = QButtonGroup(card)
        self.options: dict[str, Option] = {}
        for offer in self._offers:
            self._add_option(card, offer.sitting, _sitting_words(offer), _counts_words(offer))
        if self._offers:
            none = _("Share no answers")
            self._add_option(card, "", none, _("What counts of the assessment then counts as not answered."))
            self.body.addWidget(card)
        else:
            card.hide()
            self.body.addWidget(self._lead_to_assessment())
        self._shown = QWidget(self)
        self._column = QVBoxLayout(self._shown)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        self.body.addWidget(self._shown)
        self._left: SittingOffer | None = None
        self.body.addStretch(1)
        self._group.buttonToggled.connect(self._on_toggled)
        self.add_footer(saved=self._autosave.said)
        chosen = self.own.kept.draft.sitting
        if chosen in self.options and chosen:
            self.options[chosen].setChecked(True)

    def first_focus(self) -> QWidget | None:
        """The chosen sitting, or the first."""
        chosen = self._group.checkedButton()
        return chosen or next(iter(self.options.values()), None) or super().first_focus()

    def leaving(self) -> None:
        """Keep the choice."""
        self._autosave.now()

    @property
    def is_held(self) -> bool:
        """Whether the choice could not be kept."""
        return self._autosave.is_held

    def _add_option(self, card: Card, sitting: str, words: str, more: str) -> None:
        option = Option(words, more=more, parent=card)
        self.options[sitting] = option
        self._group.addButton(option)
        card.column.addWidget(option)

    def _lead_to_assessment(self) -> Notice:
        words = _(
            "This round counts answers to its assessment, and you have none on this computer. Answer it first and come "
            "back: what you have written here is kept. Without answers what counts of it counts nothing."
        )
        go = (_("Go to the assessment"), self._on_assessment)
        return Notice(_("You have not answered the assessment of this round"), words, action=go, parent=self)

    @Slot()
    def _on_assessment(self) -> None:
        self.rounds.journey.before(self.own.campaign.assessment)

    @Slot()
    def _on_toggled(self) -> None:
        if self._group.checkedButton() is None:
            return
        if self._chosen() != self.own.kept.draft.sitting:
            self._autosave.at_once()
        self._show_answers()

    def _chosen(self) -> str:
        return next((sitting for sitting, option in self.options.items() if option.isChecked()), "")

    def _keep(self) -> datetime:
        return self.own.keep(self.own.kept.draft.model_copy(update={"sitting": self._chosen()}))

    def _show_answers(self) -> None:
        empty(self._column)
        chosen = self._chosen()
        self._left = next((one for one in self._offers if one.sitting == chosen), None)
        if self._left is None:
            return
        if self._left.left:
            self._column.addWidget(self._left_notice(self._left))
        self._column.addWidget(answers_card(self._left, self._shown))

    def _left_notice(self, offer: SittingOffer) -> Notice:
        count = ngettext(
            "{n} item that counts is not answered", "{n} items that count are not answered", len(offer.left)
        ).format(n=len(offer.left))
        words = _("Each of them counts nothing. You can answer them now and come back here.")
        return Notice(count, words, action=(_("Answer them"), self._on_left), parent=self._shown)

    @Slot()
    def _on_left(self) -> None:
        if self._left is not None and self._left.left:
            first = self._left.left[0]
            self.rounds.journey.answer(self._left.sitting, first.page, first.id)


def answers_card(offer: SittingOffer, parent: QWidget, change: Button | None = None) -> Card:
    """Show the answers that are shared, exactly as they are."""
    card = Card(parent=parent, gap=8)
    heading = ngettext("{n} answer is shared", "{n} answers are shared", len(offer.rows)).format(n=len(offer.rows))
    card.set_heading(heading, change)
    for row in offer.rows:
        card.column.addLayout(SideBySide((Text(row.stem, parent=card), 3), (Text(row.answer, "strong", card), 2)))
    return card


def _sitting_words(offer: SittingOffer) -> str:
    return _("Your sitting of {day}").format(day=day(offer.when.astimezone().date()))


def _counts_words(offer: SittingOffer) -> str:
    words = ngettext("{n} answer that counts", "{n} answers that count", len(offer.rows)).format(n=len(offer.rows))
    if not offer.left:
        return words
    left = ngettext("{n} is open", "{n} are open", len(offer.left)).format(n=len(offer.left))
    return f"{words}, {left}"
