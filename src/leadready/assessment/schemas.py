"""JSON Schemas of the files that authors write, generated from the models.

`make schemas` runs `python -m leadready.assessment.schemas docs/formats`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.assessment.examples import Example
from leadready.assessment.mappings import FrameworkMapping
from leadready.assessment.mirror_document import MirrorReply, MirrorRequest
from leadready.assessment.package_document import PackageDocument
from leadready.instrument.model import Instrument
from leadready.planning.account import AccountFile
from leadready.planning.actions import ActionLibrary
from leadready.planning.plan import DevelopmentPlan
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from leadready.instrument.definition import Definition

FORMATS: dict[str, type[Definition]] = {
    "instrument": Instrument,
    "rubric": Rubric,
    "actions": ActionLibrary,
    "example": Example,
    "mapping": FrameworkMapping,
    "plan": DevelopmentPlan,
    "accounts": AccountFile,
    "package": PackageDocument,
    "mirror-request": MirrorRequest,
    "mirror-reply": MirrorReply,
}


def schema_text(name: str) -> str:
    """Write the schema of one format as JSON."""
    schema = FORMATS[name].model_json_schema(by_alias=True)
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main(folder: Path) -> None:
    """Write every schema into a folder."""
    for name in FORMATS:
        (folder / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
