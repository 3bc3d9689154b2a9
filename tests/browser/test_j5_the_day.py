"""J5: the day of the meeting, typed with the keyboard, and the papers and minutes after it."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, DeskOf
from tests.browser.stage import council_with_cases, meeting_of_today
from web.demo_council import DemoCouncil

CASES = 24


@pytest.fixture
async def demo(database: object) -> DemoCouncil:
    assert database is not None
    return await council_with_cases(count=CASES, seed=5)


async def test_the_day(desk_of: DeskOf, demo: DemoCouncil) -> None:
    meeting = await meeting_of_today(demo)
    async with desk_of(demo.coordinator) as desk:
        await begin(desk, f"/meetings/{meeting.id}")
        await at_the_door(desk)
        await first_item(desk)
        await an_absent_agency_gets_a_task(desk)
        await two_people_edit_one_item(desk, desk_of, demo)
        await everything_else(desk)
        await end_the_meeting(desk)
        await papers_of_the_day(desk)
        await the_minutes(desk, f"/meetings/{meeting.id}")
