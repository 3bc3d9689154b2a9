"""The list of cases and the tabs of one case, read from network and meetings together."""

from datetime import timedelta
from math import ceil
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core import clock
from core.calendar import wareki_short
from core.pages import PageRequest
from network.graph.presenters import Order, Show, case_rows, chosen, counts, ordered, shown
from web import case_presenters, case_reading
from web.case_reading import CaseSeen

PAGE_SIZE = 50
LIST_TABS = (Show.ALL, Show.CONCERN, Show.NO_LEAD, Show.UNSEEN, Show.OVERDUE, Show.CLOSED)


class CasePages(Controller):
    """/cases and the tabs of /cases/{id}."""

    @get("/cases", opt=needs(Permission.CASE_SEE))
    async def list_cases(
        self,
        request: PageRequest,
        show: FromQuery[str] = "all",
        sort: FromQuery[str] = "concern",
        page: FromQuery[int] = 1,
    ) -> Template:
        """ケース: fifty a page, siblings together."""
        book = await case_reading.case_list(actor_of(request), scope_of_request(request))
        tab, order = chosen(Show, show), chosen(Order, sort)
        files = ordered(shown(book.files, tab), order)
        pages = max(1, ceil(len(files) / PAGE_SIZE))
        here = min(max(page, 1), pages)
        rows = case_rows(files[(here - 1) * PAGE_SIZE : here * PAGE_SIZE], book)
        context = {
            "rows": rows, "show": tab, "order": order, "orders": list(Order), "page": here, "pages": pages,
            "counts": counts(book.files, LIST_TABS), "total": len(files), "day": book.day,
            "households": len({file.household.id for file in files}),
        }  # fmt: skip
        return Template("network/cases/list.html", context=context)

    @get("/cases/{case_id:uuid}", opt=needs(Permission.CASE_SEE))
    async def summary(self, request: PageRequest, case_id: FromPath[UUID], view: FromQuery[str] = "years") -> Template:
        """あらまし."""
        seen = await _seen(request, case_id, "summary")
        drawn, svg = case_presenters.case_timeline(seen)
        titles = {meeting.id: meeting.title for meeting in seen.meetings.values()}
        promises = case_presenters.promise_rows(seen.file.open_promises, seen.book, titles)
        facts = {
            "timeline": drawn,
            "drawing": svg,
            "view": view,
            "promises": promises,
            "findings": case_presenters.own_findings(seen.file),
            "sightings": case_presenters.sighting_rows(seen.file, seen.book),
            "agencies": seen.agencies,
        }
        return _tab("summary", seen, **facts)

    @get("/cases/{case_id:uuid}/linkages", opt=needs(Permission.CASE_SEE))
    async def linkages(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """つながり."""
        seen = await _seen(request, case_id, "linkages")
        return _tab("linkages", seen, linkages=case_presenters.linkage_rows(seen.file, seen.book))

    @get("/cases/{case_id:uuid}/promises", opt=needs(Permission.CASE_SEE))
    async def promises(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """役割分担."""
        seen = await _seen(request, case_id, "promises")
        titles = {meeting.id: meeting.title for meeting in seen.meetings.values()}
        rows = case_presenters.promise_rows(seen.file.promises, seen.book, titles)
        kept = sorted(
            (row for row in rows if row.promise.done_on), key=lambda row: str(row.promise.done_on), reverse=True
        )
        return _tab("promises", seen, promises=[row for row in rows if not row.promise.done_on], kept=kept)

    @get("/cases/{case_id:uuid}/meetings", opt=needs(Permission.CASE_SEE))
    async def meetings(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """会議."""
        seen = await _seen(request, case_id, "meetings")
        return _tab("meetings", seen, meetings=case_presenters.meeting_rows(seen))

    @get("/cases/{case_id:uuid}/readers", opt=needs(Permission.CASE_SEE))
    async def readers(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """見た人."""
        seen = await _seen(request, case_id, "readers")
        return _tab("readers", seen, readers=case_presenters.reader_rows(seen.seen_by))


async def _seen(request: PageRequest, case_id: UUID, tab: str) -> CaseSeen:
    return await case_reading.case_seen(actor_of(request), scope_of_request(request), case_id, page=tab)


def _tab(tab: str, seen: CaseSeen, **facts: object) -> Template:
    today = clock.today()
    context = {
        "head": case_presenters.head(seen, tab),
        "case": seen.file.case,
        "words": seen.book.words,
        "today": wareki_short(today),
        "yesterday": wareki_short(today - timedelta(days=1)),
        "problems": {},
        "typed": {},
        **facts,
    }
    return Template(f"network/cases/{tab}.html", context=context)
