"""Headings of system exports (SETAI_NO, JidoSimei, BIRTH_YMD) put into the Japanese words a person would write.

Only whole words of the list below are understood, in either romanisation; anything else stays as it is.
"""

import re

_WORDS = {
    "番号": "no num number bango seq code cd id",
    "整理": "seiri",
    "管理": "kanri",
    "ケース": "case kesu",
    "世帯": "setai household family kazoku",
    "児童": "jido child kodomo",
    "対象": "taisho target subject",
    "者": "sha",
    "氏名": "simei name namae",
    "姓": "sei lastname familyname",
    "名": "mei nm firstname givenname meisho",
    "カナ": "kana furigana yomi",
    "生年月日": "seinengappi birthday birth birthdate umare dob",
    "出産予定": "shussanyotei bunbenyotei duedate due edc",
    "日": "ymd date day bi nengappi dt hi",
    "生年": "seinen",
    "年齢": "nenrei age",
    "性別": "seibetu sex gender",
    "所属": "shozoku school gakko affiliation",
    "学年": "gakunen grade",
    "地区": "tiku district area chimei choumei",
    "住所": "jusho address",
    "保護者": "hogosha guardian parent",
    "続柄": "zokugara tudukigara relation",
    "種別": "shubetu kind type kubun kbn class",
    "虐待": "gyakutai abuse",
    "相談": "sodan counsel",
    "重症度": "jushodo judo severity",
    "緊急度": "kinkyudo urgency",
    "ランク": "rank",
    "主担当": "shutanto lead main primary",
    "担当": "tanto",
    "機関": "kikan agency org agencies",
    "関係": "kankei related",
    "連携": "renkei",
    "受理": "juri accept accepted reception",
    "受付": "uketuke",
    "登録": "toroku registered",
    "次回": "jikai next",
    "前回": "zenkai last previous",
    "見直": "minaosi review",
    "審議": "singi",
    "会議": "kaigi meeting",
    "最終": "saishu latest",
    "目視": "mokusi seen sighting",
    "確認": "kakunin check confirmed",
    "経路": "keiro route",
    "通告": "tukoku tsukoku",
    "通告者": "informant reporter",
    "方針": "hosin policy plan",
    "支援": "sien support",
    "状況": "jokyo joukyou situation status",
    "備考": "biko note notes remarks memo",
    "予定": "yotei",
}
_SPELLINGS = (
    ("shi", "si"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("fu", "hu"),
    ("ji", "zi"),
    ("sy", "sh"),
    ("jy", "j"),
    ("zy", "j"),
)
_LONG = re.compile(r"ou|oo|uu|oh(?![aiueo])")
_NAME_OF_A_KIND = re.compile(r"(?<=[別関分度ク])名$")
_NO_LETTERS = re.compile(r"[^A-Za-z]")


def _spelled(word: str) -> str:
    plain = word.lower()
    for one, other in _SPELLINGS:
        plain = plain.replace(one, other)
    return _LONG.sub(lambda match: match[0][0], plain)


_KNOWN = {_spelled(word): japanese for japanese, words in _WORDS.items() for word in words.split()}
_LONGEST_FIRST = sorted(_KNOWN, key=len, reverse=True)


def in_japanese(heading: str) -> str:
    """児童氏名 for JIDO_SIMEI; the heading itself when it is not ASCII or has a word that is not known."""
    if not heading.isascii():
        return heading
    words: list[str] = []
    rest = _spelled(_NO_LETTERS.sub("", heading))
    while rest:
        known = next((word for word in _LONGEST_FIRST if rest.startswith(word)), None)
        if known is None:
            return heading
        words.append(_KNOWN[known])
        rest = rest[len(known) :]
    return _NAME_OF_A_KIND.sub("", "".join(words)) or heading
