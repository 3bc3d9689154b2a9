"""Japanese text: kana, width and the look-up form."""

import unicodedata

import pytest

from core import text

IVS_KATSU = "葛\U000e0100"


def test_kana_both_ways() -> None:
    assert text.to_hiragana("ヴァイオリン・コウベシ ヾ") == "ゔぁいおりん・こうべし ゞ"
    assert text.to_katakana("がっこう ゖ漢字A") == "ガッコウ ヶ漢字A"


@pytest.mark.parametrize(
    ("half", "wide"),
    [
        ("ｶﾞｯｺｳ", "ガッコウ"),
        ("ﾊﾟﾋﾟﾌﾟ ｳﾞ", "パピプ ヴ"),
        ("カﾞ", "ガ"),
        ("ﾞ", "゛"),
        ("｢ｻﾄｳ､ﾊﾅｺ｡｣ｰ･", "「サトウ、ハナコ。」ー・"),
        ("髙橋 ABC", "髙橋 ABC"),
    ],
)
def test_half_width_kana_widen(half: str, wide: str) -> None:
    assert text.widen_half_kana(half) == wide


def test_full_width_ascii_narrows() -> None:
    assert text.narrow_ascii("Ａｂ（１２－３）　！ア") == "Ab(12-3) !ア"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("澤田", "沢田"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("齋藤", "斉藤"),
        ("齊藤", "斎藤"),
        ("廣瀨", "広瀬"),
        ("國分寺", "国分寺"),
        ("濵田", "浜田"),
        ("櫻井", "桜井"),
        ("𠮷田", "吉田"),
        ("\ufa1b井", "福井"),
        (IVS_KATSU + "城", "葛城"),
        ("鎌ヶ谷市", "鎌ケ谷市"),
        ("佐々木", "佐佐木"),
        ("目々々", "目目目"),
        ("サトウ　花子", "さとう花子"),
        ("ｾﾝﾀｰ", "センター"),
        ("センタ－", "センター"),
        ("ＮＰＯ法人", "npo法人"),
        ("㈱円卓", "(株)円卓"),
        ("カ\u3099ッコウ", "ガッコウ"),
    ],
)
def test_equal_in_look_up(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(("one", "other"), [("佐藤", "佐東"), ("保健所", "保育所"), ("かき", "かぎ"), ("きゃ", "きや")])
def test_different_in_look_up(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


def test_folding_twice_changes_nothing() -> None:
    folded = text.fold("ﾜﾀﾅﾍﾞ　髙﨑 Ⅳ丁目々々")
    assert text.fold(folded) == folded


def test_no_new_form_is_itself_an_old_one() -> None:
    assert not set(map(ord, text.TO_NEW_FORM.values())) & set(text.TO_NEW_FORM)


def test_every_old_form_survives_compatibility_folding() -> None:
    assert all(unicodedata.normalize("NFKC", chr(old)) == chr(old) for old in text.TO_NEW_FORM)


def test_clean_keeps_selectors_and_drops_the_invisible() -> None:
    assert text.clean(f"\ufeff{IVS_KATSU}\u200b\x00城\x07") == f"{IVS_KATSU}城"


def test_clean_turns_every_line_break_into_newline() -> None:
    assert text.clean("一\r\n二\r三\u2028四\u2029五\x85六\v七\t八　") == "一\n二\n三\n四\n五\n六\n七 八"


def test_clean_marks_lost_characters() -> None:
    assert text.clean("\ud842田\ufffd") == f"{text.GAIJI}田{text.GAIJI}"


def test_clean_line_has_no_break() -> None:
    assert text.clean_line(" 一\n\n 二　　三 ") == "一 二 三"


def test_graphemes_keep_selectors_and_marks_with_their_base() -> None:
    assert text.graphemes_with_ivs(f"{IVS_KATSU}か\u3099市") == (IVS_KATSU, "か\u3099", "市")
    assert text.graphemes_with_ivs("") == ()


def test_new_forms_leave_kana_and_width_alone() -> None:
    assert text.new_forms(f"{IVS_KATSU}城　齋藤ﾊﾅ") == "葛城　斎藤ﾊﾅ"
