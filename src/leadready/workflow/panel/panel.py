"""One campaign on one person's laptop: what was written there, and what came from others."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError, StoreError
from leadready.exchange.bundle_file import head_signature, open_bundle
from leadready.exchange.campaign_file import read_campaign
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.kinds import Joined
from leadready.panel.log import Log
from leadready.panel.order import order_of
from leadready.panel.record import stamp
from leadready.panel.view import panel_view, view_after
from leadready.store.panel_store import FILE_NAME, SeenFile, open_panel_store
from leadready.workflow.garbage import no_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from leadready.exchange.bundle_file import OpenedBundle
    from leadready.exchange.keys import Keys
    from leadready.panel.campaign import Campaign, Member
    from leadready.panel.log import Growth
    from leadready.panel.order import Order
    from leadready.panel.record import ChainEnd, Record, Statement
    from leadready.panel.view import PanelView
    from leadready.store.panel_store import PanelStore

SALT_BYTES = 16
TAKEN = "taken"
AHEAD = timedelta(days=1)
"""A clock that is further ahead than this is wrong, or meant to deceive."""


def salts() -> Iterator[str]:
    """Give salts by chance, without end."""
    while True:
        yield secrets.token_hex(SALT_BYTES)


class ReadRecords(NamedTuple):
    """What the file of a campaign says: all records, and the order of the applications by what they say."""

    log: Log
    order: Order


def read_log(campaign: Campaign, store: PanelStore) -> Log:
    """Read every record of a campaign. Takes a second with three thousand applications.

    Raises:
        StoreDamaged: something is not what was written.
    """
    leads = frozenset(member.signs for member in campaign.with_role("lead"))
    with no_search():
        return Log(leads).merged(*store.load())


class Panel:
    """An open campaign. What is written is on the disk before the call returns.

    Attributes:
        campaign: The round as it was published.
        keys: Whose laptop this is.
        log: Every record that is here.
        store: The file it is kept in.
    """

    def __init__(
        self,
        campaign: Campaign,
        keys: Keys,
        store: PanelStore,
        now: Callable[[], datetime],
        read: ReadRecords | None = None,
    ) -> None:
        """Take a campaign up; `read` is what its file says, where that was read already (`entering.py`)."""
        self.campaign = campaign
        self.keys = keys
        self.store = store
        self.now = now
        self.log = read_log(campaign, store) if read is None else read.log
        self._view: PanelView | None = None if read is None else read.order.view
        self._order: Order | None = None if read is None else read.order
        self._since: dict[str, Record] = {}
        """What one wrote after the view was read."""
        self._end: ChainEnd | None = None
        """Where one's own chain ends, while nothing has come from others."""

    @property
    def me(self) -> Member:
        """The member whose keys these are.

        Raises:
            LeadreadyError: it is nobody of this campaign.
        """
        public = self.keys.signing.public
        member = next((one for one in self.view.members.values() if one.signs == public), None)
        if member is None:
            raise LeadreadyError(
                _("Your key has no part in this campaign."), advice=_("Ask the lead to add you, or use another key.")
            )
        return member

    @property
    def view(self) -> PanelView:
        """What all records say."""
        return self.take_up()

    def take_up(self) -> PanelView:
        """Read what was written since into the view. Who writes much asks for it in between, while it is little."""
        view = self._view
        if view is not None and self._since:
            view = view_after(view, self._since)
        if view is None:
            with no_search():
                view = panel_view(self.campaign, self.log)
        self._view = view
        self._since = {}
        return view

    @property
    def order(self) -> Order:
        """Where applications stand by the marks that are here; worked out anew only where those have changed."""
        self._order = order_of(self.view, self._order)
        return self._order

    def adopt_order(self, order: Order) -> None:
        """Take an order that was worked out elsewhere; it is given as long as it holds."""
        self._order = order

    @cached_property
    def people(self) -> tuple[Mapping[str, Member], frozenset[str]]:
        """Everyone who ever had a part, and who has left; known without reading all records anew."""
        return self.view.members, self.view.left

    def say(self, statements: Sequence[Statement], seen: Iterable[SeenFile] = ()) -> Growth:
        """Write statements down under one's own key, and what files they came from; gives what the log gained by it.

        Raises:
            StoreError: it could not be kept; then nothing was.
        """
        key = self.keys.signing

        def sign(record: str) -> str:
            return head_signature(self.campaign.id, record, key)

        end = self._end or self.log.end_of(key.public)
        growth = self.log.said(statements, key.public, end, sign, salts=salts(), at=stamp(self.now()))
        self._keep(growth, seen)
        self._since |= growth.records
        self._end = growth.end or end
        return growth

    def take_file(self, sealed: bytes, file: str) -> int:
        """Open a bundle and put it into the log; gives how many records are new.

        One that came before is not opened again: putting it together once more would change nothing.

        Raises:
            ProblemsFound: it cannot be opened, something in it is not what it should be, or see `take`.
            StoreError: it could not be kept; then nothing was.
        """
        digest = hashlib.sha256(sealed).hexdigest()
        if digest in self.store.seen():
            return 0
        with no_search():
            bundle = open_bundle(sealed, self.keys.identity, self.campaign.id, file, title=self.campaign.title)
            return self.take(bundle, file, SeenFile(digest, file, stamp(self.now()), TAKEN))

    def take(self, bundle: OpenedBundle, file: str, seen: SeenFile | None = None) -> int:
        """Put what came from somebody else into the log; gives how many records are new.

        Args:
            bundle: What came, checked.
            file: How problems name it.
            seen: What is noted of the file.

        Raises:
            ProblemsFound: nobody of this campaign wrote it, somebody wrote after leaving, or it is from the future.
            StoreError: it could not be kept; then nothing was.
        """
        fresh = {id_: record for id_, record in bundle.records.items() if id_ not in self.log.records}
        limit = stamp(self.now() + AHEAD)
        if any(record.at > limit for record in fresh.values()):
            what = _("Something in it was written at a time that has not come yet.")
            raise _refused(file, "from-the-future", what, _("Set the clock of that computer, and of this one."))
        members, gone = self.people
        known = {member.signs: member.id for member in members.values()}
        coming = {record.author for record in bundle.records.values() if record.kind == Joined.kind}
        strangers = {record.author for record in fresh.values()} - known.keys()
        if strangers and not coming & self.log.leads:
            what = _("Somebody wrote in it who has no part in this campaign.")
            raise _refused(file, "unknown-author", what, _("Add them first, or find out who it is."))
        left = sorted({known.get(record.author, "") for record in fresh.values()} & gone)
        if left:
            what = _("{name} wrote in it after leaving the panel.").format(name=members[left[0]].name)
            raise _refused(file, "left-panel", what, _("Let them in again first, if that is right."))
        self._keep(self.log.growth(bundle.records, bundle.heads), [seen] if seen else [])
        self._view = self._end = None
        return len(fresh)

    def _keep(self, growth: Growth, seen: Iterable[SeenFile]) -> None:
        erased = growth.gone - self.log.gone
        self.store.keep(growth, seen, erased)
        self.log = self.log.grown(growth)
        if erased:
            with suppress(StoreError):  # it is erased already; an error now would make it look as if it were not
                self.store.compact()
        if any(head.author in self.log.leads for head in growth.heads):
            self.__dict__.pop("people", None)

    def take_words(self, signed: str, file: str) -> None:
        """Take a campaign file with corrected words.

        Raises:
            ProblemsFound: it differs in more than words.
            StoreError: it could not be kept; the words are then as before.
        """
        campaign = read_campaign(signed, file, known=self.campaign)
        self.store.keep_campaign(signed)
        self.campaign = campaign
        self._view = None
        self.__dict__.pop("people", None)

    def close(self) -> None:
        """Close the file."""
        self.store.close()


def begin_panel(signed: str, file: str, keys: Keys, folder: Path, now: Callable[[], datetime]) -> Panel:
    """Take a published campaign file for one's own laptop, or its corrected words.

    Raises:
        ProblemsFound: it is no campaign file, or differs in more than words from what is here already.
        StoreError: it could not be kept.
    """
    read_campaign(signed, file)  # what is no campaign leaves nothing behind
    store = open_panel_store(folder, now=now())
    try:
        before = store.campaign()
        known = None if before is None else read_campaign(before, file)
        campaign = read_campaign(signed, file, known=known)
        store.keep_campaign(signed)
        return Panel(campaign, keys, store, now)
    except BaseException:
        store.close()
        raise


def open_panel(keys: Keys, folder: Path, now: Callable[[], datetime]) -> Panel:
    """Open a campaign that is on this laptop.

    Raises:
        LeadreadyError: there is none in this folder.
        StoreError: it could not be read.
    """
    if not (folder / FILE_NAME).is_file():
        raise no_campaign(folder)
    store = open_panel_store(folder, now=now())
    try:
        return Panel(kept_campaign(store), keys, store, now)
    except BaseException:
        store.close()
        raise


def kept_campaign(store: PanelStore) -> Campaign:
    """Read the campaign that is in a file.

    Raises:
        LeadreadyError: there is none.
        ProblemsFound: it was altered.
    """
    signed = store.campaign()
    if signed is None:
        raise no_campaign(store.file.parent)
    return read_campaign(signed, store.file.name)


def no_campaign(folder: Path) -> LeadreadyError:
    """Say that there is no campaign in a folder."""
    return LeadreadyError(_("There is no campaign here."), where=str(folder), advice=_("Begin with the campaign file."))


def _refused(file: str, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(file, 0, code, what, advice)])
