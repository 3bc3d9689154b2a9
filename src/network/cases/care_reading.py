"""What the forms of linkages, sightings and promises offer: agencies, those of the case first, and positions."""

from dataclasses import dataclass
from uuid import UUID

from access.permissions.model import Scope
from core.database import transaction
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import store
from network.cases.model import Case
from network.contacts import store as contact_store


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithAgencies:
    """A case, the agencies of the council (linked ones first), and the positions known in the linked ones."""

    case: Case
    agencies: list[Agency]
    positions: list[str]


async def case_with_agencies(scope: Scope, case_id: UUID) -> CaseWithAgencies:
    """A case with what its forms offer. Raises NotFound."""
    async with transaction(scope.council):
        case = await store.case(case_id, scope=scope)
        held = await store.linkages(scope=scope, case_ids=[case_id])
        agencies = await agency_store.agencies(scope=scope)
        contacts = await contact_store.contacts(scope=scope)
    linked = {linkage.agency_id for linkage in held if linkage.on(scope.day)}
    return CaseWithAgencies(
        case=case,
        agencies=sorted(agencies, key=lambda agency: agency.id not in linked),
        positions=sorted({contact.position for contact in contacts if contact.on(scope.day)}),
    )
