"""Reads everything about cases at once. Owns no table: it asks the stores of cases, agencies and contacts."""

from collections.abc import Sequence
from uuid import UUID

from access.councils import store as councils
from access.permissions.model import Scope
from network.agencies import store as agencies
from network.cases import store as cases
from network.cases.words import CodeWords
from network.contacts import store as contacts
from network.graph import casebook
from network.graph.casebook import Casebook, Records
from network.graph.gaps import GapSettings


async def whole_casebook(*, scope: Scope, closed: bool = False, case_ids: Sequence[UUID] | None = None) -> Casebook:
    """Open cases, or all with `closed`, or those named; findings are counted on the scope's day."""
    found = await cases.cases(scope=scope, closed=closed, case_ids=case_ids)
    ids = [case.id for case in found]
    household_ids = list({case.household_id for case in found})
    council = await councils.council(scope=scope)
    records = Records(
        cases=found,
        households=await cases.households(scope=scope, household_ids=household_ids),
        linkages=await cases.linkages(scope=scope, case_ids=ids),
        sightings=await cases.sightings(scope=scope, case_ids=ids),
        promises=await cases.promises(scope=scope, case_ids=ids),
        agencies=await agencies.agencies(scope=scope, ended=True),
        contacts=await contacts.contacts(scope=scope),
        local_kinds=await agencies.local_kinds(scope=scope),
        words=CodeWords(council.codes),
    )
    return casebook.casebook(records, scope.day, GapSettings(not_seen_days=council.numbers.unseen_days))


async def household_casebook(case_id: UUID, *, scope: Scope) -> Casebook:
    """The case and its siblings, closed ones only when the case itself is closed. Raises NotFound."""
    case = await cases.case(case_id, scope=scope)
    siblings = await cases.cases(scope=scope, closed=True, household_id=case.household_id)
    ids = [one.id for one in siblings if one.open or one.id == case.id]
    return await whole_casebook(scope=scope, closed=True, case_ids=ids)
