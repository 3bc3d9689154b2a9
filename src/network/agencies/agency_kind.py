"""What a kind of agency is, and the 相談経路 it counts under.

The kinds themselves are listed in the catalogue modules and gathered in `kinds`.
"""

from dataclasses import dataclass

GUIDANCE = "児童相談所"
PREFECTURE = "都道府県の機関"
MUNICIPAL = "市町村（庁内部局）"
EDUCATION = "教育委員会・学校"
NURSERIES = "保育所・幼稚園・こども園"
CHILD_REARING = "子育て支援の事業"
HEALTH = "保健・医療"
JUSTICE = "警察・消防・司法"
COMMISSIONERS = "民生委員・児童委員"
WELFARE = "福祉・NPO・委託先"
COMMUNITY = "地域の団体"
OTHER = "その他"

GROUPS = (
    GUIDANCE,
    PREFECTURE,
    MUNICIPAL,
    EDUCATION,
    NURSERIES,
    CHILD_REARING,
    HEALTH,
    JUSTICE,
    COMMISSIONERS,
    WELFARE,
    COMMUNITY,
    OTHER,
)
"""Headings of the agencies tree, in the order in which people read them."""

ROUTES = {
    "child_guidance_center": "児童相談所",
    "welfare_office": "福祉事務所",
    "municipal_health_center": "保健センター",
    "prefecture_other": "都道府県その他",
    "municipality_other": "市町村その他",
    "nursery": "保育所",
    "child_welfare_facility": "児童福祉施設",
    "designated_medical_institution": "指定発達支援医療機関",
    "child_family_support_center": "児童家庭支援センター",
    "certified_kodomoen": "認定こども園",
    "police": "警察等",
    "family_court": "家庭裁判所",
    "public_health_center": "保健所",
    "medical_institution": "医療機関",
    "kindergarten": "幼稚園",
    "school": "学校",
    "board_of_education": "教育委員会等",
    "foster_parent": "里親",
    "child_commissioner": "児童委員",
    "family": "家族",
    "relatives": "親戚",
    "neighbours": "近隣・知人",
    "child": "児童本人",
    "other": "その他",
}
"""相談経路 of the national statistics for municipalities (handbook §2.4), by code."""


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """Kind of a 関係機関: its label, other names, heading, 守秘区分 and 相談経路.

    `secrecy_class` is "1", "2" or "3" (児童福祉法25条の5 各号), None where it depends on who runs the agency.
    """

    code: str
    label: str
    group: str
    secrecy_class: str | None
    route_code: str | None
    source: str
    aliases: tuple[str, ...] = ()
