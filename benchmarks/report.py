"""An eight-page plan as a tagged PDF, against the same content drawn bare: strings and shapes by raw canvas calls."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import partial
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import Figure
from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.assessment.loading import load_assessment
from leadready.report import paper
from leadready.report.edition import USUAL, Edition, Paper, Part
from leadready.report.pages import CountedCanvas
from leadready.report.plan_pdf import draw, plan_pdf
from leadready.report.tags import Structure
from leadready.workflow.export import plan_document
from leadready.workflow.plans import suggested_plan
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.report.document import PlanDocument

Call: TypeAlias = tuple[str, tuple[Any, ...], dict[str, Any]]

PAGES = 8
EDITION = Edition(USUAL - {Part.CONTEXT, Part.CAREER, Part.PROGRESS, Part.FRAMEWORKS, Part.GLOSSARY})
"""Without the parts that are mostly lines to write on."""
REPEATS = 15
TODAY = date(2026, 11, 24)
_SHAPES = ("line", "rect", "roundRect", "circle")
_PENS = ("setFillColor", "setStrokeColor", "setLineWidth", "setLineCap")


def run() -> list[Figure]:
    """Measure the plan of a shipped example."""
    taken = measure()
    title = f"plan of {taken['pages']:.0f} pages as a PDF"
    return [Figure(title, taken["ours_s"] * 1000, taken["bare_s"] * 1000, "ms", "same content drawn bare", 2.0)]


def measure() -> dict[str, float]:
    """Measure both in turns; gives the medians in seconds and the count of pages."""
    document = example_plan()
    recorded: list[RecordingCanvas] = []

    def recording(*args: Any, **options: Any) -> RecordingCanvas:
        recorded.append(RecordingCanvas(*args, **options))
        return recorded[-1]

    draw(document, Structure(), recording, EDITION)
    pages = [calls for _number, calls in sorted(recorded[0].calls.items())]
    assert len(pages) >= PAGES, len(pages)
    assert _words(plan_pdf(document, EDITION)) == _words(draw_bare(pages)), "both must show the same"
    ours: list[float] = []
    bare: list[float] = []
    for _repeat in range(REPEATS):
        ours.append(_timed(partial(plan_pdf, document, EDITION)))
        bare.append(_timed(partial(draw_bare, pages)))
    return {"ours_s": median(ours), "bare_s": median(bare), "pages": float(len(pages))}


def example_plan() -> PlanDocument:
    """Make the plan of a shipped example with its first goal."""
    folder = assets.assessments() / "clinical-leadership"
    assessment = load_assessment(folder)
    example = next(one for one in load_examples(folder, assessment) if one.id == "ready-unsupported")
    reading = Reading(assessment, assessment.rubric, example.answers)
    plan = suggested_plan(reading, TODAY)
    plan = plan.model_copy(update={"goals": plan.goals[:1]})
    return plan_document(reading, plan, answered_on=TODAY, name="Rhiannon Pugh", role="Ward pharmacist")


class RecordingCanvas(CountedCanvas):
    """Notes every string with its font and place, and every shape and pen, page by page, in the page's coordinates."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.calls: dict[int, list[Call]] = defaultdict(list)
        super().__init__(*args, **options)
        for name in _SHAPES:
            setattr(self, name, partial(self._shape, name))
        for name in _PENS:
            setattr(self, name, partial(self._pen, name))

    def _note(self, name: str, *args: Any, **options: Any) -> None:
        self.calls[self.getPageNumber()].append((name, args, options))

    def _shape(self, name: str, *args: Any, **options: Any) -> None:
        placed = list(args)
        for start in (0, 2) if name == "line" else (0,):
            placed[start : start + 2] = self.absolutePosition(*args[start : start + 2])
        self._note(name, *placed, **options)
        getattr(CountedCanvas, name)(self, *args, **options)

    def _pen(self, name: str, *args: Any) -> None:
        self._note(name, *args)
        getattr(CountedCanvas, name)(self, *args)

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> Any:  # noqa: N802 - reportlab's name
        """Note what is written into a text."""
        text = super().beginText(x, y, direction)
        write_line, colour = text.textLine, text.setFillColor
        text.textLine = partial(self._text, text, write_line)
        text.textOut = partial(self._text, text, text.textOut)
        text.setFillColor = partial(self._text_colour, colour)
        return text

    def _text(self, text: Any, write_it: Callable[[str], None], string: str) -> None:
        if string:
            font = text._fontname, text._fontsize  # noqa: SLF001 - reportlab shows them nowhere else
            self._note("drawString", *font, *self.absolutePosition(*text.getCursor()), string)
        write_it(string)

    def _text_colour(self, write_it: Callable[[Any], None], colour: Any) -> None:
        self._note("setFillColor", colour)
        write_it(colour)


def draw_bare(pages: list[list[Call]]) -> bytes:
    """Draw what was noted, with nothing but the canvas, and without setting a pen or font that is already set."""
    target, sheet = BytesIO(), paper.SHEETS[Paper.A4]
    canvas = Canvas(target, pagesize=(sheet.width, sheet.height), invariant=1, initialFontName=paper.REGULAR)
    for page in pages:
        current: dict[str, tuple[Any, ...]] = {}
        for name, args, options in page:
            if name == "drawString":
                if current.get("setFont") != args[:2]:
                    current["setFont"] = args[:2]
                    canvas.setFont(*args[:2])
                canvas.drawString(*args[2:])
            elif name in _SHAPES:
                getattr(canvas, name)(*args, **options)
            elif current.get(name) != args:
                current[name] = args
                getattr(canvas, name)(*args)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _words(pdf: bytes) -> str:
    from pypdf import PdfReader

    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
