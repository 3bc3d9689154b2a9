"""/agencies/seats and /agencies/members: the rows of the 要綱別表 and who fills them."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.councils import actions as councils
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.errors import Invalid
from core.pages import Flash, PageRequest, posted, see_other
from network.agencies import actions, presenters, seat_actions, seat_forms
from network.agencies.kind_choices import grouped
from network.agencies.seat_actions import SEATS_PAGE
from network.agencies.undoing import Undo, undo_href


class SeatPages(Controller):
    """The 別表."""

    path = "/agencies"

    @get("/seats", opt=needs(Permission.DIRECTORY_SEE))
    async def list_seats(self, request: PageRequest) -> Template:
        """Every row, in order, and what a public notice would lack."""
        return await _seats(scope_of_request(request), {})

    @post("/seats", opt=needs(Permission.DIRECTORY_EDIT))
    async def add_seat(self, request: PageRequest) -> Template | Redirect:
        """Add a row."""
        fields, actor = await posted(request), actor_of(request)
        try:
            name, note = seat_forms.read_seat(fields)
        except Invalid as refused:
            return await _seats(scope_of_request(request), fields.typed, refused.problems)
        undo = await seat_actions.add_seat(actor, name, note, today=clock.today())
        return _done(actor, SEATS_PAGE, "別表に項を足しました。", undo)

    @post("/seats/order", opt=needs(Permission.DIRECTORY_EDIT))
    async def place_seat(self, request: PageRequest) -> Redirect:
        """Put a row elsewhere: by its place, or one step up or down."""
        fields, actor = await posted(request), actor_of(request)
        place = fields.number("place", least=1)
        known = await seat_actions.register(scope_of_request(request))
        seat = known.seat(fields.identity("id"))
        step = {"up": -1, "down": 1}.get(fields.line("direction"), 0)
        target = place or known.seats.index(seat) + 1 + step
        undo = await seat_actions.place_seat(actor, seat.id, target, today=clock.today())
        return _done(actor, SEATS_PAGE, "項の順を変えました。", undo)

    @get("/seats/{seat_id:uuid}", opt=needs(Permission.DIRECTORY_SEE))
    async def show_seat(self, request: PageRequest, seat_id: FromPath[UUID]) -> Template:
        """One row: its words and who fills it."""
        return await _seat(scope_of_request(request), seat_id, {})

    @post("/seats/{seat_id:uuid}", opt=needs(Permission.DIRECTORY_EDIT))
    async def rename_seat(self, request: PageRequest, seat_id: FromPath[UUID]) -> Template | Redirect:
        """Change its words."""
        fields, actor = await posted(request), actor_of(request)
        version = fields.number("version", least=1) or 1
        try:
            name, note = seat_forms.read_seat(fields)
        except Invalid as refused:
            return await _seat(scope_of_request(request), seat_id, fields.typed, refused.problems)
        undo = await seat_actions.rename_seat(actor, seat_id, name, note, version=version, today=clock.today())
        return _done(actor, f"{SEATS_PAGE}/{seat_id}", "項の名前を直しました。", undo)

    @post("/seats/{seat_id:uuid}/fill", opt=needs(Permission.DIRECTORY_EDIT))
    async def fill_seat(self, request: PageRequest, seat_id: FromPath[UUID]) -> Template | Redirect:
        """Let agencies fill it, known ones and new ones."""
        scope, fields, actor = scope_of_request(request), await posted(request), actor_of(request)
        known, today = await seat_actions.register(scope), clock.today()
        kinds = (await actions.choices(scope)).kinds
        town = (await councils.council_of(scope)).profile.municipality
        try:
            filling = seat_forms.read_filling(
                fields, seat_name=known.seat(seat_id).name, municipality=town, kinds=kinds, today=today
            )
            undo = await seat_actions.fill_seat(
                actor, seat_id, filling.agency_ids, filling.new, since=filling.since, today=today
            )
        except Invalid as refused:
            typed = {**fields.typed, "agency_id": fields.many("agency_id")}
            return await _seat(scope, seat_id, typed, _beside(refused.problems))
        count = len(filling.agency_ids) + len(filling.new)
        return _done(actor, f"{SEATS_PAGE}/{seat_id}", f"{count}機関を入れました。", undo)

    @post("/seats/{seat_id:uuid}/remove", opt=needs(Permission.DIRECTORY_EDIT))
    async def remove_seat(self, request: PageRequest, seat_id: FromPath[UUID]) -> Redirect:
        """Take an empty row away."""
        actor = actor_of(request)
        try:
            undo = await seat_actions.remove_seat(actor, seat_id, today=clock.today())
        except Invalid as refused:
            return see_other(f"{SEATS_PAGE}/{seat_id}", Flash("check", refused.message))
        return _done(actor, SEATS_PAGE, "項を消しました。", undo)

    @get("/members/{member_id:uuid}", opt=needs(Permission.DIRECTORY_SEE))
    async def show_member(self, request: PageRequest, member_id: FromPath[UUID]) -> Template:
        """One designation."""
        return await _member(scope_of_request(request), member_id)

    @post("/members/{member_id:uuid}", opt=needs(Permission.DIRECTORY_EDIT))
    async def change_member(self, request: PageRequest, member_id: FromPath[UUID]) -> Template | Redirect:
        """Save it."""
        scope, fields, actor = scope_of_request(request), await posted(request), actor_of(request)
        before = (await seat_actions.register(scope)).member(member_id)
        try:
            member = seat_forms.read_member(fields, before=before, today=clock.today())
            undo = await seat_actions.change_member(actor, member, today=clock.today())
        except Invalid as refused:
            problems = refused.problems or {"": refused.message}
            return await _member(scope, member_id, fields.typed, problems)
        return _done(actor, SEATS_PAGE, "構成員の指定を直しました。", undo)

    @post("/members/{member_id:uuid}/coordinate", opt=needs(Permission.DIRECTORY_EDIT))
    async def let_coordinate(self, request: PageRequest, member_id: FromPath[UUID]) -> Template | Redirect:
        """Make it the 調整機関."""
        fields, actor, today = await posted(request), actor_of(request), clock.today()
        on = fields.day("on", near=today) or today
        if fields.problems:
            return await _member(scope_of_request(request), member_id, {"on": fields.line("on")}, fields.problems)
        undo = await seat_actions.let_coordinate(actor, member_id, on=on, today=today)
        return _done(actor, SEATS_PAGE, "調整機関を変えました。", undo)


def _done(actor: Actor, path: str, text: str, undo: Undo) -> Redirect:
    return see_other(path, Flash("done", text, undo_href=undo_href(actor.council, undo, path=actions.UNDO_PATH)))


def _beside(problems: Mapping[str, str]) -> dict[str, str]:
    """A taken name is a problem of the list of names."""
    return {"names" if name == "name" else name: text for name, text in problems.items()}


async def _seats(scope: Scope, typed: Mapping[str, object], problems: Mapping[str, str] | None = None) -> Template:
    view = presenters.seats_view(await seat_actions.register(scope), scope.day)
    context = {"view": view, "typed": defaultdict(str, typed), "problems": problems or {}}
    return Template("network/agencies/seats.html", context=context, status_code=422 if problems else 200)


async def _seat(
    scope: Scope, seat_id: UUID, typed: Mapping[str, object], problems: Mapping[str, str] | None = None
) -> Template:
    known = await seat_actions.register(scope)
    seat = known.seat(seat_id)
    kinds = (await actions.choices(scope)).kinds
    view = presenters.seats_view(known, scope.day)
    context = {
        "seat": seat,
        "line": next(line for line in view.seats if line.id == seat_id),
        "choices": presenters.agencies_to_fill(known, seat_id, kinds, scope.day),
        "kind_groups": grouped(kinds),
        "typed": defaultdict(str, {"name": seat.name, "note": seat.note, "agency_id": (), **typed}),
        "problems": problems or {},
    }
    return Template("network/agencies/seat.html", context=context, status_code=422 if problems else 200)


async def _member(
    scope: Scope,
    member_id: UUID,
    typed: Mapping[str, object] | None = None,
    problems: Mapping[str, str] | None = None,
) -> Template:
    known = await seat_actions.register(scope)
    member = known.member(member_id)
    context = {
        "member": member,
        "agency": known.agency(member.agency_id),
        "seats": [(str(seat.id), f"{number} {seat.name}") for number, seat in enumerate(known.seats, start=1)],
        "substitutes": seat_forms.SUBSTITUTE_WORDS,
        "typed": defaultdict(str, {**seat_forms.typed_member(member), **(typed or {})}),
        "problems": problems or {},
        "labels": {**seat_forms.MEMBER_LABELS, "on": "この日から"},
    }
    return Template("network/agencies/member.html", context=context, status_code=422 if problems else 200)
