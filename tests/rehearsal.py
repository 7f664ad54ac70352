"""A whole round of forty invented applicants, taken as far as a picture or a journey needs it.

Everybody has a folder of rounds as on a computer of their own. Three raters mark what each answer was written for, give
or take: Bob is a mark stricter at each third answer, and Cat a mark milder at each fourth.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.exchange.keys import Keys
from leadready.exchange.signing import SigningKey
from leadready.exchange.submission_file import Confirmed, Submission, submission_file
from leadready.panel.campaign import RECOVERY, Dates, Eligibility
from leadready.panel.record import stamp
from leadready.workflow.panel import office, rating
from leadready.workflow.panel.applying import Application, submit
from leadready.workflow.panel.receiving import receive
from leadready.workflow.panel.redaction import confirm_all, prepare
from leadready.workflow.panel.setting_up import Settings, draft, open_trial, publish, trial_files
from leadready.workflow.panel.shelf import Shelf, begin_round
from tests.applicants import applicants

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.panel.campaign import Campaign
    from leadready.workflow.panel.panel import Panel
    from tests.applicants import Applicant

RATERS = ("ann", "bob", "cat")
NAMES = {"lea": "Dr Lea Morgan", "ann": "Ann Price", "bob": "Bob Owusu", "cat": "Cat Hughes"}
BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
LATE, TAMPERED = "late.lrsub", "tampered.lrsub"


class Rehearsal:
    """The round and everybody's part in it.

    Attributes:
        folder: Below it everyone has a folder; `inbox` is where applications come in.
        keys: By member id; also `recovery` and `analyst`.
        moment: What everybody's clock says.
        codes: The code of each applicant, by their place in the list, once they were received.
    """

    def __init__(self, folder: Path, moment: datetime = BEGIN) -> None:
        self.folder, self.moment = folder, moment
        self.keys = {id_: Keys.new(name) for id_, name in NAMES.items()}
        self.keys |= {"recovery": Keys.new("Recovery key"), "analyst": Keys.new("Equality analyst")}
        self.assessment = load_assessment(assets.assessments() / "clinical-leadership")
        self.campaign, signed = self._published()
        self.file = folder / "fellowship.lrcampaign"
        self.file.write_bytes(signed)
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.people = applicants()
        self.codes: dict[int, str] = {}
        self._panels: dict[str, Panel] = {}

    def shelf(self, member: str) -> Shelf:
        """Give a member's folder of rounds."""
        return Shelf(self.folder / member / "rounds")

    def panel(self, member: str) -> Panel:
        """Open the round on a member's computer."""
        if member not in self._panels:
            panel = begin_round(self.shelf(member), self.file, self.keys[member], lambda: self.moment)
            self._panels[member] = panel
        return self._panels[member]

    def close(self) -> None:
        """Let go of every computer: a window may open the round then."""
        for panel in self._panels.values():
            panel.close()
        self._panels.clear()

    def _published(self) -> tuple[Campaign, bytes]:
        settings = Settings(
            format="leadready/campaign-settings/1",
            title="Improvement fellowship 2027",
            about="A year of improvement work with a day a week for it, a mentor, and a group of eight.",
            contact="the programme office, fellowship@example.org",
            privacy="The panel reads your answers without your name. All of it is deleted a year after the round.",
            responsible="Dr Lea Morgan, who runs the programme; it asks for what the fellowship asks for.",
            rubric="selection",
            gates={
                "sponsor": Eligibility(kind="sponsor", title="A sponsor", asks="Who sponsors you, and in which post?")
            },
            dates=Dates(
                opens=self.moment.date(),
                closes=self.moment + timedelta(days=28),
                retain_until=self.moment.date() + timedelta(days=400),
            ),
        )
        people = {id_: (self.keys[id_].card, ("lead",) if id_ == "lea" else ("rater",)) for id_ in NAMES}
        made = draft(
            settings, self.assessment, people, self.keys["recovery"].card.seals, self.keys["analyst"].card.seals
        )
        tests = trial_files(made, "a secret")
        holders = {**{id_: self.keys[id_] for id_ in NAMES}, RECOVERY: self.keys["recovery"]}
        opened = [
            (open_trial(tests[id_], keys.identity, self.keys["lea"] if id_ == RECOVERY else keys, id_).decode(), id_)
            for id_, keys in holders.items()
        ]
        return made, publish(made, "a secret", opened, self.keys["lea"])

    def apply(self, count: int = 40) -> None:
        """The first applicants send their files; one more file is late, and one was altered on its way."""
        for place, one in enumerate(self.people[:count]):
            sealed = submit(self.campaign, self._application(one), SigningKey.new(), self.moment)
            (self.inbox / f"{place:02}.lrsub").write_bytes(sealed)
        sealed = (self.inbox / "00.lrsub").read_bytes()
        (self.inbox / TAMPERED).write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        late = self._application(self.people[0]._replace(name="Late Larsson"))
        said = Submission(
            campaign=self.campaign.id,
            judgement=self.campaign.judgement,
            at=stamp(self.campaign.dates.closes + timedelta(minutes=3)),
            name=late.name,
            evidence=dict(late.evidence),
            gates=dict(late.gates),
        )
        (self.inbox / LATE).write_bytes(submission_file(said, self.campaign, SigningKey.new()))

    def _application(self, one: Applicant) -> Application:
        sponsor = Confirmed(yes=bool(one.sponsor), by=one.sponsor)
        return Application(one.name, one.contact, {}, one.evidence, {"sponsor": sponsor})

    def receive(self) -> None:
        """The lead takes the inbox in after the deadline, and somebody reads every answer before raters get it."""
        self.moment = self.campaign.dates.closes + timedelta(hours=1)
        lea = self.panel("lea")
        list(receive(lea, sorted(self.inbox.glob("*.lrsub")), self.assessment, workers=0))
        by_name = {one.private.name: code for code, one in lea.view.applicants.items() if one.private}
        self.codes = {place: by_name[one.name] for place, one in enumerate(self.people) if one.name in by_name}
        prepare(lea)
        confirm_all(lea)
        office.release_names(lea)

    def carry(self, member: str) -> None:
        """The lead's pack goes to a rater."""
        lea = self.panel("lea")
        self.panel(member).take_file(office.pack(lea, lea.view.members[member]), f"to-{member}.lrbundle")

    def hand_in(self, member: str) -> None:
        """What a rater wrote goes to the lead."""
        self.panel("lea").take_file(rating.hand_in(self.panel(member)), f"from-{member}.lrbundle")

    def declare(self) -> None:
        """Every rater declares; Bob manages the first applicant. Then everybody gets their applications."""
        for member in RATERS:
            self.carry(member)
            panel = self.panel(member)
            names = rating.undeclared(panel)
            managed = {
                code: "managed" for code, name in names.items() if member == "bob" and name == self.people[0].name
            }
            rating.declare(panel, {**dict.fromkeys(names, "none"), **managed})
            self.hand_in(member)
        office.assign(self.panel("lea"))
        for member in RATERS:
            self.carry(member)

    def mark(self, *members: str) -> None:
        """These raters mark all of theirs, lock them and hand in."""
        for member in members or RATERS:
            panel = self.panel(member)
            for reference in sorted({one for one, rater in panel.view.assigned if rater == member}):
                for criterion in self.campaign.order:
                    rating.rate(panel, reference, criterion, self.given(member, reference, criterion), "As it says.")
                rating.lock(panel, reference)
            self.hand_in(member)

    def given(self, member: str, reference: str, criterion: str) -> int:
        """Say which mark a rater gives."""
        place = next((place for place, code in self.codes.items() if code == reference), 0)
        turn = place + self.campaign.order.index(criterion)
        shift = -1 if member == "bob" and turn % 3 == 0 else 1 if member == "cat" and turn % 4 == 0 else 0
        far = 2 if member == "cat" and place == 6 and criterion == "setback" else 0
        return min(max(self.people[place].levels[criterion] + shift + far, 1), 5)
