"""The door, and what a stranger finds behind it: nothing."""

from uuid import uuid4

from tests.browser.conftest import DeskOf
from tests.conftest import Cast


async def test_the_door(desk_of: DeskOf, cast: Cast) -> None:
    del cast  # it only has to exist
    async with desk_of(None) as desk:
        await desk.open("/signin")
        assert await desk.page.get_by_label("サインイン名").is_visible()
        await desk.page.get_by_role("button", name="入る").click()
        await desk.check()
        assert await desk.page.get_by_text("サインイン名を入れてください。").count() > 0


async def test_a_stranger_finds_no_case(desk_of: DeskOf, cast: Cast) -> None:
    async with desk_of(cast.stranger) as desk:
        answer = await desk.page.goto(f"{desk.address}/cases/{uuid4()}")
        assert answer is not None
        assert answer.status == 404
        await desk.check()


async def test_today_of_a_fresh_council_says_what_to_do_first(desk_of: DeskOf, cast: Cast) -> None:
    async with desk_of(cast.coordinator) as desk:
        await desk.open("/")
        assert await desk.page.get_by_text("はじめの三つ").is_visible()
