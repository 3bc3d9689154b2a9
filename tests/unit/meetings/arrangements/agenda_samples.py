"""Invented agendas of many households, drawn by a seed: agencies, heavy cases, pins, breaks, hours of agencies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from random import Random
from uuid import UUID, uuid5

from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import numbered
from meetings.scheduling.model import Invitee
from network.agencies.model import Agency
from network.cases.model import Case, Household, Linkage
from tests.unit.meetings.preparation_samples import COUNCIL, MEETING, NAMESPACE, TIER, key

SCHOOLS = ("第一小学校", "第二小学校", "港中学校")
DISTRICTS = ("北地区", "南地区")
OTHERS = ("警察署", "市民病院", "学童クラブ", "生活援護課")


def agency(name: str) -> Agency:
    """An invented agency."""
    return Agency(id=key(f"agency {name}"), kind_code="other", name=name)


AGENCIES = {name: agency(name) for name in (*SCHOOLS, *OTHERS, "こども家庭センター")}
HOST = AGENCIES["こども家庭センター"]


def agenda(seed: int, *, households: int = 8, heavy: float = 0.2, pins: float = 0.0, hours: float = 0.0) -> AgendaFacts:
    """A meeting with so many households; shares of heavy and pinned items, and of agencies with hours of their own."""
    chance = Random(seed)
    cases, links, items = [], [], []
    for number in range(households):
        case = _case(number, chance)
        cases.append(case)
        links += _links(case, chance)
        items.append(_item(case, chance, heavy=chance.random() < heavy, pinned=chance.random() < pins))
    chance.shuffle(items)
    steps = [_step("開会", 5), _step("守秘義務の確認", 0), _step("閉会", 5)]
    known = {one.id: one for one in AGENCIES.values()}
    break_at = time(13, chance.randrange(60)) if chance.random() < 0.7 else None
    return AgendaFacts(
        council=COUNCIL,
        meeting=replace(
            MEETING, starts=time(13, 0), ends=time(16, 0), break_at=break_at, break_minutes=10 if break_at else 0
        ),
        tier=TIER,
        items=numbered([*steps, *items]),
        invitees=[_invitee(one, chance, hours=hours) for one in known.values()],
        agencies=known,
        cases={case.id: case for case in cases},
        households={
            case.household_id: Household(id=case.household_id, label="世帯", district=chance.choice(DISTRICTS))
            for case in cases
        },
        linkages=links,
        hosts=frozenset({HOST.id}),
    )


def item_ids(facts: AgendaFacts) -> list[UUID]:
    """The individual items in order."""
    return [item.id for item in facts.items if item.kind is ItemKind.INDIVIDUAL]


def shuffled(facts: AgendaFacts, seed: int) -> list[UUID]:
    """The individual items in some other order."""
    return Random(seed).sample(item_ids(facts), k=len(item_ids(facts)))


def with_items(facts: AgendaFacts, items: Sequence[AgendaItem]) -> AgendaFacts:
    """The same meeting with other items."""
    return replace(facts, items=items)


def _case(number: int, chance: Random) -> Case:
    name = f"case {number}"
    return Case(
        id=key(name), household_id=key(f"household {number}"), number=f"R8-{number:03}", name="架空 一",
        accepted_on=date(2026, 4, 1), birth_date=date(2018, 5, 1), affiliation=chance.choice(SCHOOLS),
    )  # fmt: skip


def _links(case: Case, chance: Random) -> list[Linkage]:
    names = [case.affiliation, HOST.name, *chance.sample(OTHERS, k=chance.randrange(3))]
    return [
        Linkage(
            id=uuid5(NAMESPACE, f"{case.number} {name}"), case_id=case.id, agency_id=AGENCIES[name].id,
            is_lead=name == HOST.name, since=date(2026, 5, 1),
        )
        for name in names
    ]  # fmt: skip


def _item(case: Case, chance: Random, *, heavy: bool, pinned: bool) -> AgendaItem:
    return AgendaItem(
        id=key(f"item {case.number}"), meeting_id=MEETING.id, position=0, kind=ItemKind.INDIVIDUAL,
        household_id=case.household_id, cases=(case.id,), minutes=chance.choice((4, 5, 7, 8)), heavy=heavy,
        pinned=pinned, block=chance.choice(("いち", "に")),
    )  # fmt: skip


def _step(title: str, minutes: int) -> AgendaItem:
    return AgendaItem(
        id=key(f"step {title}"), meeting_id=MEETING.id, position=0, kind=ItemKind.FORMAL, title=title, minutes=minutes
    )


def _invitee(one: Agency, chance: Random, *, hours: float) -> Invitee:
    early, late = chance.random() < hours, chance.random() < hours
    return Invitee(
        id=key(f"invitee {one.name}"), meeting_id=MEETING.id, agency_id=one.id, standing=one is HOST,
        comes_from=time(13, chance.randrange(60)) if early else None,
        comes_until=time(14, chance.randrange(60)) if late else None,
    )  # fmt: skip
