"""The people of a round by their cards, what each may do, and the keys that are nobody's."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.exchange.keys import CARD_SUFFIX, read_card
from leadready.exchange.keys import Card as PublicCard
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _
from leadready.ui.panel.setup_page import SetupPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.fields import Number, Tick
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel.editing import member_of_card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from leadready.panel.campaign import Member, Role
    from leadready.workflow.panel.draft import SetupStep

_ROLES: Final[tuple[Role, ...]] = ("lead", "rater", "administrator")


class SetupPeoplePage(SetupPage):
    """A card a person; then the key on paper, and perhaps the key for equality answers."""

    step: ClassVar[SetupStep] = "people"

    def fill(self) -> None:
        """Put the people on the page."""
        self.help_text = _(
            "Everyone makes a key on their own computer and gives you their card, a small file that holds no secret. "
            "Compare its six words with them by telephone. You may also drop cards on this page."
        )
        self._ticks: dict[str, dict[Role, Tick]] = {}
        card = self.card(
            _("People"),
            _("Two raters mark each application, or more. A lead or administrator sees names; raters never do."),
        )
        self._add = Button(_("Add cards"), self._on_add, picture="add", parent=card)
        card.column.addLayout(Flow(self._add))
        self._each = Number(card)
        self._each.setRange(1, 10)
        self._each.setValue(self.kept.draft.raters_each)
        self._each.valueChanged.connect(self.keep)
        self.row(card, "raters_each", _("Raters for each application"), self._each)
        for member in self.kept.draft.members:
            self._member(member)
        self._recovery()
        self._equality()

    def first_focus(self) -> QWidget:
        """Adding people."""
        return self._add

    def gather(self) -> dict[str, object]:
        """Give who may do what."""
        members = tuple(member.model_copy(update={"roles": self._roles(member)}) for member in self.kept.draft.members)
        return {"members": members, "raters_each": self._each.value()}

    def take_files(self, files: list[Path]) -> bool:
        """Take cards that were dropped; whether there were any."""
        cards = [file for file in files if file.suffix.lower() == CARD_SUFFIX]
        if cards:
            self.take(cards)
        return bool(cards)

    def take(self, files: Iterable[Path]) -> None:
        """Add people by their cards, as raters; one that cannot be used is named."""
        self.keep()
        failed: list[LeadreadyError] = []
        for file in files:
            try:
                found = _read(file)
            except LeadreadyError as error:
                failed.append(error)
                continue
            members = self.kept.draft.members
            if found.signs not in {member.signs for member in members}:
                taken = {member.id for member in members}
                self.alter(members=(*members, member_of_card(found, taken, ("rater",))))
        self.again()
        page = self.rounds.journey.window.page
        if failed and isinstance(page, SetupPeoplePage):
            page.say(error_notice(_("A card was not added"), failed[0]))

    def _member(self, member: Member) -> None:
        remove = Button(_("Remove"), partial(self._on_remove, member.id), role="quiet", picture="delete", parent=self)
        remove.setAccessibleName(_("Remove {title}").format(title=member.name))
        card = Card(parent=self, gap=2)
        card.set_heading(member.name, remove)
        self.body.addWidget(card)
        words = PublicCard(name=member.name, signs=member.signs, seals=member.seals).words
        card.column.addWidget(Text(_("Six words of the card: {words}").format(words=words), "muted", card))
        names: dict[Role, str] = {
            "lead": _("Leads the round"),
            "rater": _("Rates applications"),
            "administrator": _("Runs the office: takes applications in, hides names"),
        }
        ticks: dict[Role, Tick] = {role: Tick(names[role], card) for role in _ROLES}
        for role, tick in ticks.items():
            tick.setChecked(role in member.roles)
            tick.setAccessibleName(f"{member.name}: {names[role]}")
            tick.toggled.connect(partial(self._on_role, member.id, role))
            card.column.addWidget(tick)
        self._ticks[member.id] = ticks

    def _recovery(self) -> None:
        made = self.kept.draft.recovery is not None
        words = _(
            "A key on paper that opens every application when all others are lost. Somebody who is not on the panel "
            "locks it away."
        )
        card = self.card(_("Recovery key"), words)
        if made:
            card.column.addWidget(Text(_("It was made, and typed back from the paper."), "strong", card))
        go = Button(
            _("Make another") if made else _("Make it"),
            partial(self.rounds.setting_up.recovery, self.kept),
            role="quiet" if made else "plain",
            picture="lock",
            parent=card,
        )
        go.setAccessibleName(_("Make the recovery key"))
        card.column.addLayout(Flow(go))

    def _equality(self) -> None:
        words = _(
            "If you ask equality-monitoring questions, the answers travel in a file of their own, sealed for a key "
            "that is nobody's of the panel. They show whether the round worked against a group."
        )
        card = self.card(_("Equality answers"), words)
        if self.kept.draft.equality is None:
            choose = Button(_("Choose a card"), self._on_equality, picture="folder", parent=card)
            card.column.addLayout(Flow(choose))
        else:
            card.column.addWidget(Text(_("They are asked."), "strong", card))
            card.column.addLayout(Flow(Button(_("Ask none"), self._on_no_equality, role="quiet", parent=card)))

    def _roles(self, member: Member) -> tuple[Role, ...]:
        ticks = self._ticks.get(member.id)
        if ticks is None:
            return member.roles
        return tuple(role for role in _ROLES if ticks[role].isChecked()) or member.roles

    def _on_role(self, id_: str, role: Role, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        ticks = self._ticks[id_]
        if not ticked and not any(tick.isChecked() for tick in ticks.values()):
            ticks[role].setChecked(True)  # somebody with no part is removed rather
            return
        self.keep()

    @Slot()
    def _on_add(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Add cards"), self._folder(), _("Cards (*.lrcard)"))
        if chosen:
            self.take([Path(name) for name in chosen])

    def _on_remove(self, id_: str) -> None:
        self.again(members=tuple(member for member in self.kept.draft.members if member.id != id_))

    @Slot()
    def _on_equality(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose the card of who keeps equality answers"), self._folder(), _("Cards (*.lrcard)")
        )
        if chosen:
            self.ask_equality(Path(chosen))

    def ask_equality(self, file: Path) -> None:
        """Ask equality answers, sealed for the owner of a card."""
        try:
            found = _read(file)
        except LeadreadyError as error:
            self.say(error_notice(_("The card cannot be used"), error))
            return
        self.again(equality=found.seals)

    @Slot()
    def _on_no_equality(self) -> None:
        self.again(equality=None)

    def _folder(self) -> str:
        folder = self.rounds.journey.preferences.export_folder
        return str(folder if folder.is_dir() else Path.home())


def _read(file: Path) -> PublicCard:
    return read_card(read_text(file, name=file.name, largest=MEGABYTE), file.name)
