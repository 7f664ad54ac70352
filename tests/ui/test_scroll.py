"""Rows that lie lower in a narrower column must not send the scroll bar round in circles, which ends the program."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from leadready.assessment.loading import parse_package
from leadready.scoring.responses import Absence
from leadready.ui.widgets.response_row import ResponseRow
from tests.workflow.packages import SMALL

if TYPE_CHECKING:
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
