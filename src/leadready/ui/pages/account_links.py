"""What an account is evidence for, and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from leadready.language import _
from leadready.planning.account import Link, linked, unlinked
from leadready.ui import theme
from leadready.ui.widgets.buttons import Button, picture_button
from leadready.ui.widgets.card import Card, empty, row
from leadready.ui.widgets.text import Text
from leadready.workflow.accounts import Use, criteria_of, link_title
from leadready.workflow.shelf import read_shelf
from leadready.workflow.spoken import by_title, folder_of, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from leadready.ui.journey import Journey


class CriteriaCard(Card):
    """The evidence prompts and scales that an account is linked to.

    Signals:
        edited: One came or went.

    Attributes:
        links: As they stand now.
    """

    edited = Signal()

    def __init__(self, journey: Journey, links: tuple[Link, ...], parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        self.links = links
        self._journey = journey
        self._rows: list[_LinkRow] = []
        self.column.addWidget(Text(_("Evidence for"), "heading", self))
        about = _("The evidence prompts and scales of an assessment that it speaks to; by these you find it again.")
        self.column.addWidget(Text(about, "muted", self))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        self.column.addLayout(self._lines)
        self._add = Button(_("Add a link"), self._on_add, picture="add", parent=self)
        self.column.addLayout(row(self._add))
        self._show_links()

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return *(one.remove for one in self._rows), self._add

    def _show_links(self) -> None:
        empty(self._lines)
        self._rows = []
        for link in self.links:
            made = _LinkRow(link, link_title(self._journey.services, link), self)
            made.removed.connect(self._on_removed)
            self._lines.addWidget(made)
            self._rows.append(made)

    def _set_links(self, links: tuple[Link, ...]) -> None:
        self.links = links
        self._show_links()
        self.edited.emit()
        self._add.setFocus()

    @Slot()
    def _on_add(self) -> None:
        chosen = _CriteriaMenu(self._journey, self).choose(self._add)
        if chosen is not None:
            self._set_links(linked(self.links, chosen))

    @Slot(object)
    def _on_removed(self, link: Link) -> None:
        self._set_links(unlinked(self.links, link))


class _LinkRow(QWidget):
    """One link. Signals: removed(link)."""

    removed = Signal(object)

    def __init__(self, link: Link, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = link
        self.remove = picture_button("delete", _("Remove: {title}").format(title=title), self._on_remove, self)
        line = row(Text(title, parent=self), stretch=False)
        line.setStretch(0, 1)
        line.addWidget(self.remove)
        self.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._link)


class _CriteriaMenu(QMenu):
    """Every prompt and scale of the installed assessments, an assessment a submenu."""

    def __init__(self, journey: Journey, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: dict[QObject, Link] = {}
        packages = journey.services.packages
        for assessment in by_title(
            spoken(one, folder_of(packages, one.id)) for one in read_shelf(packages).assessments.values()
        ):
            submenu = self.addMenu(_plain(assessment.instrument.title))
            kind = ""
            for link in criteria_of(assessment):
                if kind and link.kind != kind:
                    submenu.addSeparator()
                kind = link.kind
                self._offers[submenu.addAction(_plain(link_title(journey.services, link)))] = link

    def choose(self, button: QWidget) -> Link | None:
        """Show the menu below its button, and give what was chosen."""
        chosen = self.exec(button.mapToGlobal(button.rect().bottomLeft()))
        self.deleteLater()
        return self._offers.get(chosen)


def _plain(words: str) -> str:
    """Write words so that no letter of them becomes a key of the menu."""
    return words.replace("&", "&&")


class UsesCard(Card):
    """The goals and actions of plans that name an account; out of sight where there are none."""

    def __init__(self, journey: Journey, uses: Sequence[Use], parent: QWidget) -> None:
        super().__init__("plain", parent, gap=8)
        self.column.addWidget(Text(_("Used in your plans"), "heading", self))
        self._rows = [_UseRow(journey, use, self) for use in uses]
        for one in self._rows:
            self.column.addWidget(one)
        self.setVisible(bool(self._rows))

    def controls(self) -> tuple[QWidget, ...]:
        """All that the keyboard reaches, in order."""
        return tuple(one.open for one in self._rows)


class _UseRow(QWidget):
    """One use, and a way there."""

    def __init__(self, journey: Journey, use: Use, parent: QWidget) -> None:
        super().__init__(parent)
        self._journey = journey
        self._use = use
        title = " ".join((use.action or use.goal).split()) or _("Goal {n}").format(n=use.place.goal + 1)
        words = _("{title} ({plan})").format(title=title, plan=use.plan)
        self.open = Button(_("Open"), self._on_open, role="quiet", parent=self)
        self.open.setAccessibleName(_("Open plan: {title}").format(title=title))
        line = row(Text(words, parent=self), stretch=False)
        line.setStretch(0, 1)
        line.addWidget(self.open)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    @Slot()
    def _on_open(self) -> None:
        self._journey.plan(self._use.place.sitting_id, self._use.place)
