"""The house's rules about imports, run rather than remembered."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "leadready"


def test_imports_run_downwards_and_heavy_rooms_stay_apart():
    ended = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("leadready.cli.main", ["PySide6", "pydantic", "reportlab", "pikepdf", "openpyxl", "yaml", "sqlite3"]),
        ("leadready.ui.startup", ["PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport"]),
        (
            "leadready.ui.pages.plan",
            ["PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport", "reportlab", "pikepdf"],
        ),
        ("leadready.ui.startup", ["pydantic", "reportlab", "pikepdf", "openpyxl", "yaml", "PySide6.QtNetwork"]),
        ("leadready.ui.startup", ["dataclasses", "ctypes", "difflib"]),
        ("leadready.store.database", ["pydantic", "yaml", "PySide6"]),
        ("leadready.scoring.executor", ["PySide6", "reportlab", "sqlite3"]),
    ],
)
def test_a_start_loads_nothing_that_it_does_not_need(module: str, forbidden: list[str]):
    code = f"import sys, {module}; print([name for name in {forbidden!r} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_a_start_in_welsh_does_not_wait_for_babel():
    code = """
import sys
from datetime import date
from leadready import language, locales
from leadready.ui import startup, words
language.use("cy")
assert language.current() == "cy"
assert words.day(date(2026, 11, 24)) == "24 Tachwedd 2026"
print([name for name in ("babel", "pydantic") if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_every_room_begins_with_one_sentence_and_nothing_else():
    for path in SOURCE.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert ast.get_docstring(ast.Module(body, [])), path
        if path.parent != SOURCE:
            assert len(body) == 1, f"{path} does more than introduce its room"


def test_texts_for_people_can_be_translated():
    wrong: list[str] = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                texts = node.args[:1] if node.func.id == "_" else node.args[:2]
                if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
                    wrong.append(f"{path.name}:{node.lineno}")
    # language.py defines the two functions and hands their arguments on.
    assert wrong == []


def test_no_text_is_translated_before_a_language_is_spoken():
    """What is translated while a module is imported stays in that language for ever."""
    early: list[str] = []
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for part in (node.body if isinstance(node.body, list) else [node.body])
            for inner in ast.walk(part)
        }
        early += [
            f"{path.name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "ngettext"}
            and id(node) not in inside
        ]
    assert early == []


def test_pure_rooms_know_no_clock_and_no_chance():
    for room in ("instrument", "rubric", "scoring", "planning", "chart", "report"):
        for path in (SOURCE / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            for word in ("datetime.now", "date.today", "time.time", "import random", "uuid4"):
                assert word not in text, f"{path.name} uses {word}"


def test_labels_are_plain_text_only():
    """QLabel guesses markup: only ui/widgets/text.py may make one."""
    for path in (SOURCE / "ui").rglob("*.py"):
        if path.name != "text.py":
            assert "QLabel(" not in path.read_text(encoding="utf-8"), path
