"""The recovery key on paper: in groups that people copy without a slip, and read back from what they typed.

It is an age identity: `AGE-SECRET-KEY-1` and 58 letters and digits (bech32, BIP 173), the last six of which are a
checksum that finds every slip of up to four places.
"""

from __future__ import annotations

from typing import Final, NoReturn

from leadready.exchange.keys import recipient_of
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _, ngettext

_PREFIX: Final = "AGE-SECRET-KEY-1"
_LETTERS: Final = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
"""The letters and digits of bech32: no B, I, O and no 1, which look like others."""
_ALIKE: Final = str.maketrans("BIO1", "8L0L")
LENGTH: Final = 58
GROUP, GROUPS = 4, 5
"""Letters of a group, and groups of a row."""
_FILE: Final = "recovery"


def in_groups(identity: str) -> tuple[tuple[str, ...], ...]:
    """Write a recovery key in rows of groups of four; what every such key begins with is left out."""
    key = identity.removeprefix(_PREFIX)
    groups = [key[place : place + GROUP] for place in range(0, len(key), GROUP)]
    return tuple(tuple(groups[place : place + GROUPS]) for place in range(0, len(groups), GROUPS))


def typed_identity(typed: str, file: str = _FILE) -> str:
    """Read a recovery key as somebody typed it from paper: large or small letters, with or without spaces.

    Raises:
        ProblemsFound: it has too few or too many letters, or a slip; where one slip explains it, with its place.
    """
    key = "".join(mark for mark in typed.upper() if mark.isalnum())
    key = key.removeprefix(_PREFIX.replace("-", "")).translate(_ALIKE)
    strange = sorted({mark for mark in key if mark not in _LETTERS})
    if strange:
        what = _("A recovery key has no “{marks}” in it.").format(marks=" ".join(strange[:GROUP]))
        _refuse(file, what, _("Compare it with the paper, group by group."))
    if len(key) != LENGTH:
        count = ngettext("{n} letter or digit was typed", "{n} letters and digits were typed", len(key))
        what = _("{typed}, and the key has {all}.").format(typed=count.format(n=len(key)), all=LENGTH)
        _refuse(file, what, _("Compare it with the paper, group by group."))
    if not _is_key(key):
        _refuse_slips(_slips(key), file)
    return _PREFIX + key


def _refuse_slips(places: list[int], file: str) -> NoReturn:
    if len(places) == 1:
        row, group = divmod(places[0], GROUPS)
        where = _("Look again at row {row}, group {group}.").format(row=row + 1, group=group + 1)
        _refuse(file, _("One letter or digit is not as on the paper."), where)
    _refuse(file, _("It is not as on the paper."), _("Compare it with the paper, group by group."))


def _slips(key: str) -> list[int]:
    """Find the groups, counted from 0, in which one other letter would make it a key."""
    return sorted(
        {
            place // GROUP
            for place in range(len(key))
            for letter in _LETTERS
            if letter != key[place] and _is_key(key[:place] + letter + key[place + 1 :])
        }
    )


def _is_key(key: str) -> bool:
    try:
        recipient_of(_PREFIX + key)
    except ValueError:
        return False
    return True


def _refuse(file: str, what: str, advice: str) -> NoReturn:
    raise ProblemsFound([Problem(file, 0, "typed-key", what, advice)])
