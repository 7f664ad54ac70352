from __future__ import annotations

import subprocess
import sys

# More calls into Qt that give nothing back than None has references in a small process.
CALLS = """
import sys
from leadready.ui.application import application
from PySide6.QtWidgets import QWidget
app = application(["leadready"])
widget = QWidget()
for _call in range(3 * min(sys.getrefcount(None), 100_000)):
    widget.setToolTip("")
    widget.isVisible()
print("alive")
"""


def test_a_long_session_does_not_use_up_none():
    run = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False, timeout=60)
    assert run.stdout == "alive\n", run.stderr
