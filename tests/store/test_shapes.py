"""Records of every shape that was ever given out open today with all that was in them. Their files are kept for ever."""

from __future__ import annotations

import shutil
from pathlib import Path

from leadready import assets
from leadready.scoring.responses import Absence
from leadready.store.database import FILE_NAME, open_store
from leadready.store.migrations import MIGRATIONS
from leadready.store.sqlite_file import backups
from leadready.workflow.plans import read_plan
from leadready.workflow.services import Services
from leadready.workflow.sitting import Sitting
from tests.conftest import NOW

GOLDEN = Path(__file__).parents[1] / "golden"
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
