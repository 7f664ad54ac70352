"""`leadready campaign`: keys and cards, a draft, the test that everyone opens, and publishing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from leadready.cli.definitions import open_named
from leadready.cli.key_actions import add_key_actions, typed_key
from leadready.cli.panel_keys import add_key, chosen_keys, read_bytes, read_text
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.keys import read_card
from leadready.files import write_whole
from leadready.language import _
from leadready.panel.campaign import Role
from leadready.workflow.panel.correcting import corrected_file, read_correction
from leadready.workflow.panel.drafts import KeptDraft, open_draft
from leadready.workflow.panel.fitness import as_campaign
from leadready.workflow.panel.people_file import People
from leadready.workflow.panel.setting_up import (
    TRIAL_SUFFIX,
    drafted,
    open_trial,
    publish,
    read_settings,
    trial_files,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def campaign(arguments: Sequence[str]) -> int:
    """Run one of its actions."""
    parser = argparse.ArgumentParser(
        prog="leadready campaign",
        description=_("Set a selection round up."),
        epilog=_("Example: {example}").format(example="leadready campaign keys --name Lea -o lea.lrkey"),
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    add_key_actions(actions.add_parser)
    new = actions.add_parser("draft", help=_("put a round together, with a test for everyone"))
    new.add_argument("assessment", help=_("an installed id, or a folder"))
    new.add_argument("settings", help=_("settings.yaml: what the round is; see docs/panel-commands.md"))
    new.add_argument("people", help=_("people.yaml: cards and roles"))
    new.add_argument("-o", "--output", required=True, help=_("folder for the draft; it must be there"))
    new.set_defaults(run=_draft)
    trial = actions.add_parser("try", help=_("open your test, which proves that your key works"))
    trial.add_argument("trial", help=_("the test (.lrtrial)"))
    trial.add_argument(
        "--recovery",
        help=_("file with the recovery key, as typed from paper, to open its test; your key signs that it did"),
    )
    trial.add_argument("-o", "--output", required=True, help=_("the answer to write (.lropened)"))
    add_key(trial)
    trial.set_defaults(run=_try)
    tests = actions.add_parser("tests", help=_("write the tests of a draft anew"))
    tests.add_argument("draft", help=_("folder of the draft"))
    tests.add_argument("-o", "--output", required=True, help=_("folder for the tests; it must be there"))
    tests.set_defaults(run=_tests)
    check = actions.add_parser("check", help=_("say what is wrong with a draft, and who has not opened their test"))
    check.add_argument("draft", help=_("folder of the draft"))
    check.add_argument("answers", nargs="*", help=_("answers to the tests (.lropened)"))
    check.set_defaults(run=_check)
    out = actions.add_parser("publish", help=_("sign the round, once every key has proved itself"))
    out.add_argument("draft", help=_("folder of the draft"))
    out.add_argument("answers", nargs="*", help=_("answers to the tests (.lropened)"))
    out.add_argument("-o", "--output", required=True, help=_("the campaign file to write (.lrcampaign)"))
    add_key(out)
    out.set_defaults(run=_publish)
    correct = actions.add_parser("correct", help=_("correct words of a published round; its six words stay the same"))
    correct.add_argument("file", help=_("the campaign file"))
    correct.add_argument("corrections", help=_("words.yaml: what reads otherwise from now on"))
    correct.add_argument("-o", "--output", required=True, help=_("the campaign file to write (.lrcampaign)"))
    add_key(correct)
    correct.set_defaults(run=_correct)
    show = actions.add_parser("show", help=_("check a campaign file and say its six words"))
    show.add_argument("file", help=_("the campaign file"))
    show.set_defaults(run=_show)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _draft(chosen: argparse.Namespace) -> int:
    folder = Path(chosen.output)
    if not folder.is_dir():
        raise LeadreadyError(
            _("The folder does not exist."), where=str(folder), advice=_("Choose a folder that exists.")
        )
    path = Path(chosen.people)
    people = written(People, "leadready/campaign-people/1", path)

    def card(name: str) -> Path:
        return path.parent / name

    members = {id_: (read_card(read_text(card(one.card)), one.card), one.roles) for id_, one in people.people.items()}
    recovery = read_card(read_text(card(people.recovery)), people.recovery).seals
    equality = None
    if people.equality is not None:
        equality = read_card(read_text(card(people.equality)), people.equality).seals
    made = drafted(read_settings(Path(chosen.settings)), open_named(chosen.assessment), members, recovery, equality)
    campaign = as_campaign(made)
    KeptDraft(folder, made).keep()
    for who, content in trial_files(campaign, made.secret).items():
        write_whole(folder / f"{who}{TRIAL_SUFFIX}", content)
    return 0


def _try(chosen: argparse.Namespace) -> int:
    keys, path = chosen_keys(chosen), Path(chosen.trial)
    identity = keys.identity if chosen.recovery is None else typed_key(chosen.recovery)
    write_whole(Path(chosen.output), open_trial(read_bytes(path), identity, keys, path.name))
    return 0


def _tests(chosen: argparse.Namespace) -> int:
    kept = open_draft(Path(chosen.draft))
    for path in kept.write_tests(Path(chosen.output), with_recovery=True):
        print(path.name)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    kept = open_draft(Path(chosen.draft))
    for fault in kept.faults:
        print(f"{fault.field}: {fault.says}")
    if kept.faults:
        return 1
    waiting = kept.waiting(_answers(chosen))
    for who in waiting:
        print(_("{name}: not yet").format(name=who))
    if not waiting:
        print(_("Nothing is wrong, and every key has proved itself. The round can be published."), file=sys.stderr)
    return 1 if waiting else 0


def _answers(chosen: argparse.Namespace) -> list[tuple[str, str]]:
    return [(read_text(Path(name)), Path(name).name) for name in chosen.answers]


def _publish(chosen: argparse.Namespace) -> int:
    kept = open_draft(Path(chosen.draft))
    campaign = kept.campaign()
    write_whole(Path(chosen.output), publish(campaign, kept.draft.secret, _answers(chosen), chosen_keys(chosen)))
    print(campaign_words(campaign))
    return 0


def _correct(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    found = read_campaign(read_text(path), path.name)
    words = read_correction(Path(chosen.corrections))
    write_whole(Path(chosen.output), corrected_file(found, words, chosen_keys(chosen)))
    print(campaign_words(found))
    return 0


def _show(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    found = read_campaign(read_text(path), path.name)
    print(found.title)
    print(_("Six words: {words}").format(words=campaign_words(found)))
    print(_("Closes: {day}").format(day=f"{found.dates.closes:%Y-%m-%d %H:%M} UTC"))
    weights = found.weights
    print(f"evidence: {weights.evidence} % · objective: {weights.objective} % · self-report: {weights.self_report} %")
    if weights.reason is not None:
        print(_("Why self-report counts: {reason}").format(reason=weights.reason))
    for role in get_args(Role):
        if names := [member.name for member in found.with_role(role)]:
            print(f"{role}: " + ", ".join(names))
    if found.equality is not None:
        print(_("Equality answers are asked for, and sealed for a key of their own."))
    for id_, criterion in found.in_order:
        print(f"{id_}: {criterion.title} ({criterion.weight})")
    return 0
