"""Looking after one's key: new words, a backup, and what is done when the words are lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.keys import CARD_SUFFIX, KEY_SUFFIX, SPARE_SUFFIX, card_file, read_keys, read_spare
from leadready.exchange.keys import spare_file as sealed_spare
from leadready.exchange.recovery import typed_identity
from leadready.exchange.words import WORDS, passphrase, tidied
from leadready.files import write_whole
from leadready.language import _
from leadready.workflow.panel.shelf import keep_keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadready.exchange.keys import Keys
    from leadready.panel.campaign import Campaign
    from leadready.workflow.panel.shelf import Shelf

SPARE = f"key{SPARE_SUFFIX}"


def words_confirmed(place: Shelf) -> bool:
    """Whether the person has shown that the six words are written down."""
    return not place.unsure_path.exists()


def confirm_words(place: Shelf) -> None:
    """Note that the six words were typed back."""
    with suppress(OSError):  # the note then stays, and the person is asked once more
        place.unsure_path.unlink(missing_ok=True)


def wrong_places(words: str, typed: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """Say which words were typed otherwise than they were shown.

    Args:
        words: The six words.
        typed: Place, counted from 1, and what was typed for it.
    """
    shown = words.split()
    return tuple(place for place, said in typed if tidied(said) != shown[place - 1])


def asked_places(chance: int) -> tuple[int, int]:
    """Choose two of the six words to be typed back, the earlier first, by a number of any size."""
    first, second = chance % WORDS, chance // WORDS % (WORDS - 1)
    second += second >= first
    return min(first, second) + 1, max(first, second) + 1


def new_words(place: Shelf, keys: Keys) -> str:
    """Give the key other words; the old ones open it no more. Takes about a second.

    Raises:
        FileNotWritten: it could not be kept; the old words then still open it.
    """
    words = passphrase()
    keep_keys(place, keys, words)
    return words


def save_card(place: Shelf, target: Path) -> Path:
    """Copy the card to where the person wants it; gives the file. Raises LeadreadyError."""
    return _copied(place.card_path, target, CARD_SUFFIX)


def back_up(place: Shelf, target: Path) -> Path:
    """Copy the key file, which its six words open, and nothing else does; gives the file. Raises LeadreadyError."""
    return _copied(place.key_path, target, KEY_SUFFIX)


def take_backup(place: Shelf, file: Path, words: str) -> Keys:
    """Use a backup of one's key on this computer. Takes about a second.

    Raises:
        LeadreadyError: there is another key here, the words do not open it, or it cannot be read.
    """
    if place.key_path.exists():
        raise LeadreadyError(
            _("There is a key on this computer already."),
            advice=_("Use it, or move it away first."),
            where=str(place.key_path),
        )
    content = _read(file)
    keys = read_keys(content, words, file.name)
    place.folder.mkdir(parents=True, exist_ok=True)
    write_whole(place.key_path, content)
    write_whole(place.card_path, card_file(keys))
    return keys


def keep_spare(place: Shelf, campaign: Campaign, keys: Keys) -> None:
    """Seal one's key for the recovery key of a round that one leads, and keep that with the round."""
    folder = place.round_folder(campaign)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / SPARE, sealed_spare(keys, campaign.recovery))


def spares(place: Shelf) -> tuple[Path, ...]:
    """List the spare keys on this computer, each with its round."""
    return tuple(sorted(place.folder.glob(f"*/{SPARE}")))


def recover(place: Shelf, typed: str) -> tuple[Keys, str]:
    """Make the lost key of a lead again, from the recovery key as it was typed from paper.

    The key file whose words are lost is put aside. Gives the keys and six new words. Takes about a second.

    Raises:
        ProblemsFound: it was not typed as it stands on the paper.
        LeadreadyError: no spare key on this computer is sealed for it.
    """
    identity = typed_identity(typed)
    for file in spares(place):
        try:
            keys = read_spare(_read(file), identity, file.name)
        except LeadreadyError:
            continue  # of a round with another recovery key
        put_aside(place)
        words = passphrase()
        keep_keys(place, keys, words)
        return keys, words
    raise LeadreadyError(
        _("No spare key on this computer is sealed for this recovery key."),
        advice=_("Use the laptop on which the round was published, or the sheet of another round."),
    )


def put_aside(place: Shelf) -> Path | None:
    """Rename the key file whose words are lost, so that another can be made; gives its new name, None without one.

    It is never deleted: the words may be found again.

    Raises:
        LeadreadyError: the system does not let it be renamed.
    """
    if not place.key_path.exists():
        return None
    number = 1
    while (aside := place.key_path.with_name(f"key-{number}{KEY_SUFFIX}")).exists():
        number += 1
    try:
        place.key_path.rename(aside)
        place.card_path.unlink(missing_ok=True)
    except OSError as error:
        raise LeadreadyError(
            _("The key file could not be put aside: {reason}.").format(reason=error.strerror), where=str(place.key_path)
        ) from None
    confirm_words(place)
    return aside


def _copied(source: Path, target: Path, suffix: str) -> Path:
    whole = target if target.suffix == suffix else target.with_name(target.name + suffix)
    write_whole(whole, _read(source))
    return whole


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LeadreadyError(
            _("The file cannot be read: {reason}.").format(reason=error.strerror), where=str(path)
        ) from None
