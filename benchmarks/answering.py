"""From an answer's key to saved and the next item painted, against a bare commit plus a bare repaint."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

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
from leadready.ui.widgets.response_row import ResponseRow
from leadready.ui.window import Window
from leadready.workflow.services import Services
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

KEYS = 300
FIRST_RATED, RATED = 1, 17
"""The first page of the flagship whose items are rated, and how many there are."""
FRAME = 1000 / 60
"""Milliseconds of a frame at 60 Hz."""
AT_REST = 100
"""Milliseconds until a page that was turned to has been laid out and painted; nobody reads an item sooner."""


class Taken(NamedTuple):
    """What one key took until its answer was on disk and the next item painted, in milliseconds.

    Attributes:
        commit: The part until it was on disk.
    """

    whole: float
    commit: float


def run() -> list[Figure]:
    """Measure keys of both in turn, so that a busy moment of the machine or of its disk meets both."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(_ours(Path(folder))) as keys,
        closing(_bare(Path(folder))) as commits,
    ):
        ours, bare = zip(*islice(zip(keys, commits, strict=True), KEYS), strict=True)

    def figure(title: str, percent: int, of: Callable[[Taken], float]) -> Figure:
        mine, baseline = (quantiles(map(of, taken), n=100)[percent - 1] for taken in (ours, bare))
        return Figure(title, mine, baseline, "ms", "bare commit and repaint")

    name = "key to saved and painted"
    p99 = figure(f"{name}, p99 of {KEYS}", 99, lambda taken: taken.whole)
    return [
        figure(f"{name}, median of {KEYS}", 50, lambda taken: taken.whole),
        p99,
        figure("of it the commit, p99", 99, lambda taken: taken.commit),
        figure("of it all but the commit, p99", 99, lambda taken: taken.whole - taken.commit),
        Figure(f"{name}, p99 against one 60 Hz frame", p99.ours, FRAME, "ms", "a frame", 1.0),
    ]


class _Timed:
    """Does some work and knows how long it last took, in milliseconds."""

    def __init__(self, work: Callable[..., object]) -> None:
        self._work = work
        self.taken = 0.0

    def __call__(self, *args: Any, **options: Any) -> None:
        begun = perf_counter()
        self._work(*args, **options)
        self.taken = (perf_counter() - begun) * 1000


def _ours(folder: Path) -> Generator[Taken]:
    app = application(["leadready"])
    preferences = Preferences(folder / "settings.ini")
    theme.load_fonts()
    theme.apply("light", 100)
    store = open_store(folder / "record", now=datetime.now(UTC))
    commit = _Timed(store.administrations.record)
    store.administrations.record = commit  # type: ignore[method-assign]
    services = Services(store, (assets.assessments(),), lambda: datetime.now(UTC))
    window = Window()
    window.resize(1180, 800)
    journey = Journey(window, services, preferences, Runner(window))
    sitting = begin(services, open_package(services.packages, "clinical-leadership"))

    def press(row: ResponseRow) -> None:
        answer = 2 if sitting.answers.get(row.item_id) == 1 else 1
        QTest.keyClick(row.focus_target(), Qt.Key.Key_1 if answer == 1 else Qt.Key.Key_2)
        app.processEvents()
        assert sitting.answers[row.item_id] == answer, "the key did not answer"

    try:
        window.show()
        for number in count():
            journey.turn(sitting, FIRST_RATED + number % RATED)
            QTest.qWait(AT_REST)
            page = window.page
            assert isinstance(page, ItemsPage)
            for row in page.rows:
                assert isinstance(row, ResponseRow)
                window.activateWindow()  # from the bare one
                row.take_focus()
                app.processEvents()
                key = _Timed(press)
                key(row)
                yield Taken(key.taken, commit.taken)
    finally:
        window.close()
        store.close()


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


def _bare(folder: Path) -> Generator[Taken]:
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
    commit = _Timed(connection.execute)

    def press(number: int) -> None:
        commit("INSERT OR REPLACE INTO response VALUES (?, ?)", (f"item-{number % 72}", "4"))
        widget.update()
        app.processEvents()

    try:
        for number in count():
            key = _Timed(press)
            key(number)
            yield Taken(key.taken, commit.taken)
    finally:
        widget.close()
        connection.close()
