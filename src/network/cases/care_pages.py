"""Who is linked to a case, who saw the child, who promised what: the forms and buttons of the tabs of a case."""

from datetime import timedelta
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core import clock
from core.calendar import wareki_short
from core.errors import Conflict, Invalid
from core.pages import PageRequest, posted, see_other
from network.cases import care_actions, care_reading, forms, linkage_actions, presenters
from network.cases.model import LinkageRole
from network.cases.pages import done


class CarePages(Controller):
    """/cases/{id}/sightings, /linkages, /lead, /promises."""

    @get("/cases/{case_id:uuid}/sightings/new", opt=needs(Permission.CASE_EDIT))
    async def sighting_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """だれが・いつ・どこで."""
        return await _page(request, case_id, "sighting", {})

    @post("/cases/{case_id:uuid}/sightings/new", opt=needs(Permission.CASE_EDIT))
    async def record_sighting(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """目視を記録."""
        actor, fields, today = actor_of(request), await posted(request), clock.today()
        try:
            seen = forms.seen_child(fields, today=today)
            undo = await care_actions.record_sighting(actor, case_id, seen, today=today)
        except Invalid as refused:
            return await _page(request, case_id, "sighting", dict(fields.typed), problems=refused.problems)
        return see_other(f"/cases/{case_id}", done(actor, "目視を記録しました。", undo))

    @get("/cases/{case_id:uuid}/linkages/new", opt=needs(Permission.CASE_EDIT))
    async def linkage_form(self, request: PageRequest, case_id: FromPath[UUID], lead: FromQuery[str] = "") -> Template:
        """An agency to link."""
        typed = {"since": wareki_short(clock.today()), "role": LinkageRole.SUPPORT.value}
        return await _page(request, case_id, "linkage_new", typed | ({"is_lead": "yes"} if lead else {}))

    @post("/cases/{case_id:uuid}/linkages/new", opt=needs(Permission.CASE_EDIT))
    async def link(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """機関を加える."""
        actor, fields = actor_of(request), await posted(request)
        try:
            undo = await linkage_actions.link(actor, case_id, forms.new_linkage(fields, today=clock.today()))
        except Invalid as refused:
            return await _page(request, case_id, "linkage_new", dict(fields.typed), problems=refused.problems)
        return see_other(undo.back, done(actor, "機関を加えました。", undo))

    @get("/cases/{case_id:uuid}/linkages/{linkage_id:uuid}", opt=needs(Permission.CASE_EDIT))
    async def change_form(self, request: PageRequest, case_id: FromPath[UUID], linkage_id: FromPath[UUID]) -> Template:
        """Role, person and period of a linkage."""
        linkage = await linkage_actions.linkage(scope_of_request(request), case_id, linkage_id)
        return await _page(request, case_id, "linkage", presenters.linkage_fields(linkage), linkage=linkage)

    @post("/cases/{case_id:uuid}/linkages/{linkage_id:uuid}", opt=needs(Permission.CASE_EDIT))
    async def save_linkage(
        self, request: PageRequest, case_id: FromPath[UUID], linkage_id: FromPath[UUID]
    ) -> Template | Redirect:
        """Save it; somebody who was faster is shown."""
        actor, fields = actor_of(request), await posted(request)
        stored = await linkage_actions.linkage(scope_of_request(request), case_id, linkage_id)
        try:
            undo = await linkage_actions.save_linkage(
                actor, forms.linkage_as_typed(fields, stored, today=clock.today())
            )
        except Invalid as refused:
            return await _page(
                request, case_id, "linkage", dict(fields.typed), problems=refused.problems, linkage=stored
            )
        except Conflict:
            typed = dict(fields.typed) | {"version": str(stored.version)}
            theirs = presenters.linkage_fields(stored)
            return await _page(request, case_id, "linkage", typed, linkage=stored, theirs=theirs, status=409)
        return see_other(undo.back, done(actor, "つながりを直しました。", undo))

    @post("/cases/{case_id:uuid}/linkages/{linkage_id:uuid}/end", opt=needs(Permission.CASE_EDIT))
    async def end_linkage(self, request: PageRequest, case_id: FromPath[UUID], linkage_id: FromPath[UUID]) -> Redirect:
        """終える."""
        actor, version = actor_of(request), forms.version_read(await posted(request))
        undo = await linkage_actions.end_linkage(actor, case_id, linkage_id, version=version, on=clock.today())
        return see_other(undo.back, done(actor, "つながりを終えました。", undo))

    @post("/cases/{case_id:uuid}/lead", opt=needs(Permission.CASE_EDIT))
    async def make_lead(self, request: PageRequest, case_id: FromPath[UUID]) -> Redirect:
        """主担当にする."""
        actor, fields = actor_of(request), await posted(request)
        agency_id = forms.agency_chosen(fields)
        undo = await linkage_actions.make_lead(actor, case_id, agency_id, on=clock.today())
        return see_other(undo.back, done(actor, "主担当を引き継ぎました。", undo))

    @get("/cases/{case_id:uuid}/promises/new", opt=needs(Permission.CASE_EDIT))
    async def promise_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """A task for an agency."""
        return await _page(request, case_id, "promise_new", {})

    @post("/cases/{case_id:uuid}/promises/new", opt=needs(Permission.CASE_EDIT))
    async def make_promise(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """役割分担を書く."""
        actor, fields, today = actor_of(request), await posted(request), clock.today()
        try:
            new = forms.new_promise(fields, today=today)
            undo = await care_actions.make_promise(actor, case_id, new, today=today)
        except Invalid as refused:
            return await _page(request, case_id, "promise_new", dict(fields.typed), problems=refused.problems)
        return see_other(undo.back, done(actor, "役割分担を書きました。", undo))

    @post("/cases/{case_id:uuid}/promises/{promise_id:uuid}/done", opt=needs(Permission.CASE_EDIT))
    async def keep_promise(self, request: PageRequest, case_id: FromPath[UUID], promise_id: FromPath[UUID]) -> Redirect:
        """できた."""
        actor, fields = actor_of(request), await posted(request)
        version, summary = forms.version_read(fields), fields.flag("from_summary")
        undo = await care_actions.keep_promise(
            actor, case_id, promise_id, version=version, on=clock.today(), summary=summary
        )
        return see_other(undo.back, done(actor, "「できた」にしました。", undo))


async def _page(
    request: PageRequest,
    case_id: UUID,
    name: str,
    typed: dict[str, str],
    *,
    problems: dict[str, str] | None = None,
    status: int = 200,
    **more: object,
) -> Template:
    found = await care_reading.case_with_agencies(scope_of_request(request), case_id)
    today = clock.today()
    context = {
        "case": found.case,
        "agencies": found.agencies,
        "positions": found.positions,
        "typed": typed,
        "problems": problems or {},
        "roles": list(LinkageRole),
        "today": wareki_short(today),
        "yesterday": wareki_short(today - timedelta(days=1)),
        "theirs": None,
        **more,
    }
    return Template(f"network/cases/{name}.html", context=context, status_code=422 if problems else status)
