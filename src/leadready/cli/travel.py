"""Commands about packages that travel: pack and add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.definitions import package_folder, packages
from leadready.errors import LeadreadyError
from leadready.exchange.package_file import SUFFIX
from leadready.language import _
from leadready.workflow.travel import add, pack, read_package_file, standing

if TYPE_CHECKING:
    import argparse


def run_pack(chosen: argparse.Namespace) -> int:
    """Write a package as one file."""
    output = Path(chosen.output)
    if output.suffix.lower() != SUFFIX:
        raise LeadreadyError(_("A package is written as {suffix}.").format(suffix=SUFFIX), where=str(output))
    print(pack(package_folder(chosen.assessment), output))
    return 0


def run_add(chosen: argparse.Namespace) -> int:
    """Add a package that came in a file."""
    came = read_package_file(Path(chosen.file))
    if chosen.new_id is None:
        _check_standing(standing(packages(), came), came.id, replace=chosen.replace)
    added = add(packages(), came, replace=chosen.replace, new_id=chosen.new_id)
    print(_("{id} {version} is among your assessments.").format(id=added, version=came.version))
    return 0


def _check_standing(found: str, package_id: str, *, replace: bool) -> None:
    """Ask what is to be done where the id is taken."""
    if found == "shipped":
        what = _("A package with the id “{id}” is shipped with leadready.").format(id=package_id)
        raise LeadreadyError(what, advice=_("Add it under another id with --as."))
    if found == "own" and not replace:
        what = _("You have another package with the id “{id}”.").format(id=package_id)
        raise LeadreadyError(what, advice=_("Use --replace to put this one in its place, or --as for another id."))
