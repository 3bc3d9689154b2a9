"""An uploaded list of 構成機関: JSON or a spreadsheet, and the kinds proposed for its rows.

Pure: it stores nothing and decides nothing; a person confirms every proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.spreadsheet import read_workbook
from core.text import fold, narrow_ascii
from network.agencies.agency_kind import AgencyKind
from network.agencies.guidance_center_names import local_name
from network.agencies.kinds import KINDS
from network.agencies.member_list_errors import MunicipalityNotInList, NoMembersFound
from network.agencies.member_list_grid import lists_from_workbook
from network.agencies.member_list_json import lists_from_json
from network.agencies.member_list_rows import MemberList, MemberRow
from network.agencies.recognition import Recognition, recognise
from network.agencies.recognition_text import plain, without_dots

__all__ = [
    "MemberList",
    "MemberRow",
    "Proposal",
    "as_dry_run_json",
    "proposals",
    "read_member_lists",
]

CLASSES_WRITTEN = {"1": "1", "2": "2", "3": "3", "一": "1", "二": "2", "三": "3"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row with the kind and 守秘区分 proposed for it; `question` asks what the list leaves open."""

    row: MemberRow
    recognition: Recognition
    question: str | None = None


def read_member_lists(data: bytes, filename: str = "", *, municipality: str | None = None) -> tuple[MemberList, ...]:
    """The lists of a file, one a council, or the one of the municipality (written with or without its prefecture).

    Raises the errors of `member_list_errors`, or the UnreadableFile of core.spreadsheet.
    """
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        lists = lists_from_json(data)
    else:
        lists = lists_from_workbook(read_workbook(data, filename))
    if not any(found.rows for found in lists):
        raise NoMembersFound
    return (_of_municipality(lists, municipality),) if municipality else lists


def proposals(member_list: MemberList, kinds: Sequence[AgencyKind] = KINDS) -> tuple[Proposal, ...]:
    """Every row with its recognition; the second writing of one agency carries a question."""
    seen: dict[str, MemberRow] = {}
    answer = []
    for row in member_list.rows:
        same = seen.setdefault(_identity(row.name, member_list.municipality), row)
        answer.append(Proposal(row, _recognition(row, member_list.municipality, kinds), _question(row, same)))
    return tuple(answer)


def as_dry_run_json(lists: Sequence[MemberList], kinds: Sequence[AgencyKind] = KINDS) -> dict[str, object]:
    """The proposals of all lists as plain values, with the numbers recognised and unknown."""
    members = [
        {
            "municipality": found.municipality,
            "name": proposal.row.name,
            "kind": proposal.recognition.kind.label if proposal.recognition.kind else None,
            "secrecy_class": proposal.recognition.secrecy_class,
            "reason": proposal.recognition.reason,
        }
        for found in lists
        for proposal in proposals(found, kinds)
    ]
    recognised = sum(member["kind"] is not None for member in members)
    return {"recognised": recognised, "unknown": len(members) - recognised, "members": members}


def _of_municipality(lists: Sequence[MemberList], municipality: str) -> MemberList:
    wanted = {fold(municipality), fold(local_name(municipality) or "")}
    for found in lists:
        if found.municipality and wanted & {fold(found.municipality), fold(local_name(found.municipality) or "")}:
            return found
    if len(lists) == 1 and lists[0].municipality is None:
        return replace(lists[0], municipality=municipality)
    raise MunicipalityNotInList(municipality, [found.municipality for found in lists if found.municipality])


def _recognition(row: MemberRow, municipality: str | None, kinds: Sequence[AgencyKind]) -> Recognition:
    """The recognition of the name; a 守秘区分 written in the list outweighs the proposal."""
    recognition = recognise(row.name, municipality=municipality, group=row.group, role=row.role, kinds=kinds)
    written = _class_written(row.fields.get("secrecy_class", ""))
    if written is None or recognition.kind is None or written == recognition.secrecy_class:
        return recognition
    reason = f"種別は「{recognition.kind.label}」と読み、守秘区分は一覧に書かれた{written}号を案としました。"
    return Recognition(recognition.kind, written, reason)


def _class_written(text: str) -> str | None:
    """1 of 「1」「第一号」「1号」; None when the cell says something else."""
    number = narrow_ascii(text).strip().removeprefix("第").removesuffix("該当").removesuffix("号")
    return CLASSES_WRITTEN.get(number)


def _identity(name: str, municipality: str | None) -> str:
    """The look-up form in which two writings of one agency are equal: no place in front, no dots."""
    text = without_dots(plain(name))
    for place in (municipality, local_name(municipality)):
        text = text.removeprefix(place or "") or text
    return fold(text)


def _question(row: MemberRow, same: MemberRow) -> str | None:
    if same is row:
        return None
    if same.name == row.name:
        return f"「{row.name}」が{same.place}にもあります。同じ機関ですか。"
    return f"{same.place}の「{same.name}」と同じ機関ですか。"
