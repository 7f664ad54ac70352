"""The command that reads one respondent's answers under two versions of an assessment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadready.cli.definitions import open_named
from leadready.errors import LeadreadyError
from leadready.exchange.responses_json import read_respondent
from leadready.language import _
from leadready.scoring.display import exact, half_up
from leadready.workflow.versions import compare_readings, ruler_sentences, score_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from leadready.assessment.model import Assessment
    from leadready.scoring.score import Score
    from leadready.workflow.reading import Reading
    from leadready.workflow.versions import TwoReadings


def rescore(chosen: argparse.Namespace) -> int:
    """Print both readings, score by score."""
    older, newer = open_named(chosen.old), open_named(chosen.new)
    rubric_id = chosen.rubric or _shared(older, newer)
    respondent = read_respondent(Path(chosen.responses), older.instrument)
    two = compare_readings(older, newer, rubric_id, respondent.responses)
    if chosen.json:
        print(json.dumps(_document(two), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(two)))
    return 0


def _shared(older: Assessment, newer: Assessment) -> str:
    """Name the first rubric that both have."""
    for rubric_id in older.rubrics:
        if rubric_id in newer.rubrics:
            return rubric_id
    raise LeadreadyError(_("The two versions have no rubric in common."), advice=_("Compare them with diff."))


def _document(two: TwoReadings) -> dict[str, Any]:
    return {
        "old": _side(two.before),
        "new": _side(two.after),
        "rubric": two.before.rubric.id,
        "answers_dropped": list(two.dropped),
        "items_added": list(two.added),
        "scores": {
            one.score_id: {
                "title": one.title,
                "old": _value(two.before, one.before),
                "old_level": one.level_before or None,
                "new": _value(two.after, one.after),
                "new_level": one.level_after or None,
                "comparable": one.comparable,
                "why_not": one.why_not,
                "reworded": list(one.reworded),
                "words": list(ruler_sentences(two, one)),
            }
            for one in two.scores
        },
    }


def _side(reading: Reading) -> dict[str, Any]:
    return {
        "version": reading.assessment.instrument.version,
        "rubric_version": reading.rubric.version,
        "definition_hash": reading.assessment.hash,
        "gates": [one.gate.id for one in reading.rulings.gates if one.holds],
        "profiles": [one.pattern.id for one in reading.rulings.patterns],
    }


def _value(reading: Reading, score: Score | None) -> dict[str, Any] | None:
    if score is None or not score.is_scored or not reading.rubric.shows_numbers:
        return None
    return {"score": float(half_up(score.value, 4)), "exact": exact(score.value)}


def _lines(two: TwoReadings) -> Iterator[str]:
    for one in two.scores:
        before = score_words(two.before, one.before, one.level_before)
        after = score_words(two.after, one.after, one.level_after)
        said = " ".join(ruler_sentences(two, one))
        yield _("{score}: {old} → {new}. {words}").format(score=one.score_id, old=before, new=after, words=said)
    for stem in two.dropped:
        yield _("The answer to “{item}” has no place in the new version.").format(item=stem)
    for stem in two.added:
        yield _("Only the new version asks “{item}”.").format(item=stem)
