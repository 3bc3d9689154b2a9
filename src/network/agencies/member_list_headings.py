"""Words that head the columns of a member list, headings of its sections, notes and titles.

It knows words only: which column holds the names is decided in `member_list_grid`.
"""

import re

from network.agencies.recognition_text import plain

BODY = "機関|団体|組織|施設|部署|所属|事業所|法人"
COLUMNS = (
    ("number", r"(?:NO|NO\.|番号|№|通番|項番|順番?|#|ID|通し番号|連番|整理番号)"),
    ("municipality", r"(?:市町村|自治体|市区町村)名?"),
    ("coordinating", r".{0,10}調整機関.{0,6}"),
    ("secrecy_class", r".{0,12}(?:守秘|25条の5|該当号|号の?別).{0,12}|号|号数"),
    ("seat", r"別表.{0,8}|項|条項|根拠.{0,6}|要綱.{0,8}"),
    (
        "group",
        r"(?:(?:構成|関係|選出|推薦|委員|機関|団体|業務)の?)?(?:区分|分野|種別|分類|部門|種類)(?:等|名)?|カテゴリー?|グループ",
    ),
    ("role", r"役?職(?:名|位)?(?:等)?|役職名?|肩書き?|職名・?役職"),
    (
        "representative",
        r"(?:委員|代表者?|担当者?|構成員|出席者|職)?・?の?(?:氏名|名前|お名前)(?:等)?|(?:代表|担当|責任)者名?|委員名",
    ),
    ("fax", r"(?:FAX|ファックス|ファクス|ファクシミリ).{0,6}"),
    ("phone", r"(?:代表|直通|勤務先)?(?:電話|TEL|連絡先).{0,8}"),
    ("mail", r".{0,8}(?:メール|MAIL).{0,8}"),
    ("address", r"住所|所在地|所在|郵便番号|〒"),
    ("note", r"備考|摘要|注記?|メモ"),
    (
        "name",
        f"(?:(?:構成|関係|参加|推薦|選出|登録|委員)の?)?(?:{BODY}|構成員|委員|名称)(?:等|・|、|/|又は|及び|{BODY}|職|役職|課|職名|の)*名?称?等?",
    ),
)
"""What a column holds, by the whole text of its heading; the first that fits."""

CASE_COLUMN = re.compile(
    r"^.{0,4}(?:生年月日|児童(?:の)?氏名|虐待種別|ケース種別|重症度|受理(?:年月)?日|出産予定日).{0,4}$"
)
"""Headings of a list of children; two of them tell that the wrong file was chosen."""

COUNCIL = re.compile(r"([^\s「」【】()]*要保護児童[^\s「」【】()]*?(?:協議会|ネットワーク(?:会議)?))")
MUNICIPALITY = re.compile(r"^((?:.{2,3}[都道府県])?[^都道府県\s]{1,6}?[市町村区])")
NOTE = re.compile(
    r"^(?:[※＊*]|[(（]?注|備考|別表|[(（]?(?:令和|平成).{1,12}(?:現在|改正|施行)|以上$|合計|計$|小計|-?\d+-?(?:ページ)?$)"
)
SECTION_MARK = re.compile(r"^[【〔《〈<■□◆◇●▼▽]|[】〕》〉>]$")
SECTION_ENDING = re.compile(r"(?:機関|施設|団体|法人|部局|分野|部門|関係|関係者|行政)等?$|^地域(?:住民|団体)?$")
MARKS = "【】〔〕《》〈〉<>■□◆◇●▼▽ 　"


def column_meaning(heading: str) -> str | None:
    """What a column with this heading holds; None for no heading or an unknown one."""
    text = plain(heading).replace("(", "").replace(")", "")
    return next((meaning for meaning, words in COLUMNS if re.fullmatch(words, text)), None)


def is_note(text: str) -> bool:
    """Whether a line is a remark, a total or a page number rather than an agency."""
    return NOTE.match(text.strip()) is not None


def is_marked_section(text: str) -> bool:
    """Whether a line carries the marks of a section: 【医療】, ■学校."""
    return SECTION_MARK.search(text.strip()) is not None


def is_section_like(text: str) -> bool:
    """Whether a line without marks reads like a section: 広域行政機関, 医療・福祉法人."""
    return SECTION_ENDING.search(text.strip()) is not None


def section_name(text: str) -> str:
    """A section's name without its marks."""
    return text.strip(MARKS)
