"""The commands and their arguments, each with an example."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from leadready import __version__
from leadready.cli import running
from leadready.cli.editions import add_edition
from leadready.language import _

MOST_RESPONDENTS = 100_000


def command_parser() -> argparse.ArgumentParser:
    """Make what reads the arguments; what it reads has the function to run as `command`."""
    parser = argparse.ArgumentParser(
        prog="leadready",
        description=_("Leadership readiness, assessed honestly and offline. Without a command it opens the window."),
    )
    parser.add_argument("--version", action="version", version=f"leadready {__version__}")
    parser.set_defaults(command=running.window)
    commands = parser.add_subparsers(title=_("commands"), metavar="")
    _list(commands)
    _check(commands)
    _simulate(commands)
    _diff(commands)
    _pack(commands)
    _add_package(commands)
    _score(commands)
    _rescore(commands)
    _plan(commands)
    _plans(commands)
    _group(commands)
    _agreement(commands)
    _rounds(commands)
    _mirror(commands)
    _journey(commands)
    _self_test(commands)
    return parser


if TYPE_CHECKING:
    # argparse names no public type for what add_subparsers gives.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def _add(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=_("Example: {example}").format(example=example),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _list(commands: Commands) -> None:
    parser = _add(commands, "list", _("List the installed assessments and their rubrics."), "leadready list")
    parser.set_defaults(command=running.run_list)


def _check(commands: Commands) -> None:
    about = _("Find every problem of an assessment at once.")
    parser = _add(commands, "check", about, "leadready check my-assessment/")
    parser.add_argument("assessment", help=_("an installed id, or a folder"))
    parser.add_argument("--json", action="store_true", help=_("write the problems as JSON"))
    parser.set_defaults(command=running.run_check)


def _simulate(commands: Commands) -> None:
    about = _("Show what a rubric does with perfect, worst, careless and random respondents.")
    parser = _add(commands, "simulate", about, "leadready simulate clinical-leadership -o simulation.html")
    parser.add_argument("assessment", help=_("an installed id, or a folder"))
    parser.add_argument("--rubric", help=_("id of the rubric, or its file; by default the first"))
    parser.add_argument("--respondents", type=_crowd, default=1000, help=_("how many answer at random; 1000"))
    parser.add_argument("--seed", type=int, default=1, help=_("another number gives another crowd; 1"))
    parser.add_argument("-o", "--output", help=_("file to write: .html, .json or .txt"))
    parser.set_defaults(command=running.run_simulate)


def _crowd(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_RESPONDENTS:
        raise ValueError
    return number


def _diff(commands: Commands) -> None:
    about = _("Say what changed between two versions of an assessment, and whether scores stay comparable.")
    parser = _add(commands, "diff", about, "leadready diff clinical-leadership my-version/")
    parser.add_argument("old", help=_("an installed id, or a folder"))
    parser.add_argument("new", help=_("an installed id, or a folder"))
    parser.add_argument("--json", action="store_true", help=_("write the changes as JSON"))
    parser.set_defaults(command=running.run_diff)


def _pack(commands: Commands) -> None:
    about = _("Put an assessment into one file that can be sent.")
    parser = _add(commands, "pack", about, "leadready pack my-assessment/ -o my-assessment.lrassessment")
    parser.add_argument("assessment", help=_("an installed id, or a folder"))
    parser.add_argument("-o", "--output", required=True, help=_("file to write, .lrassessment"))
    parser.set_defaults(command=running.run_pack)


def _add_package(commands: Commands) -> None:
    about = _("Add an assessment that came in a file to your own, after checking all of it.")
    parser = _add(commands, "add", about, "leadready add my-assessment.lrassessment")
    parser.add_argument("file", help=_("the .lrassessment file"))
    clash = parser.add_mutually_exclusive_group()
    clash.add_argument("--replace", action="store_true", help=_("take the place of yours with the same id"))
    clash.add_argument("--as", dest="new_id", metavar="ID", help=_("add it under another id"))
    parser.set_defaults(command=running.run_add)


def _score(commands: Commands) -> None:
    about = _("Score one respondent (.json) or a cohort (.csv, .xlsx).")
    parser = _add(commands, "score", about, "leadready score clinical-leadership cohort.csv -o scored.xlsx")
    _add_responses(parser)
    parser.add_argument("--explain", action="store_true", help=_("say for one respondent why each score is what it is"))
    rules = _("add columns of a cohort for gates, profile rules and signs of careless answering")
    parser.add_argument("--rules", action="store_true", help=rules)
    parser.add_argument("-o", "--output", help=_("file to write; its ending says how: .json, .csv or .xlsx"))
    parser.set_defaults(command=running.run_score)


def _rescore(commands: Commands) -> None:
    about = _("Read one respondent's answers under two versions of an assessment, side by side.")
    parser = _add(commands, "rescore", about, "leadready rescore clinical-leadership my-version/ me.json")
    parser.add_argument("old", help=_("an installed id, or a folder"))
    parser.add_argument("new", help=_("an installed id, or a folder"))
    parser.add_argument("responses", help=_("file with the answers of one respondent (.json)"))
    parser.add_argument("--rubric", help=_("id of the rubric; by default the first that both have"))
    parser.add_argument("--json", action="store_true", help=_("write the scores as JSON"))
    parser.set_defaults(command=running.run_rescore)


def _plan(commands: Commands) -> None:
    about = _("Write the development plan of one respondent: the one in their file, or a suggested one.")
    parser = _add(commands, "plan", about, "leadready plan clinical-leadership me.json -o plan.pdf")
    _add_responses(parser)
    parser.add_argument(
        "-o", "--output", required=True, help=_("file to write; its ending says how: .pdf, .docx, .html, .txt or .ics")
    )
    parser.add_argument("--date", help=_("the day of the plan, such as 2026-11-24; by default today"))
    add_edition(parser)
    parser.set_defaults(command=running.run_plan)


def _plans(commands: Commands) -> None:
    about = _("Write the suggested development plans of many respondents, each as a PDF, on every core.")
    parser = _add(commands, "plans", about, "leadready plans clinical-leadership answers/*.json -o plans/")
    parser.add_argument("assessment", help=_("an installed id, or a folder"))
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("one respondent (.json)"))
    parser.add_argument("--rubric", help=_("id of the rubric, or its file; by default the first"))
    parser.add_argument("-o", "--output", required=True, help=_("folder for the plans; each is named as its file"))
    parser.add_argument("--date", help=_("the day of the plan, such as 2026-11-24; by default today"))
    add_edition(parser)
    parser.set_defaults(command=running.run_plans)


def _add_responses(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("assessment", help=_("an installed id, or a folder"))
    parser.add_argument("responses", help=_("file with the answers"))
    parser.add_argument("--rubric", help=_("id of the rubric, or its file; by default the first"))


def _group(commands: Commands) -> None:
    about = _("Put several people's answers about one thing together: agreement first, then means where they agree.")
    parser = _add(commands, "group", about, "leadready group readiness-for-change *.json -o report.html")
    parser.add_argument("assessment", help=_("an installed id, or a folder"))
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("one respondent (.json) or several (.csv, .xlsx)"))
    parser.add_argument("--rubric", help=_("id of the rubric; by default the first that is for several people"))
    parser.add_argument("-o", "--output", help=_("file to write: .html, .json or .txt"))
    parser.set_defaults(command=running.run_group)


def _agreement(commands: Commands) -> None:
    about = _("Say how far raters agree: ICC, weighted and Fleiss' kappa, Krippendorff's alpha, with intervals.")
    parser = _add(commands, "agreement", about, "leadready agreement ratings.csv --scale 1-5")
    parser.add_argument("ratings", help=_("table (.csv, .xlsx) with the columns applicant, rater, criterion, rating"))
    parser.add_argument("--scale", help=_("lowest and highest mark, such as 1-5; by default those given"))
    parser.add_argument("--seed", type=int, default=1, help=_("seed of the intervals by redraws; by default 1"))
    parser.add_argument("-o", "--output", help=_("file to write: .json, .csv or .xlsx"))
    parser.set_defaults(command=running.run_agreement)


def _mirror(commands: Commands) -> None:
    about = _("Ask colleagues what they see, answer as a colleague, and read what they say together.")
    parser = _add(commands, "mirror", about, "leadready mirror read request.lrmirror me.json replies/")
    steps = parser.add_subparsers(title=_("commands"), metavar="STEP", required=True)
    request = _add(
        steps,
        "request",
        _("Write the file for colleagues."),
        "leadready mirror request clinical-leadership -o a.lrmirror",
    )
    request.add_argument("assessment", help=_("an installed id, or a folder"))
    request.add_argument("--name", default="", help=_("the name that colleagues see; none unless given"))
    request.add_argument("-o", "--output", required=True, help=_("file to write, .lrmirror"))
    request.set_defaults(command=running.run_mirror_request)
    answer = _add(
        steps,
        "answer",
        _("Write one colleague's reply."),
        "leadready mirror answer a.lrmirror answers.json -o b.lrreply",
    )
    answer.add_argument("request", help=_("the .lrmirror file"))
    answer.add_argument("responses", help=_("file with an answer to every item (.json)"))
    answer.add_argument("-o", "--output", required=True, help=_("file to write, .lrreply"))
    answer.set_defaults(command=running.run_mirror_answer)
    about = _("Hold one's own answers beside what at least three colleagues say together.")
    read = _add(steps, "read", about, "leadready mirror read a.lrmirror me.json replies/")
    read.add_argument("request", help=_("the .lrmirror file"))
    read.add_argument("responses", help=_("file with one's own answers (.json)"))
    read.add_argument("replies", nargs="+", metavar="REPLY", help=_("a reply (.lrreply), or a folder of them"))
    read.add_argument("--assessment", help=_("what was answered, as an id or folder; by default the installed one"))
    read.add_argument("--rubric", help=_("id of the rubric, or its file; by default the first"))
    read.add_argument("--json", action="store_true", help=_("write the result as JSON"))
    read.set_defaults(command=running.run_mirror_read)


def _rounds(commands: Commands) -> None:
    """Add the commands of a selection round; each reads its own arguments, and says its own help, when asked for."""
    for name, about in (
        ("campaign", _("Set a selection round up.")),
        ("submission", _("Apply to a selection round.")),
        ("panel", _("Take part in a selection round.")),
    ):
        parser = commands.add_parser(name, help=about, add_help=False)
        # What comes before an action is ours; all that comes after it belongs to the action.
        parser.add_argument("-h", "--help", dest="is_help", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("rest", nargs=argparse.REMAINDER)
        parser.set_defaults(command=running.run_round, round=name)


def _journey(commands: Commands) -> None:
    about = _("Take the shipped example respondent through the whole journey without a window.")
    parser = _add(commands, "journey", about, "leadready journey")
    parser.add_argument("-o", "--output", help=_("PDF to write; by default a new one in the documents folder"))
    parser.set_defaults(command=running.run_journey)


def _self_test(commands: Commands) -> None:
    about = _("Let the installed program prove itself: files, scores, record, PDF, window.")
    parser = _add(commands, "self-test", about, "leadready self-test")
    parser.set_defaults(command=running.run_self_test)
