"""Evidence: short accounts of what a person did, kept once and used in plans and applications.

An account has the four parts of STAR, by which the evidence prompts of panels are written (situation, task, action,
result), and what was learned. Nothing here bars anything: advice says what a reader would miss.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from leadready.instrument.definition import Definition, Id, Name
from leadready.language import _, ngettext
from leadready.locales import month
from leadready.planning.actions import Evidence, evidence_words
from leadready.planning.plan import AccountId, Free

if TYPE_CHECKING:
    from leadready.planning.plan import Goal, PlannedAction

WORDS = 250
"""Words that an evidence prompt asks for at most; more is kept, and said."""

Month: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[12]\d{3}-(0[1-9]|1[0-2])$")]
"""A year and a month, such as 2026-03."""


class Part(StrEnum):
    """What an account tells, in the order in which it is told."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    REFLECTION = "reflection"


def part_name(part: Part) -> str:
    """Name a part."""
    words = {
        Part.SITUATION: _("Situation"),
        Part.TASK: _("Task"),
        Part.ACTION: _("Action"),
        Part.RESULT: _("Result"),
        Part.REFLECTION: _("Reflection"),
    }
    return words[part]


class Link(Definition):
    """What an account is evidence for: an evidence prompt or a scale of an assessment.

    Attributes:
        title: What it was called when it was linked; it stands where the assessment is no longer installed.
    """

    assessment: Id
    kind: Literal["prompt", "scale"]
    id: Id
    title: Name

    @property
    def key(self) -> tuple[str, str, str]:
        """What it leads to, whatever that is called."""
        return self.assessment, self.kind, self.id


class Account(Definition):
    """One account.

    Attributes:
        happened: The month in which it happened, or ended; None while it is open.
        evidence: Which of the six kinds of supporting information it is; None while it is open.
    """

    id: AccountId
    title: Free = ""
    happened: Month | None = None
    situation: Free = ""
    task: Free = ""
    action: Free = ""
    result: Free = ""
    reflection: Free = ""
    evidence: Evidence | None = None
    links: Annotated[tuple[Link, ...], Field(max_length=100)] = ()

    @property
    def parts(self) -> dict[Part, str]:
        """What is written, part by part."""
        return {
            Part.SITUATION: self.situation,
            Part.TASK: self.task,
            Part.ACTION: self.action,
            Part.RESULT: self.result,
            Part.REFLECTION: self.reflection,
        }

    @property
    def words(self) -> int:
        """Words of all parts together; the title is not counted."""
        return sum(word_count(text) for text in self.parts.values())

    @property
    def month(self) -> date | None:
        """The first day of the month in which it happened."""
        return date.fromisoformat(f"{self.happened}-01") if self.happened else None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been put in yet."""
        return self == Account(id=self.id)


class AccountFile(Definition):
    """Accounts that leave the bank together."""

    format: Literal["leadready/accounts/1"] = "leadready/accounts/1"
    accounts: tuple[Account, ...]


def facts(account: Account) -> tuple[str, ...]:
    """Say when it happened and what kind it is, as far as that is known."""
    when = (month(account.month),) if account.month else ()
    kind = (evidence_words(account.evidence),) if account.evidence else ()
    return (*when, *kind)


def linked(links: tuple[Link, ...], link: Link) -> tuple[Link, ...]:
    """Add a link at the end, unless there is one to the same."""
    return links if any(one.key == link.key for one in links) else (*links, link)


def unlinked(links: tuple[Link, ...], link: Link) -> tuple[Link, ...]:
    """Take a link out."""
    return tuple(one for one in links if one.key != link.key)


def word_count(text: str) -> int:
    """Count words as a form's counter does: what stands between blanks."""
    return len(text.split())


def drafted(account_id: str, goal: Goal, action: PlannedAction | None, link: Link | None) -> Account:
    """Begin an account with what a plan knows already: of a goal, or of one of its actions."""
    done_on = action.done_on if action else None
    return Account(
        id=account_id,
        title=action.title if action else "",
        happened=f"{done_on:%Y-%m}" if done_on else None,
        task=goal.title,
        reflection=action.reflection if action else "",
        evidence=action.evidence if action else None,
        links=(link,) if link else (),
    )


def advice(account: Account) -> tuple[str, ...]:
    """Say what a reader would miss; nothing for an account that nobody has begun, or that has everything."""
    if account.is_blank:
        return ()
    empty = {part for part, text in account.parts.items() if not text.strip()}
    over = account.words - WORDS
    too_long = ngettext(
        "It is {n} word longer than the {most} that panels ask for at most.",
        "It is {n} words longer than the {most} that panels ask for at most.",
        over,
    )
    said = (
        (not account.title.strip(), _("It has no title yet: by what will you know it again?")),
        (account.happened is None, _("It does not say when it happened.")),
        *((part in empty, words) for part, words in _missing().items()),
        (account.evidence is None, _("It does not say which kind of supporting information it is.")),
        (over > 0, too_long.format(n=over, most=WORDS)),
    )
    return tuple(words for holds, words in said if holds)


def _missing() -> dict[Part, str]:
    return {
        Part.SITUATION: _("The situation is missing: what was wrong, and for whom?"),
        Part.TASK: _("The task is missing: what was yours to do?"),
        Part.ACTION: _("The action is missing: what did you do yourself?"),
        Part.RESULT: _("The result is missing: what changed, and how do you know?"),
        Part.REFLECTION: _("The reflection is missing: what did you learn, and what do you do differently now?"),
    }


def matching(account: Account, sought: str) -> bool:
    """Whether every word that is sought stands somewhere in an account, in any case."""
    text = " ".join((account.title, *account.parts.values(), *(link.title for link in account.links))).casefold()
    return all(word in text for word in sought.casefold().split())
