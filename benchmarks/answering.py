"""From an answer's key to saved and the next item painted, against a bare commit plus a bare repaint."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.figures import Figure
from leadready import assets
from leadready.store.database import open_store
from leadready.ui import theme
from leadready.ui.application import application
from leadready.ui.journey import Journey
from leadready.ui.pages.items import ItemsPage
from leadready.ui.preferences import Preferences
from leadready.ui.tasks import Runner
from leadready.ui.window import Window
from leadready.workflow.services import Services
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin

KEYS = 300
FIRST_RATED, RATED = 1, 17
"""The first page of the flagship whose items are rated, and how many there are."""
FRAME = 1000 / 60
"""Milliseconds of a frame at 60 Hz."""


def run() -> list[Figure]:
    """Measure the 99th percentile of both."""
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(Path(folder))
        bare = _bare(Path(folder))
    p99 = [quantiles(one, n=100)[98] * 1000 for one in (ours, bare)]
    half = [quantiles(one, n=100)[49] * 1000 for one in (ours, bare)]
    baseline = "bare commit and repaint"
    return [
        Figure(f"key to saved and painted, median of {KEYS}", half[0], half[1], "ms", baseline),
        Figure(f"key to saved and painted, p99 of {KEYS}", p99[0], p99[1], "ms", baseline),
        Figure("key to saved and painted, p99 against one 60 Hz frame", p99[0], FRAME, "ms", "a frame", 1.0),
    ]


def _ours(folder: Path) -> list[float]:
    app = application(["leadready"])
    preferences = Preferences(folder / "settings.ini")
    theme.load_fonts()
    theme.apply("light", 100)
    store = open_store(folder / "record", now=datetime.now(UTC))
    services = Services(store, (assets.assessments(),), lambda: datetime.now(UTC))
    window = Window()
    window.resize(1180, 800)
    journey = Journey(window, services, preferences, Runner(window))
    sitting = begin(services, open_package(services.packages, "clinical-leadership"))
    journey.turn(sitting, FIRST_RATED)
    window.show()
    window.activateWindow()
    app.processEvents()
    times: list[float] = []
    number = FIRST_RATED
    while len(times) < KEYS:
        page = window.page
        assert isinstance(page, ItemsPage)
        for row in page.rows:
            row.take_focus()
            app.processEvents()
            key = "2" if sitting.answers.get(row.item_id) == 1 else "1"
            begun = perf_counter()
            QTest.keyClick(app.focusWidget(), key)
            app.processEvents()
            times.append(perf_counter() - begun)
            assert sitting.answers[row.item_id] == int(key), "the key did not answer"
        number = number % RATED + FIRST_RATED
        journey.turn(sitting, number)
        app.processEvents()
    window.close()
    store.close()
    return times


class _Plain(QWidget):
    """A widget of the same size that paints a few rectangles."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        for place in range(24):
            painter.drawRect(40 + place % 6 * 120, 100 + place // 6 * 120, 100, 40)


def _bare(folder: Path) -> list[float]:
    app = QApplication.instance()
    assert app is not None
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE response (item TEXT PRIMARY KEY, answer TEXT)")
    widget = _Plain()
    widget.resize(1180, 800)
    widget.show()
    app.processEvents()
    times: list[float] = []
    for number in range(KEYS):
        begun = perf_counter()
        connection.execute("INSERT OR REPLACE INTO response VALUES (?, ?)", (f"item-{number % 72}", "4"))
        widget.update()
        app.processEvents()
        times.append(perf_counter() - begun)
    widget.close()
    connection.close()
    return times
