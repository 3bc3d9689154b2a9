"""Who is a member on a day, who coordinates, and what a public notice of the council would still lack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from core.text import fold
from network.agencies.errors import AgencyNameTaken, CoordinatorNeeded, EndBeforeSince, OwnAncestor
from network.agencies.model import Agency, CouncilMember, Seat, SecrecyClass

NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a 公示 would need, as a sentence, and the page that mends it."""

    sentence: str
    href: str


def check_agency(agency: Agency, others: Sequence[Agency]) -> None:
    """Raise AgencyNameTaken or OwnAncestor when the agency cannot stand among the others."""
    if any(fold(other.name) == fold(agency.name) for other in others if other.id != agency.id and not other.ended_on):
        raise AgencyNameTaken(agency.name)
    above = {other.id: other.parent_id for other in others} | {agency.id: agency.parent_id}
    seen: set[UUID] = set()
    step = agency.parent_id
    while step is not None and step not in seen:
        if step == agency.id:
            raise OwnAncestor
        seen.add(step)
        step = above.get(step)


def substitutes_allowed(agency: Agency, member: CouncilMember | None) -> bool:
    """Whether the agency may send somebody else: never a 3号 member, who is bound to secrecy alone (25条の5)."""
    if agency.secrecy_class is SecrecyClass.PERSON:
        return False
    return member is None or member.substitute_allowed is not False


def members_on(members: Iterable[CouncilMember], day: date) -> list[CouncilMember]:
    """The designations that hold on the day."""
    return [member for member in members if member.on(day)]


def coordinating(members: Iterable[CouncilMember], day: date) -> CouncilMember | None:
    """The designation of the 調整機関 on the day."""
    return next((member for member in members if member.coordinates and member.on(day)), None)


def member_since(members: Sequence[CouncilMember], agency_id: UUID, day: date) -> date | None:
    """Since when the agency has been a member without a break; None when it is not known or it is none."""
    own = sorted(
        (m for m in members if m.agency_id == agency_id and (m.since is None or m.since <= day)),
        key=lambda member: member.since or date.min,
        reverse=True,
    )
    if not own or not own[0].on(day):
        return None
    since = own[0].since
    for earlier in own[1:]:
        if since is None or earlier.until is None or earlier.until < since:
            break
        since = earlier.since
    return since


def moved_coordination(
    members: Sequence[CouncilMember], to: CouncilMember, on: date
) -> tuple[list[CouncilMember], list[CouncilMember]]:
    """What changes and what is added so that `to` coordinates from the day; the member before stays a member."""
    before = [one for one in members if one.coordinates and one.id != to.id and (one.until is None or on < one.until)]
    changed, added = [], []
    for member, coordinates in [(old, False) for old in before] + [(to, True)]:
        if member.coordinates == coordinates:
            continue
        if member.since is None or member.since < on:
            changed.append(replace(member, until=on))
            added.append(replace(member, id=uuid4(), since=on, coordinates=coordinates, version=1))
        else:
            changed.append(replace(member, coordinates=coordinates))
    return changed, added


def check_designation(member: CouncilMember) -> None:
    """Raise EndBeforeSince or CoordinatorNeeded."""
    if member.since and member.until and member.until <= member.since:
        raise EndBeforeSince
    if member.coordinates and member.until is not None:
        raise CoordinatorNeeded


def shifted(seats: Sequence[Seat], seat_id: UUID, place: int) -> list[Seat]:
    """The seats whose position changes when one is put at `place` (from 1)."""
    moving = next(seat for seat in seats if seat.id == seat_id)
    order = [seat for seat in seats if seat.id != seat_id]
    order.insert(max(0, min(place - 1, len(order))), moving)
    return [
        replace(seat, position=position) for position, seat in enumerate(order, start=1) if seat.position != position
    ]


def lacking_for_notice(
    seats: Sequence[Seat], members: Sequence[CouncilMember], agencies: Mapping[UUID, Agency], day: date
) -> list[Lack]:
    """What a 公示 (児童福祉法施行規則25条の28) would still need."""
    current = [member for member in members_on(members, day) if member.agency_id in agencies]
    found: list[Lack] = []
    if not current:
        return [Lack("構成機関が、まだ1つもありません。別表の項に機関を入れてください。", "/agencies/seats")]
    if coordinating(current, day) is None:
        found.append(Lack("調整機関が決まっていません。どれか1つを調整機関にしてください。", "/agencies/seats"))
    named = [(member, agencies[member.agency_id]) for member in current]
    unclassed = [agency for _member, agency in named if agency.secrecy_class is None]
    if unclassed:
        sentence = f"守秘の区分（何号か）が決まっていない構成機関が {_counted(unclassed)}。"
        found.append(Lack(sentence, f"/agencies/{unclassed[0].id}/edit"))
    seated = {seat.id for seat in seats}
    seatless = [(member, agency) for member, agency in named if member.seat_id not in seated]
    if seatless:
        names = _counted([agency for _member, agency in seatless])
        found.append(
            Lack(f"別表のどの項か決まっていない構成機関が {names}。", f"/agencies/members/{seatless[0][0].id}")
        )
    undated = [(member, agency) for member, agency in named if member.since is None]
    if undated:
        names = _counted([agency for _member, agency in undated])
        found.append(Lack(f"指定した日が入っていない構成機関が {names}。", f"/agencies/members/{undated[0][0].id}"))
    filled = {member.seat_id for member in current}
    empty = [seat for seat in seats if seat.id not in filled]
    if empty:
        names = "、".join(f"「{seat.name}」" for seat in empty[:NAMES_SHOWN])
        more = " など" if len(empty) > NAMES_SHOWN else ""
        sentence = f"機関の入っていない項が {len(empty)}つ あります（{names}{more}）。"
        found.append(Lack(sentence, f"/agencies/seats/{empty[0].id}"))
    return found


def _counted(agencies: Sequence[Agency]) -> str:
    names = "、".join(agency.name for agency in agencies[:NAMES_SHOWN])
    more = " など" if len(agencies) > NAMES_SHOWN else ""
    return f"{len(agencies)}つ あります（{names}{more}）"
