"""The assessment: one package, loaded whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.instrument.model import Instrument
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.instrument.definition import Definition


@dataclass(frozen=True)
class Assessment:
    """An instrument, the rubrics that judge it, and the actions that may follow.

    Attributes:
        source: What this is a translation of. A translation has the document and the hash of its source, for nothing
            but words differs.
    """

    instrument: Instrument
    rubrics: Mapping[str, Rubric]
    actions: ActionLibrary
    source: Assessment | None = field(default=None, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The package's id."""
        return self.instrument.id

    @property
    def rubric(self) -> Rubric:
        """The rubric used unless another is asked for: the first by file name."""
        return next(iter(self.rubrics.values()))

    @cached_property
    def document(self) -> str:
        """The whole package as one JSON text, the same for the same package; it reads back by `restore`.

        Keys keep the author's order: the order of options, items and scales has a meaning.
        """
        if self.source is not None:
            return self.source.document
        parts = {
            "instrument": _plain(self.instrument),
            "rubrics": {key: _plain(rubric) for key, rubric in self.rubrics.items()},
            "actions": _plain(self.actions),
        }
        return json.dumps(parts, separators=(",", ":"), ensure_ascii=False)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the document, in hexadecimal: two packages with one hash are the same to the last letter."""
        return hashlib.sha256(self.document.encode()).hexdigest()


def restore(document: str) -> Assessment:
    """Read a kept document back; raises pydantic.ValidationError when it is no such document."""
    parts = json.loads(document)
    return Assessment(
        Instrument.model_validate(parts["instrument"]),
        {key: Rubric.model_validate(rubric) for key, rubric in parts["rubrics"].items()},
        ActionLibrary.model_validate(parts["actions"]),
    )


def _plain(definition: Definition) -> dict[str, object]:
    return definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
