"""Every page that a link leads to, for each role: accessible, no script error, inside its screen, all of them found."""

import re
from collections import Counter
from datetime import time
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from playwright.async_api import expect

from access.permissions.model import Actor, Permission
from access.permissions.rules import may, whole_council
from core import clock
from core.calendar import working_day_after
from core.database import transaction
from meetings.arrangements import actions as arrangements
from network.cases import store as cases
from tests.browser.conftest import DAY, DESK, LISTS, TABLET, Desk, DeskOf, House
from tests.browser.orders import agenda_of
from tests.browser.stage import confirmed_meeting, council_with_cases, person_of
from tests.conftest import Cast
from web.route_list import routes

IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=register/)[^/]+|(?<=papers/)[^/]+")
NOT_A_PAGE = re.compile(r"\.(pdf|xlsx|ics)$|^/(static|health|dates|welcome|signin)|/(events|result|ping|graph/paper)$")
NOT_HTML = {"/meetings/{}/papers/{}", "/agencies/register/{}"}
WITHOUT_LINK = {
    "/agencies/proposal",  # the part of a form that a kind brings along
    "/meetings/{}/arrangement/line",  # the agenda's page loads it
    "/jobs/{}",  # only while a job runs: test_j2
    "/meetings/{}/run/new",  # only while a meeting runs: test_j5
    "/settings/first",  # only while the council has no name: test_j1
    "/meetings/{}/run/late",  # only while a meeting runs late: test_run_late
    "/meetings/{}/run/rest",  # only while a meeting runs: test_run_rest
    "/meetings/{}/run/letters",  # only when somebody with a task was absent: test_j5
}
SPOTS_PER_PAGE = 2
FEW_STEPS = 500
MEASURE = """() => {
  const found = [];
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.push(`wider than the screen: ${width}`);
  const box = element => element.getBoundingClientRect();
  for (const field of document.querySelectorAll('main input[type=text], main input:not([type])')) {
    if (!field.checkVisibility()) continue;
    if (field.scrollWidth > field.clientWidth + 1) found.push(`text cut in ${field.name}: ${field.value}`);
  }
  for (const h1 of document.querySelectorAll('main h1')) {
    const title = box(h1);
    for (const other of document.querySelectorAll('main nav, main .crumbs, main .buttons, main .steps')) {
      const place = box(other);
      if (!other.checkVisibility() || other.contains(h1) || !place.width) continue;
      const beside = place.left >= title.right || title.left >= place.right;
      const apart = place.top >= title.bottom - 1 || title.top >= place.bottom - 1;
      if (!beside && !apart) found.push(`h1 overlaps ${other.className || other.tagName}`);
    }
  }
  if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
  return found;
}"""


class Walk:
    """Follows the links of a person's pages, at most a few pages of each kind, those of an earlier walk counted."""

    def __init__(self, desk: Desk, starts: list[str], *, after: "Walk | None" = None) -> None:
        self.desk, self.waiting = desk, list(starts)
        self.known: set[str] = set(starts)
        self.kinds: Counter[str] = Counter(after.kinds if after else ())
        for start in starts:
            del self.kinds[kind_of(start)]
        self.problems: list[str] = []

    async def through(self) -> None:
        """Open everything."""
        while self.waiting:
            await self._open(self.waiting.pop(0))

    async def _open(self, path: str) -> None:
        kind = kind_of(path)
        if self.kinds[kind] >= SPOTS_PER_PAGE:
            return
        self.kinds[kind] += 1
        answer = await self.desk.page.goto(self.desk.address + path)
        assert answer is not None
        if answer.status != 200:
            self.problems.append(f"{path}: {answer.status}")
            return
        try:
            await self.desk.check()
        except AssertionError as found:
            self.problems.append(str(found).splitlines()[0])
            self.desk.said.clear()
        self.problems += [f"{path}: {problem}" for problem in await self.desk.page.evaluate(MEASURE)]
        links = await self.desk.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        for link in links:
            parts = urlsplit(link)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if f"{parts.scheme}://{parts.netloc}" != self.desk.address or NOT_A_PAGE.search(parts.path):
                continue
            if target not in self.known:
                self.known.add(target)
                self.waiting.append(target)


def kind_of(path: str) -> str:
    """The address with every identity replaced; the names after ? count, their values do not."""
    return re.sub(r"=[^&]*", "=", IDENTITY.sub("{}", path))


def pages_of(actor: Actor) -> set[str]:
    """The kinds of pages that this person may open, from the list of routes."""
    found = set()
    for route in routes():
        path = re.sub(r"\{[^}]+\}", "{}", route.path)
        permission = route.permission or Permission.PUBLIC
        mine = permission is not Permission.PUBLIC and may(actor, permission)
        if mine and "GET" in route.methods and not NOT_A_PAGE.search(path):
            found.add(path)
    return found - NOT_HTML


async def telling_cases(house: House) -> list[str]:
    """The pages of a case whose family's address is kept from others, and of a pregnancy."""
    scope = whole_council(house.coordinator.council, today=clock.today())
    async with transaction(scope.council):
        hidden = {one.id for one in await cases.households(scope=scope) if one.address_hidden}
        found = await cases.cases(scope=scope)
    kept = next(one for one in found if one.household_id in hidden and not one.is_pregnancy)
    return [f"/cases/{kept.id}", next(f"/cases/{one.id}" for one in found if one.is_pregnancy)]


async def test_the_office_reaches_every_page(desk_of: DeskOf, house: House) -> None:
    """Also from a proposed order, and from an agenda longer than its meeting whose times were announced."""
    async with desk_of(house.coordinator) as desk:
        checked = f"/agencies/{house.demo.all_agencies[0].id}"
        await desk.open(checked)
        await desk.page.get_by_role("button", name="きょう確かめた").first.click()
        await desk.open("/imports")
        await desk.page.get_by_label("一覧のファイル").set_input_files(LISTS / "by_school_district.xlsx")
        await desk.page.get_by_role("button", name="ファイルを読む").click()
        meetings = [f"/meetings/{house.held.id}", f"/meetings/{house.coming.id}"]
        starts = ["/", *meetings, checked, *await telling_cases(house)]
        walk = Walk(desk, starts)
        await walk.through()
    crowded = await council_with_cases(count=24, seed=2)
    meeting = await confirmed_meeting(crowded, held_on=working_day_after(DAY, 8), ends=time(14))
    arranged = await agenda_of(crowded)
    await arrangements.arrange(crowded.coordinator, UUID(arranged.rpartition("/")[2]), steps=FEW_STEPS)
    async with desk_of(crowded.coordinator) as desk:
        announced = Walk(desk, [f"/meetings/{meeting.id}/agenda", f"{arranged}/arrangement"], after=walk)
        await announced.through()
    assert walk.problems + announced.problems == [], "\n".join(walk.problems + announced.problems)
    reached = {kind.partition("?")[0] for kind in announced.kinds}
    assert pages_of(house.coordinator) - reached == WITHOUT_LINK


async def test_empty_forms_say_what_is_missing(desk_of: DeskOf, house: House) -> None:
    """Every form that was sent empty comes back with its sentences, inside the screen."""
    case, agency = (await telling_cases(house))[0], f"/agencies/{house.demo.all_agencies[0].id}"
    forms = ["/agencies/new", f"{agency}/contacts/new", "/cases/new", "/meetings/new", "/settings/profile", "/imports"]
    forms += [f"{case}/{name}" for name in ("sightings/new", "promises/new", "linkages/new", "close", "address")]
    async with desk_of(house.coordinator) as desk:
        for path in [*forms, "/settings/tiers/new", f"/meetings/{house.coming.id}/edit"]:
            await desk.open(path)
            form = desk.page.locator("main form[method=post]:has(button.primary)").first
            for field in await form.locator("input[type=text], textarea").all():
                if await field.is_visible():
                    await field.fill("")
            async with desk.page.expect_navigation():
                await form.locator("button.primary").first.click()
            await desk.check()
            await expect(desk.page.get_by_role("alert").first, path).to_be_visible()
            assert await desk.page.evaluate(MEASURE) == [], path


async def test_a_council_without_anything_says_what_to_do(desk_of: DeskOf, cast: Cast) -> None:
    """Empty states of the whole rail."""
    async with desk_of(cast.coordinator) as desk:
        walk = Walk(desk, ["/", "/agencies/seats", "/settings/accounts"])
        await walk.through()
    assert walk.problems == [], "\n".join(walk.problems)


async def test_what_is_not_there_says_so_calmly(desk_of: DeskOf, house: House) -> None:
    """One page for what does not exist and what is not allowed."""
    async with desk_of(house.coordinator) as desk:
        for path in ("/nowhere", f"/cases/{uuid4()}", f"/meetings/{uuid4()}", f"/agencies/{uuid4()}", "/audit", "/my"):
            answer = await desk.page.goto(desk.address + path)
            assert answer is not None
            assert answer.status == 404, path
            await desk.check()
            await expect(desk.page.get_by_role("heading", name="見つかりません")).to_be_visible()


async def test_pictures_of_the_readme(desk_of: DeskOf, house: House) -> None:
    """What the README shows, on the small screen of a desk."""
    school = house.demo.agencies["elementary_school"][0]
    pages = {"today": "/", "agencies": f"/agencies/{school.id}", "ledger": "/ledger"}
    pages["case"] = (await telling_cases(house))[0]
    async with desk_of(house.coordinator) as desk:
        for name, path in pages.items():
            await desk.open(path)
            assert await desk.page.evaluate(MEASURE) == [], path
            await desk.picture(name)


@pytest.mark.parametrize(("login", "size"), [("murase", TABLET), ("ono", TABLET), ("kansa", DESK)])
async def test_the_others_reach_their_pages(desk_of: DeskOf, house: House, login: str, size: tuple[int, int]) -> None:
    actor = await person_of(house.demo, login)
    async with desk_of(actor, size=size) as desk:
        walk = Walk(desk, ["/"])
        await walk.through()
    assert walk.problems == [], "\n".join(walk.problems)
