"""Workers end with whoever called them, also when that was killed: they hold what they were told, keys among it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

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
