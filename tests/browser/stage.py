"""Councils that a journey may change: agencies, people and due cases, and a meeting of today that is ready to begin."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

from access.accounts import actions as accounts
from access.permissions.model import Actor
from access.permissions.rules import whole_council
from core import clock
from meetings.agenda import actions as agenda
from meetings.invitations import actions as invitations
from meetings.invitations import rules as invitation_rules
from meetings.invitations.rules import Remedy
from meetings.scheduling import actions as scheduling
from meetings.scheduling.model import Channel, Meeting, Reply
from meetings.scheduling.plan import MeetingPlan
from meetings.scheduling.rules import ReplyGiven
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer
from web import demo_council, demo_cycle
from web.demo_council import DemoCouncil

STANDING = ("child_guidance_center", "municipal_health_center", "board_of_education")


async def council_with_cases(*, count: int, seed: int) -> DemoCouncil:
    """A council of its own with cases that are due; nothing is planned yet."""
    today = clock.today()
    demo = await demo_council.set_up(demo_council.USUAL_COUNCIL, seed=seed, today=today)
    await demo_cycle.enter_cases(demo, count=count, seed=seed, today=today)
    scope = whole_council(demo.council.id, today=today)
    tier = next(one for one in await tiers.ensure_default_tiers(scope) if one.layer is Layer.PRACTITIONERS)
    standing = tuple(agency.id for kind in STANDING for agency in demo.agencies.get(kind, ())[:1])
    await tiers.change_tier(demo.coordinator, replace(tier, standing_agencies=standing))
    return demo


async def person_of(demo: DemoCouncil, login: str) -> Actor:
    """A person of the council by the name typed at the door."""
    scope = whole_council(demo.council.id, today=clock.today())
    account = next(one for one in await accounts.accounts(scope) if one.login == login)
    return Actor(council=demo.council.id, account_id=account.id, name=account.name, role=account.role)


async def meeting_of_today(demo: DemoCouncil) -> Meeting:
    """The practitioners' meeting: everybody answered, the agenda stands, the windows were confirmed a week ago."""
    with demo_cycle.living_on(clock.today() - timedelta(days=7), clock.today()):
        return await confirmed_meeting(demo, held_on=clock.today() + timedelta(days=7))


async def planned_meeting(demo: DemoCouncil, *, held_on: date, ends: time = time(16)) -> Meeting:
    """A meeting of practitioners to which every agency is asked; it has no agenda yet."""
    scope = whole_council(demo.council.id, today=clock.today())
    tier = next(one for one in await tiers.ensure_default_tiers(scope) if one.layer is Layer.PRACTITIONERS)
    agencies = tuple(agency.id for agency in demo.all_agencies)
    plan = MeetingPlan(
        tier_id=tier.id, ordinal=4, held_on=held_on, starts=time(13), ends=ends, place="市役所3階 301会議室",
        chair="こども家庭センター長", agencies=agencies,
    )  # fmt: skip
    return await scheduling.create_meeting(demo.coordinator, plan)


async def everybody_comes(demo: DemoCouncil, meeting: Meeting) -> None:
    """Every invited agency answered by telephone."""
    scope = whole_council(demo.council.id, today=clock.today())
    given = ReplyGiven(reply=Reply.ATTENDS)
    for invitee in (await scheduling.invitations(scope, meeting.id)).invitees:
        await scheduling.answer(demo.coordinator, meeting.id, invitee.agency_id, given, channel=Channel.PHONE)


async def confirmed_meeting(demo: DemoCouncil, *, held_on: date, ends: time = time(16)) -> Meeting:
    """A meeting whose agencies know their times."""
    actor = demo.coordinator
    meeting = await planned_meeting(demo, held_on=held_on, ends=ends)
    await agenda.propose(actor, meeting.id)
    found = await invitations.confirmation(actor, meeting.id)
    while found.obstacles:
        remedy, subject, _words = found.obstacles[0].remedies[0]
        await _mend(actor, meeting.id, remedy, subject)
        found = await invitations.confirmation(actor, meeting.id)
    await everybody_comes(demo, meeting)
    found = await invitations.confirmation(actor, meeting.id)
    await invitations.confirm(actor, meeting.id, seen=invitation_rules.seen(found.changes))
    return meeting


async def _mend(actor: Actor, meeting_id: UUID, remedy: Remedy, subject: UUID | None) -> None:
    if subject is None:
        await agenda.propose(actor, meeting_id)
    elif remedy is Remedy.DROP:
        await scheduling.uninvite(actor, meeting_id, subject)
    else:
        await scheduling.invite(actor, meeting_id, subject)
