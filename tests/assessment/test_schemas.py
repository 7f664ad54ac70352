from __future__ import annotations

from pathlib import Path

import pytest

from leadready.assessment.schemas import FORMATS, schema_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", FORMATS)
def test_the_published_schema_is_that_of_the_model(name: str):
    """Renew with `make schemas`."""
    assert (ROOT / "docs" / "formats" / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", ["instrument", "rubric", "actions"])
def test_every_field_is_described_for_authors(name: str):
    described = (ROOT / "docs" / "formats" / "README.md").read_text(encoding="utf-8")
    for field, info in FORMATS[name].model_fields.items():
        assert f"`{info.alias or field}`" in described, f"{name}: {field}"
