"""Kinds of the municipality itself: its centres, its departments (庁内部局) and the board of education.

It does not recognise names: `recognition_words` does.
"""

from network.agencies.agency_kind import EDUCATION, MUNICIPAL, AgencyKind

DEPARTMENTS_SOURCE = "seeds/003 5(2)⑤"

CENTER_KINDS = (
    AgencyKind(
        "child_and_family_center",
        "こども家庭センター",
        MUNICIPAL,
        "1",
        "municipality_other",
        "handbook §5.1",
        ("こども家庭センター（児童福祉機能）", "子ども家庭支援センター", "こども家庭サポートセンター"),
    ),
    AgencyKind(
        "family_support_base",
        "市区町村子ども家庭総合支援拠点",
        MUNICIPAL,
        "1",
        "municipality_other",
        "seeds/003 1(3)",
        ("支援拠点", "子ども家庭総合支援室", "こども家庭センター（児童福祉機能）の前身"),
    ),
    AgencyKind(
        "comprehensive_maternal_center",
        "子育て世代包括支援センター",
        MUNICIPAL,
        "1",
        "municipality_other",
        "seeds/003 5(2)②",
        ("母子健康包括支援センター", "利用者支援事業（母子保健型）", "こども家庭センター（母子保健機能）"),
    ),
    AgencyKind(
        "family_child_counselling_office",
        "家庭児童相談室",
        MUNICIPAL,
        "1",
        "municipality_other",
        "seeds/003 5(2)④",
        ("家庭児童相談員", "家庭相談員"),
    ),
    AgencyKind("welfare_office", "福祉事務所", MUNICIPAL, "1", "welfare_office", "seeds/003 5(2)④, handbook §2.4"),
    AgencyKind(
        "municipal_health_center",
        "市町村保健センター",
        MUNICIPAL,
        "1",
        "municipal_health_center",
        "seeds/003 4(3)③",
        ("保健センター", "健康増進センター", "保健福祉センター", "健康センター", "母子健康センター"),
    ),
    AgencyKind(
        "head_of_municipality", "市区町村長", MUNICIPAL, "1", "municipality_other", "handbook §7.1", ("副市町村長",)
    ),
    AgencyKind(
        "municipal_specialist",
        "市町村の専門職",
        MUNICIPAL,
        "1",
        "municipality_other",
        "seeds/003 6(1)",
        ("保健師", "心理士", "子ども家庭支援員", "虐待対応専門員", "母子・父子自立支援員"),
    ),
    AgencyKind(
        "assembly", "市町村議会", MUNICIPAL, "1", "municipality_other", "handbook §7.1", ("議会", "常任委員会", "議員")
    ),
)

DEPARTMENT_KINDS = (
    AgencyKind(
        "children_department",
        "児童福祉・子育て支援担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        "seeds/003 5(2)①",
        ("児童福祉主管課", "子育て支援課", "こども課", "こども家庭課"),
    ),
    AgencyKind(
        "childcare_department", "保育担当部局", MUNICIPAL, "1", "municipality_other", "seeds/003 5(2)③", ("保育課",)
    ),
    AgencyKind(
        "maternal_child_health_department",
        "母子保健担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("母子保健課", "母子保健施策"),
    ),
    AgencyKind(
        "mental_health_department", "精神保健担当部局", MUNICIPAL, "1", "municipality_other", DEPARTMENTS_SOURCE
    ),
    AgencyKind(
        "community_health_department",
        "地域保健・健康づくり担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("地域保健", "健康増進課", "健康づくり課", "保健課"),
    ),
    AgencyKind(
        "health_welfare_department",
        "保健福祉担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("保健福祉課", "健康福祉課", "福祉保健課"),
    ),
    AgencyKind(
        "welfare_department",
        "福祉担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("福祉課", "住民福祉課", "社会福祉課"),
    ),
    AgencyKind(
        "disability_department",
        "障害児・者福祉担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("障害福祉課", "障害児支援施策"),
    ),
    AgencyKind(
        "public_assistance_department",
        "生活保護担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("生活保護", "生活援護課", "保護課", "生活支援課"),
    ),
    AgencyKind(
        "single_parent_department",
        "母子福祉（ひとり親支援）担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("母子福祉", "ひとり親支援"),
    ),
    AgencyKind(
        "community_welfare_department", "地域福祉担当部局", MUNICIPAL, "1", "municipality_other", DEPARTMENTS_SOURCE
    ),
    AgencyKind(
        "elderly_department",
        "高齢者福祉担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("高齢者福祉", "介護保険課", "長寿課"),
    ),
    AgencyKind(
        "youth_department",
        "青少年育成担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("青少年課",),
    ),
    AgencyKind("young_people_department", "若者支援担当部局", MUNICIPAL, "1", "municipality_other", DEPARTMENTS_SOURCE),
    AgencyKind(
        "resident_registry_department",
        "住民基本台帳担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("住民基本台帳", "市民課", "町民課", "住民課"),
    ),
    AgencyKind(
        "family_register_department",
        "戸籍担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("戸籍",),
    ),
    AgencyKind(
        "human_rights_department",
        "人権・男女共同参画担当部局",
        MUNICIPAL,
        "1",
        "municipality_other",
        "handbook §6.1",
        ("人権推進課", "男女共同参画課"),
    ),
    AgencyKind("housing_department", "住宅担当部局", MUNICIPAL, "1", "municipality_other", "handbook §6.1"),
    AgencyKind(
        "municipal_department",
        "庁内部局（その他）",
        MUNICIPAL,
        "1",
        "municipality_other",
        DEPARTMENTS_SOURCE,
        ("総務課", "市役所", "役場", "支所"),
    ),
)

BOARD_KINDS = (
    AgencyKind(
        "board_of_education",
        "教育委員会",
        EDUCATION,
        "1",
        "board_of_education",
        "seeds/003 4(3)③",
        ("教育委員会事務局", "学校教育課", "教育総務課", "教育長", "教育担当部局"),
    ),
    AgencyKind(
        "student_guidance_department",
        "教育委員会（生徒指導・いじめ対策）",
        EDUCATION,
        "1",
        "board_of_education",
        "seeds/003 4(1)③, 5(2)⑤",
        ("生徒指導", "いじめ"),
    ),
    AgencyKind(
        "special_needs_education_department",
        "教育委員会（特別支援教育）",
        EDUCATION,
        "1",
        "board_of_education",
        "seeds/003 4(1)③, 5(2)⑤",
        ("特別支援教育",),
    ),
    AgencyKind(
        "lifelong_learning_department",
        "教育委員会（生涯学習・社会教育）",
        EDUCATION,
        "1",
        "board_of_education",
        "handbook §6.1",
        ("生涯学習課", "社会教育課", "公民館"),
    ),
    AgencyKind(
        "education_center",
        "教育センター・教育相談所",
        EDUCATION,
        "1",
        "board_of_education",
        "handbook §7.1",
        ("教育相談センター", "教育支援センター", "適応指導教室", "教育研究所", "教育サポートセンター"),
    ),
    AgencyKind(
        "prefectural_education_office", "教育事務所（都道府県）", EDUCATION, "1", "board_of_education", "handbook §2.4"
    ),
    AgencyKind(
        "education_specialist",
        "教育の専門職（SSW等）",
        EDUCATION,
        "1",
        "board_of_education",
        "handbook §6.1, §7.1",
        ("スクールソーシャルワーカー", "スクールカウンセラー", "教育支援員", "教育相談員"),
    ),
)
