"""Use cases about the 開催通知: what will leave, telling every agency once, reminding the silent once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.councils.model import Council
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of
from core import clock, outbox
from core.database import transaction
from core.outbox import MailState, OutboxMail
from meetings.agenda import store as agenda_store
from meetings.invitations.actions import Told
from meetings.invitations.errors import NoSuchMail, NothingToSend
from meetings.invitations.messages import Letter, notice_letter, reminder_letter
from meetings.invitations.notice_facts import NoticeFacts, addressee_of
from meetings.invitations.sending import Telling, enqueue, sender_of, telling_of
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Invitee, Meeting, MeetingState, Reply
from meetings.scheduling.plan import OfficeDays
from meetings.scheduling.rules import check_may_prepare
from meetings.tiers import store as tier_store
from network.agencies import store as agency_store
from network.contacts import store as contact_store

Composer = Callable[[Council, Meeting, UUID], Letter]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDetails:
    """文書番号, date and the note of the 決裁, typed before the notice leaves."""

    number: str
    on: date | None
    note: str
    read_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The notice of a meeting and the way to each agency."""

    facts: NoticeFacts
    tellings: Mapping[UUID, Telling]

    @property
    def untold(self) -> list[Invitee]:
        """The agencies that do not know yet; the coordinating agency knows."""
        others = self.facts.agencies.keys() - self.facts.hosts
        return [one for one in self.facts.invitees if one.noticed_at is None and one.agency_id in others]

    @property
    def silent(self) -> list[Invitee]:
        """Told, and no answer yet."""
        return [one for one in self.facts.invitees if one.noticed_at is not None and one.reply is Reply.NONE]


async def notice(scope: Scope, meeting_id: UUID) -> Notice:
    """The notice as it stands."""
    async with transaction(scope.council):
        return _with_ways(await notice_facts(meeting_id, scope=scope))


async def save_details(actor: Actor, meeting_id: UUID, details: NoticeDetails) -> None:
    """Keep 文書番号, date and note. Raises Conflict."""
    check_may(actor, Permission.MEETING_PREPARE)
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=scope_of(actor, today=clock.today()))
        check_may_prepare(meeting)
        changed = replace(
            meeting, notice_number=details.number, notice_on=details.on, note=details.note, version=details.read_version
        )
        audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id, what="notice")
        await meeting_store.save_meeting(changed, audit=audit)


async def convene(actor: Actor, meeting_id: UUID) -> Told:
    """開催を通知する: tell every agency that does not know yet, by mail or as a paper to send. Raises NothingToSend."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope, now = scope_of(actor, today=clock.today()), clock.now()
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        found = _with_ways(await notice_facts(meeting_id, scope=scope))
        if not found.untold:
            raise NothingToSend
        told = await _tell(found, found.untold, notice_letter)
        audit = AuditEvent.of(actor, AuditKind.MEETING_CONVENED, meeting_id, agencies=str(len(found.untold)))
        noticed = [replace(invitee, noticed_at=now) for invitee in found.untold]
        meeting = found.facts.meeting
        state = MeetingState.CONVENED if meeting.state is MeetingState.DRAFT else meeting.state
        changed = replace(meeting, state=state, notice_on=meeting.notice_on or scope.day)
        await meeting_store.save_meeting(changed, invitees_changed=noticed, audit=audit)
    return told


async def remind(actor: Actor, meeting_id: UUID) -> Told:
    """督促: tell the silent agencies, each once. Raises NothingToSend."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        found = _with_ways(await notice_facts(meeting_id, scope=scope))
        told = await _tell(found, found.silent, reminder_letter)
        if told == Told():
            raise NothingToSend
        await audit_store.append(AuditEvent.of(actor, AuditKind.MAIL_QUEUED, meeting_id, what="reminder"))
    return told


async def mails(scope: Scope, meeting_id: UUID) -> tuple[Meeting, Sequence[OutboxMail], Mapping[UUID, str]]:
    """What has left or waits to leave about a meeting, newest first, and the agencies' names."""
    async with transaction(scope.council):
        meeting = await meeting_store.meeting(meeting_id, scope=scope)
        names = await agency_store.agency_names(scope=scope)
        return meeting, await outbox.mails(meeting_id=meeting_id), names


async def by_paper(actor: Actor, meeting_id: UUID, mail_id: UUID) -> None:
    """A mail that did not arrive is sent by paper or FAX instead. Raises NoSuchMail."""
    await _mark(actor, meeting_id, mail_id, MailState.PAPER, from_states={MailState.FAILED, MailState.SENT})


async def paper_sent(actor: Actor, meeting_id: UUID, mail_id: UUID) -> None:
    """A paper was sent. Raises NoSuchMail."""
    await _mark(actor, meeting_id, mail_id, MailState.SENT, from_states={MailState.PAPER})


async def notice_facts(meeting_id: UUID, *, scope: Scope) -> NoticeFacts:
    """Everything a notice says, read in the open transaction."""
    meeting = await meeting_store.meeting(meeting_id, scope=scope)
    council = await council_store.council(scope=scope)
    return NoticeFacts(
        council=council,
        meeting=meeting,
        tier=await tier_store.tier(meeting.tier_id, scope=scope),
        invitees=await meeting_store.invitees(meeting_id, scope=scope),
        agencies={agency.id: agency for agency in await agency_store.agencies(scope=scope, ended=True)},
        contacts=await contact_store.contacts(scope=scope),
        members=await agency_store.members(scope=scope),
        items=await agenda_store.items(meeting_id, scope=scope),
        days=OfficeDays(today=scope.day, closed=await council_store.closed_dates(scope=scope)),
    )


def _with_ways(facts: NoticeFacts) -> Notice:
    sender = sender_of(facts.council)
    tellings = {
        agency.id: telling_of(
            agency,
            sender,
            addressee=addressee_of(agency, facts.contacts, facts.days.today),
            reachable=facts.reachable(agency),
            host=agency.id in facts.hosts,
        )
        for agency in facts.agencies.values()
    }
    return Notice(facts=facts, tellings=tellings)


async def _tell(found: Notice, invitees: Sequence[Invitee], compose: Composer) -> Told:
    council, meeting, told = found.facts.council, found.facts.meeting, Told()
    sender, now = sender_of(council), clock.now()
    for invitee in invitees:
        telling = found.tellings[invitee.agency_id]
        letter = compose(council, meeting, invitee.agency_id)
        if await enqueue(letter, telling, sender=sender, meeting_id=meeting.id, now=now):
            told = told.plus(telling.way)
    return told


async def _mark(
    actor: Actor, meeting_id: UUID, mail_id: UUID, state: MailState, *, from_states: set[MailState]
) -> None:
    check_may(actor, Permission.MEETING_PREPARE)
    async with transaction(actor.council):
        found = {mail.id: mail for mail in await outbox.mails(meeting_id=meeting_id)}
        if mail_id not in found or found[mail_id].state not in from_states:
            raise NoSuchMail
        await outbox.mark(mail_id, state, now=clock.now())
        audit = AuditEvent.of(actor, AuditKind.MAIL_QUEUED, meeting_id, mail=str(mail_id), state=state.value)
        await audit_store.append(audit)
