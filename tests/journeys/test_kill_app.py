"""Kill the real window while somebody answers: every answer that it showed as saved is there when it opens again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from leadready.scoring.responses import Absence
from leadready.store.database import open_store
from tests.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 20

ROBOT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from leadready import paths
from leadready.ui.application import application
from leadready.ui.pages.items import ItemsPage
from leadready.ui.preferences import Preferences
from leadready.ui.single_instance import SingleInstance
from leadready.ui.startup import Opening

app = application(["leadready"])
preferences = Preferences(paths.config_folder() / "settings.ini")
app.dress(preferences)
opening = Opening(app, preferences, SingleInstance(preferences.data_folder))
opening.open()
journey = opening.journey
summaries = journey.services.store.administrations.summaries()
if summaries:
    journey.answer(summaries[0].administration.id)
else:
    journey.before("clinical-leadership")
    opening.window.page._consent.setChecked(True)
    opening.window.page._on_start()

def answer():
    page = opening.window.page
    if not isinstance(page, ItemsPage):
        journey.answer(journey.services.store.administrations.summaries()[0].administration.id, 0)
        return
    row = page.rows[page._current] if page._current < len(page.rows) else None
    if row is None:
        page._on_continue()
        return
    QTest.keyClick(row.focus_target(), "3")
    if page._saved.text().startswith("Saved"):
        print(row.item_id, flush=True)

timer = QTimer()
timer.timeout.connect(answer)
timer.start(1)
app.exec()
"""


def test_every_answer_shown_as_saved_survives_the_kill(tmp_path: Path):
    chance = random.Random(5)  # noqa: S311 - moments, not secrets
    home = tmp_path / "app"
    environment = os.environ | {"LEADREADY_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    shown: set[str] = set()
    for _kill in range(KILLS):
        app = subprocess.Popen([sys.executable, "-c", ROBOT], env=environment, stdout=subprocess.PIPE, text=True)
        assert app.stdout is not None
        first = app.stdout.readline()
        time.sleep(chance.random() * 0.05)  # the moment of death; nothing waits for it
        app.kill()
        rest = app.stdout.read()
        app.wait()
        app.stdout.close()
        shown |= {line.strip() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")}
        store = open_store(home / "data", now=NOW)
        (summary,) = store.administrations.summaries()
        kept = store.administrations.answers(summary.administration.id)
        assert shown <= {item_id for item_id, answer in kept.items() if not isinstance(answer, Absence)}
        store.check()
        store.close()
    assert len(shown) >= KILLS
