"""Where a person's keys and rounds lie on this computer: in the folder `rounds` beside the record."""

from __future__ import annotations

from contextlib import suppress
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import SUFFIX
from leadready.exchange.campaign_file import read_campaign
from leadready.exchange.keys import Card, Keys, card_file, key_file, read_card, read_keys
from leadready.exchange.words import passphrase
from leadready.files import write_whole
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _
from leadready.store.panel_store import FILE_NAME, open_panel_store
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.taking import open_file, take_opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from leadready.panel.campaign import Campaign
    from leadready.workflow.panel.entering import Entering
    from leadready.workflow.panel.panel import Panel, ReadRecords
    from leadready.workflow.services import Services

FOLDER = "rounds"
LARGEST = 4 * MEGABYTE
"""The most bytes of a campaign file."""
_MOST_BUNDLES = 40


class KeptRound(NamedTuple):
    """A round on this computer.

    Attributes:
        folder: Where it is.
        campaign: The round as it was published; None where it cannot be read.
        error: Why it cannot be read.
    """

    folder: Path
    campaign: Campaign | None
    error: LeadreadyError | None = None


class Shelf(NamedTuple):
    """The folder of rounds; it need not exist yet."""

    folder: Path

    @property
    def key_path(self) -> Path:
        """The file of the person's private keys, which six words open."""
        return self.folder / "key.lrkey"

    @property
    def card_path(self) -> Path:
        """The file of the person's public keys."""
        return self.folder / "card.lrcard"

    @property
    def unsure_path(self) -> Path:
        """A note that is there until the person has shown that the six words are written down."""
        return self.folder / "words-not-confirmed"

    def round_folder(self, campaign: Campaign) -> Path:
        """Where a round is, or would be."""
        return self.folder / campaign.id

    def holds(self, campaign: Campaign) -> bool:
        """Whether a round is on this computer."""
        return (self.round_folder(campaign) / FILE_NAME).exists()

    def card(self) -> Card | None:
        """Read the person's card; None where there are no keys yet.

        Raises:
            ProblemsFound: it was altered.
        """
        if not self.card_path.is_file():
            return None
        return read_card(self.card_path.read_text(encoding="utf-8"), self.card_path.name)

    def rounds(self, now: datetime) -> tuple[KeptRound, ...]:
        """List the rounds, the one that closes last first; those that cannot be read at the end."""
        folders = [file.parent for file in self.folder.glob(f"*/{FILE_NAME}")]
        found = [_kept(folder, now) for folder in sorted(folders)]
        readable = [one for one in found if one.campaign is not None]
        readable.sort(key=lambda one: one.campaign.dates.closes if one.campaign else now, reverse=True)
        return (*readable, *(one for one in found if one.campaign is None))


def shelf(services: Services) -> Shelf:
    """Give the folder of rounds beside the person's record."""
    return Shelf(services.store.file.parent / FOLDER)


def make_keys(place: Shelf, name: str) -> tuple[Keys, str]:
    """Make keys and keep them; gives them and the six words that open their file. Takes about a second.

    Raises:
        LeadreadyError: there are keys already: what was sealed for them would be lost.
    """
    if place.key_path.exists():
        raise LeadreadyError(
            _("There is a key on this computer already."),
            advice=_("Use it, or move it away first."),
            where=str(place.key_path),
        )
    keys, words = Keys.new(name), passphrase()
    keep_keys(place, keys, words)
    return keys, words


def keep_keys(place: Shelf, keys: Keys, words: str) -> None:
    """Keep keys on this computer, with their card; that their words are written down is to be shown yet.

    Raises:
        FileNotWritten: they could not be kept.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    write_whole(place.card_path, card_file(keys))
    write_whole(place.key_path, key_file(keys, words))
    write_whole(place.unsure_path, b"")


def unlock(place: Shelf, words: str) -> Keys:
    """Open the person's keys with their six words. Takes about a second.

    Raises:
        ProblemsFound: the words do not open them.
        LeadreadyError: there are none.
    """
    try:
        content = place.key_path.read_bytes()
    except OSError:
        raise LeadreadyError(_("There is no key on this computer."), advice=_("Make one first.")) from None
    return read_keys(content, words, place.key_path.name)


def begin_round(place: Shelf, file: Path, keys: Keys, now: Callable[[], datetime]) -> Panel:
    """Take a round on this computer by its campaign file, or the corrected words of one that is here.

    Who joins late has a part by the lead's bundle, which is looked for beside the campaign file.

    Raises:
        ProblemsFound: it is no campaign file, or differs in more than words from what is here already.
        LeadreadyError: the keys have no part in it; then nothing is left behind.
        StoreError: it could not be kept.
    """
    signed = read_text(file, name=file.name, largest=LARGEST)
    campaign = read_campaign(signed, file.name)
    folder = place.round_folder(campaign)
    is_new = not place.holds(campaign)
    panel = begin_panel(signed, file.name, keys, folder, now)
    try:
        _join_late(panel, file)
        _see_part(panel)
    except LeadreadyError:
        panel.close()
        if is_new:
            rmtree(folder)
        raise
    return panel


def enter_round(entering: Entering, keys: Keys, read: ReadRecords) -> Panel:
    """Enter a round that is on this computer, once its records are read.

    Raises:
        LeadreadyError: the keys have no part in it, or not yet.
        StoreError: it could not be read.
    """
    panel = entering.panel(keys, read)
    try:
        _see_part(panel)
    except LeadreadyError:
        panel.close()
        raise
    return panel


def _see_part(panel: Panel) -> None:
    """See that one has a part in a round; raises LeadreadyError with what somebody does who comes late."""
    try:
        _mine = panel.me
    except LeadreadyError as error:
        raise LeadreadyError(
            error.what,
            advice=_(
                "If you join late, put the file that the lead made for you (.lrbundle) beside the campaign file, and "
                "open that again. Otherwise ask the lead to add you, or use another key."
            ),
        ) from None


def bundles_beside(file: Path) -> list[Path]:
    """List what a lead may have made for somebody who joins late: the bundles that lie beside a campaign file."""
    return sorted(file.parent.glob(f"*{SUFFIX}"))[:_MOST_BUNDLES]


def _join_late(panel: Panel, file: Path) -> None:
    """Take in what the lead made for somebody who was not in the round when it was published, where it lies there."""
    known = {member.signs for member in panel.view.members.values()}
    if panel.keys.signing.public in known:
        return
    for bundle in bundles_beside(file):
        with suppress(LeadreadyError):  # it is for somebody else, or of another round
            take_opened(panel, open_file(bundle, panel.keys.identity, panel.campaign, ()))


def _kept(folder: Path, now: datetime) -> KeptRound:
    try:
        return KeptRound(folder, read_campaign(_signed(folder, now), folder.name))
    except LeadreadyError as error:
        return KeptRound(folder, None, error)


def _signed(folder: Path, now: datetime) -> str:
    store = open_panel_store(folder, now=now)
    try:
        signed = store.campaign()
    finally:
        store.close()
    if signed is None:
        raise LeadreadyError(_("There is no campaign here."), where=str(folder))
    return signed
