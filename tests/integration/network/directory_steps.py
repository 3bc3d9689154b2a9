"""Steps that several tests of the directory take."""

import re
from uuid import UUID

import httpx

from access.audit import store as audit_store
from access.audit.model import AuditKind
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from network.agencies import actions, seat_actions
from network.agencies.model import Agency
from network.agencies.seat_actions import Register
from network.contacts import store as contact_store
from network.contacts.model import Contact
from tests.conftest import Cast, Client

AGENCY_FORM = {
    "name": "ひばり保育園", "kana": "ヒバリホイクエン", "kind_code": "nursery", "secrecy_class": "2",
    "phone": "０９９９－２２－３３３３",
    "opens": "7:30", "closes": "18:00", "aliases": "ひばり園、雲雀保育園",
}  # fmt: skip


def undo_of(page: httpx.Response) -> str:
    """The address of the page's 元に戻す."""
    found = re.search(r'action="([^"]+)" data-undo', page.text)
    assert found is not None
    return found[1].replace("&amp;", "&")


async def take_back(client: Client, answer: httpx.Response) -> httpx.Response:
    """Follow an answer and press 元に戻す on the page."""
    client.cookies.set("entaku-message", answer.cookies["entaku-message"])  # a test may have looked in between
    page = await client.get(answer.headers["location"])
    return await client.send_form(undo_of(page))


async def agency_named(cast: Cast, name: str) -> Agency | None:
    """The agency of that name, as stored."""
    found = await actions.choices(whole_council(cast.council, today=clock.today()))
    return next((agency for agency in found.agencies if agency.name == name), None)


async def stored(cast: Cast, agency_id: UUID) -> Agency:
    """The agency, as stored."""
    return await actions.agency_of(whole_council(cast.council, today=clock.today()), agency_id)


async def contacts_of(cast: Cast, agency_id: UUID) -> list[Contact]:
    """The contacts of an agency, as stored."""
    async with transaction(cast.council):
        return await contact_store.contacts(scope=whole_council(cast.council, today=clock.today()), agency_id=agency_id)


async def register_of(cast: Cast) -> Register:
    """The 別表, as stored."""
    return await seat_actions.register(whole_council(cast.council, today=clock.today()))


async def audited(cast: Cast, subject: UUID) -> list[AuditKind]:
    """What the audit record says about a subject, newest first."""
    async with transaction(cast.council):
        rows = await audit_store.of_subject(str(subject), scope=whole_council(cast.council, today=clock.today()))
    return [row.kind for row in rows]
