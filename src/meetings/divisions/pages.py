"""/meetings/{id}/division: whether two meetings would pay."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.pages import PageRequest, see_other
from meetings.agenda.rules import individual
from meetings.divisions import actions
from meetings.divisions.presenters import division_view
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED


class DivisionPages(Controller):
    """The comparison, and making it."""

    path = "/meetings/{meeting_id:uuid}/division"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """1回で, 半日2回, 地区別に2回."""
        facts, found = await actions.compared(actor_of(request), meeting_id)
        context = {
            "meeting": facts.meeting,
            "where": where_words(facts.meeting),
            "steps_list": meeting_steps(facts.meeting, facts.invitees, "議題と順番"),
            "view": division_view(facts, found.ways) if found and not found.changed else None,
            "changed": found is not None and found.changed,
            "enough": len(individual(facts.items)) >= actions.LEAST_ITEMS,
            "open": facts.meeting.state in PREPARED,
        }
        return Template("meetings/divisions/division.html", context=context)

    @post("/", opt=needs(Permission.MEETING_PREPARE))
    async def compare(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """Let the worker compare."""
        job = await actions.compare(actor_of(request), meeting_id)
        return see_other(f"/jobs/{job.id}")
