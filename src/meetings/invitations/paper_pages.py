"""/meetings/{id}/papers: every paper of a meeting, and who holds which number."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import NotFound
from core.jobs import Job
from core.pages import PDF, XLSX, Flash, PageRequest, download, see_other
from meetings.invitations import paper_actions
from meetings.invitations.paper_actions import PaperKind
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED


class PaperPages(Controller):
    """Papers are made on the server, so that copies stay counted."""

    path = "/meetings/{meeting_id:uuid}/papers"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show_papers(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Which papers there are."""
        found = await paper_actions.papers(scope_of_request(request), meeting_id)
        facts = found.agenda
        context = {
            "meeting": facts.meeting,
            "where": where_words(facts.meeting),
            "steps_list": meeting_steps(facts.meeting, facts.invitees, "資料"),
            "made": bool(facts.items),
            "confirmed": facts.meeting.confirmed_at is not None,
            "numbered": [(one, facts.agencies[one.agency_id].name) for one in found.numbered],
            "open": facts.meeting.state in PREPARED,
            "kinds": PaperKind,
        }
        return Template("meetings/invitations/papers.html", context=context)

    @get("/{name:str}", opt=needs(Permission.MEETING_SEE))
    async def paper(
        self, request: PageRequest, meeting_id: FromPath[UUID], name: FromPath[str]
    ) -> Response[bytes] | Redirect:
        """One paper, or the job that makes it."""
        if name not in {kind.value for kind in PaperKind}:
            raise NotFound
        made = await paper_actions.order_paper(actor_of(request), meeting_id, PaperKind(name))
        if isinstance(made, Job):
            return see_other(f"/jobs/{made.id}")
        return download(made, name=name, media_type=XLSX if name.endswith("xlsx") else PDF, inline=True)

    @post("/numbers", opt=needs(Permission.MEETING_PREPARE))
    async def number_copies(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """番号をふる."""
        last = await paper_actions.number_copies(actor_of(request), meeting_id)
        undo = f"/meetings/{meeting_id}/papers/numbers/undo"
        return see_other(f"/meetings/{meeting_id}/papers", Flash("done", f"第{last}号まで番号をふりました。", undo))

    @post("/numbers/undo", opt=needs(Permission.MEETING_PREPARE))
    async def take_numbers_back(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """番号を取り消す."""
        await paper_actions.take_numbers_back(actor_of(request), meeting_id)
        return see_other(f"/meetings/{meeting_id}/papers", Flash("done", "番号を取り消しました。"))
