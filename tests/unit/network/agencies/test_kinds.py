"""The catalogue of kinds."""

import pytest

from network.agencies.kinds import GROUPS, KINDS, ROUTES, NoSuchKind, kind_by_code, kinds_as_json
from network.agencies.recognition_text import plain, without_dots
from network.agencies.recognition_words import LAST, ORGANISATIONS

NAMED_IN_THE_SEEDS = (
    "利用者支援事業",
    "母子保健",
    "生活保護",
    "高齢者福祉",
    "民生・児童委員",
    "主任児童委員",
    "いじめ",
    "特別支援教育",
    "保健所",
    "市町村保健センター",
    "教育委員会",
    "学校",
    "医療機関",
    "幼保連携型認定こども園",
    "児童福祉施設",
    "里親",
    "養子縁組家庭",
    "地域子ども・子育て支援事業",
    "障害児相談支援事業所",
    "障害児通所支援事業所",
    "障害児支援実施事業所",
    "発達障害者支援センター",
    "子ども・若者総合相談センター",
    "地域若者サポートステーション",
    "警察",
    "少年サポートセンター",
    "子ども・若者支援地域協議会",
    "協議会子ども部会",
    "各種協議会",
    "子育て世代包括支援センター",
    "利用者支援事業（基本型）",
    "家庭児童相談室",
    "精神保健",
    "地域保健",
    "生徒指導",
    "障害児・者福祉",
    "母子福祉",
    "地域福祉",
    "青少年育成",
    "若者支援",
    "住民基本台帳",
    "戸籍",
    "福祉事務所",
    "児童相談所",
    "養育支援訪問事業",
    "ショートステイ",
    "一時預かり",
    "子育て援助活動支援事業",
    "保育所",
    "幼稚園",
    "民間団体",
    "委託先",
)


def test_codes_labels_and_names_are_unique() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    names = [name for kind in KINDS for name in {without_dots(plain(name)) for name in (kind.label, *kind.aliases)}]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_groups_classes_and_routes_are_known() -> None:
    assert {kind.group for kind in KINDS} == set(GROUPS)
    assert {kind.secrecy_class for kind in KINDS} <= {"1", "2", "3", None}
    assert {kind.route_code for kind in KINDS} <= {*ROUTES, None}


def test_every_kind_names_its_source() -> None:
    assert all(kind.source.startswith(("seeds/003", "handbook §")) for kind in KINDS)


@pytest.mark.parametrize("name", NAMED_IN_THE_SEEDS)
def test_everything_the_seeds_name_is_there(name: str) -> None:
    assert any(name in written for kind in KINDS for written in (kind.label, *kind.aliases))


def test_every_word_leads_to_a_kind() -> None:
    assert {code for _, code in (*ORGANISATIONS, *LAST)} <= {kind.code for kind in KINDS}


def test_kind_by_code() -> None:
    assert kind_by_code("police").label == "警察"
    with pytest.raises(NoSuchKind, match="no_such"):
        kind_by_code("no_such")


def test_kinds_as_plain_values() -> None:
    police = next(kind for kind in kinds_as_json() if kind["code"] == "police")
    assert set(police) == {"code", "label", "aliases", "group", "secrecy_class", "route_code", "source"}
    assert police["route_code"] == "police"
