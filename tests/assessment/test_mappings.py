"""Mappings to frameworks: by name, and dated. What can be wrong with them stands in the corpus."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leadready.assessment.loading import load_assessment
from leadready.assessment.mappings import load_mappings
from leadready.instrument.problems import ProblemsFound
from tests.corpus.sound import MAPPING, SOUND, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_mapping_is_read_with_what_no_scale_comes_near(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    (mapping,) = load_mappings(folder, load_assessment(folder))
    assert (mapping.checked_on, mapping.uncovered) == (date(2026, 11, 25), ("Following",))


def test_a_package_needs_no_mappings(tmp_path: Path):
    folder = write(tmp_path / "sound", {name: text for name, text in SOUND.items() if name != MAPPING})
    assert load_mappings(folder, load_assessment(folder)) == ()


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path):
    folder = write(tmp_path / "sound", SOUND)
    text = SOUND[MAPPING]
    (folder / "mappings" / "second.yaml").write_text(text.replace("Leading]", "Leeding]"), encoding="utf-8")
    (folder / "mappings" / "third.yaml").write_text("- nothing\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load_mappings(folder, load_assessment(folder))
    assert {(one.file, one.code) for one in caught.value.problems} == {
        ("mappings/second.yaml", "duplicate-mapping"), ("mappings/second.yaml", "unknown-dimension"), ("mappings/third.yaml", "wrong-value"),
    }  # fmt: skip
