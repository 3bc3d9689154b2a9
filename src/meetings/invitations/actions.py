"""Use cases about windows: what confirming would send, confirming, calling a meeting off, calendar files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.councils.model import Council
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of, whole_council
from core import clock, outbox
from core.calendar import working_day_after
from core.database import transaction
from core.outbox import MailState
from core.paper_letter import Addressee
from meetings.agenda import ordering
from meetings.agenda import store as agenda_store
from meetings.agenda.actions import agenda_facts
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.told import as_told
from meetings.invitations import messages, rules, store
from meetings.invitations.calendar_file import Method, new_uid
from meetings.invitations.errors import NotReady, NoWindow, PlanChanged
from meetings.invitations.model import Window, WindowRevision
from meetings.invitations.notice_facts import addressee_of
from meetings.invitations.rules import ChangeKind, Obstacle, WindowChange
from meetings.invitations.sending import Telling, Way, enqueue, sender_of, telling_of
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import MeetingState
from meetings.scheduling.rules import check_may_prepare
from network.agencies import store as agency_store
from network.contacts import store as contact_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What stands between an agenda and 確定, and what 確定 would send."""

    facts: AgendaFacts
    obstacles: Sequence[Obstacle]
    changes: Sequence[WindowChange]
    tellings: Mapping[UUID, Telling]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many agencies were told which way."""

    mails: int = 0
    papers: int = 0

    def plus(self, way: Way) -> "Told":
        """One more."""
        return replace(self, mails=self.mails + 1) if way is Way.MAIL else replace(self, papers=self.papers + 1)


async def confirmation(actor: Actor, meeting_id: UUID) -> Confirmation:
    """What 確定 would do now; nothing changes."""
    check_may(actor, Permission.MEETING_SEE)
    async with transaction(actor.council):
        return await _confirmation(meeting_id, scope_of(actor, today=clock.today()))


async def confirm(actor: Actor, meeting_id: UUID, *, seen: str) -> Told:
    """確定: fix the windows and tell every agency whose time or place is new, changed or taken back, once.

    `seen` is the sign of what the person was shown (`rules.seen`). Confirming the same plan twice writes nothing.
    Raises NotReady, PlanChanged.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope, now, told = scope_of(actor, today=clock.today()), clock.now(), Told()
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        plan = await _confirmation(meeting_id, scope)
        if plan.obstacles:
            raise NotReady(problems={"": " ".join(obstacle.sentence for obstacle in plan.obstacles)})
        before = [*plan.facts.items, *plan.facts.put_off]
        changes, items = rules.to_tell(plan.changes), as_told(before)
        if not changes and items == before and plan.facts.meeting.state is MeetingState.CONFIRMED:
            return told
        if rules.seen(plan.changes) != seen:
            raise PlanChanged
        told = await _announce(actor, plan, changes, now=now, scope=scope)
        meeting = replace(plan.facts.meeting, state=MeetingState.CONFIRMED, confirmed_at=now)
        marked = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what="told")
        await agenda_store.keep(before, items, audit=marked)
        audit = AuditEvent.of(actor, AuditKind.WINDOWS_CONFIRMED, meeting_id, told=str(len(changes)))
        await meeting_store.save_meeting(meeting, audit=audit)
    return told


async def call_off(actor: Actor, meeting_id: UUID) -> Told:
    """中止: every announced window is cancelled, and agencies that have only the notice are told."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope, now = scope_of(actor, today=clock.today()), clock.now()
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        facts = await agenda_facts(meeting_id, scope=scope)
        live = await store.windows(scope=scope, meeting_id=meeting_id)
        changes = rules.changes([], live)
        plan = Confirmation(facts=facts, obstacles=(), changes=changes, tellings=await _tellings(facts, scope))
        told = await _announce(actor, plan, changes, now=now, scope=scope)
        windowed, sender = {window.agency_id for window in live}, sender_of(facts.council)
        for invitee in facts.invitees:
            if invitee.noticed_at is not None and invitee.agency_id not in windowed:
                letter = messages.calling_off_letter(facts.council, facts.meeting, invitee.agency_id)
                telling = plan.tellings[invitee.agency_id]
                if await enqueue(letter, telling, sender=sender, meeting_id=meeting_id, now=now):
                    told = told.plus(telling.way)
        audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id, state=MeetingState.CANCELLED.value)
        await meeting_store.save_meeting(replace(facts.meeting, state=MeetingState.CANCELLED), audit=audit)
    return told


async def calendar_file(scope: Scope, meeting_id: UUID, agency_id: UUID) -> bytes:
    """The file an agency may download (PUBLISH). Raises NoWindow, also for an agency outside the scope."""
    async with transaction(scope.council):
        council = await council_store.council(scope=whole_council(scope.council, today=scope.day))
        found = await _latest(scope, meeting_id)
    for window, revision in found:
        if window.agency_id == agency_id:
            return messages.published(council, revision, window.uid)
    raise NoWindow


async def invitation_files(scope: Scope, meeting_id: UUID) -> list[tuple[str, bytes, bytes | None]]:
    """Every agency's name, its calendar file, and the mail that invites it (None without an address)."""
    async with transaction(scope.council):
        council = await council_store.council(scope=scope)
        agencies = {agency.id: agency for agency in await agency_store.agencies(scope=scope, ended=True)}
        contacts = await contact_store.contacts(scope=scope)
        found = await _latest(scope, meeting_id)
    return [
        (
            agencies[window.agency_id].name,
            messages.published(council, revision, window.uid),
            _mail_of(council, addressee_of(agencies[window.agency_id], contacts, scope.day), revision, window.uid),
        )
        for window, revision in found
    ]


async def announced(scope: Scope, meeting_id: UUID) -> list[tuple[Window, list[WindowRevision]]]:
    """The windows in force with what was told about each, oldest first."""
    async with transaction(scope.council):
        revisions = await store.revisions(scope=scope, meeting_id=meeting_id)
        windows = await store.windows(scope=scope, meeting_id=meeting_id)
    return [(window, [one for one in revisions if one.window_id == window.id]) for window in windows]


async def _confirmation(meeting_id: UUID, scope: Scope) -> Confirmation:
    facts = await agenda_facts(meeting_id, scope=scope)
    live = await store.windows(scope=scope, meeting_id=meeting_id)
    changes = rules.changes(rules.planned_windows(facts), live)
    tellings = await _tellings(facts, scope)
    return Confirmation(facts=facts, obstacles=rules.obstacles(facts), changes=changes, tellings=tellings)


async def _tellings(facts: AgendaFacts, scope: Scope) -> Mapping[UUID, Telling]:
    sender, contacts = sender_of(facts.council), await contact_store.contacts(scope=scope)
    return {
        agency.id: telling_of(
            agency,
            sender,
            addressee=addressee_of(agency, contacts, scope.day),
            reachable=True,
            host=agency.id in facts.hosts,
        )
        for agency in facts.agencies.values()
    }


async def _announce(
    actor: Actor, plan: Confirmation, changes: Sequence[WindowChange], *, now: datetime, scope: Scope
) -> Told:
    """Write windows and revisions, and put one letter for each change into the outbox."""
    facts, told = plan.facts, Told()
    closed = await council_store.closed_dates(scope=scope)
    reply_by = working_day_after(facts.meeting.held_on, -1, closed)
    earlier = await store.revisions(scope=scope, meeting_id=facts.meeting.id)
    sender = sender_of(facts.council)
    for change in changes:
        window = _window_after(facts, change)
        telling = plan.tellings[change.agency_id]
        revision = _revision(facts, change, window, telling, earlier=earlier, stamp=now, reply_by=reply_by)
        audit = AuditEvent.of(
            actor, AuditKind.MAIL_QUEUED, facts.meeting.id,
            agency=str(change.agency_id), change=change.kind.value, way=telling.way.value,
        )  # fmt: skip
        added = (window,) if change.live is None else ()
        changed = () if change.live is None else (window,)
        await store.announce(added=added, changed=changed, revisions_added=(revision,), audit=audit)
        if not await _needs_telling(facts.meeting.id, change, window):
            continue
        letter = messages.window_letter(facts.council, revision, window.uid, telling.recipient)
        if await enqueue(letter, telling, sender=sender, meeting_id=facts.meeting.id, now=now):
            told = told.plus(telling.way)
    return told


async def _needs_telling(meeting_id: UUID, change: WindowChange, window: Window) -> bool:
    """Older mails that were never tried are dropped; what never left needs no cancellation."""
    prefix = f"window:{window.id}:"
    await outbox.supersede(agency_id=change.agency_id, meeting_id=meeting_id, key_prefix=prefix)
    if change.kind is not ChangeKind.CANCELLED:
        return True
    left = [mail for mail in await outbox.mails(meeting_id=meeting_id) if mail.key.startswith(prefix)]
    return any(mail.state is not MailState.FAILED for mail in left)


def _window_after(facts: AgendaFacts, change: WindowChange) -> Window:
    if change.planned is None and change.live is not None:
        return rules.cancelled_window(change.live)
    if change.planned is None:
        raise NoWindow
    if change.live is None:
        return rules.first_window(change.planned, facts.meeting.id, new_uid(messages.uid_host(facts.council)))
    return rules.moved_window(change.live, change.planned)


def _revision(
    facts: AgendaFacts,
    change: WindowChange,
    window: Window,
    telling: Telling,
    *,
    earlier: Sequence[WindowRevision],
    stamp: datetime,
    reply_by: date,
) -> WindowRevision:
    own = [revision for revision in earlier if revision.window_id == window.id]
    stamped = rules.next_stamp(own[-1].stamped_at if own else None, stamp)
    cancelled = change.kind is ChangeKind.CANCELLED
    place = change.planned.place if change.planned else own[-1].place if own else facts.meeting.place
    hint = messages.reply_hint(facts.council, reply_by, mailed=telling.recipient is not None)
    summary, description = messages.words(
        facts.council, facts.meeting, ordering.Window(window.starts, window.ends),
        place=place, reply=None if telling.way is Way.OWN else hint, cancelled=cancelled,
    )  # fmt: skip
    return WindowRevision(
        id=uuid4(), window_id=window.id, meeting_id=facts.meeting.id, agency_id=window.agency_id,
        sequence=window.sequence, method=(Method.CANCEL if cancelled else Method.REQUEST).value, stamped_at=stamped,
        first_stamped_at=own[0].stamped_at if own else stamped, starts=window.starts, ends=window.ends,
        summary=summary, place=place, description=description,
        recipient=telling.recipient.mail if telling.recipient else "",
        recipient_name=telling.recipient.name if telling.recipient else "",
    )  # fmt: skip


async def _latest(scope: Scope, meeting_id: UUID) -> list[tuple[Window, WindowRevision]]:
    """The windows in force with their latest revision."""
    revisions = await store.revisions(scope=scope, meeting_id=meeting_id)
    found = []
    for window in await store.windows(scope=scope, meeting_id=meeting_id):
        own = [revision for revision in revisions if revision.window_id == window.id]
        found += [(window, own[-1])] if own else []
    return found


def _mail_of(council: Council, to: Addressee, revision: WindowRevision, uid: str) -> bytes | None:
    recipient = messages.address_of(revision.recipient, revision.recipient_name or to.agency)
    if recipient is None:
        return None
    sender = messages.organizer_of(council)
    letter = messages.window_letter(council, revision, uid, recipient)
    return messages.as_bytes(letter, to=to.salutation, sender=sender, recipient=recipient, at=revision.stamped_at)
