"""An account's whole story through the real window: written, killed, reopened, used in a plan, exported."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from leadready import assets
from leadready.store.database import open_store
from leadready.ui.journey import Journey
from leadready.ui.pages.account import AccountPage
from leadready.ui.pages.evidence import EvidencePage
from leadready.ui.pages.plan import PlanPage
from leadready.ui.pages.preview import PreviewPage
from leadready.ui.tasks import Runner
from leadready.ui.window import Window
from leadready.workflow.services import Services
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin
from tests.conftest import NOW
from tests.ui.conftest import AtOnce
from tests.ui.test_pages import button, settle

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.ui.preferences import Preferences

ROBOT = """
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from leadready import paths
from leadready.ui.application import application
from leadready.ui.preferences import Preferences
from leadready.ui.single_instance import SingleInstance
from leadready.ui.startup import Opening

app = application(["leadready"])
preferences = Preferences(paths.config_folder() / "settings.ini")
app.dress(preferences)
opening = Opening(app, preferences, SingleInstance(preferences.data_folder))
opening.open()
opening.journey.write_account()
page = opening.window.page
QTest.keyClicks(page._title, "Fewer late rounds")
QTest.keyClicks(page._parts[3].area, "They end before noon.")

def look():
    if page._autosave.said.text().startswith("Saved"):
        print("saved", flush=True)

timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
app.exec()
"""


def test_an_account_survives_a_kill_and_goes_into_a_plan(tmp_path: Path, preferences: Preferences):
    home = tmp_path / "app"
    environment = os.environ | {"LEADREADY_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    app = subprocess.Popen([sys.executable, "-c", ROBOT], env=environment, stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    assert app.stdout.readline() == "saved\n"
    app.kill()
    app.wait()
    app.stdout.close()
    store = open_store(home / "data", now=NOW)
    store.check()
    services = Services(store, (assets.assessments(), home / "assessments"), lambda: NOW)
    window = Window()
    journey = Journey(window, services, preferences, Runner(window, AtOnce()))
    window.show()
    try:
        _use_and_export(journey, tmp_path / "plan.txt")
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
        store.close()
    text = (tmp_path / "plan.txt").read_text(encoding="utf-8")
    assert "- Fewer late rounds, March 2026, goal 1" in text
    assert (
        "Evidence in full\n----------------\n\nFewer late rounds\n\nMarch 2026\n\nResult\n\nThey end before noon."
        in text
    )


def _use_and_export(journey: Journey, target: Path) -> None:
    """Find the account again, say when it was, name it at a goal, and export the plan with it in full."""
    window = journey.window
    journey.evidence()
    assert isinstance(window.page, EvidencePage)
    button(window.page, "Open").click()
    assert isinstance(window.page, AccountPage)
    window.page._when._month.setCurrentIndex(3)
    window.page._when._year.setValue(2026)
    sitting = begin(journey.services, open_package((assets.assessments(),), "clinical-leadership"))
    for item in sitting.assessment.instrument.items:
        sitting.answer(item.id, sitting.assessment.instrument.response_scale_of(item.id).choices[0].value)
    sitting.complete()
    journey.plan(sitting.id)
    assert isinstance(window.page, PlanPage)
    window.page._cards[0]._evidence._add.click()
    button(window.page, "Use this account").click()
    journey.document(sitting.id)
    settle()
    assert isinstance(window.page, PreviewPage)
    next(one for one in window.page._card._parts.items() if one[0].value == "evidence")[1].click()
    settle()
    window.page.exporting.write_to(target)
    settle()
