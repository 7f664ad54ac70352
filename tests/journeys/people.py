"""People at their own computers: each has a folder, a record and a window; files go from one to the other by folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from leadready import assets
from leadready.store.database import open_store
from leadready.ui.journey import Journey
from leadready.ui.preferences import Preferences
from leadready.ui.tasks import Runner
from leadready.ui.widgets.text import Text
from leadready.ui.window import Window
from leadready.workflow.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot


class Dialogs:
    """Answers file dialogs in the order in which answers were put; a dialog that nobody expected fails the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._answers: list[object] = []
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (str(self._next()), ""))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about: (str(self._next()), ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_about: ([str(one) for one in self._next()], ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_about: str(self._next()))

    def answer(self, *paths: object) -> None:
        """Put answers: a path for one file or folder, a list of paths where several are asked for."""
        self._answers += paths

    def _next(self):
        assert self._answers, "a file was asked for, and the test has none"
        return self._answers.pop(0)


class Person:
    """Somebody at a computer of their own."""

    def __init__(self, name: str, folder: Path, qtbot: QtBot, clock: Callable[[], datetime]) -> None:
        self.name = name
        self.folder = folder / name
        self.folder.mkdir(parents=True)
        self._qtbot = qtbot
        preferences = Preferences(self.folder / "settings.ini")
        preferences.data_folder = self.folder / "data"
        preferences.export_folder = folder
        self.store = open_store(self.folder / "data", now=clock())
        services = Services(self.store, (assets.assessments(), self.folder / "data" / "assessments"), clock)
        self.window = Window()
        self.runner = Runner(self.window)
        self.journey = Journey(self.window, services, preferences, self.runner)
        self.window.resize(1180, 800)
        self.journey.home()
        self.window.show()

    @property
    def page(self):
        return self.window.page

    @property
    def rounds(self):
        return self.journey.rounds

    def words(self) -> str:
        """Say all that can be read on the page."""
        assert self.page is not None
        return "\n".join(label.text() for label in self.page.findChildren(Text) if not label.isHidden())

    def buttons(self) -> list[QAbstractButton]:
        """List what can be pressed, from top to bottom, then the footer."""
        return [one for one in self.window.findChildren(QAbstractButton) if one.isVisibleTo(self.window)]

    def press(self, words: str, place: int = 0) -> None:
        """Press a button by its words or the name that a screen reader says, with the keyboard."""
        named = [one for one in self.buttons() if words in {one.text().replace("\n", " "), one.accessibleName()}]
        assert len(named) > place, f"{words!r} is not among {[one.text() for one in self.buttons()]}"
        button = named[place]
        assert button.isEnabled(), f"{words!r} cannot be pressed now"
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self._qtbot.waitUntil(lambda: not self.runner.is_busy, timeout=60_000)

    def type(self, label: str, words: str) -> None:
        """Put words into a field by its label, in place of what is there."""
        field = self.field(label)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)

    def field(self, label: str):
        """Find a field by the name that a screen reader says."""
        fields = [
            one
            for kind in (QLineEdit, QPlainTextEdit)
            for one in self.window.findChildren(kind)
            if one.isVisibleTo(self.window) and one.accessibleName() == label
        ]
        assert fields, f"no field {label!r}: {[one.accessibleName() for one in self.window.findChildren(QWidget)]}"
        return fields[0]

    def wait_for(self, kind: type) -> None:
        """Wait until a page of a kind is shown."""
        self._qtbot.waitUntil(lambda: isinstance(self.page, kind), timeout=60_000)

    def leave(self) -> None:
        """Close the window and let go of everything."""
        self.window.close()
        self.runner.stop()
        self.store.close()
        self.window.deleteLater()
