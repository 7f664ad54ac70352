"""The same window as in the tests of the pages, a small package on the desk, and nobody who is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadready.assessment.draft import Draft
from leadready.ui.pages.studio_editor import EditorPage
from leadready.ui.studio.desk import Desk
from leadready.ui.studio.leaving import Leaving
from leadready.workflow.studio import open_own
from tests.ui.conftest import journey, preferences, qapp_cls
from tests.workflow.packages import SMALL, small, write_package

if TYPE_CHECKING:
    from leadready.ui.application import Application
    from leadready.ui.journey import Journey

__all__ = ["journey", "preferences", "qapp_cls"]


@pytest.fixture(autouse=True)
def _nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that closes at the end of a test asks nobody."""
    monkeypatch.setattr(EditorPage, "ask", lambda _page: Leaving.DISCARD)


@pytest.fixture
def desk(qapp: Application) -> Desk:
    return Desk(Draft(SMALL))


@pytest.fixture
def editor(journey: Journey) -> EditorPage:
    """A small package of one's own, open in the window."""
    write_package(journey.services.own_packages / "mine", small("mine"))
    journey.edit(lambda: open_own(journey.services, "mine"))
    assert isinstance(journey.window.page, EditorPage)
    return journey.window.page
