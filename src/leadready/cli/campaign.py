"""`leadready campaign`: keys and cards, a draft, the test that everyone opens, and publishing."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import Field

from leadready.cli.definitions import open_named
from leadready.cli.panel_keys import add_key, chosen_keys, read_bytes, read_text
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.keys import CARD_SUFFIX, KEY_SUFFIX, Keys, card_file, key_file, read_card
from leadready.exchange.words import passphrase
from leadready.files import write_whole
from leadready.instrument.definition import Definition, Id, read_definition
from leadready.instrument.strict_yaml import read_yaml
from leadready.language import _
from leadready.panel.campaign import Role
from leadready.workflow.panel.setting_up import (
    Draft,
    draft,
    open_trial,
    publish,
    read_draft,
    read_settings,
    trial_files,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAFT, TRIAL_SUFFIX, OPENED_SUFFIX = "draft.json", ".lrtrial", ".lropened"


class Person(Definition):
    """A card, named from the folder of the file, and what its owner may do."""

    card: str
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class People(Definition):
    """Who takes part: `people.yaml`."""

    format: Literal["leadready/campaign-people/1"]
    people: Annotated[dict[Id, Person], Field(min_length=1, max_length=18)]
    recovery: str
    equality: str | None = None


def campaign(arguments: Sequence[str]) -> int:
    """Run one of its actions."""
    parser = argparse.ArgumentParser(prog="leadready campaign", description=_("Set a selection round up."))
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    keys = actions.add_parser("keys", help=_("make a key, its six words and its card"))
    keys.add_argument("--name", required=True, help=_("whose it is"))
    keys.add_argument("-o", "--output", required=True, help=_("the key to write (.lrkey); the card goes beside it"))
    keys.set_defaults(run=_keys)
    new = actions.add_parser("draft", help=_("put a round together, with a test for everyone"))
    new.add_argument("assessment", help=_("an installed id, or a folder"))
    new.add_argument("settings", help=_("settings.yaml: what the round is; see docs/guide-panel.md"))
    new.add_argument("people", help=_("people.yaml: cards and roles"))
    new.add_argument("-o", "--output", required=True, help=_("folder for the draft; it must be there"))
    new.set_defaults(run=_draft)
    trial = actions.add_parser("try", help=_("open your test, which proves that your key works"))
    trial.add_argument("trial", help=_("the test (.lrtrial)"))
    trial.add_argument("--recovery", help=_("file with the recovery key, as typed from paper, to open its test"))
    trial.add_argument("-o", "--output", required=True, help=_("the answer to write (.lropened)"))
    add_key(trial)
    trial.set_defaults(run=_try)
    out = actions.add_parser("publish", help=_("sign the round, once every key has proved itself"))
    out.add_argument("draft", help=_("folder of the draft"))
    out.add_argument("answers", nargs="*", help=_("answers to the tests (.lropened)"))
    out.add_argument("-o", "--output", required=True, help=_("the campaign file to write (.lrcampaign)"))
    add_key(out)
    out.set_defaults(run=_publish)
    show = actions.add_parser("show", help=_("check a campaign file and say its six words"))
    show.add_argument("file", help=_("the campaign file"))
    show.set_defaults(run=_show)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _keys(chosen: argparse.Namespace) -> int:
    target = Path(chosen.output)
    if target.suffix != KEY_SUFFIX:
        raise LeadreadyError(_("A key is written as {suffix}.").format(suffix=KEY_SUFFIX), where=str(target))
    made, words = Keys.new(chosen.name), passphrase()
    write_whole(target, key_file(made, words))
    write_whole(target.with_suffix(CARD_SUFFIX), card_file(made))
    print(words)
    print(_("Write these six words down. Without them nobody opens this key."), file=sys.stderr)
    return 0


def _draft(chosen: argparse.Namespace) -> int:
    folder = Path(chosen.output)
    if not folder.is_dir():
        raise LeadreadyError(
            _("The folder does not exist."), where=str(folder), advice=_("Choose a folder that exists.")
        )
    path = Path(chosen.people)
    people = read_definition(People, read_yaml(path, name=path.name))

    def card(name: str) -> Path:
        return path.parent / Path(name).name

    members = {id_: (read_card(read_text(card(one.card)), one.card), one.roles) for id_, one in people.people.items()}
    recovery = read_card(read_text(card(people.recovery)), people.recovery).seals
    equality = None
    if people.equality is not None:
        equality = read_card(read_text(card(people.equality)), people.equality).seals
    made = draft(read_settings(Path(chosen.settings)), open_named(chosen.assessment), members, recovery, equality)
    secret = secrets.token_hex(32)
    kept = Draft(secret=secret, campaign=made)
    write_whole(folder / DRAFT, (kept.model_dump_json(indent=1) + "\n").encode())
    for who, content in trial_files(made, secret).items():
        write_whole(folder / f"{who}{TRIAL_SUFFIX}", content)
    return 0


def _try(chosen: argparse.Namespace) -> int:
    keys, path = chosen_keys(chosen), Path(chosen.trial)
    identity = keys.identity if chosen.recovery is None else read_text(Path(chosen.recovery)).strip()
    write_whole(Path(chosen.output), open_trial(read_bytes(path), identity, keys, path.name))
    return 0


def _publish(chosen: argparse.Namespace) -> int:
    kept = read_draft(read_text(Path(chosen.draft) / DRAFT), DRAFT)
    answers = [(read_text(Path(name)), Path(name).name) for name in chosen.answers]
    write_whole(Path(chosen.output), publish(kept.campaign, kept.secret, answers, chosen_keys(chosen)))
    print(campaign_words(kept.campaign))
    return 0


def _show(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    found = read_campaign(read_text(path), path.name)
    print(found.title)
    print(_("Six words: {words}").format(words=campaign_words(found)))
    print(_("Closes: {day}").format(day=f"{found.dates.closes:%Y-%m-%d %H:%M} UTC"))
    for role in get_args(Role):
        print(f"{role}: " + ", ".join(member.name for member in found.with_role(role)))
    for id_, criterion in found.in_order:
        print(f"{id_}: {criterion.title} ({criterion.weight})")
    return 0
