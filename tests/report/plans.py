"""Plans to write: the shipped examples with suggested plans, and plans that nobody should type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.assessment.mappings import load_mappings
from leadready.planning.account import Account, Link
from leadready.planning.actions import Evidence
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.rubric.model import Rubric
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.assessment.mappings import FrameworkMapping
    from leadready.report.document import PlanDocument

DAY = date(2026, 11, 24)
FOLDER = assets.assessments() / "clinical-leadership"

ROUNDS = Account(
    id="a" * 32,
    title="Fewer  late\nrounds",
    happened="2026-03",
    situation="Rounds ended at two.\nFamilies waited.",
    action="I timed ten rounds <b>twice</b> & more.",
    evidence=Evidence.IMPROVEMENT,
    links=(Link(assessment="clinical-leadership", kind="prompt", id="measured", title="An improvement"),),
)


@cache
def reading(example_id: str) -> Reading:
    """The reading of an example; `nothing` has answered nothing."""
    assessment = load_assessment(FOLDER)
    examples = {one.id: one.answers for one in load_examples(FOLDER, assessment)}
    return Reading(assessment, assessment.rubric, examples.get(example_id, {}))


@cache
def mappings() -> tuple[FrameworkMapping, ...]:
    return load_mappings(FOLDER, reading("nothing").assessment)


def document(
    example_id: str = "ready-unsupported", *, plan: DevelopmentPlan | None = None, name: str = "", role: str = ""
) -> PlanDocument:
    made = plan or suggested_plan(reading(example_id), DAY)
    return plan_document(reading(example_id), made, answered_on=DAY, name=name, role=role, mappings=mappings())


def for_golden(example_id: str = "ready-unsupported") -> PlanDocument:
    """The example of the golden files. Its fingerprint is made up, so that they last when the package changes."""
    made = document(example_id, name="Dr Rhiannon Pugh", role="Ward pharmacist")
    assessment = replace(made.assessment)
    assessment.__dict__["hash"] = "0" * 64
    return replace(made, assessment=assessment)


def under_rubric(edit: Callable[[dict[str, Any]], None]) -> PlanDocument:
    """The same example under a changed rubric."""
    usual = reading("ready-unsupported")
    said = usual.rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    edit(said)
    rubric = Rubric.model_validate(said)
    changed = Reading(replace(usual.assessment, rubrics={rubric.id: rubric}), rubric, usual.responses)
    return plan_document(changed, suggested_plan(changed, DAY), answered_on=DAY, name="", role="")


def with_accounts(*accounts: Account) -> PlanDocument:
    """The example's plan; the first account belongs to goal 1 and an action of goal 2, the others to goal 2."""
    plan = suggested_plan(reading("ready-unsupported"), DAY)
    ids = tuple(account.id for account in accounts)
    action = plan.goals[1].actions[0].model_copy(update={"accounts": ids[:1]})
    first = plan.goals[0].model_copy(update={"accounts": ids[:1]})
    second = plan.goals[1].model_copy(update={"accounts": ids[1:], "actions": (action, *plan.goals[1].actions[1:])})
    return replace(document(plan=plan.with_goal(0, first).with_goal(1, second)), accounts=accounts)


def numbered(prefix: str, length: int) -> str:
    """A text of numbered words, each of which occurs nowhere else."""
    return " ".join(f"{prefix}{number:05}" for number in range(length // (len(prefix) + 6)))


def crowded() -> DevelopmentPlan:
    """Four goals with twelve actions each, every text its own."""
    goals = tuple(
        Goal(
            title=numbered(f"title{goal}n", 150),
            because=numbered(f"because{goal}n", 100),
            matters=numbered(f"matters{goal}n", 500),
            actions=tuple(_action(goal, number) for number in range(12)),
            measure=numbered(f"measure{goal}n", 200),
            obstacle=numbered(f"obstacle{goal}n", 900),
            if_then=numbered(f"ifthen{goal}n", 200),
            support=numbered(f"support{goal}n", 120),
            review_on=DAY + timedelta(days=60 + goal),
        )
        for goal in range(4)
    )
    return DevelopmentPlan(created_on=DAY, hours_a_month=8, goals=goals)


def _action(goal: int, number: int) -> PlannedAction:
    own = f"{goal}n{number}n"
    return PlannedAction(
        title=numbered(f"action{own}", 70),
        steps=tuple(numbered(f"step{own}{step}n", 80) for step in range(5)),
        effort_hours=7,
        by=DAY + timedelta(days=5 * goal + 2 * number),
        support=numbered(f"w{own}", 50),
        evidence=Evidence.COMPLIMENTS,
    )


def with_one_long(field: str, text: str) -> DevelopmentPlan:
    """The suggested plan, with a long text in one field of its first goal, or of that goal's first action."""
    plan = suggested_plan(reading("ready-unsupported"), DAY)
    goal = plan.goals[0]
    owner, _, name = field.rpartition(".")
    if owner:
        value: object = (text,) if name == "steps" else text
        actions = (goal.actions[0].model_copy(update={name: value}), *goal.actions[1:])
        return plan.with_goal(0, goal.model_copy(update={"actions": actions}))
    return plan.with_goal(0, goal.model_copy(update={name: text}))
