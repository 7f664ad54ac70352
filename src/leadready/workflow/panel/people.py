"""Who takes part and how far each of them is; a pack for everyone, written into one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadready.exchange.bundle_file import SUFFIX
from leadready.files import write_whole
from leadready.workflow.panel.acts import act, digest
from leadready.workflow.panel.members import late_note
from leadready.workflow.panel.office import pack

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leadready.panel.campaign import Member
    from leadready.workflow.panel.panel import Panel

_TO = "to-"
"""How the file of a pack begins; the member's id follows."""


class MemberProgress(NamedTuple):
    """A member, and how far they are.

    Attributes:
        member: Who it is.
        has_left: Whether they have left.
        names: How many names were given out to declare about.
        declared: About how many of those they have declared.
        assigned: How many applications they have.
        locked: How many of those are locked.
        note: What somebody cannot do who came late; empty for most.
    """

    member: Member
    has_left: bool
    names: int
    declared: int
    assigned: int
    locked: int
    note: str


def people(panel: Panel) -> tuple[MemberProgress, ...]:
    """List everyone who ever had a part: those who take part first, each in the order in which they came."""
    view = panel.view
    found: list[MemberProgress] = []
    for id_, member in view.members.items():
        mine = {reference for reference, one in view.assigned if one == id_}
        found.append(
            MemberProgress(
                member=member,
                has_left=id_ in view.left,
                names=len(view.names),
                declared=sum(1 for _code, one in view.relations if one == id_),
                assigned=len(mine),
                locked=sum(1 for reference, one in view.locked if one == id_ and reference in mine),
                note=late_note(panel, member),
            )
        )
    return tuple(sorted(found, key=lambda one: one.has_left))


def to_pack(panel: Panel) -> tuple[Member, ...]:
    """List for whom packs are made: everyone who takes part, save oneself."""
    view, me = panel.view, panel.me.id
    return tuple(one for one in view.members.values() if one.id not in view.left and one.id != me)


def write_packs(panel: Panel, folder: Path) -> tuple[Path, ...]:
    """Write a pack for everyone into a folder, in place of those that lie there; gives the files.

    Raises:
        LeadreadyError: one could not be written.
    """
    written: list[Path] = []
    for member in to_pack(panel):
        target = folder / f"{_TO}{member.id}{SUFFIX}"
        write_whole(target, pack(panel, member))
        written.append(target)
    return tuple(written)


def note_packs(panel: Panel, files: Iterable[Path]) -> None:
    """Write down which packs were written, for whom, by their hashes; raises StoreError."""
    panel.say(
        [
            act("pack-written", digest=digest(file), whom=file.name.removeprefix(_TO).removesuffix(SUFFIX))
            for file in files
        ]
    )
