"""Every page that a link leads to, for each role: accessible, without script errors, inside its screen, and all of them found."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from access.permissions.model import Actor, Permission
from access.permissions.rules import may
from tests.browser.conftest import DESK, LISTS, TABLET, Desk, DeskOf, House, person_of
from web.route_list import routes

IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=register/)[^/]+|(?<=papers/)[^/]+")
NOT_A_PAGE = re.compile(r"\.(pdf|xlsx|ics)$|^/(static|health|dates|welcome|signin|my$)|/(events|result|ping)$")
NOT_HTML = {"/meetings/{}/papers/{}", "/agencies/register/{}", "/cases/{}/graph/paper"}
WITHOUT_LINK: set[str] = set()
SPOTS_PER_PAGE = 2
MEASURE = """() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`wider than the screen: ${document.documentElement.scrollWidth}`);
  const box = element => element.getBoundingClientRect();
  for (const field of document.querySelectorAll('main input[type=text], main input:not([type]), main select')) {
    if (!field.checkVisibility()) continue;
    if (field.matches('input') && field.scrollWidth > field.clientWidth + 1) found.push(`text cut in ${field.name}: ${field.value}`);
  }
  for (const h1 of document.querySelectorAll('main h1')) {
    const title = box(h1);
    for (const other of document.querySelectorAll('main nav, main .crumbs, main .buttons, main .steps')) {
      const place = box(other);
      if (!other.checkVisibility() || other.contains(h1) || !place.width) continue;
      if (place.left < title.right && title.left < place.right && place.top < title.bottom - 1 && title.top < place.bottom - 1)
        found.push(`h1 overlaps ${other.className || other.tagName}`);
    }
  }
  if (document.querySelectorAll('h1').length !== 1) found.push('not one h1');
  return found;
}"""


class Walk:
    """Follows the links of a person's pages, at most a few pages of each kind."""

    def __init__(self, desk: Desk, starts: list[str]) -> None:
        self.desk, self.waiting = desk, list(starts)
        self.known: set[str] = set(starts)
        self.kinds: Counter[str] = Counter()
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
        import time
        self.t0=time.time()
        answer = await self.desk.page.goto(self.desk.address + path)
        assert answer is not None
        if answer.status != 200:
            self.problems.append(f"{path}: {answer.status}")
            return
        self.t1=time.time()
        try:
            await self.desk.check()
        except AssertionError as found:
            self.problems.append(str(found).splitlines()[0])
            self.desk.said.clear()
        self.t2=time.time()
        self.problems += [f"{path}: {problem}" for problem in await self.desk.page.evaluate(MEASURE)]
        import time, re as r2
        await self.desk.page.screenshot(path="/tmp/pics/%03d%s.png" % (sum(self.kinds.values()), r2.sub(r"[^a-z.]+","_",kind)[:60]), full_page=False)
        open("/tmp/timing.txt","a").write("%.2f %.2f %s %s\n" % (self.t1-self.t0, self.t2-self.t1, kind, path))
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
    """The address with every identity replaced; the words after ? count, their values do not."""
    plain = IDENTITY.sub("{}", path)
    return re.sub(r"(page|year|day)=[^&]*", r"\1=", plain)


def pages_of(actor: Actor) -> set[str]:
    """The kinds of pages that this person may open, from the list of routes."""
    found = set()
    for route in routes():
        path = re.sub(r"\{[^}]+\}", "{}", route.path)
        mine = route.permission is not None and route.permission is not Permission.PUBLIC
        if "GET" in route.methods and mine and may(actor, route.permission) and not NOT_A_PAGE.search(path):
            found.add(path)
    return found - NOT_HTML


async def test_the_office_reaches_every_page(desk_of: DeskOf, house: House) -> None:
    async with desk_of(house.coordinator) as desk:
        await desk.open("/imports")
        await desk.page.get_by_label("一覧のファイル").set_input_files(LISTS / "by_school_district.xlsx")
        await desk.page.get_by_role("button", name="ファイルを読む").click()
        walk = Walk(desk, ["/", f"/meetings/{house.held.id}", f"/meetings/{house.coming.id}"])
        await walk.through()
    open("/tmp/problems.txt","a").write("\n".join(walk.problems)+"\n")
    reached = {kind.partition("?")[0] for kind in walk.kinds}
    open("/tmp/problems.txt","a").write("UNREACHED "+repr(pages_of(house.coordinator) - reached))


@pytest.mark.parametrize(("login", "size"), [("murase", TABLET), ("ono", TABLET), ("kansa", DESK)])
async def test_the_others_reach_their_pages(
    desk_of: DeskOf, house: House, login: str, size: tuple[int, int]
) -> None:
    actor = await person_of(house.demo, login)
    async with desk_of(actor, size=size) as desk:
        walk = Walk(desk, ["/"])
        await walk.through()
    open("/tmp/problems.txt","a").write("\n".join(walk.problems)+"\n")
