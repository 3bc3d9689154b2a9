"""Who came, who is absent, which numbered copy they hold, and what came up on the day."""

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from core.database import transaction
from meetings.agenda.model import ItemKind
from meetings.minutes import actions as running
from meetings.minutes import rules
from meetings.progress.model import Treatment
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Invitee
from network.cases import actions as cases
from network.cases import store as case_store
from network.cases.commands import NewCase
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.the_day import Day, begun, decision_fields


async def _day(cast: Cast) -> Day:
    return await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)


async def _invitee(day: Day, cast: Cast) -> Invitee:
    async with transaction(cast.council):
        return await meeting_store.invitee(day.meeting_id, cast.school.id, scope=running.whole(cast.coordinator))


async def test_an_agency_comes_goes_and_gives_its_copy_back(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    path = f"{day.base}/door/{cast.school.id}"
    async with client_as(cast.coordinator) as client:
        row = {"attendee": "教頭 村瀬 直", "copy_number": "3"}
        await client.send_form(path, version=1, state="present", **row)
        came = await _invitee(day, cast)
        assert (came.arrived_at is not None, came.copy_number, came.attendee) == (True, 3, "教頭 村瀬 直")
        assert "資料 1部のうち0部を回収" in (await client.get(f"{day.base}/door")).text
        await client.send_form(path, version=2, state="left", copy_returned="yes", **row)
        left = await _invitee(day, cast)
        assert (left.arrived_at, left.left_at is not None, left.copy_returned) == (came.arrived_at, True, True)
        stale = await client.send_form(path, version=2, state="absent")
        assert stale.status_code == 409
        wrong = await client.send_form(path, version=3, state="left", copy_number="三")
        assert (wrong.status_code, "数字で入れてください" in wrong.text) == (422, True)
    async with transaction(cast.council):
        written = await audit_store.of_subject(str(day.meeting_id), scope=running.whole(cast.coordinator))
    assert AuditKind.ATTENDANCE_RECORDED in {one.kind for one in written}


async def test_an_agency_that_was_not_invited_is_added_once(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with transaction(cast.council):
        own = await meeting_store.invitee(day.meeting_id, cast.clinic.id, scope=running.whole(cast.coordinator))
        audit = AuditEvent.of(cast.coordinator, AuditKind.MEETING_CHANGED, day.meeting_id)
        await meeting_store.remove_invitees([own.id], audit=audit)
    async with client_as(cast.coordinator) as client:
        for _ in range(2):
            answer = await client.send_form(f"{day.base}/door", agency=str(cast.clinic.id))
            assert answer.status_code == 303
    async with transaction(cast.council):
        found = await meeting_store.invitees(day.meeting_id, scope=running.whole(cast.coordinator))
    assert [one.arrived_at is not None for one in found if one.agency_id == cast.clinic.id] == [True]


async def test_the_block_is_confirmed_with_one_press(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    first, second = day.quiet
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(
            f"{day.base}/block", case=str(first.id), **{f"c{first.id.hex[:8]}_review": "R9.2.3"}
        )
        assert answer.status_code == 303
        decided = (await day.record_of(first)).decisions[0]
        assert (decided.treatments, str(decided.next_review_on)) == ((Treatment.CONTINUE,), "2027-02-03")
        assert (await day.record_of(second)).decisions[0].next_review_on is not None
        assert (await client.send_form(f"{day.base}/block/undo")).status_code == 303
    assert (await day.record_of(second)).decisions == ()


async def test_one_household_is_pulled_out_of_the_block(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    item = await day.item_of(day.quiet[0])
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{day.base}/{item.id}/side/individual")).status_code == 303
        assert (await day.item_of(day.quiet[0])).kind is ItemKind.INDIVIDUAL
        fields = decision_fields(day.quiet[0], policy="話してみる。")
        assert (await client.send_form(f"{day.base}/{item.id}", version=1, **fields)).status_code == 303
        assert (await client.send_form(f"{day.base}/{item.id}/side/block")).status_code == 303
    assert (await day.item_of(day.quiet[0])).kind is ItemKind.BLOCK


async def test_a_household_that_came_up_is_put_on_the_agenda(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    new = NewCase(number="R8-200", name="浜野 汐", kana="はまの しお")
    registered = await cases.register(cast.coordinator, new)
    async with transaction(cast.council):
        case = await case_store.case(registered.case_id, scope=running.whole(cast.coordinator))
    async with client_as(cast.coordinator) as client:
        assert "浜野" in (await client.get(f"{day.base}/new")).text
        assert (await client.send_form(f"{day.base}/new")).status_code == 422
        answer = await client.send_form(f"{day.base}/new", household=str(case.household_id))
        assert answer.status_code == 303
        page = await client.get(answer.headers["location"])
        assert rules.SPOKEN_STEP in page.text
        again = await client.send_form(f"{day.base}/new", household=str(case.household_id))
        assert (again.status_code, "もう議題にあります" in again.text) == (422, True)
        item = await day.item_of(case)
        assert item.reasons == (rules.SPOKEN_STEP,)
        assert (await client.send_form(f"{day.base}/{item.id}/remove")).status_code == 303
        assert item.id not in {one.id for one in await day.items()}
        own = await day.item_of(day.mei)
        assert (await client.send_form(f"{day.base}/{own.id}/remove")).status_code == 409
