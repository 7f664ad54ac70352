"""Leaving the editor with changes that are not saved: what becomes of them is asked."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from leadready.language import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Leaving(Enum):
    """What becomes of changes that are not saved."""

    SAVE = auto()
    KEEP = auto()
    DISCARD = auto()
    STAY = auto()


def ask_leaving(parent: QWidget, *, has_faults: bool) -> Leaving:
    """Ask; staying is the safe answer, and with faults saving is none."""
    box = QMessageBox(QMessageBox.Icon.Question, "leadready", _("There are changes that are not saved."), parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        _("They have faults, so they cannot be saved. Keep them as a draft and mend them next time.")
        if has_faults
        else _("Save them, keep them as a draft for next time, or discard them.")
    )
    answers = {Leaving.KEEP: _("Keep as draft"), Leaving.DISCARD: _("Discard"), Leaving.STAY: _("Stay here")}
    roles = {
        Leaving.SAVE: QMessageBox.ButtonRole.AcceptRole,
        Leaving.KEEP: QMessageBox.ButtonRole.ActionRole,
        Leaving.DISCARD: QMessageBox.ButtonRole.DestructiveRole,
        Leaving.STAY: QMessageBox.ButtonRole.RejectRole,
    }
    if not has_faults:
        answers = {Leaving.SAVE: _("Save"), **answers}
    buttons = {box.addButton(words, roles[one]): one for one, words in answers.items()}
    box.setDefaultButton(next(button for button, one in buttons.items() if one is Leaving.STAY))
    box.exec()
    return next((one for button, one in buttons.items() if button is box.clickedButton()), Leaving.STAY)
