"""守秘区分 (児童福祉法25条の5 各号) proposed for an agency from its name and kind; a person confirms it.

1号: organs of the state and municipalities, 2号: legal persons, 3号: everybody else.
"""

import re

from network.agencies.agency_kind import AgencyKind

LEGAL_PERSON = re.compile(
    "法人|株式会社|有限会社|合同会社|赤十字|済生会|厚生連|(?<![市区町村県都府])私立|民間(?!団体|支援団体)|生活協同組合|大学(?:医学部)?[附付]属|大学病院|国立病院機構"
)
"""Bodies with legal personality; 国立大学法人 and 地方独立行政法人 are persons of their own as well."""
PUBLIC = re.compile(
    "(?:[国都道府県市区町村公]|組合|事務組合|広域連合)立|公営|[市町村]民病院|[県市町村](?:総合|中央)病院|国(?:保|民健康保険).*(?:病院|診療所)"
    "|^[市町村区県](?:内公立|保育|幼稚園|小|中|こども園|児童館|病院)"
)
INDIVIDUAL = re.compile("(?:弁護士|助産師|薬剤師)(?!.*会)")
PROFESSIONS = {"bar_association", "midwives_association", "pharmacists_association"}
GENERAL = re.compile("関係(?:者|機関|団体)?等?$|従事する者$")
"""Words for whoever works in a field, private or public."""

OF_THE_STATE = "国・地方公共団体の機関なので1号を案としました"
OF_A_LEGAL_PERSON = "法人なので2号を案としました"
OF_A_PERSON = "機関でも法人でもないので3号を案としました"
REASONS = {"1": OF_THE_STATE, "2": OF_A_LEGAL_PERSON, "3": OF_A_PERSON}

LIKELY = {
    **dict.fromkeys(
        ("school", "elementary_school", "junior_high_school", "compulsory_education_school"),
        ("1", "多くは公立のため1号を案としましたが、公立か私立かで変わります"),
    ),
    "high_school": ("1", "公立とみて1号を案としましたが、公立か私立かで変わります"),
    "special_needs_school": ("1", "多くは公立のため1号を案としましたが、公立か私立かで変わります"),
    "childrens_hall": ("1", "多くは公立のため1号を案としましたが、公立か委託かで変わります"),
    **dict.fromkeys(
        (
            "child_welfare_facility",
            "child_care_institution",
            "infant_home",
            "mother_child_living_support",
            "child_psychological_facility",
            "disability_consultation_office",
            "disability_day_service",
            "disability_support_office",
            "foster_support_center",
            "womens_facility",
        ),
        ("2", "多くは法人の運営のため2号を案としましたが、公立かどうかで変わります"),
    ),
    "child_self_reliance_facility": ("1", "多くは都道府県立のため1号を案としましたが、運営者で変わります"),
    "developmental_disorder_center": ("1", "都道府県等の機関とみて1号を案としましたが、法人への委託であれば2号です"),
}
"""The likeliest class where the kind alone leaves it open."""

DOUBTS = {
    "medical_association": "法人とみて2号を案としましたが、法人格がなければ3号です",
    "dental_association": "法人とみて2号を案としましたが、法人格がなければ3号です",
    "pharmacists_association": "法人とみて2号を案としましたが、法人格がなければ3号です",
    "human_rights_commissioner": "法務大臣が個人に委嘱する委員なので3号を案としました",
    "welfare_commissioner": "個人として委嘱される委員なので3号を案としました",
    "chief_child_commissioner": "個人として委嘱される委員なので3号を案としました",
    "commissioners_council": "法人格のない団体とみて3号を案としました",
    "principals_association": "法人格のない任意の団体とみて3号を案としました",
    "nursery_association": "法人格のない任意の団体とみて3号を案としましたが、法人であれば2号です",
    "probation_officer": "個人として委嘱される人とみて3号を案としました",
    "maternal_health_promoter": "個人として委嘱される人とみて3号を案としました",
}
"""A fixed class whose ground is worth a word."""

UNKNOWN = "守秘区分は公立か私立か（法人か個人か）で変わるため、選んでください"
MEMBER_BY_MEMBER = "守秘区分は機関ごとに決まるため、選んでください"


def secrecy_class_of(text: str, kind: AgencyKind) -> tuple[str | None, str]:
    """The proposed class ("1", "2", "3" or None) and the ground for it, for a name in plain form."""
    if kind.code in PROFESSIONS and INDIVIDUAL.search(text):
        return "3", OF_A_PERSON
    if kind.secrecy_class is not None:
        return kind.secrecy_class, DOUBTS.get(kind.code, REASONS[kind.secrecy_class])
    if kind.code == "other" or GENERAL.search(text):
        return None, MEMBER_BY_MEMBER
    if LEGAL_PERSON.search(text):
        return "2", OF_A_LEGAL_PERSON
    if PUBLIC.search(text):
        return "1", "公立なので1号を案としました"
    return LIKELY.get(kind.code, (None, UNKNOWN))
