"""Asking colleagues, taking their replies, closing, and seeing: what is told when, and what is never told."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.assessment.mirror_document import MirrorReply
from leadready.assessment.model import Assessment
from leadready.errors import FileNotWritten, LeadreadyError
from leadready.exchange.mirror_files import read_request, reply_bytes
from leadready.scoring.mirror import ScaleMirror, Sight
from leadready.workflow.mirror import (
    Mirror,
    close_mirror,
    counted_replies,
    delete_mirror,
    mirror_of,
    mirrored,
    mirrored_scales,
    new_request,
    reflection,
    save_request,
    take_replies,
)
from leadready.workflow.observing import Observing, open_request
from tests.languages import speaking
from tests.workflow.mirrors import asked, finished, keyed, reply, unseen, write_reply

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.mirror_document import MirrorRequest
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting

SCALES = {
    "self-awareness", "resilience", "integrity", "influence", "curiosity", "initiative", "method-confidence", "practice", "sustaining",
}  # fmt: skip


@pytest.fixture
def sitting(services: Services, flagship: Assessment) -> Sitting:
    return finished(services, flagship)


@pytest.fixture
def request_(services: Services, sitting: Sitting, tmp_path: Path) -> MirrorRequest:
    return asked(services, sitting, tmp_path, "Dr Rhiannon Pugh")


def told(mirrors: tuple[ScaleMirror, ...]) -> list[tuple[object, ...]]:
    """What is told of colleagues."""
    return [(one.scale_id, one.mean, one.agreement, one.index, one.sight) for one in mirrors]


def replies(folder: Path, request: MirrorRequest, assessment: Assessment, *values: int) -> list[Path]:
    return [
        write_reply(folder, request, keyed(request, assessment, value), number)
        for number, value in enumerate(values, start=1)
    ]


def test_colleagues_are_asked_what_they_can_see(flagship: Assessment):
    assert mirrored_scales(flagship, flagship.rubric) == SCALES


def test_the_file_for_colleagues_holds_no_answer_no_score_and_only_the_name_that_was_chosen(
    services: Services, sitting: Sitting, tmp_path: Path
):
    content = save_request(services, sitting, "  ", tmp_path / "a.lrmirror").read_text(encoding="utf-8")
    document = json.loads(content)
    assert set(document) == {"format", "id", "package", "instrument"}
    assert document["package"]["sha256"] == sitting.administration.definition_hash
    assert sitting.id not in content
    assert "reversed" not in document["instrument"]
    named = save_request(services, sitting, " Rhiannon ", tmp_path / "b.lrmirror")
    assert json.loads(named.read_text(encoding="utf-8"))["asked_by"] == "Rhiannon"
    assert json.loads(named.read_text(encoding="utf-8"))["id"] == document["id"]


def test_an_assessment_without_a_mirror_asks_nobody(services: Services, sitting: Sitting):
    bare = Assessment(sitting.instrument.model_copy(update={"mirror": None}), {}, sitting.assessment.actions)
    with pytest.raises(LeadreadyError, match="asks nothing that colleagues could see"):
        new_request(bare, "")


def test_below_three_only_their_number_is_told(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    assert mirror_of(services, sitting.id) == Mirror("Dr Rhiannon Pugh", 0, None)
    take_replies(services, sitting, replies(tmp_path, request_, flagship, 5, 5))
    assert mirror_of(services, sitting.id) == Mirror("Dr Rhiannon Pugh", 2, None)
    assert mirrored(services, sitting.id, sitting.reading()) == ()
    with pytest.raises(LeadreadyError, match="Fewer than three replies"):
        close_mirror(services, sitting.id)


def test_with_three_nothing_is_told_before_the_mirror_is_closed(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    taken = take_replies(services, sitting, replies(tmp_path, request_, flagship, 5, 5, 4))
    assert (taken.new, taken.renewed, taken.again, taken.refused) == (3, 0, 0, ())
    assert mirrored(services, sitting.id, sitting.reading()) == ()
    close_mirror(services, sitting.id)
    mirror = mirror_of(services, sitting.id)
    assert mirror is not None
    assert (mirror.closed_on, mirror.may_close) == (date(2026, 11, 24), False)
    found = {one.scale_id: one for one in mirrored(services, sitting.id, sitting.reading())}
    assert set(found) == SCALES
    # Own: every item 3, so 50 whichever way it is turned. Colleagues: 100, 100 and 75.
    assert {(one.own.value, one.mean, one.sight) for one in found.values()} == {(50, Fraction(275, 3), Sight.HIGHER)}


def test_no_reply_is_taken_once_they_are_shown(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    """Else the fourth colleague's answers would be four times the new mean less three times the old."""
    take_replies(services, sitting, replies(tmp_path, request_, flagship, 5, 4, 3))
    close_mirror(services, sitting.id)
    shown = told(mirrored(services, sitting.id, sitting.reading()))
    fourth = write_reply(tmp_path, request_, keyed(request_, flagship, 1), 4)
    with pytest.raises(LeadreadyError, match="closed"):
        take_replies(services, sitting, [fourth])
    with pytest.raises(LeadreadyError, match="closed"):
        save_request(services, sitting, "", tmp_path / "again.lrmirror")
    assert told(mirrored(services, sitting.id, sitting.reading())) == shown


def test_a_new_mirror_knows_nothing_of_the_one_before(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    old = replies(tmp_path, request_, flagship, 5, 4, 3)
    take_replies(services, sitting, old)
    delete_mirror(services, sitting.id)
    assert mirror_of(services, sitting.id) is None
    with pytest.raises(LeadreadyError, match="not asked any colleague"):
        take_replies(services, sitting, old)
    asked(services, sitting, tmp_path)
    taken = take_replies(services, sitting, old)
    assert [one.problems.problems[0].code for one in taken.refused] == ["other-request"] * 3


def test_a_folder_is_read_and_bad_files_stop_no_good_ones(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    folder = tmp_path / "in"
    folder.mkdir()
    replies(folder, request_, flagship, 5, 4)
    (folder / "3.lrreply").write_text("{", encoding="utf-8")
    (folder / "notes.txt").write_text("not ours", encoding="utf-8")
    taken = take_replies(services, sitting, [folder, tmp_path / "gone.lrreply"])
    assert (taken.new, [one.path.name for one in taken.refused]) == (2, ["3.lrreply", "gone.lrreply"])


def test_a_reply_counts_once_and_its_latest_revision_counts(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    first, *_others = replies(tmp_path, request_, flagship, 5, 5, 5)
    copy = tmp_path / "copy.lrreply"
    copy.write_bytes(first.read_bytes())
    taken = take_replies(services, sitting, [first, copy, first])
    assert (taken.new, taken.renewed, taken.again) == (1, 0, 2)
    later = write_reply(tmp_path, request_, keyed(request_, flagship, 1), 1, revision=2)
    taken = take_replies(services, sitting, [later, first])
    assert (taken.new, taken.renewed, taken.again) == (0, 1, 1)
    assert take_replies(services, sitting, [first]).again == 1


def test_whatever_order_files_come_in_the_same_is_kept(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    files = [
        *replies(tmp_path, request_, flagship, 5, 4, 3),
        write_reply(tmp_path, request_, keyed(request_, flagship, 2), 1, revision=2),
    ]
    record = services.store.mirrors.of(sitting.id)
    assert record is not None
    kept: list[dict[str, str]] = []
    for order in permutations(files):
        services.store.mirrors.delete(record.id)
        services.store.mirrors.start(record)
        for path in order:
            take_replies(services, sitting, [path, path])
        kept.append(services.store.mirrors.replies(record.id))
    assert all(one == kept[0] for one in kept)
    assert len(kept[0]) == 3


def test_a_request_that_cannot_be_written_can_be_written_later(services: Services, sitting: Sitting, tmp_path: Path):
    with pytest.raises(FileNotWritten):
        save_request(services, sitting, "", tmp_path / "no" / "a.lrmirror")
    mirror = services.store.mirrors.of(sitting.id)
    assert mirror is not None
    assert read_request(save_request(services, sitting, "", tmp_path / "a.lrmirror")).id == mirror.id


def test_deleting_a_sitting_deletes_what_colleagues_said(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    take_replies(services, sitting, replies(tmp_path, request_, flagship, 5, 4, 3))
    services.store.administrations.delete(sitting.id)
    assert services.store.mirrors.of(sitting.id) is None
    assert services.store.mirrors.replies(request_.id) == {}
    assert request_.id.encode() not in services.store.file.read_bytes()


def test_colleagues_who_have_seen_nothing_give_no_score(
    services: Services, sitting: Sitting, request_: MirrorRequest, flagship: Assessment, tmp_path: Path
):
    files = [write_reply(tmp_path, request_, unseen(request_), number) for number in range(3)]
    take_replies(services, sitting, files)
    close_mirror(services, sitting.id)
    assert {one.mean for one in mirrored(services, sitting.id, sitting.reading())} == {None}


def test_levels_only_people_see_no_figures_of_colleagues_either(sitting: Sitting, request_: MirrorRequest):
    reading = sitting.reading()
    only_levels = reading.rubric.model_copy(update={"shows": "levels"})
    assert mirrored_scales(reading.assessment, only_levels) == frozenset()


def test_no_rubric_shows_single_items_by_another_name(flagship: Assessment):
    """A rubric of one's own could make a scale of every item."""
    scales = {
        scale_id: scale.model_copy(update={"items": scale.items[: 2 if scale_id == "practice" else 3]})
        for scale_id, scale in flagship.rubric.scales.items()
    }
    narrow = flagship.rubric.model_copy(update={"scales": scales})
    assert mirrored_scales(flagship, narrow) == SCALES - {"practice"}


# The colleague


@pytest.fixture
def observing(services: Services, request_: MirrorRequest, tmp_path: Path) -> Observing:
    return open_request(services, tmp_path / "ask.lrmirror")


def test_a_colleague_answers_the_same_items_and_their_record_stays_as_it_was(
    services: Services, observing: Observing, sitting: Sitting, tmp_path: Path
):
    before = services.store.file.read_bytes()
    assert len(observing.items) == 36
    with pytest.raises(LeadreadyError, match="Not every item is answered"):
        observing.save(tmp_path / "mine.lrreply")
    assert not (tmp_path / "mine.lrreply").exists()
    for item in observing.items:
        observing.answer(item.id, 4)
    assert not observing.is_saved
    document = json.loads(observing.save(tmp_path / "mine.lrreply").read_text(encoding="utf-8"))
    assert observing.is_saved
    assert set(document) == {"format", "request", "package", "reply", "revision", "answers"}
    assert services.store.file.read_bytes() == before
    assert take_replies(services, sitting, [tmp_path / "mine.lrreply"]).new == 1


def test_a_colleague_who_saves_again_counts_once(
    services: Services, observing: Observing, sitting: Sitting, tmp_path: Path
):
    for item in observing.items:
        observing.answer(item.id, 4)
    first = observing.save(tmp_path / "first.lrreply")
    observing.answer("b1-1", 1)
    second = observing.save(tmp_path / "second.lrreply")
    taken = take_replies(services, sitting, [second, first])
    assert (taken.new, taken.renewed, taken.again) == (1, 0, 1)
    record = services.store.mirrors.of(sitting.id)
    assert record is not None
    (kept,) = services.store.mirrors.replies(record.id).values()
    assert json.loads(kept)["answers"]["b1-1"] == 1


def test_a_colleague_reads_the_items_in_their_own_language(services: Services, request_: MirrorRequest):
    with speaking("cy"):
        observing = Observing(services, request_)
    assert observing.items[0].stem.startswith("Maent yn gofyn i bobl")
    assert observing.instrument.response_scale_of("b1-1").not_applicable == "Nid wyf wedi gweld hyn"


IDS = [f"{number:032x}" for number in range(4)]


@st.composite
def some_replies(draw: st.DrawFn) -> list[MirrorReply]:
    return [
        MirrorReply(
            format="leadready/mirror-reply/1",
            request="0" * 32,
            package="0" * 64,
            reply=draw(st.sampled_from(IDS)),
            revision=draw(st.integers(1, 3)),
            answers={"a": draw(st.sampled_from([1, 2, "n/a"]))},
        )
        for _number in range(draw(st.integers(0, 7)))
    ]


@given(some_replies(), st.randoms(use_true_random=False))
def test_what_counts_is_a_function_of_the_set_of_replies(made: list[MirrorReply], random):
    again = [*made, *made]
    random.shuffle(again)
    assert counted_replies(again) == counted_replies(made)
    assert {one.reply for one in counted_replies(made)} == {one.reply for one in made}
    assert all(
        one.revision == max(other.revision for other in made if other.reply == one.reply)
        for one in counted_replies(made)
    )


def test_doubled_replies_change_no_figure(sitting: Sitting, request_: MirrorRequest, flagship: Assessment):
    made = [reply(request_, keyed(request_, flagship, value), value) for value in (2, 3, 5)]
    doubled = reflection(sitting.reading(), [*made, made[0], made[0]])
    assert told(doubled) == told(reflection(sitting.reading(), made))
    assert {one.mean for one in reflection(sitting.reading(), [*made[:2], made[0]])} == {None}
    assert len({reply_bytes(one) for one in made}) == 3
