"""The つながり図: of the council and of a household, each with the table that says the same and the findings."""

from datetime import date
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core import clock
from core.calendar import wareki_short
from core.forms import Fields
from core.pages import PDF, PageRequest, download
from network.agencies.agency_kind import GROUPS
from network.graph import actions
from network.graph.council_drawing import council_svg
from network.graph.findings import remedy_href
from network.graph.household_drawing import household_svg
from network.graph.presenters import months_before

MOST_MONTHS = 24


class GraphPages(Controller):
    """/graph, /cases/{id}/graph."""

    @get("/graph", opt=needs(Permission.CASE_SEE))
    async def council(
        self,
        request: PageRequest,
        day: FromQuery[str] = "",
        ago: FromQuery[int] = 0,
        group: FromQuery[list[int] | None] = None,
    ) -> Template:
        """Who shares cases with whom, on the chosen day, in the chosen groups."""
        chosen, problems = day_asked(day, ago)
        groups = [GROUPS[place] for place in group or [] if 0 <= place < len(GROUPS)]
        picture = await actions.council_picture(
            actor_of(request), scope_of_request(request), day=chosen, groups=frozenset(groups)
        )
        context = {
            "picture": picture,
            "drawing": council_svg(picture.map),
            "groups": list(enumerate(GROUPS)),
            "chosen": group or [],
            **_day_context(chosen, day, ago, problems),
        }
        return Template("network/graph/council.html", context=context)

    @get("/cases/{case_id:uuid}/graph", opt=needs(Permission.CASE_SEE))
    async def household(
        self, request: PageRequest, case_id: FromPath[UUID], day: FromQuery[str] = "", ago: FromQuery[int] = 0
    ) -> Template:
        """The agencies around the table of one household."""
        chosen, problems = day_asked(day, ago)
        picture = await actions.household_picture(actor_of(request), scope_of_request(request), case_id, day=chosen)
        context = {
            "case": picture.file.case,
            "drawn": picture.drawn,
            "drawing": household_svg(picture.drawn),
            "hrefs": {one.number: remedy_href(one.finding) for one in picture.drawn.findings},
            **_day_context(chosen, day, ago, problems),
        }
        return Template("network/graph/household.html", context=context)

    @get("/cases/{case_id:uuid}/graph/paper", opt=needs(Permission.CASE_SEE))
    async def paper(
        self, request: PageRequest, case_id: FromPath[UUID], day: FromQuery[str] = "", ago: FromQuery[int] = 0
    ) -> Response[bytes]:
        """The same on paper, A4 on its side."""
        chosen, _ = day_asked(day, ago)
        data = await actions.household_paper(actor_of(request), scope_of_request(request), case_id, day=chosen)
        return download(data, name="tsunagari.pdf", media_type=PDF, inline=True)


def day_asked(typed: str, months_ago: int) -> tuple[date, dict[str, str]]:
    """The day to look at: as typed, or so many months ago, or today; and what is wrong with it."""
    today = clock.today()
    fields = Fields([("day", typed)])
    read = fields.day("day", near=today, expects="past")
    if read is not None:
        return read, {}
    return months_before(today, min(max(months_ago, 0), MOST_MONTHS)), fields.problems


def _day_context(chosen: date, typed: str, ago: int, problems: dict[str, str]) -> dict[str, object]:
    today = clock.today()
    typed_or_day = typed if problems else wareki_short(chosen)
    return {
        "day": chosen,
        "today": today,
        "ago": ago,
        "most_months": MOST_MONTHS,
        "typed_day": typed_or_day,
        "problems": problems,
    }
