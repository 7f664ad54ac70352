"""A dressed application and an open window for the tests of the window."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING

import pytest

from leadready import paths
from leadready.ui import theme
from leadready.ui.application import Application
from leadready.ui.journey import Journey
from leadready.ui.preferences import Preferences
from leadready.ui.tasks import Runner
from leadready.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from leadready.workflow.services import Services


class AtOnce(Executor):
    """Runs work where it is asked for, so that a test need not wait."""

    def submit(self, fn, /, *args, **kwargs):
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - a future carries whatever was raised
            future.set_exception(error)
        return future


@pytest.fixture(scope="session")
def qapp_cls():
    return Application


@pytest.fixture
def preferences(qapp: Application) -> Preferences:
    made = Preferences(paths.config_folder() / "settings.ini")
    made.theme = "light"
    theme.load_fonts()
    theme.apply("light", 100)
    return made


@pytest.fixture
def journey(qtbot: QtBot, services: Services, preferences: Preferences) -> Iterator[Journey]:
    """An open window on an empty record, showing home."""
    window = Window()
    runner = Runner(window, AtOnce())
    made = Journey(window, services, preferences, runner)
    window.resize(1180, 800)
    made.home()
    with qtbot.waitSignal(window.painted):
        window.show()
    yield made
    window.close()
    window.deleteLater()
