"""J4: a member agency on a tablet: when to come, what to answer, what was given; nothing of anybody else's."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import expect

from access.permissions.rules import scope_of
from core import clock
from core.calendar import working_day_after
from core.database import transaction
from meetings.scheduling import actions as scheduling
from network.agencies.model import Agency
from network.cases import store as cases
from tests.browser.conftest import TABLET, DeskOf, House
from tests.browser.stage import confirmed_meeting, council_with_cases, person_of


@pytest.fixture
async def school(house: House) -> Agency:
    """The agency of the linked member."""
    return house.demo.agencies["elementary_school"][0]


async def two_cases(house: House, school: Agency) -> tuple[str, str]:
    """The addresses of a case of the school's own and of somebody else's."""
    scope = scope_of(house.coordinator, today=clock.today())
    async with transaction(scope.council):
        everything = await cases.cases(scope=scope)
        own = {one.case_id for one in await cases.linkages(scope=scope) if one.agency_id == school.id}
    mine = next(str(one.id) for one in everything if one.id in own)
    return mine, next(str(one.id) for one in everything if one.id not in own)


async def test_answering_before_the_bell(desk_of: DeskOf, database: object) -> None:
    """Its own time, then the answer; an impossible hour is told beside the field and nothing that was typed is lost."""
    assert database is not None
    demo = await council_with_cases(count=12, seed=4)
    meeting = await confirmed_meeting(demo, held_on=working_day_after(clock.today() + timedelta(days=10), 1))
    async with desk_of(await person_of(demo, "murase"), size=TABLET) as desk:
        page = desk.page
        await desk.open("/")
        await expect(page.get_by_text("のご案内").first).to_be_visible()
        await page.get_by_role("radio", name="出席する").check(force=True)
        await page.get_by_label("来られる時間　から").fill("25時")
        await page.get_by_label("出席する人（職・氏名）").fill("教頭 村瀬 直")
        await desk.press("返信する")
        await expect(page.get_by_role("alert").first).to_be_visible()
        await expect(page.get_by_label("出席する人（職・氏名）")).to_have_value("教頭 村瀬 直")
        await page.get_by_label("来られる時間　から").fill("14:00")
        await desk.press("返信する")
        await expect(page.get_by_text("「出席」で返信しました。")).to_be_visible()
        await desk.picture("member")
    found = await scheduling.invitations(scope_of(demo.coordinator, today=clock.today()), meeting.id)
    answered = next(one for one in found.invitees if one.attendee == "教頭 村瀬 直")
    assert answered.comes_from is not None
    assert answered.comes_from.hour == 14


async def test_a_task_is_done_and_taken_back(desk_of: DeskOf, house: House) -> None:
    async with desk_of(await person_of(house.demo, "murase"), size=TABLET) as desk:
        await desk.open("/my")
        before = await desk.page.get_by_role("button", name="できた").count()
        await desk.press(re.compile("^できた："))
        await desk.press("元に戻す")
        assert await desk.page.get_by_role("button", name="できた").count() == before


async def test_only_its_own(desk_of: DeskOf, house: House, school: Agency) -> None:
    """A child that it is not linked to does not exist; nor do the pages of the office."""
    mine, other = await two_cases(house, school)
    async with desk_of(await person_of(house.demo, "murase"), size=TABLET) as desk:
        await desk.open(f"/my/cases/{mine}")
        for path in (f"/my/cases/{other}", f"/cases/{mine}", f"/cases/{other}", "/ledger", "/agencies", "/search"):
            answer = await desk.page.goto(desk.address + path)
            assert answer is not None
            assert answer.status in {404, 405}, path
            await desk.check()
    async with desk_of(await person_of(house.demo, "ono"), size=TABLET) as desk:
        await desk.open("/my")
        await expect(desk.page.get_by_text("0人").first).to_be_visible()
        for path in (f"/my/cases/{mine}", f"/cases/{mine}"):
            answer = await desk.page.goto(desk.address + path)
            assert answer is not None
            assert answer.status == 404
            await expect(desk.page.get_by_role("heading", name="見つかりません")).to_be_visible()


async def test_back_after_leaving_shows_the_door(desk_of: DeskOf, house: House) -> None:
    async with desk_of(await person_of(house.demo, "murase"), size=TABLET) as desk:
        await desk.open("/my")
        await desk.press("ログアウト")
        await desk.page.go_back()
        await expect(desk.page.get_by_label("サインイン名")).to_be_visible()
