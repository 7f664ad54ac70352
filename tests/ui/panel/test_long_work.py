"""With thousands of applications: what takes long is asked of a worker, and ends when nobody waits for it any more."""

from __future__ import annotations

import threading

import pytest

from leadready.ui.panel import agreement_page, ranking_page
from leadready.ui.tasks import Runner
from tests.ui.panel.settling import Settled, keys_of
from tests.ui.test_pages import settle

MARKS = {
    "AAA222": {"ann": 5, "bob": 5},
    "BBB333": {"ann": 4, "cat": 4},
    "CCC444": {"bob": 4, "cat": 4},
    "DDD555": {"ann": (2, 4, 3), "bob": (4, 4, 3)},
    "EEE666": {"bob": 2, "cat": 2},
}


@pytest.fixture
def opened(journey, tmp_path, services):
    """A round whose marks have come in, open in the window."""
    made = Settled(tmp_path / "round", services.clock, MARKS)
    journey.rounds.keys, journey.rounds.panel = keys_of("lea"), made.panel
    return made


@pytest.fixture
def runner(journey, monkeypatch):
    """Real workers, as people have them."""
    made = Runner(journey.window)
    monkeypatch.setattr(journey, "runner", made)
    yield made
    made.stop()
    settle()


@pytest.fixture
def endless(monkeypatch):
    """Put work in the place of another that never ends by itself; gives what says that it has begun."""

    def put(module, name):
        begun = threading.Event()

        def work(*given):
            begun.set()
            while True:
                given[-1]()

        monkeypatch.setattr(module, name, work)
        return begun

    return put


@pytest.mark.parametrize(
    ("page", "work"),
    [("ranking", (ranking_page, "rank_intervals")), ("agreement", (agreement_page, "criterion_by_criterion"))],
)
@pytest.mark.parametrize("leave", ["desk", "all"])
def test_long_work_ends_when_its_page_is_left(journey, opened, qtbot, runner, endless, page, work, leave):
    begun = endless(*work)
    getattr(journey.rounds.settling, page)()
    qtbot.waitUntil(begun.is_set)
    assert runner.is_busy
    getattr(journey.rounds, leave)()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_long_work_ends_when_the_window_closes(journey, opened, qtbot, runner, endless):
    begun = endless(ranking_page, "rank_intervals")
    journey.rounds.settling.ranking()
    qtbot.waitUntil(begun.is_set)
    journey.window.close()
    qtbot.waitUntil(lambda: not runner.is_busy)
