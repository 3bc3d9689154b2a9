"""Everything a 開催通知 and an 出席時間のお知らせ say about one agency, made from the records. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from access.councils.model import Council, Profile
from core.calendar import as_jst, era_of, fiscal_year, fiscal_year_label
from core.paper_letter import Addressee, Contact, Sender
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations.documents import ConveningNotice, MeetingFrame, WindowNotice
from meetings.invitations.messages import office_name
from meetings.invitations.model import Window, WindowRevision
from meetings.scheduling.model import Invitee, Meeting
from meetings.scheduling.plan import OfficeDays
from meetings.scheduling.rules import ends_at, starts_at
from meetings.tiers.model import Layer, MeetingTier
from network.agencies import agency_kind
from network.agencies.kinds import NoSuchKind, kind_by_code
from network.agencies.model import Agency, CouncilMember, SecrecyClass
from network.contacts.model import Contact as Person
from network.contacts.model import ContactRole

NOTICE_AGENDA = ("開会", "守秘義務の確認", "進行管理の一括確認", "個別の協議", "情報提供", "閉会")
INSIDE = frozenset({agency_kind.MUNICIPAL, agency_kind.EDUCATION})
WINDOWS_TOLD_DAYS_BEFORE = 7
ARRIVE_MINUTES_BEFORE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """A meeting to be announced, and whom it is announced to."""

    council: Council
    meeting: Meeting
    tier: MeetingTier
    invitees: Sequence[Invitee]
    agencies: Mapping[UUID, Agency]
    contacts: Sequence[Person]
    members: Sequence[CouncilMember]
    items: Sequence[AgendaItem]
    days: OfficeDays

    @property
    def hosts(self) -> frozenset[UUID]:
        """The coordinating agency, which does not write to itself."""
        return frozenset(one.agency_id for one in self.members if one.coordinates and one.on(self.days.today))

    def reachable(self, agency: Agency) -> bool:
        """Whether anybody is named there today."""
        return any(one.agency_id == agency.id and one.on(self.days.today) and one.name for one in self.contacts)


def notice(facts: NoticeFacts, invitee: Invitee, number: int) -> ConveningNotice:
    """開催通知 of one agency; `number` is its row, part of the number on the FAX slip."""
    agency, meeting = facts.agencies[invitee.agency_id], facts.meeting
    return ConveningNotice(
        meeting=frame_of(meeting),
        addressee=addressee_of(agency, facts.contacts, facts.days.today),
        agency_short_name=agency.short,
        secrecy_class=_secrecy_class(facts, agency),
        sender=_sender(facts),
        contact=contact_of(facts.council.profile),
        document_number=meeting.notice_number,
        issued_on=meeting.notice_on or facts.days.today,
        nature="通知" if _inside(agency) else "依頼",
        agenda=_agenda(facts),
        window_told_on=facts.days.on_or_before(meeting.held_on - timedelta(days=WINDOWS_TOLD_DAYS_BEFORE)),
        reply_by=meeting.reply_by or facts.days.on_or_before(meeting.held_on - timedelta(days=1)),
        reply_number=f"{_era_year(meeting)}-{meeting.ordinal:02}-{number:02}",
        online_possible=bool(meeting.online),
        inquiry_enclosed=False,
    )


def window_notice(
    facts: NoticeFacts, window: Window, revisions: Sequence[WindowRevision], issued_on: date
) -> WindowNotice:
    """出席時間のお知らせ of one agency; `revisions` are what it was told so far, oldest first.

    It bears the day on which the time was told, however often it is printed; `issued_on` if it was not told yet.
    """
    agency = facts.agencies[window.agency_id]
    before = revisions[-2] if len(revisions) > 1 else None
    replaced = (before.starts, before.ends) if before else None
    return WindowNotice(
        meeting=frame_of(facts.meeting),
        addressee=addressee_of(agency, facts.contacts, facts.days.today),
        agency_short_name=agency.short,
        council=facts.council.name,
        contact=contact_of(facts.council.profile),
        issued_on=as_jst(revisions[-1].stamped_at).date() if revisions else issued_on,
        starts=window.starts,
        ends=window.ends,
        arrive_by=window.starts - timedelta(minutes=ARRIVE_MINUTES_BEFORE),
        reception=facts.meeting.place,
        waiting_room="",
        replaces=replaced if replaced != (window.starts, window.ends) else None,
    )


def frame_of(meeting: Meeting) -> MeetingFrame:
    """The meeting as papers name it: 令和8年度 第4回 実務者会議."""
    return MeetingFrame(
        title=full_title(meeting), starts=starts_at(meeting), ends=ends_at(meeting), place=meeting.place
    )


def full_title(meeting: Meeting) -> str:
    """令和8年度 第4回 実務者会議."""
    return f"{fiscal_year_label(fiscal_year(meeting.held_on))} {meeting.title}"


def contact_of(profile: Profile) -> Contact:
    """Whom to ask, on paper."""
    return Contact(office=office_name(profile), persons="", telephone=profile.phone, fax=profile.fax)


def addressee_of(agency: Agency, contacts: Sequence[Person], today: date) -> Addressee:
    """The head of the agency, the member in person for 3号, or the organisation."""
    heads = [
        one
        for one in contacts
        if one.agency_id == agency.id and ContactRole.REPRESENTATIVE in one.roles and one.on(today)
    ]
    if agency.secrecy_class is SecrecyClass.PERSON:
        return Addressee(agency=agency.name, person=heads[0].name if heads else "")
    return Addressee(agency=agency.name, head=heads[0].position if heads else "")


def _secrecy_class(facts: NoticeFacts, agency: Agency) -> str | None:
    """守秘区分 of a designated member; None for agencies that are none, whose duty is another law's."""
    designated = any(member.agency_id == agency.id and member.on(facts.meeting.held_on) for member in facts.members)
    return agency.secrecy_class.value if designated and agency.secrecy_class else None


def _sender(facts: NoticeFacts) -> Sender:
    profile = facts.council.profile
    by_layer = {
        Layer.REPRESENTATIVES: profile.sender_representatives,
        Layer.PRACTITIONERS: profile.sender_practitioners,
        Layer.CASE_CONFERENCE: profile.sender_case_conference,
    }
    title = by_layer.get(facts.tier.layer) or profile.sender_practitioners or profile.coordinating_agency
    return Sender(
        council=facts.council.name, body=facts.council.name, title=title, name="", seal_note=profile.seal_note
    )


def _inside(agency: Agency) -> bool:
    """Within the municipality a notice is （通知）, elsewhere （依頼）."""
    try:
        group = kind_by_code(agency.kind_code).group
    except NoSuchKind:
        return False
    public_nursery = group == agency_kind.NURSERIES and agency.secrecy_class is SecrecyClass.PUBLIC_BODY
    return group in INSIDE or public_nursery


def _agenda(facts: NoticeFacts) -> Sequence[str]:
    if facts.tier.layer in {Layer.PRACTITIONERS, Layer.OTHER, Layer.JOINT}:
        return NOTICE_AGENDA
    formal = [item.title for item in facts.items if item.kind is ItemKind.FORMAL]
    return formal or ("次第のとおり",)


def _era_year(meeting: Meeting) -> int:
    first = date(fiscal_year(meeting.held_on), 10, 1)
    return era_of(first).year_of(first)
