"""Commands for authors: what a rubric does, and what changed between two versions of a package."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.assessment.difference import compare_packages
from leadready.assessment.simulation import simulate
from leadready.assessment.structure import structure_hash
from leadready.cli.definitions import chosen_rubric, open_named, spoken_named
from leadready.errors import LeadreadyError
from leadready.exchange.simulation import simulation_document, simulation_page, simulation_text
from leadready.files import write_whole
from leadready.language import _

if TYPE_CHECKING:
    import argparse

    from leadready.assessment.difference import Difference
    from leadready.assessment.model import Assessment


def run_simulation(chosen: argparse.Namespace) -> int:
    """Simulate a rubric and print or write the outcome."""
    assessment = spoken_named(chosen.assessment)
    rubric = chosen_rubric(assessment, chosen.rubric)
    simulation = simulate(assessment, rubric, crowd=chosen.respondents, seed=chosen.seed)
    if chosen.output is None:
        sys.stdout.write(simulation_text(simulation))
        return 0
    output = Path(chosen.output)
    if output.suffix.lower() == ".json":
        content = json.dumps(simulation_document(simulation), indent=2, ensure_ascii=False) + "\n"
    elif output.suffix.lower() == ".html":
        content = simulation_page(simulation, f"{assessment.instrument.title}, {rubric.title}")
    elif output.suffix.lower() == ".txt":
        content = simulation_text(simulation)
    else:
        raise LeadreadyError(_("A simulation is written as .html, .json or .txt."), where=str(output))
    write_whole(output, content.encode())
    return 0


def run_difference(chosen: argparse.Namespace) -> int:
    """Print what changed from one package to another."""
    old, new = open_named(chosen.old), open_named(chosen.new)
    difference = compare_packages(old, new)
    if chosen.json:
        print(json.dumps(_document(old, new, difference), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(old, new, difference)))
    return 0


def _document(old: Assessment, new: Assessment, difference: Difference) -> dict[str, object]:
    return {
        "old": {"id": old.id, "version": old.instrument.version, "hash": old.hash, "structure": structure_hash(old)},
        "new": {"id": new.id, "version": new.instrument.version, "hash": new.hash, "structure": structure_hash(new)},
        "comparable": difference.all_comparable,
        **asdict(difference),
    }


def _lines(old: Assessment, new: Assessment, difference: Difference) -> list[str]:
    if old.hash == new.hash:
        return [_("The two are the same to the last letter.")]
    same = structure_hash(old) == structure_hash(new)
    lines = [
        f"{old.id} {old.instrument.version} → {new.id} {new.instrument.version}",
        _("Only words differ; the structure is the same.") if same else _("The structure differs."),
    ]
    lines += [f"{change.where}: {change.what} [{change.nature}]" for change in difference.changes]
    for rubric_id, scores in difference.scores.items():
        apart = [one for one in scores if not one.comparable]
        if not apart:
            lines.append(_("{rubric}: scores comparable.").format(rubric=rubric_id))
        for one in apart:
            words = _("{rubric}: {score} is not comparable. {why}")
            lines.append(words.format(rubric=rubric_id, score=one.score_id, why=one.why_not))
        reworded = sorted({item for one in scores for item in one.reworded})
        if reworded:
            words = _("{rubric}: read whether these reworded items still ask the same: {items}.")
            lines.append(words.format(rubric=rubric_id, items=", ".join(reworded)))
    return lines
