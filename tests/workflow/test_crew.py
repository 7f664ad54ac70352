"""Workers end with whoever called them, also when that was killed: they hold what they were told, keys among it.

And what the system ends costs only the one job that it ended at.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from contextlib import suppress

import pytest

from leadready.workflow.crew import Crew, one_by_one
from leadready.workflow.in_processes import in_processes

CALLER = """
import os, signal
from leadready.workflow.crew import Crew
from tests.workflow.test_crew import worker

if __name__ == "__main__":
    crew = Crew(worker, most=1, workers=1)
    print(crew.submit().result(), flush=True)
    input()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def worker() -> int:
    return os.getpid()


def deadly(job: int) -> int:
    """Ends whichever process does it, at two jobs."""
    if job in {3, 4}:
        os._exit(1)
    return job * 10


@pytest.mark.parametrize("workers", [1, 2])
def test_only_the_job_at_which_a_worker_is_ended_has_no_outcome(workers):
    found = dict(in_processes(deadly, range(9), workers=workers))
    assert found == {job: None if job in {3, 4} else job * 10 for job in range(9)}


def test_what_is_begun_after_a_worker_was_ended_raises_nothing_at_once():
    crew = Crew(deadly, most=1)
    with pytest.raises(BrokenExecutor):
        crew.submit(3).result()
    with pytest.raises(BrokenExecutor):
        crew.submit(1).result()
    crew.disband()


def test_an_order_that_cannot_travel_is_the_callers_fault_at_once():
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        Crew(lambda: 1, most=1)


def test_two_crews_leave_the_pace_of_threads_as_it_was():
    """Whichever ends first: a crew that remembered the other's pace would leave it to the program for good."""
    before = sys.getswitchinterval()
    first, second = Crew(deadly, most=1), Crew(deadly, most=1)
    first.disband()
    second.disband()
    assert sys.getswitchinterval() == before


def test_where_nothing_was_left_nobody_is_called():
    assert list(one_by_one(lambda job: job, [])) == []


def test_who_cancels_gets_nothing_done_again():
    asked = []

    def after_the_first():
        asked.append(True)
        return len(asked) > 1

    found = list(in_processes(deadly, [1, 3, 2], after_the_first, workers=1))
    assert found[0] == (1, 10)
    assert len(found) == 1


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux, to wait for somebody else's process")
def test_no_worker_outlives_a_caller_that_was_killed(tmp_path):
    script = tmp_path / "caller.py"
    script.write_text(CALLER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as caller:
        assert caller.stdout is not None
        assert caller.stdin is not None
        working = int(caller.stdout.readline())
        ending = os.pidfd_open(working)
        try:
            caller.stdin.write("\n")
            caller.stdin.flush()
            assert caller.wait(60) == -signal.SIGKILL
            ended, _out, _err = select.select([ending], [], [], 30)
        finally:
            os.close(ending)
            with suppress(ProcessLookupError):
                os.kill(working, signal.SIGKILL)
    assert ended
