"""The demonstration council: published agencies, invented fillings of the general seats, invented people."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from random import Random
from uuid import UUID

from access.accounts import actions as accounts
from access.accounts.model import SecondFactor
from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.councils import store as council_store
from access.councils.model import Council, Profile
from access.permissions.model import Actor, Role
from access.permissions.rules import whole_council
from core import clock
from core.database import CouncilId, transaction
from core.errors import DomainError
from core.resources import resource
from network.agencies import store as agency_store
from network.agencies.model import Agency, CouncilMember, Seat, SecrecyClass
from network.agencies.recognition import recognise
from network.contacts import store as contact_store
from network.contacts.model import Contact, ContactRole
from network.memberships import store as membership_store
from network.memberships.model import Membership
from web.demo_people import staff_member

USUAL_COUNCIL = "埼玉県志木市"
PASSWORD = "円卓をかこむ見本のあいことばです"  # noqa: S105 - printed for everybody who tries the demonstration
DESIGNATED_ON = date(2017, 4, 1)
CHIEF = 700
"""Which of the invented people is 会長."""
FILLINGS: Mapping[str, tuple[str, ...]] = {
    "小学校": ("はなみずき小学校", "あけぼの小学校", "みなもと小学校"),
    "中学校": ("ひばり中学校", "あさかぜ中学校"),
    "保育園": ("つばめ保育園", "わかば保育園", "ひなた保育園"),
    "幼稚園": ("こばと幼稚園",),
    "学童保育クラブ": ("学童クラブ ひだまり",),
    "子育て支援センター": ("子育て支援センター まちのひろば",),
    "民生委員・児童委員": ("民生委員・児童委員（はなみずき地区）", "主任児童委員"),
}
_R, _P, _D = ContactRole.REPRESENTATIVE, ContactRole.PRACTITIONER, ContactRole.DESK
POSITIONS: Mapping[str, tuple[tuple[str, ContactRole], ...]] = {
    "elementary_school": (("校長", _R), ("教頭", _D)),
    "junior_high_school": (("校長", _R), ("教頭", _D)),
    "nursery": (("園長", _R), ("主任保育士", _D)),
    "certified_childcare_center": (("園長", _R), ("主幹保育教諭", _D)),
    "kindergarten": (("園長", _R), ("主任", _D)),
    "after_school_club": (("代表", _R), ("主任支援員", _D)),
    "child_rearing_support_center": (("所長", _R), ("主任", _D)),
    "childrens_hall": (("所長", _R), ("主任", _D)),
    "child_guidance_center": (("所長", _R), ("地区担当 児童福祉司", _P)),
    "public_health_center": (("所長", _R), ("保健師", _P)),
    "municipal_health_center": (("所長", _R), ("保健師", _P)),
    "child_and_family_center": (("所長", _R), ("係長", _P)),
    "education_center": (("所長", _R), ("相談員", _P)),
    "board_of_education": (("課長", _R), ("指導主事", _P)),
    "police": (("署長", _R), ("生活安全課長", _P)),
    "fire_department": (("署長", _R), ("救急係長", _P)),
    "medical_association": (("会長", _R), ("理事", _P)),
    "dental_association": (("会長", _R), ("理事", _P)),
    "social_welfare_council": (("会長", _R), ("地域福祉係長", _P)),
    "welfare_corporation": (("施設長", _R), ("主任支援員", _P)),
    "maternal_health_promoter": (("推進員", _R),),
}
"""The head an agency's letters go to, and who comes; in person for 3号 members."""
IN_PERSON = (("委員", _R),)
USUAL_POSITIONS = (("課長", _R), ("係長", _P))


class UnknownCouncil(DomainError):
    """`--council` names a municipality the demonstration does not have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"{name} の見本はありません。--council に選べるのは: {'、'.join(known)}")


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a person types to try the demonstration."""

    role: str
    login: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoCouncil:
    """The council with everybody in it."""

    council: Council
    agencies: Mapping[str, Sequence[Agency]]
    """By kind code."""
    coordinator: Actor
    head: str
    """子ども支援課長 西岡 澄: the head of the coordinating agency, who chairs and sends."""
    sign_ins: tuple[SignIn, ...]

    @property
    def all_agencies(self) -> list[Agency]:
        """Every agency, in the order of the 別表."""
        return [agency for group in self.agencies.values() for agency in group]


def published(name: str) -> dict[str, object]:
    """The published member list of a municipality. Raises UnknownCouncil."""
    lists = json.loads((resource("demo") / "councils.json").read_text(encoding="utf-8"))
    found = next((one for one in lists if name in {one["municipality"], one["municipality"][3:]}), None)
    if found is None:
        raise UnknownCouncil(name, [one["municipality"] for one in lists])
    return dict(found)


async def set_up(name: str, *, seed: int, today: date) -> DemoCouncil:
    """Make the council, its agencies, contacts, seats and accounts."""
    source = published(name)
    municipality = str(source["municipality"])[3:]
    council = await councils.create(f"{municipality}要保護児童対策地域協議会（見本）", demo=True)
    chance = Random(f"agencies/{seed}")  # noqa: S311 - invented data, not a secret
    agencies = await _add_agencies(council.id, source, municipality, chance, today=today)
    coordinating = next(agency for group in agencies.values() for agency in group if agency.note == "調整機関")
    head = await _add_profile(council, municipality, coordinating)
    actor, sign_ins = await _add_people(council, agencies, coordinating)
    return DemoCouncil(council=council, agencies=agencies, coordinator=actor, head=head, sign_ins=sign_ins)


async def _add_agencies(
    council: CouncilId, source: Mapping[str, object], municipality: str, chance: Random, *, today: date
) -> dict[str, list[Agency]]:
    grouped: dict[str, list[Agency]] = defaultdict(list)
    seats: list[Seat] = []
    members: list[CouncilMember] = []
    contacts: list[Contact] = []
    listed = source["members"]
    assert isinstance(listed, list)  # noqa: S101 - the file is ours
    coordinating = str(source.get("coordinating_agency") or f"{municipality}こども家庭センター")
    names = [(str(row["name"]), row.get("group"), row.get("role")) for row in listed]
    if coordinating not in {name for name, _group, _role in names}:
        names.append((coordinating, "市機関", "調整機関"))
    for position, (seat_name, group, role) in enumerate(names, start=1):
        seat = Seat(id=_id(chance), position=position, name=seat_name)
        seats.append(seat)
        for agency_name in FILLINGS.get(seat_name, (seat_name,)):
            agency = _agency(agency_name, municipality, group, chance, number=len(members), today=today)
            if role == "調整機関" or seat_name == coordinating:
                agency = replace(agency, note="調整機関", mail="center@shiki.invalid")
            grouped[agency.kind_code].append(agency)
            members.append(
                CouncilMember(
                    id=_id(chance),
                    agency_id=agency.id,
                    seat_id=seat.id,
                    since=DESIGNATED_ON,
                    coordinates=agency.note == "調整機関",
                )
            )
            contacts += _contacts(agency, chance, today=today)
    audit = AuditEvent.of_operator(AuditKind.AGENCY_CREATED, council, demo="yes")
    async with transaction(council):
        await agency_store.add_seats(seats, audit=audit)
        await agency_store.add_agencies([agency for group in grouped.values() for agency in group], audit=audit)
        await agency_store.add_members(members, audit=audit)
        await contact_store.add_contacts(contacts, audit=audit)
    return dict(grouped)


def _agency(name: str, municipality: str, group: object, chance: Random, *, number: int, today: date) -> Agency:
    found = recognise(name, municipality=municipality, group=group if isinstance(group, str) else None)
    secrecy = SecrecyClass(found.secrecy_class) if found.secrecy_class else SecrecyClass.CORPORATION
    by_mail = number % 4 != 3 and secrecy is not SecrecyClass.PERSON
    return Agency(
        id=_id(chance),
        kind_code=found.kind.code if found.kind else "other",
        name=name,
        kana="",
        secrecy_class=secrecy,
        phone=f"0999-10-{number:04d}",
        fax=f"0999-11-{number:04d}",
        mail=f"kikan{number:02d}@shiki.invalid" if by_mail else "",
        address=f"架空町{number % 9 + 1}丁目",
        opens=time(8, 30),
        closes=time(17, 15),
        verified_on=today.replace(day=1) if number % 6 else date(today.year - 2, 4, 10),
    )


def _contacts(agency: Agency, chance: Random, *, today: date) -> list[Contact]:
    made = []
    usual = IN_PERSON if agency.secrecy_class is SecrecyClass.PERSON else USUAL_POSITIONS
    for position, role in POSITIONS.get(agency.kind_code, usual):
        name, kana = staff_member(chance.randrange(1000))
        made.append(
            Contact(
                id=_id(chance),
                agency_id=agency.id,
                position=position,
                name=name,
                kana=kana,
                roles=(role,),
                phone=agency.phone,
                hours="終日" if role is ContactRole.REPRESENTATIVE else "10:00以後",
                since=date(today.year - chance.randint(0, 2), 4, 1),
                verified_on=agency.verified_on,
            )
        )
    return made


async def _add_profile(council: Council, municipality: str, coordinating: Agency) -> str:
    """The profile; returns position and name of the head of the coordinating agency."""
    scope = whole_council(council.id, today=clock.today())
    async with transaction(council.id):
        people = await contact_store.contacts(scope=scope)
    name = next(one.name for one in people if one.agency_id == coordinating.id and _R in one.roles)
    head, (chief, _kana) = f"{coordinating.name}長 {name}", staff_member(CHIEF)
    profile = Profile(
        municipality=municipality,
        short_name=f"{municipality}要対協（見本）",
        coordinating_agency=coordinating.name,
        office_name=coordinating.name,
        address="架空町1丁目1番1号",
        phone="0999-00-1001",
        fax="0999-00-1002",
        mail="center@shiki.invalid",
        sender_representatives=f"会長 {chief}",
        sender_practitioners=head,
        sender_case_conference=head,
        document_prefix="こ支第",
    )
    async with transaction(council.id):
        current = await council_store.council(scope=scope)
        audit = AuditEvent.of_operator(AuditKind.COUNCIL_CHANGED, council.id)
        await council_store.save(replace(current, profile=profile), audit=audit)
    return head


async def _add_people(
    council: Council, agencies: dict[str, list[Agency]], coordinating: Agency
) -> tuple[Actor, tuple[SignIn, ...]]:
    school = (agencies.get("elementary_school") or agencies.get("school") or [coordinating])[0]
    without_case = (agencies.get("fire_department") or agencies.get("human_rights_commissioner") or [coordinating])[0]
    cast = (
        ("saeki", "佐伯 真理", Role.COORDINATOR, coordinating, "調整機関"),
        ("murase", "村瀬 直", Role.MEMBER, school, f"構成機関（{school.name}）"),
        ("ono", "小野 薫", Role.MEMBER, without_case, f"構成機関（{without_case.name}・ケースなし）"),
        ("kansa", "関 なぎさ", Role.AUDITOR, None, "監査"),
    )
    actors: list[Actor] = []
    sign_ins: list[SignIn] = []
    for login, name, role, agency, words in cast:
        account, token = await accounts.create(
            council.id, accounts.NewAccount(login=login, name=name, role=role), by=None
        )
        codes = await accounts.set_up(
            council.id, token, password=PASSWORD, factor=SecondFactor.CARD, secret="", code=""
        )
        own = frozenset({agency.id}) if agency else frozenset()
        if agency is not None:
            await _join(council.id, account.id, agency.id)
        actors.append(Actor(council=council.id, account_id=account.id, name=name, role=role, agencies=own))
        sign_ins.append(SignIn(words, login, name, tuple(codes)))
    return actors[0], tuple(sign_ins)


async def _join(council: CouncilId, account_id: UUID, agency_id: UUID) -> None:
    membership = Membership(
        id=UUID(int=account_id.int ^ 1), account_id=account_id, agency_id=agency_id, since=DESIGNATED_ON
    )
    async with transaction(council):
        await membership_store.add(membership, audit=AuditEvent.of_operator(AuditKind.ACCOUNT_CHANGED, account_id))


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
