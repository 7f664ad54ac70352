"""Drafts of rounds on the disk: one folder each, with the draft and the answers to its tests that came back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError
from leadready.files import write_whole
from leadready.instrument.text_files import MEGABYTE, read_text
from leadready.language import _
from leadready.panel.campaign import RECOVERY
from leadready.workflow.panel.draft import RoundDraft, changed, read_draft
from leadready.workflow.panel.fitness import as_campaign, draft_faults, frozen, is_frozen
from leadready.workflow.panel.setting_up import (
    OPENED_SUFFIX,
    TRIAL_SUFFIX,
    open_trial,
    proved,
    publish,
    trial_files,
    unopened,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leadready.exchange.keys import Keys
    from leadready.panel.campaign import Campaign, Fault

DRAFT = "draft.json"
DRAFTS = "drafts"
LARGEST_FILE = 4 * MEGABYTE


class AnswerFile(NamedTuple):
    """What became of a file that should answer a test.

    Attributes:
        file: Its name.
        who: Whose key it proves: a member's id or `RECOVERY`; empty when it was refused.
        problems: Why it was refused.
    """

    file: str
    who: str
    problems: LeadreadyError | None = None


class KeptDraft:
    """A draft in its folder. What is changed is on the disk before the call returns.

    Attributes:
        folder: Where it is.
        draft: As it is now.
    """

    def __init__(self, folder: Path, draft: RoundDraft) -> None:
        self.folder = folder
        self.draft = draft

    def keep(self) -> None:
        """Write it; raises FileNotWritten, and then what was there before still is."""
        write_whole(self.folder / DRAFT, (self.draft.model_dump_json(indent=1) + "\n").encode())

    def change(self, **fields: object) -> None:
        """Change some fields; where nothing changes, nothing is written.

        Raises:
            FileNotWritten: it could not be kept; the draft is then as it was.
            ValueError: no draft can hold that.
        """
        before, self.draft = self.draft, changed(self.draft, **fields)
        if before == self.draft:
            return
        try:
            self.keep()
        except BaseException:
            self.draft = before
            raise

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What keeps it from being published."""
        return draft_faults(self.draft)

    def campaign(self) -> Campaign:
        """Give the campaign that it is, its benchmark answers sealed; raises LeadreadyError: it has faults."""
        self._freeze()
        return as_campaign(self.draft)

    def write_tests(self, target: Path, *, with_recovery: bool = False) -> tuple[Path, ...]:
        """Write a sealed test for everyone into a folder; gives the files.

        Args:
            target: The folder.
            with_recovery: Whether the recovery key's is written too; a lead opens it here else.

        Raises:
            LeadreadyError: the draft has faults, or a file could not be written.
        """
        made = {who: content for who, content in self._tests().items() if with_recovery or who != RECOVERY}
        files = {target / f"{who}{TRIAL_SUFFIX}": content for who, content in made.items()}
        for path, content in files.items():
            write_whole(path, content)
        return tuple(files)

    def open_own(self, keys: Keys) -> None:
        """Open one's own test: the lead has no need to carry it anywhere.

        Raises:
            LeadreadyError: the draft has faults, or one's key does not open what is sealed for it.
        """
        campaign = self.campaign()
        me = campaign.member_of(keys.signing.public)
        if me is None:
            raise LeadreadyError(
                _("Your key has no part in this campaign."), advice=_("Add yourself to the people of the round.")
            )
        self._keep_answer(open_trial(self._tests()[me.id], keys.identity, keys, me.name), me.id)

    def open_recovery(self, identity: str, keys: Keys) -> None:
        """Open the recovery key's test with the key as it was typed from paper; a lead's keys sign that it opened.

        Raises:
            LeadreadyError: the draft has faults, or it is another key.
        """
        found = open_trial(self._tests()[RECOVERY], identity, keys, _("the recovery key's test"))
        self._keep_answer(found, RECOVERY)

    def take_answers(self, files: Iterable[Path]) -> tuple[AnswerFile, ...]:
        """Take answers to the tests, each by itself; a folder stands for all answers in it.

        Raises:
            LeadreadyError: the draft has faults.
            FileNotWritten: an answer could not be kept.
        """
        campaign = self.campaign()
        found: list[AnswerFile] = []
        for path in _in_folders(files):
            try:
                text = read_text(path, name=path.name, largest=LARGEST_FILE)
                who = proved(campaign, self.draft.secret, text, path.name)
            except LeadreadyError as error:
                found.append(AnswerFile(path.name, "", error))
                continue
            self._keep_answer(text.encode(), who)
            found.append(AnswerFile(path.name, who))
        return tuple(found)

    def waiting(self, more: Iterable[tuple[str, str]] = ()) -> tuple[str, ...]:
        """Name who has not yet opened the test of the draft as it is now: members by id, and `RECOVERY`.

        Args:
            more: Answers beside those that were taken: text and name of each.
        """
        if self.faults or not is_frozen(self.draft):
            return (*(member.id for member in self.draft.members), RECOVERY)
        return unopened(as_campaign(self.draft), self.draft.secret, [*self._answers(), *more])

    def published(self, keys: Keys) -> bytes:
        """Sign the round; gives the campaign file.

        Raises:
            LeadreadyError: it has faults, or somebody has not opened their test.
        """
        return publish(self.campaign(), self.draft.secret, self._answers(), keys)

    def delete(self) -> None:
        """Delete it, with the answers."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _freeze(self) -> None:
        self.change(frozen=frozen(self.draft).frozen)

    def _tests(self) -> dict[str, bytes]:
        return trial_files(self.campaign(), self.draft.secret)

    def _answers(self) -> list[tuple[str, str]]:
        files = sorted(self.folder.glob(f"*{OPENED_SUFFIX}"))
        return [(path.read_text(encoding="utf-8"), path.name) for path in files]

    def _keep_answer(self, content: bytes, who: str) -> None:
        write_whole(self.folder / f"{who}{OPENED_SUFFIX}", content)


class Drafts(NamedTuple):
    """The drafts on this computer.

    Attributes:
        kept: Those that can be opened, by title.
        broken: What is wrong with the others, by the name of their folder.
    """

    kept: tuple[KeptDraft, ...]
    broken: dict[str, LeadreadyError]


def keep_draft(rounds: Path, draft: RoundDraft) -> KeptDraft:
    """Keep a new draft among the rounds; raises FileNotWritten."""
    folder = rounds / DRAFTS / draft.id
    folder.mkdir(parents=True, exist_ok=True)
    made = KeptDraft(folder, draft)
    made.keep()
    return made


def open_draft(folder: Path) -> KeptDraft:
    """Open a draft; raises LeadreadyError: it is not there, or is none."""
    return KeptDraft(folder, read_draft(read_text(folder / DRAFT, name=DRAFT, largest=LARGEST_FILE), DRAFT))


def drafts_in(rounds: Path) -> Drafts:
    """List the drafts among the rounds."""
    kept: list[KeptDraft] = []
    broken: dict[str, LeadreadyError] = {}
    for path in sorted((rounds / DRAFTS).glob(f"*/{DRAFT}")):
        try:
            kept.append(open_draft(path.parent))
        except LeadreadyError as error:
            broken[path.parent.name] = error
    return Drafts(tuple(sorted(kept, key=lambda one: one.draft.title.casefold())), broken)


def _in_folders(files: Iterable[Path]) -> list[Path]:
    return [
        inside for path in files for inside in (sorted(path.glob(f"*{OPENED_SUFFIX}")) if path.is_dir() else (path,))
    ]
