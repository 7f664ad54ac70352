"""What a rubric decides about each row of a cohort, in columns: gates, profile rules, signs of careless answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.scoring.quality import quality
from leadready.scoring.verdicts import Circumstances, all_patterns, gates, withholds

if TYPE_CHECKING:
    from leadready.exchange.tables import Cell
    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import ScoreProfile

_HOLDS = {True: "yes", False: "no", None: None}


class RuleColumns:
    """The columns `gate.<id>`, `profile.<id>` and `flags`.

    A gate is `yes` where it holds, `no`, or empty where that cannot be known; a profile rule `confirmed`, `possible`,
    or empty where it does not fit or a gate keeps it back; flags are named, with spaces between. Gates of a panel are
    left out, and no fact is confirmed.

    Attributes:
        names: Of the columns.
    """

    def __init__(self, instrument: Instrument, rubric: Rubric) -> None:
        self._instrument = instrument
        self._rubric = rubric
        closing = (f"gate.{gate.id}" for gate in rubric.gates if gate.stage == "development")
        self.names = (*closing, *(f"profile.{pattern.id}" for pattern in rubric.profiles), "flags")

    def cells(self, profile: ScoreProfile, responses: ResponseSet) -> tuple[Cell, ...]:
        """Decide one row; `responses` are the answers as they count."""
        report = quality(self._instrument, profile.plan, responses, self._rubric.quality)
        seen = Circumstances(self._instrument, profile, responses, len(report.flags))
        decided = gates(self._rubric, seen, "development")
        fitting = {
            one.pattern.id: "confirmed" if one.confirmed else "possible"
            for one in (() if "profiles" in withholds(decided) else all_patterns(self._rubric, seen))
        }
        return (
            *(_HOLDS[one.holds] for one in decided),
            *(fitting.get(pattern.id) for pattern in self._rubric.profiles),
            " ".join(report.flags) or None,
        )
