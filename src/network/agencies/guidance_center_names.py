"""児童相談所 whose name does not say 児童相談所, by the prefecture or city that runs them.

A municipality's own こども家庭センター is not one: `guidance_center_owner` tells them apart by the owner.
"""

import re

from network.agencies.recognition_text import office, plain, without_dots, without_parentheses

PREFECTURES = (
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
)

NAMES_BY_OWNER = {
    "岩手県": "福祉総合相談センター",
    "秋田県": "こども女性障害者相談センター",
    "山形県": "福祉相談センター",
    "福井県": "総合福祉相談所 児童女性相談所 嶺南振興局敦賀児童相談所",
    "岐阜県": "中央こども相談センター 西濃こども相談センター 中濃こども相談センター 東濃こども相談センター "
    "飛騨こども相談センター",
    "滋賀県": "中央こども家庭相談センター 彦根こども家庭相談センター 大津高島こども家庭相談センター "
    "日野こども家庭相談センター",
    "京都府": "家庭支援総合センター",
    "大阪府": "中央こども家庭センター 池田こども家庭センター 吹田こども家庭センター 東大阪こども家庭センター "
    "富田林こども家庭センター 岸和田こども家庭センター 貝塚こども家庭センター",
    "兵庫県": "中央こども家庭センター 西宮こども家庭センター 尼崎こども家庭センター 川西こども家庭センター "
    "加東こども家庭センター 姫路こども家庭センター 豊岡こども家庭センター 中央こども家庭センター洲本分室",
    "奈良県": "中央こども家庭相談センター 高田こども家庭相談センター",
    "和歌山県": "こども女性障害者相談センター",
    "鳥取県": "福祉相談センター",
    "広島県": "西部こども家庭センター 東部こども家庭センター 北部こども家庭センター",
    "徳島県": "中央こども女性相談センター 南部こども女性相談センター 西部こども女性相談センター",
    "香川県": "こども女性相談センター 西部こども相談センター",
    "愛媛県": "福祉総合支援センター 東予こども女性支援センター 南予こども女性支援センター",
    "長崎県": "長崎こども女性障害者支援センター 佐世保こども女性障害者支援センター",
    "宮崎県": "中央福祉こどもセンター 都城福祉こどもセンター 延岡福祉こどもセンター",
    "荒川区": "こども家庭総合センター",
    "板橋区": "こども家庭総合支援センター",
    "川崎市": "こども家庭センター",
    "金沢市": "こども相談センター こども総合相談センター",
    "大阪市": "こども相談センター 中央こども相談センター 北部こども相談センター 南部こども相談センター "
    "東部こども相談センター",
    "堺市": "こども相談所",
    "神戸市": "こども家庭センター",
    "明石市": "明石こどもセンター こどもセンター",
    "奈良市": "こどもセンター",
    "岡山市": "こども総合相談所",
    "北九州市": "こども総合センター",
    "福岡市": "こども総合相談センター えがお館",
}
"""Names in one spelling (こども, no ・), without the owner in front."""


HEALTH_CENTER_PREFECTURES = ("栃木県", "千葉県", "静岡県")
"""Their 健康福祉センター with a place in front are the prefecture's 保健所, not a municipality's."""


def prefecture_of(municipality: str | None) -> str | None:
    """埼玉県 of 埼玉県志木市; None when the municipality is written without it."""
    return next((name for name in PREFECTURES if municipality and municipality.startswith(name)), None)


def local_name(municipality: str | None) -> str | None:
    """志木市 of 埼玉県志木市 (the county 郡 dropped as well)."""
    if not municipality:
        return None
    without_prefecture = municipality.removeprefix(prefecture_of(municipality) or "")
    return re.sub(r"^.{1,5}郡(?=.)", "", without_prefecture) or None


def guidance_center_owner(name: str, municipality: str | None) -> str | None:
    """Who runs the 児童相談所 of this name; None when it is none or may be the municipality's own centre."""
    plain_name = office(without_dots(without_parentheses(plain(name))))
    local = local_name(municipality)
    for owner, names in NAMES_BY_OWNER.items():
        said = plain_name.startswith(owner)
        rest = plain_name.removeprefix(owner)
        if rest in names.split() and (said or owner in {local, prefecture_of(municipality)}):
            return owner
    return _only_owner(plain_name) if prefecture_of(municipality) is None else None


def is_prefectural_health_center(text: str, municipality: str | None) -> bool:
    """安房健康福祉センター in a list of 千葉県: a place in front that is not the municipality."""
    rest = text.removeprefix(prefecture_of(municipality) or "")
    own = rest.startswith((local_name(municipality) or "健康", "健康", "市", "町", "村"))
    return prefecture_of(municipality) in HEALTH_CENTER_PREFECTURES and "健康福祉センター" in rest and not own


def _only_owner(plain_name: str) -> str | None:
    """The owner of a name with a place in it, for lists that do not say which prefecture they are in."""
    owners = [owner for owner, names in NAMES_BY_OWNER.items() if plain_name in names.split()]
    starts_with_place = not plain_name.startswith(("こども", "福祉", "中央", "東部", "西部", "南部", "北部"))
    return owners[0] if len(owners) == 1 and starts_with_place else None
