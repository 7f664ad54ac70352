"""People of a round after it was published: somebody joins, leaves, is replaced, or is let in again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.instrument.definition import ID_PATTERN
from leadready.language import _
from leadready.panel.kinds import Joined
from leadready.workflow.panel.office import must_lead, statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.exchange.keys import Card
    from leadready.panel.campaign import Member, Role
    from leadready.panel.record import Statement
    from leadready.workflow.panel.panel import Panel

LONGEST_ID = 60


def join(panel: Panel, card: Card, id_: str, roles: Iterable[Role], why: str) -> str:
    """Let somebody in who was not in the published campaign. From now on packs are made for them.

    Gives what is to be known of somebody who should see who applicants are; empty for a rater.

    Raises:
        LeadreadyError: the id or a key is somebody's already, there is no role or reason, or one does not lead.
    """
    must_lead(panel)
    chosen = tuple(roles)
    panel.say([_joining(panel, card, id_, chosen, why)])
    return late_note(panel, panel.view.members[id_])


def replace_member(panel: Panel, old: str, card: Card, id_: str, why: str) -> str:
    """Let somebody take the place of a member who left or lost their key: the same roles, a new id and a new key.

    What the old one locked stays. What they had open goes to whoever is free of a conflict when it is assigned next.
    Gives what `join` gives.

    Raises:
        LeadreadyError: there is no such member, or see `join`.
    """
    must_lead(panel)
    member = _known(panel, old)
    said = [_joining(panel, card, id_, member.roles, why)]
    if old not in panel.view.left:
        said.append(_state(panel, member, why, active=False))
    panel.say(said)
    return late_note(panel, panel.view.members[id_])


def retire(panel: Panel, member: str, why: str) -> None:
    """Let somebody leave. What they locked stays; what they had open can be assigned anew.

    Raises:
        LeadreadyError: there is no such member, no reason, they are the last lead, or one does not lead.
    """
    must_lead(panel)
    one = _known(panel, member)
    leads = [other for other in panel.campaign.with_role("lead") if other.id not in {*panel.view.left, member}]
    if not leads:
        raise LeadreadyError(
            _("{name} is the last who leads this round.").format(name=one.name),
            advice=_("Nobody could let others in or out any more."),
        )
    if member not in panel.view.left:
        panel.say([_state(panel, one, why, active=False)])


def let_in_again(panel: Panel, member: str, why: str) -> None:
    """Let somebody who left take part again, with the key that they had.

    Raises:
        LeadreadyError: there is no such member, they never left, there is no reason, or one does not lead.
    """
    must_lead(panel)
    one = _known(panel, member)
    if member not in panel.view.left:
        raise LeadreadyError(_("{name} has not left.").format(name=one.name))
    panel.say([_state(panel, one, why, active=True)])


def late_note(panel: Panel, member: Member) -> str:
    """Say what somebody cannot do who came late and should see who applicants are; empty for everybody else."""
    if not member.opens_submissions or member.seals in panel.campaign.recipients:
        return ""
    return _(
        "{name} cannot open the applications themselves: they are sealed for those who were in the round when it was "
        "published. Make a bundle for them: it holds all records, and what was opened is in those."
    ).format(name=member.name)


def _joining(panel: Panel, card: Card, id_: str, roles: tuple[Role, ...], why: str) -> Statement:
    members, campaign = panel.view.members, panel.campaign
    if not re.fullmatch(ID_PATTERN, id_) or len(id_) > LONGEST_ID:
        raise LeadreadyError(
            _("“{id}” is no id.").format(id=id_[:40]), advice=_("Use small letters, digits and hyphens, such as ann-2.")
        )
    if id_ in members:
        raise LeadreadyError(
            _("The id “{id}” is {name}'s.").format(id=id_, name=members[id_].name),
            advice=_("Choose a new id: whatever is written under an id stays under it for good."),
        )
    for one in members.values():
        if one.signs == card.signs or one.seals == card.seals:
            raise LeadreadyError(
                _("This card has the key of {name}.").format(name=one.name),
                advice=_("Ask for a card with a new key, or let them in again."),
            )
    if card.seals in {campaign.recovery, campaign.equality}:
        raise LeadreadyError(_("The recovery key and the key for equality answers must each be nobody else's."))
    if not roles:
        raise LeadreadyError(_("A member needs a role."), advice=_("They are: lead, rater, administrator."))
    said = Joined(active=True, why=_reason(why), name=card.name, roles=roles, signs=card.signs, seals=card.seals)
    return statement(panel.view, said, "", id_)


def _state(panel: Panel, member: Member, why: str, *, active: bool) -> Statement:
    """Say whether a member takes part, and once more who they are: what a late one wrote stands under that."""
    said = Joined(
        active=active,
        why=_reason(why),
        name=member.name,
        roles=member.roles,
        signs=member.signs,
        seals=member.seals,
    )
    return statement(panel.view, said, "", member.id)


def _known(panel: Panel, member: str) -> Member:
    found = panel.view.members.get(member)
    if found is None:
        raise LeadreadyError(
            _("There is no member “{name}”.").format(name=member),
            advice=_("Members are: {names}.").format(names=", ".join(panel.view.members)),
        )
    return found


def _reason(why: str) -> str:
    if not why.strip():
        raise LeadreadyError(_("This needs a reason."), advice=_("Say it in words."))
    return why.strip()
