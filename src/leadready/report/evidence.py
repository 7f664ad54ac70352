"""The accounts of the evidence bank: named where a plan uses them, told in full where somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _, ngettext
from leadready.planning.account import facts, part_name
from leadready.report.blocks import Bullets, Heading, Prose, Section
from leadready.report.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.planning.account import Account
    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition


def evidence_list(document: PlanDocument) -> tuple[Block, ...]:
    """Name the accounts of a plan by title, month and kind, each with the goals that it belongs to."""
    if not document.accounts:
        return ()
    return Heading(_("Evidence")), Bullets(tuple(_named(account, document) for account in document.accounts))


def evidence(document: PlanDocument, _edition: Edition) -> tuple[Section, ...]:
    """Tell the accounts of a plan in full; nothing where it has none."""
    return _section(document.accounts) if document.accounts else ()


def accounts_text(accounts: Iterable[Account]) -> str:
    """Write accounts as plain text under their headings; lines end in a line feed."""
    from leadready.report.plan_text import sections_text

    return sections_text(_section(accounts))


def _named(account: Account, document: PlanDocument) -> str:
    goals = [str(n) for n, goal in enumerate(document.plan.goals, start=1) if account.id in goal.all_accounts]
    place = ngettext("goal {goals}", "goals {goals}", len(goals)).format(goals=", ".join(goals))
    return ", ".join((_title(account), *facts(account), place))


def _section(accounts: Iterable[Account]) -> tuple[Section, ...]:
    title = _("Evidence in full")
    told = [block for account in accounts for block in _told(account)]
    return (Section(title, (Heading(title, 1, title), *told)),)


def _told(account: Account) -> tuple[Block, ...]:
    said = ", ".join(facts(account))
    parts = [(part_name(part), text) for part, text in account.parts.items() if text.strip()]
    return (
        Heading(_title(account)),
        *((Prose(said, "muted"),) if said else ()),
        *(block for name, text in parts for block in (Heading(name, 3), Prose(text))),
        *(() if parts else (Prose(_("Nothing is written yet."), "muted"),)),
    )


def _title(account: Account) -> str:
    return one_line(account.title) or _("Without a title")
