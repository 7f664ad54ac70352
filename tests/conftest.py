"""What every test gets: a home of its own, no network, and no silence about anything that is left behind."""

from __future__ import annotations

import os
import socket
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, settings

from leadready import assets, paths
from leadready.assessment.loading import load_assessment
from leadready.store.database import open_store
from leadready.workflow.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.store.database import Store

NOW = datetime(2026, 11, 24, 14, 3, tzinfo=UTC)

# The same examples on every run, so that a red test is red for everybody; no deadline, for machines differ.
settings.register_profile(
    "leadready", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("leadready")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LEADREADY_HOME", str(folder))
    monkeypatch.delenv("LEADREADY_LANGUAGE", raising=False)
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """leadready never connects to a network; a test that tries fails."""

    def refuse(*_args: object) -> None:
        message = "a test tried to use the network"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """No thread and no top-level widget outlives its test."""
    threads = set(threading.enumerate())
    yield
    if "qtbot" in request.fixturenames:
        _check_widgets()
    left = [one for one in threading.enumerate() if one not in threads and one.is_alive() and not one.daemon]
    assert not left, f"threads left running: {left}"


def _check_widgets() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not shown, f"windows left open: {shown}"
    running = [
        timer for widget in QApplication.topLevelWidgets() for timer in widget.findChildren(QTimer) if timer.isActive()
    ]
    assert not running, f"timers left running: {running}"


@pytest.fixture(scope="session")
def flagship() -> Assessment:
    """The shipped assessment."""
    return load_assessment(assets.assessments() / "clinical-leadership")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty record."""
    opened = open_store(tmp_path / "record", now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def services(store: Store) -> Services:
    """Use cases on an empty record, at 14:03."""
    return Services(store, (assets.assessments(), paths.own_assessments()), lambda: NOW)


@pytest.fixture
def translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put languages into a resources folder of the test's own, each with some texts, as a translator would."""
    folder = tmp_path / "resources"

    def put(*, signed: dict[str, str] | None = None, **languages: dict[str, str]) -> None:
        for shipped in assets.resources().iterdir():
            if shipped.name != "translations" and not (folder / shipped.name).exists():
                folder.mkdir(exist_ok=True)
                (folder / shipped.name).symlink_to(shipped)
        (folder / "translations").mkdir(exist_ok=True)
        facts = assets.resources() / "translations" / "locales.json"
        (folder / "translations" / facts.name).write_bytes(facts.read_bytes())
        for name, texts in languages.items():
            head = f'msgid ""\nmsgstr "X-Signed-Off: {(signed or {}).get(name, "")}\\n"\n'
            lines = [f'msgid "{english}"\nmsgstr "{said}"\n' for english, said in texts.items()]
            (folder / "translations" / f"{name}.po").write_text("\n".join([head, *lines]), encoding="utf-8")
        monkeypatch.setattr(assets, "resources", lambda: folder)

    return put
