"""The installed program proves itself, part by part; run after installing, and by packagers before they publish."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.language import _
from leadready.store.database import open_store
from leadready.workflow.export import export_plan, plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading
from leadready.workflow.shelf import read_shelf

_WINDOW = """
from PySide6.QtCore import QTimer
from leadready.ui import launch
from leadready.ui.application import application
app = application(["leadready"])
QTimer.singleShot(1500, app.quit)
raise SystemExit(launch.run())
"""


def self_test() -> int:
    """Run every part; prints a line for each and returns 0 only if all are well."""
    parts = (
        (_("shipped files"), _files),
        (_("assessments and their examples"), _assessments),
        (_("record"), _record),
        (_("plan as PDF"), _pdf),
        (_("window"), _window),
    )
    failed = 0
    for name, part in parts:
        try:
            part()
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the other parts must still be tried
            failed += 1
            print(_("{part}: failed: {reason}").format(part=name, reason=error))
        else:
            print(_("{part}: ok").format(part=name))
    return 1 if failed else 0


def _files() -> None:
    wanted = [
        "fonts/AtkinsonHyperlegibleNext-Regular.ttf",
        "icons/leadready.svg",
        "themes/light.json",
        "starter/instrument.yaml",
    ]
    missing = [name for name in wanted if not (assets.resources() / name).is_file()]
    _insist(not missing, ", ".join(missing))


def _assessments() -> None:
    shelf = read_shelf((assets.assessments(),))
    _insist(
        bool(shelf.assessments) and not shelf.broken, _("missing or broken: {names}").format(names=list(shelf.broken))
    )
    for assessment in shelf.assessments.values():
        for example in load_examples(assets.assessments() / assessment.id, assessment):
            profile = Reading(assessment, assessment.rubrics[example.rubric], example.answers).profile
            differences = example.differences(profile)
            _insist(not differences, "; ".join(differences))


def _record() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), now=datetime.now(UTC))
        store.check()
        store.close()


def _pdf() -> None:
    assessment = next(iter(read_shelf((assets.assessments(),)).assessments.values()))
    example = load_examples(assets.assessments() / assessment.id, assessment)[0]
    reading = Reading(assessment, assessment.rubrics[example.rubric], example.answers)
    day = date(2026, 1, 1)
    document = plan_document(reading, suggested_plan(reading, day), answered_on=day, name="", role="")
    with tempfile.TemporaryDirectory() as folder:
        content = export_plan(document, Path(folder) / "plan.pdf").read_bytes()
    _insist(content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"), _("it is no whole PDF"))


def _window() -> None:
    """Open the real window in a process of its own, on an empty home, and close it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "LEADREADY_HOME": folder,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        ended = subprocess.run(
            [sys.executable, "-c", _WINDOW], env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    _insist(ended.returncode == 0, ended.stderr.strip()[-500:])


def _insist(claim: bool, reason: str) -> None:  # noqa: FBT001 - a claim
    if not claim:
        raise RuntimeError(reason)
