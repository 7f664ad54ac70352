"""What `leadready campaign` does with keys: made, given other words, kept for a bad day, and made again from that."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.panel_keys import add_key, chosen_keys, now, read_bytes, read_text
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import read_campaign
from leadready.exchange.keys import (
    CARD_SUFFIX,
    KEY_SUFFIX,
    Keys,
    card_file,
    key_file,
    read_card,
    read_spare,
    spare_file,
)
from leadready.exchange.recovery import in_groups, typed_identity
from leadready.exchange.words import passphrase
from leadready.files import write_whole
from leadready.language import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add_key_actions(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the actions that are about keys, by what makes a parser of an action's name."""
    keys = add("keys", help=_("make a key, its six words and its card"))
    keys.add_argument("--name", required=True, help=_("your name, as the panel knows you"))
    _add_output(keys, _("the key to write (.lrkey); the card is put beside it"))
    keys.set_defaults(run=_keys)
    words = add("words", help=_("give your key six new words; the old ones open it no more"))
    add_key(words)
    _add_output(words, _("the key to write (.lrkey); it may be the same file"))
    words.set_defaults(run=_words)
    recovery = add("recovery", help=_("make the recovery key of a round, to be printed"))
    recovery.add_argument("--title", default="", help=_("title of the round, for the sheet"))
    _add_output(recovery, _("the sheet to write (.pdf); the card is put beside it. Print it, then delete it"))
    recovery.set_defaults(run=_recovery)
    spare = add("spare", help=_("seal your key for the recovery key, for the day when words are lost"))
    spare.add_argument("campaign", help=_("the campaign file"))
    add_key(spare)
    _add_output(spare, _("the spare key to write (.lrspare)"))
    spare.set_defaults(run=_spare)
    rescue = add("rescue", help=_("open applications by the recovery key alone, when no lead's key is left"))
    rescue.add_argument("campaign", help=_("the campaign file"))
    rescue.add_argument("files", nargs="+", help=_("applications (.lrsub), or folders of them"))
    rescue.add_argument("--recovery", required=True, help=_("file with the recovery key, as typed from paper"))
    _add_output(rescue, _("folder for a text and the data of each; it must be there"))
    rescue.set_defaults(run=_rescue)
    restore = add("restore", help=_("make your key again from its spare and the recovery key"))
    restore.add_argument("spare", help=_("the spare key (.lrspare)"))
    restore.add_argument("--recovery", required=True, help=_("file with the recovery key, as typed from paper"))
    _add_output(restore, _("the key to write (.lrkey); the card is put beside it"))
    restore.set_defaults(run=_restore)


def typed_key(file: str) -> str:
    """Read a recovery key from a file in which somebody typed it; raises LeadreadyError."""
    return typed_identity(read_text(Path(file)), Path(file).name)


def _add_output(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("-o", "--output", required=True, help=words)


def _keys(chosen: argparse.Namespace) -> int:
    target, name = _target(chosen, KEY_SUFFIX), " ".join(chosen.name.split())
    if not name:
        raise LeadreadyError(_("A key needs a name."), advice=_("Say after --name how the panel knows you."))
    _keep_what_is_there(target)
    return _written(Keys.new(name), target)


def _words(chosen: argparse.Namespace) -> int:
    target = _target(chosen, KEY_SUFFIX)
    if not _is_same_file(target, Path(chosen.key)):
        _keep_what_is_there(target)
    return _written(chosen_keys(chosen), target)


def _restore(chosen: argparse.Namespace) -> int:
    path, target = Path(chosen.spare), _target(chosen, KEY_SUFFIX)
    keys = read_spare(read_bytes(path), typed_key(chosen.recovery), path.name)
    if not _is_card_of(target.with_suffix(CARD_SUFFIX), keys):
        _keep_what_is_there(target)
    return _written(keys, target)


def _is_same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _is_card_of(card: Path, keys: Keys) -> bool:
    return card.exists() and read_card(read_text(card), card.name) == keys.card


def _keep_what_is_there(target: Path) -> None:
    """Write over no key and no card of somebody: what is sealed for that key could never be opened again."""
    for path in (target, target.with_suffix(CARD_SUFFIX)):
        if path.exists():
            raise LeadreadyError(
                _("There is such a file already."),
                where=str(path),
                advice=_("Choose another name: a key that is written over is lost, and all that is sealed for it."),
            )


def _written(keys: Keys, target: Path) -> int:
    words = passphrase()
    write_whole(target, key_file(keys, words))
    write_whole(target.with_suffix(CARD_SUFFIX), card_file(keys))
    print(words)
    print(_("Write these six words down. Without them nobody opens this key."), file=sys.stderr)
    return 0


def _recovery(chosen: argparse.Namespace) -> int:
    from leadready.report.recovery_kit import RecoveryKit, recovery_kit_pdf

    target = _target(chosen, ".pdf")
    _keep_what_is_there(target)
    keys = Keys.new(_("Recovery key"))
    kit = RecoveryKit(chosen.title, in_groups(keys.identity), now().astimezone().date())
    write_whole(target, recovery_kit_pdf(kit))
    write_whole(target.with_suffix(CARD_SUFFIX), card_file(keys))
    print(_("Print the sheet, then delete the file: it holds the key."), file=sys.stderr)
    return 0


def _spare(chosen: argparse.Namespace) -> int:
    path = Path(chosen.campaign)
    campaign = read_campaign(read_text(path), path.name)
    write_whole(Path(chosen.output), spare_file(chosen_keys(chosen), campaign.recovery))
    return 0


def _rescue(chosen: argparse.Namespace) -> int:
    from leadready.workflow.panel.rescue import identity_of, rescued

    path = Path(chosen.campaign)
    campaign = read_campaign(read_text(path), path.name)
    identity = identity_of(campaign, read_text(Path(chosen.recovery)))
    refused = 0
    for one in rescued(campaign, identity, [Path(name) for name in chosen.files], Path(chosen.output)):
        if one.written is not None:
            print(one.written.name)
        else:
            refused += 1
            print(one.error, file=sys.stderr)
    return 1 if refused else 0


def _target(chosen: argparse.Namespace, suffix: str) -> Path:
    target = Path(chosen.output)
    if target.suffix != suffix:
        raise LeadreadyError(_("A file of this kind ends in {suffix}.").format(suffix=suffix), where=str(target))
    return target
