"""Kinds run by the state and prefectures, and by the medical and legal professions.

It does not recognise names: `recognition_words` does.
"""

from network.agencies.agency_kind import GUIDANCE, HEALTH, JUSTICE, PREFECTURE, AgencyKind

GUIDANCE_KINDS = (
    AgencyKind(
        "child_guidance_center",
        "児童相談所",
        GUIDANCE,
        "1",
        "child_guidance_center",
        "seeds/003 4(3)②, handbook §7.1",
        (
            "児相",
            "児童相談センター",
            "児童・障害者相談センター",
            "こども相談センター",
            "こども家庭センター（都道府県・指定都市等の児童相談所）",
            "こども家庭相談センター",
            "こども女性相談センター",
            "こども・女性・障害者相談センター",
            "福祉総合支援センター",
            "福祉相談センター",
            "中央児童相談所",
        ),
    ),
    AgencyKind(
        "temporary_shelter", "一時保護所", GUIDANCE, "1", "child_guidance_center", "handbook §2.3", ("一時保護施設",)
    ),
)

PREFECTURE_KINDS = (
    AgencyKind(
        "prefectural_department",
        "都道府県の機関（その他）",
        PREFECTURE,
        "1",
        "prefecture_other",
        "handbook §2.4",
        ("県庁", "都道府県の担当課", "県こども家庭課"),
    ),
    AgencyKind(
        "regional_bureau",
        "都道府県の地域振興局・県民局等",
        PREFECTURE,
        "1",
        "prefecture_other",
        "handbook §2.4, §7.1",
        ("地域振興局", "振興局", "総合振興局", "県民局", "地域県民局", "総合支庁", "地方局", "支庁"),
    ),
)

HEALTH_KINDS = (
    AgencyKind(
        "public_health_center",
        "保健所",
        HEALTH,
        "1",
        "public_health_center",
        "seeds/003 4(3)③",
        ("厚生センター",),
    ),
    AgencyKind(
        "prefectural_health_welfare_office",
        "保健福祉事務所（都道府県）",
        HEALTH,
        "1",
        "public_health_center",
        "handbook §7.1",
        ("保健福祉環境事務所", "健康福祉事務所", "福祉保健所", "健康福祉センター（都道府県）"),
    ),
    AgencyKind(
        "mental_health_welfare_center",
        "精神保健福祉センター",
        HEALTH,
        "1",
        "prefecture_other",
        "seeds/003 4(2)①エ",
        ("こころの健康センター", "こころの健康総合センター", "こころのセンター"),
    ),
    AgencyKind(
        "medical_institution",
        "医療機関",
        HEALTH,
        None,
        "medical_institution",
        "seeds/003 4(3)③",
        ("病院", "医院", "診療所", "クリニック", "医療センター", "医療法人", "医療関係者"),
    ),
    AgencyKind(
        "designated_medical_institution",
        "指定発達支援医療機関",
        HEALTH,
        None,
        "designated_medical_institution",
        "handbook §2.4",
        ("指定医療機関",),
    ),
    AgencyKind("medical_association", "医師会", HEALTH, "2", "medical_institution", "handbook §1.4, §7.1", ("医会",)),
    AgencyKind("dental_association", "歯科医師会", HEALTH, "2", "medical_institution", "handbook §1.4", ("歯科医会",)),
    AgencyKind("pharmacists_association", "薬剤師会", HEALTH, "2", "medical_institution", "handbook §1.4", ("薬局",)),
    AgencyKind("nursing_association", "看護協会", HEALTH, "2", "medical_institution", "handbook §1.4"),
    AgencyKind("midwives_association", "助産師会", HEALTH, "2", "medical_institution", "handbook §1.4", ("助産所",)),
    AgencyKind(
        "doctor", "医師・歯科医師（個人）", HEALTH, "3", "medical_institution", "handbook §1.4", ("嘱託医", "学校医")
    ),
    AgencyKind("visiting_nurse_station", "訪問看護ステーション", HEALTH, "2", "medical_institution", "handbook §1.4"),
)

JUSTICE_KINDS = (
    AgencyKind(
        "police",
        "警察",
        JUSTICE,
        "1",
        "police",
        "seeds/003 4(3)③",
        ("警察署", "警察本部", "交番", "駐在所", "警部交番"),
    ),
    AgencyKind(
        "juvenile_support_center",
        "少年サポートセンター",
        JUSTICE,
        "1",
        "police",
        "seeds/003 4(3)③",
        ("少年センター", "少年課"),
    ),
    AgencyKind(
        "juvenile_guidance_center",
        "少年補導センター・青少年センター",
        JUSTICE,
        "1",
        "municipality_other",
        "seeds/003 4(4)③",
        ("少年補導センター", "青少年センター", "青少年相談センター", "少年育成センター"),
    ),
    AgencyKind("family_court", "家庭裁判所", JUSTICE, "1", "family_court", "handbook §2.4"),
    AgencyKind("legal_affairs_bureau", "法務局", JUSTICE, "1", "other", "handbook §1.4, §7.1", ("地方法務局",)),
    AgencyKind("prosecutors_office", "検察庁", JUSTICE, "1", "other", "handbook §1.4", ("区検察庁", "地方検察庁")),
    AgencyKind("probation_office", "保護観察所", JUSTICE, "1", "other", "handbook §1.4"),
    AgencyKind(
        "juvenile_classification_home",
        "少年鑑別所・少年院",
        JUSTICE,
        "1",
        "other",
        "seeds/003 4(4)③",
        ("法務少年支援センター", "少年鑑別所", "少年院"),
    ),
    AgencyKind("probation_officer", "保護司・保護司会", JUSTICE, "3", "other", "handbook §1.4", ("保護司", "保護司会")),
    AgencyKind(
        "human_rights_commissioner",
        "人権擁護委員",
        JUSTICE,
        "3",
        "other",
        "handbook §7.1",
        ("人権擁護委員協議会", "子どもの人権専門委員"),
    ),
    AgencyKind("bar_association", "弁護士会・弁護士", JUSTICE, "2", "other", "handbook §1.4", ("弁護士会", "法テラス")),
    AgencyKind(
        "legal_profession",
        "司法書士会等の士業団体",
        JUSTICE,
        "2",
        "other",
        "handbook §1.4",
        ("司法書士会", "行政書士会"),
    ),
    AgencyKind(
        "victim_support_center",
        "犯罪被害者支援センター",
        JUSTICE,
        "2",
        "other",
        "handbook §1.4",
        ("被害者支援センター",),
    ),
    AgencyKind(
        "national_agency", "国の機関（その他）", JUSTICE, "1", "other", "handbook §1.4", ("税務署", "海上保安署")
    ),
    AgencyKind(
        "fire_department", "消防", JUSTICE, "1", "municipality_other", "handbook §7.1", ("消防署", "消防本部", "消防団")
    ),
)
