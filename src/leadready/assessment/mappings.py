"""Mappings: which parts of known leadership frameworks a package's scales come near, by the names of those parts only.

Frameworks change and belong to their owners. So a mapping is a dated file of names, never code and never a framework's
text, and a framework whose text nobody has seen is listed without a mapping.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from leadready.assessment.checks.naming import twice, unknown
from leadready.instrument.definition import Definition, Id, Name, read_definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import read_yaml
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.instrument.strict_yaml import Keys, YamlDocument

MAPPINGS = "mappings"


class FrameworkMapping(Definition):
    """One framework: `mappings/<framework>.yaml` of a package.

    Attributes:
        edition: Which edition or year.
        checked_on: When its names were last compared with the source.
        source: Where they were seen, or where it is known from.
        licence: What its owner allows, as far as known, and what is used here.
        seen: Whether the names of its dimensions were seen, or nothing.
        dimensions: All its dimensions, by name, in its own order.
        scales: By scale of the package, the dimensions that it comes near.
    """

    format: Literal["leadready/mapping/1"]
    id: Id
    framework: Name
    owner: Name
    edition: Name
    checked_on: date
    source: Name
    licence: Name
    seen: Literal["names", "nothing"]
    note: Name | None = None
    dimensions: tuple[Name, ...] = ()
    scales: dict[Id, Annotated[tuple[Name, ...], Field(min_length=1)]] = Field(default_factory=dict)

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The dimensions that no scale comes near."""
        near = {dimension for named in self.scales.values() for dimension in named}
        return tuple(dimension for dimension in self.dimensions if dimension not in near)


def load_mappings(folder: Path, assessment: Assessment) -> tuple[FrameworkMapping, ...]:
    """Load the mappings of a package, in order of their files' names.

    Raises:
        ProblemsFound: everything that is wrong with any of them.
    """
    problems: list[Problem] = []
    found: list[FrameworkMapping] = []
    for path in sorted((folder / MAPPINGS).glob("*.yaml")):
        try:
            document = read_yaml(path, name=f"{MAPPINGS}/{path.name}")
            mapping = read_definition(FrameworkMapping, document)
        except ProblemsFound as fault:
            problems.extend(fault.problems)
            continue
        known = frozenset(one.id for one in found)
        problems.extend(_check(mapping, document, assessment, known))
        found.append(mapping)
    if problems:
        raise ProblemsFound(problems)
    return tuple(found)


def _check(
    mapping: FrameworkMapping, document: YamlDocument, assessment: Assessment, known: frozenset[str]
) -> Iterator[Problem]:
    if mapping.id in known:
        what = _("Another mapping has the id “{id}” too.").format(id=mapping.id)
        yield document.problem(("id",), "duplicate-mapping", what, _("Give each mapping an id of its own."))
    yield from twice(document, ("dimensions",), mapping.dimensions, "duplicate-dimension")
    scales = sorted({scale_id for rubric in assessment.rubrics.values() for scale_id in rubric.scales})
    message = _("No rubric has a scale “{name}”.")
    yield from unknown(document, ("scales",), mapping.scales, scales, "unknown-scale", message)
    yield from _check_seen(mapping, document)
    if mapping.seen == "nothing":
        return
    message = _("The framework has no dimension “{name}”.")
    for scale_id, named in mapping.scales.items():
        keys: Keys = ("scales", scale_id)
        yield from unknown(document, keys, named, mapping.dimensions, "unknown-dimension", message)
        yield from twice(document, keys, named, "duplicate-dimension")


def _check_seen(mapping: FrameworkMapping, document: YamlDocument) -> Iterator[Problem]:
    """Nothing may be mapped that nobody has seen; and names that were seen must be listed."""
    if mapping.seen == "nothing" and (mapping.dimensions or mapping.scales):
        what = _("Nothing of this framework has been seen, and yet something is mapped.")
        advice = _("Take dimensions and scales out, or say seen: names and where.")
        yield document.problem(("seen",), "unseen-mapping", what, advice)
    if mapping.seen == "names" and not mapping.dimensions:
        what = _("The names of the dimensions were seen, but are not listed.")
        yield document.problem(("seen",), "no-dimensions", what, _("List them under “dimensions”."))
