"""What an order breaks, in words: agencies that come late or leave early, heavy cases late, the end of the meeting.

It names what is broken and changes nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import clock_time
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Placed


@dataclass(frozen=True, slots=True)
class Presence:
    """An agency that can come only from or only until a time; None is open."""

    agency: str
    agency_name: str
    available_from: datetime | None = None
    available_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken condition: the item it shows at (None: the meeting as a whole) and the sentence for people."""

    item_id: str | None
    sentence: str


def violations(
    placed: Sequence[Placed],
    presences: Collection[Presence] = (),
    *,
    heavy: Collection[str] = (),
    ends_by: datetime | None = None,
) -> tuple[Violation, ...]:
    """Every broken condition, in the order of the agenda; individual items are named by their number on it."""
    numbers = _numbers(placed)
    found = [
        *(one for place in placed for one in _absences(place, numbers, presences)),
        *_late_heavy(placed, numbers, heavy),
    ]
    if placed and ends_by is not None and placed[-1].ends > ends_by:
        found.append(_overtime(placed[-1].ends, ends_by))
    return tuple(found)


def _numbers(placed: Sequence[Placed]) -> dict[str, str]:
    individual = [place.item.id for place in placed if place.item.kind is ItemKind.INDIVIDUAL]
    return {item_id: f"{number}番" for number, item_id in enumerate(individual, start=1)}


def _absences(place: Placed, numbers: dict[str, str], presences: Collection[Presence]) -> Iterator[Violation]:
    item, name = place.item, numbers.get(place.item.id, place.item.kind.label)
    for presence in presences:
        if presence.agency not in item.agencies or not item.calls_agencies:
            continue
        since, until = presence.available_from, presence.available_until
        if since is not None and place.starts < since:
            words = f"{presence.agency_name}は{clock_time(since)}からです。"
            yield Violation(item.id, f"{words}{name}は{clock_time(place.starts)}に始まります。")
        if until is not None and place.ends > until:
            words = f"{presence.agency_name}は{clock_time(until)}までです。"
            yield Violation(item.id, f"{words}{name}は{clock_time(place.ends)}に終わります。")


def _late_heavy(placed: Sequence[Placed], numbers: dict[str, str], heavy: Collection[str]) -> Iterator[Violation]:
    """Heavy cases that start in the second half, counted in minutes of individual items."""
    individual = [place.item for place in placed if place.item.kind is ItemKind.INDIVIDUAL]
    half, before = sum(item.minutes for item in individual) / 2, 0
    for item in individual:
        if item.id in heavy and before >= half:
            yield Violation(item.id, f"{numbers[item.id]}は重いケース（未目視を含む）です。前半に置いてください。")
        before += item.minutes


def _overtime(ends: datetime, ends_by: datetime) -> Violation:
    return Violation(None, f"{clock_time(ends_by)}までに終わりません。{clock_time(ends)}に終わる予定です。")
