"""Invented households, cases and what agencies know of them, the same for the same seed and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from core.calendar import fiscal_year
from network.agencies.model import Agency
from network.cases.model import (
    AbuseKind,
    Case,
    CaseKind,
    Household,
    Linkage,
    LinkageRole,
    Promise,
    ReviewRank,
    Severity,
    Sighting,
)
from web.demo_people import child_name, family_name, mother_name

NEW_DAYS = 30
DISTRICTS = ("はなみずき地区", "あけぼの地区", "みなもと地区", "ひばり地区")
SITUATIONS = (
    "登校は週4日。朝は祖母が送っている。前回より遅刻が減った。",
    "登園は毎日。持ち物がそろわない日が月に3回ほどある。",
    "家庭訪問で本人と話せた。顔色はよく、けがはなかった。",
    "母の通院が続き、服薬は安定している。家事支援を週1回利用。",
    "欠席が続いている。電話はつながるが、本人とはまだ会えていない。",
    "きょうだいの世話をしている日がある。学校では明るく過ごす。",
    "父母の口論が続くと本人が担任に話した。言葉のまま記録した。",
)
STRENGTHS = (
    "母から相談の電話がある。",
    "祖父母が近くに住み、協力的。",
    "本人が担任に話せる。",
    "保育園を休まず利用している。",
    "父が面談に応じている。",
)
POLICIES = (
    "学校の見守りを続け、欠席3日で連絡する。",
    "月1回の家庭訪問で本人に会う。",
    "家事支援を続け、母の負担を確かめる。",
    "就園先を年内に決める。",
    "健診と予防接種の同行を続ける。",
)
TASKS = (
    ("家庭訪問で本人に会う", "会えないときは、その日のうちに調整機関へ連絡する"),
    ("欠席の理由を保護者に確かめる", "3日続いたら家庭訪問を頼む"),
    ("母の受診に同行する", "行けないときは保健師が電話する"),
    ("放課後の居場所を案内する", "断られたら次の会議で相談する"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCases:
    """Everything to be entered."""

    households: list[Household] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    linkages: list[Linkage] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)


def invented(
    agencies: Mapping[str, Sequence[Agency]], *, count: int, seed: int, today: date, held_on: date
) -> DemoCases:
    """`count` cases, all due on `held_on`; about two in five households give a reason to be discussed.

    `agencies` are the registered agencies by kind code.
    """
    chance = Random(f"{seed}/{today.isoformat()}")  # noqa: S311 - invented data, not a secret
    made = DemoCases()
    number = 0
    while len(made.cases) < count:
        _add_household(
            made, agencies, chance, number=number, room=count - len(made.cases), today=today, held_on=held_on
        )
        number += 1
    return made


def _add_household(
    made: DemoCases,
    agencies: Mapping[str, Sequence[Agency]],
    chance: Random,
    *,
    number: int,
    room: int,
    today: date,
    held_on: date,
) -> None:
    surname, kana = family_name(number)
    mother, _ = mother_name(chance)
    household = Household(
        id=_id(chance),
        code=f"S{number + 1:04d}",
        label=f"{surname} 世帯",
        guardian_name=f"{surname} {mother}",
        guardian_relation="母",
        members=chance.choice(("母・本児", "父・母・本児", "母・本児・祖母")),
        district=DISTRICTS[number % len(DISTRICTS)],
        phone=f"0999-55-{number:04d}",
        address=f"架空町{number % 9 + 1}丁目{number % 20 + 1}番",
        address_hidden=number % 29 == 7,
    )
    made.households.append(household)
    troubled = number % 5 in {0, 2}
    children = min(room, chance.choices((1, 2, 3), weights=(66, 26, 8))[0])
    for child in range(children):
        pregnancy = number % 23 == 11 and child == 0
        case = _case(household, (surname, kana), chance, number=len(made.cases), today=today, held_on=held_on)
        if pregnancy:
            case = replace(
                case,
                is_pregnancy=True,
                case_kind=CaseKind.PREGNANCY,
                name=f"{surname} {mother}",
                abuse_kinds=(),
                birth_date=None,
                due_date=held_on + timedelta(days=chance.randint(40, 130)),
                sex="",
                severity=None,
                affiliation="",
                class_year="",
            )
        if troubled and child == 0:
            case = _with_trouble(case, chance, today)
        linked = _linkages(case, agencies, chance)
        made.cases.append(replace(case, affiliation=_affiliation(linked, agencies)))
        made.linkages.extend(linked)
        made.sightings.extend(_sightings(case, linked, chance, today, troubled=troubled and child == 0))
        made.promises.extend(_promises(case, linked, chance, today))


def _case(
    household: Household, family: tuple[str, str], chance: Random, *, number: int, today: date, held_on: date
) -> Case:
    given, given_kana, sex = child_name(chance)
    birth = today - timedelta(days=chance.randint(400, 17 * 365))
    accepted = today - timedelta(days=chance.randint(150, 1200))
    rank = chance.choices(tuple(ReviewRank), weights=(15, 45, 40))[0]
    year = fiscal_year(accepted) - 2018
    kinds = tuple(chance.sample(tuple(AbuseKind), k=chance.choice((1, 1, 2))))
    return Case(
        id=_id(chance),
        household_id=household.id,
        number=f"R{year}-{number + 1:03d}",
        name=f"{family[0]} {given}",
        kana=f"{family[1]} {given_kana}",
        sex=sex,
        birth_date=birth,
        accepted_on=accepted,
        case_kind=chance.choices((CaseKind.PROTECTION, CaseKind.SUPPORT), weights=(70, 30))[0],
        abuse_kinds=kinds,
        review_rank=rank,
        severity=chance.choices((Severity.MODERATE, Severity.MILD, Severity.CONCERN), weights=(35, 50, 15))[0],
        next_review_on=held_on - timedelta(days=chance.randint(0, 3)),
        last_deliberated_on=today - timedelta(days=chance.randint(20, 30)),
        route=chance.choice(("学校", "警察等", "保健センター")),
        previous_decision="継続。" + chance.choice(POLICIES),
        situation=chance.choice(SITUATIONS[:4]),
        strengths=chance.choice(STRENGTHS),
        policy=chance.choice(POLICIES),
        key_worker=chance.choice(("三浦 さやか", "宮下 渉")),
    )


def _with_trouble(case: Case, chance: Random, today: date) -> Case:
    """One of the reasons for which a meeting discusses a case."""
    troubles = (
        {"severity": Severity.SEVERE, "previous_severity": Severity.MODERATE},
        {"absence_days": chance.randint(7, 14), "situation": SITUATIONS[4]},
        {
            "accepted_on": today - timedelta(days=chance.randint(3, 20)),
            "last_deliberated_on": None,
            "previous_decision": "",
        },
        {"severity": Severity.FATAL},
        {"proposal": "close"},
        {"lead_disputed": True},
        {"moved_in_on": today - timedelta(days=chance.randint(5, 20)), "last_deliberated_on": None},
        {"situation": SITUATIONS[6]},
    )
    return replace(case, **chance.choice(troubles))


def _linkages(case: Case, agencies: Mapping[str, Sequence[Agency]], chance: Random) -> list[Linkage]:
    center = _pick(agencies, chance, "children_department", "child_and_family_center")
    guidance = _pick(agencies, chance, "child_guidance_center")
    lead = guidance if case.severity is not None and case.severity.heavy and guidance else center
    chosen: dict[UUID, tuple[Agency, LinkageRole]] = {}
    place = None if case.is_pregnancy else _pick(agencies, chance, _place_kind(case))
    if place is not None:
        chosen[place.id] = (place, LinkageRole.SCHOOL)
    if case.is_pregnancy or chance.random() < 0.4:
        health = _pick(agencies, chance, "municipal_health_center")
        if health is not None:
            chosen[health.id] = (health, LinkageRole.HEALTH)
    for kind, share in (
        ("welfare_commissioner", 0.35),
        ("board_of_education", 0.3),
        ("public_assistance_department", 0.3),
        ("child_guidance_center", 0.25),
        ("police", 0.12),
        ("after_school_club", 0.12),
    ):
        agency = _pick(agencies, chance, kind)
        if agency is not None and chance.random() < share:
            chosen.setdefault(agency.id, (agency, LinkageRole.WATCH))
    for agency in (center, lead):
        if agency is not None:
            chosen.setdefault(agency.id, (agency, LinkageRole.SUPPORT))
    since = case.accepted_on
    return [
        Linkage(
            id=_id(chance),
            case_id=case.id,
            agency_id=agency.id,
            role=role,
            since=since,
            is_lead=lead is not None and agency.id == lead.id and not case.lead_disputed,
            responsible="教頭" if role is LinkageRole.SCHOOL else "",
        )
        for agency, role in chosen.values()
    ]


def _sightings(case: Case, linked: Sequence[Linkage], chance: Random, today: date, *, troubled: bool) -> list[Sighting]:
    fresh = case.accepted_on is not None and (today - case.accepted_on).days < NEW_DAYS
    if fresh and chance.random() < 0.6:
        return []
    days = chance.randint(32, 60) if troubled and chance.random() < 0.2 else chance.randint(1, 14)
    who = next((linkage for linkage in linked if linkage.role is LinkageRole.SCHOOL), linked[0])
    seen_on = max(today - timedelta(days=days), case.accepted_on or today)
    return [
        Sighting(
            id=_id(chance), case_id=case.id, seen_on=seen_on, agency_id=who.agency_id, seen_by="担任", place="学校・園"
        )
    ]


def _promises(case: Case, linked: Sequence[Linkage], chance: Random, today: date) -> list[Promise]:
    if chance.random() > 0.3:
        return []
    what, fallback = chance.choice(TASKS)
    return [
        Promise(
            id=_id(chance),
            case_id=case.id,
            agency_id=chance.choice(linked).agency_id,
            what=what,
            fallback=fallback,
            due_on=today + timedelta(days=chance.randint(-6, 20)),
            decided_in="前回の実務者会議",
            decided_on=today - timedelta(days=28),
        )
    ]


def _place_kind(case: Case) -> str:
    birth = case.birth_date
    if birth is None or case.accepted_on is None:
        return "nursery"
    school_age = 6
    age = (case.next_review_on or case.accepted_on).year - birth.year
    if age <= school_age:
        return "nursery"
    return "elementary_school" if age <= school_age * 2 else "junior_high_school"


def _affiliation(linked: Sequence[Linkage], agencies: Mapping[str, Sequence[Agency]]) -> str:
    names = {agency.id: agency.name for group in agencies.values() for agency in group}
    return next((names[linkage.agency_id] for linkage in linked if linkage.role is LinkageRole.SCHOOL), "")


def _pick(agencies: Mapping[str, Sequence[Agency]], chance: Random, *kinds: str) -> Agency | None:
    for kind in kinds:
        if agencies.get(kind):
            return chance.choice(agencies[kind])
    return None


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
