"""Who takes a list in: a person, or the operator on the command line; the audit record says which."""

from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Role
from core.ids import CouncilId

OPERATOR_ACCOUNT = UUID(int=0)


def operator(council: CouncilId) -> Actor:
    """The operator acting for a council."""
    return Actor(council=council, account_id=OPERATOR_ACCOUNT, name="運用者", role=Role.COORDINATOR)


def event(actor: Actor, kind: AuditKind, subject: UUID | str = "", **detail: str) -> AuditEvent:
    """What goes into the audit record."""
    if actor.account_id == OPERATOR_ACCOUNT:
        return AuditEvent.of_operator(kind, subject, **detail)
    return AuditEvent.of(actor, kind, subject, **detail)


def account_of(actor: Actor) -> UUID | None:
    """The account an import belongs to; None for the operator."""
    return None if actor.account_id == OPERATOR_ACCOUNT else actor.account_id
