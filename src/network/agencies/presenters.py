"""The forms of agencies and the pages of the 別表 as people see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.calendar import wareki_short
from network.agencies import rules
from network.agencies.agency_kind import AgencyKind
from network.agencies.kind_choices import KindGroup, grouped, kind_or_other
from network.agencies.model import Agency, CouncilMember, LocalKind, SecrecyClass
from network.agencies.recognition import recognise
from network.agencies.rules import Lack
from network.agencies.seat_actions import Register


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the name of an agency says about its kind and class; nothing is guessed."""

    kind_code: str
    secrecy_class: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One agency in a row of the 別表."""

    name: str
    href: str
    member_href: str
    secrecy: str
    term: str
    coordinates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """One row of the 別表."""

    id: UUID
    number: int
    name: str
    note: str
    href: str
    members: tuple[MemberLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsView:
    """The whole 別表."""

    seats: tuple[SeatLine, ...]
    without_seat: tuple[MemberLine, ...]
    count: int
    lacking: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of the catalogue."""

    label: str
    secrecy: str
    aliases: str
    own: bool


def proposal(name: str, municipality: str, kinds: Sequence[AgencyKind]) -> Proposal:
    """What a typed name proposes."""
    found = recognise(name, municipality=municipality or None, kinds=kinds)
    return Proposal(found.kind.code if found.kind else "", found.secrecy_class or "", found.reason)


def secrecy_choices() -> list[tuple[str, str]]:
    """The classes of 25条の5 and 未定."""
    return [*((one.value, one.label) for one in SecrecyClass), ("", "未定")]


def seats_view(known: Register, day: date) -> SeatsView:
    """The 別表 as of a day, with what a public notice would still lack."""
    current = [m for m in known.members if m.until is None or day < m.until]
    agencies = {agency.id: agency for agency in known.agencies}
    seated = {seat.id for seat in known.seats}
    lines = tuple(
        SeatLine(
            id=seat.id,
            number=number,
            name=seat.name,
            note=seat.note,
            href=f"/agencies/seats/{seat.id}",
            members=_member_lines([m for m in current if m.seat_id == seat.id], agencies, day),
        )
        for number, seat in enumerate(known.seats, start=1)
    )
    left = [m for m in current if m.seat_id not in seated]
    return SeatsView(
        seats=lines,
        without_seat=_member_lines(left, agencies, day),
        count=len({m.agency_id for m in current if m.on(day)}),
        lacking=tuple(rules.lacking_for_notice(known.seats, known.members, agencies, day)),
    )


def agencies_to_fill(
    known: Register, seat_id: UUID, kinds: Sequence[AgencyKind], day: date
) -> list[tuple[str, str, str]]:
    """The agencies that could fill a row: those without a seat first, each with its kind."""
    current = [m for m in known.members if m.until is None or day < m.until]
    here = {m.agency_id for m in current if m.seat_id == seat_id}
    elsewhere = {m.agency_id for m in current if m.seat_id is not None}
    free = [a for a in known.agencies if a.id not in here and (a.ended_on is None or a.ended_on > day)]
    ordered = sorted(free, key=lambda agency: agency.id in elsewhere)
    return [
        (
            str(agency.id),
            agency.name,
            kind_or_other(agency.kind_code, kinds).label
            + ("　ほかの項にも入っています" if agency.id in elsewhere else ""),
        )
        for agency in ordered
    ]


def kind_groups(kinds: Sequence[AgencyKind], own: Sequence[LocalKind]) -> list[tuple[str, list[KindLine]]]:
    """The catalogue by heading."""
    codes = {kind.code for kind in own}
    by_code = {kind.code: kind for kind in kinds}
    groups: tuple[KindGroup, ...] = grouped(kinds)
    return [(group.label, [_kind_line(by_code[code], code in codes) for code, _ in group.kinds]) for group in groups]


def _kind_line(kind: AgencyKind, own: bool) -> KindLine:  # noqa: FBT001 - a fact of the row
    secrecy = SecrecyClass(kind.secrecy_class).label if kind.secrecy_class else "機関ごとに決める"
    return KindLine(kind.label, secrecy, "、".join(kind.aliases), own)


def _member_lines(
    members: Sequence[CouncilMember], agencies: Mapping[UUID, Agency], day: date
) -> tuple[MemberLine, ...]:
    named = [(m, agencies[m.agency_id]) for m in members if m.agency_id in agencies]
    named.sort(key=lambda pair: (pair[1].kana or pair[1].name, pair[1].name))
    return tuple(
        MemberLine(
            name=agency.name,
            href=f"/agencies/{agency.id}",
            member_href=f"/agencies/members/{member.id}",
            secrecy=f"{agency.secrecy_class.value}号" if agency.secrecy_class else "",
            term=_term(member, day),
            coordinates=member.coordinates,
        )
        for member, agency in named
    )


def _term(member: CouncilMember, day: date) -> str:
    since = wareki_short(member.since) if member.since else ""
    if member.until:
        return f"{since} – {wareki_short(member.until)}の前日まで"
    if member.since and member.since > day:
        return f"{since}から"
    return f"{since} –" if since else "指定日 未登録"
