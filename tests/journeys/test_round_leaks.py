"""X5 and X6: nothing that names the computer, its user or an applicant outside a seal, and no text that anything obeys."""

from __future__ import annotations

import getpass
import socket
import zipfile

import pytest

from leadready.exchange.keys import card_file
from leadready.exchange.tables import read_table, write_csv, write_xlsx
from leadready.workflow.panel import office, rating
from leadready.workflow.panel.audit import audit_pack, standings
from leadready.workflow.panel.journal import COLUMNS, entries, rows
from tests.workflow.panel.test_round import PEOPLE, Round

CANARIES = (
    '=HYPERLINK("http://evil.example/x","click")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "<img src='file:///etc/passwd'><b onclick=x>bold</b>",
    "{{7*7}}${7*7}%n%s",
    "../../../../etc/passwd\\..\\C:\\x",
    "\u202egnp.exe",
    "ŵ 🙂 <90 & >120",
)
NAME = "Xantippe Quodlibet"


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


@pytest.fixture(autouse=True)
def somebody(monkeypatch):
    """A user and a computer whose names are found nowhere by chance."""
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "quixotic-user")
    monkeypatch.setattr(socket, "gethostname", lambda: "quixotic-host")


def hits(content, *more):
    """What names this computer, its user, the folder of the test, or an applicant."""
    assert getpass.getuser() == "quixotic-user"
    return {word for word in ("quixotic", *more) if word.encode() in content}


def test_x5_nothing_that_travels_names_the_computer_or_the_applicant(made):
    path = made.apply(NAME, text=f"{NAME} changed how we hand over. xantippe@example.org")
    made.apply("Sam Two")
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    reference = made.reference_of(NAME)
    office.decide(made.lea, reference, "reserve", "Dr Lea", f"{NAME} was strong.")
    folder = str(made.folder)
    secrets = (NAME, "Quodlibet", "xantippe@example.org", folder)
    outside = {
        "submission": path.read_bytes(),
        "pack": office.pack(made.lea, made.lea.view.members["ann"]),
        "bundle": rating.hand_in(made.panels["ann"]),
        "campaign": made.signed.encode(),
        "card": card_file(PEOPLE["ann"]),
        "audit": audit_pack(made.lea),
        "log": write_csv(COLUMNS, rows(entries(made.lea.view, made.lea.log))),
    }
    for what, content in outside.items():
        assert hits(content, *secrets) == set(), what
    assert NAME not in path.name


def test_x6_no_text_of_an_applicant_becomes_a_formula_or_a_path(made):
    for number, canary in enumerate(CANARIES):
        made.apply(f"P{number} {canary}", text=canary)
    made.receive()
    office.release_names(made.lea)
    people = [one.private.name for one in made.lea.view.applicants.values()]
    for number, canary in enumerate(CANARIES):
        assert f"P{number} {canary}".replace("\u202e", "") in people  # shown exactly, but for what turns a line round
    made.declare("ann")
    for number, reference in enumerate(made.lea.view.applicants):
        office.decide(made.lea, reference, "reserve", CANARIES[number], CANARIES[number])
    listed = rows(entries(made.lea.view, made.lea.log))
    table = made.folder / "log.csv"
    table.write_bytes(write_csv(COLUMNS, listed))
    for _line, cells in read_table(table).rows:
        assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    book = made.folder / "log.xlsx"
    book.write_bytes(write_xlsx(COLUMNS, listed))
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        everything = b"".join(archive.read(name) for name in names)
    assert "<f>" not in sheet
    assert not [name for name in names if "externalLink" in name or name.startswith("/") or ".." in name]
    assert hits(everything) == set()
    assert b"HYPERLINK" not in b"".join(part for part in [sheet.encode()] if b"<f" in part)
    assert set(standings(made.lea.view)) == set(made.lea.view.applicants)
