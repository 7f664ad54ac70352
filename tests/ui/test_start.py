"""Starting, twice, broken, and with faults that nobody foresaw."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel

from leadready import logs
from leadready.errors import LeadreadyError
from leadready.store.database import FILE_NAME
from leadready.ui.crash import CrashReporter
from leadready.ui.single_instance import LOCK, SingleInstance
from leadready.ui.startup import Opening
from leadready.ui.tasks import Operation, Runner

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from leadready.ui.preferences import Preferences

SECOND = """
import sys
from PySide6.QtCore import QCoreApplication
from pathlib import Path
from leadready.ui.single_instance import LOCK, SingleInstance
app = QCoreApplication([])
second = SingleInstance(Path(sys.argv[1]))
print(second.is_first(), second.call_first())
"""


KILLED = """
import os, sys
from pathlib import Path
from leadready.ui.single_instance import SingleInstance
alone = SingleInstance(Path(sys.argv[1]))
os._exit(9 if alone.is_first() else 1)
"""


def test_a_second_start_calls_the_first_one_forward(qtbot: QtBot, tmp_path: Path):
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.called):
        second = subprocess.Popen(
            [sys.executable, "-c", SECOND, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=os.environ
        )
    said, _errors = second.communicate(timeout=20)
    assert said.strip() == "False True"
    first.release()
    again = SingleInstance(tmp_path)
    assert again.is_first()
    again.release()


def test_a_window_that_was_killed_leaves_no_lock_behind(tmp_path: Path):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, timeout=60)
    assert killed.returncode == 9
    next_start = SingleInstance(tmp_path)
    assert next_start.is_first()
    next_start.release()


def test_where_there_can_be_no_lock_the_window_opens_and_the_record_says_why(tmp_path: Path):
    (tmp_path / LOCK).mkdir()  # whoever runs this, no file can be opened in its place
    alone = SingleInstance(tmp_path)
    assert alone.is_first()
    alone.release()


def test_a_record_that_cannot_be_opened_gets_a_page_and_another_try(qtbot: QtBot, preferences: Preferences):
    preferences.data_folder.mkdir(parents=True)
    file = preferences.data_folder / FILE_NAME
    file.write_text("this is no record", encoding="utf-8")
    opening = Opening(QApplication.instance(), preferences, SingleInstance(preferences.data_folder))
    opening.open()
    said = [label.text() for label in opening.window.page.findChildren(QLabel)]
    assert "Your record could not be opened" in said
    assert "The record is damaged, or is not a record of leadready." in said
    assert file.read_text(encoding="utf-8") == "this is no record"
    file.unlink()
    opening.open()
    assert opening.window.page.title.text() == "Welcome"
    qtbot.waitUntil(lambda: opening._instance._server is not None)
    opening.window.close()
    opening.close()
    opening.window.deleteLater()


FIRST_PAINT = """
import enum, os, sys
from leadready.ui import launch
launch.prepare()
from leadready.ui import startup
WAITING = {
    "PySide6.QtNetwork", "PySide6.QtSvg", "babel", "concurrent.futures", "ctypes", "dataclasses", "difflib",
    "leadready.instrument", "leadready.po_file", "leadready.store.plans", "leadready.ui.qt_words", "pydantic", "yaml",
}
if sys.version_info < (3, 12):  # later ones name its parts otherwise, and the record goes by hashlib
    WAITING.add("hashlib")
def after_first_paint(opening):
    assert opening.window.page.title.text() == "Welcome"
    early = WAITING.intersection(sys.modules)
    # A style has over 500 names, which PySide6 makes when it first hands one out.
    early |= {kind.__qualname__ for kind in enum.Enum.__subclasses__() if kind.__qualname__ == "QStyle.StyleHint"}
    print(sorted(early), flush=True)
    os._exit(0)
startup.Opening.after_first_paint = after_first_paint
startup.run()
"""


def test_home_is_painted_before_anything_that_can_wait(tmp_path: Path):
    ended = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        env=os.environ | {"LEADREADY_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.strip() == "[]"


LAUNCH = """
import gc, linecache, sys
from leadready.ui import launch
launch.prepare()
assert not gc.isenabled()
from PySide6.QtCore import QTimer
from leadready.ui import startup
after_first_paint = startup.Opening.after_first_paint
def after(opening):
    read = [file for file in linecache.cache if "leadready" in file]
    assert not read, f"PySide6 has read {read}"
    after_first_paint(opening)
    settled = gc.isenabled() and gc.get_freeze_count() > 0 and sys.getrefcount(None) > 1 << 40
    print("settled" if settled else "still starting", flush=True)
    opening.window.close()
startup.Opening.after_first_paint = after
raise SystemExit(startup.run())
"""


def test_what_a_launch_puts_off_is_made_up_for_after_the_first_paint(tmp_path: Path):
    ended = subprocess.run(
        [sys.executable, "-c", LAUNCH],
        env=os.environ | {"LEADREADY_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.stdout, ended.returncode) == ("settled\n", 0), ended.stderr


def test_an_unforeseen_fault_is_told_once_with_the_place_of_the_log(qtbot: QtBot, tmp_path: Path):
    told: list[str] = []
    log_file = logs.begin(tmp_path / "logs")
    reporter = CrashReporter(log_file, told.append)
    reporter.install()
    try:
        for _again in range(2):
            try:
                raise ValueError("the patient said something private")
            except ValueError as error:
                sys.excepthook(type(error), error, error.__traceback__)
        worker = threading.Thread(target=lambda: 1 / 0)
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: len(told) == 2)
    finally:
        reporter.uninstall()
        logs.end()
    assert all(
        "Every answer that was shown as saved is safe." in message and str(log_file) in message for message in told
    )
    written = log_file.read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert "private" not in written


@pytest.mark.parametrize("fails", [False, True])
def test_an_operation_comes_back_on_the_windows_thread(qtbot: QtBot, fails: bool):
    owner = QCoreApplication.instance()
    runner = Runner(owner)
    seen: list[object] = []
    main = threading.current_thread()

    def run() -> threading.Thread:
        if fails:
            raise LeadreadyError("No.")
        return threading.current_thread()

    runner.start(
        Operation(
            run,
            lambda value: seen.append((value, threading.current_thread())),
            lambda error: seen.append((error.what, threading.current_thread())),
        )
    )
    assert runner.is_busy
    qtbot.waitUntil(lambda: bool(seen))
    ((value, where),) = seen
    assert where is main
    assert value == "No." if fails else value is not main
    runner.stop()
    runner.deleteLater()


def test_settings_survive_and_nonsense_in_the_file_does_no_harm(preferences: Preferences):
    from leadready.ui.preferences import Preferences as Fresh

    preferences.text_size = 150
    preferences.save()
    assert Fresh(preferences.file).text_size == 150
    preferences.file.write_text("[General]\ntheme=plaid\ntext_size=9000\nlanguage=\n", encoding="utf-8")
    spoilt = Fresh(preferences.file)
    assert (spoilt.theme, spoilt.text_size, spoilt.language) == ("system", 100, "en")
