"""An invented meeting of 汐見市 with four agencies and three households, as pure facts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID, uuid5

from access.councils.model import Council, Numbers, Profile
from core.database import CouncilId
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.scheduling.model import Invitee, Meeting
from meetings.tiers.model import Layer, MeetingTier
from network.agencies.model import Agency, SecrecyClass
from network.cases.model import Case, Household, Linkage, LinkageRole

NAMESPACE = UUID("8a0f5b1c-1f0e-4f5c-9b59-0f6f2f1f7d10")
DAY = date(2026, 11, 27)


def key(name: str) -> UUID:
    """A stable id for a name."""
    return uuid5(NAMESPACE, name)


COUNCIL = Council(
    id=CouncilId(key("council")),
    name="汐見市要保護児童対策地域協議会",
    profile=Profile(
        coordinating_agency="汐見市こども家庭センター",
        office_name="こども家庭センター 支援調整係",
        phone="0999-00-0123",
        fax="0999-00-0124",
        mail="yotaikyo@shiomi.invalid",
    ),
)
WITHOUT_SLACK = replace(COUNCIL, numbers=Numbers(minutes_spread_percent=0))
TIER = MeetingTier(id=key("tier"), name="実務者会議", layer=Layer.PRACTITIONERS, cycle_months=3)
MEETING = Meeting(
    id=key("meeting"), tier_id=TIER.id, ordinal=4, title="第4回 実務者会議", held_on=DAY, starts=time(13, 30),
    ends=time(15, 30), place="市役所 301会議室", reply_by=date(2026, 11, 13),
)  # fmt: skip
CENTER = Agency(
    id=key("center"), kind_code="child_and_family_center", name="汐見市こども家庭センター", short_name="こども家庭"
)
SCHOOL = Agency(
    id=key("school"), kind_code="elementary_school", name="汐見市立第二小学校", short_name="第二小",
    secrecy_class=SecrecyClass.PUBLIC_BODY, mail="daini@school.invalid",
)  # fmt: skip
CLINIC = Agency(id=key("clinic"), kind_code="hospital", name="汐見市民病院", short_name="市民病院", fax="0999-11-0001")
COMMISSIONER = Agency(
    id=key("commissioner"), kind_code="chief_child_commissioner", name="主任児童委員", short_name="主任児委",
    secrecy_class=SecrecyClass.PERSON,
)  # fmt: skip
AGENCIES = (CENTER, SCHOOL, CLINIC, COMMISSIONER)


def child(name: str, number: str, *, household: str) -> Case:
    """A case of a household."""
    return Case(
        id=key(number), household_id=key(household), number=number, name=name, accepted_on=date(2026, 4, 1),
        birth_date=date(2018, 5, 1), affiliation="第二小", last_deliberated_on=date(2026, 8, 28),
        next_review_on=DAY, case_kind=None,
    )  # fmt: skip


ELDER = child("高瀬 湊", "R8-019", household="takase")
YOUNGER = child("高瀬 凪", "R8-020", household="takase")
NOGUCHI = child("野口 樹", "R8-027", household="noguchi")
IDE = child("井出 颯太", "R8-044", household="ide")
CASES = (ELDER, YOUNGER, NOGUCHI, IDE)


def link(case: Case, agency: Agency, *, lead: bool = False, role: LinkageRole = LinkageRole.SUPPORT) -> Linkage:
    """A linkage that holds on the day."""
    return Linkage(
        id=key(f"{case.number}{agency.name}"), case_id=case.id, agency_id=agency.id, is_lead=lead, role=role,
        since=DAY - timedelta(days=100),
    )  # fmt: skip


LINKAGES = (
    link(ELDER, CENTER, lead=True),
    link(ELDER, SCHOOL, role=LinkageRole.SCHOOL),
    link(YOUNGER, CENTER, lead=True),
    link(YOUNGER, CLINIC, role=LinkageRole.MEDICAL),
    link(NOGUCHI, CENTER, lead=True),
    link(NOGUCHI, SCHOOL, role=LinkageRole.SCHOOL),
    link(IDE, CLINIC, lead=True),
)


def item(
    name: str, *cases: Case, kind: ItemKind = ItemKind.INDIVIDUAL, minutes: int = 5, block: str = ""
) -> AgendaItem:
    """An item of the agenda."""
    household = cases[0].household_id if cases else None
    return AgendaItem(
        id=key(f"item {name}"), meeting_id=MEETING.id, position=0, kind=kind, household_id=household,
        cases=tuple(case.id for case in cases), title="" if cases else name, minutes=minutes, block=block,
        reasons=("重症度が重度です。",) if kind is ItemKind.INDIVIDUAL else (),
    )  # fmt: skip


OPENING = item("開会", kind=ItemKind.FORMAL, minutes=10)
TAKASE = item("takase", ELDER, YOUNGER, minutes=10, block="二中学区")
IDE_ITEM = item("ide", IDE, block="二中学区")
NOGUCHI_ITEM = item("noguchi", NOGUCHI, minutes=8, block="北中学区")
END = item("閉会", kind=ItemKind.FORMAL, minutes=5)
ITEMS = tuple(replace(one, position=place) for place, one in enumerate((OPENING, TAKASE, IDE_ITEM, NOGUCHI_ITEM, END)))


def invitee(agency: Agency, *, standing: bool = False) -> Invitee:
    """An invited agency."""
    return Invitee(id=key(f"invitee {agency.name}"), meeting_id=MEETING.id, agency_id=agency.id, standing=standing)


INVITEES = (invitee(CENTER, standing=True), invitee(SCHOOL), invitee(CLINIC))


def facts(
    *,
    items: Sequence[AgendaItem] = ITEMS,
    invitees: Sequence[Invitee] = INVITEES,
    linkages: Sequence[Linkage] = LINKAGES,
    tier: MeetingTier = TIER,
    meeting: Meeting = MEETING,
    council: Council = COUNCIL,
) -> AgendaFacts:
    """The whole agenda."""
    return AgendaFacts(
        council=council,
        meeting=meeting,
        tier=tier,
        items=items,
        invitees=invitees,
        agencies={agency.id: agency for agency in AGENCIES},
        cases={case.id: case for case in CASES},
        households={
            case.household_id: Household(id=case.household_id, label=f"{case.name[:2]} 世帯") for case in CASES
        },
        linkages=linkages,
    )
