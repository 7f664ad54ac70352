"""The mirror: whether colleagues can be asked its items, and whether every scale is mirrored whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.instrument.problems import near_miss
from leadready.instrument.routing import PIPE
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.instrument.mirror import Mirror
    from leadready.instrument.model import Instrument
    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Rubric


def check_mirror(instrument: Instrument, document: YamlDocument) -> Iterator[Problem]:
    """Check that the items of the mirror are there, stand in it once, and are rated with numbers."""
    seen: set[str] = set()
    for keys, item_id, stem in _stems(instrument.mirror):
        if item_id not in instrument.by_id:
            what = _("There is no item “{item}” in the instrument.").format(item=item_id)
            yield document.problem(keys, "unknown-item", what, near_miss(item_id, instrument.by_id))
        elif item_id in seen:
            what = _("Colleagues are asked “{item}” twice.").format(item=item_id)
            yield document.problem(keys, "item-twice", what, _("Keep it on one of the pages."))
        elif not _is_numeric(instrument, item_id):
            what = _("Colleagues cannot be asked “{item}”: its answers are not numbers.").format(item=item_id)
            yield document.problem(
                keys, "mirror-answers", what, _("Mirror items that are rated, and leave others out.")
            )
        seen.add(item_id)
        yield from _check_pipe(document, keys, item_id, stem)
    for number, page in enumerate(instrument.mirror.pages if instrument.mirror else ()):
        yield from _check_pipe(document, ("mirror", "pages", number, "lead_in"), _("The lead-in"), page.lead_in or "")


def check_mirrored(rubric: Rubric, document: YamlDocument, instrument: Instrument) -> Iterator[Problem]:
    """Check that of each scale colleagues are asked all items or none: half a scale is another scale."""
    mirrored = {item_id for _keys, item_id, _stem in _stems(instrument.mirror)}
    for scale_id, scale in rubric.scales.items():
        items = [keyed.item_id for keyed in scale.keyed_items]
        missing = [item_id for item_id in items if item_id not in mirrored]
        if missing and len(missing) < len(items):
            what = _("Colleagues are asked some items of “{scale}” and not “{item}”.")
            advice = _("Put it into the mirror of the instrument too, or take the others of this scale out.")
            what = what.format(scale=scale_id, item=missing[0])
            yield document.problem(("scales", scale_id, "items"), "half-mirrored", what, advice)


def _stems(mirror: Mirror | None) -> Iterator[tuple[Keys, str, str]]:
    for number, page in enumerate(mirror.pages if mirror else ()):
        for item_id, stem in page.items.items():
            yield ("mirror", "pages", number, "items", item_id), item_id, stem


def _is_numeric(instrument: Instrument, item_id: str) -> bool:
    # A response scale that is not there is reported where it is looked for first.
    scale = instrument.scale_by_id.get(instrument.by_id[item_id].response_scale_id)
    return scale is None or scale.is_numeric


def _check_pipe(document: YamlDocument, keys: Keys, name: str, text: str) -> Iterator[Problem]:
    """Words for a colleague must not give away what the person answered."""
    if PIPE.search(text):
        what = _("“{name}” of the mirror takes in an answer, which colleagues would read.").format(name=name)
        yield document.problem(keys, "mirror-tells", what, _("Say it without the braces."))
