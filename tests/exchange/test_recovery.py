"""The recovery key: on paper, typed back, and what it makes good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.exchange import keys as keys_module
from leadready.exchange.keys import Keys, check_keys, key_file, read_keys, read_spare, spare_file
from leadready.exchange.recovery import in_groups, typed_identity
from leadready.instrument.problems import ProblemsFound
from leadready.report.recovery_kit import RecoveryKit, recovery_kit_pdf

IDENTITY = Keys.new("R").identity
KEY = IDENTITY.removeprefix("AGE-SECRET-KEY-1")
LETTERS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"


def refused(typed):
    with pytest.raises(ProblemsFound) as caught:
        typed_identity(typed)
    (problem,) = caught.value.problems
    assert problem.code == "typed-key"
    assert KEY not in str(problem)
    return f"{problem.what} {problem.advice}"


def test_it_is_written_in_three_rows_of_groups_of_four():
    rows = in_groups(IDENTITY)
    assert [[len(group) for group in row] for row in rows] == [[4] * 5, [4] * 5, [4, 4, 4, 4, 2]]
    assert "".join("".join(row) for row in rows) == KEY


@pytest.mark.parametrize(
    "typed",
    [
        IDENTITY,
        IDENTITY.lower(),
        " ".join(KEY),
        "\n".join("-".join(row) for row in in_groups(IDENTITY)),
        KEY.replace("0", "o").replace("L", "1"),
        KEY.replace("L", "I").replace("8", "b"),
    ],
    ids=("whole", "small", "blanks", "groups", "o and 1", "I and b"),  # the key is another one on each run
)
def test_it_is_read_however_it_was_typed(typed):
    assert typed_identity(typed) == IDENTITY


def test_a_slip_is_named_with_its_place():
    wrong = next(letter for letter in LETTERS if letter != KEY[27])
    assert (
        refused(KEY[:27] + wrong + KEY[28:])
        == "One letter or digit is not as on the paper. Look again at row 2, group 2."
    )
    assert refused(KEY[:-1]).startswith("57 letters and digits were typed, and the key has 58.")
    assert refused("").startswith("0 letters and digits were typed")
    assert refused(KEY[:-1] + "Ä").startswith("A recovery key has no “Ä” in it.")
    other = "".join(
        LETTERS[(LETTERS.index(letter) + 1) % 32] if place < 9 else letter for place, letter in enumerate(KEY)
    )
    assert refused(other) == "It is not as on the paper. Compare it with the paper, group by group."


@given(st.integers(0, 57), st.integers(1, 31))
def test_every_single_slip_is_found(place, by):
    letter = LETTERS[(LETTERS.index(KEY[place]) + by) % 32]
    group = place // 4
    said = refused(KEY[:place] + letter + KEY[place + 1 :])
    assert said.endswith(f"Look again at row {group // 5 + 1}, group {group % 5 + 1}.")


def test_the_sheet_can_be_typed_from_and_holds_no_more(tmp_path):
    kit = RecoveryKit("Fellowship <2027> & more", in_groups(IDENTITY), date(2026, 11, 29))
    content = recovery_kit_pdf(kit)
    assert content == recovery_kit_pdf(kit)
    path = tmp_path / "kit.pdf"
    path.write_bytes(content)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
    words = pypdf.PdfReader(path).pages[0].extract_text()
    typed = " ".join(group for row in kit.rows for group in row if group in words)
    assert typed_identity(typed) == IDENTITY
    assert "Fellowship <2027> & more" in words


def test_a_lost_key_is_made_again_from_its_spare_and_the_paper():
    lea, paper = Keys.new("Lea"), Keys.new("Recovery")
    spare = spare_file(lea, paper.card.seals)
    assert read_spare(spare, typed_identity(paper.identity.lower()), "lea.lrspare") == lea
    assert lea.identity.encode() not in spare
    with pytest.raises(ProblemsFound, match="sealed-for-others"):
        read_spare(spare, Keys.new("x").identity, "lea.lrspare")
    with pytest.raises(ProblemsFound, match="sealed-altered"):
        read_spare(spare[:-1] + bytes([spare[-1] ^ 1]), paper.identity, "lea.lrspare")
    with pytest.raises(ProblemsFound, match="other-kind"):
        read_spare(keys_module.seal(b'{"format":"leadready/panel-test/1"}', [paper.card.seals]), paper.identity, "x")


def test_a_key_that_does_not_work_fails_loudly(monkeypatch):
    lea = Keys.new("Lea")
    check_keys(lea, "lea.lrkey")
    assert read_keys(key_file(lea, "six words"), "Six, Words", "lea.lrkey") == lea
    monkeypatch.setattr(keys_module, "seal", lambda *_args: b"broken")
    with pytest.raises(ProblemsFound, match="key-test"):
        check_keys(lea, "lea.lrkey")
    with pytest.raises(ProblemsFound, match="key-test"):
        read_keys(key_file(lea, "six words"), "six words", "lea.lrkey")
    with pytest.raises(ProblemsFound, match="key-test"):
        check_keys(replace(lea, identity=Keys.new("x").identity[:-1]), "lea.lrkey")
