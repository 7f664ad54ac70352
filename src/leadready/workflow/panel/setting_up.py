"""Setting a round up: keys and cards, a draft, a test that everyone opens, and then publishing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import Field, StringConstraints

from leadready.canonical import canonical, content_hash
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.sealing import opened_text, seal
from leadready.exchange.signing import read_signed, signed
from leadready.exchange.strict_json import check_format, read_defined, read_strict
from leadready.instrument.definition import Definition, Forms, Id, Name, read_definition
from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.instrument.strict_yaml import read_yaml
from leadready.language import _
from leadready.panel.benchmark import Benchmarks
from leadready.panel.campaign import RECOVERY, Dates, DiscrepancyRule, Eligibility, Member, Role, Weights
from leadready.panel.record import Hash
from leadready.rubric.model import RUBRIC_FORMS, CutScore, Mark
from leadready.workflow.panel.draft import Amount, DraftWords, Number, RoundDraft, changed, cut_draft, new_draft
from leadready.workflow.panel.fitness import as_campaign, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.exchange.keys import Card, Keys
    from leadready.panel.campaign import Campaign

TRIAL_SUFFIX, OPENED_SUFFIX = ".lrtrial", ".lropened"


class PromptChange(Definition):
    """What a round says of a prompt otherwise than the assessment does."""

    title: DraftWords | None = None
    prompt: DraftWords | None = None
    words: Number | None = None
    hints: tuple[DraftWords, ...] | None = None


class CriterionChange(Definition):
    """What a round says of a criterion otherwise than the rubric does; anchors that are not named stay."""

    title: DraftWords | None = None
    weight: Amount | None = None
    anchors: dict[Mark, DraftWords] | None = None
    lines: tuple[DraftWords, ...] | None = None


D = TypeVar("D", bound=Definition)


class Settings(Definition):
    """What a lead writes about a round, in one YAML file. What the rubric says already is not said again.

    Attributes:
        benchmarks: Answers that everyone marks before the round, with the marks that were agreed; a campaign has them
            sealed.
        leave_out: Criteria of the rubric that this round does not judge.
        tie_breaks: In the place of the rubric's own.
        cut: In the place of the rubric's own.
    """

    forms: ClassVar[Forms] = RUBRIC_FORMS
    format: Literal["leadready/campaign-settings/1"]
    title: Name
    about: Name
    contact: Name
    privacy: Name
    responsible: Name
    rubric: Id
    prompts: dict[Id, PromptChange] = Field(default_factory=dict)
    criteria: dict[Id, CriterionChange] = Field(default_factory=dict)
    leave_out: tuple[Id, ...] = ()
    weights: Weights = Weights()
    objective_scores: tuple[Id, ...] = ()
    self_report_score: tuple[Id, Id] | None = None
    profile_shown: bool = False
    gates: Annotated[dict[Id, Eligibility], Field(max_length=20)] = Field(default_factory=dict)
    raters_each: Annotated[int, Field(ge=2, le=10)] = 2
    benchmarks: Benchmarks = Field(default_factory=dict)
    discrepancy: DiscrepancyRule = DiscrepancyRule()
    tie_breaks: tuple[Id, ...] | None = None
    cut: CutScore | None = None
    dates: Dates


class Trial(Definition):
    """What a member finds in their test."""

    format: Literal["leadready/panel-test/1"] = "leadready/panel-test/1"
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    who: Id
    proof: Hash


class OpeningProof(Definition):
    """That somebody opened their test, signed with their key: the recovery key has none, so a lead signs for it."""

    format: Literal["leadready/panel-opened/1"] = "leadready/panel-opened/1"
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    who: Id
    proof: Hash


def read_settings(path: Path) -> Settings:
    """Read a lead's settings; raises ProblemsFound."""
    return written(Settings, "leadready/campaign-settings/1", path)


def written(model: type[D], wanted: str, path: Path) -> D:
    """Read a file that a person wrote, of a format such as `leadready/campaign-settings/1`; raises ProblemsFound."""
    document = read_yaml(path, name=path.name)
    if isinstance(document.value, dict):
        check_format(document.value, wanted, path.name)
    return read_definition(model, document)


def drafted(
    settings: Settings,
    assessment: Assessment,
    people: Mapping[str, tuple[Card, tuple[Role, ...]]],
    recovery: str,
    equality: str | None = None,
) -> RoundDraft:
    """Put a draft together from what a lead wrote.

    Args:
        settings: What the lead wrote.
        assessment: What is answered.
        people: Cards and roles by member id.
        recovery: Recipient of the key on paper.
        equality: Recipient of equality answers, if they are asked.

    Raises:
        LeadreadyError: the rubric has no criteria or no cut score, or the settings name a criterion or a prompt that
            it does not have.
    """
    begun = new_draft(assessment, settings.rubric)
    adapted = {"prompts", "criteria", "leave_out", "tie_breaks", "cut"}
    said: dict[str, Any] = settings.model_dump(exclude={"format", "rubric", *adapted})
    said["weights"]["reason"] = settings.weights.reason or ""
    if settings.tie_breaks is not None:
        said["tie_breaks"] = settings.tie_breaks
    if settings.cut is not None:
        said["cut"] = cut_draft(settings.cut)
    for unknown in settings.leave_out:
        if unknown not in begun.criteria:
            raise _unknown(unknown, begun.criteria)
    return frozen(
        changed(
            begun,
            **said,
            prompts=_adapted(begun.prompts, settings.prompts),
            criteria=_adapted(begun.criteria, settings.criteria),
            order=tuple(id_ for id_ in begun.order if id_ not in settings.leave_out),
            members=tuple(
                Member(id=id_, name=card.name, roles=roles, signs=card.signs, seals=card.seals)
                for id_, (card, roles) in people.items()
            ),
            recovery=recovery,
            equality=equality,
        )
    )


def draft(
    settings: Settings,
    assessment: Assessment,
    people: Mapping[str, tuple[Card, tuple[Role, ...]]],
    recovery: str,
    equality: str | None = None,
) -> Campaign:
    """Put a campaign together at once; see `drafted`. Raises LeadreadyError as well where it has faults."""
    return as_campaign(drafted(settings, assessment, people, recovery, equality))


def _adapted(parts: Mapping[str, Definition], changes: Mapping[str, Definition]) -> dict[str, dict[str, Any]]:
    made = {id_: part.model_dump() for id_, part in parts.items()}
    for id_, change in changes.items():
        if id_ not in made:
            raise _unknown(id_, made)
        said = change.model_dump(exclude_none=True)
        if "anchors" in said:
            said["anchors"] = {**made[id_]["anchors"], **said["anchors"]}
        made[id_] |= said
    return made


def _unknown(id_: str, known: Iterable[str]) -> LeadreadyError:
    return LeadreadyError(_("The rubric has no “{id}”.").format(id=id_), advice=near_miss(id_, known))


def trial_files(campaign: Campaign, secret: str) -> dict[str, bytes]:
    """Write one sealed test for everyone, and one for the recovery key; by member id.

    Args:
        campaign: The draft.
        secret: Random text that the lead keeps until all have answered.
    """
    to = {member.id: member.seals for member in campaign.members} | {RECOVERY: campaign.recovery}
    return {
        who: seal(
            canonical(Trial(campaign=campaign.id, who=who, proof=proof(campaign, who, secret)).model_dump()),
            [recipient],
        )
        for who, recipient in to.items()
    }


def proof(campaign: Campaign, who: str, secret: str) -> str:
    """Give what only somebody who opened this test can know."""
    return content_hash({"campaign": campaign.id, "judgement": campaign.judgement, "who": who, "secret": secret})


def open_trial(sealed: bytes, identity: str, keys: Keys, file: str) -> bytes:
    """Open a test and answer it.

    Args:
        sealed: The test.
        identity: The key it is opened with: one's own, or the recovery key as it was typed from paper.
        keys: Who signs the answer.
        file: How problems name the test.

    Raises:
        ProblemsFound: it cannot be opened, or is no test.
    """
    text = opened_text(sealed, identity, file)
    document = read_strict(text, file, advice=_("Ask for the file again."))
    check_format(document, Trial.model_fields["format"].default, file)
    trial = read_defined(Trial, document, file)
    found = OpeningProof(campaign=trial.campaign, who=trial.who, proof=trial.proof)
    return signed(found.model_dump(), keys.signing)


def proved(campaign: Campaign, secret: str, text: str, file: str) -> str:
    """Say whose key an answer proves: the id of a member, or `RECOVERY`.

    Args:
        campaign: The draft.
        secret: The one that the tests were made with.
        text: The answer.
        file: How problems name it.

    Raises:
        ProblemsFound: it is no answer to a test, or to another one, or was changed, or somebody else signed it.
    """
    found, by = read_signed(OpeningProof, text, file)
    if found.campaign != campaign.id:
        raise _refused(file, "other-campaign", _("This answers a test of another round."), _("Choose the right file."))
    keys = {member.id: {member.signs} for member in campaign.members}
    keys[RECOVERY] = {member.signs for member in campaign.with_role("lead")}
    if by not in keys.get(found.who, ()):
        what = _("Somebody else signed this than the person whose test it was.")
        raise _refused(file, "wrong-signature", what, _("Let the right person open the test on their own laptop."))
    if found.proof != proof(campaign, found.who, secret):
        what = _("This answers a test of an earlier state of the draft; it proves nothing about this one.")
        raise _refused(file, "old-test", what, _("Send the new test, and take its answer."))
    return found.who


def unopened(campaign: Campaign, secret: str, answers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Name who has not yet proved that their key opens what is sealed for it.

    Args:
        campaign: The draft.
        secret: The one that the tests were made with.
        answers: What came back: the text of each, and how problems name it. One that proves nothing is passed over.
    """
    waiting = {RECOVERY, *(member.id for member in campaign.members)}
    for text, file in answers:
        with suppress(ProblemsFound):
            waiting.discard(proved(campaign, secret, text, file))
    return tuple(sorted(waiting))


def publish(campaign: Campaign, secret: str, answers: Iterable[tuple[str, str]], keys: Keys) -> bytes:
    """Sign a campaign that everyone can take part in.

    Raises:
        LeadreadyError: somebody, or the recovery key, has not opened a test yet, or the keys are no lead's.
    """
    waiting = unopened(campaign, secret, answers)
    if waiting:
        raise LeadreadyError(
            _("These have not opened their test yet: {names}.").format(names=", ".join(waiting)),
            advice=_("A campaign is published only when every key has proved itself, the recovery key as well."),
        )
    if keys.signing.public not in {member.signs for member in campaign.with_role("lead")}:
        raise LeadreadyError(
            _("Your key is not one of those that lead this round."),
            advice=_("Let somebody who leads it publish it, or make yourself a lead."),
        )
    return campaign_file(campaign, keys)


def _refused(file: str, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(file, 0, code, what, advice)])
