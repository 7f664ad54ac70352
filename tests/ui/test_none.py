"""Python 3.11 must outlive PySide6's way with None: see `leadready.ui`."""

from __future__ import annotations

import os
import subprocess
import sys

PAINTING = """
import leadready.ui
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
app = QGuiApplication([])
picture = QPixmap(10, 10)
painter = QPainter(picture)
for _stroke in range(200_000):
    painter.setPen(QColor("red"))
painter.end()
print("painted")
"""


def test_long_painting_does_not_end_the_program():
    done = subprocess.run([sys.executable, "-c", PAINTING], capture_output=True, text=True, env=os.environ, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "painted"), done.stderr
