"""The plan as one HTML file: no scripts, nothing fetched, read well by a screen reader and printed well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from leadready.chart.svg import svg
from leadready.locales import locale
from leadready.report import texts
from leadready.report.blocks import Beside, Bullets, Callout, Chart, Heading, Prose, Table, WritingSpace, held
from leadready.report.colours import PRINTED
from leadready.report.edition import WHOLE
from leadready.report.plain import one_line, plain
from leadready.report.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leadready.report.blocks import Block, Row, Section
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_STYLE = """
:root{color-scheme:light dark;--ink:#1b2422;--muted:#4f5b57;--paper:#fff;--line:#cfcdc6;--accent:#0b5b57;--soft:#dcedea;
--tint:#f3f2ee}
@media (prefers-color-scheme:dark){:root{--ink:#eef1ef;--muted:#b6bfbb;--paper:#161b1a;--line:#46504d;--accent:#6fd0c2;
--soft:#1d3431;--tint:#1f2725}svg{background:#fff;border-radius:6px}}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.5 "Atkinson Hyperlegible Next","Atkinson Hyperlegible",system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4{line-height:1.2;margin:1.4em 0 .4em}h2{border-top:1px solid var(--line);padding-top:1.2em}
p{margin:.4em 0;white-space:pre-line}.muted,.caption{color:var(--muted)}.caption,td,th{font-size:.94rem}
.level{color:var(--accent);font-weight:600}.role{color:var(--muted)}
.strong,.cell-strong,.name{font-weight:600}.callout{background:var(--soft);border-left:4px solid var(--accent);
padding:.2rem 1rem;margin:1rem 0}.beside{display:flex;flex-wrap:wrap;gap:0 2rem}.beside>div{flex:1 1 18rem}
.room{border-bottom:1px solid var(--line);min-height:2.2em}.scroll{overflow-x:auto}
.scroll:focus{outline:3px solid var(--accent)}
table{border-collapse:collapse;width:100%;min-width:34rem;overflow-wrap:break-word}.leads{background:var(--tint)}
td,th{text-align:start;vertical-align:top;padding:.4rem .6rem .4rem 0;
border-bottom:1px solid var(--line);font-weight:400}svg{max-width:100%;height:auto}td svg,th svg{max-width:none}
@page{margin:15mm}@media print{:root{--ink:#1b2422;--muted:#4f5b57;--paper:#fff;--line:#cfcdc6;--accent:#0b5b57;
--soft:#f3f2ee;--tint:#f3f2ee}svg{background:none}.scroll{overflow:visible}table{min-width:0}html{font-size:11pt}
h2{border:0;padding:0;margin-top:0}body{margin:0;max-width:none;padding:0;font-size:1rem;
line-height:1.35}p{margin:.2em 0}
td,th{font-size:.9rem;padding:.15rem .5rem .15rem 0}.room{min-height:4em}
section{break-before:page}section:first-child{break-before:auto}
h1,h2,h3,h4,.caption{break-after:avoid}tr,.callout,svg{break-inside:avoid}thead{display:table-header-group}}
"""
_KINDS: dict[type, str] = {Callout: "callout", Beside: "beside"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def plan_html(document: PlanDocument, edition: Edition = WHOLE) -> str:
    """Write the document as one page; everything that people typed is text in it, never markup."""
    name = one_line(document.name)
    title = f"{texts.title()}: {name}" if name else texts.title()
    body = "\n".join(_Writer().section(section, number) for number, section in enumerate(sections(document, edition)))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(locale().tag)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="leadready">\n'
        f"<title>{_escaped(title)}</title>\n<style>{_STYLE}@page{{size:{edition.paper}}}\n</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Writer:
    """Writes blocks one after the other, and keeps headings in order: none is more than one deeper than the last."""

    def __init__(self) -> None:
        self._depth = 0

    def section(self, section: Section, number: int) -> str:
        """Write a section, named by its heading for those who go from region to region."""
        self._depth = 1 if number else 0
        label = f' aria-label="{escape(section.title)}"' if section.title else ""
        return f"<section{label}>\n{self._all(section.blocks)}\n</section>"

    def _all(self, blocks: Iterable[Block]) -> str:
        return "\n".join(written for block in blocks if (written := self._one(block)))

    def _one(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Prose():
                return f'<p class="{block.tone}" dir="auto">{_escaped(block.text.strip())}</p>'
            case Bullets():
                return "<ul>" + "".join(f'<li dir="auto">{_escaped(item)}</li>' for item in block.items) + "</ul>"
            case Chart():
                return svg(block.drawing, PRINTED)
            case _:
                return self._room_table_or_group(block)

    def _room_table_or_group(self, block: Block) -> str:
        match block:
            case WritingSpace():
                return self._room(block)
            case Table():
                return self._table(block)
            case _:
                kind = _KINDS.get(type(block), "")
                inside = "".join(f"<div>{self._all(group)}</div>" for group in held(block))
                return f'<div class="{kind}">{inside}</div>' if kind else inside

    def _heading(self, heading: Heading) -> str:
        self._depth = min(heading.rank + 1, self._depth + 1)
        return f'<h{self._depth} dir="auto">{_escaped(one_line(heading.text))}</h{self._depth}>'

    @staticmethod
    def _room(space: WritingSpace) -> str:
        """Leave room to write on paper, where the plan asks for something; notes that only fill a page are no loss."""
        if space.fills:
            return ""
        label = f'<p class="caption">{escape(space.label)}</p>' if space.label else ""
        return f'{label}<div class="room"></div>'

    def _table(self, table: Table) -> str:
        heads = "".join(f'<th scope="col">{self._all(head)}</th>' for head in table.heads)
        rows = "".join(self._row(row) for row in table.rows)
        widths = "".join(f'<col width="{100 * share // sum(table.shares)}%">' for share in table.shares)
        # A narrow screen scrolls it, which those without a mouse do once it has the keyboard.
        head = f"<colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead>"
        return f'<div class="scroll" tabindex="0"><table>{head}<tbody>{rows}</tbody></table></div>'

    def _row(self, row: Row) -> str:
        others = "".join(f"<td>{self._all(cell)}</td>" for cell in row.cells[1:])
        kind = ' class="leads"' if row.leads else ""
        return f'<tr{kind}><th scope="row">{self._all(row.cells[0])}</th>{others}</tr>'


def _escaped(text: str) -> str:
    """Write a text as text, whatever is in it. Where it stands, `dir="auto"` keeps its direction to itself."""
    return escape(plain(text))
