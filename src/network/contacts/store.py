"""Queries about contacts."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.errors import NotFound
from network.contacts.model import Contact
from network.contacts.tables import ContactTable


async def contacts(*, scope: Scope, agency_id: UUID | None = None) -> list[Contact]:
    """Contacts of one agency or of all, past ones included, by position and time."""
    conditions = () if agency_id is None else (ContactTable.agency_id == agency_id,)
    found = await rows.select(
        ContactTable, Contact, *conditions, order_by=(ContactTable.agency_id, ContactTable.position, ContactTable.since)
    )
    return [contact for contact in found if scope.agencies is None or contact.agency_id in scope.agencies]


async def contact(contact_id: UUID, *, scope: Scope) -> Contact:
    """One contact. Raises NotFound."""
    found = await rows.one(ContactTable, Contact, ContactTable.id == contact_id)
    if scope.agencies is not None and found.agency_id not in scope.agencies:
        raise NotFound
    return found


async def add_contacts(added: Sequence[Contact], *, audit: AuditEvent) -> None:
    """Add contacts."""
    await rows.insert(ContactTable, *added)
    await audit_store.append(audit)


async def save_contact(changed: Contact, *, audit: AuditEvent) -> None:
    """Save a changed contact. Raises Conflict."""
    await rows.replace(ContactTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def remove_contacts(contact_ids: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Take contacts back."""
    await rows.remove(ContactTable, *contact_ids)
    await audit_store.append(audit)
