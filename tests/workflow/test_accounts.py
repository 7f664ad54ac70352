"""The evidence bank: kept, linked, used in plans, and gone without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadready import language
from leadready.assessment.loading import load_assessment
from leadready.errors import LeadreadyError, StoreDamaged
from leadready.planning.account import Account, Link
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.workflow.accounts import (
    PlanPlace,
    add_evidence,
    attach,
    criteria_of,
    delete_account,
    keep_account,
    link_title,
    linked_accounts,
    new_account,
    open_account,
    read_bank,
    uses_of,
)
from leadready.workflow.plans import keep_plan, read_plan
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin
from tests.conftest import NOW

if TYPE_CHECKING:
    from leadready.workflow.services import Services
    from leadready.workflow.sitting import Sitting

TITLE = "Leading improvement, a quick look"


@pytest.fixture
def sitting(services: Services) -> Sitting:
    """A sitting with a plan of two goals, the second with two actions."""
    made = begin(services, open_package(services.packages, "clinical-leadership-quick"))
    actions = (PlannedAction(title="Ask"), PlannedAction(title="Time ten rounds", done_on=NOW.date(), reflection="So."))
    goals = (Goal(title="First"), Goal(title="Second", scale_id="opportunity", actions=actions))
    keep_plan(services, made.id, DevelopmentPlan(created_on=NOW.date(), goals=goals))
    return made


def plan_of(services: Services, sitting: Sitting) -> DevelopmentPlan:
    plan = read_plan(services, sitting.id)
    assert plan is not None
    return plan


def kept(services: Services, **fields: object) -> Account:
    account = new_account().model_copy(update=fields)
    keep_account(services, account)
    return account


def test_an_account_is_kept_as_it_was_written(services: Services):
    account = kept(services, title="BP <90 & <b>bold</b>", situation="Zoë 🙂 \u202e")
    assert open_account(services, account.id) == account
    changed = account.model_copy(update={"result": "Better."})
    assert keep_account(services, changed) == NOW
    assert read_bank(services).accounts == (changed,)


def test_where_an_account_is_used_is_known_from_the_plans(services: Services, sitting: Sitting):
    account, other = kept(services, title="Mine"), kept(services, title="Another")
    assert uses_of(services, account.id) == ()
    attach(services, PlanPlace(sitting.id, 0), account.id)
    attach(services, PlanPlace(sitting.id, 1, 1), account.id)
    attach(services, PlanPlace(sitting.id, 1, 1), account.id)  # once is enough
    found = [(use.place, use.plan, use.goal, use.action) for use in uses_of(services, account.id)]
    assert found == [
        (PlanPlace(sitting.id, 0), TITLE, "First", ""),
        (PlanPlace(sitting.id, 1, 1), TITLE, "Second", "Time ten rounds"),
    ]
    assert set(read_bank(services).uses) == {account.id}
    plan = plan_of(services, sitting)
    assert linked_accounts(services, plan) == {account.id: account}
    assert uses_of(services, other.id) == ()


@pytest.mark.parametrize("place", [(2, None), (0, 0), (1, 2)])
def test_a_place_that_is_gone_takes_nothing(services: Services, sitting: Sitting, place: tuple[int, int | None]):
    before = plan_of(services, sitting)
    with pytest.raises(LeadreadyError, match="this place in it is gone"):
        attach(services, PlanPlace(sitting.id, *place), "0" * 32)
    assert plan_of(services, sitting) == before


def test_an_account_that_is_deleted_is_in_no_plan_any_more(services: Services, sitting: Sitting):
    account, other = kept(services, title="canary-title"), kept(services, title="Another")
    before = plan_of(services, sitting)
    for place in (PlanPlace(sitting.id, 0), PlanPlace(sitting.id, 1, 0)):
        attach(services, place, account.id)
    attach(services, PlanPlace(sitting.id, 1, 1), other.id)
    delete_account(services, account.id)
    plan = plan_of(services, sitting)
    assert plan.accounts == (other.id,)
    assert plan.without_account(other.id) == before
    content = services.store.file.read_bytes()
    assert b"canary-title" not in content
    assert account.id.encode() not in content


def test_a_sitting_that_is_deleted_takes_its_plan_and_leaves_the_account(services: Services, sitting: Sitting):
    account = kept(services, title="Mine")
    attach(services, PlanPlace(sitting.id, 0), account.id)
    services.store.administrations.delete(sitting.id)
    assert open_account(services, account.id) == account
    assert uses_of(services, account.id) == ()


def test_an_action_that_is_done_is_kept_as_evidence_in_one_step(services: Services, sitting: Sitting):
    account = add_evidence(services, PlanPlace(sitting.id, 1, 1))
    assert open_account(services, account.id) == account
    assert (account.title, account.task, account.reflection, account.happened) == (
        "Time ten rounds",
        "Second",
        "So.",
        "2026-11",
    )
    assert [(link.kind, link.id) for link in account.links] == [("scale", "opportunity")]
    assert plan_of(services, sitting).goals[1].actions[1].accounts == (account.id,)
    of_goal = add_evidence(services, PlanPlace(sitting.id, 0))
    assert (of_goal.title, of_goal.task, of_goal.links) == ("", "First", ())
    assert plan_of(services, sitting).goals[0].accounts == (of_goal.id,)
    with pytest.raises(LeadreadyError, match="this place in it is gone"):
        add_evidence(services, PlanPlace(sitting.id, 7))
    assert len(read_bank(services).accounts) == 2


def test_one_damaged_account_stops_no_other(services: Services, sitting: Sitting):
    good, altered, unreadable = kept(services, title="Good"), kept(services, title="Altered"), kept(services)
    for one in (good, altered, unreadable):
        attach(services, PlanPlace(sitting.id, 0), one.id)
    services.store.connection.execute("UPDATE account SET document = '{}' WHERE id = ?", (altered.id,))
    services.store.accounts.save(unreadable.id, '{"id": 1}', NOW)
    bank = read_bank(services)
    assert (bank.accounts, bank.damaged) == ((good,), 2)
    assert linked_accounts(services, plan_of(services, sitting)) == {good.id: good}
    with pytest.raises(StoreDamaged, match="This account is damaged"):
        open_account(services, altered.id)
    with pytest.raises(StoreDamaged, match="This account cannot be read"):
        open_account(services, unreadable.id)


def test_a_damaged_plan_or_sitting_does_not_hide_the_bank(services: Services, sitting: Sitting):
    account = kept(services, title="Mine")
    attach(services, PlanPlace(sitting.id, 0), account.id)
    services.store.connection.execute("UPDATE administration SET title = 'Other'")
    assert [use.plan for use in uses_of(services, account.id)] == ["a sitting that cannot be read"]
    services.store.plans.save(sitting.id, "{", NOW)
    assert read_bank(services).uses == {}
    delete_account(services, account.id)
    assert read_bank(services).accounts == ()


def test_an_account_can_be_evidence_for_prompts_and_scales(services: Services):
    criteria = criteria_of(open_package(services.packages, "clinical-leadership"))
    assert [link.id for link in criteria if link.kind == "prompt"] == [
        "led-change",
        "setback",
        "feedback",
        "measured",
        "why-lead",
    ]
    scales = [link for link in criteria if link.kind == "scale"]
    assert len(scales) == len({link.id for link in scales}) >= 18
    assert criteria[0] == Link(
        assessment="clinical-leadership", kind="prompt", id="led-change", title="A change that you led with others"
    )
    strengths = criteria_of(open_package(services.packages, "character-strengths"))
    assert {link.kind for link in strengths} == {"scale"}


def test_a_link_is_named_in_the_language_in_use(services: Services):
    link = criteria_of(load_assessment(services.packages[0] / "clinical-leadership"))[0]
    language.use("cy")
    try:
        welsh = link_title(services, link)
    finally:
        language.use("en")
    assert welsh != link.title
    assert link_title(services, link) == link.title
    gone = link.model_copy(update={"assessment": "not-installed"})
    assert link_title(services, gone) == link.title
