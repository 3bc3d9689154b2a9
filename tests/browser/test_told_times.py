"""Times that hold: on the demonstration's day nine of ten agencies are called inside, and the slack is learned."""

from playwright.async_api import expect

from access.councils import actions as councils
from access.permissions.rules import scope_of
from core import clock
from core.database import transaction
from meetings.agenda.actions import agenda_facts
from meetings.agenda.called_inside import called_inside
from meetings.agenda.day_plan import day_plan
from meetings.invitations import store as window_store
from tests.browser.conftest import TABLET, DeskOf, House

WANTED = 0.9


async def test_nine_of_ten_agencies_of_the_demonstration_are_called_inside(house: House) -> None:
    scope = scope_of(house.coordinator, today=clock.today())
    async with transaction(house.coordinator.council):
        facts = await agenda_facts(house.held.id, scope=scope)
        announced = await window_store.windows(scope=scope, meeting_id=house.held.id)
    plan = day_plan(facts)
    found = called_inside(plan)
    assert found is not None
    assert found.told >= WANTED > found.without_slack
    assert {str(one.agency_id): (one.starts, one.ends) for one in announced} == {
        agency: (window.starts, window.ends) for agency, window in plan.told.items()
    }


async def test_the_coordinator_sees_the_figure_and_takes_what_was_recorded(house: House, desk_of: DeskOf) -> None:
    scope = scope_of(house.coordinator, today=clock.today())
    before = (await councils.council_of(scope)).numbers
    async with desk_of(house.coordinator, size=TABLET) as desk:
        await desk.open(f"/meetings/{house.held.id}/agenda")
        await expect(desk.page.get_by_text("時間が延び縮みしても、機関の")).to_be_visible()
        await desk.follow("ゆとりを変える")
        await expect(desk.page.get_by_text("記録された38件では、")).to_be_visible()
        await desk.press("この値を使う")
        assert (await councils.council_of(scope)).numbers != before
        await expect(desk.page.get_by_text("いまの値と同じです")).to_be_visible()
        await desk.press("元に戻す")
    assert (await councils.council_of(scope)).numbers == before
