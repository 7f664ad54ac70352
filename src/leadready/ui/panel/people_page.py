"""The people of a round: how far each is, packs to write, bundles to take in, and who joins, leaves or is replaced."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.ui.desktop import open_path
from leadready.ui.panel.applicant_card import Unfolding
from leadready.ui.panel.joining_card import JoiningCard
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, empty
from leadready.ui.widgets.fields import LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.text import Text
from leadready.ui.words import number
from leadready.workflow.panel.members import let_in_again, retire
from leadready.workflow.panel.people import note_packs, people, to_pack, write_packs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Role
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.people import MemberProgress


class PeoplePage(PanelPage):
    """Everything between the office and the others travels by file from here."""

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("People and their files"), _("Packs go out to everyone, bundles come back from them.")
        )
        self.help_text = _(
            "Write the packs into a folder and give each person theirs. What they hand in can be dropped on the "
            "window. The same file may come twice; it counts once."
        )
        self._folder: Path | None = None
        card = Card(parent=self)
        card.column.addWidget(Text(_("Files"), "heading", card))
        words = _("A pack holds only what its receiver may read. What comes in is checked, record by record.")
        card.column.addWidget(Text(words, "muted", card))
        self.write = Button(_("Write all packs"), self._on_write, role="primary", picture="export", parent=card)
        self.bring = Button(_("Take files in"), rounds.take_in, picture="import", parent=card)
        card.column.addLayout(Flow(self.write, self.bring))
        self.body.addWidget(card)
        self.joining = JoiningCard(self.panel, self)
        self.joining.joined.connect(self._on_joined)
        self.joining.hide()
        self.body.addWidget(self.joining)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.body.spacing())
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self._may_change = self.panel.keys.signing.public in self.panel.log.leads
        join = Button(_("Let somebody in"), self._on_join, picture="add")
        self.set_footer(self.back_to_desk(), end=(join,))
        join.setVisible(self._may_change)
        self._show_people()

    def first_focus(self) -> QWidget:
        """The packs."""
        return self.write if self.write.isEnabled() else self.bring

    def _show_people(self) -> None:
        empty(self._list)
        for person in people(self.panel):
            row = PersonCard(person, self, may_change=self._may_change, is_me=person.member.id == self.panel.me.id)
            row.left.connect(self._on_left)
            row.back.connect(self._on_back)
            row.replaced.connect(self._on_replaced)
            self._list.addWidget(row)
        self.write.setEnabled(bool(to_pack(self.panel)))

    @Slot()
    def _on_write(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder for the packs"), self._usual())
        if chosen:
            self.write_into(Path(chosen))

    def write_into(self, folder: Path) -> None:
        """Write everyone's pack into a folder, beside the window."""
        self.write.setEnabled(False)
        self.rounds.journey.preferences.export_folder = folder
        self._folder = folder
        panel = self.panel
        _view = panel.view  # read here, so that the worker only looks at it
        self.rounds.journey.runner.start(
            Operation(partial(write_packs, panel, folder), partial(self._on_written, panel), self._on_not)
        )

    def _on_written(self, panel: Panel, files: tuple[Path, ...]) -> None:
        if self.is_shown:
            self.write.setEnabled(True)
            words = ngettext("{n} pack is written", "{n} packs are written", len(files)).format(n=number(len(files)))
            names = ", ".join(file.name for file in files)
            self.say(Notice(words, names, action=(_("Open the folder"), self._on_open), parent=self))
        if self.rounds.panel is panel:  # otherwise the round is closed by now
            self.rounds.noted(partial(note_packs, panel, files))

    def _on_not(self, error: LeadreadyError) -> None:
        if self.is_shown:
            self.write.setEnabled(True)
            self.say(error_notice(_("The packs were not written"), error))

    @Slot()
    def _on_open(self) -> None:
        if self._folder is not None:
            open_path(self._folder)

    @Slot()
    def _on_join(self) -> None:
        self.joining.begin()
        self.rounds.journey.window.reveal(self.joining)

    @Slot(str)
    def _on_replaced(self, member: str) -> None:
        self.joining.begin(member)
        self.rounds.journey.window.reveal(self.joining)

    @Slot(str)
    def _on_joined(self, note: str) -> None:
        heading = _("They have a part in the round from now on")
        next_ = _("Give them the campaign file, and the pack that you write next.")
        self.say(Notice(heading, note, next_, parent=self))
        self._show_people()

    @Slot(str, str)
    def _on_left(self, member: str, why: str) -> None:
        self._change(partial(retire, self.panel, member, why), _("Nobody has left"))

    @Slot(str, str)
    def _on_back(self, member: str, why: str) -> None:
        self._change(partial(let_in_again, self.panel, member, why), _("Nobody was let in again"))

    def _change(self, act: Callable[[], object], failed: str) -> None:
        try:
            act()
        except LeadreadyError as error:
            self.say(error_notice(failed, error))
        else:
            self.say(None)
            self._show_people()

    def _usual(self) -> str:
        folder = self.rounds.journey.preferences.export_folder
        return str(folder if folder.is_dir() else Path.home())


class PersonCard(Card):
    """One member.

    Signals:
        left: They leave; with their id and the reason.
        back: They are let in again; with their id and the reason.
        replaced: Somebody is to take their place; with their id.
    """

    left = Signal(str, str)
    back = Signal(str, str)
    replaced = Signal(str)

    def __init__(self, person: MemberProgress, parent: QWidget, *, may_change: bool, is_me: bool) -> None:
        super().__init__(parent=parent, gap=4)
        self._person = person
        member = person.member
        self.column.addWidget(Text(_("{name} ({id})").format(name=member.name, id=member.id), "heading", self))
        roles = ", ".join(role_words(role) for role in member.roles)
        words = _("{roles}, has left").format(roles=roles) if person.has_left else roles
        self.column.addWidget(Text(words, "muted", self))
        if "rater" in member.roles:
            self.column.addWidget(Text(_progress(person), parent=self))
        if person.note:
            self.column.addWidget(Text(person.note, "warm", self))
        if not may_change or is_me:
            return
        self.why = TextLine("", self)
        buttons: list[Button] = []
        if person.has_left:
            buttons.append(Button(_("Let in again"), self._on_back, role="quiet", parent=self))
        else:
            buttons.append(Button(_("Has left"), self._on_left, role="quiet", parent=self))
        buttons.append(Button(_("Replace"), self._on_replaced, role="quiet", parent=self))
        for button in buttons:
            button.setAccessibleName(f"{button.text()}: {member.name}")
        parts: list[QWidget] = [LabelledField(_("Why"), self.why, self), *buttons]
        change = Unfolding(_("Change…"), _("Leave it as it is"), parts, self)
        change.button.setAccessibleName(_("Change: {name}").format(name=member.name))
        self.column.addWidget(change)

    @Slot()
    def _on_left(self) -> None:
        self.left.emit(self._person.member.id, self.why.text())

    @Slot()
    def _on_back(self) -> None:
        self.back.emit(self._person.member.id, self.why.text())

    @Slot()
    def _on_replaced(self) -> None:
        self.replaced.emit(self._person.member.id)


def _progress(person: MemberProgress) -> str:
    declared = _("Declared about {n} of {total} names.").format(n=number(person.declared), total=number(person.names))
    locked = _("{n} of {total} applications locked.").format(n=number(person.locked), total=number(person.assigned))
    return f"{declared} {locked}"


def role_words(role: Role) -> str:
    """Name a role."""
    return {"lead": _("Lead"), "rater": _("Rater"), "administrator": _("Administrator")}[role]
