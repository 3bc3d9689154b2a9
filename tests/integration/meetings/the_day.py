"""A prepared meeting for tests of the day: two siblings, a child alone, two cases of the block. All invented."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID

from access.permissions.model import Actor
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes import actions as running
from meetings.minutes import store as record_store
from meetings.minutes.forms import case_prefix
from meetings.minutes.model import Deliberation
from meetings.scheduling import actions as scheduling
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting
from meetings.scheduling.plan import MeetingPlan
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer
from network.cases import actions as cases
from network.cases import care_actions as care
from network.cases import linkage_actions as links
from network.cases import store as case_store
from network.cases.commands import NewCase, NewLinkage, NewPromise, SeenChild
from network.cases.model import Case, CaseKind, LinkageRole, Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A meeting of today with its cases."""

    actor: Actor
    meeting_id: UUID
    minato: Case
    nagi: Case
    mei: Case
    quiet: tuple[Case, ...]

    @property
    def base(self) -> str:
        """The address of its running page."""
        return f"/meetings/{self.meeting_id}/run"

    async def items(self) -> list[AgendaItem]:
        """Its agenda."""
        async with transaction(self.actor.council):
            return await agenda_store.items(self.meeting_id, scope=running.whole(self.actor))

    async def item_of(self, case: Case) -> AgendaItem:
        """The item that holds a case."""
        return next(item for item in await self.items() if case.id in item.cases)

    async def record_of(self, case: Case) -> Deliberation:
        """What was typed about a case."""
        item = await self.item_of(case)
        async with transaction(self.actor.council):
            found = await record_store.deliberation(item.id, scope=running.whole(self.actor))
        assert found is not None
        return found

    async def case(self, case: Case) -> Case:
        """A case as it is now."""
        async with transaction(self.actor.council):
            return await case_store.case(case.id, scope=running.whole(self.actor))

    async def promises(self, case: Case) -> list[Promise]:
        """The promises about a case."""
        async with transaction(self.actor.council):
            return await case_store.promises(scope=running.whole(self.actor), case_ids=[case.id])

    async def meeting(self) -> Meeting:
        """The meeting as it is now."""
        async with transaction(self.actor.council):
            return await meeting_store.meeting(self.meeting_id, scope=running.whole(self.actor))


async def prepared(actor: Actor, *, school: UUID, clinic: UUID, center: UUID, held_on: date | None = None) -> Day:
    """The meeting with its agenda, still to begin; another one follows in three months."""
    today = held_on or clock.today()
    first = NewCase(
        number="R8-117", name="髙瀬 湊", kana="たかせ みなと", birth_date=date(2017, 5, 3), lead_agency_id=center
    )
    minato = await _case(actor, first, today)
    second = replace(first, number="R8-118", name="髙瀬 凪", kana="たかせ なぎ", birth_date=date(2021, 8, 9))
    nagi = await _case(actor, replace(second, household_id=minato.household_id), today)
    mei = await _case(actor, replace(first, number="R6-095", name="田所 芽依", kana="たどころ めい"), today)
    quiet = [
        await _case(actor, replace(first, number=number, name=name, kana=kana), today, settled=True)
        for number, name, kana in (("R5-020", "沢口 葵", "さわぐち あおい"), ("R5-041", "松井 大和", "まつい やまと"))
    ]
    await links.link(actor, minato.id, NewLinkage(agency_id=school, role=LinkageRole.SCHOOL, since=_ago(today, 300)))
    await links.link(actor, nagi.id, NewLinkage(agency_id=clinic, role=LinkageRole.MEDICAL, since=_ago(today, 200)))
    await links.link(actor, mei.id, NewLinkage(agency_id=school, role=LinkageRole.SCHOOL, since=_ago(today, 500)))
    seen = SeenChild(seen_on=_ago(today, 15), agency_id=school, seen_by="担任", place="教室")
    await care.record_sighting(actor, minato.id, seen, today=today)
    await care.make_promise(
        actor, minato.id,
        NewPromise(agency_id=school, what="遅刻の数を知らせる", due_on=_ago(today, 5), decided_in="第3回 実務者会議"),
        today=_ago(today, 90),
    )  # fmt: skip
    meeting = await _meeting(actor, (school, clinic, center), today)
    await _meeting(actor, (school, clinic, center), today + timedelta(days=89), ordinal=5)
    await agenda.propose(actor, meeting.id)
    day = Day(actor=actor, meeting_id=meeting.id, minato=minato, nagi=nagi, mei=mei, quiet=tuple(quiet))
    await _settle(day)
    return day


async def begun(actor: Actor, *, school: UUID, clinic: UUID, center: UUID) -> Day:
    """The same meeting, running."""
    day = await prepared(actor, school=school, clinic=clinic, center=center)
    await running.start(actor, day.meeting_id)
    return day


def decision_fields(case: Case, **typed: object) -> dict[str, object]:
    """The fields of one child's block: 継続 unless told otherwise."""
    fields = {"treatment": "continue", "review": "R9.3.1", **typed}
    return {"case": str(case.id), **{f"{case_prefix(case.id)}{name}": value for name, value in fields.items()}}


async def _case(actor: Actor, child: NewCase, today: date, *, settled: bool = False) -> Case:
    registered = await cases.register(
        actor,
        replace(
            child, accepted_on=_ago(today, 400), affiliation="第二小学校", class_year="3年",
            case_kind=CaseKind.PROTECTION, next_review_on=today,
        ),
    )  # fmt: skip
    if settled:
        seen = SeenChild(seen_on=_ago(today, 3), agency_id=child.lead_agency_id, seen_by="相談員", place="自宅")
        await care.record_sighting(actor, registered.case_id, seen, today=today)
    async with transaction(actor.council):
        return await case_store.case(registered.case_id, scope=running.whole(actor))


async def _meeting(actor: Actor, agencies: tuple[UUID, ...], held_on: date, *, ordinal: int = 4) -> Meeting:
    found = await tiers.ensure_default_tiers(whole_council(actor.council, today=clock.today()))
    tier = next(one for one in found if one.layer is Layer.PRACTITIONERS)
    return await scheduling.create_meeting(
        actor,
        MeetingPlan(
            tier_id=tier.id, ordinal=ordinal, held_on=held_on, starts=time(13, 30), ends=time(15, 30),
            place="市役所3階 301会議室", chair="佐伯 真理", agencies=agencies,
        ),
    )  # fmt: skip


async def _settle(day: Day) -> None:
    """The siblings and Mei are discussed, the quiet cases are confirmed together."""
    for item in await day.items():
        if item.household_id is None:
            continue
        kind = ItemKind.BLOCK if {one.id for one in day.quiet} & set(item.cases) else ItemKind.INDIVIDUAL
        if item.kind is not kind:
            await agenda.change_side(day.actor, day.meeting_id, item.id, kind, minutes=5)


def _ago(day: date, days: int) -> date:
    return day - timedelta(days=days)
