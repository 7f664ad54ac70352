"""The audit that every page must pass: what a screen reader and a keyboard need."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

_SMALLEST_TARGET = 24


def audit(widget: QWidget) -> list[str]:
    """List what is wrong: a control without a name, a label that reads markup, a target below 24 pixels."""
    faults: list[str] = []
    for one in widget.findChildren(QWidget):
        if not one.isVisibleTo(widget):
            continue
        if isinstance(one, QLabel):
            if one.textFormat() != Qt.TextFormat.PlainText:
                faults.append(f"label may read markup: {one.text()!r}")
            continue
        if _is_control(one):
            interface = QAccessible.queryAccessibleInterface(one)
            if not (interface and interface.text(QAccessible.Text.Name).strip()):
                faults.append(f"no accessible name: {one}")
            if one.width() < _SMALLEST_TARGET or one.height() < _SMALLEST_TARGET:
                faults.append(f"target below {_SMALLEST_TARGET} px: {one.accessibleName() or one} is {one.size()}")
    return faults


def _is_control(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox) or widget.objectName().startswith("qt_")
    kinds = QAbstractButton | QAbstractSpinBox | QComboBox | QLineEdit | QPlainTextEdit
    return isinstance(widget, kinds) and not inner and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
