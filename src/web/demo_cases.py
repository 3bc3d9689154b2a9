"""Invented households, cases and what agencies know of them, the same for the same seed and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from core.calendar import fiscal_year, school_year
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
from web.demo_people import birthdays, child_names, family_name, living_together, mother_name

NEW_DAYS = 30
DISTRICTS = ("はなみずき地区", "あけぼの地区", "みなもと地区")
"""As many as primary schools: the children of a household go to the schools of its district."""
SITUATIONS = (
    "休みは月に2日ほど。朝は祖母が送っている。前回より遅れて来る日が減った。",
    "毎日来ている。持ち物がそろわない日が月に3回ほどある。",
    "家庭訪問で本人に会えた。顔色はよく、けがはなかった。",
    "母の通院が続き、服薬は安定している。家事支援を週1回利用。",
    "欠席が続いている。電話はつながるが、本人とはまだ会えていない。",
    "家のことを多く引き受けている日がある。集団の中では明るく過ごす。",
    "大人どうしの口論を見聞きしている。本人の言葉のまま記録した。",
)
PREGNANCY_SITUATION = "健診は受けている。出産後の住まいと手助けの見通しを確かめている。"
STRENGTHS = (
    "母から相談の電話がある。",
    "祖父母が近くに住み、協力的。",
    "本人が話せる大人がいる。",
    "休まず通えている。",
    "保護者が面談に応じている。",
)
PREGNANCY_STRENGTH = "自分から相談の電話がある。"
POLICIES = (
    "見守りを続け、欠席が3日続いたら連絡する。",
    "月1回の家庭訪問で本人に会う。",
    "家事支援を続け、母の負担を確かめる。",
    "月1回、関係機関で様子を伝え合う。",
    "必要な受診につなげ、結果を確かめる。",
)
PREGNANCY_POLICY = "健診に同行し、産後の支援を出産までに決める。"
TASKS = (
    ("本人に会って様子を確かめる", "会えなければ、その日のうちに調整機関へ連絡する"),
    ("休みが続くわけを保護者に確かめる", "3日続いたら家庭訪問を頼む"),
    ("保護者と面談し、困っていることを聞く", "断られたら、次の会議で相談する"),
    ("使える支援を保護者に案内する", "断られたら、次の会議で相談する"),
)
WATCHING = (
    ("welfare_commissioner", 0.35),
    ("board_of_education", 0.3),
    ("public_assistance_department", 0.15),
    ("child_guidance_center", 0.25),
)
"""Agencies that watch over a household, and in what share of cases; below those that come with the child's age."""
WATCHING_BY_AGE = {
    "nursery": (("child_rearing_support_center", 0.35), ("childrens_hall", 0.15)),
    "elementary_school": (("after_school_club", 0.4),),
    "junior_high_school": (("education_center", 0.4), ("police", 0.4)),
}
TROUBLED = (0, 2, 5, 8, 11)
"""Of every 13 households, those with a reason to be discussed."""
TROUBLES = (
    *("absent", "disputed", "closing", "first", "back", "severe", "absent", "closing", "first", "disputed"),
    *("back", "absent", "closing", "first", "back", "disputed", "fatal", "absent", "first", "closing"),
)
"""The reasons to discuss a case, one after another: few cases are heavy, as in real lists."""
NEVER_SEEN_SHARE = 0.25
"""Of the cases accepted within the last weeks."""
RESPONSIBLE = {"elementary_school": "教頭", "junior_high_school": "教頭", "nursery": "主任保育士"}
SEEN_AT = {"教頭": ("担任", "学校"), "主任保育士": ("担任", "園"), "": ("担当", "家庭訪問")}
"""Who sees a child and where, by the position responsible."""


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
    """`count` cases, all due on `held_on`; about one in three households give a reason to be discussed.

    `agencies` are the registered agencies by kind code.
    """
    made = DemoCases()
    number = 0
    while len(made.cases) < count:
        chance = Random(f"{seed}/{number}")  # noqa: S311 - invented data, not a secret; a household is the same on any day
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
    mother, mother_kana = mother_name(chance)
    troubled = number % 13 in TROUBLED
    children = min(room, chance.choices((1, 2, 3), weights=(66, 26, 8))[0])
    pregnancy = number % 23 == 11
    household = Household(
        id=_id(chance),
        code=f"S{number + 1:04d}",
        label=f"{surname} 世帯",
        guardian_name=f"{surname} {mother}",
        guardian_relation="本人" if pregnancy and children == 1 else "母",
        members=living_together(chance.choice(("母", "父・母", "母・祖母")), children, pregnancy=pregnancy),
        district=DISTRICTS[number % len(DISTRICTS)],
        phone=f"0999-55-{number:04d}",
        address=f"架空町{number % 9 + 1}丁目{number % 20 + 1}番",
        address_hidden=number % 29 == 7,
    )
    made.households.append(household)
    local = _local(agencies, number)
    births = birthdays(chance, children, held_on)
    names = child_names(chance, children)
    for child, (birth, (given, given_kana, sex)) in enumerate(zip(births, names, strict=True)):
        case = _case(household, chance, number=len(made.cases), today=today, held_on=held_on)
        if pregnancy and child == 0:
            case = _expecting(case, (f"{surname} {mother}", f"{kana} {mother_kana}"), chance, held_on)
        else:
            named = (f"{surname} {given}", f"{kana} {given_kana}")
            case = replace(case, name=named[0], kana=named[1], sex=sex, birth_date=birth)
        in_trouble = troubled and child == 0
        if in_trouble:
            case = _with_trouble(case, chance, today, number=number // 13 * len(TROUBLED) + TROUBLED.index(number % 13))
        linked = _linkages(case, local, chance, held_on)
        made.cases.append(replace(case, affiliation=_affiliation(linked, agencies)))
        made.linkages.extend(linked)
        made.sightings.extend(_sightings(case, linked, chance, today, troubled=in_trouble))
        made.promises.extend(_promises(case, linked, chance, today))


def _local(agencies: Mapping[str, Sequence[Agency]], number: int) -> Mapping[str, Sequence[Agency]]:
    """The agencies a household has to do with: of schools, nurseries and 民生委員 those of its district."""
    found = {kind: tuple(group) for kind, group in agencies.items()}
    district = number % len(DISTRICTS)
    for kind in RESPONSIBLE:
        if group := found.get(kind):
            found[kind] = (group[district % len(group)],)
    elsewhere = [name for name in DISTRICTS if name != DISTRICTS[district]]
    found["welfare_commissioner"] = tuple(
        agency for agency in found.get("welfare_commissioner", ()) if not any(name in agency.name for name in elsewhere)
    )
    return found


def _case(household: Household, chance: Random, *, number: int, today: date, held_on: date) -> Case:
    accepted = today - timedelta(days=chance.randint(150, 1200))
    rank = chance.choices(tuple(ReviewRank), weights=(15, 45, 40))[0]
    kinds = tuple(chance.sample(tuple(AbuseKind), k=chance.choice((1, 1, 2))))
    return Case(
        id=_id(chance),
        household_id=household.id,
        number=_number(accepted, number + 1),
        name="",
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


def _number(accepted: date, place: int) -> str:
    """R8-001: the fiscal year of acceptance and the place in the list."""
    return f"R{fiscal_year(accepted) - 2018}-{place:03d}"


def _expecting(case: Case, named: tuple[str, str], chance: Random, held_on: date) -> Case:
    """The case as a pregnancy, accepted while it lasts and named after the woman."""
    due_on = held_on + timedelta(days=chance.randint(40, 130))
    accepted = due_on - timedelta(days=chance.randint(190, 215))
    return replace(
        case,
        is_pregnancy=True,
        case_kind=CaseKind.PREGNANCY,
        number=_number(accepted, int(case.number.split("-")[1])),
        name=named[0],
        kana=named[1],
        accepted_on=accepted,
        abuse_kinds=(),
        due_date=due_on,
        severity=None,
        route="保健センター",
        previous_decision=f"継続。{PREGNANCY_POLICY}",
        situation=PREGNANCY_SITUATION,
        strengths=PREGNANCY_STRENGTH,
        policy=PREGNANCY_POLICY,
    )


def _with_trouble(case: Case, chance: Random, today: date, *, number: int) -> Case:
    """The next of the reasons for which a meeting discusses a case."""
    if case.is_pregnancy:
        return case
    fresh = today - timedelta(days=chance.randint(3, 20))
    first_time = {
        "accepted_on": fresh,
        "number": _number(fresh, int(case.number.split("-")[1])),
        "last_deliberated_on": None,
        "previous_decision": "",
    }
    troubles: dict[str, dict[str, Any]] = {
        "severe": {"severity": Severity.SEVERE, "previous_severity": Severity.MODERATE},
        "fatal": {"severity": Severity.FATAL},
        "absent": {"absence_days": chance.randint(7, 14), "situation": SITUATIONS[4], "strengths": STRENGTHS[1]},
        "closing": {"proposal": "closing", "severity": Severity.CONCERN, "situation": SITUATIONS[0]},
        "disputed": {"lead_disputed": True},
        "first": first_time | ({"moved_in_on": fresh} if chance.random() < 0.5 else {}),
        "back": {"protection_ended_on": today - timedelta(days=chance.randint(10, 60)), "situation": SITUATIONS[6]},
    }
    return replace(case, **troubles[TROUBLES[number % len(TROUBLES)]])


def _linkages(case: Case, agencies: Mapping[str, Sequence[Agency]], chance: Random, held_on: date) -> list[Linkage]:
    center = _pick(agencies, chance, "children_department", "child_and_family_center")
    guidance = _pick(agencies, chance, "child_guidance_center")
    lead = guidance if case.severity is not None and case.severity.heavy and guidance else center
    chosen: dict[UUID, tuple[Agency, LinkageRole]] = {}
    place = None if case.is_pregnancy else _pick(agencies, chance, _place_kind(case, held_on))
    if place is not None:
        chosen[place.id] = (place, LinkageRole.SCHOOL)
    if case.is_pregnancy or chance.random() < 0.4:
        health = _pick(agencies, chance, "municipal_health_center")
        if health is not None:
            chosen[health.id] = (health, LinkageRole.HEALTH)
    for kind, share in (*WATCHING, *WATCHING_BY_AGE[_place_kind(case, held_on)]):
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
            responsible=RESPONSIBLE.get(agency.kind_code, "") if role is LinkageRole.SCHOOL else "",
        )
        for agency, role in chosen.values()
    ]


def _sightings(case: Case, linked: Sequence[Linkage], chance: Random, today: date, *, troubled: bool) -> list[Sighting]:
    fresh = case.accepted_on is not None and (today - case.accepted_on).days < NEW_DAYS
    if fresh and chance.random() < NEVER_SEEN_SHARE:
        return []
    long_ago = troubled and case.proposal != "closing" and chance.random() < 0.2
    days = chance.randint(32, 60) if long_ago else chance.randint(1, 14)
    who = next((linkage for linkage in linked if linkage.role is LinkageRole.SCHOOL), linked[0])
    seen_by, place = SEEN_AT[who.responsible]
    seen_on = max(today - timedelta(days=days), case.accepted_on or today)
    return [
        Sighting(
            id=_id(chance), case_id=case.id, seen_on=seen_on, agency_id=who.agency_id, seen_by=seen_by, place=place
        )
    ]


def _promises(case: Case, linked: Sequence[Linkage], chance: Random, today: date) -> list[Promise]:
    if case.last_deliberated_on is None or chance.random() > 0.3:
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


def _place_kind(case: Case, held_on: date) -> str:
    """Where a child goes on the day of the meeting, by 学年."""
    stage = school_year(case.birth_date, held_on) if case.birth_date else None
    if stage is None or stage.startswith("年"):
        return "nursery"
    return "elementary_school" if stage.startswith("小") else "junior_high_school"


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
