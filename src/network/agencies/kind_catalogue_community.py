"""Kinds among neighbours and in welfare: commissioners, welfare organisations, NPOs and local associations.

It does not recognise names: `recognition_words` does.
"""

from network.agencies.agency_kind import COMMISSIONERS, COMMUNITY, OTHER, WELFARE, AgencyKind

PARTNERS_SOURCE = "seeds/003 4(3)③"

COMMISSIONER_KINDS = (
    AgencyKind(
        "welfare_commissioner",
        "民生委員・児童委員",
        COMMISSIONERS,
        "3",
        "child_commissioner",
        "seeds/003 4(1)③, 4(3)③",
        ("民生委員", "児童委員", "民生・児童委員", "民生児童委員"),
    ),
    AgencyKind(
        "chief_child_commissioner", "主任児童委員", COMMISSIONERS, "3", "child_commissioner", "seeds/003 4(1)③, 4(3)③"
    ),
    AgencyKind(
        "commissioners_council",
        "民生委員児童委員協議会",
        COMMISSIONERS,
        "3",
        "child_commissioner",
        "handbook §7.1",
        ("民生児童委員協議会", "民児協", "民生委員協議会"),
    ),
)

WELFARE_KINDS = (
    AgencyKind("social_welfare_council", "社会福祉協議会", WELFARE, "2", "other", "handbook §1.4, §7.1", ("社協",)),
    AgencyKind(
        "womens_consultation_center",
        "女性相談支援センター",
        WELFARE,
        "1",
        "prefecture_other",
        "handbook §5.1",
        ("婦人相談所", "女性相談所", "女性相談センター"),
    ),
    AgencyKind(
        "womens_counsellor",
        "女性相談支援員",
        WELFARE,
        "1",
        "municipality_other",
        "handbook §5.1",
        ("婦人相談員", "女性相談員"),
    ),
    AgencyKind(
        "womens_facility", "女性自立支援施設", WELFARE, None, "other", "handbook §5.1", ("婦人保護施設", "シェルター")
    ),
    AgencyKind(
        "domestic_violence_center",
        "配偶者暴力相談支援センター",
        WELFARE,
        "1",
        "other",
        "handbook §1.6",
        ("DV相談支援センター", "男女共同参画センター", "女性センター"),
    ),
    AgencyKind(
        "elderly_support_center",
        "地域包括支援センター",
        WELFARE,
        None,
        "other",
        "seeds/003 4(1)③",
        ("在宅介護支援センター",),
    ),
    AgencyKind(
        "needy_support_office",
        "自立相談支援機関（生活困窮者支援）",
        WELFARE,
        None,
        "other",
        "seeds/003 4(2)②エ",
        ("生活困窮者自立相談支援機関", "自立相談支援センター"),
    ),
    AgencyKind("youth_consultation_center", "子ども・若者総合相談センター", WELFARE, None, "other", PARTNERS_SOURCE),
    AgencyKind(
        "youth_support_station",
        "地域若者サポートステーション",
        WELFARE,
        "2",
        "other",
        PARTNERS_SOURCE,
        ("若者サポートステーション", "サポステ"),
    ),
    AgencyKind(
        "withdrawal_support_center", "ひきこもり地域支援センター", WELFARE, None, "prefecture_other", PARTNERS_SOURCE
    ),
    AgencyKind("employment_office", "公共職業安定所", WELFARE, "1", "other", "handbook §1.4", ("ハローワーク",)),
    AgencyKind("youth_support_council", "子ども・若者支援地域協議会", WELFARE, None, "other", PARTNERS_SOURCE),
    AgencyKind(
        "self_reliance_council",
        "（地域自立支援）協議会子ども部会",
        WELFARE,
        None,
        "other",
        PARTNERS_SOURCE,
        ("自立支援協議会", "地域自立支援協議会"),
    ),
    AgencyKind(
        "local_council",
        "地域における各種協議会",
        WELFARE,
        None,
        "other",
        PARTNERS_SOURCE,
        ("青少年問題協議会", "連絡協議会"),
    ),
    AgencyKind(
        "pregnancy_support_organisation",
        "妊娠相談・子育て支援の民間団体",
        WELFARE,
        None,
        "other",
        "seeds/003 4(1)③",
        ("にんしんSOS", "妊娠SOS"),
    ),
    AgencyKind(
        "nonprofit_organisation",
        "NPO・民間団体",
        WELFARE,
        None,
        "other",
        "handbook §1.4, §7.1",
        ("NPO法人", "特定非営利活動法人", "民間団体", "ボランティア団体", "こども食堂", "学習支援団体"),
    ),
    AgencyKind(
        "welfare_corporation",
        "社会福祉法人・福祉施設",
        WELFARE,
        "2",
        "other",
        "handbook §1.4",
        ("社会福祉法人", "福祉施設"),
    ),
    AgencyKind(
        "contractor", "委託先（支援拠点の業務等）", WELFARE, "2", "other", "seeds/003 2", ("受託法人", "委託事業者")
    ),
    AgencyKind(
        "psychologists_association",
        "心理・福祉の職能団体",
        WELFARE,
        "2",
        "other",
        "handbook §1.4",
        ("公認心理師協会", "臨床心理士会", "社会福祉士会", "精神保健福祉士会"),
    ),
)

COMMUNITY_KINDS = (
    AgencyKind(
        "maternal_health_promoter",
        "母子保健推進員",
        COMMUNITY,
        "3",
        "other",
        "handbook §7.1",
        ("保健推進員", "母子保健推進協議会", "愛育班", "愛育委員"),
    ),
    AgencyKind(
        "juvenile_guidance_volunteer",
        "少年補導員・青少年指導員",
        COMMUNITY,
        "3",
        "other",
        "seeds/003 4(4)③",
        ("少年補導委員", "青少年相談員", "青少年育成推進員"),
    ),
    AgencyKind(
        "youth_development_council",
        "青少年育成団体",
        COMMUNITY,
        "3",
        "other",
        "seeds/003 5(2)⑤",
        ("青少年健全育成会", "青少年育成市民会議", "青少年育成町民会議"),
    ),
    AgencyKind(
        "neighbourhood_association",
        "自治会・町内会",
        COMMUNITY,
        "3",
        "other",
        "seeds/003 4(1)①",
        ("区長会", "行政区長", "自治会連合会", "町内会"),
    ),
    AgencyKind(
        "womens_association",
        "女性団体・更生保護女性会",
        COMMUNITY,
        "3",
        "other",
        "seeds/003 4(1)①",
        ("更生保護女性会", "婦人会", "母子寡婦福祉会"),
    ),
    AgencyKind(
        "parents_circle",
        "子ども会・子育てサークル",
        COMMUNITY,
        "3",
        "other",
        "seeds/003 4(1)①",
        ("子ども会", "子ども会育成会", "母親クラブ", "子育てサークル"),
    ),
    AgencyKind(
        "local_association",
        "地域の団体（その他）",
        COMMUNITY,
        None,
        "other",
        "seeds/003 4(1)①",
        ("商工会", "老人クラブ"),
    ),
    AgencyKind("academic_expert", "学識経験者", COMMUNITY, "3", "other", "handbook §7.1", ("有識者", "大学教授")),
)

OTHER_KINDS = (
    AgencyKind(
        "other",
        "その他",
        OTHER,
        None,
        "other",
        "handbook §7.1",
        ("その他必要な関係機関", "その他市町村長が必要と認める者"),
    ),
)
