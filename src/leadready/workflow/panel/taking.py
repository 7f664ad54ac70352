"""Taking a bundle in, in two parts: opening it, which takes time and may run anywhere, and putting it into the log."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from leadready.exchange.bundle_file import LARGEST, open_bundle
from leadready.exchange.sealing import read_sealed
from leadready.panel.record import stamp
from leadready.store.panel_store import SeenFile
from leadready.workflow.panel.panel import TAKEN

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from leadready.exchange.bundle_file import OpenedBundle
    from leadready.panel.campaign import Campaign
    from leadready.workflow.panel.panel import Panel


class OpenedFile(NamedTuple):
    """A file that was opened.

    Attributes:
        path: Where it is.
        digest: SHA-256 of it.
        bundle: What is in it, checked; None where it came before.
    """

    path: Path
    digest: str
    bundle: OpenedBundle | None


def open_file(path: Path, identity: str, campaign: Campaign, seen: Container[str]) -> OpenedFile:
    """Open a bundle, unless it came before. Pure but for reading the file.

    Args:
        path: The file.
        identity: The key that opens it.
        campaign: The campaign that it must be of.
        seen: Digests of the files that came before.

    Raises:
        ProblemsFound: it cannot be read or opened, or something in it is not what it should be.
    """
    sealed = read_sealed(path, largest=LARGEST)
    digest = hashlib.sha256(sealed).hexdigest()
    bundle = None if digest in seen else open_bundle(sealed, identity, campaign.id, path.name, title=campaign.title)
    return OpenedFile(path, digest, bundle)


class Brought(NamedTuple):
    """What a file has brought that was not here before, as far as this person can read it."""

    names: int
    benchmarks: int
    answers: int
    profiles: int
    declarations: int
    marks: int
    locks: int


def take_opened(panel: Panel, opened: OpenedFile) -> Brought | None:
    """Put what was opened into the log; gives what is new, None where the file came before.

    Raises:
        ProblemsFound: see `Panel.take`.
        StoreError: it could not be kept; then nothing was.
    """
    if opened.bundle is None:
        return None
    before = panel.view
    seen = SeenFile(opened.digest, opened.path.name, stamp(panel.now()), TAKEN)
    panel.take(opened.bundle, opened.path.name, seen)
    after = panel.view
    return Brought(
        len(after.names.keys() - before.names.keys()),
        len(after.benchmarks.keys() - before.benchmarks.keys()),
        len(after.answers.keys() - before.answers.keys()),
        len(after.profiles.keys() - before.profiles.keys()),
        len(after.relations.keys() - before.relations.keys()),
        len(after.marks.keys() - before.marks.keys()),
        len(after.locked - before.locked),
    )
