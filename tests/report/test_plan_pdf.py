"""The plan as a PDF: read back, as its reader would."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from leadready.cautions import cautions, status
from leadready.report.plan_pdf import plan_pdf
from tests.report.plans import document, for_golden
from tests.report.reading import whole_text

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "plan-ready-unsupported.txt"


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def outline(content: bytes) -> list[tuple[str, int]]:
    reader = read(content)
    return [(entry["/Title"], reader.get_destination_page_number(entry) + 1) for entry in reader.outline]


def test_the_example_reads_as_before():
    """A golden text: change it on purpose, by `LEADREADY_GOLDEN=1 make test`, and read the difference."""
    content = plan_pdf(for_golden())
    places = "".join(f"{page:>3}  {title}\n" for title, page in outline(content))
    printed = "\n\f\n".join(page.extract_text() for page in read(content).pages)
    text = re.sub(r" +$", "", f"{places}\f\n{printed}\n", flags=re.MULTILINE)
    if os.environ.get("LEADREADY_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_properties():
    reader = read(plan_pdf(document(name="Dr Rhiannon Pugh")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Development plan: Dr Rhiannon Pugh"
    assert reader.metadata.author == "Dr Rhiannon Pugh"
    assert reader.metadata.subject == "Clinical leadership and improvement readiness"
    assert reader.metadata["/CreationDate"] == "D:20261124000000Z"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF's own boolean
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.28, 841.89), abs=0.01)


def test_bookmarks_lead_to_the_page_of_each_section_and_goal():
    content = plan_pdf(document(name="Dr Rhiannon Pugh"))
    places = outline(content)
    titles = [title for title, _page in places]
    assert titles[:3] == ["Cover", "Summary", "Profile"]
    assert [title.partition(":")[0] for title in titles[3:6]] == ["Goal 1", "Goal 2", "Goal 3"]
    assert titles[6:] == [
        "Dates", "For the talk with my supervisor or sponsor", "Around me", "After training: using what I learn, and the way ahead",
        "Progress, and answering again", "Methods and limits", "Frameworks", "Words",
    ]  # fmt: skip
    texts = ["".join(page.extract_text().split()) for page in read(content).pages]
    for title, page in places[1:]:
        assert "".join(title.partition(": ")[2].split() or title.split()) in texts[page - 1], title


def test_every_font_is_embedded_as_a_subset():
    reader = read(plan_pdf(document(name="Жанна")))
    names: set[str] = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()
            names.add(described["/BaseFont"])
            assert "/FontFile2" in described["/FontDescriptor"].get_object(), described["/BaseFont"]
    assert all(name[1:8] == "AAAAAA+" for name in names)
    assert any("NotoSans" in name for name in names)


def test_the_same_document_gives_the_same_bytes_in_another_process_and_order():
    code = (
        "import hashlib\n"
        "from leadready.report.plan_pdf import plan_pdf\n"
        "from tests.report.plans import crowded, document\n"
        "plan_pdf(document('early-explorer', name='Someone else, Жанна'))\n"
        "plan_pdf(document(plan=crowded()))\n"
        "print(hashlib.sha256(plan_pdf(document(name='N'))).hexdigest())"
    )
    ours = hashlib.sha256(plan_pdf(document(name="N"))).hexdigest()
    assert hashlib.sha256(plan_pdf(document(name="N"))).hexdigest() == ours
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland"}
        ended = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
        )
        assert ended.stdout.strip() == ours


def test_letters_of_other_scripts_are_printed_or_shown_as_missing():
    content = plan_pdf(document(name="Siân Ŵyn Ångström", role="Жанна Ωμέγα ŵŷ 漢字"))
    assert "Siân Ŵyn Ångström" in words(content)
    assert "Жанна Ωμέγα ŵŷ ��" in words(content)


def test_cautions_cannot_be_left_out():
    text = words(plan_pdf(document()))
    for caution in (status(), *cautions()):
        assert caution in text


def test_person_and_context_stand_apart_and_there_is_no_single_number():
    text = words(plan_pdf(document()))
    assert "Around you" in text
    assert "overall score" not in text.lower()
    assert "75.03" not in text  # the composite of this example


def test_scales_without_a_score_say_so():
    text = words(plan_pdf(document("early-explorer")))
    assert (
        "2 scales have too few answers for a score: Improvement practice, Engaging, sustaining and spreading." in text
    )
    assert "Not scored" in text


@pytest.mark.parametrize("example", ["ready-unsupported", "early-explorer", "on-the-border"])
def test_the_summary_and_the_methods_take_one_page_each(example: str):
    content = plan_pdf(document(example, name="Dr Rhiannon Pugh"))
    places = dict(outline(content))
    assert places["Profile"] == places["Summary"] + 1
    assert places["Frameworks"] == places["Methods and limits"] + 1
    assert "\nLimits\n" in whole_text(content)
