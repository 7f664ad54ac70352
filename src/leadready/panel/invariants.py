"""What always holds of a round on anyone's laptop, checked on what is there (the idea is HotCRP's `confinvariants`).

A broken rule is a fault of leadready, or of whoever changed the file or wrote records with another program; nothing
that people do in the program breaks one. What the rules say is worked out another way than the view is, where there is
another way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.panel.chain_invariants import chain_rules
from leadready.panel.exposure import FOR_ALL, FOR_RATERS
from leadready.panel.kinds import KINDS, Answer, Rated, Received, SelfReport
from leadready.panel.merit import HIGHEST, merits
from leadready.panel.ranking import ranking
from leadready.panel.record import record_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.panel.campaign import Member
    from leadready.panel.chain_invariants import Found, Rule
    from leadready.panel.log import Log
    from leadready.panel.view import PanelView

MOST_SHOWN = 5
_NOT_FOR_RATERS = KINDS.keys() - FOR_RATERS - FOR_ALL
"""What a rater has only of their own."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold.

    Attributes:
        rule: Its id.
        what: What that means, one sentence.
        where: The first few record ids, reference codes or topics that break it. Never a name.
    """

    rule: str
    what: str
    where: tuple[str, ...]


def breaches(view: PanelView, log: Log, reader: Member | None = None) -> tuple[Breach, ...]:
    """Check everything; gives what does not hold, nothing where all is well.

    Args:
        view: What the log says.
        log: The log itself.
        reader: Whose laptop it is, for the rules of blindness; None to leave those out.
    """
    rules = {**chain_rules(), **_view_rules()}
    found = [
        Breach(id_, what, tuple(islice(broken, MOST_SHOWN)))
        for id_, (rule, what) in rules.items()
        for broken in [iter(rule(view, log))]
    ]
    if reader is not None and not reader.opens_submissions:
        what = _("A rater has something that a rater may not have.")
        found.append(Breach("blind", what, tuple(islice(_blind(view, log, reader), MOST_SHOWN))))
    return tuple(one for one in found if one.where)


def rule_ids() -> tuple[str, ...]:
    """List the rules."""
    return (*chain_rules(), *_view_rules(), "blind")


def _blind(view: PanelView, log: Log, reader: Member) -> Found:
    """A rater has no name beside an answer, no total, no answer to what is not theirs, and nobody else's marks."""
    given = _ever_assigned(view, log)
    for id_, record in log.records.items():
        if record.payload is None:
            continue
        if record.kind == Answer.kind:
            allowed = (record.about, reader.id) in given
        elif record.kind == SelfReport.kind:
            allowed = (record.about, reader.id) in view.locked
        else:
            allowed = record.kind not in _NOT_FOR_RATERS or record.author == reader.signs
        if not allowed:
            yield id_


def _ever_assigned(view: PanelView, log: Log) -> frozenset[tuple[str, str]]:
    """Who was given what, also where it was taken back later: what was given stays on that laptop."""
    counted = view.standing.sifted.accepted
    return frozenset((record.about, record.part) for id_ in counted if (record := log.records[id_]).kind == "assigned")


def _arrived(log: Log) -> frozenset[str]:
    """Give the codes of all applications, by the headers alone: on a rater's laptop there is no more."""
    return frozenset(record.about for record in log.records.values() if record.kind == Received.kind)


def _assigned_to_raters(view: PanelView, _log: Log) -> Found:
    for reference, member in view.assigned:
        found = view.members.get(member)
        if found is None or "rater" not in found.roles:
            yield f"{reference}/{member}"


def _assigned_exists(view: PanelView, log: Log) -> Found:
    arrived = _arrived(log)
    return (reference for reference, _member in view.assigned if reference not in arrived)


def _conflicted_never_counts(view: PanelView, _log: Log) -> Found:
    return (
        f"{reference}/{member}"
        for reference, member, _criterion in view.locked_marks()
        if (relation := view.relations.get((reference, member))) is not None and relation.relation != "none"
    )


def _reads_only_assigned(view: PanelView, _log: Log) -> Found:
    for reference, member in view.assigned:
        relation = view.relations.get((reference, member))
        barred = member in view.left or (relation is not None and relation.relation != "none")
        if view.may_read(reference, member) == barred:
            yield f"{reference}/{member}"


def _mark_exists(view: PanelView, _log: Log) -> Found:
    for (reference, member, criterion), mark in view.marks.items():
        scale = view.campaign.criteria.get(criterion)
        if scale is None or str(mark.mark) not in scale.anchors:
            yield f"{reference}/{member}/{criterion}"


def _rater_marks(view: PanelView, log: Log) -> Found:
    arrived = _arrived(log)
    for reference, member, criterion in view.marks:
        if "rater" not in view.members[member].roles or reference not in arrived:
            yield f"{reference}/{member}/{criterion}"


def _locked_is_whole(view: PanelView, log: Log) -> Found:
    """Who locked an application had marked every criterion, unless it was erased."""
    kept = {
        (record.about, record.author)
        for record in log.records.values()
        if record.kind == "locked" and record.payload is not None
    }
    for reference, member in view.locked:
        if (reference, view.members[member].signs) in kept and not all(
            (reference, member, criterion) in view.marks
            or _contradicted(view, reference, criterion, view.members[member].signs)
            for criterion in view.campaign.criteria
        ):
            yield f"{reference}/{member}"


def _contradicted(view: PanelView, reference: str, criterion: str, author: str) -> bool:
    return (Rated.kind, reference, criterion, author) in view.standing.conflicts


def _nothing_after_locking(view: PanelView, log: Log) -> Found:
    locks: dict[tuple[str, str], int] = {}
    for id_ in view.standing.sifted.accepted:
        record = log.records[id_]
        if record.kind == "locked":
            key = record.about, record.author
            locks[key] = min(record.sequence, locks.get(key, record.sequence))
    for topic, record in view.standing.of(Rated.kind):
        if record.sequence > locks.get((record.about, record.author), record.sequence):
            yield "/".join(topic[:3])


def _moderated_exists(view: PanelView, _log: Log) -> Found:
    for (reference, criterion), one in view.moderated.items():
        scale = view.campaign.criteria.get(criterion)
        if scale is None or str(one.mark) not in scale.anchors or not one.why.strip() or not one.people:
            yield f"{reference}/{criterion}"


def _moderation_keeps_marks(_view: PanelView, log: Log) -> Found:
    """A moderated mark never takes the place of a rater's own."""
    marks = {id_ for id_, record in log.records.items() if record.kind == Rated.kind}
    moderations = (record for record in log.records.values() if record.kind == "moderated")
    return (record_id(record) for record in moderations if marks & set(record.supersedes))


def _decided_by_somebody(view: PanelView, _log: Log) -> Found:
    for reference, one in view.applicants.items():
        if one.outcome is not None and not (one.outcome.person.strip() and one.outcome.why.strip()):
            yield reference


def _erased_has_nothing(view: PanelView, _log: Log) -> Found:
    for reference, one in view.applicants.items():
        parts = (one.received, one.private, one.responses, one.exercises, one.outcome, one.reserve)
        if one.is_erased and (any(part is not None for part in parts) or one.gates):
            yield reference


def _erased_arrived(view: PanelView, log: Log) -> Found:
    arrived = _arrived(log)
    return (reference for reference, one in view.applicants.items() if one.is_erased and reference not in arrived)


def _names_lead_nowhere(view: PanelView, _log: Log) -> Found:
    return iter(sorted(view.names.keys() & view.applicants.keys()))


def _declared_once(view: PanelView, _log: Log) -> Found:
    codes = [one.private.declared_as for one in view.applicants.values() if one.private and one.private.declared_as]
    return _doubles(codes)


def _one_application_each(view: PanelView, _log: Log) -> Found:
    return _doubles(one.received.installation for one in view.applicants.values() if one.received)


def _file_taken_once(view: PanelView, _log: Log) -> Found:
    return _doubles(one.received.submission for one in view.applicants.values() if one.received)


def _late_is_late(view: PanelView, _log: Log) -> Found:
    closes = f"{view.campaign.dates.closes:%Y-%m-%dT%H:%M:%SZ}"
    for reference, one in view.applicants.items():
        if one.received is not None and one.received.late != (one.received.at > closes):
            yield reference


def _answer_was_asked(view: PanelView, log: Log) -> Found:
    arrived = _arrived(log)
    for reference, prompt in view.answers:
        if prompt not in view.campaign.prompts or reference not in arrived:
            yield f"{reference}/{prompt}"


def _answer_of_what_came(view: PanelView, _log: Log) -> Found:
    for (reference, prompt), one in view.answers.items():
        applicant = view.applicants.get(reference)
        if applicant is not None and applicant.received is not None and one.of > applicant.received.number:
            yield f"{reference}/{prompt}"


def _gate_exists(view: PanelView, _log: Log) -> Found:
    for reference, one in view.applicants.items():
        yield from (f"{reference}/{gate}" for gate in one.gates if gate not in view.campaign.gates)


def _exercise_in_range(view: PanelView, _log: Log) -> Found:
    for reference, one in view.applicants.items():
        said = (one.exercises.objective, one.exercises.self_report) if one.exercises else ()
        if any(value is not None and Fraction(value) > HIGHEST for value in said):
            yield reference


def _total_in_range(view: PanelView, _log: Log) -> Found:
    for reference, merit in merits(view).items():
        whole = merit.criteria.keys() == view.campaign.criteria.keys()
        if (merit.total is not None) != whole or (merit.total is not None and not 0 <= merit.total <= HIGHEST):
            yield reference


def _rank_counts_the_better(view: PanelView, _log: Log) -> Found:
    """A rank is one more than the number of those with a better ladder; who ties has the same one."""
    found = merits(view)
    places = ranking(view.campaign, found.values())
    ladders = {
        place.reference: (
            found[place.reference].total or Fraction(0),
            *(found[place.reference].criteria[id_].scaled for id_ in view.campaign.tie_breaks),
        )
        for place in places
    }
    rising = sorted(ladders.values())
    for place in places:
        own = ladders[place.reference]
        better = len(rising) - bisect_right(rising, own)
        same = bisect_right(rising, own) - bisect_left(rising, own)
        alike = len(place.tied) == same - 1 and all(ladders[other] == own for other in place.tied)
        if place.rank != better + 1 or not alike:
            yield place.reference


def _reserve_in_order(view: PanelView, _log: Log) -> Found:
    waiting = (one.reserve for one in view.applicants.values() if one.reserve and one.reserve.state == "held")
    return _doubles(str(one.place) for one in waiting)


def _members_differ(view: PanelView, _log: Log) -> Found:
    return _doubles(member.signs for member in view.members.values())


def _leavers_were_members(view: PanelView, _log: Log) -> Found:
    return iter(sorted(view.left - view.members.keys()))


def _doubles(values: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield value
        seen.add(value)


def _view_rules() -> dict[str, tuple[Rule, str]]:
    return {
        "assigned-to-raters": (_assigned_to_raters, _("An application is assigned to nobody who rates.")),
        "assigned-exists": (_assigned_exists, _("Something is assigned that never came.")),
        "conflict-never-counts": (_conflicted_never_counts, _("A mark of somebody with a conflict counts.")),
        "reads-only-assigned": (_reads_only_assigned, _("Somebody may read what they may not.")),
        "mark-exists": (_mark_exists, _("There is a mark that its criterion does not have.")),
        "rater-marks": (_rater_marks, _("There is a mark by nobody who rates, or of what never came.")),
        "locked-is-whole": (_locked_is_whole, _("Marks are locked although some are missing.")),
        "nothing-after-locking": (_nothing_after_locking, _("A mark counts that was written after locking.")),
        "moderated-exists": (_moderated_exists, _("A moderated mark has no criterion, reason or people.")),
        "moderation-keeps-marks": (_moderation_keeps_marks, _("A moderated mark took the place of a rater's own.")),
        "decided-by-somebody": (_decided_by_somebody, _("An outcome has nobody who decided it, or no reason.")),
        "erased-has-nothing": (_erased_has_nothing, _("An erased application still says something.")),
        "erased-arrived": (_erased_arrived, _("Something is shown as erased that never came.")),
        "names-lead-nowhere": (_names_lead_nowhere, _("The code of a name is the code of an application.")),
        "declared-once": (_declared_once, _("Two applications share the code of a name.")),
        "one-application-each": (_one_application_each, _("One installation has two applications.")),
        "file-taken-once": (_file_taken_once, _("One file became two applications.")),
        "late-is-late": (_late_is_late, _("An application is marked late that is not, or the other way round.")),
        "answer-was-asked": (_answer_was_asked, _("There is an answer to what was not asked.")),
        "answer-of-what-came": (_answer_of_what_came, _("An answer is of a file that did not come yet.")),
        "gate-exists": (_gate_exists, _("A gate was passed that this round does not have.")),
        "exercise-in-range": (_exercise_in_range, _("An exercise has more than 100.")),
        "total-in-range": (_total_in_range, _("A total is missing, or there is one too many, or it is not 0 to 100.")),
        "rank-counts-the-better": (_rank_counts_the_better, _("A rank is not what its total says.")),
        "reserve-in-order": (_reserve_in_order, _("Two people have one place on the reserve list.")),
        "members-differ": (_members_differ, _("Two members sign with one key.")),
        "leavers-were-members": (_leavers_were_members, _("Somebody left who never had a part.")),
    }
