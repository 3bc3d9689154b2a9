"""Use cases about how long items really take: what was recorded, and taking it for the slack of told times."""

from dataclasses import dataclass, replace

from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.councils.model import Council, Numbers
from access.councils.number_fields import NUMBER_FIELDS
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of
from core import clock
from core.database import transaction
from meetings.agenda import store as agenda_store
from meetings.minutes import store as record_store
from meetings.pace.errors import ChangedSinceTaken, NoSuchPace, OtherRecorded, TooFewRecorded
from meetings.pace.recorded_pace import RecordedPace, recorded_pace

BOUNDS = {field.name: (field.least, field.most) for field in NUMBER_FIELDS}
LEAST_SPREAD = 5
"""Taking what was recorded never switches the slack off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """The council with its numbers in force, and what its meetings recorded."""

    council: Council
    recorded: RecordedPace

    @property
    def taken(self) -> Numbers:
        """The numbers with what was recorded in place of those in force, kept to what may be typed."""
        ratio = _within("minutes_ratio_percent", self.recorded.ratio_percent)
        spread = _within("minutes_spread_percent", max(LEAST_SPREAD, self.recorded.spread_percent))
        return replace(self.council.numbers, minutes_ratio_percent=ratio, minutes_spread_percent=spread)


async def learning(actor: Actor) -> Learning:
    """What is in force and what was recorded."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        return await _learning(scope_of(actor, today=clock.today()))


async def take_recorded(actor: Actor, *, seen: str) -> Numbers:
    """Plan with what was recorded, as the person saw it (`sign`); the numbers before.

    Raises TooFewRecorded, OtherRecorded.
    """
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        found = await _learning(scope_of(actor, today=clock.today()))
        if not found.recorded.enough:
            raise TooFewRecorded
        if sign(found.taken) != seen:
            raise OtherRecorded
        await _save(actor, found.council, found.taken)
    return found.council.numbers


async def put_back(actor: Actor, *, ratio: int, spread: int, taken: str) -> None:
    """Undo of taking: the two numbers as they were before `taken` (a `sign`). Raises NoSuchPace, ChangedSinceTaken."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    wanted = {"minutes_ratio_percent": ratio, "minutes_spread_percent": spread}
    if any(_within(name, value) != value for name, value in wanted.items()):
        raise NoSuchPace
    async with transaction(actor.council):
        council = await council_store.council(scope=scope_of(actor, today=clock.today()))
        if sign(replace(council.numbers, **wanted)) == sign(council.numbers):
            return
        if sign(council.numbers) != taken:
            raise ChangedSinceTaken
        await _save(actor, council, replace(council.numbers, **wanted))


def sign(numbers: Numbers) -> str:
    """The two numbers as one short text: 110-28."""
    return f"{numbers.minutes_ratio_percent}-{numbers.minutes_spread_percent}"


async def _learning(scope: Scope) -> Learning:
    recorded = await record_store.recorded_times(scope=scope)
    planned = await agenda_store.planned_minutes([one.item_id for one in recorded], scope=scope)
    return Learning(council=await council_store.council(scope=scope), recorded=recorded_pace(recorded, planned))


async def _save(actor: Actor, council: Council, numbers: Numbers) -> None:
    audit = AuditEvent.of(actor, AuditKind.COUNCIL_CHANGED, council.id, pace=sign(numbers))
    await council_store.save(replace(council, numbers=numbers), audit=audit)


def _within(name: str, value: int) -> int:
    least, most = BOUNDS[name]
    return max(least, min(value, most))
