"""An invented meeting of many households whose agencies were told their times, and what can change after that."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from core.calendar import JST
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import numbered
from meetings.agenda.rules import individual
from meetings.agenda.told import as_told
from meetings.arrangements.wishes import reordered
from meetings.invitations.model import Window
from meetings.invitations.rules import first_window, planned_windows
from meetings.scheduling.model import Invitee
from network.agencies.model import Agency
from network.cases.model import Case, Household, Linkage
from tests.unit.meetings.preparation_samples import COUNCIL, DAY, MEETING, TIER, invitee, key

TOLD_AT = datetime(2026, 11, 18, 10, 0, tzinfo=JST)
ORDERS = Path(__file__).parents[3] / "data" / "order"
Called = Sequence[tuple[int, Sequence[str]]]
"""Minutes and agencies of each item."""


def meeting_of(called: Called, *, starts: time = time(9), break_at: time | None = None, spread: int = 0) -> AgendaFacts:
    """An agenda in this order; nobody was told yet."""
    names = sorted({name for _, agencies in called for name in agencies})
    agencies = {key(name): Agency(id=key(name), kind_code="other", name=name) for name in names}
    cases = [
        Case(id=key(f"case {number}"), household_id=key(f"house {number}"), number=f"R8-{number:03}", name="高瀬 湊",
             accepted_on=DAY - timedelta(days=200))
        for number in range(len(called))
    ]  # fmt: skip
    items = [_item(case, minutes) for case, (minutes, _) in zip(cases, called, strict=True)]
    formal = [
        AgendaItem(id=key(title), meeting_id=MEETING.id, position=0, kind=ItemKind.FORMAL, title=title, minutes=5)
        for title in ("開会", "閉会")
    ]
    numbers = replace(COUNCIL.numbers, minutes_spread_percent=spread)
    return AgendaFacts(
        council=replace(COUNCIL, numbers=numbers),
        meeting=replace(MEETING, starts=starts, ends=time(23, 55), break_at=break_at, break_minutes=10),
        tier=TIER,
        items=numbered([*formal, *items]),
        invitees=[invitee(agency) for agency in agencies.values()],
        agencies=agencies,
        cases={case.id: case for case in cases},
        households={case.household_id: Household(id=case.household_id, label="高瀬 世帯") for case in cases},
        linkages=[
            Linkage(id=key(f"{case.number}{name}"), case_id=case.id, agency_id=key(name), since=DAY)
            for case, (_, called_names) in zip(cases, called, strict=True)
            for name in called_names
        ],
    )


def random_meeting(seed: int, *, count: int = 12, spread: int = 0, break_at: time | None = None) -> AgendaFacts:
    """An agenda drawn by a seed: heavy items, a pinned one, hours of agencies."""
    rng = Random(seed)
    names = [f"{number}小" for number in range(rng.randint(3, 7))]
    called = [(rng.choice((3, 5, 8)), rng.sample(names, rng.randint(1, 3))) for _ in range(count)]
    facts = meeting_of(called, break_at=break_at, spread=spread)
    items = [replace(one, heavy=rng.random() < 0.2, pinned=rng.random() < 0.1) if one.cases else one
             for one in facts.items]  # fmt: skip
    return replace(facts, items=items, invitees=[_with_hours(one, rng) for one in facts.invitees])


def council_of(name: str) -> AgendaFacts:
    """One of the synthetic councils, its cases as filed."""
    read = json.loads((ORDERS / f"{name}.json").read_text(encoding="utf-8"))
    return meeting_of([(case["minutes"], case["agencies"]) for case in read["cases"]])


def announced(facts: AgendaFacts, order: Sequence[UUID] = ()) -> tuple[AgendaFacts, list[Window]]:
    """The agenda in an order that agencies were told, and the windows they know."""
    items = as_told(reordered(facts.items, order) if order else facts.items)
    told = replace(facts, items=items, meeting=replace(facts.meeting, confirmed_at=TOLD_AT))
    windows = [first_window(one, facts.meeting.id, f"{one.agency_id}@shiomi.invalid") for one in planned_windows(told)]
    return told, windows


def withdrawn(facts: AgendaFacts, *places: int) -> AgendaFacts:
    """The agenda without the items at these places (from 0)."""
    gone = {individual(facts.items)[place].id for place in places}
    return replace(facts, items=numbered(item for item in facts.items if item.id not in gone))


def added(facts: AgendaFacts, called: Called) -> AgendaFacts:
    """The agenda with further items behind the others."""
    fresh = meeting_of(called)
    renamed = {case.id: key(f"new {case.id}") for case in fresh.cases.values()}
    items = [
        replace(item, id=key(f"new {item.id}"), cases=tuple(renamed[case] for case in item.cases))
        for item in individual(fresh.items)
    ]
    linkages = [replace(link, id=key(f"new {link.id}"), case_id=renamed[link.case_id]) for link in fresh.linkages]
    known = {one.agency_id for one in facts.invitees}
    return replace(
        facts,
        items=numbered([*facts.items, *items]),
        linkages=[*facts.linkages, *linkages],
        agencies={**fresh.agencies, **facts.agencies},
        invitees=[*facts.invitees, *(one for one in fresh.invitees if one.agency_id not in known)],
        cases={
            **facts.cases,
            **{renamed[case.id]: replace(case, id=renamed[case.id]) for case in fresh.cases.values()},
        },
    )


def with_hours(facts: AgendaFacts, hours: Mapping[str, tuple[time | None, time | None]]) -> AgendaFacts:
    """The agenda after agencies said from and until when they can come."""
    by_id = {key(name): times for name, times in hours.items()}
    after = [
        replace(one, comes_from=by_id[one.agency_id][0], comes_until=by_id[one.agency_id][1],
                replied_at=TOLD_AT + timedelta(hours=1))
        if one.agency_id in by_id else one
        for one in facts.invitees
    ]  # fmt: skip
    return replace(facts, invitees=after)


def _item(case: Case, minutes: int) -> AgendaItem:
    return AgendaItem(
        id=key(f"item {case.number}"), meeting_id=MEETING.id, position=0, kind=ItemKind.INDIVIDUAL,
        household_id=case.household_id, cases=(case.id,), minutes=minutes,
    )  # fmt: skip


def _with_hours(one: Invitee, rng: Random) -> Invitee:
    if rng.random() < 0.7:
        return one
    return replace(one, comes_from=time(9, rng.choice((10, 20, 30))))
