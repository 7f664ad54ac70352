"""A bundle, `.lrbundle`: records of a campaign's log on their way from one laptop to another.

Sealed for whoever gets it. At the door every signature is checked, and every payload against its hash; what a log
makes of the records is the log's affair (`panel/log.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import FailFast, Field, StringConstraints, ValidationError

from leadready.canonical import canonical
from leadready.exchange.sealing import opened_text, seal
from leadready.exchange.signing import is_signed
from leadready.exchange.strict_json import check_format, read_strict
from leadready.instrument.definition import Definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.text_files import MEGABYTE
from leadready.language import _
from leadready.panel.log import Head
from leadready.panel.record import Hash, Record, header, record_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.exchange.signing import SigningKey
    from leadready.panel.log import Log

SUFFIX = ".lrbundle"
LARGEST = 200 * MEGABYTE
_FORMAT = "leadready/panel-bundle/1"


class SignedHead(Definition):
    """An author's signature under a record."""

    author: Hash
    record: Hash
    signature: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]


class Records(Definition):
    """Records, and the signatures under them."""

    # The first thing that is wrong is enough: a file of a million wrong things must not cost a gigabyte of problems.
    heads: Annotated[tuple[SignedHead, ...], Field(max_length=100_000), FailFast()]
    records: Annotated[tuple[Record, ...], Field(max_length=1_000_000), FailFast()]


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """What came, checked: records by id, and heads whose signature fits."""

    records: Mapping[str, Record]
    heads: tuple[Head, ...]


def head_document(campaign: str, record: str) -> dict[str, str]:
    """Give what an author signs: this record, in this campaign, and so all of the author's before it."""
    return {"format": "leadready/panel-head/1", "campaign": campaign, "record": record}


def head_signature(campaign: str, record: str, key: SigningKey) -> str:
    """Sign the end of one's chain."""
    return key.signature(head_document(campaign, record))


def bundle_file(campaign: str, records: Iterable[Record], heads: Iterable[Head], recipients: Iterable[str]) -> bytes:
    """Write records for somebody. What is withheld from them has no payload; its header keeps the chain whole."""
    document = {"format": _FORMAT, "campaign": campaign, **as_data(records, heads)}
    return seal(canonical(document), recipients)


def as_data(records: Iterable[Record], heads: Iterable[Head]) -> dict[str, Any]:
    """Give records and signatures as `checked` reads them."""
    return {
        "heads": [head._asdict() for head in sorted(heads)],
        "records": [{**header(record), "payload": record.payload} for record in records],
    }


def whole_log(log: Log) -> tuple[list[Record], frozenset[Head]]:
    """Give everything of a log in an order that does not hang on how it came."""
    return [log.records[id_] for id_ in sorted(log.records)], log.heads


def open_bundle(sealed: bytes, identity: str, campaign: str, file: str, *, title: str = "") -> OpenedBundle:
    """Open a bundle and check everything in it that can be checked without the log.

    Args:
        sealed: The file.
        identity: The key that opens it.
        campaign: Id of the campaign.
        file: How problems name it.
        title: The campaign's title, for who has the wrong key.

    Raises:
        ProblemsFound: it cannot be opened, is no bundle or another campaign's, or one signature or payload in it is not
            what it should be; then nothing of it is taken.
    """
    text = opened_text(sealed, identity, file, largest=LARGEST, whose=title)
    document = read_strict(text, file, advice=_("Ask for the file again."))
    check_format(document, _FORMAT, file)
    if document.get("campaign") != campaign:
        what = _("This is for another campaign.")
        raise _refused(file, "other-campaign", what, _("Choose the bundle of this campaign."))
    return checked(document, campaign, file)


def checked(document: Mapping[str, Any], campaign: str, file: str) -> OpenedBundle:
    """Read the `records` and `heads` of a document, and check all that can be checked without the log.

    Raises:
        ProblemsFound: they are not as documented, or one signature or payload is not what it should be.
    """
    try:
        found = Records.model_validate({"heads": document.get("heads"), "records": document.get("records")})
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"][:3])
        what = _("Something in this bundle is not as documented: {where}.").format(where=where)
        raise _refused(file, "wrong-value", what, _("Ask for the file again.")) from None
    heads = tuple(Head(head.author, head.record, head.signature) for head in found.heads)
    if not all(is_signed(head_document(campaign, head.record), head.author, head.signature) for head in heads):
        what = _("A signature in this bundle does not fit.")
        raise _refused(file, "wrong-signature", what, _("Do not use it; ask for the file again."))
    if not all(record.is_whole for record in found.records):
        what = _("Something in this bundle was changed after it was signed.")
        raise _refused(file, "wrong-signature", what, _("Do not use it; ask for the file again."))
    return OpenedBundle({record_id(record): record for record in found.records}, heads)


def _refused(file: str, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(file, 0, code, what, advice)])
