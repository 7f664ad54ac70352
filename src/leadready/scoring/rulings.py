"""Everything that a rubric decides besides the scores: response quality, gates, profile rules and norm groups.

In a private sitting nobody has confirmed a fact, and gates of a panel are neither decided nor shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from leadready.instrument.condition import FlagCount, statements
from leadready.language import _, ngettext
from leadready.scoring.display import half_up
from leadready.scoring.norms import Standing, standing
from leadready.scoring.quadrant import place
from leadready.scoring.quality import flag_words, quality
from leadready.scoring.rule_words import Trace, trace
from leadready.scoring.verdicts import MOST_PATTERNS, Circumstances, PatternResult, all_patterns, gates, withholds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadready.instrument.model import Instrument
    from leadready.rubric.model import Gate, NormGroup, Rubric
    from leadready.scoring.quadrant import Placement
    from leadready.scoring.quality import QualityReport
    from leadready.scoring.responses import ResponseSet
    from leadready.scoring.score import ScoreProfile
    from leadready.scoring.verdicts import GateResult

CAUTION_FROM = 2
"""Signs of careless answering from which scores are to be read with caution (domain guide, 4.3)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where a score stands in a norm group.

    Attributes:
        reach: Percentile ranks at both ends of the 95 % interval; None without interval or table.
    """

    group_id: str
    group: NormGroup
    standing: Standing
    reach: tuple[int, int] | None


@dataclass(frozen=True)
class Rulings:
    """What a rubric decides about one person's answers, for their own development.

    Attributes:
        names: Titles of scores and stems of items, by id.
        quality: The signs of careless answering, and what they were read from.
    """

    rubric: Rubric
    circumstances: Circumstances
    quality: QualityReport
    names: Mapping[str, str]

    @cached_property
    def gates(self) -> tuple[GateResult, ...]:
        """Every gate of a person's development, decided."""
        return gates(self.rubric, self.circumstances, "development")

    @cached_property
    def closed(self) -> tuple[GateResult, ...]:
        """The gates that hold, but for those that speak of response quality alone: the caution says these."""
        return tuple(one for one in self.gates if one.holds and not _is_about_quality(one.gate))

    @cached_property
    def undecided(self) -> tuple[Gate, ...]:
        """The gates that cannot be decided, mostly for want of answers."""
        return tuple(one.gate for one in self.gates if one.holds is None)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """What gates keep back."""
        return withholds(self.gates)

    @cached_property
    def fitting(self) -> tuple[PatternResult, ...]:
        """Every profile rule that fits, the most important first; none where a gate keeps them back."""
        return () if "profiles" in self.withheld else all_patterns(self.rubric, self.circumstances)

    @property
    def patterns(self) -> tuple[PatternResult, ...]:
        """The profile rules that are shown: at most two."""
        return self.fitting[:MOST_PATTERNS]

    @cached_property
    def placement(self) -> Placement | None:
        """Where the person lies in the rubric's quadrant; None where that is not known, or kept back with patterns."""
        return None if "profiles" in self.withheld else place(self.rubric, self.circumstances.profile)

    @property
    def offers_not_now(self) -> bool:
        """Whether the rubric offers this person to say “not now”: by a gate that holds, or by their field."""
        by_gate = any(one.holds and one.gate.offers == "not-now" for one in self.gates)
        return by_gate or (self.placement is not None and self.placement.field.offers == "not-now")

    @property
    def calls_for_caution(self) -> bool:
        """Whether the scores are to be read with caution."""
        return len(self.quality.flags) >= CAUTION_FROM or bool(self._of_quality)

    @property
    def _of_quality(self) -> tuple[Gate, ...]:
        return tuple(one.gate for one in self.gates if one.holds and _is_about_quality(one.gate))

    def why(self, result: GateResult | PatternResult) -> Trace:
        """Say why a gate holds or not, or why a profile rule fits."""
        if isinstance(result, PatternResult):
            seen = replace(self.circumstances, otherwise=result.otherwise)
            return trace(result.pattern.when, self.rubric, seen, self.names)
        return trace(result.gate.when, self.rubric, self.circumstances, self.names)

    def comparisons(self, score_id: str) -> tuple[Comparison, ...]:
        """Compare a score with every norm group that has figures for it; none where norms are kept back."""
        score = self.circumstances.profile[score_id]
        if not score.is_scored or "norms" in self.withheld or not self.rubric.shows_numbers:
            return ()
        return tuple(
            _compared(self.circumstances.profile, score_id, group_id, group)
            for group_id, group in self.rubric.norms.items()
            if score_id in group.scores
        )

    def caution_sentences(self) -> tuple[str, ...]:
        """Say why the scores are to be read with caution, without blame, and what is kept back for it."""
        if not self.calls_for_caution:
            return ()
        signs = tuple(flag_words(flag, self.quality) for flag in self.quality.flags)
        said = tuple(gate.outcome for gate in self._of_quality)
        usual = _(
            "Tiredness, haste or a very even view can lead to this, and so can chance. It says nothing about you."
        )
        return (
            _("Some things in your answers can make scores less telling:"),
            *signs,
            *(said or (usual,)),
            *self._kept_back(),
        )

    def _kept_back(self) -> tuple[str, ...]:
        words = {
            frozenset({"profiles"}): _("So no pattern is read from these scores."),
            frozenset({"norms"}): _("So these scores are not compared with other people's."),
            frozenset({"profiles", "norms"}): _(
                "So no pattern is read from these scores, and they are not compared with other people's."
            ),
        }
        kept = frozenset(what for gate in self._of_quality for what in gate.withholds)
        return (words[kept],) if kept else ()


def rule(
    instrument: Instrument,
    rubric: Rubric,
    profile: ScoreProfile,
    responses: ResponseSet,
    names: Mapping[str, str],
) -> Rulings:
    """Decide everything that a rubric decides about a private sitting."""
    report = quality(instrument, profile.plan, responses, rubric.quality)
    circumstances = Circumstances(instrument, profile, responses, len(report.flags))
    return Rulings(rubric, circumstances, report, names)


def confidence_words(result: PatternResult) -> str:
    """Say what “confirmed” or “possible” means for a pattern that fits."""
    if result.confirmed:
        return _("Confirmed: it fits even with the uncertainty of your scores.")
    return _("Possible: it fits your scores as they are, but their uncertainty leaves room for another reading.")


def comparison_sentences(comparison: Comparison) -> tuple[str, ...]:
    """Say where a score stands in a norm group, and who that group is."""
    group = comparison.group
    people = ngettext("{n} person", "{n} people", group.people).format(n=group.people)
    words = _("Compared with “{title}”: {people}, {population}, collected {when}, who answered {mode}.")
    said = [
        words.format(
            title=group.title,
            people=people,
            population=group.population.rstrip("."),
            when=group.collected,
            mode=_mode_words(group),
        )
    ]
    if group.is_local:
        said.append(_("This is a local comparison: the group is too small to be a norm."))
    said.append(
        _("T score {value}: 50 is the mean of the group and 10 its standard deviation.").format(
            value=half_up(comparison.standing.t_score)
        )
    )
    if comparison.standing.percentile is not None:
        said.append(_percentile_words(comparison.standing.percentile, comparison.reach))
    said.append(_("Source: {source}.").format(source=group.source.rstrip(".")))
    return tuple(said)


def _percentile_words(rank: int, reach: tuple[int, int] | None) -> str:
    words = _("Percentile rank {rank}: about {rank} of 100 people in the group scored lower.").format(rank=rank)
    if reach is None or reach[0] == reach[1]:
        return words
    within = _("With the uncertainty of your score, it could be from {low} to {high}.")
    return f"{words} {within.format(low=reach[0], high=reach[1])}"


def _mode_words(group: NormGroup) -> str:
    if group.mode == "selection":
        return _("to be selected, which tends to raise scores")
    return _("for their own development")


def _compared(profile: ScoreProfile, score_id: str, group_id: str, group: NormGroup) -> Comparison:

    score, norm = profile[score_id], group.scores[score_id]
    reach = None
    if score.interval is not None and norm.percentiles:
        low, high = (standing(Fraction(end), norm).percentile or 0 for end in score.interval)
        reach = low, high
    return Comparison(group_id, group, standing(score.value, norm), reach)


def _is_about_quality(gate: Gate) -> bool:
    return all(isinstance(statement, FlagCount) for statement in statements(gate.when))
