"""Positions over time: who holds one, who follows, and which ones nobody holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from network.contacts.errors import EndBeforeSince, SuccessorTooEarly
from network.contacts.model import Contact

SOON_DAYS = 60
"""How far ahead a leaving without a successor is said aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One position of an agency: its holder today, who comes next, and when it is or becomes vacant."""

    name: str
    holders: tuple[Contact, ...] = ()
    coming: tuple[Contact, ...] = ()
    vacant_from: date | None = None
    cases: int = 0
    """Open cases whose linkage names the position."""


def positions(contacts: Sequence[Contact], responsible: Mapping[str, int], today: date) -> list[Position]:
    """The positions held today or later, or named by open linkages, in the order of `in_order`."""
    alive = [contact for contact in contacts if contact.until is None or today < contact.until]
    names = dict.fromkeys([contact.position for contact in in_order(alive)] + [name for name in responsible if name])
    return [_position(name, alive, responsible.get(name, 0), today) for name in names]


def in_order(contacts: Sequence[Contact]) -> list[Contact]:
    """Representatives first, then as entered; a position's people by time."""
    return sorted(contacts, key=lambda contact: (_rank(contact), contact.position, contact.since or date.min))


def past(contacts: Sequence[Contact], today: date) -> list[Contact]:
    """Who held a position before, the latest first."""
    gone = [contact for contact in contacts if contact.until is not None and contact.until <= today]
    return sorted(gone, key=lambda contact: contact.until or today, reverse=True)


def vacancies(found: Sequence[Position], today: date) -> list[Position]:
    """The positions that are vacant or will be within two months."""
    limit = today + timedelta(days=SOON_DAYS)
    return [one for one in found if one.vacant_from is not None and one.vacant_from <= limit]


def check_term(contact: Contact) -> None:
    """Raise EndBeforeSince."""
    if contact.since and contact.until and contact.until <= contact.since:
        raise EndBeforeSince


def succession(leaving: Contact, coming: Contact) -> Contact:
    """The leaving contact, ended on the day the successor comes. Raises SuccessorTooEarly."""
    since = coming.since
    if since is None or (leaving.since is not None and since <= leaving.since):
        raise SuccessorTooEarly
    return replace(leaving, until=since)


def verified(contact: Contact, today: date, days: int) -> bool:
    """Whether somebody confirmed the contact within the council's number of days."""
    return contact.verified_on is not None and (today - contact.verified_on).days <= days


def responsible_counts(positions_named: Sequence[str]) -> Mapping[str, int]:
    """How many open linkages name each position."""
    return Counter(name for name in positions_named if name)


def _rank(contact: Contact) -> int:
    return min((list(type(role)).index(role) for role in contact.roles), default=99)


def _position(name: str, alive: Sequence[Contact], cases: int, today: date) -> Position:
    own = sorted((c for c in alive if c.position == name), key=lambda contact: contact.since or date.min)
    named = [contact for contact in own if contact.name]
    return Position(
        name=name,
        holders=tuple(contact for contact in own if contact.on(today)),
        coming=tuple(contact for contact in own if not contact.on(today)),
        vacant_from=_vacant_from(named, today),
        cases=cases,
    )


def _vacant_from(named: Sequence[Contact], today: date) -> date | None:
    """The first day from today on which nobody holds the position; None when it is held without end."""
    day = today
    for contact in named:
        if not contact.on(day):
            break
        if contact.until is None:
            return None
        day = contact.until
    return day
