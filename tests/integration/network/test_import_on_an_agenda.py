"""An import whose cases stand on an agenda is not taken back: the meeting would lose them."""

from uuid import uuid4

from access.audit.model import AuditEvent, AuditKind
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from meetings.agenda import store
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.scheduling import store as meetings
from meetings.scheduling.model import Meeting
from meetings.tiers import actions as tiers
from network.imports.other_uses import used_elsewhere
from tests.conftest import Cast
from web.application import application


async def test_cases_on_an_agenda_are_in_use(cast: Cast) -> None:
    application()
    scope = whole_council(cast.council, today=clock.today())
    tier = (await tiers.ensure_default_tiers(scope))[0]
    audit = AuditEvent.of_operator(AuditKind.MEETING_CREATED)
    meeting = Meeting(
        id=uuid4(), tier_id=tier.id, ordinal=1, title="第1回", held_on=scope.day,
        starts=clock.now().timetz().replace(tzinfo=None), ends=clock.now().timetz().replace(tzinfo=None),
    )  # fmt: skip
    used, free = uuid4(), uuid4()
    item = AgendaItem(id=uuid4(), meeting_id=meeting.id, position=1, kind=ItemKind.INDIVIDUAL, cases=(used,))
    async with transaction(cast.council):
        await meetings.add_meeting(meeting, [], audit=audit)
        await store.add_items([item], audit=audit)
        assert await used_elsewhere(scope, [used, free]) == {used}
