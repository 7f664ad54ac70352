"""Pages as pictures: how much ink stands where. Coarse, so that another version of a font changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from leadready.report.edition import Edition, Part
from leadready.report.plan_pdf import plan_pdf
from tests.report.plans import for_golden

GOLDEN = Path(__file__).parents[1] / "golden"
ACROSS, DOWN = 24, 34
BLACKEST = 0.3
"""The share of ink from which a field counts as full; letters seldom cover more."""
NEAR = 1
"""Steps of ten by which a field may differ."""
EXAMPLES = ["ready-unsupported", "early-explorer", "on-the-border"]

PAINTER = shutil.which("pdftoppm") or ""
pytestmark = pytest.mark.skipif(not PAINTER, reason="poppler's pdftoppm, which paints the pages, is not installed")


def pictures(pdf: bytes, folder: Path) -> list[list[str]]:
    """Each page as lines of digits: 0 is white, 9 is as dark as text gets."""
    (folder / "plan.pdf").write_bytes(pdf)
    subprocess.run([PAINTER, "-r", "36", "-gray", "-png", "plan.pdf", "page"], cwd=folder, check=True)
    return [_fields(Image.open(path).convert("L")) for path in sorted(folder.glob("page-*.png"))]


def _fields(page: Image.Image) -> list[str]:
    small = page.resize((ACROSS, DOWN), Image.Resampling.BOX)
    levels = [
        min(9, round(9 * (255 - small.getpixel((x, y))) / 255 / BLACKEST)) for y in range(DOWN) for x in range(ACROSS)
    ]
    return ["".join(map(str, levels[start : start + ACROSS])) for start in range(0, len(levels), ACROSS)]


def differences(page: list[str], golden: list[str]) -> list[str]:
    return [
        f"line {number}: {line} was {before}"
        for number, (line, before) in enumerate(zip(page, golden, strict=True), start=1)
        if any(abs(int(now) - int(then)) > NEAR for now, then in zip(line, before, strict=True))
    ]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_pages_look_as_before(example: str, tmp_path: Path):
    """Golden files: change them on purpose, by `LEADREADY_GOLDEN=1`, and look at the pages first."""
    seen = pictures(plan_pdf(for_golden(example)), tmp_path)
    golden = GOLDEN / f"plan-{example}.pictures.txt"
    if os.environ.get("LEADREADY_GOLDEN"):
        golden.write_text("\n\n".join("\n".join(page) for page in seen) + "\n", encoding="utf-8")
    kept = [page.splitlines() for page in golden.read_text(encoding="utf-8").strip().split("\n\n")]
    assert len(seen) == len(kept)
    faults = {
        n: found
        for n, (page, before) in enumerate(zip(seen, kept, strict=True), 1)
        if (found := differences(page, before))
    }
    assert faults == {}


def test_a_picture_tells_a_page_from_another(tmp_path: Path):
    cover, summary, *_others = pictures(plan_pdf(for_golden()), tmp_path)
    assert len(cover) == DOWN
    assert {len(line) for line in cover} == {ACROSS}
    assert differences(cover, cover) == []
    assert len(differences(cover, summary)) > 10
    moved = [*cover[1:], cover[0]]
    assert len(differences(moved, cover)) > 2


def test_every_distinction_survives_in_grey(tmp_path: Path):
    """Dot, interval and track of a score have three shades of grey that are apart."""
    (tmp_path / "plan.pdf").write_bytes(plan_pdf(for_golden(), Edition(frozenset({Part.PROFILE}))))
    subprocess.run(
        [PAINTER, "-r", "216", "-gray", "-png", "-f", "1", "-l", "1", "plan.pdf", "page"], cwd=tmp_path, check=True
    )
    (path,) = tmp_path.glob("page-*.png")
    page = Image.open(path).convert("L")
    counted = page.crop((page.width * 2 // 5, page.height // 4, page.width * 3 // 5, page.height * 9 // 10)).histogram()
    shades = [shade for shade, dots in enumerate(counted) if dots > 700 and shade < 250]
    groups = [shade for shade, before in zip(shades, [-99, *shades], strict=False) if shade - before > 20]
    assert len(groups) >= 3, shades
