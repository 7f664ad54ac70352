"""No code path sets an outcome from a score: one function makes one, and only what a person said reaches it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "leadready"
OFFICE = "workflow/panel/office.py"
SETS = {"decide", "appoint_none_of"}
ASKS = {"cli/panel_settling.py", "ui/panel/decide_page.py"}
"""Where a person is asked: the command line, and the page with a form. Nowhere else is an outcome set."""
WORKS_OUT = {
    "merits", "ranking", "shortlist", "line", "near_the_line", "rank_intervals", "unsure", "standard_error",
    "under_other_weights", "adjusted_total", "round_agreement", "discrepancies",
}  # fmt: skip


@cache
def trees():
    return tuple(
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    )


def called(node):
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def calls(tree, names):
    return [node for node in ast.walk(tree) if called(node) in names]


def functions_with(tree, names):
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {one.name for one in found if calls(one, names)}


def test_one_function_makes_a_decision():
    makers = {(name, function) for name, tree in trees() for function in functions_with(tree, {"Decided"})}
    assert makers == {(OFFICE, "_decision")}
    tree = dict(trees())[OFFICE]
    assert functions_with(tree, {"_decision"}) == SETS
    # Nobody writes its record by the name of its kind either.
    named = {
        name
        for name, one in trees()
        for call in calls(one, {"Statement"})
        if any(isinstance(given, ast.Constant) and given.value == "decided" for given in call.args)
    }
    assert named == set()


def test_decisions_are_asked_for_in_two_places_only():
    asking = {name for name, tree in trees() if calls(tree, SETS) and name != OFFICE}
    asking = {name for name in asking if _imports_office(dict(trees())[name])}
    assert asking <= ASKS


def _imports_office(tree):
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("leadready.workflow.panel")
        for node in ast.walk(tree)
    )


def test_what_sets_an_outcome_looks_at_no_score():
    """`decide` hears of the ranking only to ask for more words where somebody departs from it."""
    tree = dict(trees())[OFFICE]
    for function in (one for one in tree.body if isinstance(one, ast.FunctionDef)):
        if function.name in SETS | {"_decision"}:
            assert not calls(function, WORKS_OUT), function.name


def test_every_word_of_a_decision_is_one_that_came_in():
    """The arguments of `_decision` are the function's own parameters or words that stand in the source."""
    tree = dict(trees())[OFFICE]
    for function in (one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name in SETS):
        own = {argument.arg for argument in function.args.args}
        for call in calls(function, {"_decision"}):
            for given in call.args:
                assert isinstance(given, ast.Constant) or (isinstance(given, ast.Name) and given.id in own)
        assigned = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        assert not assigned & own, "a parameter is given another value"


def test_the_command_line_hands_on_what_was_typed():
    tree = dict(trees())["cli/panel_settling.py"]
    [call] = calls(tree, SETS)
    for given in call.args[1:]:
        assert isinstance(given, ast.Attribute)
        assert isinstance(given.value, ast.Name)
        assert given.value.id == "chosen"
