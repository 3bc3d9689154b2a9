"""Words that tell the field of a 庁内部局: read from the top, the first row that stands in the name wins.

Only names that end like a department are looked up here; what tells no field is 庁内部局（その他）.
"""

import re

from network.agencies.guidance_center_names import PREFECTURES
from network.agencies.recognition_text import found, office

DEPARTMENT = re.compile(
    r"(?:課|係|(?<!教)(?<!保育)室|(?<!支)(?<!学)(?<!内)部|(?<!郵便)(?<!薬)局|班|グループ|チーム|支所|出張所|役場|役所|庁)(?:等|内)?$"
)
PREFECTURAL = re.compile("^(?:" + "|".join(PREFECTURES) + "|県(?![民南北央中東西立営]))")
MUNICIPAL_GROUP = re.compile(
    "市機関|町機関|村機関|区機関|庁内|[市町村区](?:役所|役場|の機関|長部局|関係課|職員|当局)|行政内部"
)

FIELDS = (
    (r"生涯学習|社会教育", "lifelong_learning_department"),
    (r"学校教育|学務|教育総務|(?<!幼児)教育(?:課|部)", "board_of_education"),
    (r"生活保護|保護課|援護|生活福祉(?:課|係)|保護係|生活支援(?:課|係)", "public_assistance_department"),
    (r"障害", "disability_department"),
    (r"^(?!.*こども).*青少年", "youth_department"),
    (r"(?:母子|妊産婦|親子)(?:保健|健康)", "maternal_child_health_department"),
    (r"ひとり親|母子福祉|母子父子", "single_parent_department"),
    (r"保育(?!.*子育て)|幼児", "childcare_department"),
    (
        r"こども|児童(?!生徒)|子育て|育児|次世代|少子化|家庭支援|家庭福祉|親子|はぐくみ|すくすく",
        "children_department",
    ),
    (r"若者", "young_people_department"),
    (r"精神保健|こころ", "mental_health_department"),
    (r"高齢|長寿|介護|地域包括", "elderly_department"),
    (r"戸籍", "family_register_department"),
    (
        r"住民基本台帳|(?:市|町|村|区|住)民(?:課|係|窓口|サービス)|総合窓口|住民票|住民税務",
        "resident_registry_department",
    ),
    (r"教育|指導(?:課|室)|児童生徒", "board_of_education"),
    (r"人権|男女|女性", "human_rights_department"),
    (r"(?:保健|健康).*福祉|福祉.*(?:保健|健康)", "health_welfare_department"),
    (r"保健|健康|ほけん", "community_health_department"),
    (r"地域福祉", "community_welfare_department"),
    (r"福祉|(?<![市町村区住県])民生", "welfare_department"),
    (r"住宅|建築住宅", "housing_department"),
)


def is_department(text: str) -> bool:
    """Whether the name ends like a department or names its head (健康福祉課長)."""
    return DEPARTMENT.search(office(text)) is not None


def is_municipal_heading(group: str | None) -> bool:
    """Whether a heading of the list means the municipality's own offices (市機関, 庁内)."""
    return group is not None and MUNICIPAL_GROUP.search(group) is not None


def department_reading(text: str, *, municipal_heading: bool) -> tuple[str, str] | None:
    """Code of the department's kind and the piece that told it; None for what is no department."""
    if not is_department(text) and not municipal_heading:
        return None
    if PREFECTURAL.match(text):
        return "prefectural_department", text
    for word, code in FIELDS:
        if piece := found(word, text):
            return code, piece
    return "municipal_department", office(text)
