"""Use cases about meetings and who is invited. What is sent to the agencies is the matter of `invitations`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.permissions.model import Actor, Permission, Role, Scope
from access.permissions.rules import check_may, scope_of, whole_council
from core import clock
from core.database import transaction
from core.errors import Invalid, NotFound
from meetings.scheduling import rules, store
from meetings.scheduling.model import Channel, Invitee, Meeting
from meetings.scheduling.plan import MeetingPlan, OfficeDays, title_of
from meetings.scheduling.rules import ReplyGiven, TypedReply
from meetings.tiers import store as tier_store
from meetings.tiers.model import MeetingTier
from network.agencies import store as agency_store
from network.agencies.model import Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """What is needed to plan meetings: kinds, meetings so far, who was invited when, agencies, working days."""

    tiers: Sequence[MeetingTier]
    meetings: Sequence[Meeting]
    invited: Mapping[UUID, Sequence[Invitee]]
    agencies: Sequence[Agency]
    days: OfficeDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitations:
    """A meeting, its kind, who is invited, and the agencies of the council."""

    meeting: Meeting
    tier: MeetingTier
    invitees: Sequence[Invitee]
    agencies: Mapping[UUID, Agency]


async def planning(scope: Scope) -> Planning:
    """Everything the planning pages show."""
    async with transaction(scope.council):
        council = await council_store.council(scope=scope)
        closed = await council_store.closed_days(scope=scope)
        invited: dict[UUID, list[Invitee]] = {}
        for invitee in await store.all_invitees(scope=scope):
            invited.setdefault(invitee.meeting_id, []).append(invitee)
        return Planning(
            tiers=await tier_store.tiers(scope=scope),
            meetings=await store.meetings(scope=scope),
            invited=invited,
            agencies=await agency_store.agencies(scope=scope),
            days=OfficeDays(
                today=scope.day,
                closed=frozenset(day.day for day in closed),
                closed_names={day.day: day.name for day in closed},
                reply_lead_days=council.numbers.reply_lead_days,
                notice_lead_days=council.numbers.notice_lead_days,
            ),
        )


async def invitations(scope: Scope, meeting_id: UUID) -> Invitations:
    """One meeting with its invited agencies."""
    async with transaction(scope.council):
        meeting = await store.meeting(meeting_id, scope=scope)
        return Invitations(
            meeting=meeting,
            tier=await tier_store.tier(meeting.tier_id, scope=scope),
            invitees=await store.invitees(meeting_id, scope=scope),
            agencies={agency.id: agency for agency in await agency_store.agencies(scope=scope, ended=True)},
        )


async def create_meeting(actor: Actor, plan: MeetingPlan) -> Meeting:
    """会議をつくる: the meeting and its invited agencies, nothing sent yet."""
    check_may(actor, Permission.MEETING_PREPARE)
    rules.check_frame(plan)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        tier = await tier_store.tier(plan.tier_id, scope=scope)
        title = title_of(tier, plan.ordinal)
        empty = Meeting(
            id=uuid4(), tier_id=tier.id, ordinal=plan.ordinal, title=title,
            held_on=plan.held_on, starts=plan.starts, ends=plan.ends,
        )  # fmt: skip
        meeting = rules.planned(empty, plan, title)
        invited = rules.invited(meeting.id, plan.agencies, tier.standing_agencies)
        await store.add_meeting(meeting, invited, audit=AuditEvent.of(actor, AuditKind.MEETING_CREATED, meeting.id))
    return meeting


async def change_meeting(actor: Actor, meeting_id: UUID, plan: MeetingPlan, *, read_version: int) -> Meeting:
    """Change day, frame, place or the invited agencies; answers of agencies that stay are kept. Raises Conflict.

    Agencies that have the notice of another day, time or place count as not told yet.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    rules.check_frame(plan)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        before = await store.locked_meeting(meeting_id, scope=scope)
        rules.check_may_prepare(before)
        tier = await tier_store.tier(plan.tier_id, scope=scope)
        meeting = rules.planned(before, plan, title_of(tier, plan.ordinal))
        present = await store.invitees(meeting_id, scope=scope)
        known = {invitee.agency_id for invitee in present}
        staying = [invitee for invitee in present if invitee.agency_id in plan.agencies]
        again = rules.must_be_told_again(before, meeting)
        await store.save_meeting(
            replace(meeting, version=read_version),
            invitees_changed=[replace(one, noticed_at=None) for one in staying if one.noticed_at and again],
            invitees_added=rules.invited(meeting_id, set(plan.agencies) - known, tier.standing_agencies),
            invitees_removed=[invitee.id for invitee in present if invitee.agency_id not in plan.agencies],
            audit=AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id),
        )
    return meeting


async def invite(actor: Actor, meeting_id: UUID, agency_id: UUID) -> None:
    """Invite one more agency; inviting it twice changes nothing."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        meeting = await store.locked_meeting(meeting_id, scope=scope)
        rules.check_may_prepare(meeting)
        agency = await agency_store.agency(agency_id, scope=scope)
        tier = await tier_store.tier(meeting.tier_id, scope=scope)
        if any(invitee.agency_id == agency.id for invitee in await store.invitees(meeting_id, scope=scope)):
            return
        audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id, invited=str(agency.id))
        await store.add_invitees(rules.invited(meeting_id, [agency.id], tier.standing_agencies), audit=audit)


async def uninvite(actor: Actor, meeting_id: UUID, agency_id: UUID) -> Invitee:
    """Do not invite an agency after all; the invitation with the answer that goes with it."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        rules.check_may_prepare(await store.locked_meeting(meeting_id, scope=scope))
        invitee = await store.invitee(meeting_id, agency_id, scope=scope)
        audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id, uninvited=str(agency_id))
        await store.remove_invitees([invitee.id], audit=audit)
    return invitee


async def answer(
    actor: Actor,
    meeting_id: UUID,
    agency_id: UUID,
    given: ReplyGiven,
    *,
    channel: Channel,
    read_version: int | None = None,
) -> Invitee:
    """Record an agency's answer: typed in by the office, or given by the agency itself on its page.

    A member may answer for its own agencies only (NotFound otherwise). Raises SubstituteRefused, Invalid, Conflict.
    """
    _check_may_answer_for(actor, agency_id)
    whole = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        meeting = await store.meeting(meeting_id, scope=scope_of(actor, today=clock.today()))
        invitee = await store.invitee(meeting_id, agency_id, scope=whole)
        agency = await agency_store.agency(agency_id, scope=whole)
        typed = TypedReply(agency_id=agency_id, read_version=read_version or invitee.version, given=given)
        return await _record(actor, meeting, invitee, agency, typed=typed, channel=channel)


async def record_replies(actor: Actor, meeting_id: UUID, replies: Sequence[TypedReply], *, channel: Channel) -> int:
    """Record the rows of answers that say something new, all or none; how many.

    Raises Invalid with the fields of every row that cannot be taken, Conflict when a row was answered meanwhile.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope, recorded = scope_of(actor, today=clock.today()), 0
    problems: dict[str, str] = {}
    async with transaction(actor.council):
        meeting = await store.locked_meeting(meeting_id, scope=scope)  # a row may be saved in the same moment
        invitees = {invitee.agency_id: invitee for invitee in await store.invitees(meeting_id, scope=scope)}
        agencies = {agency.id: agency for agency in await agency_store.agencies(scope=scope, ended=True)}
        for typed in replies:
            invitee = invitees[typed.agency_id]
            if rules.reply_of(invitee) == typed.given:
                continue
            try:
                await _record(actor, meeting, invitee, agencies[typed.agency_id], typed=typed, channel=channel)
            except Invalid as refused:
                prefix = rules.row_prefix(typed.agency_id)
                problems |= {f"{prefix}{name}": message for name, message in refused.problems.items()}
            recorded += 1
        if problems:
            raise Invalid(problems=problems)
    return recorded


async def _record(
    actor: Actor, meeting: Meeting, invitee: Invitee, agency: Agency, *, typed: TypedReply, channel: Channel
) -> Invitee:
    rules.check_may_answer(meeting, channel=channel)
    rules.check_reply(meeting, agency, typed.given)
    after = rules.answered(invitee, typed.given, channel=channel, now=clock.now())
    audit = AuditEvent.of(
        actor, AuditKind.REPLY_RECORDED, meeting.id,
        agency=str(agency.id), reply=typed.given.reply.value, channel=channel.value,
    )  # fmt: skip
    await store.save_invitee(replace(after, version=typed.read_version), audit=audit)
    return replace(after, version=typed.read_version + 1)


def _check_may_answer_for(actor: Actor, agency_id: UUID) -> None:
    if actor.role is Role.MEMBER:
        check_may(actor, Permission.OWN_PAGES)
        if agency_id not in actor.agencies:
            raise NotFound
        return
    check_may(actor, Permission.MEETING_PREPARE)
