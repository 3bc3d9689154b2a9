"""/meetings/{id}/run/rest: the order of what is left while the meeting runs; nothing is sent from here."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.pages import Flash, PageRequest, posted, see_other
from meetings.agenda.errors import OrderChanged
from meetings.agenda.forms import read_places
from meetings.repairs import rest_actions
from meetings.repairs.rest_words import rest_rows, taken_words

RUN = needs(Permission.MEETING_RUN)


class RestPages(Controller):
    """The ways to go on, and taking one."""

    path = "/meetings/{meeting_id:uuid}/run/rest"

    @get("/", opt=RUN)
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """残りの議題の順番."""
        found = await rest_actions.rest_of_day(actor_of(request), meeting_id)
        context = {
            "base": f"/meetings/{meeting_id}/run",
            "rows": rest_rows(found.rest, found.steps) if found.rest else [],
            "seen": found.seen,
        }
        return Template("meetings/repairs/rest.html", context=context)

    @post("/", opt=RUN)
    async def take(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """この順で進める."""
        fields = await posted(request)
        base = f"/meetings/{meeting_id}/run"
        try:
            order = read_places(fields.line("order"))
            ring, before = await rest_actions.take(actor_of(request), meeting_id, order, seen=fields.line("seen"))
        except OrderChanged:
            said = "ページを開いてから議題が進みました。いまの残りから、もう一度さがしました。"
            return see_other(f"{base}/rest", Flash("check", said))
        undo = f"{base}/rest/undo?places={'-'.join(map(str, before))}"
        return see_other(f"{base}/late", Flash("done", taken_words(ring), undo))

    @post("/undo", opt=RUN)
    async def take_back(self, request: PageRequest, meeting_id: FromPath[UUID], places: FromQuery[str]) -> Redirect:
        """The order as it was."""
        await rest_actions.take_back(actor_of(request), meeting_id, read_places(places))
        return see_other(f"/meetings/{meeting_id}/run/late", Flash("done", "元の順に戻しました。"))
