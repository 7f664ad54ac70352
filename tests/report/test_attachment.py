"""What the PDF of a plan carries as data: enough to read it back, and no more than it shows."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.errors import LeadreadyError
from leadready.planning.plan import DevelopmentPlan, Goal, NotNow, PlannedAction
from leadready.report.attachment import NAME, attachment
from leadready.report.edition import USUAL, WHOLE, Edition, Part
from leadready.report.plan_pdf import plan_pdf
from leadready.report.read_back import LARGEST, attached_text
from tests.report.plans import DAY, crowded, document, reading

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.report.document import PlanDocument

SHARED = Edition(shows_scores=False)
WITH_ANSWERS = Edition(USUAL | {Part.ANSWERS})


def carried(made: PlanDocument, edition: Edition = WHOLE) -> dict[str, Any]:
    return json.loads(attachment(made, edition))


def written(folder: Path, content: bytes) -> Path:
    file = folder / "plan.pdf"
    file.write_bytes(content)
    return file


def test_the_file_carries_its_data_in_the_way_that_archives_ask_for():
    with pikepdf.open(BytesIO(plan_pdf(document(name="Siân")))) as pdf:
        (entry,) = pdf.Root.AF
        assert (str(entry.AFRelationship), str(entry.F), str(entry.UF)) == ("/Source", "plan.json", "plan.json")
        assert str(entry.EF.F.Subtype) == "/application/json"
        content = entry.EF.F.read_bytes()
        assert entry.EF.F.Params.Size == len(content)
        assert list(pdf.attachments) == ["plan.json"]
        assert content == attachment(document(name="Siân"), WHOLE)


def test_a_pdf_reads_back(tmp_path: Path):
    made = document("early-explorer", name="Siân 😀", role="Ward pharmacist")
    assert json.loads(attached_text(written(tmp_path, plan_pdf(made)))) == carried(made)


def test_what_a_plan_with_answers_carries():
    said = carried(document("early-explorer", name="Siân", role="Ward pharmacist"), WITH_ANSWERS)
    assert {key: said[key] for key in ("format", "assessment", "rubric", "name", "role", "answered_on")} == {
        "format": "leadready/plan-document/1", "assessment": "clinical-leadership", "rubric": "development",
        "name": "Siân", "role": "Ward pharmacist", "answered_on": "2026-11-24",
    }  # fmt: skip
    answers = reading("early-explorer").responses
    assert said["responses"]["a1-1"] == answers["a1-1"]
    assert DevelopmentPlan.model_validate_json(json.dumps(said["plan"])) == document("early-explorer").plan


def test_what_is_shared_carries_nothing_that_depends_on_an_answer():
    plan = document().plan
    shared = carried(document(plan=plan), replace(WITH_ANSWERS, shows_scores=False))
    assert "responses" not in shared
    assert shared == carried(document("early-explorer", plan=plan), SHARED)
    assert len(shared["plan"]["goals"]) == 3
    told = {"because", "target_level", "builds_on_strength"}
    for goal in shared["plan"]["goals"]:
        assert told.isdisjoint(goal)
        assert not any("because" in action for action in goal["actions"])
    whole = carried(document(plan=plan))["plan"]["goals"]
    assert told <= set().union(*whole)
    assert all(action["because"] for goal in whole for action in goal["actions"])


def test_accounts_of_the_evidence_bank_are_not_even_named():
    action = PlannedAction(title="Do", accounts=("a" * 32,))
    goals = (Goal(title="Goal", accounts=("b" * 32,), actions=(action,)),)
    plan = DevelopmentPlan(created_on=DAY, goals=goals, not_now=NotNow(taster=action))
    for made in (plan, plan.model_copy(update={"choice": "not-now"})):
        assert "accounts" not in attachment(document(plan=made), WITH_ANSWERS).decode()


@pytest.mark.parametrize(
    ("part", "gone"), [(Part.COVER, {"role", "answered_on"}), (Part.ANSWERS, {"responses"}), (Part.GOALS, {"plan"})]
)
def test_what_is_left_out_is_not_carried(part: Part, gone: set[str]):
    made = document(name="Siân", role="Ward pharmacist")
    edition = Edition(WITH_ANSWERS.parts - {part})
    assert set(carried(made, WITH_ANSWERS)) - set(carried(made, edition)) == gone


def test_no_answer_is_carried_unless_the_pages_list_it():
    assert "responses" not in carried(document())


def test_what_was_written_for_the_other_choice_is_not_carried():
    not_now = NotNow(change="Nobody may read this", taster=PlannedAction(title="Nor this"))
    goals = (Goal(title="A goal that is not shown"),)
    plan = DevelopmentPlan(created_on=DAY, goals=goals, not_now=not_now)
    assert "Nobody may read this" not in attachment(document(plan=plan), WHOLE).decode()
    other = plan.model_copy(update={"choice": "not-now"})
    said = attachment(document(plan=other), WHOLE).decode()
    assert "Nobody may read this" in said
    assert "A goal that is not shown" not in said


def _edit(content: bytes, change) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(target)
    return target.getvalue()


def _without(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments[NAME]


def _with(data: bytes, **more: object):
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(data, **more)
        pdf.Root.Names.EmbeddedFiles.Names[1].EF = pikepdf.Dictionary(F=stream, UF=stream)

    return change


def _looped(pdf: pikepdf.Pdf) -> None:
    tree = pdf.make_indirect(pikepdf.Dictionary())
    tree.Kids = pikepdf.Array([tree])
    pdf.Root.Names.EmbeddedFiles = tree


def _not_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names[1] = pikepdf.Dictionary(EF=pikepdf.Array([1]))


BOMB = zlib.compress(bytes(2 * LARGEST))


@pytest.mark.parametrize(
    "change",
    [
        _without, _looped, _not_a_file, _with(b"\xff\xfe"), _with(BOMB, Filter=pikepdf.Name.FlateDecode),
        _with(b"x", Filter=pikepdf.Name.DCTDecode),
    ],
    ids=["no attachment", "endless", "no file", "no text", "a bomb", "a picture"],
)  # fmt: skip
def test_a_hostile_pdf_is_refused_in_words(tmp_path: Path, change):
    content = _edit(plan_pdf(document()), change)
    with pytest.raises(LeadreadyError) as caught:
        attached_text(written(tmp_path, content))
    assert caught.value.where == "plan.pdf"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"not a PDF", bytes(1000)])
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes):
    with pytest.raises(LeadreadyError, match="not the PDF of a plan"):
        attached_text(written(tmp_path, content))


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path):
    with pytest.raises(LeadreadyError, match="cannot be read"):
        attached_text(tmp_path / "none.pdf")
    with pytest.raises(LeadreadyError, match="cannot be read"):
        attached_text(tmp_path)
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(LeadreadyError, match="too large"):
        attached_text(large)


def test_a_locked_pdf_is_refused(tmp_path: Path):
    target = BytesIO()
    with pikepdf.open(BytesIO(plan_pdf(document()))) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(LeadreadyError, match="not the PDF of a plan"):
        attached_text(written(tmp_path, target.getvalue()))


PLAN = plan_pdf(document())


@given(st.lists(st.tuples(st.integers(0, len(PLAN) - 1), st.integers(0, 255)), max_size=12), st.integers(0, len(PLAN)))
def test_a_damaged_pdf_reads_as_it_was_or_is_refused(tmp_path_factory, damage: list[tuple[int, int]], end: int):
    content = bytearray(PLAN)
    for place, byte in damage:
        content[place] = byte
    file = written(tmp_path_factory.mktemp("damaged"), bytes(content[: end or None]))
    try:
        read = attached_text(file)
    except LeadreadyError as error:
        assert str(error)
    else:
        assert isinstance(read, str)


def test_a_very_long_plan_is_carried_whole():
    later = DAY + timedelta(days=1)
    made = document(plan=crowded().model_copy(update={"created_on": later}))
    assert DevelopmentPlan.model_validate_json(json.dumps(carried(made)["plan"])) == made.plan
