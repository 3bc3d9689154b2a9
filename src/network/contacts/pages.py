"""Contacts of an agency: add, edit, succeed, confirm; and the way back."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.conflicts import differences, kept_fields
from core.errors import Conflict, Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from network.agencies import actions as agencies
from network.agencies.undoing import Undo, undo_href
from network.contacts import actions, forms
from network.contacts.model import Contact, ContactRole

ROLE_CHOICES = tuple((role.value, role.label) for role in ContactRole)


class ContactPages(Controller):
    """Contacts under their agency."""

    path = "/agencies"

    @get("/{agency_id:uuid}/contacts/new", opt=needs(Permission.DIRECTORY_EDIT))
    async def new_contact(
        self, request: PageRequest, agency_id: FromPath[UUID], position: FromQuery[str] = ""
    ) -> Template:
        """An empty form; the position is known where a vacancy asked for it."""
        typed = {**forms.typed_contact(None), "position": position}
        return await _form(scope_of_request(request), agency_id, "new", typed)

    @post("/{agency_id:uuid}/contacts/new", opt=needs(Permission.DIRECTORY_EDIT))
    async def add_contact(self, request: PageRequest, agency_id: FromPath[UUID]) -> Template | Redirect:
        """Add a position with its holder."""
        fields, actor, today = await posted(request), actor_of(request), clock.today()
        try:
            contact = forms.read_contact(fields, agency_id=agency_id, before=None, today=today)
            undo = await actions.add_contact(actor, contact, today=today)
        except Invalid as refused:
            return await _form(
                scope_of_request(request), agency_id, "new", forms.retyped_contact(fields), problems=refused.problems
            )
        return _done(actor, "連絡先を足しました。", undo)

    @get("/{agency_id:uuid}/contacts/{contact_id:uuid}", opt=needs(Permission.DIRECTORY_EDIT))
    async def edit_contact(
        self, request: PageRequest, agency_id: FromPath[UUID], contact_id: FromPath[UUID]
    ) -> Template:
        """The form of a contact."""
        scope = scope_of_request(request)
        contact = await actions.contact_of(scope, agency_id, contact_id)
        return await _form(scope, agency_id, str(contact_id), forms.typed_contact(contact), contact=contact)

    @post("/{agency_id:uuid}/contacts/{contact_id:uuid}", opt=needs(Permission.DIRECTORY_EDIT))
    async def change_contact(
        self, request: PageRequest, agency_id: FromPath[UUID], contact_id: FromPath[UUID]
    ) -> Template | Redirect:
        """Save it, or show both versions."""
        scope, fields, actor = scope_of_request(request), await posted(request), actor_of(request)
        before, today = await actions.contact_of(scope, agency_id, contact_id), clock.today()
        try:
            contact = forms.read_contact(fields, agency_id=agency_id, before=before, today=today)
            undo = await actions.change_contact(actor, contact, today=today)
        except Invalid as refused:
            typed = forms.retyped_contact(fields)
            return await _form(scope, agency_id, str(contact_id), typed, contact=before, problems=refused.problems)
        except Conflict:
            return await _conflict(scope, before, fields)
        return _done(actor, "連絡先を直しました。", undo)

    @get("/{agency_id:uuid}/contacts/{contact_id:uuid}/succeed", opt=needs(Permission.DIRECTORY_EDIT))
    async def successor_form(
        self, request: PageRequest, agency_id: FromPath[UUID], contact_id: FromPath[UUID]
    ) -> Template:
        """Who follows, and from when."""
        scope = scope_of_request(request)
        leaving = await actions.contact_of(scope, agency_id, contact_id)
        typed = forms.typed_successor(leaving)
        return await _form(scope, agency_id, f"{contact_id}/succeed", typed, leaving=leaving)

    @post("/{agency_id:uuid}/contacts/{contact_id:uuid}/succeed", opt=needs(Permission.DIRECTORY_EDIT))
    async def succeed(
        self, request: PageRequest, agency_id: FromPath[UUID], contact_id: FromPath[UUID]
    ) -> Template | Redirect:
        """The one leaves, the other comes."""
        scope, fields, actor = scope_of_request(request), await posted(request), actor_of(request)
        leaving, today = await actions.contact_of(scope, agency_id, contact_id), clock.today()
        try:
            coming = forms.read_successor(fields, leaving=leaving, today=today)
            undo = await actions.succeed(actor, leaving, coming, today=today)
        except Invalid as refused:
            address, typed = f"{contact_id}/succeed", forms.retyped_contact(fields)
            return await _form(scope, agency_id, address, typed, leaving=leaving, problems=refused.problems)
        return _done(actor, "後任を登録しました。", undo)

    @post("/{agency_id:uuid}/contacts/{contact_id:uuid}/confirm", opt=needs(Permission.DIRECTORY_EDIT))
    async def confirm(self, request: PageRequest, agency_id: FromPath[UUID], contact_id: FromPath[UUID]) -> Redirect:
        """きょう確かめた."""
        fields, actor = await posted(request), actor_of(request)
        version = fields.number("version", least=1) or 1
        undo = await actions.confirm(actor, agency_id, contact_id, version=version, today=clock.today())
        return _done(actor, "連絡先を、きょう確かめたことにしました。", undo)

    @post("/contacts/undo", opt=needs(Permission.DIRECTORY_EDIT))
    async def take_back(self, request: PageRequest, way: FromQuery[str]) -> Redirect:
        """元に戻す."""
        undo = await actions.take_back(actor_of(request), way, today=clock.today())
        return see_other(undo.back, Flash("done", undo.said))


def _done(actor: Actor, text: str, undo: Undo) -> Redirect:
    return see_other(undo.back, Flash("done", text, undo_href=undo_href(actor.council, undo, path=actions.UNDO_PATH)))


async def _form(
    scope: Scope,
    agency_id: UUID,
    address: str,
    typed: Mapping[str, object],
    *,
    contact: Contact | None = None,
    leaving: Contact | None = None,
    problems: Mapping[str, str] | None = None,
) -> Template:
    context = {
        "agency": await agencies.agency_of(scope, agency_id),
        "action": f"/agencies/{agency_id}/contacts/{address}",
        "contact": contact,
        "leaving": leaving,
        "typed": defaultdict(str, typed),
        "problems": problems or {},
        "labels": forms.LABELS,
        "roles": ROLE_CHOICES,
    }
    return Template("network/contacts/form.html", context=context, status_code=422 if problems else 200)


async def _conflict(scope: Scope, before: Contact, fields: Fields) -> Template:
    agency = await agencies.agency_of(scope, before.agency_id)
    now = await actions.contact_of(scope, before.agency_id, before.id)
    typed = forms.retyped_contact(fields)
    context = {
        "title": f"{agency.name}の連絡先",
        "crumbs": [("機関・連絡先", "/agencies"), (agency.name, f"/agencies/{agency.id}"), ("連絡先", None)],
        "differences": differences(forms.LABELS, typed, forms.typed_contact(now)),
        "fields": kept_fields(typed),
        "version": now.version,
        "action": f"/agencies/{agency.id}/contacts/{now.id}",
        "back": f"/agencies/{agency.id}",
    }
    return Template("web/conflict.html", context=context, status_code=409)
