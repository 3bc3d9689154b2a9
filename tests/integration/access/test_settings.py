"""The council's profile, numbers, words and closed days; one's own settings; the first questions."""

import re

import pytest

from access.audit.model import AuditKind
from access.councils import actions as councils
from access.councils import rules
from access.councils.model import Council
from access.permissions.rules import whole_council
from core import clock
from meetings.tiers import actions as tiers
from network.agencies.rules import coordinating
from network.cases.model import Severity
from tests.conftest import Cast, ClientAs
from tests.integration.network.directory_steps import audited, register_of, take_back


async def _council(cast: Cast) -> Council:
    return await councils.council_of(whole_council(cast.council, today=clock.today()))


async def test_the_profile_is_saved_and_audited(cast: Cast, client_as: ClientAs) -> None:
    form = {
        "name": "汐見市協議会",
        "coordinating_agency": "汐見市こども家庭センター",
        "approval_boxes": "所長、係長",
        "version": "2",
    }
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form("/settings/profile", **form)).status_code == 303
        page = await client.get("/settings")
    council = await _council(cast)
    assert (council.name, council.profile.approval_boxes) == ("汐見市協議会", ("所長", "係長"))
    assert "調整機関 汐見市こども家庭センター" in page.text
    assert (await audited(cast, cast.council))[0] is AuditKind.COUNCIL_CHANGED


async def test_two_editors_of_the_profile_see_both_versions(cast: Cast, client_as: ClientAs) -> None:
    form = {"name": "汐見市協議会", "coordinating_agency": "こども家庭センター", "version": "2"}
    async with client_as(cast.coordinator) as client:
        await client.send_form("/settings/profile", **form)
        page = await client.send_form("/settings/profile", **{**form, "name": "別の名前"})
    assert page.status_code == 409
    assert "別の名前" in page.text
    assert (await _council(cast)).name == "汐見市協議会"


async def test_numbers_that_do_not_fit_are_refused_beside_their_field(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        shown = await client.get("/settings/numbers")
        form = dict(re.findall(r'name="(\w+)" value="(\d+)"', shown.text))
        refused = await client.send_form("/settings/numbers", **{**form, "unseen_days": "ひと月"})
        saved = await client.send_form("/settings/numbers", **{**form, "unseen_days": "45"})
    assert refused.status_code == 422
    assert 'id="f-unseen_days-error"' in refused.text
    assert saved.status_code == 303
    assert (await _council(cast)).numbers.unseen_days == 45


async def test_the_councils_words_replace_the_products(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await client.send_form("/settings/codes", **{"severity.fatal": "Ａ最重度", "version": "2"})
        page = await client.get("/settings/codes")
    council = await _council(cast)
    assert rules.label(council, "severity", Severity.FATAL) == "Ａ最重度"
    assert rules.label(council, "severity", Severity.MILD) == "軽度"
    assert 'value="Ａ最重度"' in page.text


async def test_a_closed_day_comes_goes_and_comes_back(cast: Cast, client_as: ClientAs) -> None:
    scope = whole_council(cast.council, today=clock.today())
    async with client_as(cast.coordinator) as client:
        wrong = await client.send_form("/settings/closed-days", day="2月30日", name="市制記念日")
        await client.send_form("/settings/closed-days", day="R19.5.6", name="市制記念日 & 休み")
        (kept,) = await councils.closed_days(scope)
        answer = await client.send_form(f"/settings/closed-days/{kept.id}/remove")
        assert await councils.closed_days(scope) == []
        await take_back(client, answer)
    assert wrong.status_code == 422
    assert [(one.day, one.name) for one in await councils.closed_days(scope)] == [(kept.day, "市制記念日 & 休み")]


async def test_a_kind_of_the_councils_own_can_be_chosen(cast: Cast, client_as: ClientAs) -> None:
    form = {"label": "こども第三の居場所", "group": "地域の団体", "secrecy_class": "2"}
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form("/settings/kinds", **form)).status_code == 303
        assert (await client.send_form("/settings/kinds", **form)).status_code == 422
        assert (await client.send_form("/settings/kinds", label="x", group="ない見出し")).status_code == 422
        page = await client.get("/agencies/new")
    assert ">こども第三の居場所</option>" in page.text


async def test_everybody_keeps_their_own_settings(cast: Cast, client_as: ClientAs) -> None:
    for actor in (cast.coordinator, cast.member, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.send_form("/settings/me", keys_off="yes")).status_code == 303
            page = await client.get("/settings/me")
        assert re.search(r'name="keys_off"[^>]* checked', page.text)


@pytest.mark.parametrize(
    "path", ["", "/profile", "/numbers", "/codes", "/closed-days", "/kinds", "/accounts", "/first"]
)
async def test_settings_do_not_exist_for_others(cast: Cast, client_as: ClientAs, path: str) -> None:
    for actor in (cast.member, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get(f"/settings{path}")).status_code == 404


async def test_the_first_questions_are_asked_once(cast: Cast, client_as: ClientAs) -> None:
    scope = whole_council(cast.council, today=clock.today())
    async with client_as(cast.coordinator) as client:
        page = await client.get("/settings/first")
        names = re.findall(r'name="(tier\.[0-9a-f-]+)" value="([^"]+)"', page.text)
        form = {name: "実務者部会" if value == "実務者会議" else value for name, value in names}
        answers = {
            **form,
            "name": "浜町協議会",
            "coordinating_agency": "浜町こども家庭センター",
            "municipality": "浜町",
        }
        refused = await client.send_form("/settings/first", **{**answers, "coordinating_agency": ""})
        done = await client.send_form("/settings/first", **answers)
    assert (page.status_code, refused.status_code, done.status_code) == (200, 422, 303)
    assert "実務者部会" in [tier.name for tier in await tiers.ensure_default_tiers(scope)]
    known = await register_of(cast)
    leader = coordinating(known.members, clock.today())
    assert leader is not None
    assert known.agency(leader.agency_id).name == "浜町こども家庭センター"
    assert (await _council(cast)).profile.municipality == "浜町"
