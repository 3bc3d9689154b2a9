"""What the words of a heading say about its column, before any value is looked at.

The rules are tried from top to bottom; the first that fits gives the meaning. A word that may mean several things
says so.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from network.imports.model import Field
from network.imports.romaji_headings import in_japanese


class Strength(IntEnum):
    """How far a heading can be believed against its values."""

    WEAK = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Meaning:
    """A field a heading may mean."""

    field: Field
    strength: Strength


_Rule = tuple[str, str, Strength]
_C, _L, _W = Strength.CERTAIN, Strength.LIKELY, Strength.WEAK
_DAY = r"(?:年月日|日|日付|時期|年月)?"
_RULES: tuple[_Rule, ...] = (
    # people who told are never taken in
    (
        r"(?:通告|通報|申告|情報提供|連絡|相談)(?:・?(?:相談|通告|通報))?者(?!.*(?:続柄|経路))|通告元|通報元|届出者",
        "INFORMANT",
        _C,
    ),
    (r"経路|ルート|通告の?区分|受理の?区分|相談元|発見の?経緯", "ROUTE", _C),
    # guardians and other people of the family
    (r"保護者(?:等)?の?氏?名.*(?:続柄|住所|連絡先|年齢|生年月日)", "GUARDIAN", _C),
    (
        r"(?:保護者|父|母|親|世帯主|養育者|家族).*(?:カナ|かな|ふりがな|フリガナ|生年月日|年齢|電話|連絡先|職業|勤務|住所|国籍)",
        "IGNORED",
        _C,
    ),
    (r"妊[産]?婦.*(?:カナ|かな|ふりがな|フリガナ)", "WOMAN_KANA", _C),
    (r"(?:特定)?妊[産]?婦(?:の)?(?:氏?名|本人)", "WOMAN_NAME", _C),
    (
        r"続柄",
        "RELATION",
        _C,
    ),
    (r"世帯主|保護者|養育者|監護者|父母|^親$|親権者|父・母|父又は母", "GUARDIAN", _C),
    (r"^父(?:親|氏?名)*$|^母(?:親|氏?名)*$", "GUARDIAN", _W),
    (r"家族構成|世帯構成|世帯状況|家族の?状況|同居|きょうだい|兄弟", "IGNORED", _L),
    (r"世帯数|児童数|人数|件数|合計", "IGNORED", _C),
    (r"(?:児童|対象者?|子ども|本人|児)?の?氏名.*(?:生年月日|誕生日)", "NAME", _C),
    (r"(?:番号|No|ID).*(?:受理|受付|登録).*日", "NUMBER", _C),
    # days
    (r"生年月日|誕生日|生年|生まれ|^生$|(?<!予定)出生", "BIRTH_DATE", _C),
    (r"(?:出産|分娩|出生)の?予定|^予定日$|EDC", "DUE_DATE", _L),
    (
        r"次回|次期|見直し?(?:予定|時期|日)|再評価|再検討|評価予定|次の会議|モニタリング(?:予定|時期)",
        "NEXT_REVIEW_ON",
        _C,
    ),
    (r"(?:目視|現認|確認)(?:年月)?日.+(?:者|人|機関|方法)$", "LAST_SEEN_ON", _C),
    (r"終結|終了日|廃止日|解除日|更新日|作成日|入力日|転出日|決裁日", "IGNORED", _C),
    (
        r"(?:最終|直近|最後|最新|最近)の?(?:目視|現認|安全|確認|面接|面会|面談|接触|状況確認|見守り|児童|子ども|本人).*(?:者|人|機関|方法)$|目視(?:した)?者|確認者|目視機関|目視方法|確認方法|確認機関",
        "LAST_SEEN_BY",
        _C,
    ),
    (r"目視|現認|安全確認|(?:最終|直近|最後|最新|最近)の?(?:児童|子ども|本人)?の?(?:確認|安否)", "LAST_SEEN_ON", _C),
    (
        r"(?:最終|直近|最後|最新|最近)の?(?:児童|子ども|本人)?の?(?:面接|面会|面談|接触|見守り|訪問|把握|状況)",
        "LAST_SEEN_ON",
        _W,
    ),
    (
        rf"(?:前回|直近|最終|最新)の?(?:個別|実務者)?(?:審議|会議|検討|協議|見直し?|進行管理|評価){_DAY}|^前回{_DAY}$|^前回.*日$",
        "LAST_REVIEW_ON",
        _C,
    ),
    (r"受理(?!.*(?:番号|経路|機関|No))", "ACCEPTED_ON", _C),
    (r"受付(?!.*(?:番号|経路|No))", "ACCEPTED_ON", _L),
    (r"(?:登録|通告|通報|把握|認知|開始|支援開始|初回相談|相談|発生|掲載|新規).*(?:日|年月)$", "ACCEPTED_ON", _L),
    # who works on it
    (r"主(?:担当|たる)[^・/、]*[・/、及].*(?:関係|連携|支援|副担当|関与|協力|その他の?)(?:機関|先|課)", "AGENCIES", _C),
    (r"主担当.*(?:援助者|支援者|担当者|キー?パーソン)", "LEAD_AGENCY", _C),
    (r"^担当$", "KEY_WORKER", _W),
    (
        r"キー?パーソン|主たる(?:援助|支援|担当)者|主担当者|担当者|担当(?:職員|ワーカー|CW|保健師|員)|地区担当|ケースワーカー",
        "KEY_WORKER",
        _C,
    ),
    (
        r"主担(?:当)?.*機関|主たる.*機関|主機関|担当機関|責任機関|主(?:な)?(?:支援|援助|管理|対応)機関|主管(?:課|機関)?|主担当(?:課|部署|所属)|進行管理機関|担当(?:課|部署|所属)",
        "LEAD_AGENCY",
        _C,
    ),
    (r"主担(?:当)?|主務|中心機関", "LEAD_AGENCY", _L),
    (
        r"(?:関係|連携|支援|関与|協力|援助|構成|見守り|参加|出席|関わり|かかわり|対応|副担当|サブ)(?:し?て?いる|っている|る|のある|する)?の?(?:主な)?機関|連携先|関係先|関係者|支援者|関係(?:部署|課)|関係機関等|支援体制|見守り体制|副担当",
        "AGENCIES",
        _C,
    ),
    (r"^(?:関わり|かかわり|関係|連携|協力者)|機関(?:等|名)?$", "AGENCIES", _W),
    # kinds and degrees
    (r"重症度|重篤度|深刻度|(?:虐待|リスク)の?(?:程度|度合い?|重さ|重症)|^程度$|重さ", "SEVERITY", _C),
    (r"緊急度|緊急性|優先度", "URGENCY", _C),
    (r"(?:管理|進行管理|見守り|支援)の?(?:ランク|レベル|区分|段階)|^ランク$|ランク付け?", "REVIEW_RANK", _C),
    (r"リスク|危険度|^レベル$|^判定$|^評価$|ABC|^段階$|アセスメント", "SEVERITY", _W),
    (r"相談の?(?:種別|種類|内容|区分|主訴)", "COUNSELLING_KIND", _C),
    (r"種別.*虐待", "CASE_KIND", _C),
    (r"虐待(?!児|者|.*(?:有無|受|氏名))", "ABUSE_KINDS", _C),
    (
        r"(?:ケース|対象者?|児童|支援対象|要対協|登録|支援|法定|事例)の?(?:種別|種類|区分|類型|分類)|要保護.*(?:区分|種別|別)|要保護.要支援|^要保護児童等$",
        "CASE_KIND",
        _C,
    ),
    (r"^(?:種別|区分|類型|分類|種類|種|別|類別)$", "CASE_KIND", _W),
    # what is going on
    (
        r"(?:今回|会議)の?(?:扱い|取扱い?|判定|結果|審議|決定|方向)|^扱い$|取扱い?|(?:審議|検討|会議|協議)の?(?:結果|内容)|継続.終結|^処遇$|^判断$",
        "TREATMENT",
        _C,
    ),
    (r"前回の?(?:決定|方針|結果|内容|対応|審議内容)", "IGNORED", _L),
    (
        r"(?:支援|援助|対応|処遇|今後の?)の?(?:方針|方向|計画|目標|課題|対応|予定|内容|支援)|方針|役割分担|支援内容|プラン",
        "POLICY",
        _C,
    ),
    (r"強み|ストレングス|安全(?:要素|因子)|良い(?:点|ところ)|できていること", "STRENGTHS", _C),
    (r"状況|現状|経過|近況|様子|概要|主訴|問題|課題|理由|内容|変化|経緯", "SITUATION", _L),
    (r"備考|特記|メモ|その他|摘要|コメント|留意", "NOTE", _C),
    # the child
    (
        r"(?:児童|対象者?|子ども|本人|児)の?氏?名.*(?:性別|年齢|学年|学校|所属)|^氏名.*(?:性別|年齢|生年月日)",
        "NAME",
        _C,
    ),
    (r"性別|^性$|男女", "SEX", _C),
    (r"年齢|^歳$|満年齢|^年令$", "AGE", _C),
    (r"(?:所属|学校|園|学校名|在籍).*(?:学年|クラス|学級|年組)", "SCHOOL", _C),
    (r"学年|クラス|学級|年組", "SCHOOL_YEAR", _C),
    (r"所属|学校|在籍|在園|通園|通学|就学|保育|園名|就園|校名", "SCHOOL", _C),
    (r"地区|町名|学区|校区|地域|居住地|住所|^町$|^字$|町丁|行政区|丁目|小学校区|中学校区", "DISTRICT", _C),
    (r"世帯(?!.*名)|家庭(?:番号|No)|家族(?:番号|No)|(?:児童|兄弟).*グループ", "HOUSEHOLD", _C),
    (
        r"(?:整理|ケース|管理|児童|受理|台帳|登録|個人|事例|受付|対象者?|記録)の?(?:番号|No|ID|コード)|^番号$|^No$|^ID$|^#$|^№$",
        "NUMBER",
        _C,
    ),
    (r"^(?:通番|連番|通し番号|項番|順|順番|順位|行|件|コード|番|No\d*|NO)$|番号$|No$", "NUMBER", _L),
    (r"^(?:姓|氏|名字|苗字)$|(?:児童|対象|子ども).*(?:姓|苗字)$", "FAMILY_NAME", _C),
    (
        r"^(?:セイ|せい|姓カナ|姓かな|氏カナ|姓ふりがな|姓フリガナ)$|(?:カナ|かな).*(?:姓|セイ)$|姓.*(?:カナ|かな|フリガナ|ふりがな)$",
        "FAMILY_KANA",
        _C,
    ),
    (
        r"^(?:メイ|めい|名カナ|名かな|名ふりがな|名フリガナ)$|(?:カナ|かな).*(?:名|メイ)$(?<!氏名)|(?:^|[^氏])名(?:カナ|かな|フリガナ|ふりがな)$(?<!童名カナ)(?<!児名カナ)",
        "GIVEN_KANA",
        _W,
    ),
    (r"^名$", "GIVEN_NAME", _C),
    (
        r"(?:氏名|名前|児童名?|対象児童?|子ども|本人|対象者|児童等|ケース名|氏名等)[/・(]?(?:ふりがな|フリガナ|カナ|かな|よみ|読み)\)?$|^(?:ふりがな|フリガナ|カナ|かな|よみ|よみがな|読み?(?:仮名|がな|方)?|氏名カナ|カナ氏名|カナ名)$|(?:カナ|フリガナ|ふりがな)$",
        "KANA",
        _C,
    ),
    (
        r"氏名|名前|児童名|対象児|対象者|(?:子ども|こども)(?:の?氏?名)?$|被虐待児|本人|児童$|ケース名|姓名|子の名|子氏名|お子",
        "NAME",
        _C,
    ),
    (r"^(?:児|子|対象|ケース|事例|名称)$", "NAME", _W),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), Field[name], strength) for pattern, name, strength in _RULES)
_ALSO = {
    "CASE_KIND": ("ABUSE_KINDS", "SEVERITY", "REVIEW_RANK", "COUNSELLING_KIND", "TREATMENT"),
    "LEAD_AGENCY": ("KEY_WORKER", "AGENCIES"),
    "KEY_WORKER": ("LEAD_AGENCY",),
    "AGENCIES": ("LEAD_AGENCY",),
    "SEVERITY": ("REVIEW_RANK", "URGENCY"),
    "REVIEW_RANK": ("SEVERITY", "CASE_KIND"),
    "COUNSELLING_KIND": ("ABUSE_KINDS", "CASE_KIND"),
    "ABUSE_KINDS": ("SEVERITY",),
    "LAST_SEEN_ON": ("LAST_SEEN_BY", "SITUATION"),
    "NEXT_REVIEW_ON": ("POLICY", "TREATMENT"),
    "DUE_DATE": ("NEXT_REVIEW_ON",),
    "LAST_REVIEW_ON": ("SITUATION",),
    "ACCEPTED_ON": ("ROUTE",),
    "KANA": ("NAME",),
    "NAME": ("KANA",),
    "SITUATION": ("POLICY", "NOTE", "ABUSE_KINDS"),
    "TREATMENT": ("POLICY",),
    "HOUSEHOLD": ("GUARDIAN",),
    "SCHOOL": ("SCHOOL_YEAR",),
}
_GENERIC = frozenset([Field.NAME, Field.KANA, Field.BIRTH_DATE, Field.AGE, Field.SCHOOL])
_FAMILY_GROUP = re.compile(r"保護者|父|母|世帯主|家族|養育者|同居")
_LONGEST_HEADING = 40


def plain_heading(text: str) -> str:
    """A heading for comparing: half-width, no blanks, no line breaks, no decorating marks."""
    wide = unicodedata.normalize("NFKC", text).replace("№", "No")
    return re.sub(r"[\s◎○●■□※*★:：。._]|[(](?:必須|任意|再掲|注\d*|※\d*)[)]", "", wide)


@lru_cache(maxsize=4096)
def meanings_of(heading: str, group: str = "") -> tuple[Meaning, ...]:
    """The fields a heading may mean, likeliest first; `group` is the heading above it."""
    plain = plain_heading(in_japanese(heading.strip()))
    if not plain or len(plain) > _LONGEST_HEADING:
        return ()
    found = _first(plain)
    group_plain = plain_heading(group)
    if found and found.field in _GENERIC and _FAMILY_GROUP.search(group_plain):
        return (Meaning(Field.GUARDIAN if found.field is Field.NAME else Field.IGNORED, Strength.CERTAIN),)
    if group_plain and (found is None or found.strength is Strength.WEAK):
        found = _first(group_plain + plain) or found
    if found is None:
        return ()
    others = tuple(Meaning(Field[name], Strength.WEAK) for name in _ALSO.get(found.field.name, ()))
    return (found, *others)


def _first(plain: str) -> Meaning | None:
    without_note = re.sub(r"\([^)]*\)", "", plain) or plain
    for text in dict.fromkeys((without_note, plain)):
        for pattern, field, strength in _COMPILED:
            if pattern.search(text):
                return Meaning(field, strength)
    return None
