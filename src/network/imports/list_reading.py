"""What kind of list an uploaded file holds, and what it says. Pure, but slow for long lists: call it in a thread."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.spreadsheet import read_workbook
from network.agencies.member_list import read_member_lists
from network.agencies.member_list_errors import MunicipalityNotInList, NoMembersFound
from network.agencies.member_list_rows import MemberList
from network.imports.case_list import read_case_list
from network.imports.corrected_workbook import corrected
from network.imports.errors import NotACaseList, NotAList
from network.imports.marks import is_mark
from network.imports.model import CaseListReading, ColumnMapping, Field, Mapping
from network.imports.received_file import ImportKind

_JSON = (b"{", b"[")
_WITH_OPTION = frozenset({Field.AGENCIES, Field.ABUSE_KINDS, Field.CASE_KIND, Field.SEVERITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """Either a case list or lists of members."""

    kind: ImportKind
    case_list: CaseListReading | None = None
    member_lists: tuple[MemberList, ...] = ()


def read_list(
    data: bytes,
    filename: str,
    *,
    directory: Sequence[str] | None,
    today: date,
    kind: ImportKind | None = None,
    mapping: Mapping | None = None,
    cells: MappingOf[str, str] | None = None,
) -> ListReading:
    """The list as one of children when it names children, else as one of 構成機関; `kind` when that is settled.

    Raises NotAList, NotACaseList, NoMembersFound, and the UnreadableFile of core.spreadsheet.
    """
    if kind is ImportKind.MEMBERS or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in _JSON:
        return _members(data, filename)
    workbook = corrected(read_workbook(data, filename), cells or {})
    try:
        reading = read_case_list(workbook, filename=filename, directory=directory, today=today, mapping=mapping)
    except NotACaseList as refused:
        if kind is ImportKind.CASES:
            raise
        try:
            return _members(data, filename)
        except NoMembersFound:
            raise NotAList(refused.reason) from refused
    return ListReading(kind=ImportKind.CASES, case_list=reading)


def mapping_of(reading: CaseListReading, meanings: MappingOf[str, str]) -> Mapping | None:
    """The mapping that gives columns the meanings chosen for their headings; the reader decides the others."""
    columns = {column.heading: column for table in reading.tables for column in table.columns}
    chosen = [
        _with_meaning(columns[heading], Field(value)) for heading, value in meanings.items() if heading in columns
    ]
    return Mapping("", tuple(chosen)) if chosen else None


def list_of(lists: Sequence[MemberList], chosen: str, *, own: str = "") -> MemberList:
    """The list of the chosen municipality, else of the council's own (`own`), else the first.

    A list that does not say whose it is belongs to the council's own municipality. Raises MunicipalityNotInList.
    """
    for name in (chosen, own):
        for found in lists:
            if name and found.municipality and found.municipality.endswith(name):
                return found
    if chosen and len(lists) > 1:
        raise MunicipalityNotInList(chosen, [found.municipality for found in lists if found.municipality])
    return lists[0] if lists[0].municipality else replace(lists[0], municipality=chosen or own or None)


def _members(data: bytes, filename: str) -> ListReading:
    return ListReading(kind=ImportKind.MEMBERS, member_lists=read_member_lists(data, filename))


def _with_meaning(column: ColumnMapping, meaning: Field) -> ColumnMapping:
    """A column of signs stands for what its heading names, whatever it was taken for before."""
    option = column.option
    if option is None and meaning in _WITH_OPTION and is_mark(column.sample):
        option = column.heading.rpartition("／")[2]
    return ColumnMapping(column.heading, meaning, option if meaning in _WITH_OPTION else None)
