"""Build the bundled fonts from the parts that are published as npm packages.

The packages hold each weight in several files by alphabet; a desktop program and a PDF need one TrueType file a
weight. Run by `make fonts`;
the results are committed, so nobody needs npm to run leadready.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

PACKAGES = ("@fontsource/atkinson-hyperlegible-next@5.3.0", "@fontsource/noto-sans@5.3.0")
ATKINSON = ("atkinson-hyperlegible-next", ("latin", "latin-ext"))
NOTO = ("noto-sans", ("latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"))
FONTS = {
    "AtkinsonHyperlegibleNext-Regular": (*ATKINSON, 400, "normal", "Atkinson Hyperlegible Next"),
    "AtkinsonHyperlegibleNext-SemiBold": (*ATKINSON, 600, "normal", "Atkinson Hyperlegible Next"),
    "AtkinsonHyperlegibleNext-Bold": (*ATKINSON, 700, "normal", "Atkinson Hyperlegible Next"),
    "AtkinsonHyperlegibleNext-Italic": (*ATKINSON, 400, "italic", "Atkinson Hyperlegible Next"),
    "NotoSans-Regular": (*NOTO, 400, "normal", "Noto Sans"),
}
STYLES = {(400, "normal"): "Regular", (600, "normal"): "SemiBold", (700, "normal"): "Bold", (400, "italic"): "Italic"}
EPOCH = 3_600_000_000  # a fixed time stamp, in seconds since 1904, so that two builds are the same


def main(target: Path) -> None:
    """Fetch, merge, name and write every font."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        subprocess.run(["npm", "pack", "--silent", *PACKAGES], cwd=work, check=True, stdout=subprocess.DEVNULL)  # noqa: S607
        for archive in work.glob("*.tgz"):
            with tarfile.open(archive) as packed:
                packed.extractall(work / archive.stem, filter="data")
        for name, recipe in FONTS.items():
            build(work, target / f"{name}.ttf", *recipe)
            print(name)


def build(  # noqa: PLR0913, PLR0917 - one recipe
    work: Path, target: Path, family: str, alphabets: tuple[str, ...], weight: int, slope: str, shown: str
) -> None:
    """Merge the alphabets of one weight into one file."""
    parts: list[str] = []
    for alphabet in alphabets:
        (source,) = work.glob(f"*/package/files/{family}-{alphabet}-{weight}-{slope}.woff2")
        font = TTFont(source)
        font.flavor = None
        part = work / f"{target.stem}-{alphabet}.ttf"
        font.save(part)
        parts.append(str(part))
    merged = Merger().merge(parts)
    _name(merged, shown, STYLES[weight, slope], weight)
    merged["head"].created = merged["head"].modified = EPOCH
    merged.recalcTimestamp = False
    merged.save(target)


def _name(font: TTFont, family: str, style: str, weight: int) -> None:
    plain = style in {"Regular", "Bold", "Italic"}
    names = {
        1: family if plain else f"{family} {style}",
        2: style if plain else "Regular",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: family,
        17: style,
    }
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].setName(text, number, 1, 0, 0)
    font["OS/2"].usWeightClass = weight


if __name__ == "__main__":
    main(Path(sys.argv[1]))
