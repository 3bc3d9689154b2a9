"""Forms of an agency: new, edit, confirm; and the way back."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.councils import actions as councils
from access.permissions.model import Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.conflicts import differences, kept_fields
from core.errors import Conflict, Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from network.agencies import actions, forms, presenters
from network.agencies.kind_choices import grouped
from network.agencies.model import Agency
from network.agencies.undoing import undo_href


class AgencyFormPages(Controller):
    """Forms under /agencies."""

    path = "/agencies"

    @get("/new", opt=needs(Permission.DIRECTORY_EDIT))
    async def new_agency(self, request: PageRequest) -> Template:
        """An empty form."""
        return await _form(scope_of_request(request), None, forms.typed_agency(None))

    @post("/new", opt=needs(Permission.DIRECTORY_EDIT))
    async def add_agency(self, request: PageRequest) -> Template | Redirect:
        """Register an agency; without a kind the name proposes one and the form comes again."""
        scope, fields = scope_of_request(request), await posted(request)
        choices = await actions.choices(scope)
        try:
            agency = forms.read_agency(fields, before=None, kinds=choices.kinds)
            await actions.add_agency(actor_of(request), agency, today=clock.today())
        except Invalid as refused:
            return await _form(scope, None, await _with_proposal(scope, fields), refused.problems)
        return see_other(
            f"/agencies/{agency.id}", Flash("done", "機関を登録しました。つぎは、連絡先を足してください。")
        )

    @get("/proposal", opt=needs(Permission.DIRECTORY_EDIT))
    async def propose(self, request: PageRequest, name: FromQuery[str] = "") -> Template:
        """The fields for kind and class, filled from the name (a fragment of the form)."""
        scope = scope_of_request(request)
        found = presenters.proposal(name, await _municipality(scope), (await actions.choices(scope)).kinds)
        typed = {"kind_code": found.kind_code, "secrecy_class": found.secrecy_class, "reason": found.reason}
        context = await _context(scope, None, typed, {})
        return Template("network/agencies/_kind_fields.html", context=context)

    @get("/{agency_id:uuid}/edit", opt=needs(Permission.DIRECTORY_EDIT))
    async def edit_agency(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template:
        """The form of an agency."""
        scope = scope_of_request(request)
        agency = await actions.agency_of(scope, agency_id)
        return await _form(scope, agency, forms.typed_agency(agency))

    @post("/{agency_id:uuid}/edit", opt=needs(Permission.DIRECTORY_EDIT))
    async def change_agency(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template | Redirect:
        """Save it, or show both versions."""
        scope, fields, actor = scope_of_request(request), await posted(request), actor_of(request)
        before = await actions.agency_of(scope, agency_id)
        try:
            agency = forms.read_agency(fields, before=before, kinds=(await actions.choices(scope)).kinds)
            undo = await actions.change_agency(actor, agency, today=clock.today())
        except Invalid as refused:
            return await _form(scope, before, fields.typed, refused.problems)
        except Conflict:
            return await _conflict(scope, agency_id, fields)
        way = undo_href(actor.council, undo, path=actions.UNDO_PATH)
        return see_other(f"/agencies/{agency_id}", Flash("done", "機関を直しました。", undo_href=way))

    @post("/{agency_id:uuid}/confirm", opt=needs(Permission.DIRECTORY_EDIT))
    async def confirm_agency(self, request: PageRequest, agency_id: FromPath[UUID]) -> Redirect:
        """きょう確かめた."""
        fields, actor = await posted(request), actor_of(request)
        version = fields.number("version", least=1) or 1
        undo = await actions.confirm_agency(actor, agency_id, version=version, today=clock.today())
        way = undo_href(actor.council, undo, path=actions.UNDO_PATH)
        return see_other(undo.back, Flash("done", "番号を、きょう確かめたことにしました。", undo_href=way))

    @post("/undo", opt=needs(Permission.DIRECTORY_EDIT))
    async def take_back(self, request: PageRequest, way: FromQuery[str]) -> Redirect:
        """元に戻す."""
        undo = await actions.take_back(actor_of(request), way, today=clock.today())
        return see_other(undo.back, Flash("done", undo.said))


async def _form(
    scope: Scope, agency: Agency | None, typed: Mapping[str, object], problems: Mapping[str, str] | None = None
) -> Template:
    context = await _context(scope, agency, typed, problems or {})
    return Template("network/agencies/form.html", context=context, status_code=422 if problems else 200)


async def _context(
    scope: Scope, agency: Agency | None, typed: Mapping[str, object], problems: Mapping[str, str]
) -> dict[str, object]:
    choices = await actions.choices(scope)
    return {
        "agency": agency,
        "typed": defaultdict(str, typed),
        "problems": problems,
        "labels": forms.LABELS,
        "kind_groups": grouped(choices.kinds),
        "parents": forms.parent_choices(choices.agencies, agency.id if agency else None),
        "secrecy": presenters.secrecy_choices(),
        "public": forms.PUBLIC_WORDS,
    }


async def _with_proposal(scope: Scope, fields: Fields) -> Mapping[str, object]:
    typed = fields.typed
    if typed.get("kind_code") or not typed.get("name"):
        return typed
    found = presenters.proposal(typed["name"], await _municipality(scope), (await actions.choices(scope)).kinds)
    return {**typed, "kind_code": found.kind_code, "secrecy_class": found.secrecy_class, "reason": found.reason}


async def _conflict(scope: Scope, agency_id: UUID, fields: Fields) -> Template:
    now = await actions.agency_of(scope, agency_id)
    context = {
        "title": now.name,
        "crumbs": [("機関・連絡先", "/agencies"), (now.name, f"/agencies/{agency_id}"), ("直す", None)],
        "differences": differences(forms.LABELS, fields.typed, forms.typed_agency(now)),
        "fields": kept_fields(fields.typed),
        "version": now.version,
        "action": f"/agencies/{agency_id}/edit",
        "back": f"/agencies/{agency_id}",
    }
    return Template("web/conflict.html", context=context, status_code=409)


async def _municipality(scope: Scope) -> str:
    return (await councils.council_of(scope)).profile.municipality
