"""A round that was just published: its six words, large, and what to do with its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication

from leadready.language import _
from leadready.ui.desktop import open_path
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.publishing import Published


class PublishedPage(RoundsPart):
    """The words are what applicants compare with the advert."""

    def __init__(self, rounds: Rounds, published: Published) -> None:
        super().__init__(rounds, _("The round is published"), published.title)
        self.help_text = _(
            "The six words change with people, keys, criteria, weights and dates. An applicant whose file shows other "
            "words than the advert has another round before them."
        )
        self._published = published
        card = Card("current", self)
        card.column.addWidget(Text(_("Its six words: print them in the advert"), "heading", card))
        words = Text(published.words, "title", card)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card.column.addWidget(words)
        self._copy = Button(_("Copy the words"), self._on_copy, picture="copy", parent=card)
        card.column.addLayout(Flow(self._copy))
        self.body.addWidget(card)
        card = Card(parent=self)
        card.column.addWidget(Text(_("Its file"), "heading", card))
        card.column.addWidget(Text(str(published.file), parent=card))
        card.column.addWidget(
            Text(_("Give it to applicants and to everyone on the panel. It holds no secrets."), "muted", card)
        )
        card.column.addLayout(Flow(Button(_("Open the folder"), self._on_folder, picture="folder", parent=card)))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.set_footer(end=(Button(_("To the desk of the round"), rounds.desk, role="primary", picture="next"),))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._published.words)
        self.say(Notice(_("The six words are copied"), parent=self))

    @Slot()
    def _on_folder(self) -> None:
        open_path(self._published.file.parent)
