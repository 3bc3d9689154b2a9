"""The day at /meetings/…/run: the item on the screen, the door, an item that came up, the end."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core import clock
from core.calendar import clock_time
from core.errors import Conflict, Invalid
from core.pages import PDF, Flash, PageRequest, download, posted, see_other
from meetings.agenda.model import ItemKind
from meetings.minutes import actions, day_actions, forms, paper_actions, presenters, views

RUN = needs(Permission.MEETING_RUN)


class RunPages(Controller):
    """The running meeting."""

    path = "/meetings/{meeting_id:uuid}/run"

    @get("/", opt=RUN)
    async def run(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The current item; before the beginning the button, after the end the way to the papers."""
        return await views.item_page(actor_of(request), meeting_id)

    @post("/start", opt=RUN)
    async def start(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """会議を始める."""
        await actions.start(actor_of(request), meeting_id)
        return see_other(f"/meetings/{meeting_id}/run")

    @get("/ping", opt=RUN, status_code=204)
    async def ping(self, request: PageRequest, meeting_id: FromPath[UUID]) -> None:
        """Keeps the session alive while the meeting goes on."""
        del request, meeting_id

    @get("/late", opt=RUN)
    async def late(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The agencies whose told time holds no longer, and what to say to them."""
        return await views.late_page(actor_of(request), meeting_id)

    @get("/{item_id:uuid}", opt=RUN)
    async def show_item(
        self, request: PageRequest, meeting_id: FromPath[UUID], item_id: FromPath[UUID], add: FromQuery[str] = ""
    ) -> Template:
        """One item."""
        return await views.item_page(actor_of(request), meeting_id, item_id, added=add)

    @post("/{item_id:uuid}", opt=RUN)
    async def save_item(
        self, request: PageRequest, meeting_id: FromPath[UUID], item_id: FromPath[UUID]
    ) -> Template | Redirect:
        """Save the form: by itself as it is typed, or with a button."""
        actor, fields = actor_of(request), await posted(request)
        quiet = bool(request.headers.get("hx-request"))
        try:
            held_on = await actions.held_on(actor, meeting_id)
            saved = await actions.save_item(actor, meeting_id, item_id, forms.read_item(fields, held_on))
        except Invalid as refused:
            return await views.refused(actor, (meeting_id, item_id), fields, refused.problems, quiet=quiet)
        except Conflict as refused:
            return await views.conflict(actor, (meeting_id, item_id), fields, refused, quiet=quiet)
        if quiet:
            return Template("meetings/minutes/_saved.html", context={"saved": saved, "at": clock_time(clock.now())})
        return await views.after_saving(actor, (meeting_id, item_id), fields.line("then"), saved)

    @post("/{item_id:uuid}/now", opt=RUN)
    async def take_up(self, request: PageRequest, meeting_id: FromPath[UUID], item_id: FromPath[UUID]) -> Redirect:
        """Make it the current item."""
        await actions.take_up(actor_of(request), meeting_id, item_id)
        return see_other(f"/meetings/{meeting_id}/run")

    @post("/{item_id:uuid}/side/{kind:str}", opt=RUN)
    async def change_side(
        self, request: PageRequest, meeting_id: FromPath[UUID], item_id: FromPath[UUID], kind: FromPath[str]
    ) -> Redirect:
        """Pull a household out of the block (individual), or put it back (block)."""
        side = ItemKind.BLOCK if kind == ItemKind.BLOCK.value else ItemKind.INDIVIDUAL
        await actions.change_side(actor_of(request), meeting_id, item_id, side)
        other = ItemKind.INDIVIDUAL if side is ItemKind.BLOCK else ItemKind.BLOCK
        undo = f"/meetings/{meeting_id}/run/{item_id}/side/{other.value}"
        return see_other(f"/meetings/{meeting_id}/run", Flash("done", f"「{side.label}」に移しました。", undo))

    @post("/block", opt=RUN)
    async def confirm_block(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """変わりなし・継続 for the whole block."""
        actor, fields = actor_of(request), await posted(request)
        try:
            reviews = forms.read_reviews(fields, await actions.held_on(actor, meeting_id))
        except Invalid as refused:
            return await views.item_page(actor, meeting_id, problems=refused.problems, typed=forms.retyped(fields))
        count = await actions.confirm_block(actor, meeting_id, reviews)
        said = f"一括確認の{count}件を「変わりなし・継続」にしました。"
        undo = f"/meetings/{meeting_id}/run/block/undo"
        return see_other(f"/meetings/{meeting_id}/run", Flash("done", said, undo))

    @post("/block/undo", opt=RUN)
    async def unconfirm_block(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """元に戻す."""
        await actions.unconfirm_block(actor_of(request), meeting_id)
        return see_other(f"/meetings/{meeting_id}/run", Flash("done", "元に戻しました。"))

    @post("/{item_id:uuid}/remove", opt=RUN)
    async def remove_item(self, request: PageRequest, meeting_id: FromPath[UUID], item_id: FromPath[UUID]) -> Redirect:
        """Take an item that came up on the day off again."""
        await actions.remove_item(actor_of(request), meeting_id, item_id)
        return see_other(f"/meetings/{meeting_id}/run", Flash("done", "議題から外しました。"))

    @get("/new", opt=RUN)
    async def new_item(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Choose the household that came up."""
        found = await actions.households_to_add(actor_of(request), meeting_id)
        context = {"meeting_id": meeting_id, "households": presenters.household_options(found), "problems": {}}
        return Template("meetings/minutes/new_item.html", context=context)

    @post("/new", opt=RUN)
    async def add_item(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """Put it on the agenda."""
        actor, fields = actor_of(request), await posted(request)
        try:
            household = fields.identity("household", required="世帯を選んでください。")
            fields.check()
            item = await actions.add_item(actor, meeting_id, household or meeting_id)
        except Invalid as refused:
            return await views.new_item_refused(actor, meeting_id, refused)
        base = f"/meetings/{meeting_id}/run/{item.id}"
        return see_other(base, Flash("done", "議題を足しました。", f"{base}/remove"))


class DoorPages(Controller):
    """Who came, and which copy they hold."""

    path = "/meetings/{meeting_id:uuid}/run/door"

    @get("/", opt=RUN)
    async def door(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """The agencies at the door."""
        return await views.door_page(actor_of(request), meeting_id)

    @post("/{agency_id:uuid}", opt=RUN)
    async def mark(
        self, request: PageRequest, meeting_id: FromPath[UUID], agency_id: FromPath[UUID]
    ) -> Template | Redirect:
        """Save one agency's row."""
        actor, fields = actor_of(request), await posted(request)
        quiet = bool(request.headers.get("hx-request"))
        try:
            await day_actions.mark_attendance(actor, meeting_id, forms.read_attendance(fields, agency_id))
        except Invalid as refused:
            return await views.door_refused(actor, (meeting_id, agency_id), refused.problems, quiet=quiet)
        except Conflict as refusal:
            if not quiet:
                raise
            return await views.door_refused(actor, (meeting_id, agency_id), {"": refusal.message}, quiet=True)
        if quiet:
            return await views.door_row(actor, (meeting_id, agency_id))
        return see_other(f"/meetings/{meeting_id}/run/door#a-{agency_id}")

    @post("/", opt=RUN)
    async def add(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """An agency that came without being invited."""
        agency_id = (await posted(request)).identity("agency")
        if agency_id is not None:
            await day_actions.add_attendee(actor_of(request), meeting_id, agency_id)
        return see_other(f"/meetings/{meeting_id}/run/door")


class EndPages(Controller):
    """The end of the day: all decisions, copies, papers for those present and absent."""

    path = "/meetings/{meeting_id:uuid}/run"

    @get("/end", opt=RUN)
    async def end(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """All decisions for the chair, and what is missing."""
        return await views.ending(actor_of(request), meeting_id)

    @post("/end", opt=RUN)
    async def decide(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template | Redirect:
        """決定する."""
        actor, fields = actor_of(request), await posted(request)
        try:
            await day_actions.decide(actor, meeting_id, forms.read_ending(fields))
        except Invalid as refused:
            return await views.ending(actor, meeting_id, typed=fields.typed, problems=refused.problems)
        return see_other(f"/meetings/{meeting_id}/run/end", Flash("done", "決定しました。台帳とケースに反映しました。"))

    @get("/decisions.pdf", opt=RUN)
    async def decisions(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Response[bytes]:
        """決定事項・役割分担一覧 for those present."""
        data = await paper_actions.decision_list(actor_of(request), meeting_id)
        return download(data, name="kettei-ichiran.pdf", media_type=PDF, inline=True)

    @get("/letters", opt=RUN)
    async def letters(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """Absent agencies with tasks: whom to ring, which letter to print."""
        return await views.letters(actor_of(request), meeting_id)

    @post("/letters/{agency_id:uuid}", opt=RUN)
    async def tell(
        self, request: PageRequest, meeting_id: FromPath[UUID], agency_id: FromPath[UUID]
    ) -> Template | Redirect:
        """電話で伝えた."""
        actor, fields = actor_of(request), await posted(request)
        try:
            at = forms.read_call(fields, clock.now())
        except Invalid as refused:
            return await views.letters(actor, meeting_id, problems=refused.problems, refused=agency_id)
        await day_actions.tell(actor, meeting_id, agency_id, at)
        return see_other(f"/meetings/{meeting_id}/run/letters", Flash("done", "電話で伝えたことを記録しました。"))

    @get("/letters.pdf", opt=RUN)
    async def letters_pdf(
        self, request: PageRequest, meeting_id: FromPath[UUID], agency: FromQuery[UUID | None] = None
    ) -> Response[bytes]:
        """依頼文."""
        data = await paper_actions.letters(actor_of(request), meeting_id, agency)
        return download(data, name="irai.pdf", media_type=PDF, inline=True)
