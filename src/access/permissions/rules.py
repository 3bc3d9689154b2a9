"""Which role may open which page, and what a person's scope is. One table, read by the guard and by the buttons."""

from collections.abc import Mapping
from datetime import date

from access.permissions.model import Actor, Permission, Role, Scope
from core.errors import NotAllowed
from core.ids import CouncilId

OPT_KEY = "permission"

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.COORDINATOR: frozenset(
        {
            Permission.SIGNED_IN,
            Permission.TODAY,
            Permission.DIRECTORY_SEE,
            Permission.DIRECTORY_EDIT,
            Permission.CASE_SEE,
            Permission.CASE_EDIT,
            Permission.MEETING_SEE,
            Permission.MEETING_PREPARE,
            Permission.MEETING_RUN,
            Permission.IMPORT,
            Permission.COUNCIL_SETTINGS,
        }
    ),
    Role.MEMBER: frozenset({Permission.SIGNED_IN, Permission.OWN_PAGES}),
    Role.AUDITOR: frozenset({Permission.SIGNED_IN, Permission.AUDIT_READ}),
}


def needs(permission: Permission) -> dict[str, Permission]:
    """The `opt` of a route: `@get("/", opt=needs(Permission.TODAY))`."""
    return {OPT_KEY: permission}


def may(actor: Actor | None, permission: Permission) -> bool:
    """Whether the person may open pages of this permission; nobody signed in may open only public ones."""
    if permission is Permission.PUBLIC:
        return True
    return actor is not None and permission in ROLE_PERMISSIONS[actor.role]


def check_may(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless `may`; actions check too, so that a forgotten page guard changes nothing."""
    if not may(actor, permission):
        raise NotAllowed


def scope_of(actor: Actor, *, today: date) -> Scope:
    """What exists for this person: everything for the coordinating agency, else its own agencies' records."""
    agencies = None if actor.role is Role.COORDINATOR else actor.agencies
    return Scope(council=actor.council, day=today, agencies=agencies)


def whole_council(council: CouncilId, *, today: date) -> Scope:
    """The scope of the operator and of the worker."""
    return Scope(council=council, day=today)
