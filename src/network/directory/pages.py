"""/agencies: the tree, the number to ring now, the history of an entry, the 委員名簿, and the end of an agency."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.errors import Invalid, NotFound
from core.pages import PDF, XLSX, Flash, PageRequest, download, posted, see_other
from network.agencies import actions as agency_actions
from network.agencies.documents import member_register_pdf, member_register_xlsx
from network.agencies.undoing import undo_href
from network.directory import actions, presenters
from network.directory.errors import StillLeads
from network.directory.presenters import Filters


class DirectoryPages(Controller):
    """The directory."""

    path = "/agencies"

    @get("/", opt=needs(Permission.DIRECTORY_SEE))
    async def overview(self, request: PageRequest) -> Template:
        """The tree, and what wants attention."""
        return await _overview(scope_of_request(request), _filters(request))

    @post("/find", opt=needs(Permission.DIRECTORY_SEE))
    async def find(self, request: PageRequest) -> Template | Redirect:
        """The tree narrowed to a text, or the only agency that fits; names of people never stand in an address."""
        fields, scope = await posted(request), scope_of_request(request)
        filters = Filters(
            members=fields.flag("members"),
            check=fields.flag("check"),
            ended=fields.flag("ended"),
            text=fields.line("q"),
        )
        tree = presenters.tree(await actions.directory(scope), None, filters, scope.day)
        found = [leaf for branch in tree.branches for leaf in branch.leaves]
        return see_other(found[0].href) if filters.text and len(found) == 1 else await _overview(scope, filters)

    @get("/{agency_id:uuid}", opt=needs(Permission.DIRECTORY_SEE))
    async def show_agency(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template:
        """One agency beside the tree."""
        scope = scope_of_request(request)
        entries = await actions.history(scope, agency_id)
        known = await actions.directory(scope)
        ties = (await actions.ties(scope, [agency_id]))[agency_id]
        agency = next(one for one in known.agencies if one.id == agency_id)
        context = {
            "tree": presenters.tree(known, agency_id, _filters(request), scope.day),
            "view": presenters.agency_view(known, agency, ties, entries=entries, now=clock.now()),
            "past_term": presenters.past_term,
        }
        return Template("network/agencies/show.html", context=context)

    @get("/{agency_id:uuid}/history", opt=needs(Permission.DIRECTORY_SEE))
    async def show_history(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template:
        """Everything done with the entry."""
        scope = scope_of_request(request)
        lines = [presenters.history_line(entry) for entry in await actions.history(scope, agency_id)]
        agency = await agency_actions.agency_of(scope, agency_id)
        return Template("network/agencies/history.html", context={"agency": agency, "lines": lines})

    @get("/{agency_id:uuid}/end", opt=needs(Permission.DIRECTORY_EDIT))
    async def end_form(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template:
        """From which day the agency is no more."""
        return await _end_form(scope_of_request(request), agency_id)

    @post("/{agency_id:uuid}/end", opt=needs(Permission.DIRECTORY_EDIT))
    async def end_agency(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template | Redirect:
        """End it, unless children would be without a lead."""
        fields, actor, today = await posted(request), actor_of(request), clock.today()
        on = fields.day("on", near=today, required="終わる日を入れてください。")
        version = fields.number("version", least=1) or 1
        try:
            fields.check()
            undo = await actions.end_agency(actor, agency_id, on=on or today, version=version, today=today)
        except Invalid as refused:
            return await _end_form(scope_of_request(request), agency_id, typed=fields.line("on"), refused=refused)
        way = undo_href(actor.council, undo, path=agency_actions.UNDO_PATH)
        return see_other(f"/agencies/{agency_id}", Flash("done", "機関を終えました。", undo_href=way))

    @get("/register/{name:str}", opt=needs(Permission.DIRECTORY_SEE))
    async def register(self, request: PageRequest, name: FromPath[str]) -> Response[bytes]:
        """委員名簿 as members.pdf or members.xlsx."""
        makers = {"members.pdf": (member_register_pdf, PDF), "members.xlsx": (member_register_xlsx, XLSX)}
        if name not in makers:
            raise NotFound
        scope, (make, media_type) = scope_of_request(request), makers[name]
        data = make(await actions.member_register(scope, scope.day))
        await actions.register_printed(actor_of(request), name.rpartition(".")[2])
        return download(data, name=name, media_type=media_type, inline=media_type == PDF)


def _filters(request: PageRequest) -> Filters:
    ticked = request.query_params
    return Filters(members="members" in ticked, check="check" in ticked, ended="ended" in ticked)


async def _overview(scope: Scope, filters: Filters) -> Template:
    known = await actions.directory(scope)
    flagged = [row.agency_id for row in presenters.to_check(known, {}, scope.day)]
    ties = await actions.ties(scope, flagged)
    context = {
        "tree": presenters.tree(known, None, filters, scope.day),
        "checks": presenters.to_check(known, ties, scope.day),
        "empty": not known.agencies,
    }
    return Template("network/agencies/overview.html", context=context)


async def _end_form(scope: Scope, agency_id: UUID, *, typed: str = "", refused: Invalid | None = None) -> Template:
    agency = await agency_actions.agency_of(scope, agency_id)
    led = await actions.led_cases(scope, agency_id)
    problems = dict(refused.problems) if refused else {}
    if refused and not problems:
        problems = {"": refused.message}
    context = {
        "agency": agency,
        "led": [(case.number, f"/cases/{case.id}") for case in led],
        "refusal": StillLeads(agency.name, [case.number for case in led]).message if led else "",
        "typed": typed,
        "problems": problems,
    }
    return Template("network/agencies/end.html", context=context, status_code=422 if refused else 200)
