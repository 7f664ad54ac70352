"""The evidence bank: accounts written once, linked to what they are evidence for, and used in plans."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import ValidationError

from leadready.errors import LeadreadyError, StoreDamaged
from leadready.language import _
from leadready.planning.account import Account, Link, drafted
from leadready.planning.plan import DevelopmentPlan
from leadready.workflow.plans import keep_plan, read_plan
from leadready.workflow.sitting import Sitting
from leadready.workflow.spoken import spoken_text, spoken_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from leadready.assessment.model import Assessment
    from leadready.workflow.services import Services


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where in a plan an account belongs: a goal, or one of its actions, each counted from 0."""

    sitting_id: str
    goal: int
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an account in a plan.

    Attributes:
        plan: What the sitting is called that the plan came from.
        goal: The title of the goal; may be empty.
        action: The title of the action; empty where the account belongs to the goal as a whole.
    """

    place: PlanPlace
    plan: str
    goal: str
    action: str


@dataclass(frozen=True)
class Bank:
    """All accounts, the one that was changed last first.

    Attributes:
        damaged: How many are not as they were written; they are left out.
        uses: Where each account that a plan names is used, by its id.
    """

    accounts: tuple[Account, ...]
    damaged: int
    uses: dict[str, tuple[Use, ...]]


def read_bank(services: Services) -> Bank:
    """Read every account that can be read, with where it is used."""
    kept = services.store.accounts.salvage()
    accounts: list[Account] = []
    damaged = len(kept.damaged)
    for document in kept.documents.values():
        try:
            accounts.append(_read(document))
        except StoreDamaged:
            damaged += 1
    return Bank(tuple(accounts), damaged, _uses(services))


def open_account(services: Services, account_id: str) -> Account:
    """Open one account.

    Raises:
        StoreError: it is not there.
        StoreDamaged: it cannot be read.
    """
    return _read(services.store.accounts.get(account_id))


def uses_of(services: Services, account_id: str) -> tuple[Use, ...]:
    """Find where an account is used."""
    return _uses(services).get(account_id, ())


def new_account() -> Account:
    """Begin an account; nothing is kept before something is written."""
    return Account(id=uuid4().hex)


def keep_account(services: Services, account: Account) -> datetime:
    """Keep an account as it is now; returns the time at which it was safely on disk."""
    now = services.clock()
    services.store.accounts.save(account.id, account.model_dump_json(), now)
    return now


def delete_account(services: Services, account_id: str) -> None:
    """Delete an account, and take it out of every plan that names it."""
    plans = {
        sitting_id: plan.without_account(account_id).model_dump_json()
        for sitting_id, plan in _plans(services)
        if account_id in plan.accounts
    }
    services.store.accounts.delete(account_id, plans, services.clock())


def linked_accounts(services: Services, plan: DevelopmentPlan) -> dict[str, Account]:
    """Read the accounts that a plan names, by id, in the plan's order; one that is gone or damaged is left out."""
    documents = services.store.accounts.salvage().documents if plan.accounts else {}
    found: dict[str, Account] = {}
    for account_id in plan.accounts:
        with suppress(KeyError, StoreDamaged):  # the bank's own page says what is damaged
            found[account_id] = _read(documents[account_id])
    return found


def attach(services: Services, place: PlanPlace, account_id: str) -> None:
    """Name an account in a kept plan.

    Raises:
        LeadreadyError: the plan is no longer there, or has no such goal or action.
    """
    plan = read_plan(services, place.sitting_id)
    if plan is None or not _is_in(place, plan):
        raise _gone()
    goal = plan.goals[place.goal]
    if place.action is None:
        changed = goal.model_copy(update={"accounts": _added(goal.accounts, account_id)})
    else:
        action = goal.actions[place.action]
        action = action.model_copy(update={"accounts": _added(action.accounts, account_id)})
        actions = (*goal.actions[: place.action], action, *goal.actions[place.action + 1 :])
        changed = goal.model_copy(update={"actions": actions})
    keep_plan(services, place.sitting_id, plan.with_goal(place.goal, changed))


def add_evidence(services: Services, place: PlanPlace) -> Account:
    """Begin an account with what a kept plan knows of a goal or action, keep it, and name it there.

    Raises:
        LeadreadyError: the plan is no longer there, or has no such goal or action.
    """
    plan = read_plan(services, place.sitting_id)
    if plan is None or not _is_in(place, plan):
        raise _gone()
    goal = plan.goals[place.goal]
    action = None if place.action is None else goal.actions[place.action]
    assessment = Sitting(services, place.sitting_id).assessment
    account = drafted(uuid4().hex, goal, action, _scale_link(assessment, goal.scale_id))
    keep_account(services, account)
    attach(services, place, account.id)
    return account


def criteria_of(assessment: Assessment) -> tuple[Link, ...]:
    """List what an account can be evidence for: the prompts of an assessment, then its scales, as their author has it.

    Titles are in the author's language, so that a link says the same in every language.
    """
    source = assessment.source or assessment
    prompts = ((prompt_id, prompt.title) for prompt_id, prompt in source.instrument.evidence.items())
    titles: dict[str, str] = {}
    for rubric in source.rubrics.values():
        if "development" in rubric.uses:
            titles = titles | {one: scale.title for one, scale in rubric.scales.items() if one not in titles}
    return (
        *(Link(assessment=source.id, kind="prompt", id=one, title=title) for one, title in prompts),
        *(Link(assessment=source.id, kind="scale", id=one, title=title) for one, title in titles.items()),
    )


def link_title(services: Services, link: Link) -> str:
    """Name what a link leads to, in the language in use."""
    return spoken_text(link.assessment, link.title, services.packages)


def _scale_link(assessment: Assessment, scale_id: str | None) -> Link | None:
    return next((one for one in criteria_of(assessment) if (one.kind, one.id) == ("scale", scale_id)), None)


def _read(document: str) -> Account:
    try:
        return Account.model_validate_json(document)
    except ValidationError:
        raise StoreDamaged(
            _("This account cannot be read."), advice=_("It may have been written by a newer leadready.")
        ) from None


def _plans(services: Services) -> Iterator[tuple[str, DevelopmentPlan]]:
    """Give every plan that can be read; what is wrong with another is said on its own page."""
    for sitting_id, document in services.store.plans.salvage().items():
        try:
            yield sitting_id, DevelopmentPlan.model_validate_json(document)
        except ValidationError:
            continue


def _uses(services: Services) -> dict[str, tuple[Use, ...]]:
    found: dict[str, list[Use]] = {}
    for sitting_id, plan in _plans(services):
        if plan.accounts:
            for account_id, use in _uses_in(sitting_id, _plan_title(services, sitting_id), plan):
                found.setdefault(account_id, []).append(use)
    return {account_id: tuple(uses) for account_id, uses in found.items()}


def _plan_title(services: Services, sitting_id: str) -> str:
    try:
        return spoken_title(services.store.administrations.get(sitting_id), services.packages)
    except StoreDamaged:
        return _("a sitting that cannot be read")


def _uses_in(sitting_id: str, title: str, plan: DevelopmentPlan) -> Iterator[tuple[str, Use]]:
    for number, goal in enumerate(plan.goals):
        for account_id in goal.accounts:
            yield account_id, Use(PlanPlace(sitting_id, number), title, goal.title, "")
        for place, action in enumerate(goal.actions):
            for account_id in action.accounts:
                yield account_id, Use(PlanPlace(sitting_id, number, place), title, goal.title, action.title)


def _gone() -> LeadreadyError:
    return LeadreadyError(_("The plan has changed, and this place in it is gone."))


def _is_in(place: PlanPlace, plan: DevelopmentPlan) -> bool:
    if place.goal >= len(plan.goals):
        return False
    return place.action is None or place.action < len(plan.goals[place.goal].actions)


def _added(accounts: Iterable[str], account_id: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*accounts, account_id)))
