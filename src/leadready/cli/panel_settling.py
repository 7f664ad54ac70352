"""`leadready panel`, from the agenda to the reserve list: what the lead sees and settles once marks are locked."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from leadready.cli.panel_keys import heading, in_settled_round, settled_round
from leadready.cli.report_files import REPORTS, TABLES, chosen_file
from leadready.errors import LeadreadyError
from leadready.exchange.agreement_report import HEADER, MOST_RATERS, study_lines, study_sentence
from leadready.exchange.round_report import (
    error_sentence,
    round_document,
    round_rows,
    round_text,
    unsure_sentences,
    weight_sentence,
    weights_summary,
)
from leadready.exchange.tables import report_file, table_file
from leadready.files import write_whole
from leadready.language import _
from leadready.panel.agreement.of_round import locked_ratings, round_agreement
from leadready.panel.agreement.study import components
from leadready.panel.kinds import Outcome, ReserveState
from leadready.panel.merit import merits
from leadready.panel.record import stamp
from leadready.panel.redraws import rank_intervals, unsure
from leadready.panel.reserve import history, next_up, overdue, reserve_list
from leadready.panel.robustness import near_the_line, standard_error, under_other_weights
from leadready.scoring.display import half_up
from leadready.workflow.panel import office, reserving
from leadready.workflow.panel.audit import standings
from leadready.workflow.panel.thirds import near_line, third_rater, third_raters

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from leadready.workflow.panel.panel import Panel

    Adds = Callable[..., argparse.ArgumentParser]

_UNRANKED = sys.maxsize


def add_settling(add: Adds) -> None:
    """Add the actions to `leadready panel`."""
    add("agenda", _("show where marks differ, near the line first"), _agenda)
    settled = add("moderate", _("note what the panel settled on"), _moderate, ("applicant", _("its code")))
    settled.add_argument("criterion")
    settled.add_argument("mark", type=int)
    settled.add_argument("--why", required=True, help=_("the reason, in words"))
    settled.add_argument("--people", required=True, nargs="+", help=_("who settled it"))
    third = add("third", _("show who is within one standard error of the line, and give them a third rater"), _third)
    third.add_argument("--give", nargs=2, metavar=("CODE", "MEMBER"), help=_("this rater, for this application"))
    third.add_argument("--all", action="store_true", help=_("everyone who has none yet, evenly, by the public seed"))
    agreed = add("agreement", _("say how far raters agree, by their own locked marks"), _agreement)
    agreed.add_argument("-o", "--output", help=_("file to write: .json, .csv or .xlsx"))
    add("robust", _("say who would enter or leave the shortlist under other weights and other raters"), _robust)
    study = add("study", _("say what more raters or more questions would bring"), _study)
    study.add_argument("--raters", type=int, help=_("how many raters"))
    study.add_argument("--questions", type=int, help=_("how many questions"))
    ranked = add("ranking", _("show the ranking, ties as ties"), _ranking)
    ranked.add_argument("-o", "--output", help=_("file to write: .csv or .xlsx"))
    decided = add("decide", _("set an outcome: by somebody named, for a reason"), _decide, ("applicant", _("its code")))
    decided.add_argument("outcome", choices=get_args(Outcome))
    _add_person(decided, why_needed=True)
    decided.add_argument("--considered", default="", help=_("what was considered beyond the score"))
    reserve = add("reserve", _("show the reserve list, and note what becomes of somebody on it"), _reserve)
    reserve.add_argument("applicant", nargs="?", help=_("its code"))
    reserve.add_argument("--place", type=int, help=_("put it on the list, at this place"))
    reserve.add_argument("--state", choices=get_args(ReserveState), help=_("what became of it"))
    reserve.add_argument("--hours", type=int, help=_("for how many hours an offer holds"))
    reserve.add_argument("--at", help=_("the clock by which offers have run out, such as 2027-03-01T12:00:00Z"))
    _add_person(reserve, why_needed=False)


def _add_person(parser: argparse.ArgumentParser, *, why_needed: bool) -> None:
    parser.add_argument("--person", required=why_needed, default="", help=_("who decides"))
    parser.add_argument("--why", required=why_needed, default="", help=_("the reason, in words"))


@in_settled_round
def _agenda(opened: Panel, _chosen: argparse.Namespace) -> None:
    heading("applicant", "criterion", "reason", "distance", "state")
    for one in opened.order.discrepancies:
        state = _("settled") if one.settled else _("open")
        print(f"{one.reference}\t{one.criterion}\t{one.reason}\t{float(one.distance):.1f}\t{state}")


@in_settled_round
def _moderate(opened: Panel, chosen: argparse.Namespace) -> None:
    office.moderate(opened, chosen.applicant, chosen.criterion, chosen.mark, chosen.why, chosen.people)


@in_settled_round
def _third(opened: Panel, chosen: argparse.Namespace) -> None:
    if chosen.give is not None:
        third_rater(opened, *chosen.give)
    if chosen.all:
        third_raters(opened)
    heading("applicant", "from line", "raters", "state", "free raters")
    for one in near_line(opened):
        state = _("read") if one.is_given and one.is_read else _("given") if one.is_given else _("open")
        line = f"{one.reference}\t{float(one.from_line):+.1f}\t{' '.join(one.raters)}\t{state}"
        print(f"{line}\t{' '.join(one.free)}")


def _agreement(chosen: argparse.Namespace) -> int:
    output = chosen_file(chosen.output, REPORTS, _("The agreement is written as .json, .csv or .xlsx."))
    with settled_round(chosen) as opened:
        found = round_agreement(opened.view)
    if output is None:
        sys.stdout.write(round_text(found))
    else:
        write_whole(output, report_file(output.suffix, round_document(found), HEADER, round_rows(found)))
    return 0


@in_settled_round
def _robust(opened: Panel, _chosen: argparse.Namespace) -> None:
    view, campaign = opened.view, opened.campaign
    found = merits(view)
    print(error_sentence(standard_error(campaign, found), len(near_the_line(campaign, found))))
    changes = under_other_weights(view)
    print(weights_summary(changes))
    for change in changes:
        if change.enters or change.leaves:
            print(weight_sentence(campaign, change))
    ranks = rank_intervals(campaign, found)
    for sentence in unsure_sentences(unsure(campaign, found, ranks)) if ranks else ():
        print(sentence)
    heading("applicant", "best rank", "worst rank", "shortlisted")
    for reference, one in sorted(ranks.items(), key=lambda pair: (pair[1].low, pair[1].high, pair[0])):
        print(f"{reference}\t{one.low}\t{one.high}\t{one.shortlisted:.3f}")


@in_settled_round
def _study(opened: Panel, chosen: argparse.Namespace) -> None:
    study = components(locked_ratings(opened.view))
    criteria = len(opened.campaign.criteria)
    if study is None:
        raise LeadreadyError(
            _("There are too few locked marks for a decision study."),
            advice=_("It needs two applicants with two raters each, and two criteria."),
        )
    if chosen.raters is None and chosen.questions is None:
        print("\n".join(list(study_lines(study, criteria))[1:]))
        for raters in range(1, MOST_RATERS + 1):
            print(study_sentence(study, raters, criteria))
        return
    raters, questions = chosen.raters or study.raters, chosen.questions or criteria
    if raters < 1 or questions < 1:
        raise LeadreadyError(_("It needs at least one rater and one question."))
    print(study_sentence(study, raters, questions))


@in_settled_round
def _ranking(opened: Panel, chosen: argparse.Namespace) -> None:
    output = chosen_file(chosen.output, TABLES, _("The ranking is written as .csv or .xlsx."))
    table = standings(opened.view)
    header = ("rank", "applicant", "total", "tied", "lot", "outcome")
    rows: list[tuple[Any, ...]] = sorted(
        (one["rank"] or _UNRANKED, reference, _total(one["total"]), " ".join(one["tied"]), one["lot"], one["outcome"])
        for reference, one in table.items()
    )
    shown = [(None if rank == _UNRANKED else rank, *rest) for rank, *rest in rows]
    if output is None:
        heading(*header)
        for row in shown:
            print("\t".join("" if cell is None else str(cell) for cell in row))
        return
    write_whole(output, table_file(output.suffix, header, shown))


def _total(exact: str | None) -> str | None:
    """Give a total of 100 as it is read: the fractions of the audit pack, to two places."""
    return None if exact is None else half_up(Fraction(exact), 2)


@in_settled_round
def _decide(opened: Panel, chosen: argparse.Namespace) -> None:
    office.decide(opened, chosen.applicant, chosen.outcome, chosen.person, chosen.why, chosen.considered)


def _reserve(chosen: argparse.Namespace) -> int:
    reference: str = chosen.applicant or ""
    if not reference and (chosen.place is not None or chosen.state is not None):
        raise LeadreadyError(_("Say which application."), advice=_("Give its code behind the folder."))
    with settled_round(chosen) as opened:
        if chosen.place is not None:
            reserving.put_on_list(opened, reference, chosen.place, chosen.person, chosen.why)
        if chosen.state is not None:
            reserving.move(opened, reference, chosen.state, chosen.person, chosen.why, chosen.hours)
        if not reference:
            _print_list(opened, _clock(chosen.at) or stamp(opened.now()))
            return 0
        for one in history(opened.view, opened.log, reference):
            until = one.said.until or ""
            print(f"{one.at}\t{one.said.place}\t{one.said.state}\t{until}\t{one.said.person}\t{one.said.why}")
    return 0


def _clock(said: str | None) -> str | None:
    if said is None:
        return None
    try:
        return stamp(datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC))
    except ValueError:
        raise LeadreadyError(
            _("“{value}” is no time.").format(value=said[:40]), advice=_("Write it as 2027-03-01T12:00:00Z.")
        ) from None


def _print_list(opened: Panel, at: str) -> None:
    heading("place", "applicant", "state", "until", "notes")
    entries = reserve_list(opened.view)
    late = {one.reference for one in overdue(entries, at)}
    coming = next_up(entries)
    for one in entries:
        notes = [_("overdue")] if one.reference in late else []
        notes += [_("next")] if one is coming else []
        print(f"{one.said.place}\t{one.reference}\t{one.said.state}\t{one.said.until or ''}\t{' '.join(notes)}")
