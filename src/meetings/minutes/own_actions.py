"""Use cases of a member agency on its own pages: when to come, what to answer, what it was given, its own children.

What it may see of a linked case is decided here and nowhere else (model.md §3): the child's name and class, the lead
agency, its own linkage and tasks, the tasks agreed in meetings it attended. Everything else does not exist for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.councils.model import Council
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of, whole_council
from core import clock
from core.database import transaction
from core.errors import NotFound
from meetings.agenda import store as agenda_store
from meetings.invitations import store as window_store
from meetings.invitations.model import Window
from meetings.minutes.errors import RepliesClosed
from meetings.progress import actions as progress
from meetings.progress.ledger import LedgerRow
from meetings.progress.ledger_rows import LedgerItem
from meetings.scheduling import actions as scheduling
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Channel, Invitee, Meeting, MeetingState
from meetings.scheduling.rules import ReplyGiven
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import store as case_store
from network.cases.model import Case, Linkage, Promise

COMING = frozenset({MeetingState.CONVENED, MeetingState.CONFIRMED, MeetingState.RUNNING, MeetingState.CANCELLED})
LIST_GIVEN = frozenset({MeetingState.CONFIRMED, MeetingState.RUNNING, MeetingState.DECIDED, MeetingState.MINUTED})
DONE_SHOWN_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMeeting:
    """A meeting one of the own agencies is invited to, with its announced window."""

    meeting: Meeting
    invitee: Invitee
    agency: Agency
    window: Window | None
    list_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """What an agency sees of a child it is linked to."""

    case: Case
    lead: str
    linkages: Sequence[Linkage]
    promises: Sequence[Promise]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """The first page of a member agency."""

    council: Council
    meetings: Sequence[OwnMeeting]
    cases: Sequence[OwnCase]
    promises: Sequence[Promise]
    agencies: Mapping[UUID, Agency]
    numbers: Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedRoles:
    """The tasks about a child agreed in one meeting the agency attended."""

    meeting: Meeting
    promises: Sequence[Promise]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCasePage:
    """The page of one child, with the names of the agencies that have a task."""

    own: OwnCase
    roles: Sequence[AgreedRoles]
    names: Mapping[UUID, str]
    agencies: Mapping[UUID, Agency]


async def own_page(actor: Actor) -> OwnPage:
    """Everything of the first page; that the children were listed is recorded."""
    check_may(actor, Permission.OWN_PAGES)
    own, whole = _scopes(actor)
    async with transaction(actor.council):
        cases = await case_store.cases(scope=own)
        promises = await case_store.promises(scope=own)
        agencies = {one.id: one for one in await agency_store.agencies(scope=own)}
        given = await case_store.cases(scope=whole, closed=True, case_ids=[one.case_id for one in promises])
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, "", page="my", count=str(len(cases))))
        return OwnPage(
            council=await council_store.council(scope=whole),
            meetings=await _meetings(own, whole, agencies),
            cases=await _own_cases(cases, own, whole),
            promises=[one for one in promises if _shown(one, own)],
            agencies=agencies,
            numbers={one.id: one.number for one in given},
        )


async def own_case(actor: Actor, case_id: UUID) -> OwnCasePage:
    """One child. Raises NotFound for a case the agency is not linked to today, whether it exists or not."""
    check_may(actor, Permission.OWN_PAGES)
    own, whole = _scopes(actor)
    async with transaction(actor.council):
        case = await case_store.case(case_id, scope=own)
        if not case.open:
            raise NotFound
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASE_SEEN, case_id))
        return OwnCasePage(
            own=(await _own_cases([case], own, whole))[0],
            roles=await _agreed(case_id, own, whole),
            names=await agency_store.agency_names(scope=whole),
            agencies={one.id: one for one in await agency_store.agencies(scope=own)},
        )


async def answer(
    actor: Actor, meeting_id: UUID, agency_id: UUID, given: ReplyGiven, *, read_version: int | None
) -> Invitee:
    """The agency's own answer, until the day it was asked for. Raises RepliesClosed, Invalid, Conflict, NotFound."""
    check_may(actor, Permission.OWN_PAGES)
    own, _ = _scopes(actor)
    async with transaction(actor.council):
        meeting = await meeting_store.meeting(meeting_id, scope=own)
    if meeting.reply_by is not None and clock.today() > meeting.reply_by:
        raise RepliesClosed
    return await scheduling.answer(actor, meeting_id, agency_id, given, channel=Channel.WEB, read_version=read_version)


async def keep_promise(actor: Actor, promise_id: UUID, *, note: str, read_version: int) -> int:
    """できた: an own task is done, with a word about it. Returns the new version. Raises Conflict, NotFound."""
    check_may(actor, Permission.OWN_PAGES)
    own, _ = _scopes(actor)
    async with transaction(actor.council):
        before = await case_store.promise(promise_id, scope=own)
        after = replace(before, done_on=own.day, done_note=note, version=read_version)
        await case_store.save_promise(after, audit=_promise_audit(actor, before, "done"))
    return read_version + 1


async def take_back_promise(actor: Actor, promise_id: UUID, *, read_version: int) -> None:
    """Not done after all. Raises Conflict, NotFound."""
    check_may(actor, Permission.OWN_PAGES)
    own, _ = _scopes(actor)
    async with transaction(actor.council):
        before = await case_store.promise(promise_id, scope=own)
        after = replace(before, done_on=None, done_note="", version=read_version)
        await case_store.save_promise(after, audit=_promise_audit(actor, before, "undone"))


async def given_list(actor: Actor, meeting_id: UUID) -> tuple[Meeting, list[LedgerRow]]:
    """All rows of a meeting's list, for standing members from its distribution until it is to be handed back.

    Raises NotFound for everybody else and outside that time.
    """
    check_may(actor, Permission.OWN_PAGES)
    own, whole = _scopes(actor)
    async with transaction(actor.council):
        meeting = await meeting_store.meeting(meeting_id, scope=own)
        council = await council_store.council(scope=whole)
        invited = await meeting_store.invitees(meeting_id, scope=own)
        if not any(_list_given(meeting, one, council, own) for one in invited):
            raise NotFound
        items = await agenda_store.items(meeting_id, scope=whole)
        await audit_store.append(AuditEvent.of(actor, AuditKind.LEDGER_SEEN, meeting_id))
    ids = [case_id for item in items for case_id in item.cases]
    placed = {case_id: LedgerItem(order=place) for place, case_id in enumerate(ids, start=1)}
    return meeting, await progress.ledger_rows(whole, case_ids=ids, items=placed)


async def _meetings(own: Scope, whole: Scope, agencies: Mapping[UUID, Agency]) -> list[OwnMeeting]:
    council = await council_store.council(scope=whole)
    windows = {(one.meeting_id, one.agency_id): one for one in await window_store.windows(scope=own)}
    invited = await meeting_store.all_invitees(scope=own)
    return [
        OwnMeeting(
            meeting=meeting,
            invitee=invitee,
            agency=agencies[invitee.agency_id],
            window=windows.get((meeting.id, invitee.agency_id)),
            list_given=_list_given(meeting, invitee, council, own),
        )
        for meeting in await meeting_store.meetings(scope=own)
        for invitee in invited
        if invitee.meeting_id == meeting.id
        and invitee.agency_id in agencies
        and (_coming(meeting, invitee, own) or _list_given(meeting, invitee, council, own))
    ]


async def _own_cases(cases: Sequence[Case], own: Scope, whole: Scope) -> list[OwnCase]:
    ids = [case.id for case in cases]
    held = [one for one in await case_store.linkages(scope=whole, case_ids=ids) if one.on(own.day)]
    names = await agency_store.agency_names(scope=whole)
    promises = await case_store.promises(scope=own, case_ids=ids)
    return [
        OwnCase(
            case=case,
            lead="・".join(
                dict.fromkeys(names.get(one.agency_id, "") for one in held if one.is_lead and one.case_id == case.id)
            ),
            linkages=[one for one in held if one.case_id == case.id and one.agency_id in (own.agencies or ())],
            promises=[one for one in promises if one.case_id == case.id],
        )
        for case in cases
    ]


async def _agreed(case_id: UUID, own: Scope, whole: Scope) -> list[AgreedRoles]:
    """Tasks of all agencies about the child, of meetings in which an own agency sat."""
    sat = {one.meeting_id for one in await meeting_store.all_invitees(scope=own) if one.arrived_at is not None}
    agreed = await case_store.promises(scope=whole, case_ids=[case_id])
    meetings = [one for one in await meeting_store.meetings(scope=own) if one.id in sat]
    found = [
        AgreedRoles(meeting=meeting, promises=[one for one in agreed if one.meeting_id == meeting.id])
        for meeting in reversed(meetings)
    ]
    return [one for one in found if one.promises]


def _coming(meeting: Meeting, invitee: Invitee, own: Scope) -> bool:
    """Still to come; one that was called off only if the agency had been told of it."""
    told = meeting.state is not MeetingState.CANCELLED or invitee.noticed_at is not None
    return told and meeting.state in COMING and meeting.held_on >= own.day


def _list_given(meeting: Meeting, invitee: Invitee, council: Council, own: Scope) -> bool:
    last = meeting.held_on + timedelta(days=council.numbers.list_days_after)
    return invitee.standing and meeting.state in LIST_GIVEN and own.day <= last


def _shown(promise: Promise, own: Scope) -> bool:
    return promise.done_on is None or (own.day - promise.done_on).days <= DONE_SHOWN_DAYS


def _promise_audit(actor: Actor, promise: Promise, what: str) -> AuditEvent:
    return AuditEvent.of(actor, AuditKind.PROMISE_CHANGED, promise.case_id, promise=what)


def _scopes(actor: Actor) -> tuple[Scope, Scope]:
    today = clock.today()
    return scope_of(actor, today=today), whole_council(actor.council, today=today)
