"""JSON Schemas of a round's files, generated from the models.

`make schemas` runs `python -m leadready.workflow.panel.schemas docs/formats`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints

from leadready.exchange.bundle_file import Records
from leadready.exchange.keys import Card
from leadready.exchange.submission_file import Submission
from leadready.instrument.definition import Definition
from leadready.panel.campaign import Campaign
from leadready.panel.kinds import KINDS
from leadready.workflow.panel.people_file import People
from leadready.workflow.panel.retention import Deletion
from leadready.workflow.panel.setting_up import OpeningProof, Settings, Trial

if TYPE_CHECKING:
    from collections.abc import Mapping


class Bundle(Records):
    """What stands inside a bundle. The payload of a record is described by its kind in `panel-records`."""

    format: Literal["leadready/panel-bundle/1"]
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Standing(Definition):
    """How one application stands: exact fractions such as `125/2`, and nothing that says who it is."""

    total: str | None
    evidence: str | None
    criteria: dict[str, str]
    rank: int | None
    tied: tuple[str, ...]
    lot: int | None
    outcome: str | None


class AuditPack(Records):
    """What a third party works the ranking out again from."""

    format: Literal["leadready/panel-audit/1"]
    campaign: Annotated[str, Field(description="The signed campaign file, as one text.")]
    standings: dict[str, Standing]


FORMATS: Mapping[str, type[Definition]] = {
    "card": Card,
    "campaign": Campaign,
    "campaign-settings": Settings,
    "campaign-people": People,
    "submission": Submission,
    "panel-test": Trial,
    "panel-opened": OpeningProof,
    "panel-bundle": Bundle,
    "panel-audit": AuditPack,
    "deletion": Deletion,
}
RECORDS = "panel-records"


def schema_text(name: str) -> str:
    """Write the schema of one format as JSON."""
    schema: dict[str, Any] = _records() if name == RECORDS else FORMATS[name].model_json_schema(by_alias=True)
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _records() -> dict[str, Any]:
    """Describe what records say, by their kind. Every payload has a salt besides."""
    return {
        "title": "What the records of a round say, by kind",
        "$defs": {kind: model.model_json_schema(by_alias=True) for kind, model in KINDS.items()},
    }


def main(folder: Path) -> None:
    """Write every schema into a folder."""
    for name in (*FORMATS, RECORDS):
        (folder / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
