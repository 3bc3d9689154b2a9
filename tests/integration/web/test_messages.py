"""A message is said once, on the next page."""

from tests.conftest import Cast, ClientAs


async def test_a_message_stands_on_the_next_page_only(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        saved = await client.send_form("/settings/closed-days", day="R8.12.28", name="庁舎の点検")
        assert saved.status_code == 303
        first = await client.get("/settings/closed-days")
        assert "data-status" in first.text
        assert "data-status" not in (await client.get("/settings/closed-days")).text
