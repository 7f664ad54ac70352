"""One's key: the card for others, a backup, other words, and what to do when the words are lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.keys import CARD_SUFFIX, KEY_SUFFIX
from leadready.language import _
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.key_care import back_up, new_words, save_card, words_confirmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from leadready.exchange.keys import Card as PublicCard
    from leadready.ui.panel.rounds import Rounds


class KeysPage(RoundsPart):
    """Four things to do with a key."""

    def __init__(self, rounds: Rounds) -> None:
        self._mine = rounds.shelf.card()
        super().__init__(rounds, _("Your key"), self._mine.name if self._mine else "")
        self.help_text = _(
            "The key file is sealed by your six words. The card is its public part: others seal for it, and check by "
            "it what you signed. Whoever has the file and the words is you."
        )
        if not words_confirmed(rounds.shelf):
            words = _("If they are lost, so is the key. While it is open you can give it new ones.")
            heading = _("You have not shown that your six words are written down")
            anew = (_("Give it six new words"), self._on_words)
            self.say(Notice(heading, words, action=anew, parent=self))
        if self._mine is not None:
            self._card_card(self._mine)
        self._rest()
        self.body.addStretch(1)
        self.set_footer(Button(_("All rounds"), rounds.all))

    def first_focus(self) -> QWidget | None:
        """The card, which is needed first."""
        return self._save_card if self._mine is not None else super().first_focus()

    def _card_card(self, mine: PublicCard) -> None:
        words = _("The lead of a round needs it to let you take part. It holds no secret.")
        card = self.add_card(_("Your card"), words, role="muted")
        card.column.addWidget(Text(_("Its six words, to compare by telephone:"), "muted", card))
        card.column.addWidget(Text(mine.words, "strong", card))
        self._save_card = Button(_("Save my card"), self._on_card, role="primary", picture="export", parent=card)
        card.column.addLayout(Flow(self._save_card))

    def _rest(self) -> None:
        words = _("A copy of the key file, for another disk. It is of use only together with the six words.")
        card = self.add_card(_("A backup"), words, role="muted")
        card.column.addLayout(Flow(Button(_("Back the key up"), self._on_backup, picture="copy", parent=card)))
        words = _("If somebody may have seen your words. Backups that you made before still open with the old ones.")
        card = self.add_card(_("Other words"), words, role="muted")
        card.column.addLayout(Flow(Button(_("Give it six new words"), self._on_words, picture="swap", parent=card)))
        words = _("What to do depends on your part in the round.")
        card = self.add_card(_("Words lost?"), words, role="muted")
        lost = Button(_("My words are lost"), self.rounds.setting_up.lost, role="quiet", parent=card)
        card.column.addLayout(Flow(lost))

    def save(self, copy: Callable[[Path], Path], target: Path, said: str) -> None:
        """Write a copy of card or key file."""
        try:
            written = copy(target)
        except LeadreadyError as error:
            self.say(error_notice(_("The file was not written"), error))
            return
        self.rounds.journey.preferences.export_folder = written.parent
        self.say(Notice(said, str(written), parent=self))

    @Slot()
    def _on_card(self) -> None:
        name = (self._mine.name if self._mine else _("Card")).replace("/", "-")[:60]
        kinds = _("Cards (*.lrcard)")
        target = self._ask(_("Save my card"), name + CARD_SUFFIX, kinds)
        if target is not None:
            self.save(partial(save_card, self.rounds.shelf), target, _("Your card is written: give it to the lead"))

    @Slot()
    def _on_backup(self) -> None:
        name = (self._mine.name if self._mine else _("Key")).replace("/", "-")[:60]
        target = self._ask(_("Back the key up"), name + KEY_SUFFIX, _("Keys (*.lrkey)"))
        if target is not None:
            self.save(partial(back_up, self.rounds.shelf), target, _("The backup is written"))

    @Slot()
    def _on_words(self) -> None:
        self.rounds.with_keys(self._on_new_words)

    def _on_new_words(self) -> None:
        keys = self.rounds.keys
        if keys is None:
            raise RuntimeError
        go_on = self.rounds.setting_up.keys

        def shown(words: str) -> None:
            self.rounds.setting_up.words(keys, words, go_on)

        run = partial(new_words, self.rounds.shelf, keys)
        self.rounds.journey.runner.start(Operation(run, shown, self.rounds.journey.trouble))

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        folder = self.rounds.journey.preferences.export_folder
        suggested = (folder if folder.is_dir() else Path.home()) / name
        chosen, _filter = QFileDialog.getSaveFileName(self, title, str(suggested), kinds)
        return Path(chosen) if chosen else None
