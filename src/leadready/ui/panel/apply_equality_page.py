"""Questions for equality monitoring, apart from the application: nothing is chosen beforehand, nothing is kept here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFileDialog

from leadready.exchange.equality_file import EQUALITY_SUFFIX
from leadready.language import _
from leadready.panel.equality import questions
from leadready.ui.desktop import open_path
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.own_application import suggested_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.errors import LeadreadyError
    from leadready.panel.equality import EqualityQuestion
    from leadready.ui.panel.applying import Applying


class EqualityPage(RoundsPart):
    """A card a question.

    Attributes:
        cards: By question id.
    """

    def __init__(self, applying: Applying) -> None:
        super().__init__(applying.rounds, _("Equality monitoring"), applying.own.campaign.title)
        self.help_text = _("Answer what you like. A question that you pass over counts as “prefer not to say”.")
        self.applying = applying
        self._target = Path()
        self._is_saving = False
        self._explain()
        self.cards = {id_: EqualityQuestionCard(question, self) for id_, question in questions().items()}
        for card in self.cards.values():
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._save = Button(_("Save these answers"), self._on_save, role="primary", picture="export")
        self.set_footer(Button(_("Back without saving"), applying.receipt), end=(self._save,))

    def first_focus(self) -> QWidget | None:
        """The first answer to the first question; none is chosen."""
        return next(iter(self.cards.values())).options[0]

    def answers(self) -> dict[str, str]:
        """Give what was chosen, by question id."""
        return {id_: chosen for id_, card in self.cards.items() if (chosen := card.chosen())}

    def _explain(self) -> None:
        card = Card(parent=self, gap=8)
        for sentence in (
            _(
                "These answers never go to those who decide. They are sealed in a file of their own for one person, "
                "who opens no applications and learns no names."
            ),
            _(
                "That person is told by the lead, without names or codes, how far each application came, and sets your "
                "answers beside it, to see whether groups come through alike. Groups of fewer than ten are never "
                "shown. If the lead and that person worked together against the rules, they could find out whose "
                "answers these are."
            ),
            _("You are free to leave all of it out. It changes nothing for your application."),
            _("What you choose here is not kept on this computer, only in the file."),
        ):
            card.column.addWidget(Text(sentence, parent=card))
        self.body.addWidget(card)

    @Slot()
    def _on_save(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / suggested_name(equality=True)
        kinds = _("Equality answers (*{suffix})").format(suffix=EQUALITY_SUFFIX)
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save these answers"), str(suggested), kinds)
        if chosen:
            target = Path(chosen)
            self.save_to(
                target if target.suffix == EQUALITY_SUFFIX else target.with_name(target.name + EQUALITY_SUFFIX)
            )

    def save_to(self, target: Path) -> None:
        """Seal in the background and say where the file is."""
        if self._is_saving:
            return
        self._is_saving = True  # a button that is disabled would lose the keyboard
        run = partial(self.applying.own.seal_equality, self.answers(), target)
        self.rounds.journey.runner.start(Operation(run, self._on_saved, self._on_not_saved))

    def _on_saved(self, target: Path) -> None:
        if not self.is_shown:
            return
        self._target = target
        self._is_saving = False
        self.say(
            Notice(
                _("Your equality answers are sealed"),
                str(target),
                _(
                    "Send this file by itself, not in one message with your application: whoever saw the message would "
                    "know that both are yours."
                ),
                action=(_("Open the folder"), self._on_folder),
                parent=self,
            )
        )

    def _on_not_saved(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self._is_saving = False
            self.say(error_notice(_("Your equality answers are not written"), error))

    @Slot()
    def _on_folder(self) -> None:
        open_path(self._target.parent)


class EqualityQuestionCard(Card):
    """One question.

    Attributes:
        options: The options in their order; “prefer not to say” is the last.
    """

    def __init__(self, question: EqualityQuestion, parent: QWidget) -> None:
        super().__init__(parent=parent, gap=8)
        self.column.addWidget(Text(question.asks, "heading", self))
        group = QButtonGroup(self)
        self._ids = tuple(question.options)
        self.options = [Option(words, parent=self) for words in question.options.values()]
        for option in self.options:
            option.setAccessibleDescription(question.asks)
            group.addButton(option)
            self.column.addWidget(option)

    def chosen(self) -> str:
        """Give the id of the option that is chosen; empty where none is."""
        return next((id_ for id_, option in zip(self._ids, self.options, strict=True) if option.isChecked()), "")
