"""A list of 構成機関 before it is taken in, as its page shows it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from network.agencies.kind_choices import KindGroup, grouped
from network.agencies.member_list_rows import MemberList
from network.agencies.model import SecrecyClass
from network.imports.corrections import MemberEntry
from network.imports.in_hand import InHand
from network.imports.member_check import NOBODY, CheckedMember, MemberCheck
from network.imports.row_state import RowState


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRowView:
    """One row with its choices."""

    place: int
    name: str
    group: str
    entry: MemberEntry
    agency_name: str
    kind: str
    secrecy_class: str
    reason: str
    kind_missing: bool
    asks: Sequence[str]
    says: Sequence[str]
    may_be_other: bool
    other: bool
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberImportView:
    """The whole page."""

    href: str
    version: int
    filename: str
    council: str
    municipalities: Sequence[str]
    municipality: str
    rows: Sequence[MemberRowView]
    entries: Sequence[MemberEntry]
    classes: Sequence[SecrecyClass]
    kinds: Sequence[KindGroup]
    coordinating: int
    coordinating_options: Sequence[tuple[int, str]]
    coordinator_known: str
    coordinator_missing: str
    unread: Sequence[str]
    total: int
    ready: int
    blocked: int
    asked: int
    left: int


def member_import_view(hand: InHand, check: MemberCheck, found: MemberList) -> MemberImportView:
    """The page of a list of 構成機関."""
    imported = hand.imported
    lists = imported.summary.member_lists
    return MemberImportView(
        href=f"/imports/{imported.id}",
        version=imported.version,
        filename=imported.filename.name,
        council=_council(found),
        municipalities=[each.municipality for each in lists if each.municipality] if len(lists) > 1 else (),
        municipality=found.municipality or "",
        rows=[_row(row) for row in check.rows],
        entries=tuple(MemberEntry),
        classes=tuple(SecrecyClass),
        kinds=grouped(hand.kinds),
        coordinating=NOBODY if check.coordinating is None else check.coordinating,
        coordinating_options=[(row.place, row.row.name) for row in check.rows if row.entry is MemberEntry.BOTH],
        coordinator_known=check.coordinator_known.name if check.coordinator_known else "",
        coordinator_missing=check.coordinator_missing,
        unread=found.unread,
        total=len(check.rows),
        ready=check.count(RowState.READY),
        blocked=check.count(RowState.BLOCKED),
        asked=check.count(RowState.ASKED),
        left=check.count(RowState.LEFT),
    )


def _row(row: CheckedMember) -> MemberRowView:
    asked = row.state is RowState.ASKED
    return MemberRowView(
        place=row.place,
        name=row.row.name,
        group=row.row.group or "",
        entry=row.entry,
        agency_name=row.agency_name,
        kind=row.kind.code if row.kind else "",
        secrecy_class=row.secrecy_class,
        reason=row.reason,
        kind_missing=row.state is RowState.BLOCKED,
        asks=row.says[:1] if asked else (),
        says=row.says[1:] if asked else row.says,
        may_be_other=asked or row.other_agency,
        other=row.other_agency,
        left=row.state is RowState.LEFT,
    )


def _council(found: MemberList) -> str:
    return found.council_name or found.municipality or ""
