"""A question before something that cannot be taken back. To leave it is the safe answer, that of Enter and Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def is_sure(
    parent: QWidget,
    words: str,
    more: str,
    *,
    do: str,
    leave: str,
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
) -> bool:
    """Ask once more; whether it is to be done.

    Args:
        parent: What it is asked about lies there.
        words: The question, or what it is about.
        more: What follows from it.
        do: The button that does it.
        leave: The button that does nothing.
        icon: The picture beside it.
    """
    box = QMessageBox(icon, "leadready", words, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    doing = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    leaving = box.addButton(leave, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leaving)
    box.setEscapeButton(leaving)
    box.exec()
    return box.clickedButton() is doing
