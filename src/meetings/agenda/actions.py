"""Use cases about the agenda: propose, change sides, order by hand. Nothing here tells an agency anything."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of
from core import clock
from core.database import transaction
from core.errors import Invalid
from core.text import fold
from meetings.agenda import case_facts, proposal, rules, store
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.errors import NoSuchItem, OrderChanged
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.split import split
from meetings.agenda.split_case import CaseForMeeting, MeetingDays
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting, MeetingState
from meetings.scheduling.plan import months_later
from meetings.scheduling.rules import check_may_prepare
from meetings.tiers import store as tier_store
from meetings.tiers.model import Layer, MeetingTier
from network.agencies import store as agency_store
from network.cases import store as case_store
from network.cases.model import Case
from network.contacts import store as contact_store

MONTHS_BETWEEN = 3
LAYERS_OF_DUE_CASES = frozenset({Layer.PRACTITIONERS, Layer.OTHER})
Change = Callable[[AgendaFacts], list[AgendaItem]]


async def agenda(actor: Actor, meeting_id: UUID) -> AgendaFacts:
    """The agenda with the names on it; that it was opened is recorded."""
    check_may(actor, Permission.MEETING_SEE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts = await agenda_facts(meeting_id, scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="agenda"))
    return facts


async def agenda_facts(meeting_id: UUID, *, scope: Scope) -> AgendaFacts:
    """Everything about a meeting's agenda, read in the open transaction."""
    meeting = await meeting_store.meeting(meeting_id, scope=scope)
    items = await store.items(meeting_id, scope=scope)
    put_off = await store.put_off(meeting_id, scope=scope)
    case_ids = [case for item in (*items, *put_off) for case in item.cases]
    cases = await case_store.cases(scope=scope, closed=True, case_ids=case_ids)
    linkages = await case_store.linkages(scope=scope, case_ids=case_ids)
    households = await case_store.households(scope=scope, household_ids=[case.household_id for case in cases])
    members = await agency_store.members(scope=scope)
    return AgendaFacts(
        council=await council_store.council(scope=scope),
        meeting=meeting,
        tier=await tier_store.tier(meeting.tier_id, scope=scope),
        items=items,
        put_off=put_off,
        invitees=await meeting_store.invitees(meeting_id, scope=scope),
        agencies={agency.id: agency for agency in await agency_store.agencies(scope=scope, ended=True)},
        cases={case.id: case for case in cases},
        households={household.id: household for household in households},
        linkages=[linkage for linkage in linkages if linkage.on(meeting.held_on)],
        hosts=frozenset(member.agency_id for member in members if member.coordinates and member.on(scope.day)),
    )


async def propose(actor: Actor, meeting_id: UUID) -> int:
    """Make the agenda from the cases that are due, or bring it up to date; how many households are on it."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts = await _open(meeting_id, scope)
        before, after = [*facts.items, *facts.put_off], await _proposal(facts, scope)
        if before:
            after = proposal.joined(before, after, block_minutes=facts.council.numbers.minutes_block)
        await store.keep(before, after, audit=_audit(actor, meeting_id, "proposed"))
    return sum(item.household_id is not None and item.kind is not ItemKind.NEXT for item in after)


async def move(actor: Actor, meeting_id: UUID, item_id: UUID, to: int | str) -> int:
    """Put one item at a place (from 1), or one "up" or "down"; where it stood before. Raises FixedItem, NoSuchItem."""
    before = 0

    def change(facts: AgendaFacts) -> list[AgendaItem]:
        nonlocal before
        before = rules.place_of(facts.items, item_id)
        step = {"up": -1, "down": 1}
        return rules.moved(facts.items, item_id, to if isinstance(to, int) else before + step[to])

    await _change(actor, meeting_id, change, "moved")
    return before


async def rearrange(
    actor: Actor, meeting_id: UUID, *, places: Mapping[UUID, int], minutes: Mapping[UUID, int], seen: str
) -> list[int]:
    """並べ直す: typed numbers and minutes of the list. Raises OrderChanged when somebody moved items meanwhile.

    Returns, for each item in its new order, the place where it stood before (see `put_back`).
    """
    before: list[int] = []

    def change(facts: AgendaFacts) -> list[AgendaItem]:
        if rules.seen(facts.items) != seen:
            raise OrderChanged
        after = rules.renumbered(rules.timed(facts.items, minutes), places)
        before.extend(rules.place_of(facts.items, item.id) for item in rules.individual(after))
        return after

    await _change(actor, meeting_id, change, "rearranged")
    return before


async def put_back(actor: Actor, meeting_id: UUID, places: Sequence[int]) -> None:
    """Undo of 並べ直す: every item to the place named for it. Raises OrderChanged when items came or went meanwhile."""

    def change(facts: AgendaFacts) -> list[AgendaItem]:
        order = rules.individual(facts.items)
        if sorted(places) != list(range(1, len(order) + 1)):
            raise OrderChanged
        wanted = {item.id: place for item, place in zip(order, places, strict=True)}
        return rules.renumbered(facts.items, wanted)

    await _change(actor, meeting_id, change, "put back")


async def pin(actor: Actor, meeting_id: UUID, item_id: UUID, *, fixed: bool) -> None:
    """Keep an item at its place while others move, or let it go."""
    await _change(
        actor, meeting_id, lambda facts: rules.pinned(facts.items, item_id, fixed=fixed), "pinned" if fixed else "free"
    )


async def change_side(
    actor: Actor, meeting_id: UUID, item_id: UUID, kind: ItemKind, *, minutes: int = 0, place: int = 0
) -> tuple[AgendaItem, int]:
    """Discuss a household individually (at `place`, else last), confirm it with others, or put it off.

    Returns the item as it was and its place (0: none), which undo it.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    async with transaction(actor.council):
        facts = await _open(meeting_id, scope_of(actor, today=clock.today()))
        before, numbers = [*facts.items, *facts.put_off], facts.council.numbers
        was = next((item for item in before if item.id == item_id), None)
        if was is None:
            raise NoSuchItem
        planned = minutes or was.minutes or numbers.minutes_individual
        after = rules.on_side(before, item_id, kind, minutes=planned, block_minutes=numbers.minutes_block)
        if place and kind is ItemKind.INDIVIDUAL:
            after = rules.put_at(after, item_id, place)
        await store.keep(before, after, audit=_audit(actor, meeting_id, kind.value))
    return was, rules.place_of(facts.items, item_id) if was.kind is ItemKind.INDIVIDUAL else 0


async def add_case(actor: Actor, meeting_id: UUID, number: str) -> None:
    """Put a case on the agenda that is not due, by its number. Raises Invalid for an unknown number."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts = await _open(meeting_id, scope)
        case = _numbered(await case_store.cases(scope=scope), number)
        before = [*facts.items, *facts.put_off]
        item = next((one for one in before if one.household_id == case.household_id), None)
        after = proposal.numbered([*before, _added(facts, case)] if item is None else before)
        if item is not None and item.kind is ItemKind.NEXT:
            numbers = facts.council.numbers
            after = rules.on_side(
                before, item.id, ItemKind.INDIVIDUAL, minutes=item.minutes, block_minutes=numbers.minutes_block
            )
        await store.keep(before, after, audit=_audit(actor, meeting_id, "case added"))


async def _change(actor: Actor, meeting_id: UUID, change: Change, what: str) -> None:
    check_may(actor, Permission.MEETING_PREPARE)
    async with transaction(actor.council):
        facts = await _open(meeting_id, scope_of(actor, today=clock.today()))
        await store.keep(facts.items, change(facts), audit=_audit(actor, meeting_id, what))


async def _open(meeting_id: UUID, scope: Scope) -> AgendaFacts:
    """The agenda of a meeting that is still prepared, held until the transaction ends."""
    check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
    return await agenda_facts(meeting_id, scope=scope)


async def _proposal(facts: AgendaFacts, scope: Scope) -> list[AgendaItem]:
    cases = await _cases_of(facts.tier, scope)
    told = await told_cases(cases, meeting=facts.meeting, scope=scope)
    households = await case_store.households(scope=scope, household_ids=[case.household_id for case in cases])
    places = {str(household.id): household.district for household in households if household.district}
    known = case_facts.place_names(facts.agencies.values())
    belongs = {str(case.household_id): known.get(fold(case.affiliation), "") for case in reversed(cases)}
    labels = proposal.CaseLabels(
        numbers={str(case.id): case.number for case in cases},
        place_of=belongs | places,
    )
    divided = split(told, days_of(facts, scope.day), case_facts.split_settings(facts.council.numbers))
    return proposal.proposed_items(facts.meeting.id, divided, labels)


async def _cases_of(tier: MeetingTier, scope: Scope) -> Sequence[Case]:
    """The open cases of a meeting that reviews them; other meetings begin with the formal steps alone."""
    if tier.layer in LAYERS_OF_DUE_CASES and tier.names_allowed:
        return await case_store.cases(scope=scope)
    return ()


async def told_cases(cases: Sequence[Case], *, meeting: Meeting, scope: Scope) -> list[CaseForMeeting]:
    """What the split of a meeting is told about these cases, read in the open transaction."""
    left = await _left_for(meeting, scope)
    ids = [case.id for case in cases]
    linkages = case_facts.grouped(await case_store.linkages(scope=scope, case_ids=ids))
    sightings = case_facts.sightings_by_case(await case_store.sightings(scope=scope, case_ids=ids))
    contacts = await contact_store.contacts(scope=scope)
    return [
        case_facts.case_for_meeting(
            case, linkages=linkages.get(case.id, ()), sightings=sightings.get(case.id, ()), contacts=contacts,
            today=scope.day, put_off=case.household_id in left,
        )
        for case in cases
    ]  # fmt: skip


async def _left_for(meeting: Meeting, scope: Scope) -> frozenset[UUID | None]:
    """The households that the meeting of this tier before it left for the next one."""
    of_tier = await meeting_store.meetings(scope=scope, tier_id=meeting.tier_id)
    when = meeting.held_on, meeting.starts
    before = [one for one in of_tier if (one.held_on, one.starts) < when and one.state is not MeetingState.CANCELLED]
    left = await store.put_off(before[-1].id, scope=scope) if before else []
    return frozenset(item.household_id for item in left)


def days_of(facts: AgendaFacts, today: date) -> MeetingDays:
    """The days a split of this meeting counts from."""
    held_on = facts.meeting.held_on
    months = facts.tier.cycle_months or MONTHS_BETWEEN
    return MeetingDays(today=today, meeting_on=held_on, next_meeting_on=months_later(held_on, months))


def _numbered(cases: Sequence[Case], number: str) -> Case:
    for case in cases:
        if fold(case.number) == fold(number):
            return case
    raise Invalid(problems={"number": "この整理番号の、続いているケースはありません。"})


def _added(facts: AgendaFacts, case: Case) -> AgendaItem:
    order = rules.individual(facts.items)
    return AgendaItem(
        id=uuid4(), meeting_id=facts.meeting.id, position=0, kind=ItemKind.INDIVIDUAL, household_id=case.household_id,
        cases=(case.id,), minutes=facts.council.numbers.minutes_individual, reasons=("事務局が議題に加えました。",),
        heavy=case.severity is not None and case.severity.heavy, manual=True, block=order[-1].block if order else "",
    )  # fmt: skip


def _audit(actor: Actor, meeting_id: UUID, what: str) -> AuditEvent:
    return AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what=what)
