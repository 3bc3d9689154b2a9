"""The zip package of an XLSX file: its parts, checked for size before anything is unpacked.

It knows parts and relationships, not cells.
"""

import posixpath
from collections.abc import Collection, ItemsView, Iterator
from io import BytesIO
from typing import IO, Protocol, Self, cast
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from core.spreadsheet_errors import DamagedFile, EncryptedFile, NotASpreadsheet, OtherArchive, UnpacksTooLarge

MAX_UNPACKED = 50_000_000
MAX_RATIO = 100
MAX_ENTRIES = 200
MAX_ELEMENTS = 700_000
"""Parsing more of them takes longer than anybody waits."""
_RATIO_MATTERS_FROM = 1_000_000
_FLAG_ENCRYPTED = 0x1
_OTHER_PACKAGES = (
    ("word/document.xml", "Wordの文書"),
    ("ppt/presentation.xml", "PowerPointの資料"),
    ("xl/workbook.bin", "Excelのバイナリ形式（.xlsb）"),
    ("content.xml", "OpenDocumentの表（.ods）など"),
)


class Element(Protocol):
    """The little of an XML element that is used here."""

    tag: str
    text: str | None

    def get(self, key: str, default: str | None = None) -> str | None:
        """An attribute."""

    def items(self) -> "ItemsView[str, str]":
        """All attributes."""

    def clear(self) -> None:
        """Forget children, text and attributes."""

    def __iter__(self) -> "Iterator[Element]": ...


class Package:
    """An opened package; `close` it, or use it in a with statement."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except BadZipFile as error:
            raise DamagedFile from error
        self._parsed = 0
        self._check_sizes()
        self._names = {info.filename.lower(): info.filename for info in self._zip.infolist()}
        self._check_kind()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def has(self, part: str) -> bool:
        """Whether the part is in the package."""
        return part.lower() in self._names

    def open(self, part: str) -> IO[bytes]:
        """A stream over a part; raises DamagedFile when it is missing."""
        if not self.has(part):
            raise DamagedFile
        return self._zip.open(self._names[part.lower()])

    def elements(self, part: str, wanted: Collection[str], *, inside: str = "") -> Iterator[Element]:
        """The finished elements with a wanted name; those directly inside `inside` are forgotten after their turn.

        Entities and broken XML raise DamagedFile, too many elements UnpacksTooLarge.
        """
        with self.open(part) as stream:
            try:
                events = iterparse(stream, events=("start", "end"), forbid_dtd=True)
                yield from self._wanted(cast("Iterator[tuple[str, Element]]", events), wanted, inside)
            except (ParseError, DefusedXmlException) as error:
                raise DamagedFile from error

    def _wanted(self, events: Iterator[tuple[str, Element]], wanted: Collection[str], inside: str) -> Iterator[Element]:
        depth, parent, parent_depth = 0, None, 0
        for event, element in events:
            if event == "start":
                depth += 1
                if parent is None and inside and local_name(element) == inside:
                    parent, parent_depth = element, depth
                continue
            depth -= 1
            self._parsed += 1
            if self._parsed > MAX_ELEMENTS:
                raise UnpacksTooLarge
            if parent is not None and depth > parent_depth:
                continue
            if local_name(element) in wanted:
                yield element
            if element is parent:
                parent = None
            elif parent is not None and depth == parent_depth:
                parent.clear()

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (last word of the type, part it points to)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        return {
            element.get("Id") or "": (
                (element.get("Type") or "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/"),
            )
            for element in self.elements(relations, {"Relationship"})
            if element.get("TargetMode") != "External"
        }

    def _check_sizes(self) -> None:
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if any(entry.flag_bits & _FLAG_ENCRYPTED for entry in entries):
            raise EncryptedFile
        if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
            raise UnpacksTooLarge
        if unpacked > _RATIO_MATTERS_FROM and unpacked > MAX_RATIO * max(packed, 1):
            raise UnpacksTooLarge

    def _check_kind(self) -> None:
        for part, kind in _OTHER_PACKAGES:
            if self.has(part):
                raise NotASpreadsheet(kind)
        if not self.has("[Content_Types].xml"):
            raise OtherArchive


def local_name(element: Element) -> str:
    """The tag without its namespace: the strict and the transitional form of the format differ in nothing else."""
    return element.tag.rpartition("}")[2]
