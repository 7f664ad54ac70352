"""Rows that lie lower in a narrower column must not send the scroll bar round in circles, which ends the program."""

from __future__ import annotations

import subprocess
import sys

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
