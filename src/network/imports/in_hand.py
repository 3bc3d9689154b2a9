"""An import with all that its page and its last button need, loaded inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from access.councils import store as council_store
from access.permissions.model import Scope
from core import jobs
from core.errors import NotFound
from core.jobs import Job
from network.agencies import store as agency_store
from network.agencies.agency_kind import AgencyKind
from network.agencies.kind_choices import kinds_of_council
from network.agencies.member_list_rows import MemberList
from network.agencies.model import Agency
from network.cases import store as case_store
from network.imports import store
from network.imports.case_check import CaseCheck, KnownCases, check_cases
from network.imports.list_reading import list_of
from network.imports.member_check import KnownAgencies, MemberCheck, check_members
from network.imports.received_file import Import, ImportState, NamedMapping

_SEVERITIES = "severity"


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """An import; one of the checks is there once its file is read."""

    imported: Import
    cases: CaseCheck | None = None
    members: MemberCheck | None = None
    member_list: MemberList | None = None
    agencies: Sequence[Agency] = ()
    kinds: Sequence[AgencyKind] = ()
    own_severities: Mapping[str, str] | None = None
    mappings: Sequence[NamedMapping] = ()
    job: Job | None = None


async def load(scope: Scope, imported: Import, *, account_id: UUID | None = None) -> InHand:
    """The import with its check against what the council has now."""
    agencies = await agency_store.agencies(scope=scope)
    kinds = kinds_of_council(await agency_store.local_kinds(scope=scope))
    hand = InHand(imported=imported, agencies=agencies, kinds=kinds)
    summary = imported.summary
    if imported.state in {ImportState.READING, ImportState.TAKING}:
        return replace(hand, job=await _job(summary.job_id, account_id))
    if summary.case_list is not None:
        known = await known_cases(scope, agencies, kinds)
        check = check_cases(summary.case_list, imported.corrections, known)
        mappings = await store.named_mappings(scope=scope)
        return replace(hand, cases=check, mappings=mappings, own_severities=known.own_severities)
    return await _with_members(scope, hand) if summary.member_lists else hand


async def known_cases(scope: Scope, agencies: Sequence[Agency], kinds: Sequence[AgencyKind]) -> KnownCases:
    """What a case list is checked against."""
    council = await council_store.council(scope=scope)
    return KnownCases(
        agencies=agencies,
        cases=await case_store.cases(scope=scope, closed=True),
        own_severities=council.codes.get(_SEVERITIES, {}),
        kinds=kinds,
        municipality=council.profile.municipality,
        today=scope.day,
    )


async def _with_members(scope: Scope, hand: InHand) -> InHand:
    """The hand with the list of the chosen council, checked."""
    corrections = hand.imported.corrections
    own = (await council_store.council(scope=scope)).profile.municipality
    found = list_of(hand.imported.summary.member_lists, corrections.municipality, own=own)
    known = KnownAgencies(
        agencies=hand.agencies,
        seats=await agency_store.seats(scope=scope),
        members=await agency_store.members(scope=scope),
        kinds=hand.kinds,
        day=scope.day,
    )
    return replace(hand, member_list=found, members=check_members(found, corrections, known))


async def _job(job_id: UUID | None, account_id: UUID | None) -> Job | None:
    """The job that works on the import, when it is one's own."""
    if job_id is None or account_id is None:
        return None
    try:
        return await jobs.job(job_id, account_id=account_id)
    except NotFound:
        return None
