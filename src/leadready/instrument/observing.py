"""The same items for a colleague: the instrument of a mirror, made from the instrument that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.instrument.model import Instrument, ItemDetail, Page, ResponseScale, Section

if TYPE_CHECKING:
    from leadready.instrument.mirror import Mirror, MirrorPage

SECTION = "mirror"
_SECONDS_AN_ITEM, _MINUTE = 8, 60


def observed(instrument: Instrument) -> Instrument | None:
    """Give what a colleague is asked about the person who answered; None where nothing can be seen from outside.

    The items keep their ids and their answers, and each can be answered by "not seen". Whom an item is for, how its
    words change with an answer and how it is turned round stay behind: they would tell of the person's own answers.
    """
    mirror = instrument.mirror
    if mirror is None:
        return None
    pages = tuple(_page(instrument, page) for page in mirror.pages)
    used = dict.fromkeys(instrument.by_id[item_id].response_scale_id for page in pages for item_id in page.items)
    scales = {
        scale_id: ResponseScale(options=instrument.scale_by_id[scale_id].options, not_applicable=mirror.not_seen)
        for scale_id in used
    }
    section = Section(id=SECTION, title=mirror.title, intro=mirror.intro, pages=pages)
    return Instrument(
        format=instrument.format,
        id=instrument.id,
        version=instrument.version,
        title=instrument.title,
        summary=mirror.intro or instrument.summary,
        licence=instrument.licence,
        authors=instrument.authors,
        language=instrument.language,
        minutes=_minutes(mirror),
        provenance=instrument.provenance,
        response_scales=scales,
        sections=(section,),
    )


def _page(instrument: Instrument, page: MirrorPage) -> Page:
    items = {
        item_id: ItemDetail(stem=stem, response_scale=instrument.by_id[item_id].response_scale_id)
        for item_id, stem in page.items.items()
    }
    return Page(lead_in=page.lead_in, items=dict(items))


def _minutes(mirror: Mirror) -> int:
    items = sum(len(page.items) for page in mirror.pages)
    return max(1, round(items * _SECONDS_AN_ITEM / _MINUTE))
