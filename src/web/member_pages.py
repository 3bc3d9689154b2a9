"""The pages of a member agency at /my: when to come, what to answer, what was given, its own children."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core import clock
from core.errors import Conflict, Invalid
from core.pages import ICS, Flash, PageRequest, download, posted, see_other
from meetings.invitations import actions as invitations
from meetings.minutes import own_actions
from meetings.scheduling.forms import read_reply, retyped_reply
from meetings.scheduling.model import Reply
from web import member_presenters as presenters

OWN = needs(Permission.OWN_PAGES)
LONGEST_NOTE = 400
LABELS = {
    "reply": "出欠",
    "attendee": "出席する人",
    "comes_from": "来られる時間",
    "comes_until": "来られる時間",
    "note": "ひとこと",
}


class MemberPages(Controller):
    """/my and what hangs on it. Everything outside the own agencies' sight is not found."""

    @get("/my", opt=OWN)
    async def my_page(self, request: PageRequest) -> Template:
        """Three things: when to come, what to answer, what was given."""
        return await _page(actor_of(request))

    @post("/my/meetings/{meeting_id:uuid}/reply/{agency_id:uuid}", opt=OWN)
    async def reply(
        self, request: PageRequest, meeting_id: FromPath[UUID], agency_id: FromPath[UUID]
    ) -> Template | Redirect:
        """Send the answer."""
        actor, fields = actor_of(request), await posted(request)
        given = read_reply(fields)
        if given.reply is Reply.NONE:
            fields.problem("reply", "出席・欠席のどちらかを選んでください。")
        version = fields.number("version", least=1)
        try:
            fields.check()
            await own_actions.answer(actor, meeting_id, agency_id, given, read_version=version)
        except Invalid as refused:
            problems = refused.problems or {"reply": refused.message}
            return await _page(actor, (meeting_id, agency_id), retyped_reply(fields, ""), problems)
        except Conflict:
            said = {"reply": "同じ機関のほかの人が先に返事をしました。いまの返事は下のとおりです。"}
            return await _page(actor, (meeting_id, agency_id), None, said, status=409)
        return see_other("/my", Flash("done", f"「{given.reply.label}」で返信しました。"))

    @get("/my/meetings/{meeting_id:uuid}/calendar/{agency_id:uuid}", opt=OWN)
    async def calendar(
        self, request: PageRequest, meeting_id: FromPath[UUID], agency_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The own window as a calendar file."""
        data = await invitations.calendar_file(scope_of_request(request), meeting_id, agency_id)
        return download(data, name="shusseki-jikan.ics", media_type=ICS)

    @get("/my/meetings/{meeting_id:uuid}/list", opt=OWN)
    async def given_list(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The list of the meeting, for standing members."""
        meeting, rows = await own_actions.given_list(actor_of(request), meeting_id)
        headings, cells = presenters.list_rows(rows, clock.today())
        context = {"title": meeting.title, "headings": headings, "rows": cells, "count": len(rows)}
        return Template("web/member/list.html", context=context)

    @get("/my/cases/{case_id:uuid}", opt=OWN)
    async def case(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """One child the agency is linked to."""
        found = await own_actions.own_case(actor_of(request), case_id)
        page = presenters.my_case(found, clock.today())
        return Template("web/member/case.html", context={"page": page, "problems": {}, "labels": LABELS})

    @post("/my/promises/{promise_id:uuid}/done", opt=OWN)
    async def keep_promise(self, request: PageRequest, promise_id: FromPath[UUID]) -> Template | Redirect:
        """できた."""
        actor, fields = actor_of(request), await posted(request)
        note, version = fields.line("note", longest=LONGEST_NOTE), fields.number("version", least=1) or 1
        try:
            fields.check()
        except Invalid as refused:
            return await _page(actor, None, {"promise": str(promise_id), "note": note}, refused.problems)
        version = await own_actions.keep_promise(actor, promise_id, note=note, read_version=version)
        return see_other(
            "/my", Flash("done", "「できた」を記録しました。", f"/my/promises/{promise_id}/undo/{version}")
        )

    @post("/my/promises/{promise_id:uuid}/undo/{version:int}", opt=OWN)
    async def take_back(self, request: PageRequest, promise_id: FromPath[UUID], version: FromPath[int]) -> Redirect:
        """元に戻す."""
        await own_actions.take_back_promise(actor_of(request), promise_id, read_version=version)
        return see_other("/my", Flash("done", "元に戻しました。"))


async def _page(
    actor: Actor,
    refused: tuple[UUID, UUID] | None = None,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    *,
    status: int = 422,
) -> Template:
    page = presenters.my_page(await own_actions.own_page(actor), clock.today())
    context = {"page": page, "refused": refused, "typed": typed, "problems": problems or {}, "labels": LABELS}
    return Template("web/member/my.html", context=context, status_code=status if problems else 200)
