"""Asking before something that cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from leadready.language import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def is_sure(parent: QWidget, words: str, more: str, yes: str) -> bool:
    """Ask; not to do it is the safe answer, and the one that Enter gives."""
    box = QMessageBox(QMessageBox.Icon.Question, "leadready", words, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is button
