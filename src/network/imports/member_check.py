"""A list of 構成機関 before it is taken in: what every row would become, what is asked, what is there already.

Pure: it proposes, a person answers, `member_records` makes the records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.text import fold
from network.agencies.agency_kind import AgencyKind
from network.agencies.guidance_center_names import local_name
from network.agencies.kinds import KINDS
from network.agencies.member_list import Proposal, proposals
from network.agencies.member_list_rows import MemberList, MemberRow
from network.agencies.model import Agency, CouncilMember, Seat
from network.imports.corrections import Corrections, MemberEntry
from network.imports.general_names import agency_named, is_general
from network.imports.row_state import RowState

NOBODY = -1
"""`Corrections.coordinating` when no row of the list coordinates."""
_COORDINATES = "調整機関"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAgencies:
    """What the council has already, on a day."""

    agencies: Sequence[Agency] = ()
    seats: Sequence[Seat] = ()
    members: Sequence[CouncilMember] = ()
    kinds: Sequence[AgencyKind] = KINDS
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMember:
    """One row with what it becomes; `existing` is the registered agency that it names."""

    place: int
    row: MemberRow
    entry: MemberEntry
    agency_name: str
    kind: AgencyKind | None
    secrecy_class: str
    reason: str
    state: RowState
    says: tuple[str, ...] = ()
    existing: Agency | None = None
    other_agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCheck:
    """The whole list; `coordinating` is the place of the row that coordinates."""

    rows: tuple[CheckedMember, ...]
    coordinating: int | None
    coordinator_known: Agency | None = None
    coordinator_missing: str = ""

    def count(self, state: RowState) -> int:
        """How many rows stand so."""
        return sum(row.state is state for row in self.rows)

    @property
    def ready(self) -> tuple[CheckedMember, ...]:
        """The rows that go in at the last button."""
        return tuple(row for row in self.rows if row.state is RowState.READY)


def check_members(found: MemberList, corrections: Corrections, known: KnownAgencies) -> MemberCheck:
    """Every row of one council's list with the answers given so far."""
    checker = _Checker(found, corrections, known)
    rows = tuple(checker.row(place, each) for place, each in enumerate(proposals(found, known.kinds)))
    coordinator = _coordinator(known)
    if coordinator is not None:
        return MemberCheck(rows=rows, coordinating=None, coordinator_known=coordinator)
    place = _coordinating(rows, found, corrections)
    unfound = found.coordinating_agency if place is None and corrections.coordinating is None else None
    return MemberCheck(rows=rows, coordinating=place, coordinator_missing=unfound or "")


class _Checker:
    """Looks at the rows of one list."""

    def __init__(self, found: MemberList, corrections: Corrections, known: KnownAgencies) -> None:
        self._place_name = found.municipality
        self._answers = corrections.members
        self._kinds = {kind.code: kind for kind in known.kinds}
        self._registered = _by_name(known.agencies, self._place_name)
        self._designated = {member.agency_id for member in known.members if member.on(known.day)}
        self._seats = {fold(seat.name) for seat in known.seats}

    def row(self, place: int, proposal: Proposal) -> CheckedMember:
        """One row with what it becomes."""
        row, answer = proposal.row, self._answers.get(str(place))
        proposed = proposal.recognition.kind
        kind = self._kinds.get(answer.kind_code) if answer else proposed
        name = (answer.agency_name if answer else "") or agency_named(row.name)
        existing = self._registered.get(identity(name, self._place_name))
        general = is_general(row.name, proposed)
        known_already = self._known_already(row, existing, general=general)
        entry = answer.entry if answer else _proposed_entry(general=general, known_already=known_already)
        other = answer is not None and answer.other_agency
        asked = proposal.question if entry is MemberEntry.BOTH and not other and existing is None else None
        says = [text for text in (known_already, asked) if text]
        if entry is MemberEntry.BOTH and existing is not None and not known_already:
            says.append("登録ずみの機関です。構成員に指定します。")
        if general and entry is MemberEntry.SEAT:
            says.append("総称とみて、別表の項だけをつくります。あとで機関を当てはめます。")
        return CheckedMember(
            place=place,
            row=row,
            entry=entry,
            agency_name=name,
            kind=kind,
            secrecy_class=answer.secrecy_class if answer else (proposal.recognition.secrecy_class or ""),
            reason=proposal.recognition.reason,
            state=_state(entry, asked=asked, needs_kind=kind is None and existing is None),
            says=tuple(says),
            existing=existing,
            other_agency=other,
        )

    def _known_already(self, row: MemberRow, existing: Agency | None, *, general: bool) -> str:
        """What is registered already, as a sentence; empty for something new."""
        if existing is not None and existing.id in self._designated:
            return "もう構成員として登録されています。"
        return "別表にもうあります。" if general and fold(row.name) in self._seats else ""


def identity(name: str, municipality: str | None) -> str:
    """The look-up form of an agency's name: equal with and without the municipality in front."""
    text = fold(name)
    for place in (municipality, local_name(municipality)):
        text = text.removeprefix(fold(place or "")) or text
    return text


def _by_name(agencies: Sequence[Agency], municipality: str | None) -> Mapping[str, Agency]:
    found: dict[str, Agency] = {}
    for agency in agencies:
        for name in (agency.name, agency.short_name, *agency.aliases):
            if name:
                found.setdefault(identity(name, municipality), agency)
    return found


def _proposed_entry(*, general: bool, known_already: str) -> MemberEntry:
    if known_already:
        return MemberEntry.SKIP
    return MemberEntry.SEAT if general else MemberEntry.BOTH


def _state(entry: MemberEntry, *, asked: str | None, needs_kind: bool) -> RowState:
    if entry is MemberEntry.SKIP:
        return RowState.LEFT
    if entry is MemberEntry.BOTH and needs_kind:
        return RowState.BLOCKED
    return RowState.ASKED if asked else RowState.READY


def _coordinator(known: KnownAgencies) -> Agency | None:
    """The agency that coordinates on the day, when the council has one."""
    ids = {member.agency_id for member in known.members if member.coordinates and member.on(known.day)}
    return next((agency for agency in known.agencies if agency.id in ids), None)


def _coordinating(rows: Sequence[CheckedMember], found: MemberList, corrections: Corrections) -> int | None:
    """The row that coordinates: as answered, else as the list says by its role or its name."""
    if corrections.coordinating is not None:
        return corrections.coordinating if 0 <= corrections.coordinating < len(rows) else None
    marked = [each.place for each in rows if _COORDINATES in (each.row.role or "")]
    wanted = identity(found.coordinating_agency or "", found.municipality)
    named = [each.place for each in rows if wanted and identity(each.row.name, found.municipality) == wanted]
    return next(iter([*marked, *named]), None)
