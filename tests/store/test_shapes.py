"""Records of every shape that was ever given out open today with all that was in them. Their files are kept for ever."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from leadready import assets
from leadready.errors import StoreError
from leadready.scoring.responses import Absence
from leadready.store.database import FILE_NAME, open_store
from leadready.store.migrations import MIGRATIONS, Migration
from leadready.store.sqlite_file import backups
from leadready.workflow.plans import read_plan
from leadready.workflow.services import Services
from leadready.workflow.sitting import Sitting
from tests.conftest import NOW

GOLDEN = Path(__file__).parents[1] / "golden"
FULL = "database or disk is full"
STATEMENTS = {1: 1, 2: 2}
"""By step, how many statements it has; each is made to fail once."""
FINISHED, BEGUN = "55ffad98-97ae-4cf0-8840-38e2e1a31b3c", "940295ee-53bb-4f69-8c8d-efd9cbf0510d"


def opened(folder: Path, golden: str) -> Services:
    """The use cases on a copy of a kept record."""
    folder.mkdir()
    shutil.copyfile(GOLDEN / golden, folder / FILE_NAME)
    return Services(open_store(folder, now=NOW), (assets.assessments(), folder / "assessments"), lambda: NOW)


def test_a_record_of_the_first_shape_keeps_its_sittings_and_plans(tmp_path: Path):
    services = opened(tmp_path / "record", "record-shape-1.db")
    try:
        assert [one.administration.id for one in services.store.administrations.summaries()] == [BEGUN, FINISHED]
        finished, begun = Sitting(services, FINISHED), Sitting(services, BEGUN)
        assert finished.administration.completed_at == NOW
        assert finished.assessment.id == "clinical-leadership-quick"
        assert len(finished.answers) == 12
        assert sorted(begun.answers.values(), key=str) == [2, 4, Absence.MISSING]
        plan = read_plan(services, FINISHED)
        assert plan is not None
        assert plan.goals[0].title == "Find a real project for what I want to learn"
        action = plan.goals[0].actions[0]
        assert (action.done_on, action.reflection) == (NOW.date(), "Two colleagues joined.")
        assert (action.accounts, plan.accounts) == ((), ())
        assert services.store.accounts.salvage().documents == {}
        assert services.store.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        services.store.check()
    finally:
        services.store.close()
    (backup,) = backups(tmp_path / "record")
    assert backup.name.endswith("-shape1.db")
    assert backup.stat().st_size == (GOLDEN / "record-shape-1.db").stat().st_size


class Failing:
    """A connection on which one statement fails, as on a full disk: the one after so many others."""

    def __init__(self, connection: sqlite3.Connection, others: int) -> None:
        self._connection = connection
        self._others = others

    def execute(self, statement: str) -> object:
        if not self._others:
            raise sqlite3.OperationalError(FULL)
        self._others -= 1
        return self._connection.execute(statement)


def failing_at(number: int, others: int) -> tuple[Migration, ...]:
    """All migrations, of which one fails after so many of its statements."""
    step = MIGRATIONS[number]
    broken = Migration(step.name, lambda connection: step.apply(Failing(connection, others)))
    return (*MIGRATIONS[:number], broken, *MIGRATIONS[number + 1 :])


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS)))
def test_a_step_that_fails_at_any_statement_loses_nothing_and_is_done_the_next_time(tmp_path: Path, number: int):
    folder = tmp_path / "record"
    folder.mkdir()
    shutil.copyfile(GOLDEN / "record-shape-1.db", folder / FILE_NAME)
    failed = 0
    for others in range(20):
        try:
            store = open_store(folder, now=NOW, migrations=failing_at(number, others))
        except StoreError:
            failed += 1
            with sqlite3.connect(folder / FILE_NAME) as connection:
                assert connection.execute("PRAGMA user_version").fetchone() == (number,)
                assert connection.execute("SELECT count(*) FROM response").fetchone() == (15,)
            connection.close()
        else:
            assert len(store.administrations.summaries()) == 2
            store.close()
            break
    assert failed == STATEMENTS[number]
