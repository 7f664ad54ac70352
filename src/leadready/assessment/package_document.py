"""The package as one document: what an `.lrassessment` file says."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from leadready.assessment.package_files import FILE_PATTERN
from leadready.instrument.definition import Definition, Id, Version
from leadready.instrument.strict_yaml import LARGEST_FILE

MOST_FILES = 200

Sha256: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FileName: TypeAlias = Annotated[str, StringConstraints(pattern=FILE_PATTERN, max_length=80)]


class FileText(Definition):
    """One file: its text, and the SHA-256 of that text in UTF-8."""

    text: Annotated[str, StringConstraints(max_length=LARGEST_FILE)]
    sha256: Sha256


class PackageDocument(Definition):
    """One package in one file.

    Attributes:
        id: Of the package; the instrument says the same.
        version: Likewise.
        made_with: The program that wrote the file.
        files: Every file of the package, by name.
        sha256: SHA-256 of this document without this field, as canonical JSON: keys in order, no spaces, UTF-8.
    """

    format: Literal["leadready/package/1"]
    id: Id
    version: Version
    made_with: Annotated[str, StringConstraints(pattern=r"^leadready \d{1,4}\.\d{1,4}\.\d{1,4}[a-z0-9.+-]{0,20}$")]
    files: Annotated[dict[FileName, FileText], Field(min_length=1, max_length=MOST_FILES)]
    sha256: Sha256
