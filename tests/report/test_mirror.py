"""The part of a plan that says what colleagues see: on request only, never shared, nothing from fewer than three."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from leadready.report.blocks import Chart
from leadready.report.edition import USUAL, Edition, Part
from leadready.report.plan_html import plan_html
from leadready.report.plan_pdf import plan_pdf
from leadready.report.plan_text import plan_text
from leadready.report.sections import sections
from leadready.scoring.mirror import Agreement, ScaleMirror, Sight
from tests.report.plans import document
from tests.report.reading import faults, pages

if TYPE_CHECKING:
    from leadready.report.document import PlanDocument

WITH_MIRROR = Edition(USUAL | {Part.MIRROR})
ALONE = Edition(frozenset({Part.MIRROR}))


def mirrored() -> PlanDocument:
    """Colleagues see more self-awareness, and too few have seen enough of resilience."""
    made = document()
    seen = ScaleMirror(
        "self-awareness",
        made.profile["self-awareness"],
        Fraction(275, 3),
        Agreement.STRONG,
        Fraction(9, 10),
        Sight.HIGHER,
    )
    unseen = ScaleMirror("resilience", made.profile["resilience"], None, None, None, Sight.UNKNOWN)
    return replace(made, mirrors=(seen, unseen))


def test_it_is_left_out_unless_somebody_asks_for_it_and_never_shared():
    assert "Your colleagues" not in plan_text(mirrored())
    assert "Your colleagues: 92 of 100." in plan_text(mirrored(), WITH_MIRROR)
    assert "colleagues" not in plan_text(mirrored(), replace(ALONE, shows_scores=False))


def test_what_it_says():
    said = plan_text(mirrored(), ALONE)
    assert "Colleagues see clearly more than you do in: Self-awareness and feedback." in said
    assert "You may be better at it than you think." in said
    assert "Agreement r_wg(j): 0.90." in said
    assert "Fewer than three colleagues have seen enough of this for a score." in said


def test_its_drawings_say_in_words_what_they_show():
    blocks = [block for section in sections(mirrored(), ALONE) for block in section.blocks]
    drawings = [
        chart.drawing for block in blocks for chart in getattr(block, "blocks", [block]) if isinstance(chart, Chart)
    ]
    assert len(drawings) == 3
    assert drawings[0].description.startswith("The dot is your own score")
    assert drawings[1].description.endswith("Mean of the colleagues: 92 of 100.")
    assert drawings[2].description.endswith("Fewer than three colleagues: nothing of theirs is shown.")


def test_without_replies_it_says_so():
    assert "Colleagues were not asked, or what they say is not shown yet." in plan_text(document(), ALONE)


@pytest.mark.parametrize("edition", [WITH_MIRROR, ALONE])
def test_its_pages_are_sound(edition: Edition):
    assert faults(pages(plan_pdf(mirrored(), edition))) == []
    assert "Mean of the colleagues: 92 of 100." in plan_html(mirrored(), edition)
