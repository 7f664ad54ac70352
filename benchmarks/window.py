"""First paint and peak memory of home, with 200 stored sittings, against an empty PySide6 window.

Each is a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.store.administrations import Administration
from leadready.store.database import open_store

SITTINGS = 200
RUNS = 15

# Both report once everything has been painted, when the loop of events turns to what comes next: the milliseconds since
# the process began and its peak memory in kB. Then they end.
_REPORT = """
import os, time
def report():
    with open("/proc/self/stat") as file:
        ticks = int(file.read().rsplit(")", 1)[1].split()[19])
    begun = ticks / os.sysconf("SC_CLK_TCK")
    now = time.clock_gettime(time.CLOCK_BOOTTIME)
    with open("/proc/self/status") as file:
        peak = next(line.split()[1] for line in file if line.startswith("VmHWM"))
    print((now - begun) * 1000, peak, flush=True)
"""
EMPTY = (
    _REPORT
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.end)
    def end(self):
        report()
        os._exit(0)
app = QApplication([])
window = Window()
window.resize(1180, 800)
window.show()
app.exec()
"""
)
HOME = (
    _REPORT
    + f"""
from leadready.ui import launch
launch.prepare()
from leadready.ui import startup
from leadready.ui.widgets.text import Text
def after_first_paint(opening):
    report()
    said = [text.text() for text in opening.window.page.findChildren(Text)]
    assert any("{SITTINGS} sittings are kept." in text for text in said), said
    opening.close()  # so that the next start finds what it finds after every good end
    os._exit(0)
startup.Opening.after_first_paint = after_first_paint
startup.run()
"""
)


def run() -> list[Figure]:
    """Measure in turn, so that a busy moment of the machine meets both."""
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        ours: list[tuple[float, float]] = []
        bare: list[tuple[float, float]] = []
        for _run in range(RUNS + 2):
            bare.append(_once(EMPTY, folder))
            ours.append(_once(HOME, folder))
    time_ours, memory_ours = (median(column) for column in zip(*ours[2:], strict=True))
    time_bare, memory_bare = (median(column) for column in zip(*bare[2:], strict=True))
    baseline = f"an empty window ({_platform()})"
    return [
        Figure(f"first paint of home, {SITTINGS} sittings", time_ours, time_bare, "ms", baseline, 1.4),
        Figure(
            f"peak memory of home, {SITTINGS} sittings", memory_ours / 1024, memory_bare / 1024, "MB", baseline, 1.5
        ),
    ]


def _fill(folder: Path) -> None:
    assessment = load_assessment(assets.assessments() / "clinical-leadership")
    now = datetime.now(UTC)
    store = open_store(folder / "data", now=now)
    store.definitions.keep(assessment.hash, assessment.document)
    for number in range(SITTINGS):
        started = now - timedelta(days=number)
        completed = None if number == 0 else started
        administration = Administration(
            str(number), assessment.hash, assessment.id, "1.0.0", "Sitting", "development", 72, started, completed
        )
        store.administrations.start(administration)
        for item in assessment.instrument.items[:30]:
            store.administrations.record(str(number), item.id, 3, started)
    store.close()


def _platform() -> str:
    """A real window where there is a screen, also a virtual one."""
    return "xcb" if os.environ.get("DISPLAY") else "offscreen"


def _once(code: str, home: str) -> tuple[float, float]:
    environment = os.environ | {"LEADREADY_HOME": home, "QT_QPA_PLATFORM": _platform()}
    # An installed program has its bytecode; the first, uncounted runs write it here.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    milliseconds, kilobytes = ended.stdout.split()
    return float(milliseconds), float(kilobytes)
