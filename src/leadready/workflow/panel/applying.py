"""Applying: what an applicant shares is put together, shown, and sealed. The private plan is never in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from leadready import locales
from leadready.errors import LeadreadyError
from leadready.exchange.submission_file import Submission, submission_file
from leadready.instrument.condition import AnswerIs, statements
from leadready.language import _
from leadready.panel.record import LONGEST_ANSWER, stamp
from leadready.planning.account import word_count
from leadready.scoring.plan import ScaleStep, compile_plan
from leadready.scoring.responses import Absence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from leadready.assessment.model import Assessment
    from leadready.exchange.signing import SigningKey
    from leadready.exchange.submission_file import Confirmed
    from leadready.instrument.model import EvidencePrompt, Instrument
    from leadready.panel.campaign import Campaign, Eligibility
    from leadready.planning.account import Account
    from leadready.scoring.plan import ScoringPlan
    from leadready.scoring.responses import ResponseSet

_NOT_APPLICABLE = Absence.NOT_APPLICABLE.value
_CODES: dict[Absence, str | None] = {Absence.MISSING: None, Absence.NOT_APPLICABLE: Absence.NOT_APPLICABLE.value}


def counted_items(campaign: Campaign, assessment: Assessment) -> frozenset[str]:
    """Name the items that a score of this campaign hangs on, and those that decide whether one of them is asked."""
    wanted: dict[str, set[str]] = {}
    if campaign.objective_scores:
        wanted[campaign.rubric] = set(campaign.objective_scores)
    if campaign.self_report_score is not None:
        rubric, score_id = campaign.self_report_score
        wanted.setdefault(rubric, set()).add(score_id)
    scored = {
        item_id
        for rubric, scores in wanted.items()
        for item_id in _items_under(compile_plan(assessment.instrument, assessment.rubrics[rubric]), scores)
    }
    return frozenset(scored | _deciding(assessment.instrument, scored))


def _items_under(plan: ScoringPlan, scores: Iterable[str]) -> Iterator[str]:
    waiting = [plan.step(score_id) for score_id in scores]
    while waiting:
        step = waiting.pop()
        if isinstance(step, ScaleStep):
            yield from (term.item_id for term in step.terms)
        else:
            waiting += [plan.steps[part.step] for part in step.parts]


def _deciding(instrument: Instrument, items: Iterable[str]) -> set[str]:
    """Name the items whose answers decide whether some are asked, and those that decide about these."""
    found: set[str] = set()
    waiting = list(items)
    while waiting:
        conditions = instrument.by_id[waiting.pop()].conditions
        said = (one for condition in conditions for one in statements(condition) if isinstance(one, AnswerIs))
        new = {item_id for one in said for item_id in one.answer} - found
        found |= new
        waiting += new
    return found


def shared_answers(campaign: Campaign, assessment: Assessment, responses: ResponseSet) -> dict[str, int | str | None]:
    """Give the answers that count for this campaign, and no others: what nobody scores is not shared."""
    wanted = counted_items(campaign, assessment)
    return {
        item_id: _CODES[answer] if isinstance(answer, Absence) else answer
        for item_id, answer in responses.items()
        if item_id in wanted and answer is not Absence.NOT_SEEN
    }


def told(campaign: Campaign, accounts: Iterable[Account]) -> dict[str, str]:
    """Answer prompts from the evidence bank: each by the account that is linked to it, its parts as paragraphs.

    Raises:
        LeadreadyError: two accounts are linked to one prompt.
    """
    found: dict[str, str] = {}
    for account in accounts:
        for link in account.links:
            if link.kind != "prompt" or link.assessment != campaign.assessment or link.id not in campaign.prompts:
                continue
            if link.id in found:
                raise LeadreadyError(
                    _("Two accounts are linked to “{prompt}”.").format(prompt=campaign.prompts[link.id].title),
                    advice=_("Save only the account that you want to share."),
                )
            found[link.id] = account_text(account)
    return found


def account_text(account: Account) -> str:
    """Give an account as an answer: its parts as paragraphs."""
    parts = (part.strip() for part in account.parts.values())
    return "\n\n".join(part for part in parts if part)


def prompts_asked(campaign: Campaign) -> dict[str, EvidencePrompt]:
    """Give the prompts in the order in which their answers are judged: a signed file keeps no order of names."""
    return {id_: campaign.prompts[id_] for id_ in (campaign.criteria[one].evidence for one in campaign.order)}


def too_long(campaign: Campaign, evidence: Mapping[str, str]) -> tuple[str, ...]:
    """Name the prompts whose answer has more words, or characters, than it may."""
    return tuple(
        id_
        for id_, prompt in campaign.prompts.items()
        if word_count(evidence.get(id_, "")) > prompt.words or len(evidence.get(id_, "")) > LONGEST_ANSWER
    )


@dataclass(frozen=True, slots=True)
class Application:
    """What an applicant is about to share.

    Attributes:
        name: Who applies.
        contact: Where they can be reached; may be empty.
        answers: Item answers, as they were shown (`shared_answers`).
        evidence: Answers to the prompts.
        gates: What is said to the gates.
        number: One more than what was sent before.
        ticket: What leads to the equality answers, sealed for their key alone; empty where none are asked.
    """

    name: str
    contact: str
    answers: Mapping[str, int | str | None]
    evidence: Mapping[str, str]
    gates: Mapping[str, Confirmed]
    number: int = 1
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps an application from being sealed.

    Attributes:
        about: Which field: the name, an evidence prompt, or a gate.
        id: The prompt's or the gate's.
        title: How the person knows it.
        is_long: Whether it is there, and too long.
    """

    about: Literal["name", "prompt", "gate"]
    id: str
    title: str
    is_long: bool = False


def gaps(campaign: Campaign, application: Application) -> tuple[Gap, ...]:
    """List all that is missing or too long, in the order in which it is asked."""
    evidence, gates = application.evidence, application.gates
    long = too_long(campaign, evidence)
    found = [
        Gap("prompt", id_, prompt.title, is_long=id_ in long)
        for id_, prompt in prompts_asked(campaign).items()
        if id_ in long or not evidence.get(id_, "").strip()
    ]
    if not application.name.strip():
        found.append(Gap("name", "", _("Your name")))
    found += [
        Gap("gate", id_, gate.title)
        for id_, gate in campaign.gates.items()
        if id_ not in gates or not _is_answered(gate, gates[id_])
    ]
    return tuple(found)


def _is_answered(gate: Eligibility, said: Confirmed) -> bool:
    """Whether a gate is answered whole: who says yes to a sponsor names one, and to protected time says how much."""
    needs_name, needs_share = gate.kind == "sponsor", gate.kind == "time"
    return not said.yes or not ((needs_name and not said.by.strip()) or (needs_share and said.share is None))


def check_open(campaign: Campaign, now: datetime) -> None:
    """Check that the deadline has not passed; raises LeadreadyError."""
    if now > campaign.dates.closes:
        closed = campaign.dates.closes.astimezone()
        day = f"{locales.day(closed)}, {locales.time(closed)}"
        raise LeadreadyError(
            _("This round closed on {day}. Nothing was written.").format(day=day),
            advice=_("Write to {contact}.").format(contact=campaign.contact),
        )


def submit(campaign: Campaign, application: Application, key: SigningKey, now: datetime) -> bytes:
    """Sign an application with the installation's own key for this campaign, and seal it.

    Raises:
        LeadreadyError: an answer is missing or too long, or the round has closed.
    """
    check_open(campaign, now)
    open_ = gaps(campaign, application)
    missing = [gap.title for gap in open_ if not gap.is_long]
    if missing:
        raise LeadreadyError(_("Not answered yet: {names}.").format(names=", ".join(missing)))
    if open_:
        raise LeadreadyError(
            _("Longer than it may be: {names}.").format(names=", ".join(gap.title for gap in open_)),
            advice=_("Shorten it; nothing is cut off."),
        )
    submission = Submission(
        campaign=campaign.id,
        judgement=campaign.judgement,
        number=application.number,
        at=stamp(now),
        name=application.name,
        contact=application.contact,
        answers=dict(application.answers),
        evidence={id_: application.evidence[id_] for id_ in campaign.prompts},
        gates=dict(application.gates),
        ticket=application.ticket,
    )
    return submission_file(submission, campaign, key)
