"""What changed between two versions of a package, and whether scores stay comparable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadready import assets
from leadready.assessment.difference import Difference, compare_packages
from leadready.assessment.loading import load_assessment, parse_package
from leadready.assessment.structure import structure_hash
from leadready.cli.main import main
from tests.corpus.sound import ACTIONS, INSTRUMENT, RUBRIC, SOUND, write

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.assessment.model import Assessment


def edited(*edits: tuple[str, str, str]) -> Assessment:
    files = {name: SOUND[name] for name in (INSTRUMENT, RUBRIC, ACTIONS)}
    for file, there, instead in edits:
        assert there in files[file], there
        files[file] = files[file].replace(there, instead, 1)
    return parse_package(files).assessment


OLD = edited()


def against_old(*edits: tuple[str, str, str]) -> tuple[Assessment, Difference]:
    new = edited(*edits)
    return new, compare_packages(OLD, new)


def told(difference: Difference) -> list[tuple[str, str, str]]:
    return [(change.where, change.nature, change.what) for change in difference.changes]


WORDING = [
    ("another stem", (INSTRUMENT, "I thank people by name.", "I thank each by name."), "item b1", "“I thank people by name.” became “I thank each by name.”."),
    ("another label", (INSTRUMENT, "1: Never", "1: Not once"), "response scale often", "The labels of the answers changed."),
    ("another label of an item's own", (INSTRUMENT, "a: A pie", "a: A cake"), "item k2", "The labels of the answers changed."),
    ("another word for not applicable", (INSTRUMENT, "No chance", "No occasion"), "response scale often", "The labels of the answers changed."),
    ("another lead-in", (INSTRUMENT, "Think of {change}.", "Remember {change}."), "section leading", "“Think of {change}.” became “Remember {change}.”."),
    ("another title", (INSTRUMENT, "title: Sound", "title: Round"), "instrument", "“Sound” became “Round”."),
    ("another estimate", (INSTRUMENT, "minutes: 3", "minutes: 4"), "instrument", "“3” became “4”."),
    ("another licence", (INSTRUMENT, "CC-BY-4.0", "CC0-1.0"), "instrument", "“CC-BY-4.0” became “CC0-1.0”."),
    ("another prompt", (INSTRUMENT, "Tell us of", "Tell us about"), "evidence prompt story", "“Tell us of a change that you led.” became “Tell us about a change that you led.”."),
    ("another title of a scale", (RUBRIC, "title: Starting", "title: Beginning"), "rubric development, score starting", "“Starting” became “Beginning”."),
    ("another title of a level", (RUBRIC, "title: High", "title: Higher"), "rubric development", "“High” became “Higher”."),
    ("another outcome", (RUBRIC, "Learn the basics first.", "Learn them."), "rubric development, gate basics-first", "“Learn the basics first.” became “Learn them.”."),
    ("another hypothesis", (RUBRIC, "You may act before you look.", "You act."), "rubric development, profile rule doer", "“You may act before you look.” became “You act.”."),
    ("another anchor", (RUBRIC, "Nothing changed.", "No change."), "rubric development, criterion impact", "“Nothing changed.” became “No change.”."),
    ("another source of norms", (RUBRIC, "Pilot of the tests, unpublished", "Pilot"), "rubric development, norm group pilot", "“Pilot of the tests, unpublished” became “Pilot”."),
    ("another summary of an action", (ACTIONS, "Count before you change.", "Count first."), "action measure", "“Count before you change.” became “Count first.”."),
    ("another goal for a strength", (ACTIONS, "title: Lend a start", "title: Lend a hand"), "goal for strength starting", "“Lend a start” became “Lend a hand”."),
    ("another obstacle", (ACTIONS, "obstacle: Time", "obstacle: Habit"), "goal starting", "“Time” became “Habit”."),
    ("descriptors taken out", (RUBRIC, "    descriptors: {low: You wait for others., high: You begin by yourself.}\n", ""), "rubric development, score starting", "These changed: low, high."),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "where", "what"), [row[1:] for row in WORDING], ids=[row[0] for row in WORDING])
def test_a_change_of_words_leaves_the_structure_and_the_scores(edit, where, what):
    new, difference = against_old(edit)
    assert told(difference) == [(where, "wording", what)]
    assert structure_hash(new) == structure_hash(OLD)
    assert new.hash != OLD.hash
    assert difference.all_comparable


STRUCTURE = [
    ("another option", (INSTRUMENT, "4: Often}", "4: Often, 5: Always}"), [("response scale often", "The possible answers changed."), ("rubric development, score starting", "Its keys, weights or counted values changed."), ("rubric development, score thanking", "Its keys, weights or counted values changed.")], {"starting", "thanking", "doing", "whole"}),
    ("no more not applicable", (INSTRUMENT, "    not_applicable: No chance\n", ""), [("response scale often", "The possible answers changed.")], set()),
    ("another route", (INSTRUMENT, "when: {answer: {size: [large]}}", "when: {answer: {size: [small]}}"), [("item b2", "Whom it, or its wording, is for changed.")], set()),
    ("another weight of an item", (RUBRIC, "[a1, -a2]", "[a1, {-a2: 2}]"), [("rubric development, score starting", "Its keys, weights or counted values changed.")], {"starting", "doing", "whole"}),
    ("another method", (RUBRIC, "items: [a1, -a2]", "items: [a1, -a2]\n    method: max"), [("rubric development, score starting", "Its method changed from mean to max.")], {"starting", "doing", "whole"}),
    ("another key", (RUBRIC, "{k1: a, k2: b}", "{k1: b, k2: b}"), [("rubric development, score knowing", "Its keys, weights or counted values changed.")], {"knowing", "whole"}),
    ("another missing rule", (RUBRIC, "prorate when 50% answered", "all required"), [("rubric development, score thanking", "Its missing-data rule changed.")], {"thanking", "doing", "whole"}),
    ("an item left out", (RUBRIC, "[b1, b2]", "[b1]"), [("rubric development, score thanking", "It has other items.")], {"thanking", "doing", "whole"}),
    ("other weights", (RUBRIC, "{doing: 0.6, knowing: 0.4}", "{doing: 0.7, knowing: 0.3}"), [("rubric development, score whole", "Its parts or their weights changed.")], {"whole"}),
    ("another cut of all", (RUBRIC, "from: 50", "from: 60"), [("rubric development", "The levels of scores without levels of their own changed.")], set()),
    ("another cut of one", (RUBRIC, "{id: some, from: 1,", "{id: some, from: 2,"), [("rubric development, score knowing", "Its levels changed.")], set()),
    ("another condition of a gate", (RUBRIC, "{below: 1, on: raw}", "{below: 2, on: raw}"), [("rubric development, gate basics-first", "Its condition changed.")], set()),
    ("another condition of a profile rule", (RUBRIC, "{at_least: 75}", "{at_least: 80}"), [("rubric development, profile rule doer", "Its condition changed.")], set()),
    ("other norms", (RUBRIC, "mean: 55", "mean: 54"), [("rubric development, norm group pilot", "“55” became “54”.")], set()),
    ("another cut score", (RUBRIC, "at: 60", "at: 65"), [("rubric development", "“60” became “65”.")], set()),
    ("another limit of quality", (RUBRIC, "hours_a_month: hours", "quality: {longest_run: 9}\nhours_a_month: hours"), [("rubric development", "These changed: longest_run.")], set()),
    ("another effort", (ACTIONS, "effort_hours: 2", "effort_hours: 3"), [("action begin", "“2” became “3”.")], set()),
    ("for other workplaces", (ACTIONS, "sizes: [small, large]", "sizes: [large]"), [("action begin", "These changed: sizes.")], set()),
    ("another item for the background", (RUBRIC, "background: {size: size}", "background: {setting: size}"), [("rubric development", "These changed: size, setting.")], set()),
    ("another line for weak surroundings", (RUBRIC, "surroundings_weak_below: 40", "surroundings_weak_below: 50"), [("rubric development, score whole", "“40” became “50”.")], set()),
    ("more words for evidence", (INSTRUMENT, "words: 200", "words: 300"), [("evidence prompt story", "“200” became “300”.")], set()),
    ("a section that may be skipped", (INSTRUMENT, "    title: Leading\n", "    title: Leading\n    optional: true\n"), [("section leading", "These changed: optional.")], set()),
    ("items in another order", (INSTRUMENT, "          a1: I begin before I am told.\n          a2: I wait for others to begin.\n", "          a2: I wait for others to begin.\n          a1: I begin before I am told.\n"), [("items", "They are asked in another order.")], set()),
    ("one more gate", (RUBRIC, "gates:\n", "gates:\n  - {id: careful, title: C, when: {flags: {at_least: 2}}, outcome: Wait.}\n"), [("rubric development, gate careful", "Added.")], set()),
    ("one action less", (ACTIONS, ACTIONS and SOUND[ACTIONS][SOUND[ACTIONS].index("  - id: measure"):], ""), [("action measure", "Removed.")], set()),
    ("one score less", (RUBRIC, "composites:\n  whole:\n    title: Whole\n    about: All of it.\n    surroundings_weak_below: 40\n    weights: {doing: 0.6, knowing: 0.4}\n", ""), [("rubric development, score whole", "Removed.")], {"whole"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "changes", "apart"), [row[1:] for row in STRUCTURE], ids=[row[0] for row in STRUCTURE]
)
def test_a_change_of_structure_says_which_scores_it_parts(edit, changes, apart):
    new, difference = against_old(edit)
    assert [one for one in told(difference) if one[1] == "structure"] == [
        (where, "structure", what) for where, what in changes
    ]
    assert structure_hash(new) != structure_hash(OLD)
    assert {one.score_id for one in difference.scores["development"] if not one.comparable} == apart
    assert all(bool(one.why_not) is not one.comparable for one in difference.scores["development"])
    assert difference.all_comparable is not bool(apart)


def test_a_score_says_which_part_keeps_it_from_being_compared():
    _new, difference = against_old((RUBRIC, "[b1, b2]", "[b1]"))
    why = {one.score_id: one.why_not for one in difference.scores["development"]}
    assert why["doing"] == "Its part “thanking” is worked out differently."
    assert why["whole"] == "Its part “doing” is worked out differently."
    assert why["knowing"] == ""


@pytest.mark.parametrize(
    "edit",
    [
        (RUBRIC, "{doing: 0.6, knowing: 0.4}", "{doing: 60, knowing: 40}"),
        (RUBRIC, "[a1, -a2]", "[{a1: 3}, {-a2: 3}]"),
    ],
)
def test_weights_are_shares_so_the_same_shares_compare(edit):
    _new, difference = against_old(edit)
    assert difference.all_comparable


def test_reworded_items_are_named_with_the_scores_that_rest_on_them():
    _new, difference = against_old((INSTRUMENT, "I thank people by name.", "I greet people by name."))
    reworded = {one.score_id: one.reworded for one in difference.scores["development"]}
    assert reworded == {"starting": (), "thanking": ("b1",), "knowing": (), "doing": ("b1",), "whole": ("b1",)}


def test_another_version_number_is_no_change():
    new, difference = against_old(
        (INSTRUMENT, "version: 1.0.0", "version: 1.2.3"), (RUBRIC, "version: 1.0.0", "version: 1.0.1")
    )
    assert told(difference) == []
    assert structure_hash(new) == structure_hash(OLD)


def test_any_change_of_a_single_value_is_told():
    """Of every number, word and list of the rubric: whatever is spoilt and still loads, something is said of it."""
    lines = SOUND[RUBRIC].splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not line.strip() or line.startswith(("version:", "format:", "id:", "instrument:")):
            continue
        files = {name: SOUND[name] for name in (INSTRUMENT, RUBRIC, ACTIONS)}
        for there, instead in (("0", "0.01"), ("1", "2"), ("5", "6"), (".", "!"), ("e", "é")):
            files[RUBRIC] = "".join([*lines[:number], line.replace(there, instead), *lines[number + 1 :]])
            try:
                new = parse_package(files).assessment
            except Exception:  # noqa: BLE001, S112 - a spoilt file that does not load says so elsewhere
                continue
            if new.hash != OLD.hash:
                assert compare_packages(OLD, new).changes, line


@pytest.mark.parametrize("name", sorted(path.parent.name for path in assets.assessments().glob("*/instrument.yaml")))
def test_a_shipped_package_does_not_differ_from_itself(name: str):
    one = load_assessment(assets.assessments() / name)
    difference = compare_packages(one, load_assessment(assets.assessments() / name))
    assert told(difference) == []
    assert difference.all_comparable


def test_the_command_says_it_in_words_and_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    old = str(write(tmp_path / "old", SOUND))
    weights = SOUND[RUBRIC].replace("{doing: 0.6, knowing: 0.4}", "{doing: 0.7, knowing: 0.3}")
    stems = SOUND[INSTRUMENT].replace("by name.", "by their names.").replace("version: 1.0.0", "version: 1.1.0")
    new = str(write(tmp_path / "new", SOUND | {RUBRIC: weights, INSTRUMENT: stems}))
    assert main(["diff", old, old]) == 0
    assert capsys.readouterr().out == "The two are the same to the last letter.\n"
    assert main(["diff", old, new]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "sound 1.0.0 → sound 1.1.0",
        "The structure differs.",
        "item b1: “I thank people by name.” became “I thank people by their names.”. [wording]",
        "rubric development, score whole: Its parts or their weights changed. [structure]",
        "development: whole is not comparable. Its parts or their weights changed.",
        "development: read whether these reworded items still ask the same: b1.",
    ]
    assert main(["diff", old, new, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["old"]["structure"] != said["new"]["structure"]
    assert said["old"]["hash"] != said["new"]["hash"]
    assert said["comparable"] is False
    assert said["changes"][0]["nature"] == "wording"
