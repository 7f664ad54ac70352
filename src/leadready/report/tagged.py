"""The last pass over a drawn file: its structure, and all that PDF/UA-1 and PDF/A-3a ask for besides.

ISO 14289-1 (PDF/UA-1) wants every piece of a page to be content of an element or an artefact, ISO 19005-3 (PDF/A-3,
level A) the same, and colours that mean something without a device. The file names both in its metadata.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

from leadready.language import _
from leadready.report.attachment import NAME
from leadready.report.tags import Mark, Role, Scope

if TYPE_CHECKING:
    from leadready.report.tags import Element, Structure

Made: TypeAlias = pikepdf.Object

_ROLES = {role: Name(f"/{role}") for role in get_args(Role)}
_COLOURS = "sRGB IEC61966-2.1"
_NOT_XML = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z")
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><xmp:CreateDate>{made_at}</xmp:CreateDate>
<xmp:ModifyDate>{made_at}</xmp:ModifyDate><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def tagged(drawn: bytes, structure: Structure, attached: bytes | None = None) -> bytes:
    """Tag a drawn file.

    Args:
        drawn: A file whose content is marked.
        structure: Whose part each mark is.
        attached: The JSON that it carries, of which it was made; None where it carries none.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _Tree(pdf, structure).write()
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        _describe(pdf)
        _fix_colours(pdf)
        if attached is not None:
            _attach(pdf, attached)
        target = BytesIO()
        pdf.save(
            target,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=False,  # the pages are; for the rest it would double the time
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return target.getvalue()


class _Tree:
    """Writes the elements of a structure, each where it is read."""

    def __init__(self, pdf: pikepdf.Pdf, structure: Structure) -> None:
        self._pdf = pdf
        self._structure = structure
        self._pages = [page.obj for page in pdf.pages]
        self._made: dict[int, Made] = {}
        self._scopes = {
            scope: pdf.make_indirect(Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))) for scope in get_args(Scope)
        }
        self._bullets = pdf.make_indirect(Dictionary(O=Name.List, ListNumbering=Name.Disc))

    def write(self) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(self._structure.document, root)
        numbers = Array()
        for place, page in enumerate(self._pages):
            owners = self._structure.owners.get(place + 1, [])
            numbers.append(place)
            numbers.append(self._pdf.make_indirect(Array([self._made[id(owner)] for owner in owners])))
            page.StructParents = place
            page.Tabs = Name.S
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages)
        self._pdf.Root.StructTreeRoot = root

    def _element(self, element: Element, parent: Made) -> Made:
        said: dict[str, Any] = {"/S": _ROLES[element.role], "/P": parent, **self._said(element)}
        home = next((kid.page for kid in element.kids if isinstance(kid, Mark)), 0)
        if home:
            said["/Pg"] = self._pages[home - 1]
        made = self._made[id(element)] = self._pdf.make_indirect(Dictionary(said))
        kids = [
            self._mark(kid, home) if isinstance(kid, Mark) else self._element(kid, made)
            for kid in element.kids
            if isinstance(kid, Mark) or kid.is_read
        ]
        if kids:
            made["/K"] = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _mark(self, mark: Mark, home: int) -> int | Made:
        """Write marked content: only its number on the element's own page."""
        if mark.page == home:
            return mark.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[mark.page - 1], MCID=mark.number)

    def _said(self, element: Element) -> dict[str, Any]:
        """Give what is said of an element besides its role and place."""
        said: dict[str, Any] = {}
        if element.alternative:
            said["/Alt"] = String(element.alternative)
        if element.actual:
            said["/ActualText"] = String(element.actual)
        if element.box:
            box = [round(edge, 2) for edge in element.box]
            said["/A"] = Dictionary(O=Name.Layout, BBox=Array(box), Placement=Name.Block)
        elif element.scope:
            said["/A"] = self._scopes[element.scope]
        elif element.role == "L":
            said["/A"] = self._bullets
        return said


def _describe(pdf: pikepdf.Pdf) -> None:
    """Say the properties of the file once more, in the form that readers of today look for first."""
    about = pdf.docinfo
    for key in set(about.keys()) - {
        "/Title",
        "/Author",
        "/Subject",
        "/Creator",
        "/Producer",
        "/CreationDate",
        "/ModDate",
    }:
        del about[key]
    said = {
        name: _in_xml(str(about[f"/{name.title()}"])) for name in ("title", "author", "subject", "creator", "producer")
    }
    made_at = _DATE.sub(r"\1-\2-\3T\4:\5:\6Z", str(about["/CreationDate"]))
    metadata = _METADATA.format(**said, language=escape(str(pdf.Root.Lang)), made_at=made_at)
    pdf.Root.Metadata = pdf.make_stream(metadata.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _in_xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _fix_colours(pdf: pikepdf.Pdf) -> None:
    """Say what the colours mean: without it every device might take its own."""
    profile = pdf.make_stream(_colour_profile(), N=3)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String(_COLOURS),
                Info=String(_COLOURS),
                DestOutputProfile=profile,
            )
        ]
    )


def _attach(pdf: pikepdf.Pdf, attached: bytes) -> None:
    """Let the file carry what it was made of."""
    file = pdf.make_stream(
        zlib.compress(attached),
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Filter=Name.FlateDecode,
        Params=Dictionary(Size=len(attached), ModDate=pdf.docinfo["/ModDate"]),
    )
    entry = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(NAME),
            UF=String(NAME),
            Desc=String(_("What this plan is made of, for leadready to read back")),
            AFRelationship=Name.Source,
            EF=Dictionary(F=file, UF=file),
        )
    )
    pdf.Root.AF = Array([entry])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(NAME), entry])))


@cache
def _colour_profile() -> bytes:
    """Make the profile of sRGB, on a fixed day and without the number that depends on the day (ICC.1:2010, 7.2)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    day = bytes([0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    return profile[:24] + day + profile[36:84] + bytes(16) + profile[100:]
