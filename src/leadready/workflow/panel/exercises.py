"""The scores that count beside the evidence, worked out of the answers that an applicant shares."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from leadready.instrument.routing import Routing
from leadready.panel.kinds import Exercises
from leadready.scoring.executor import Scorer
from leadready.scoring.plan import compile_plan
from leadready.scoring.responses import Absence, counted

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment
    from leadready.exchange.submission_file import Submission
    from leadready.panel.campaign import Campaign
    from leadready.scoring.responses import Answer

_NOT_APPLICABLE = Absence.NOT_APPLICABLE.value


class ExerciseScores:
    """Works the scores that count beside the evidence out of answers, as exact fractions; the rubrics compile once."""

    def __init__(self, campaign: Campaign, assessment: Assessment) -> None:
        self._campaign = campaign
        self._instrument = assessment.instrument
        self._routing = Routing(assessment.instrument)
        self._objective = Scorer(compile_plan(assessment.instrument, assessment.rubrics[campaign.rubric]))
        self._self_report = None
        if campaign.self_report_score is not None:
            rubric = assessment.rubrics[campaign.self_report_score[0]]
            self._self_report = Scorer(compile_plan(assessment.instrument, rubric))

    def __call__(self, submission: Submission) -> Exercises:
        """Score one submission. An exercise that was left out counts nothing; a profile may have no score."""
        said: dict[str, Answer] = {
            item_id: Absence.MISSING if value is None else Absence.NOT_APPLICABLE if value == _NOT_APPLICABLE else value
            for item_id, value in submission.answers.items()
            if item_id in self._instrument.by_id
        }
        answers = counted(self._routing, said)
        objective = self_report = None
        if self._campaign.objective_scores:
            profile = self._objective.score(answers)
            values = [
                one.value if one.is_scored else Fraction(0)
                for one in map(profile.__getitem__, self._campaign.objective_scores)
            ]
            objective = str(sum(values, Fraction(0)) / len(values))
        if self._self_report is not None and self._campaign.self_report_score is not None:
            one = self._self_report.score(answers)[self._campaign.self_report_score[1]]
            self_report = str(one.value) if one.is_scored else None
        return Exercises(objective=objective, self_report=self_report)
