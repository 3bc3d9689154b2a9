"""The council's kinds of meetings."""

from access.permissions.rules import whole_council
from core import clock
from meetings.tiers import actions
from tests.conftest import Cast, ClientAs


async def test_a_council_without_tiers_gets_the_guidelines_once(cast: Cast) -> None:
    scope = whole_council(cast.council, today=clock.today())
    first = await actions.ensure_default_tiers(scope)
    assert [tier.name for tier in first] == ["代表者会議", "実務者会議", "個別ケース検討会議", "合同ケース会議"]
    assert [tier.id for tier in await actions.ensure_default_tiers(scope)] == [tier.id for tier in first]


async def test_a_tier_is_renamed_and_gets_standing_members(cast: Cast, client_as: ClientAs) -> None:
    scope = whole_council(cast.council, today=clock.today())
    tier = (await actions.ensure_default_tiers(scope))[1]
    form = {
        "version": str(tier.version), "name": "実務者部会", "layer": "practitioners", "length_minutes": "90",
        "cycle_months": "1", "names_allowed": "yes", "standing": [str(cast.center.id), str(cast.school.id)],
    }  # fmt: skip
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"/settings/tiers/{tier.id}", **form)).status_code == 303
        assert "実務者部会" in (await client.get("/settings/tiers")).text
        again = await client.send_form(f"/settings/tiers/{tier.id}", **form)
    assert again.status_code == 409
    after = await actions.tier(scope, tier.id)
    assert (after.length_minutes, after.cycle_months, len(after.standing_agencies)) == (90, 1, 2)


async def test_problems_stand_beside_their_fields_and_nothing_is_saved(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/settings/tiers/new", name="", layer="practitioners", length_minutes="9999")
        assert answer.status_code == 422
        assert "名前を入れてください。" in answer.text
        assert "5から600までの数字" in answer.text
    assert len(await actions.ensure_default_tiers(whole_council(cast.council, today=clock.today()))) == 4


async def test_the_settings_do_not_exist_for_members_and_auditors(cast: Cast, client_as: ClientAs) -> None:
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get("/settings/tiers")).status_code == 404
