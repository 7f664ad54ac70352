"""Declaring conflicts: names only, each with what stands between the rater and the person. Nothing is preselected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QButtonGroup, QHeaderView, QTableWidget, QTableWidgetItem

from leadready.errors import LeadreadyError
from leadready.language import _, ngettext
from leadready.locales import sort_key
from leadready.ui import theme
from leadready.ui.panel.panel_page import PanelPage
from leadready.ui.panel.relation_words import relation_words
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.notice import Notice, error_notice
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text
from leadready.ui.words import clock_time
from leadready.workflow.panel.rating import declare, undeclared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from leadready.panel.kinds import Relation
    from leadready.ui.panel.rounds import Rounds

_HEIGHT, _LEAST, _ELSE = 372, 130, 230
"""The height of the names in pixels at 100 % text, the least of it, and what else stands in the window."""
_WIDE = 760
"""From this width on, in pixels at 100 % text, the names and what can be declared stand side by side."""
_NAME, _SAID = 0, 1
_EDGES = 20
"""Room at both sides of a name, in pixels at 100 % text."""


class DeclarePage(PanelPage):
    """A table of names; digits declare about the name that the keyboard is on, and go to the next.

    Attributes:
        table: The names.
        options: What can be declared, by digit from 1.
    """

    column_width = 1040

    def __init__(self, rounds: Rounds) -> None:
        super().__init__(
            rounds,
            _("Declare conflicts"),
            _("These people have applied. Say of each what stands between you, before you read anything of theirs."),
        )
        self.help_text = _(
            "Choose a name and press the digit of what stands between you. Anything but “no conflict” gives the "
            "application to somebody else; it is no reproach. Nothing tells you which application is whose."
        )
        self._words = relation_words()
        self.table = NameTable(self)
        room = rounds.journey.window.height() - theme.px(_ELSE)
        self.table.setFixedHeight(min(theme.px(_HEIGHT), max(room, theme.px(_LEAST))))
        self.options: list[Option] = []
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.px(12))
        self._saved = Text("", "muted")
        self._saved.setAccessibleName(_("Saved state"))
        self._none = Button(_("No conflict with all the others"), self._on_none, role="primary")
        if self.panel.view.names:
            self._build()
        else:
            words = _("The names come in a file from the lead. Take it in, then come back.")
            action = (_("Take in a file"), rounds.take_in)
            self.body.addWidget(Notice(_("No names are here yet"), words, action=action, parent=self))
            self.table.hide()
        self.body.addStretch(1)
        self.set_footer(self.back_to_desk(), end=(self._saved, self._none))
        self._show()

    def first_focus(self) -> QWidget | None:
        """The names."""
        return self.table if self.panel.view.names else super().first_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Declare by digit, wherever on the page the keyboard is."""
        if event.text().isdigit() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._on_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what can be declared under the names where room is short."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        self._left = Text("", "strong", self)
        self.body.addWidget(self._left)
        self._sides.addWidget(self.table, 3, Qt.AlignmentFlag.AlignTop)
        self.table.fill(self.panel.view.names, self._declared(), self._words)
        self.table.went.connect(self._on_went)
        self.table.digit.connect(self._on_digit)
        card = Card(parent=self, padding=16, gap=8)
        self._about = Text("", "strong", card)
        card.column.addWidget(self._about)
        self._group = QButtonGroup(self)
        for place, words in enumerate(self._words.values()):
            option = Option(words, str(place + 1), parent=card)
            option.setAccessibleName(_("{label}, option {digit}").format(label=words, digit=place + 1))
            self._group.addButton(option, place)
            self.options.append(option)
            card.column.addWidget(option)
        self._group.idClicked.connect(self._on_clicked)
        self._sides.addWidget(card, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._sides)

    def _declared(self) -> dict[str, Relation]:
        me = self.panel.me.id
        return {code: one.relation for (code, member), one in self.panel.view.relations.items() if member == me}

    @Slot()
    def _show(self) -> None:
        """Show what was declared about the name that the keyboard is on, and how many are left."""
        left = len(undeclared(self.panel))
        self._none.setVisible(left > 0)
        self._none.setEnabled(self.table.was_read)
        if not self.options:
            return
        words = ngettext("{n} name is left.", "{n} names are left.", left).format(n=left)
        self._left.setText(words if left else _("You have declared about everyone. Hand in what you wrote next."))
        code = self.table.code
        self._about.setText(self.panel.view.names.get(code, ""))
        said = self._declared().get(code)
        self._group.setExclusive(False)
        for option, relation in zip(self.options, self._words, strict=True):
            option.setChecked(relation == said)
            option.setEnabled(bool(code))
        self._group.setExclusive(True)

    @Slot()
    def _on_went(self) -> None:
        if self.table.hasFocus():
            self.rounds.journey.window.reveal(self.table)
        self._show()

    @Slot(int)
    def _on_clicked(self, place: int) -> None:
        self._say({self.table.code: list(self._words)[place]})

    @Slot(int)
    def _on_digit(self, digit: int) -> None:
        if 0 < digit <= len(self._words) and self.table.code:
            self._say({self.table.code: list(self._words)[digit - 1]})
            self.table.go_on()

    @Slot()
    def _on_none(self) -> None:
        """Declare about all the others at once: only after reading them to the end, and only when asked again."""
        left = undeclared(self.panel)
        words = ngettext("No conflict with {n} person?", "No conflict with {n} people?", len(left)).format(n=len(left))
        more = _("You declare it about everyone you have said nothing about. Read the names first.")
        if self.sure(words, more, _("No conflict with any of them")):
            self._say(dict.fromkeys(left, "none"))

    def _say(self, relations: Mapping[str, Relation]) -> None:
        try:
            declare(self.panel, relations)
        except LeadreadyError as error:
            self._saved.setText(_("Not saved"))
            self.say(error_notice(_("This was not declared"), error))
            return
        for code, relation in relations.items():
            self.table.set_said(code, self._words[relation])
        self._saved.setText(_("Saved {time}").format(time=clock_time(self.panel.now())))
        self._show()


class NameTable(QTableWidget):
    """Names in the order of the alphabet, and what was declared.

    Signals:
        went: Another name is chosen, or the end was reached.
        digit: A digit was pressed.

    Attributes:
        was_read: Whether the last name has been in view.
    """

    went = Signal()
    digit = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 2, parent)
        self.was_read = False
        self._rows: dict[str, int] = {}
        self._widest = 0
        self.setHorizontalHeaderLabels([_("Name"), _("What you declared")])
        self.setAccessibleName(_("Names"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.horizontalHeader().setSectionResizeMode(_SAID, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.currentCellChanged.connect(self._on_went)

    def fill(self, names: Mapping[str, str], said: Mapping[str, Relation], words: Mapping[Relation, str]) -> None:
        """List the names."""
        order = sorted(names, key=lambda code: (sort_key(names[code]), code))
        self.setRowCount(len(order))
        for row, code in enumerate(order):
            name = QTableWidgetItem(names[code])
            name.setData(Qt.ItemDataRole.UserRole, code)
            self.setItem(row, _NAME, name)
            self.setItem(row, _SAID, QTableWidgetItem(words[said[code]] if code in said else ""))
            self._rows[code] = row
        metrics = self.fontMetrics()
        self._widest = max(map(metrics.horizontalAdvance, names.values()), default=0) + theme.px(_EDGES)
        self._share()
        first = next((row for code, row in self._rows.items() if code not in said), 0)
        self.setCurrentCell(first, _NAME)

    @property
    def code(self) -> str:
        """The code of the name that is chosen; empty where none is."""
        item = self.item(self.currentRow(), _NAME)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def set_said(self, code: str, words: str) -> None:
        """Show what was declared."""
        self.setItem(self._rows[code], _SAID, QTableWidgetItem(words))

    def go_on(self) -> None:
        """Go to the next name."""
        self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), _NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits; the rest moves in the table as everywhere."""
        if event.text().isdigit() and event.text() != "0":
            self.digit.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew, and look again: more may be in view."""
        super().resizeEvent(event)
        self._share()
        self._look()

    def _share(self) -> None:
        """Give the names two fifths of the width, or more where they need it and the other heading does not."""
        share = self.viewport().width() * 2 // 5
        room = self.viewport().width() - self.horizontalHeader().sectionSizeHint(_SAID)
        self.setColumnWidth(_NAME, max(share, min(self._widest, room)))

    @Slot()
    def _look(self) -> None:
        last = self.rowCount() - 1
        seen = last >= 0 and self.rowViewportPosition(last) < self.viewport().height()
        if seen and not self.was_read and self.isVisible():
            self.was_read = True
            self.went.emit()

    @Slot()
    def _on_went(self) -> None:
        self._look()
        self.went.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the first time."""
        super().showEvent(event)
        self._look()
