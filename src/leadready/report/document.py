"""What a plan document says, before any paper.

Everything is decided here, and no writer decides anything but its layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.planning.opening import not_now_opening, opening

if TYPE_CHECKING:
    from datetime import date, datetime

    from leadready.assessment.mappings import FrameworkMapping
    from leadready.assessment.model import Assessment
    from leadready.planning.account import Account
    from leadready.planning.findings import Findings
    from leadready.planning.move_words import MovesTold
    from leadready.planning.plan import DevelopmentPlan
    from leadready.rubric.model import Rubric
    from leadready.scoring.mirror import ScaleMirror
    from leadready.scoring.rulings import Rulings
    from leadready.scoring.score import ScoreProfile


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """All that goes into the plan of one sitting.

    Attributes:
        name: The person's name; may be empty.
        role: The person's role; may be empty.
        answered_on: The day of the sitting.
        accounts: The accounts of the evidence bank that the plan names, in its order.
        sitting: What the sitting is known by in the record; empty where the answers came without one.
        kept_at: When the plan was last changed; None where it was never kept.
        mirrors: What colleagues say together; empty where they were not asked, or it is not shown yet.
        mappings: The frameworks whose dimensions the package has compared itself with.
        moves: What moves a level, in words; None where nothing is scored.
    """

    name: str
    role: str
    answered_on: date
    assessment: Assessment
    rubric: Rubric
    profile: ScoreProfile
    rulings: Rulings
    findings: Findings
    plan: DevelopmentPlan
    accounts: tuple[Account, ...] = ()
    sitting: str = ""
    kept_at: datetime | None = None
    mappings: tuple[FrameworkMapping, ...] = ()
    mirrors: tuple[ScaleMirror, ...] = ()
    moves: MovesTold | None = None

    @property
    def names(self) -> dict[str, str]:
        """Titles of scores by id."""
        return {score_id: scored.title for score_id, scored in self.rubric.scored.items()}

    @property
    def opening(self) -> str:
        """How the plan begins."""
        if self.plan.is_not_now:
            return not_now_opening()
        return opening([one.pattern for one in self.rulings.patterns], self.findings)

    @property
    def shows_numbers(self) -> bool:
        """Whether it shows numbers and intervals, or levels only."""
        return self.rubric.shows_numbers

    def descriptor(self, score_id: str) -> str:
        """Give what the author says about the level of a score; empty where there is nothing."""
        level = self.profile.level(score_id)
        return self.rubric.scored[score_id].descriptors.get(level, "") if level else ""
