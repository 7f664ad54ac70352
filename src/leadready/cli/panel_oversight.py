"""`leadready panel check` and `verify`: whether a round is what it should be. Neither needs a key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.panel_keys import now, read_text
from leadready.exchange.bundle_file import LARGEST
from leadready.instrument.problems import ProblemsFound
from leadready.language import _
from leadready.panel.invariants import rule_ids
from leadready.workflow.panel.audit import verify
from leadready.workflow.panel.inspection import kept, proved, rules_broken

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_oversight(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands, by what adds one."""
    checked = add("check", help=_("check every rule that always holds of a round; needs no key"))
    checked.add_argument("folder", help=_("the round's folder on this laptop"))
    checked.set_defaults(run=_check)
    verified = add("verify", help=_("check an audit pack, or a round's folder; needs no key"))
    verified.add_argument("file", help=_("the pack, or the folder"))
    verified.set_defaults(run=_verify)


def _check(chosen: argparse.Namespace) -> int:
    with kept(Path(chosen.folder), now()) as found:
        broken = rules_broken(found)
    if broken:
        raise ProblemsFound(broken)
    print(_("All {n} rules hold.").format(n=len(rule_ids())))
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    if path.is_dir():
        with kept(path, now()) as found:
            count = proved(found)
        print(_("Everything in it holds: {n} records.").format(n=count))
        return 0
    table = verify(read_text(path, largest=LARGEST), path.name)
    print(_("Everything in it holds: {n} applications.").format(n=len(table)))
    return 0
