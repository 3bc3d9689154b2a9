"""The minutes at /meetings/…/minutes: composed from the record, edited, asked about, approved, final."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core import clock
from core.errors import Conflict, Invalid
from core.forms import Fields
from core.pages import PDF, Flash, PageRequest, download, posted, see_other
from meetings.minutes import field_names, forms, minutes_actions, minutes_view, paper_actions

RUN = needs(Permission.MEETING_RUN)


class MinutesPages(Controller):
    """議事録."""

    path = "/meetings/{meeting_id:uuid}/minutes"

    @get("/", opt=RUN)
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The latest edition."""
        return await _page(actor_of(request), meeting_id)

    @post("/", opt=RUN)
    async def edit(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """Save edited sections."""
        actor, fields = actor_of(request), await posted(request)
        try:
            typed = forms.read_minutes(fields)
            await minutes_actions.edit(
                actor, meeting_id, typed.texts, next_meeting=typed.next_meeting, read_version=typed.version
            )
        except Invalid as refused:
            return await _page(actor, meeting_id, fields.typed, refused.problems)
        except Conflict as refusal:
            return await _conflict(actor, meeting_id, fields, refusal)
        return see_other(f"/meetings/{meeting_id}/minutes", Flash("done", "保存しました。"))

    @post("/ask", opt=RUN)
    async def ask(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """照会に出す."""
        version = forms.read_version(await posted(request))
        await minutes_actions.ask(actor_of(request), meeting_id, read_version=version)
        return see_other(f"/meetings/{meeting_id}/minutes", Flash("done", "照会中にしました。"))

    @post("/approve", opt=RUN)
    async def approve(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """決裁を記録する."""
        actor, fields = actor_of(request), await posted(request)
        try:
            number, on = forms.read_approval(fields, clock.today())
        except Invalid as refused:
            return await _page(actor, meeting_id, fields.typed, refused.problems)
        version = forms.read_version(fields)
        await minutes_actions.approve(actor, meeting_id, number=number, on=on, read_version=version)
        return see_other(f"/meetings/{meeting_id}/minutes", Flash("done", "決裁を記録しました。"))

    @post("/back", opt=RUN)
    async def back(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """案にもどす."""
        version = forms.read_version(await posted(request))
        await minutes_actions.take_back(actor_of(request), meeting_id, read_version=version)
        return see_other(f"/meetings/{meeting_id}/minutes", Flash("done", "案にもどしました。"))

    @post("/final", opt=RUN)
    async def final(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """確定する."""
        actor, fields = actor_of(request), await posted(request)
        try:
            await minutes_actions.finalise(actor, meeting_id, read_version=forms.read_version(fields))
        except Invalid as refused:
            return await _page(actor, meeting_id, fields.typed, {"number": refused.message})
        return see_other(f"/meetings/{meeting_id}/minutes", Flash("done", "確定しました。"))

    @post("/edition", opt=RUN)
    async def edition(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """新しい版をつくる."""
        await minutes_actions.new_edition(actor_of(request), meeting_id)
        return see_other(f"/meetings/{meeting_id}/minutes", Flash("done", "新しい版の案をつくりました。"))

    @get("/paper.pdf", opt=RUN)
    async def paper(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Response[bytes]:
        """The PDF, with 案 across it until it is final."""
        data = await paper_actions.minutes(actor_of(request), meeting_id)
        return download(data, name="gijiroku.pdf", media_type=PDF, inline=True)


async def _page(
    actor: Actor,
    meeting_id: UUID,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Template:
    record, editions = await minutes_actions.minutes_page(actor, meeting_id)
    view = minutes_view.minutes_view(record, editions, clock.today())
    context = {
        "view": view,
        "typed": typed or {},
        "problems": problems or {},
        "labels": {**minutes_view.labels(view.sections), "number": "文書番号", "approved_on": "決裁日"},
    }
    return Template("meetings/minutes/minutes.html", context=context, status_code=422 if problems else 200)


async def _conflict(actor: Actor, meeting_id: UUID, fields: Fields, refusal: Conflict) -> Template:
    """Both texts side by side; what was typed is carried along. A locked edition has only one text."""
    record, editions = await minutes_actions.minutes_page(actor, meeting_id)
    view = minutes_view.minutes_view(record, editions, clock.today())
    if view.locked or not view.decided:
        raise refusal
    stored = {row.name: row.text for row in view.sections} | {"next_meeting": view.next_meeting}
    typed = {name: value for name, value in fields.typed.items() if name in stored}
    context = {
        "href": view.base,
        "back": view.base,
        "message": refusal.message,
        "version": view.version,
        "rows": field_names.compared(stored, {**stored, **typed}, minutes_view.labels(view.sections)),
        "typed": forms.carried(fields),
    }
    return Template("meetings/minutes/conflict.html", context=context, status_code=409)
