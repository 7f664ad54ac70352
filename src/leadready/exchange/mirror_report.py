"""What colleagues say together, for people and for programs. No figure in it comes from fewer than three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.planning.mirror_words import (
    agreement_words,
    blind_spots,
    figures_words,
    method_words,
    sight_words,
    waiting_words,
)
from leadready.scoring.display import half_up
from leadready.scoring.mirror import LEAST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadready.scoring.mirror import ScaleMirror


def mirror_text(replies: int, mirrors: Sequence[ScaleMirror], names: Mapping[str, str]) -> str:
    """Write it as plain text; with fewer than three replies only how many there are."""
    lines = [waiting_words(replies)]
    if replies >= LEAST:
        lines += blind_spots(mirrors, names)
        for one in mirrors:
            said = filter(None, (figures_words(one), sight_words(one), agreement_words(one)))
            lines += ["", names[one.scale_id], *(f"  {sentence}" for sentence in said)]
        lines += ["", *method_words()]
    return "\n".join(lines) + "\n"


def mirror_document(replies: int, mirrors: Sequence[ScaleMirror], names: Mapping[str, str]) -> dict[str, object]:
    """Write it as JSON; with fewer than three replies without any scale. Means are whole, as people see them."""
    scales = {one.scale_id: _scale(one, names) for one in mirrors} if replies >= LEAST else {}
    return {"replies": replies, "needed": LEAST, "scales": scales}


def _scale(one: ScaleMirror, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": names[one.scale_id],
        "own": half_up(one.own.value, 4) if one.own.is_scored else None,
        "colleagues": None if one.mean is None else half_up(one.mean),
        "agreement": one.agreement,
        "r_wg": None if one.index is None else half_up(one.index, 2),
        "sight": one.sight,
    }
