"""Taking submissions in: in order, on several processes, stopped halfway, and with a process that is ended."""

from __future__ import annotations

import os
import pickle
from multiprocessing import parent_process

import pytest

from leadready.exchange.signing import SigningKey
from leadready.workflow.panel import receiving
from leadready.workflow.panel.opening import Opener, opened_files
from leadready.workflow.panel.receiving import ReceivingDesk, receive
from tests.workflow.panel.test_round import ASSESSMENT, PEOPLE, Round


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def inbox(made, count):
    """Applications, and among them one that was sent twice, a replacement, and one that is none."""
    key = SigningKey.new()
    first = made.apply("Jo One", key=key)
    for number in range(count):
        made.apply(f"Person {number}")
    (made.inbox / "800.lrsub").write_bytes(first.read_bytes())
    (made.inbox / "801.lrsub").write_bytes(b"hello")
    made.apply("Jo One", key=key, number=2, text="Better words.").rename(made.inbox / "802.lrsub")
    return sorted(made.inbox.iterdir())


def test_several_processes_find_the_same_in_the_same_order(made):
    paths = inbox(made, 40)
    opener = ReceivingDesk(made.lea).opener(ASSESSMENT)
    alone = list(opened_files(opener, paths, workers=0))
    for helps in (False, True):
        assert list(opened_files(opener, paths, workers=2, helps=helps)) == alone
    assert [one.name for one in alone] == [path.name for path in paths]
    assert [one.problems[0].code for one in alone if one.problems] == ["sealed-form"]
    outcomes = list(receive(made.lea, paths, ASSESSMENT, workers=2))
    assert [one.kind for one in outcomes] == ["taken"] * 41 + ["double", "refused", "replaced"]
    assert len(made.lea.view.applicants) == 41


def test_of_two_people_with_one_copied_key_none_is_silently_taken_for_the_other(made):
    """A computer set up from another's image: the second person's file was called a double, and they were told it came."""
    key = SigningKey.new()
    made.apply("Jo One", key=key)
    made.apply("Sam Two", key=key, text="I did something else.")
    first, second = receive(made.lea, sorted(made.inbox.iterdir()), ASSESSMENT)
    assert (first.kind, second.kind, second.reference) == ("taken", "refused", "")
    assert [problem.code for problem in second.problems] == ["same-number"]
    assert made.reference_of("Jo One") == first.reference
    again = list(receive(made.lea, sorted(made.inbox.iterdir()), ASSESSMENT))
    assert [one.kind for one in again] == ["double", "refused"]
    # An older file of the same person that comes after a newer one is still no news.
    late = made.apply("Kim Four", key=(kim := SigningKey.new()), text="First words.")
    newer = made.apply("Kim Four", key=kim, number=2)
    assert [one.kind for one in receive(made.lea, [newer, late], ASSESSMENT)] == ["taken", "double"]


def test_who_stops_goes_on_where_nothing_was_kept_yet(made, monkeypatch):
    paths = inbox(made, 70)
    monkeypatch.setattr(receiving, "BATCH", 50)
    begun = receive(made.lea, paths, ASSESSMENT, workers=2)
    assert next(begun).kind == "taken"
    begun.close()
    assert len(made.lea.view.applicants) == 50  # the first batch
    kinds = [one.kind for one in receive(made.lea, paths, ASSESSMENT)]
    assert kinds == ["double"] * 50 + ["taken"] * 21 + ["double", "refused", "replaced"]


def test_what_was_taken_in_is_not_opened_again(made):
    paths = inbox(made, 2)
    list(receive(made.lea, paths, ASSESSMENT))
    again = list(opened_files(ReceivingDesk(made.lea).opener(ASSESSMENT), paths))
    assert [one.name for one in again if one.application] == []
    assert len({one.digest for one in again}) == 5


def test_a_cancelled_opening_ends_after_the_file_that_it_has(made):
    paths = inbox(made, 40)
    opener = ReceivingDesk(made.lea).opener(ASSESSMENT)
    for workers in (0, 1):
        assert len(list(opened_files(opener, paths, lambda: True, workers=workers))) == 1


class Deadly(Opener):
    """Whichever process opens a certain file is ended at it, as the system does when memory is short."""

    def open(self, path):
        if path.name == "007.lrsub" and parent_process() is not None:
            os._exit(1)
        return super().open(path)


def test_a_process_that_the_system_ends_costs_only_the_file_that_it_ended_at(made):
    paths = inbox(made, 40)
    known = ReceivingDesk(made.lea).opener(ASSESSMENT)
    alone = list(opened_files(known, paths, workers=0))
    deadly = Deadly(known.campaign, known.assessment, known.identity)
    found = list(opened_files(deadly, paths, workers=2))
    deadly.open(paths[0])  # this process has its own reader by now, which cannot travel
    assert list(opened_files(deadly, paths, workers=1)) == found
    assert [one.name for one in found] == [path.name for path in paths]
    refused = {one.name: one.problems[0].code for one in found if one.problems}
    assert refused == {"007.lrsub": "not-opened", "801.lrsub": "sealed-form"}
    assert [one for one in found if one.name != "007.lrsub"] == [one for one in alone if one.name != "007.lrsub"]


def test_nobody_sees_the_identity_of_an_opener(made):
    opener = Opener(made.campaign, ASSESSMENT, PEOPLE["lea"].identity)
    assert "AGE-SECRET-KEY" not in repr(opener)
    assert pickle.loads(pickle.dumps(opener)).identity == PEOPLE["lea"].identity  # noqa: S301 - our own
