"""Kinds where children spend their days: schools, nurseries, and the services for families with small children.

It does not recognise names: `recognition_words` does.
"""

from network.agencies.agency_kind import CHILD_REARING, EDUCATION, NURSERIES, AgencyKind

FAMILY_SERVICES_SOURCE = "handbook §5.3 家庭支援事業"

SCHOOL_KINDS = (
    AgencyKind(
        "school", "学校（小中学校・総称）", EDUCATION, None, "school", "seeds/003 4(3)③", ("学校", "小中学校", "校長")
    ),
    AgencyKind("elementary_school", "小学校", EDUCATION, None, "school", "seeds/003 4(3)③"),
    AgencyKind("junior_high_school", "中学校", EDUCATION, None, "school", "seeds/003 4(3)③"),
    AgencyKind(
        "compulsory_education_school",
        "義務教育学校・小中一貫校",
        EDUCATION,
        None,
        "school",
        "seeds/003 4(3)③",
        ("義務教育学校", "小中一貫校"),
    ),
    AgencyKind("high_school", "高等学校", EDUCATION, None, "school", "seeds/003 4(3)③", ("高校", "高等専門学校")),
    AgencyKind(
        "special_needs_school",
        "特別支援学校",
        EDUCATION,
        None,
        "school",
        "seeds/003 4(3)③",
        ("養護学校", "盲学校", "聾学校", "ろう学校"),
    ),
    AgencyKind("university", "大学・専門学校", EDUCATION, None, "school", "seeds/003 4(3)③", ("大学", "短期大学")),
    AgencyKind(
        "principals_association",
        "校長会・教頭会",
        EDUCATION,
        "3",
        "school",
        "handbook §1.7, §6.2",
        ("校長会", "小学校長会", "中学校長会", "教頭会", "養護教諭部会"),
    ),
    AgencyKind(
        "parent_teacher_association",
        "PTA",
        EDUCATION,
        "3",
        "other",
        "handbook §6.2",
        ("PTA連合会", "保護者会", "父母会"),
    ),
)

NURSERY_KINDS = (
    AgencyKind("nursery", "保育所", NURSERIES, None, "nursery", "seeds/003 4(1)①, 4(2)②エ", ("保育園", "保育施設")),
    AgencyKind("kindergarten", "幼稚園", NURSERIES, None, "kindergarten", "seeds/003 4(1)①"),
    AgencyKind(
        "certified_kodomoen",
        "認定こども園",
        NURSERIES,
        None,
        "certified_kodomoen",
        "seeds/003 4(3)③",
        ("幼保連携型認定こども園", "こども園", "幼児園"),
    ),
    AgencyKind(
        "community_childcare",
        "地域型保育・認可外保育施設",
        NURSERIES,
        None,
        "nursery",
        "handbook §5.3",
        ("小規模保育", "家庭的保育", "事業所内保育", "認可外保育施設", "託児所"),
    ),
    AgencyKind(
        "nursery_association",
        "保育協議会・園長会",
        NURSERIES,
        "3",
        "nursery",
        "handbook §6.2, §7.1",
        ("保育協議会", "保育会", "保育士会", "園長会", "保育園長会", "幼稚園連合会"),
    ),
)

CHILD_REARING_KINDS = (
    AgencyKind(
        "child_rearing_service",
        "地域子ども・子育て支援事業実施機関",
        CHILD_REARING,
        None,
        "other",
        "seeds/003 4(3)③",
        ("地域子ども・子育て支援事業",),
    ),
    AgencyKind(
        "user_support_service",
        "利用者支援事業（基本型）実施機関",
        CHILD_REARING,
        None,
        "other",
        "seeds/003 4(1)③, 5(2)③",
        ("利用者支援事業", "子育てコンシェルジュ"),
    ),
    AgencyKind(
        "child_rearing_support_center",
        "子育て支援センター（地域子育て支援拠点）",
        CHILD_REARING,
        None,
        "other",
        "handbook §5.3, §7.1",
        ("子育て支援センター", "地域子育て支援拠点", "つどいの広場", "子育てひろば"),
    ),
    AgencyKind(
        "childrens_hall",
        "児童館・児童センター",
        CHILD_REARING,
        None,
        "child_welfare_facility",
        "handbook §7.1",
        ("児童館", "児童センター", "こども館"),
    ),
    AgencyKind(
        "after_school_club",
        "放課後児童クラブ（学童保育）",
        CHILD_REARING,
        None,
        "other",
        "handbook §5.3, §7.1",
        ("学童保育", "学童クラブ", "学童保育所", "放課後児童健全育成事業", "放課後子ども教室"),
    ),
    AgencyKind(
        "family_support_center",
        "ファミリー・サポート・センター",
        CHILD_REARING,
        None,
        "other",
        "seeds/003 4(2)②エ",
        ("子育て援助活動支援事業", "ファミサポ"),
    ),
    AgencyKind(
        "home_visit_service",
        "養育支援訪問事業者",
        CHILD_REARING,
        None,
        "other",
        "seeds/003 4(2)②エ, 5(2)①",
        ("養育支援訪問事業", "養育支援家庭訪問事業"),
    ),
    AgencyKind(
        "short_stay_service",
        "子育て短期支援事業者",
        CHILD_REARING,
        None,
        "other",
        "seeds/003 4(2)②エ",
        ("ショートステイ", "トワイライトステイ"),
    ),
    AgencyKind(
        "temporary_childcare_service",
        "一時預かり事業者",
        CHILD_REARING,
        None,
        "other",
        "seeds/003 4(2)②エ",
        ("一時保育",),
    ),
    AgencyKind(
        "household_visit_service",
        "子育て世帯訪問支援事業者",
        CHILD_REARING,
        None,
        "other",
        FAMILY_SERVICES_SOURCE,
        ("ホームスタート",),
    ),
    AgencyKind(
        "childrens_place_service",
        "児童育成支援拠点事業者",
        CHILD_REARING,
        None,
        "other",
        FAMILY_SERVICES_SOURCE,
        ("こどもの居場所",),
    ),
    AgencyKind(
        "parenting_programme_service", "親子関係形成支援事業者", CHILD_REARING, None, "other", FAMILY_SERVICES_SOURCE
    ),
    AgencyKind(
        "sick_child_care_service", "病児保育事業者", CHILD_REARING, None, "other", "handbook §5.3", ("病後児保育",)
    ),
    AgencyKind(
        "infant_visit_service",
        "乳児家庭全戸訪問事業者",
        CHILD_REARING,
        None,
        "other",
        "handbook §5.3",
        ("こんにちは赤ちゃん事業",),
    ),
    AgencyKind("postnatal_care_service", "産後ケア事業者", CHILD_REARING, None, "medical_institution", "handbook §5.3"),
)
