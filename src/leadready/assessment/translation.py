"""Assessments in other languages: `locales/<language>.po` of a package, by English text.

The same file format, and so the same tools, as for the program's own texts. A text that has no translation stays as
the author wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from leadready.assessment.model import Assessment
from leadready.instrument.definition import TRANSLATE, Definition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadready.catalogue import Catalogue

D = TypeVar("D", bound=Definition)


def translated(assessment: Assessment, catalogue: Catalogue) -> Assessment:
    """Give an assessment with its texts in another language; ids, values and rules are the same."""
    return with_texts(assessment, catalogue.text)


def texts(assessment: Assessment) -> tuple[str, ...]:
    """List every text that can be translated, each once, in the order of the files."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    with_texts(assessment, note)
    return tuple(found)


def untranslated(assessment: Assessment, catalogue: Catalogue) -> Iterator[str]:
    """List the texts that a catalogue lacks."""
    return (text for text in texts(assessment) if text not in catalogue.texts)


def with_texts(assessment: Assessment, translate: Callable[[str], str]) -> Assessment:
    """Give an assessment with every text for people replaced."""
    source = assessment.source or assessment
    return Assessment(
        each_text(source.instrument, translate),
        {rubric_id: each_text(rubric, translate) for rubric_id, rubric in source.rubrics.items()},
        each_text(source.actions, translate),
        source,
    )


def each_text(definition: D, translate: Callable[[str], str]) -> D:
    """Give a definition with every text for people replaced."""
    document = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return type(definition).model_validate(document, context={TRANSLATE: translate})
