"""Use cases about too full an agenda: what could wait for the next meeting, and putting it off."""

from collections.abc import Callable, Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may, scope_of
from core import clock
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda import rules
from meetings.agenda import store as agenda_store
from meetings.agenda.case_facts import split_settings
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.errors import NoSuchItem
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import check_may_prepare
from meetings.suggestions.suggesting import Stood, Suggestions, Told, sign_of, suggestions

Items = Sequence[AgendaItem]


async def suggested(actor: Actor, meeting_id: UUID) -> tuple[AgendaFacts, Suggestions]:
    """The agenda and what could wait; that it was opened is recorded."""
    check_may(actor, Permission.MEETING_SEE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts = await agenda.agenda_facts(meeting_id, scope=scope)
        cases = await agenda.told_cases(list(facts.cases.values()), meeting=facts.meeting, scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="suggestions"))
    told = Told(
        cases={UUID(case.case_id): case for case in cases},
        days=agenda.days_of(facts, scope.day),
        settings=split_settings(facts.council.numbers),
    )
    return facts, suggestions(facts, told)


async def set_aside(actor: Actor, meeting_id: UUID, item_ids: Sequence[UUID], kind: ItemKind) -> list[Stood]:
    """Put individual items off to the next meeting, or into the block; where they stood, which undoes it.

    Those that are there already (the button was pressed twice) stay and are not named.
    """
    stood: list[Stood] = []

    def change(items: Items, block_minutes: int) -> Items:
        there = {item.id for item in items if item.kind is kind}
        moving = [item_id for item_id in dict.fromkeys(item_ids) if item_id not in there]
        stood.extend(
            Stood(sign=sign_of(item.id), place=rules.place_of(items, item.id), minutes=item.minutes)
            for item in items
            if item.id in moving
        )
        for item_id in moving:
            items = rules.on_side(items, item_id, kind, minutes=0, block_minutes=block_minutes)
        return items

    await _change(actor, meeting_id, change, kind.value)
    return stood


async def bring_back(actor: Actor, meeting_id: UUID, stood: Sequence[Stood]) -> None:
    """Undo of `set_aside`: discussed individually again, at the places where they stood. Raises NoSuchItem.

    What somebody brought back meanwhile stays as that person has it.
    """

    def change(items: Items, block_minutes: int) -> Items:
        back = {item.id for item in rules.individual(items)}
        for one in sorted(stood, key=lambda one: one.place):
            item_id = _signed(items, one.sign)
            if item_id in back:
                continue
            items = rules.on_side(items, item_id, ItemKind.INDIVIDUAL, minutes=one.minutes, block_minutes=block_minutes)
            items = rules.put_at(items, item_id, one.place)
        return items

    await _change(actor, meeting_id, change, "put back")


async def _change(actor: Actor, meeting_id: UUID, change: Callable[[Items, int], Items], what: str) -> None:
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        facts = await agenda.agenda_facts(meeting_id, scope=scope)
        before = [*facts.items, *facts.put_off]
        after = change(before, facts.council.numbers.minutes_block)
        audit = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what=what)
        await agenda_store.keep(before, after, audit=audit)


def _signed(items: Items, sign: str) -> UUID:
    found = [item.id for item in items if sign_of(item.id) == sign]
    if len(found) != 1:
        raise NoSuchItem
    return found[0]
