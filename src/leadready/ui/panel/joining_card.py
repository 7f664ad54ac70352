"""Letting somebody in who comes late, or in the place of somebody else: their card, a short name, roles, a reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.keys import read_card
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _
from leadready.panel.campaign import Role
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import LabelledField, TextLine, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import NoticePlace, error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.members import join, replace_member

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from leadready.exchange.keys import Card as PublicCard
    from leadready.workflow.panel.panel import Panel


class JoiningCard(Card):
    """Out of sight until it is begun.

    Signals:
        joined: Somebody was let in; with what is to be known of them.
    """

    joined = Signal(str)

    def __init__(self, panel: Panel, parent: QWidget) -> None:
        super().__init__("current", parent)
        self._panel = panel
        self._in_place_of = ""
        self._card: PublicCard | None = None
        self._notices = NoticePlace(self.column, 1)
        self._heading = Text("", "heading", self)
        self.column.addWidget(self._heading)
        self._whose = Text("", parent=self)
        self.column.addWidget(self._whose)
        self.choose = Button(_("Choose their card"), self._on_choose, picture="folder", parent=self)
        self.column.addLayout(Flow(self.choose))
        self.id = TextLine("", self)
        help_text = _("Small letters, digits and hyphens, never used before in this round.")
        self.column.addWidget(LabelledField(_("Short name"), self.id, self, help_text=help_text))
        words = {"lead": _("Leads the round"), "rater": _("Rates"), "administrator": _("Runs the office")}
        roles: tuple[Role, ...] = get_args(Role)
        self.roles: dict[Role, Tick] = {role: Tick(words[role], self) for role in roles}
        for tick in self.roles.values():
            self.column.addWidget(tick)
        self._late = Text(
            _(
                "Whoever leads or runs the office from now on cannot open the applications themselves: they are sealed "
                "for those who were in the round when it was published. They get all records with their pack."
            ),
            "muted",
            self,
        )
        self.column.addWidget(self._late)
        self.why = TextLine("", self)
        self.column.addWidget(LabelledField(_("Why"), self.why, self))
        self.let_in = Button(_("Let them in"), self._on_let_in, role="primary", parent=self)
        self.column.addLayout(Flow(self.let_in, Button(_("Leave it"), self.end, parent=self)))

    def begin(self, in_place_of: str = "") -> None:
        """Begin anew, perhaps in the place of a member, who is then one who has left."""
        self._in_place_of, self._card = in_place_of, None
        member = self._panel.view.members.get(in_place_of)
        if member is None:
            self._heading.setText(_("Let somebody in"))
        else:
            self._heading.setText(_("Somebody takes the place of {name}").format(name=member.name))
        for tick in self.roles.values():
            tick.setVisible(member is None)
            tick.setChecked(False)
        self.id.clear()
        self.why.clear()
        self._notices.say(None)
        self._show_whose()
        self.show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Go out of sight."""
        self.hide()

    @Slot()
    def _on_choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose their card"), str(Path.home()), _("Card (*.lrcard)")
        )
        if chosen:
            self.take_card(Path(chosen))

    def take_card(self, file: Path) -> None:
        """Read a card, and suggest a short name."""
        try:
            self._card = read_card(read_text(file, name=file.name, largest=MEGABYTE), file.name)
        except LeadreadyError as error:
            self._notices.say(error_notice(_("This is no card"), error))
            return
        self._notices.say(None)
        self._show_whose()
        self.id.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_whose(self) -> None:
        if self._card is None:
            self._whose.setText(_("They make a key on their own computer and give you their card."))
        else:
            words = _("{name}. Compare these six words by telephone: {words}")
            self._whose.setText(words.format(name=self._card.name, words=self._card.words))
        self.let_in.setEnabled(self._card is not None)

    @Slot()
    def _on_let_in(self) -> None:
        if self._card is None:
            return
        id_, why = self.id.text().strip(), self.why.text()
        chosen: tuple[Role, ...] = tuple(role for role, tick in self.roles.items() if tick.isChecked())
        try:
            if self._in_place_of:
                note = replace_member(self._panel, self._in_place_of, self._card, id_, why)
            else:
                note = join(self._panel, self._card, id_, chosen, why)
        except LeadreadyError as error:
            self._notices.say(error_notice(_("Nobody was let in"), error))
            return
        self.end()
        self.joined.emit(note)
