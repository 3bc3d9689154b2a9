"""/meetings/{id}/repair: the order after the announcement, changed only where it must be."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import Invalid
from core.pages import Flash, PageRequest, posted, see_other
from meetings.arrangements.errors import AgendaChanged, AlreadyAnnounced, NothingToTakeBack
from meetings.repairs import actions
from meetings.repairs.errors import NotAnnouncedYet, NothingToRepair
from meetings.repairs.presenters import repair_view, taken_words
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED


class RepairPages(Controller):
    """What changed, the steps and their price; nothing is sent from here."""

    path = "/meetings/{meeting_id:uuid}/repair"

    @get("/", opt=needs(Permission.MEETING_PREPARE))
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """順番を直す."""
        found = await actions.repair(actor_of(request), meeting_id)
        meeting = found.facts.meeting
        context = {
            "meeting": meeting,
            "where": where_words(meeting),
            "steps_list": meeting_steps(meeting, found.facts.invitees, "議題と順番"),
            "announced": bool(found.live) and meeting.confirmed_at is not None,
            "open": meeting.state in PREPARED,
            "needed": found.is_needed,
            "taken": found.is_taken,
            "view": repair_view(found),
        }
        return Template("meetings/repairs/repair.html", context=context)

    @post("/", opt=needs(Permission.MEETING_PREPARE))
    async def start(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """Have the steps worked out, or with `afresh` everything again."""
        fields = await posted(request)
        try:
            job = await actions.start_repair(actor_of(request), meeting_id, afresh=fields.line("afresh") == "yes")
        except (NotAnnouncedYet, NothingToRepair) as refused:
            return see_other(f"/meetings/{meeting_id}/repair", Flash("check", refused.message))
        return see_other(f"/jobs/{job.id}")

    @post("/take", opt=needs(Permission.MEETING_PREPARE))
    async def take(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """この順にする; then the page where the changed times are confirmed."""
        fields = await posted(request)
        chosen = fields.identity("arrangement", required="直し方を選んでください。")
        fields.check()
        if chosen is None:
            raise Invalid(problems=fields.problems)
        try:
            told = await actions.take(actor_of(request), meeting_id, chosen)
        except AgendaChanged as refused:
            return see_other(f"/meetings/{meeting_id}/repair", Flash("check", refused.message))
        undo = f"/meetings/{meeting_id}/repair/{chosen}/undo"
        return see_other(f"/meetings/{meeting_id}/confirm", Flash("done", taken_words(told), undo))

    @post("/{arrangement_id:uuid}/undo", opt=needs(Permission.MEETING_PREPARE))
    async def take_back(
        self, request: PageRequest, meeting_id: FromPath[UUID], arrangement_id: FromPath[UUID]
    ) -> Redirect:
        """The order as it was."""
        try:
            await actions.take_back(actor_of(request), meeting_id, arrangement_id)
        except (NothingToTakeBack, AlreadyAnnounced) as refused:
            return see_other(f"/meetings/{meeting_id}/repair", Flash("check", refused.message))
        return see_other(f"/meetings/{meeting_id}/repair", Flash("done", "元の順に戻しました。"))
