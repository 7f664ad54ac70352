"""Text from outside is never markup: one module writes text, and nothing here reads any."""

from __future__ import annotations

import ast
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report import paper
from leadready.report.plan_pdf import plan_pdf
from tests.report.plans import DAY, document
from tests.report.reading import whole_text

ROOM = Path(paper.__file__).parent
MARKUP = {
    "Paragraph", "XPreformatted", "Preformatted", "ParaFrag", "ListFlowable", "Table", "LongTable", "Image",
    "SimpleDocTemplate", "*", "platypus",
}  # fmt: skip
READERS = (
    "reportlab.platypus.para", "reportlab.platypus.tables", "reportlab.platypus.xpreformatted", "reportlab.graphics",
    "reportlab.lib.utils", "xml",
)  # fmt: skip
WRITING = {
    "drawString", "drawCentredString", "drawRightString", "beginText", "drawText", "textLine", "textOut", "textLines",
    "drawImage", "drawInlineImage", "linkURL",
}  # fmt: skip


def modules() -> list[tuple[str, ast.Module]]:
    return [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(ROOM.glob("*.py"))]


def test_nothing_that_reads_markup_is_imported():
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert not node.module.startswith(READERS), (name, node.module)
                if node.module.startswith("reportlab"):
                    taken = {one.name for one in node.names}
                    assert not taken & MARKUP, (name, taken)
            if isinstance(node, ast.Import):
                assert not any(one.name.startswith("reportlab") for one in node.names), (
                    name,
                    "import the names themselves",
                )


def test_only_one_module_writes_text():
    for name, tree in modules():
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & WRITING
        assert not used or name == "writing.py", (name, used)


def test_reportlab_may_open_nothing():
    from reportlab import rl_config

    plan_pdf(document())
    assert rl_config.trustedHosts == []
    assert rl_config.trustedSchemes == []
    assert rl_config.toColorCanUse is None


@pytest.mark.parametrize(
    "typed",
    [
        "BP <90 systolic & HR >120",
        "<img src=/etc/hostname> <img src='http://example.org/x.png'/>",
        "<para><font color='red'>x</font></para> &amp; &#65; <!-- -->",
        "(unbalanced ) \\ parentheses \\( and {braces} %s {0}",
        "</para> ]]> <?xml ?>",
    ],
)
def test_what_is_typed_is_printed_as_typed_in_every_field(typed: str):
    action = PlannedAction(title=typed, steps=(typed,), support=typed)
    goal = Goal(
        title=typed,
        because=typed,
        matters=typed,
        actions=(action,),
        measure=typed,
        obstacle=typed,
        if_then=typed,
        support=typed,
    )
    content = plan_pdf(document(plan=DevelopmentPlan(created_on=DAY, goals=(goal,)), name=typed, role=typed))
    printed = "".join(whole_text(content).split())
    assert printed.count("".join(typed.split())) >= 10
    reader = PdfReader(io.BytesIO(content))
    assert not any(page.images for page in reader.pages)
    assert not any("/Annots" in page for page in reader.pages)
    assert reader.metadata is not None
    assert reader.metadata.author == typed
