"""An older copy of a rater's round is put back: what the lead sends next brings what was handed in, and one goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leadready.workflow.panel import rating
from tests.rehearsal import Rehearsal


@pytest.fixture
def made(tmp_path: Path):
    found = Rehearsal(tmp_path)
    found.apply(3)
    found.receive()
    found.carry("ann")
    yield found
    found.close()


def declare(made: Rehearsal, count: int) -> None:
    ann = made.panel("ann")
    rating.declare(ann, dict.fromkeys(list(rating.undeclared(ann))[:count], "none"))


def put_back(made: Rehearsal) -> None:
    """Ann declares two, copies her folder, declares one more and hands in; then the copy takes the folder's place."""
    kept, folder = made.folder / "copy", made.folder / "ann"
    declare(made, 2)
    made.close()
    shutil.copytree(folder, kept)
    declare(made, 1)
    made.hand_in("ann")
    made.close()
    shutil.rmtree(folder)
    kept.rename(folder)


def test_after_a_new_pack_one_goes_on_where_one_had_handed_in(made: Rehearsal):
    put_back(made)
    assert len(rating.undeclared(made.panel("ann"))) == 2  # three names and one that came late; two were declared
    made.carry("ann")
    assert len(rating.undeclared(made.panel("ann"))) == 1
    declare(made, 1)
    made.hand_in("ann")
    lea = made.panel("lea")
    assert sum(member == "ann" for _code, member in lea.view.relations) == 4


def test_who_writes_first_has_two_chains_and_says_nothing_any_more(made: Rehearsal):
    put_back(made)
    declare(made, 2)
    made.hand_in("ann")
    lea = made.panel("lea")
    assert sum(member == "ann" for _code, member in lea.view.relations) == 2
