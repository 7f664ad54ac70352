"""Who rates what: names out, declarations in, assign; what cannot be assigned and why; the table to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready.errors import LeadreadyError
from leadready.files import write_whole
from leadready.language import _, ngettext
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, empty
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.table import Table
from leadready.ui.widgets.table_model import Column, Line, TableModel
from leadready.ui.widgets.text import Text
from leadready.ui.words import apart, number
from leadready.workflow.panel import office
from leadready.workflow.panel.assigning import assignment_csv
from leadready.workflow.panel.people import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from leadready.panel.view import PanelView
    from leadready.ui.panel.rounds import Rounds
    from leadready.workflow.panel.office import Shortfall

_SHOWN, _CODES = 20, 8
"""Reasons why applications have too few raters, and codes that are named with each: there can be thousands."""


class AssignPage(PanelPage):
    """Three steps below each other; nothing is assigned to anybody who has not declared.

    Attributes:
        cards: A card for each step; what comes next is outlined.
    """

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds, _("Names, conflicts, raters"), _("Conflicts are declared before anybody reads an answer.")
        )
        self.help_text = _(
            "Give the names out and write the packs; the raters declare and hand in; then assign. Chance goes by the "
            "round's public seed, so that anyone can work the assignment out again."
        )
        self.release = Button(_("Give the names out"), self._on_release, picture="next")
        self.assign = Button(_("Assign"), self._on_assign, picture="tick")
        self.partly = Button(_("Assign the others"), self._on_partly)
        self.cards: list[Card] = []
        self._names = self._step(_("1. Names out"), self.release)
        self._declared = self._step(_("2. Declarations in"))
        self._assigned = self._step(_("3. Who rates what"), self.assign, self.partly)
        self._short = Card(parent=self)
        self.body.addWidget(self._short)
        self.table_model = TableModel(self._columns(), (), self)
        self.table = Table(self.table_model, _("Who rates what"), self, rows=6)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(1)
        self.export = Button(_("Save as a table"), self._on_export, picture="export")
        people_ = Button(_("People and their files"), rounds.office.people)
        self.set_footer(self.back_to_desk(), people_, end=(self.export,))
        self._fill()

    def first_focus(self) -> QWidget | None:
        """What can be done now."""
        return next((one for one in (self.release, self.assign) if one.isEnabled()), None) or super().first_focus()

    def _step(self, title: str, *buttons: Button) -> Text:
        card = Card(parent=self)
        self.cards.append(card)
        card.column.addWidget(Text(title, "heading", card))
        says = Text("", parent=card)
        card.column.addWidget(says)
        if buttons:
            card.column.addLayout(Flow(*buttons))
        self.body.addWidget(card)
        return says

    def _columns(self) -> tuple[Column, ...]:
        return Column(_("Code")), Column(_("Rater")), Column(_("Locked"))

    def _fill(self) -> None:
        view = self.panel.view
        waiting = office.names_to_release(view)
        out = ngettext("{n} name is out.", "{n} names are out.", len(view.names)).format(n=number(len(view.names)))
        to_go = ngettext("{n} waits to go out.", "{n} wait to go out.", len(waiting)).format(n=number(len(waiting)))
        self._names.setText(" ".join(filter(None, (out, to_go if waiting else "", office.few_names_words(view)))))
        self.release.setEnabled(bool(waiting))
        self._declared.setText(self._declarations())
        short = office.shortfalls(view)
        applications = sum(1 for one in view.applicants.values() if one.received and not one.is_erased)
        words = ngettext("{n} application,", "{n} applications,", applications).format(n=number(applications))
        given = ngettext("{n} assignment.", "{n} assignments.", len(view.assigned)).format(n=number(len(view.assigned)))
        self._assigned.setText(f"{words} {given}")
        self.assign.setEnabled(bool(applications) and not short)
        self.partly.setVisible(bool(short) and len(short) < applications)
        given_to = {reference for reference, _member in view.assigned}
        open_ = (bool(waiting), bool(short), applications > len(given_to))
        for place, card in enumerate(self.cards):
            card.set_kind("current" if open_[place] and not any(open_[:place]) else "plain")
        self._show_short(short)
        self.table_model.set_lines(_lines(view))
        self.table.fit_columns()
        self.table.setVisible(bool(view.assigned))
        self.export.setEnabled(bool(view.assigned))

    def _declarations(self) -> str:
        raters = [one for one in people(self.panel) if "rater" in one.member.roles and not one.has_left]
        if not raters:
            return _("Nobody rates in this round.")
        said = _("{name}: {n} of {total}")
        return "\n".join(
            said.format(name=apart(one.member.name), n=number(one.declared), total=number(one.names)) for one in raters
        )

    def _show_short(self, short: tuple[Shortfall, ...]) -> None:
        empty(self._short.column)
        self._short.setVisible(bool(short))
        if not short:
            return
        heading = ngettext(
            "{n} application cannot be assigned", "{n} applications cannot be assigned", len(short)
        ).format(n=number(len(short)))
        self._short.column.addWidget(Text(heading, "heading", self._short))
        alike: dict[tuple[object, ...], list[Shortfall]] = {}
        for one in short:
            alike.setdefault(one[1:], []).append(one)
        groups = list(alike.values())
        for group in groups[:_SHOWN]:
            self._short.column.addWidget(Text(shortfall_words(group), parent=self._short))
        left = sum(map(len, groups[_SHOWN:]))
        if left > 0:
            more = ngettext("There is {n} more.", "There are {n} more.", left).format(n=number(left))
            self._short.column.addWidget(Text(more, "muted", self._short))

    @Slot()
    def _on_release(self) -> None:
        try:
            n = office.release_names(self.panel)
        except LeadreadyError as error:
            self.say(error_notice(_("The names are not out"), error))
            return
        words = ngettext("{n} name is in the next packs", "{n} names are in the next packs", n).format(n=number(n))
        action = (_("People and their files"), self.rounds.office.people)
        self.say(Notice(words, _("Write the packs, and give each rater theirs."), action=action, parent=self))
        self._fill()

    @Slot()
    def _on_assign(self) -> None:
        self._do_assign(partly=False)

    @Slot()
    def _on_partly(self) -> None:
        self._do_assign(partly=True)

    def _do_assign(self, *, partly: bool) -> None:
        try:
            n = office.assign(self.panel, partly=partly)
        except LeadreadyError as error:
            self.say(error_notice(_("Nothing was assigned"), error))
            return
        words = ngettext("{n} assignment is new", "{n} assignments are new", n).format(n=number(n))
        said = _("Write the packs: the answers go to those who rate them.") if n else _("Everything stays as it is.")
        self.say(Notice(words, said, action=(_("People and their files"), self.rounds.office.people), parent=self))
        self._fill()

    @Slot()
    def _on_export(self) -> None:
        folder = self.rounds.journey.preferences.export_folder
        folder = folder if folder.is_dir() else Path.home()
        suggested = folder / (_("Who rates what") + ".csv")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as a table"), str(suggested), _("Table (*.csv)"))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Write the table, with the seed that chance went by."""
        try:
            write_whole(target, assignment_csv(self.panel.view))
        except LeadreadyError as error:
            self.say(error_notice(_("The table was not written"), error))
        else:
            self.say(Notice(_("The table is written"), str(target), parent=self))


def _lines(view: PanelView) -> list[Line]:
    yes, no = _("yes"), _("no")
    made: list[Line] = []
    for reference, member in sorted(view.assigned):
        cells = (reference, view.members[member].name, yes if (reference, member) in view.locked else no)
        made.append(Line(f"{reference}/{member}", cells, cells))
    return made


def shortfall_words(alike: Sequence[Shortfall]) -> str:
    """Say why applications have too few raters, all of them for one reason."""
    one, more = alike[0], len(alike) - _CODES
    codes = ", ".join(each.reference for each in alike[:_CODES])
    if more > 0:
        codes = ngettext("{codes} and {n} more", "{codes} and {n} more", more).format(codes=codes, n=number(more))
    said = [_("{code}: {n} of {total} raters.").format(code=codes, n=one.able, total=one.wanted)]
    if one.conflicted:
        said.append(_("A conflict: {names}.").format(names=", ".join(one.conflicted)))
    if one.undeclared:
        said.append(_("Not declared yet: {names}.").format(names=", ".join(one.undeclared)))
    return " ".join(said)
