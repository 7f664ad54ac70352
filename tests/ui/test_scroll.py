"""Scrolling: to what is asked for, and never round in circles, which ends the program."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from leadready.assessment.loading import parse_package
from leadready.scoring.responses import Absence
from leadready.ui.widgets.response_row import ResponseRow
from leadready.ui.widgets.scroll import Scrolled
from tests.workflow.packages import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

# Of a process of its own: where the bar comes and goes for ever, the stack runs out.
SWEEP = """
from leadready.assessment.loading import parse_package
from leadready.ui import theme
from leadready.ui.application import application
from leadready.ui.studio.preview import ItemPreview
from tests.workflow.packages import SMALL

app = application(["leadready"])
theme.load_fonts()
theme.apply("light", 100)
area = ItemPreview(None)
area.show_page(parse_package(SMALL).assessment, None)
area.show()
for height in range(160, 440, 4):
    for width in range(300, 420, 8):
        area.resize(width, height)
        app.processEvents()
print("calm")
"""


def test_the_scroll_bar_never_goes_round_in_circles():
    run = subprocess.run([sys.executable, "-c", SWEEP], capture_output=True, text=True, check=False, timeout=120)
    assert run.stdout == "calm\n", run.stderr[-500:]


def test_the_width_that_an_item_asks_for_does_not_depend_on_the_width_it_has(qtbot: QtBot):
    instrument = parse_package(SMALL).assessment.instrument
    (item, *_), scale = instrument.items, instrument.response_scale_of(instrument.items[0].id)
    room = QWidget()  # a window of its own would not go below what its layout asks for
    qtbot.addWidget(room)
    row = ResponseRow(item, scale, Absence.NOT_SEEN, room)
    room.show()
    asked = set()
    for width in (640, 330, 200, 100):
        row.resize(width, 200)
        asked.add((row._shape, row.minimumSizeHint().width()))
    assert len({shape for shape, _ in asked}) > 2, "the options must stand in several ways"
    assert len({width for _, width in asked}) == 1


def test_what_is_not_in_view_is_scrolled_to_and_what_is_in_view_stays_where_it_is(qtbot: QtBot):
    area = Scrolled()
    qtbot.addWidget(area)
    area.setFrameShape(QFrame.Shape.NoFrame)  # as the stylesheet has it
    area.resize(300, 200)
    page = QWidget()
    page.setFixedHeight(1000)
    top, upper, low = (QWidget(page) for _each in range(3))
    for part, place in ((top, 0), (upper, 60), (low, 700)):
        part.setGeometry(0, place, 100, 40)
    area.replace(page)
    area.show()
    qtbot.waitExposed(area)
    area.reveal(upper)
    assert page.y() == 0
    area.reveal(low)
    # Its lower edge at 740, and 24 pixels of room below it.
    assert page.y() == 200 - (740 + 24)
    area.reveal(low)
    assert page.y() == 200 - (740 + 24)
    area.reveal(top)
    assert page.y() == 0


# Of a process of its own: whether a kind of widget is loaded is asked of the whole process.
ANSWER = """
import enum, sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtTest import QTest
from leadready import assets
from leadready.store.database import open_store
from leadready.ui.application import application
from leadready.ui.journey import Journey
from leadready.ui.preferences import Preferences
from leadready.ui.tasks import Runner
from leadready.ui.window import Window
from leadready.workflow.services import Services
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin

folder = Path(sys.argv[1])
app = application(["leadready"])
services = Services(open_store(folder, now=datetime.now(UTC)), (assets.assessments(),), lambda: datetime.now(UTC))
window = Window()
journey = Journey(window, services, Preferences(folder / "settings.ini"), Runner(window))
sitting = begin(services, open_package(services.packages, "clinical-leadership"))
journey.turn(sitting, 1)
window.show()
app.processEvents()
row = window.page.rows[0]
QTest.keyClick(row.focus_target(), "2")
app.processEvents()
loaded = {kind.__qualname__ for kind in enum.Enum.__subclasses__()}
print(sitting.answers == {row.item_id: 2}, "QWizard.WizardStyle" in loaded)
"""


def test_the_first_answer_does_not_load_every_kind_of_widget(tmp_path: Path):
    run = subprocess.run([sys.executable, "-c", ANSWER, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout == "True False\n", run.stderr[-500:]
