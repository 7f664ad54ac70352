"""What is wrong, as it is typed: one line each, which leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.icons import icon
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.instrument.problems import Problem

_PROBLEM = Qt.ItemDataRole.UserRole


class ProblemList(QWidget):
    """The problems below the form.

    Signals:
        wanted: The problem whose place the person wants to see.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._heading = Text("", "strong", self)
        column.addWidget(self._heading)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Problems"))
        self.list.setAccessibleDescription(_("Enter goes to the place of a problem."))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.list.setMaximumHeight(theme.px(132))
        self.list.itemClicked.connect(self._on_wanted)
        self.list.itemActivated.connect(self._on_wanted)
        column.addWidget(self.list)
        self._shown: tuple[Problem, ...] = ()
        self._waiting = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that are shown."""
        return self._shown

    def show_problems(self, problems: Sequence[Problem], *, blocked: bool, waiting: bool) -> None:
        """Show problems, faults first.

        Args:
            problems: What is wrong, and advice.
            blocked: Whether its faults keep the draft from loading. Others, such as an example that comes out otherwise
                than written, do not keep it from being saved.
            waiting: Whether advice is still being looked for.
        """
        ordered = tuple(sorted(problems, key=lambda one: (one.severity != "fault", one)))
        if ordered != self._shown:
            row = self.list.currentRow()
            self.list.clear()
            for problem in ordered:
                self._add(problem)
            self.list.setCurrentRow(min(row, len(ordered) - 1))
        self._shown = ordered
        self.list.setVisible(bool(ordered))
        self._heading.setText(_heading(ordered, blocked=blocked, waiting=waiting))
        self._heading.set_role("danger" if blocked else "strong")

    def _add(self, problem: Problem) -> None:
        fault = problem.severity == "fault"
        kind = _("Fault") if fault else _("Advice")
        words = f"{kind}: {problem.what} {problem.advice}  ({problem.place})"
        item = QListWidgetItem(icon("warning", "danger" if fault else "warm"), words, self.list)
        item.setData(_PROBLEM, problem)

    @Slot(QListWidgetItem)
    def _on_wanted(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(_PROBLEM))


def _heading(problems: Sequence[Problem], *, blocked: bool, waiting: bool) -> str:
    faults = sum(one.severity == "fault" for one in problems)
    advice = len(problems) - faults
    if blocked:
        words = ngettext("{n} fault keeps this from being saved", "{n} faults keep this from being saved", faults)
        return words.format(n=faults)
    if faults:
        words = ngettext(
            "It can be saved. {n} fault to mend before others get it",
            "It can be saved. {n} faults to mend before others get it",
            faults,
        )
        return words.format(n=faults)
    if waiting:
        return _("It loads. Looking for what could be better…")
    if advice:
        return ngettext("It loads. {n} piece of advice", "It loads. {n} pieces of advice", advice).format(n=advice)
    return _("It loads, and there is nothing to mend.")
