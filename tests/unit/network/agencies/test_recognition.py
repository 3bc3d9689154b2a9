"""Kinds told from names as councils all over the country write them."""

import json
from pathlib import Path

import pytest

from network.agencies.agency_kind import WELFARE, AgencyKind
from network.agencies.kinds import KINDS
from network.agencies.recognition import recognise

COUNCILS = Path(__file__).parents[3] / "data" / "councils.json"

NAMES = [
    # name, municipality, kind, class
    ("東京都児童相談センター", "東京都新宿区", "child_guidance_center", "1"),
    ("世田谷区児童相談所", "東京都世田谷区", "child_guidance_center", "1"),
    ("荒川区子ども家庭総合センター", "東京都荒川区", "child_guidance_center", "1"),
    ("刈谷児童相談センター", "愛知県刈谷市", "child_guidance_center", "1"),
    ("知多児童・障害者相談センター長", "愛知県半田市", "child_guidance_center", "1"),
    ("香川県子ども女性相談センター", "香川県三木町", "child_guidance_center", "1"),
    ("香川県西部子ども相談センター", "香川県観音寺市", "child_guidance_center", "1"),
    ("愛媛県福祉総合支援センター", "久万高原町", "child_guidance_center", "1"),
    ("東予子ども・女性支援センター", "愛媛県新居浜市", "child_guidance_center", "1"),
    ("神戸市こども家庭センター", "兵庫県神戸市", "child_guidance_center", "1"),
    ("こども家庭センター", "兵庫県神戸市", "child_guidance_center", "1"),
    ("兵庫県西宮こども家庭センター", "兵庫県芦屋市", "child_guidance_center", "1"),
    ("大阪府池田子ども家庭センター", "大阪府豊中市", "child_guidance_center", "1"),
    ("岸和田子ども家庭センター所長", "大阪府泉佐野市", "child_guidance_center", "1"),
    ("西部こども家庭センター", "広島県府中町", "child_guidance_center", "1"),
    ("岐阜県中央子ども相談センター", "岐阜県羽島市", "child_guidance_center", "1"),
    ("大津・高島子ども家庭相談センター", "滋賀県高島市", "child_guidance_center", "1"),
    ("奈良県中央こども家庭相談センター", "奈良県生駒市", "child_guidance_center", "1"),
    ("和歌山県子ども・女性・障害者相談センター", "和歌山県海南市", "child_guidance_center", "1"),
    ("長崎こども・女性・障害者支援センター", "長崎県諫早市", "child_guidance_center", "1"),
    ("徳島県中央こども女性相談センター", "徳島県石井町", "child_guidance_center", "1"),
    ("岩手県福祉総合相談センター", "岩手県紫波町", "child_guidance_center", "1"),
    ("鳥取県福祉相談センター", "鳥取県岩美町", "child_guidance_center", "1"),
    ("京都府家庭支援総合センター", "京都府向日市", "child_guidance_center", "1"),
    ("福岡市こども総合相談センター（えがお館）", "福岡県福岡市", "child_guidance_center", "1"),
    ("北九州市子ども総合センター", "福岡県北九州市", "child_guidance_center", "1"),
    ("岡山市こども総合相談所", "岡山県岡山市", "child_guidance_center", "1"),
    ("都城福祉こどもセンター（都城児童相談所）", "宮崎県都城市", "child_guidance_center", "1"),
    ("西宮市こども家庭センター", "兵庫県西宮市", "child_and_family_center", "1"),
    ("こども家庭センター", "茨城県小美玉市", "child_and_family_center", "1"),
    ("福祉部こども家庭センター", "茨城県小美玉市", "child_and_family_center", "1"),
    ("子ども家庭支援センター", "東京都小平市", "child_and_family_center", "1"),
    ("桜市こども家庭相談室", "桜市", "family_child_counselling_office", "1"),
    ("家庭児童相談員", None, "family_child_counselling_office", "1"),
    ("子育て世代包括支援センター", None, "comprehensive_maternal_center", "1"),
    ("子ども家庭総合支援拠点", None, "family_support_base", "1"),
    ("町長", None, "head_of_municipality", "1"),
    ("副市長", None, "head_of_municipality", "1"),
    ("桜市長", "桜市", "head_of_municipality", "1"),
    ("市議会議長", None, "assembly", "1"),
    ("町議会教育民生常任委員長", None, "assembly", "1"),
    ("市福祉事務所長", None, "welfare_office", "1"),
    ("保健センター", None, "municipal_health_center", "1"),
    ("桜市保健福祉センター", "桜市", "municipal_health_center", "1"),
    ("中央保健所", None, "public_health_center", "1"),
    ("松戸健康福祉センター（松戸保健所）", "千葉県松戸市", "public_health_center", "1"),
    ("伊那保健福祉事務所", "長野県宮田村", "prefectural_health_welfare_office", "1"),
    ("栃木県県南健康福祉センター", "栃木県下野市", "prefectural_health_welfare_office", "1"),
    ("中央東福祉保健所", "高知県南国市", "prefectural_health_welfare_office", "1"),
    ("北海道日高振興局", "北海道新冠町", "regional_bureau", "1"),
    ("中北地域県民局地域健康福祉部", "青森県", "regional_bureau", "1"),
    ("健康福祉課長", None, "health_welfare_department", "1"),
    ("子育て支援課", None, "children_department", "1"),
    ("教育委員会子ども課", None, "children_department", "1"),
    ("住民課戸籍係", None, "family_register_department", "1"),
    ("町民課", None, "resident_registry_department", "1"),
    ("障がい福祉課", None, "disability_department", "1"),
    ("生活福祉課", None, "public_assistance_department", "1"),
    ("高齢者支援課", None, "elderly_department", "1"),
    ("青少年課", None, "youth_department", "1"),
    ("母子保健課", None, "maternal_child_health_department", "1"),
    ("健康づくり推進課", None, "community_health_department", "1"),
    ("人権・男女共同参画課", None, "human_rights_department", "1"),
    ("保育課", None, "childcare_department", "1"),
    ("総務課長", None, "municipal_department", "1"),
    ("福島県こども未来局こども家庭課", "福島県玉川村", "prefectural_department", "1"),
    ("教育委員会学校教育課", None, "board_of_education", "1"),
    ("教育総務課", None, "board_of_education", "1"),
    ("指導主事", None, "board_of_education", "1"),
    ("教育委員会生涯学習課", None, "lifelong_learning_department", "1"),
    ("南信教育事務所", None, "prefectural_education_office", "1"),
    ("適応指導教室", None, "education_center", "1"),
    ("市教育相談センター", None, "education_center", "1"),
    ("スクールソーシャルワーカー", None, "education_specialist", "1"),
    ("市内小・中学校", None, "school", "1"),
    ("小学校及び中学校", None, "school", "1"),
    ("中央小学校", None, "elementary_school", "1"),
    ("豊丘北小", None, "elementary_school", "1"),
    ("○○大学附属小学校", None, "elementary_school", "2"),
    ("市立第一中学校", None, "junior_high_school", "1"),
    ("義務教育学校桜学園", None, "compulsory_education_school", "1"),
    ("県立桜高等学校", None, "high_school", "1"),
    ("私立桜高校", None, "high_school", "2"),
    ("桜特別支援学校", None, "special_needs_school", "1"),
    ("市小中学校長会", None, "principals_association", "3"),
    ("中学校長会会長", None, "principals_association", "3"),
    ("公立幼稚園・こども園長会", None, "nursery_association", "3"),
    ("市私立幼稚園連合会", None, "nursery_association", "3"),
    ("民間保育園園長会", None, "nursery_association", "3"),
    ("市PTA連合会", None, "parent_teacher_association", "3"),
    ("ＰＴＡ連絡協議会", None, "parent_teacher_association", "3"),
    ("町内各保育所", None, "nursery", None),
    ("公立保育所", None, "nursery", "1"),
    ("町立さくら保育園", None, "nursery", "1"),
    ("社会福祉法人さくら会　ひかり保育園", None, "nursery", "2"),
    ("認定こども園さくら幼稚園", None, "certified_kodomoen", None),
    ("幼保連携型認定こども園", None, "certified_kodomoen", None),
    ("学校法人さくら学園　さくら幼稚園", None, "kindergarten", "2"),
    ("幼稚園", None, "kindergarten", None),
    ("放課後児童クラブ", None, "after_school_club", None),
    ("児童館", None, "childrens_hall", "1"),
    ("地域子育て支援センター", None, "child_rearing_support_center", None),
    ("ファミリー・サポート・センター", None, "family_support_center", None),
    ("市医師会", None, "medical_association", "2"),
    ("郡市医師会小児科医会", None, "medical_association", "2"),
    ("歯科医師会", None, "dental_association", "2"),
    ("薬剤師会", None, "pharmacists_association", "2"),
    ("市民病院", None, "medical_institution", "1"),
    ("町国民健康保険診療所", None, "medical_institution", "1"),
    ("医療法人さくら会さくら病院小児科", None, "medical_institution", "2"),
    ("産婦人科医院", None, "medical_institution", None),
    ("桜警察署生活安全課長", None, "police", "1"),
    ("桜警察署桜駐在所", None, "police", "1"),
    ("県警察本部少年サポートセンター", None, "juvenile_support_center", "1"),
    ("青少年センター", None, "juvenile_guidance_center", "1"),
    ("新潟地方法務局三条支局", None, "legal_affairs_bureau", "1"),
    ("家庭裁判所", None, "family_court", "1"),
    ("保護観察所", None, "probation_office", "1"),
    ("地区保護司会", None, "probation_officer", "3"),
    ("人権擁護委員協議会", None, "human_rights_commissioner", "3"),
    ("県弁護士会", None, "bar_association", "2"),
    ("弁護士", None, "bar_association", "3"),
    ("消防本部", None, "fire_department", "1"),
    ("広域消防組合桜消防署", None, "fire_department", "1"),
    ("民生委員・児童委員協議会", None, "commissioners_council", "3"),
    ("民児協会長", None, "commissioners_council", "3"),
    ("民生児童委員連絡協議会", None, "commissioners_council", "3"),
    ("民生委員・児童委員（主任児童委員を含む。）", None, "welfare_commissioner", "3"),
    ("主任児童委員部会", None, "chief_child_commissioner", "3"),
    ("市社会福祉協議会事務局長", None, "social_welfare_council", "2"),
    ("児童家庭支援センターさくら", None, "child_family_support_center", "2"),
    ("児童養護施設さくら学園", None, "child_care_institution", "2"),
    ("乳児院", None, "infant_home", "2"),
    ("県立児童自立支援施設", None, "child_self_reliance_facility", "1"),
    ("里親会", None, "foster_parent", "3"),
    ("児童発達支援センター", None, "disability_day_service", "2"),
    ("障害児相談支援事業所", None, "disability_consultation_office", "2"),
    ("発達障害者支援センター", None, "developmental_disorder_center", "1"),
    ("県女性相談支援センター", None, "womens_consultation_center", "1"),
    ("婦人相談所", None, "womens_consultation_center", "1"),
    ("婦人相談員", None, "womens_counsellor", "1"),
    ("地域包括支援センター", None, "elderly_support_center", None),
    ("地域若者サポートステーション", None, "youth_support_station", "2"),
    ("子ども・若者総合相談センター", None, "youth_consultation_center", None),
    ("NPO法人さくらの木", None, "nonprofit_organisation", "2"),
    ("特定非営利活動法人　子どもの広場", None, "nonprofit_organisation", "2"),
    ("母子保健推進員", None, "maternal_health_promoter", "3"),
    ("青少年健全育成町民会議", None, "youth_development_council", "3"),
    ("更生保護女性会", None, "womens_association", "3"),
    ("行政区長会", None, "neighbourhood_association", "3"),
    ("学識経験を有する者", None, "academic_expert", "3"),
    ("その他市長が必要と認める者", None, "other", None),
    ("その他会長が必要と認める機関及び団体", None, "other", None),
    ("前各号に掲げるもののほか、町長が適当と認める者", None, "other", None),
    ("その他関係機関", None, "other", None),
    ("警察関係者", None, "police", "1"),
    ("医療機関関係者", None, "medical_institution", None),
    ("児童福祉施設関係者", None, "child_welfare_facility", None),
    ("児童の福祉に関連する職務に従事する者", None, "child_welfare_facility", None),
    ("安房健康福祉センター", "千葉県鋸南町", "prefectural_health_welfare_office", "1"),
    ("鋸南町健康福祉センター", "千葉県鋸南町", "municipal_health_center", "1"),
    ("明石こどもセンター", "兵庫県明石市", "child_guidance_center", "1"),
    ("吹田市子ども家庭センター", "大阪府吹田市", "child_and_family_center", "1"),
    ("中学校生徒指導主事", None, "junior_high_school", "1"),
    ("学校教育課生徒指導係", None, "student_guidance_department", "1"),
    ("子ども青少年課", None, "children_department", "1"),
    ("助産師", None, "midwives_association", "3"),
    ("村教委", None, "board_of_education", "1"),
    ("民間団体", None, "nonprofit_organisation", None),
    ("調整機関（こども課）", None, "children_department", "1"),
    ("社会福祉法人　桜町社会福祉協議会", None, "social_welfare_council", "2"),
    ("社会福祉法人桜会　桜児童クラブ", None, "after_school_club", "2"),
    ("桜町立桜病院", None, "medical_institution", "1"),
    ("宮城県北部児童相談所気仙沼支所", None, "child_guidance_center", "1"),
    ("桜医師会を代表する者", None, "medical_association", "2"),
    ("市民協働・男女参画推進課長", None, "human_rights_department", "1"),
    ("市民生活部長", None, "municipal_department", "1"),
    ("西部総合事務所県民福祉局", "鳥取県大山町", "regional_bureau", "1"),
    ("幼児・学校教育課", None, "board_of_education", "1"),
    ("区長", "東京都港区", "head_of_municipality", "1"),
    ("区長", "長野県豊丘村", "neighbourhood_association", "3"),
    ("税務署", None, "national_agency", "1"),
    ("大学病院小児科医師", None, "medical_institution", "2"),
    ("小児科医", None, "doctor", "3"),
    ("障害者就業・生活支援センター", None, "disability_support_office", "2"),
    ("学童保育連絡協議会", None, "after_school_club", None),
    ("子どもシェルター", None, "womens_facility", "2"),
    ("桜市", "桜市", "municipal_department", "1"),
    ("（１）　桜児童相談所の職員", None, "child_guidance_center", "1"),
    ("ｽｸｰﾙｶｳﾝｾﾗｰ", None, "education_specialist", "1"),
]

UNKNOWN = [
    "さくらの会",
    "山田花子",
    "会長",
    "センター",
    "虹",
    "田中",
    "大久保",
    "支援センター",
    "さくらの会（小学校内）",
]


@pytest.mark.parametrize(("name", "municipality", "code", "secrecy_class"), NAMES)
def test_name_tells_kind_and_class(name: str, municipality: str | None, code: str, secrecy_class: str | None) -> None:
    recognition = recognise(name, municipality=municipality)
    assert recognition.kind is not None
    assert (recognition.kind.code, recognition.secrecy_class) == (code, secrecy_class)


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_recognised_is_asked(name: str) -> None:
    recognition = recognise(name)
    assert recognition.kind is None
    assert recognition.secrecy_class is None
    assert name in recognition.reason
    assert recognition.reason.endswith("選んでください。")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_label_and_alias_is_recognised_as_itself(kind: AgencyKind) -> None:
    for name in (kind.label, *kind.aliases):
        assert recognise(name).kind == kind, name


def test_published_lists_are_recognised_whole() -> None:
    for council in json.loads(COUNCILS.read_text("utf-8")):
        for member in council["members"]:
            read = recognise(member["name"], municipality=council["municipality"], group=member["group"])
            assert read.kind is not None, member["name"]


def test_department_under_a_police_heading_is_police() -> None:
    recognition = recognise("生活安全課", group="桜警察署")
    assert recognition.kind is not None
    assert recognition.kind.code == "police"


def test_unknown_name_under_a_heading_of_one_kind_takes_it() -> None:
    recognition = recognise("さくらの里", group="児童養護施設")
    assert recognition.kind is not None
    assert recognition.kind.code == "child_care_institution"
    assert "区分の「児童養護施設」" in recognition.reason


def test_unknown_name_under_a_mixed_heading_is_asked() -> None:
    assert recognise("さくらの里", group="保健・医療・福祉").kind is None
    assert recognise("さくらの里", group="関係機関").kind is None


def test_title_beside_a_person_tells_the_office() -> None:
    recognition = recognise("山田花子", role="桜児童相談所長")
    assert recognition.kind is not None
    assert recognition.kind.code == "child_guidance_center"


def test_two_kinds_in_one_name_take_the_first_and_say_so() -> None:
    recognition = recognise("医師会及び歯科医師会")
    assert recognition.kind is not None
    assert recognition.kind.code == "medical_association"
    assert "並ぶうち最初" in recognition.reason


def test_a_kind_of_the_councils_own_is_recognised_by_its_words() -> None:
    own = AgencyKind("forest_school", "森のようちえん", WELFARE, "2", "other", "この協議会が追加", ("森の学校",))
    assert recognise("さくら森の学校", kinds=(*KINDS, own)).kind == own
    assert recognise("さくら森の学校").kind != own


def test_a_kind_the_council_does_not_use_is_asked() -> None:
    without_police = tuple(kind for kind in KINDS if kind.code != "police")
    assert recognise("桜警察署", kinds=without_police).kind is None


def test_class_that_cannot_be_told_says_why() -> None:
    assert "公立か私立か" in recognise("町内保育所").reason


def test_reason_is_one_sentence() -> None:
    assert all(recognise(name).reason.count("。") == 1 for name, *_ in NAMES if "。" not in name)
