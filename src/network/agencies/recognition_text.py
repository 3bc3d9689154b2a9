"""The form of a name in which words are looked for, and its pieces: remarks, joined names, 職名.

It knows no kinds.
"""

import re

from core.text import clean_line, narrow_ascii, new_forms, widen_half_kana

SPELLINGS = {
    "子ども": "こども",
    "子供": "こども",
    "障がい": "障害",
    "障碍": "障害",
    "および": "及び",
    "ならびに": "並びに",
}
"""Ways of writing that are read as one."""

LEGAL_FORMS = {
    "(社福)": "社会福祉法人",
    "(福)": "社会福祉法人",
    "(医)": "医療法人",
    "(学)": "学校法人",
    "(特非)": "NPO法人",
    "(NPO)": "NPO法人",
    "(一社)": "一般社団法人",
    "(公社)": "公益社団法人",
    "(社)": "社団法人",
    "(一財)": "一般財団法人",
    "(公財)": "公益財団法人",
    "(財)": "財団法人",
    "(株)": "株式会社",
    "(有)": "有限会社",
    "㈱": "株式会社",
    "㈲": "有限会社",
    "㈳": "社団法人",
    "特定非営利活動法人": "NPO法人",
}

ENUMERATORS = re.compile(
    r"^(?:第?\(?[0-9]{1,3}[).:、\s]\s*|\([0-9ア-ンa-zA-Z一二三四五六七八九十]{1,3}\)\s*"
    r"|[①-⑳]\s*|[一二三四五六七八九十ア-ン]{1,2}\s+|[・○●◎■□◆◇※*\-]\s*)"
)
"""「(1)」「①」「ア　」 and the like in front of a name."""
DASH_IN_KATAKANA = re.compile("(?<=[ァ-ヶ])[-‐−–—―](?=[ァ-ヶ]|$|[^0-9A-Z])")
BRACKETS = re.compile(r"[\[【〔〈<]([^\]】〕〉>]*)[\]】〕〉>]")
PARENTHESES = re.compile(r"\([^()]*\)")
ASIDES = ("内", "隣", "前", "含む", "除く", "在住", "兼務")
SEPARATORS = re.compile(r"及び|並びに|又は|または|[・、，,/／]")
TITLES = re.compile(
    r"(?:を代表する者|(?:の|を)?代表(?:者|職員)?|(?:に|の)?(?:所属|勤務|属)する(?:者|職員)|(?:が|の)?(?:推薦|指名)(?:する者|者)"
    r"|の職にある者|の職員|職員|担当職員|実務者|担当者|会長|副会長|理事長|委員長|事務局長|の長|関係者)+$"
)
HEADS = re.compile(r"(?<=センター)所長$|(?<=[所課署会室局部係校園館院団ー])(?:長補佐|次長|長)$")


def plain(name: str) -> str:
    """The name in one spelling on one line: width, 旧字, こども made equal, enumerators dropped, 法人 written out."""
    text = narrow_ascii(widen_half_kana(new_forms(clean_line(name)))).upper()
    text = ENUMERATORS.sub("", BRACKETS.sub(r"(\1)", text)).replace(" ", "")
    for written, read in (LEGAL_FORMS | SPELLINGS).items():
        text = text.replace(written, read)
    return DASH_IN_KATAKANA.sub("ー", text)


def without_dots(text: str) -> str:
    """民生・児童委員 as 民生児童委員."""
    return text.replace("・", "")


def without_parentheses(text: str) -> str:
    """The text with every parenthesised remark left out."""
    return PARENTHESES.sub("", text)


def remark(text: str) -> str:
    """What stands in the parentheses, unless it is only a place or an exception (小学校内, 代表を除く)."""
    inside = "".join(PARENTHESES.findall(text)).strip("()。")
    return "" if inside.endswith(ASIDES) else inside


def parts(text: str) -> tuple[str, ...]:
    """The names joined by 及び, ・ and the like; one part when nothing joins."""
    return tuple(part for part in SEPARATORS.split(text) if part)


def office(text: str) -> str:
    """The office a 職名 belongs to: 子ども課長 is 子ども課."""
    return HEADS.sub("", TITLES.sub("", HEADS.sub("", text)))


def found(word: str, text: str) -> str | None:
    """The piece of the text that the word matches."""
    match = re.search(word, text)
    return match[0] if match else None
