"""The office takes opened submissions in: each gets a code, is hidden behind it and noted, or is refused by name."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from leadready.instrument.problems import Problem
from leadready.language import _
from leadready.panel.kinds import Acted, Private
from leadready.panel.record import Statement, stamp
from leadready.store.panel_store import SeenFile
from leadready.workflow.garbage import no_search
from leadready.workflow.panel.acts import act
from leadready.workflow.panel.arrival import Part
from leadready.workflow.panel.opening import Opener, opened_files
from leadready.workflow.panel.panel import AHEAD
from leadready.workflow.panel.sharing import check_assessment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.panel.record import Payload
    from leadready.workflow.panel.arrival import Arrival
    from leadready.workflow.panel.opening import Opened
    from leadready.workflow.panel.panel import Panel

Kind: TypeAlias = Literal["taken", "late", "replaced", "double", "refused"]
BATCH = 250
"""Files that are kept in one go."""
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Incoming:
    """What became of one file.

    Attributes:
        name: The file.
        kind: What became of it.
        reference: The application's code; empty where it was refused.
        problems: Why it was refused.
    """

    name: str
    kind: Kind
    reference: str = ""
    problems: tuple[Problem, ...] = ()


class _Earlier(NamedTuple):
    """What counts so far of an installation.

    Attributes:
        reference: Its application's code.
        number: Which of its applications that is.
        fields: What was written to the prompts, by their ids; None where it is not known here.
    """

    reference: str
    number: int
    fields: object


def receive(
    panel: Panel, files: Sequence[Path], assessment: Assessment, *, workers: int | None = None
) -> Iterator[Incoming]:
    """Take submissions in, in their order; each outcome is given when it is kept.

    A file that was seen before is a double, whatever became of it then, unless it was refused. A file of an
    installation that sent one before takes its place if it says that it is the later one.

    Args:
        panel: The office's own.
        files: The files.
        assessment: What was asked, for the scores.
        workers: As for `opened_files`.

    Raises:
        StoreError: nothing more can be kept.
    """
    desk = ReceivingDesk(panel)
    waiting = opened_files(desk.opener(assessment), files, workers=workers, helps=True)
    while outcomes := _next_outcomes(desk, waiting):
        yield from outcomes


def _next_outcomes(desk: ReceivingDesk, waiting: Iterator[Opened]) -> list[Incoming]:
    with no_search():
        batch = list(islice(waiting, BATCH))
        return desk.keep(batch) if batch else []


class ReceivingDesk:
    """Settles what becomes of opened submissions and writes it down, on the thread whose panel it is."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._seen = {digest for digest, one in panel.store.seen().items() if one.reference}
        view = panel.view
        self._ids = {topic[:3]: id_ for topic, id_ in view.standing.ids.items() if not topic[3]}
        self._adjustments = {code: one.private.adjustments for code, one in view.applicants.items() if one.private}
        self._declared_as = {code: one.private.declared_as for code, one in view.applicants.items() if one.private}
        self._codes = {*view.applicants, *view.names, *self._declared_as.values()}
        self._by_installation = {
            one.received.installation: _Earlier(reference, one.received.number, one.private and one.private.fields)
            for reference, one in view.applicants.items()
            if one.received
        }
        self._statements: list[Statement] = []
        self._files: list[SeenFile] = []
        self._refused = {str(one.payload.get("digest")) for _t, one in view.standing.of(Acted.kind) if one.payload}
        self._key = panel.keys.card.seals[-8:]

    def opener(self, assessment: Assessment) -> Opener:
        """Give what opens the files for this desk; those that were taken in already it does not open again.

        Raises:
            LeadreadyError: the assessment is another version than the round's, so that scores would be others.
        """
        check_assessment(self._panel.campaign, assessment)
        return Opener(self._panel.campaign, assessment, self._panel.keys.identity, frozenset(self._seen))

    def keep(self, batch: Iterable[Opened]) -> list[Incoming]:
        """Take a batch in. Who is stopped before the next one goes on with the files of that.

        Raises:
            StoreError: nothing more can be kept.
        """
        outcomes = [self._settle(one) for one in batch]
        self._say()
        return outcomes

    def _say(self) -> None:
        gained = self._panel.say(self._statements, self._files)
        self._ids.update((record.topic, id_) for id_, record in gained.records.items())
        self._statements, self._files = [], []

    def _settle(self, one: Opened) -> Incoming:
        if one.digest in self._seen:
            return Incoming(one.name, "double")
        problems = one.problems
        application = one.application
        if application is not None and application.at > stamp(self._panel.now() + AHEAD):
            what = _("This was written at a time that has not come yet.")
            advice = _("Ask the applicant to set their clock and send it again; check yours.")
            problems = (Problem(one.name, 0, "from-the-future", what, advice),)
        elif application is not None and self._is_copied_key(application):
            what = _("Another application came from the same computer under the same number.")
            advice = _(
                "That computer, or its data, was copied: the applicants are two people, perhaps. Ask them; whoever was "
                "not taken deletes the application on their computer and applies anew."
            )
            problems = (Problem(one.name, 0, "same-number", what, advice),)
        if application is None or problems:
            self._refuse(one.digest, problems)
            return Incoming(one.name, "refused", problems=problems)
        return self._taken(one.name, one.digest, application)

    def _is_copied_key(self, application: Arrival) -> bool:
        """Whether two applications of one installation bear one number, which none gives twice.

        With the same words in it, it is one that somebody has sealed again.
        """
        earlier = self._by_installation.get(application.installation)
        if earlier is None or earlier.number != application.number:
            return False
        return earlier.fields != application.private["fields"]

    def _refuse(self, digest: str, problems: Sequence[Problem]) -> None:
        """Write down that a file was refused, by its hash: its name may be the applicant's."""
        if digest and digest not in self._refused:
            self._refused.add(digest)
            self._statements.append(act("files-refused", digest=digest, why=problems[0].code if problems else ""))

    def _taken(self, file: str, digest: str, application: Arrival) -> Incoming:
        earlier = self._by_installation.get(application.installation)
        if earlier is not None and earlier.number >= application.number:
            self._note(file, digest, "double", earlier.reference)
            return Incoming(file, "double", earlier.reference)
        if earlier is not None and application.late:
            # What was in time stays; a later wish does not undo it.
            self._note(file, digest, "late", earlier.reference)
            return Incoming(file, "late", earlier.reference)
        if earlier is not None:
            # What it takes the place of may be among what is not kept yet.
            self._say()
        reference = earlier.reference if earlier else self._code()
        self._by_installation[application.installation] = _Earlier(
            reference, application.number, application.private["fields"]
        )
        self._statements += self._said(reference, application)
        kind: Kind = "late" if application.late else "replaced" if earlier else "taken"
        self._note(file, digest, kind, reference)
        return Incoming(file, kind, reference)

    def _note(self, file: str, digest: str, outcome: str, reference: str) -> None:
        self._seen.add(digest)
        self._files.append(SeenFile(digest, file, stamp(self._panel.now()), outcome, reference, self._key))

    def _code(self) -> str:
        while True:
            number, letters = secrets.randbelow(len(_LETTERS) ** _CODE_LENGTH), ""
            for _place in range(_CODE_LENGTH):
                number, place = divmod(number, len(_LETTERS))
                letters += _LETTERS[place]
            code = letters
            if code not in self._codes:
                self._codes.add(code)
                return code

    def _said(self, reference: str, application: Arrival) -> Iterator[Statement]:
        declared_as = self._declared_as.get(reference) or self._code()
        self._declared_as[reference] = declared_as
        private: Payload = {
            **application.private,
            "name": application.private["name"] or reference,
            "declared_as": declared_as,
            "adjustments": self._adjustments.get(reference, ""),
        }
        for kind, payload, part in (*application.parts, Part(Private.kind, private)):
            # It takes the place of what was said of the same before.
            earlier = self._ids.get((kind, reference, part))
            yield Statement(kind, payload, reference, part, (earlier,) if earlier else ())
