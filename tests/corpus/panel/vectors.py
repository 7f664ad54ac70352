"""Writes the published vectors of a round's files: `python -m tests.corpus.panel.vectors`, from the repository's root.

Keys and contents are always the same; seals are not, for age seals by chance. Every vector that was ever published
must open (`test_vectors.py`), so vectors are added and never written anew once a version has left the house.
"""

from __future__ import annotations

import json
from pathlib import Path

from leadready.canonical import canonical
from leadready.exchange.keys import card_file, key_file
from leadready.exchange.signing import signed
from leadready.workflow.panel.retention import Deletion
from leadready.workflow.panel.setting_up import OpeningProof, Trial, proof
from tests.corpus.panel.hostile import SECRET
from tests.corpus.panel.round import (
    AT,
    CAMPAIGN,
    GOOD_CAMPAIGN,
    NAMES,
    PEOPLE,
    WORDS,
    bundle,
    by_installation,
    sealed,
)  # fmt: skip

FOLDER = Path(__file__).parents[2] / "vectors" / "panel"


def vectors() -> dict[str, bytes]:
    """Give each file by its name."""
    from tests.corpus.panel.test_hostile import good_audit

    test = {"campaign": CAMPAIGN.id, "who": "lea", "proof": proof(CAMPAIGN, "lea", SECRET)}
    certificate = Deletion(
        campaign=CAMPAIGN.id, title=CAMPAIGN.title, at=AT, person="Dr Lea", why="The time is over.", applications=2,
        records=20, statistics={"stages": {"received": None}},
    )  # fmt: skip
    private = {name: {"signing": PEOPLE[name].signing.seed, "identity": PEOPLE[name].identity} for name in NAMES}
    return {
        "keys.json": (json.dumps({"words": WORDS, "secret": SECRET, "keys": private}, indent=1) + "\n").encode(),
        "ann.lrcard": card_file(PEOPLE["ann"]),
        "ann.lrkey": key_file(PEOPLE["ann"], WORDS),
        "round.lrcampaign": GOOD_CAMPAIGN,
        "lea.lrtrial": sealed(canonical(Trial(**test).model_dump()), "lea"),
        "lea.lropened": signed(OpeningProof(**test).model_dump(), PEOPLE["lea"].signing),
        "applicant.lrsub": by_installation(1),
        "ann.lrbundle": bundle(),
        "audit.json": good_audit(),
        "round.lrdeleted": signed(certificate.model_dump(mode="json"), PEOPLE["lea"].signing),
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in vectors().items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
