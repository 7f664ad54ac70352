"""An applicant's own application: a draft that is kept while it is written, and what was sent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING

from leadready.errors import FileNotWritten, LeadreadyError
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.equality_file import (
    EQUALITY_SUFFIX,
    EqualityAnswers,
    equality_file,
    next_order,
    sealed_ticket,
)
from leadready.exchange.signing import SigningKey
from leadready.exchange.submission_file import SUFFIX, Confirmed, receipt
from leadready.exchange.words import tidied
from leadready.files import write_whole
from leadready.language import _
from leadready.panel.record import stamp
from leadready.workflow.panel.applying import Application, gaps, prompts_asked, submit
from leadready.workflow.panel.kept_application import (
    ApplicationDraft,
    GateAnswer,
    KeptApplication,
    Sent,
    fit,
    read_kept,
)
from leadready.workflow.panel.sharing import counts_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from leadready.panel.campaign import Campaign
    from leadready.workflow.panel.applying import Gap

FOLDER = "applications"
_NAME_BYTES = 6
_FAR_TOO_LONG = 200_000
_PROMPT = "prompt:"


@dataclass(frozen=True, slots=True)
class SealedApplication:
    """What was written.

    Attributes:
        path: The file.
        sent: Its number, time and receipt.
    """

    path: Path
    sent: Sent


class OwnApplication:
    """One person's application to one round. What is changed is on the disk before a call returns.

    Attributes:
        campaign: The round.
        kept: What lies in the record.
    """

    def __init__(self, campaign: Campaign, folder: Path, clock: Callable[[], datetime], signed: str = "") -> None:
        """Open it, or begin it; nothing is written before there is something to keep.

        Args:
            campaign: The round.
            folder: Where applications lie.
            clock: Gives the time now, with its time zone.
            signed: The campaign file, to be kept with it.

        Raises:
            LeadreadyError: what is kept of it cannot be read.
        """
        self.campaign = campaign
        self._file = folder / f"{campaign.id}.json"
        self._clock = clock
        self.kept = read_kept(self._file) or KeptApplication(key=secrets.token_hex(32))
        if signed:
            self.kept = self.kept.model_copy(update={"campaign": signed})

    @property
    def words(self) -> str:
        """The six words of the campaign file."""
        return campaign_words(self.campaign)

    @property
    def is_closed(self) -> bool:
        """Whether the deadline has passed, by this computer's clock."""
        return self._clock() > self.campaign.dates.closes

    @property
    def shares_answers(self) -> bool:
        """Whether answers to the assessment count in this round."""
        return counts_answers(self.campaign)

    @property
    def steps(self) -> tuple[str, ...]:
        """What is done one after the other; an evidence prompt is a step by its id, with a mark before it."""
        answers = ("answers",) if self.shares_answers else ()
        prompts = (prompt_step(id_) for id_ in prompts_asked(self.campaign))
        return ("words", "notice", *answers, *prompts, "details", "check")

    def allowed(self, step: str) -> str:
        """Give a step itself, or the one that must come before: nothing is written for a file that was not compared."""
        if not self.kept.is_checked:
            return "words"
        return step if self.kept.is_read or step == "words" else "notice"

    def first_open(self) -> str:
        """Find the first step with something to do."""
        found = [step_of(gap) for gap in gaps(self.campaign, self.application({}))]
        begun = self.kept.draft != ApplicationDraft()
        first = "check" if not found else found[0] if begun else "answers" if self.shares_answers else found[0]
        return self.allowed(first)

    @property
    def last(self) -> Sent | None:
        """What was sealed last."""
        return self.kept.sent[-1] if self.kept.sent else None

    def check_words(self, typed: str) -> bool:
        """Say whether these are the campaign file's six words, and keep it where they are."""
        if tidied(typed) != self.words:
            return False
        self._change(is_checked=True)
        return True

    def note_read(self) -> None:
        """Keep that the privacy notice was read."""
        self._change(is_read=True)

    def keep(self, draft: ApplicationDraft) -> datetime:
        """Keep what was written so far; gives the time at which it was on the disk.

        Raises:
            LeadreadyError: it is too long to be kept at all, or could not be written.
        """
        if any(len(text) > _FAR_TOO_LONG for text in draft.evidence.values()):
            raise LeadreadyError(
                _("This is far longer than an answer may be."), advice=_("Take out what does not belong here.")
            )
        draft = fit(draft)
        if draft != self.kept.draft:
            self._change(draft=draft)
        return self._clock()

    def application(self, answers: Mapping[str, int | str | None]) -> Application:
        """Put together what would be sealed now.

        Args:
            answers: What is shared of the chosen sitting (`shared_answers`).
        """
        draft, campaign = self.kept.draft, self.campaign
        return Application(
            name=" ".join(draft.name.split()),
            contact=" ".join(draft.contact.split()),
            answers=answers,
            evidence={id_: draft.evidence.get(id_, "").strip() for id_ in campaign.prompts},
            gates={
                id_: Confirmed(
                    yes=said.yes,
                    by=" ".join(said.by.split()),
                    share=None if said.percent is None else Decimal(said.percent) / 100,
                )
                for id_ in campaign.gates
                if (said := draft.gates.get(id_, GateAnswer())).yes is not None
            },
        )

    def seal(self, application: Application, target: Path) -> SealedApplication:
        """Sign an application, seal it, and write it to a file. It takes the next number, whatever becomes of the file.

        Raises:
            LeadreadyError: something is missing or too long, the round has closed, or a file could not be written.
        """
        number = self.kept.number + 1
        ticket = sealed_ticket(self.kept.token, self.campaign.equality) if self.campaign.equality else ""
        now = self._clock().astimezone(UTC)
        whole = replace(application, number=number, ticket=ticket)
        content = submit(self.campaign, whole, SigningKey(self.kept.key), now)
        # The number is kept first: two files of one number would be taken for one.
        self._change(number=number)
        write_whole(target, content)
        sent = Sent(number=number, at=stamp(now), receipt=receipt(content), file=target.name)
        try:
            self._change(sent=(*self.kept.sent, sent))
        except FileNotWritten as error:
            what = _("Your application is written, but its receipt could not be kept in your record: {receipt}.")
            raise FileNotWritten(
                what.format(receipt=sent.receipt), where=error.where, advice=_("Write the receipt down.")
            ) from None
        return SealedApplication(target, sent)

    def forget(self) -> None:
        """Take this application off this computer: draft, receipts, and the key that could replace what was sent.

        Raises:
            FileNotWritten: the file could not be deleted.
        """
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise FileNotWritten(
                _("It could not be deleted: {reason}.").format(reason=error.strerror), where=str(self._file)
            ) from error

    def seal_equality(self, answers: Mapping[str, str], target: Path) -> Path:
        """Write equality answers to a file of their own. They are kept nowhere else.

        Raises:
            LeadreadyError: the round asks for none, or a file could not be written.
        """
        if self.campaign.equality is None:
            raise LeadreadyError(_("This round asks for no equality answers."))
        order = next_order(self.kept.order)
        self._change(order=order)
        said = EqualityAnswers(campaign=self.campaign.id, token=self.kept.token, order=order, answers=dict(answers))
        write_whole(target, equality_file(said, self.campaign.equality))
        return target

    def _change(self, **changed: object) -> None:
        """Keep something; raises FileNotWritten, and then nothing has changed."""
        new = self.kept.model_copy(update=changed)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileNotWritten(
                _("The file could not be written: {reason}.").format(reason=error.strerror), where=str(self._file)
            ) from error
        write_whole(self._file, new.model_dump_json().encode())
        self.kept = new


def open_application(content: bytes, file: str, folder: Path, clock: Callable[[], datetime]) -> OwnApplication:
    """Open a campaign file as an applicant.

    Args:
        content: The campaign file.
        file: How problems name it.
        folder: Where applications lie.
        clock: Gives the time now.

    Raises:
        ProblemsFound: it is no campaign file, or differs in more than words from what was opened before.
        LeadreadyError: what is kept of this application cannot be read.
    """
    text = content.decode("utf-8", "replace")
    own = OwnApplication(read_campaign(text, file), folder, clock, text)
    before = read_kept(folder / f"{own.campaign.id}.json")
    if before is not None and before.campaign:
        read_campaign(text, file, known=read_campaign(before.campaign, file))
    return own


def own_applications(folder: Path, clock: Callable[[], datetime]) -> tuple[OwnApplication, ...]:
    """List the applications that were begun in the window, the round that closes first first; damaged ones are left."""
    found: list[OwnApplication] = []
    for path in sorted(folder.glob("*.json")):
        try:
            kept = read_kept(path)
            if kept is not None and kept.campaign:
                found.append(OwnApplication(read_campaign(kept.campaign, path.name), folder, clock))
        except LeadreadyError:
            continue
    return tuple(sorted(found, key=lambda own: (own.campaign.dates.closes, own.campaign.id)))


def prompt_step(prompt: str) -> str:
    """Name the step of a prompt."""
    return f"{_PROMPT}{prompt}"


def prompt_of(step: str) -> str:
    """Give the prompt of such a step."""
    return step.removeprefix(_PROMPT)


def step_of(gap: Gap) -> str:
    """Name the step in which a gap is filled."""
    return prompt_step(gap.id) if gap.about == "prompt" else "details"


def suggested_name(*, equality: bool = False) -> str:
    """Suggest a file name by chance: it must not say whose the file is, nor of two files that they belong together."""
    return secrets.token_hex(_NAME_BYTES) + (EQUALITY_SUFFIX if equality else SUFFIX)
