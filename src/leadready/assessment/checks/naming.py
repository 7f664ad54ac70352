"""Names that are used but not defined, or defined twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.instrument.problems import near_miss
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument


def unknown(
    document: YamlDocument, keys: Keys, names: Iterable[str], known: Iterable[str], code: str, what: str
) -> Iterator[Problem]:
    """Name every name that is not known, with the most similar one that is."""
    known = list(known)
    sequence = not isinstance(names, dict)
    for number, name in enumerate(names):
        if name not in known:
            place = (*keys, number if sequence else name)
            yield document.problem(place, code, what.format(name=name), near_miss(name, known))


def twice(document: YamlDocument, keys: Keys, names: Sequence[str], code: str) -> Iterator[Problem]:
    """Name every name that stands in a list more than once."""
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            what = _("“{name}” stands here twice.").format(name=name)
            yield document.problem((*keys, number), code, what, _("Keep one of them."))
        seen.add(name)
