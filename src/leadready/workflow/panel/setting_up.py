"""Setting a round up: keys and cards, a draft, a test that everyone opens, and then publishing."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints

from leadready.canonical import canonical, content_hash
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.sealing import opened, seal
from leadready.exchange.signing import read_signed, signed
from leadready.exchange.strict_json import check_format, read_strict
from leadready.instrument.definition import Definition, Id, Name, read_definition
from leadready.instrument.strict_yaml import YamlDocument, read_yaml
from leadready.language import _
from leadready.panel.benchmark import Benchmarks, benchmark_faults
from leadready.panel.campaign import Campaign, Dates, Discrepancy, Eligibility, Member, Role, Weights, faults
from leadready.panel.record import Hash
from leadready.workflow.panel.calibrating import sealed_benchmarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.exchange.keys import Card, Keys

RECOVERY = "recovery"
"""The id under which the recovery key opens its test."""
ID_BYTES = 16


class Settings(Definition):
    """What a lead writes about a round, in one YAML file. What the rubric says already is not said again.

    Attributes:
        benchmarks: Answers that everyone marks before the round, with the marks that were agreed; a draft has them
            sealed.
    """

    format: Literal["leadready/campaign-settings/1"]
    title: Name
    about: Name
    contact: Name
    privacy: Name
    responsible: Name
    rubric: Id
    weights: Weights = Weights()
    objective_scores: tuple[Id, ...] = ()
    self_report_score: tuple[Id, Id] | None = None
    profile_shown: bool = False
    gates: Annotated[dict[Id, Eligibility], Field(max_length=20)] = Field(default_factory=dict)
    raters_each: Annotated[int, Field(ge=2, le=10)] = 2
    benchmarks: Benchmarks = Field(default_factory=dict)
    discrepancy: Discrepancy = Discrepancy()
    dates: Dates


class Draft(Definition):
    """A round that is not published yet, as its lead keeps it. The secret is the one that the tests were made with."""

    format: Literal["leadready/campaign-draft/1"] = "leadready/campaign-draft/1"
    secret: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    campaign: Campaign


class Trial(Definition):
    """What a member finds in their test."""

    format: Literal["leadready/panel-test/1"] = "leadready/panel-test/1"
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    who: Id
    proof: Hash


class Opened(Definition):
    """That somebody opened their test, signed with their key: the recovery key has none, so a lead signs for it."""

    format: Literal["leadready/panel-opened/1"] = "leadready/panel-opened/1"
    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    who: Id
    proof: Hash


def read_settings(path: Path) -> Settings:
    """Read a lead's settings; raises ProblemsFound."""
    return read_definition(Settings, read_yaml(path, name=path.name))


def draft(
    settings: Settings,
    assessment: Assessment,
    people: Mapping[str, tuple[Card, tuple[Role, ...]]],
    recovery: str,
    equality: str | None = None,
) -> Campaign:
    """Put a campaign together.

    Args:
        settings: What the lead wrote.
        assessment: What is answered.
        people: Cards and roles by member id.
        recovery: Recipient of the key on paper.
        equality: Recipient of equality answers, if they are asked.

    Raises:
        LeadreadyError: the rubric has no criteria or no cut score, or something else keeps it from being published.
    """
    rubric = assessment.rubrics.get(settings.rubric)
    if rubric is None or not rubric.criteria or rubric.cut_score is None:
        raise LeadreadyError(
            _("The rubric “{name}” has no criteria and cut score for a panel.").format(name=settings.rubric),
            advice=_("Choose another one: leadready list."),
        )
    judged = {criterion.evidence for criterion in rubric.criteria.values()}
    prompts = {id_: prompt for id_, prompt in assessment.instrument.evidence.items() if id_ in judged}
    said: dict[str, Any] = settings.model_dump(exclude={"format", "benchmarks"})
    hashes, sealed = sealed_benchmarks(settings.benchmarks, _office(people, recovery))
    campaign = Campaign(
        **said,
        id=secrets.token_hex(ID_BYTES),
        seed=secrets.token_hex(ID_BYTES),
        assessment=assessment.id,
        assessment_version=assessment.instrument.version,
        assessment_hash=assessment.hash,
        prompts=prompts,
        criteria=rubric.criteria,
        order=tuple(rubric.criteria),
        tie_breaks=rubric.tie_breaks,
        cut=rubric.cut_score,
        benchmarks=hashes,
        sealed_benchmarks=sealed,
        members=tuple(
            Member(id=id_, name=card.name, roles=roles, signs=card.signs, seals=card.seals)
            for id_, (card, roles) in people.items()
        ),
        recovery=recovery,
        equality=equality,
    )
    wrong = [*faults(campaign), *benchmark_faults(settings.benchmarks, campaign.criteria)]
    if wrong:
        raise LeadreadyError(" ".join(one.says for one in wrong), advice=_("Mend this, then try again."))
    return campaign


def _office(people: Mapping[str, tuple[Card, tuple[Role, ...]]], recovery: str) -> tuple[str, ...]:
    openers = (card.seals for card, roles in people.values() if not {"lead", "administrator"}.isdisjoint(roles))
    return (*dict.fromkeys(openers), recovery)


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
    text = opened(sealed, identity, file).decode("utf-8", "replace")
    document = read_strict(text, file, advice=_("Ask for the file again."))
    check_format(document, Trial.model_fields["format"].default, file)
    trial = read_definition(Trial, YamlDocument(file, document, {(): 0}))
    found = Opened(campaign=trial.campaign, who=trial.who, proof=trial.proof)
    return signed(found.model_dump(), keys.signing)


def unopened(campaign: Campaign, secret: str, answers: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Name who has not yet proved that their key opens what is sealed for it.

    Args:
        campaign: The draft.
        secret: The one that the tests were made with.
        answers: What came back: the text of each, and how problems name it.

    Raises:
        ProblemsFound: something that came is no answer to a test.
    """
    keys = {member.id: member.signs for member in campaign.members}
    leads = {member.signs for member in campaign.with_role("lead")}
    waiting = {*keys, RECOVERY}
    for text, file in answers:
        found, by = read_signed(Opened, text, file)
        right = by in leads if found.who == RECOVERY else by == keys.get(found.who)
        if found.campaign == campaign.id and right and found.proof == proof(campaign, found.who, secret):
            waiting.discard(found.who)
    return tuple(sorted(waiting))


def read_draft(text: str, file: str) -> Draft:
    """Read a draft that was kept; raises ProblemsFound."""
    document = read_strict(text, file, advice=_("Make the draft again."))
    check_format(document, Draft.model_fields["format"].default, file)
    return read_definition(Draft, YamlDocument(file, document, {(): 0}))


def publish(campaign: Campaign, secret: str, answers: Iterable[tuple[str, str]], keys: Keys) -> bytes:
    """Sign a campaign that everyone can take part in.

    Raises:
        LeadreadyError: somebody, or the recovery key, has not opened a test yet.
        ProblemsFound: something that came is no answer to a test.
    """
    waiting = unopened(campaign, secret, answers)
    if waiting:
        raise LeadreadyError(
            _("These have not opened their test yet: {names}.").format(names=", ".join(waiting)),
            advice=_("A campaign is published only when every key has proved itself, the recovery key as well."),
        )
    return campaign_file(campaign, keys)
