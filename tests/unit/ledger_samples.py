"""Invented rows of a 進行管理台帳: 31 households with 42 children, and any number of short rows for measuring."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.calendar import JST
from meetings.progress.documents import ProgressListPaper
from meetings.progress.ledger import (
    SEVERITIES,
    Household,
    LedgerRow,
    PreviousDecision,
    RowKind,
    Sighting,
    Task,
)

TODAY = date(2026, 12, 9)
AS_OF = datetime(2026, 12, 9, 17, 0, tzinfo=JST)
MEETING_DAY = date(2026, 12, 10)
LAST_MEETING = date(2026, 11, 12)
GRAVEST, GRAVE, MIDDLE, LIGHT, FEARED = SEVERITIES


def days(count: int) -> date:
    """The day that many days from today."""
    return TODAY + timedelta(days=count)


OTSUKI = Household(
    key="h121",
    label="大槻家",
    number="121",
    guardians="父 大槻 亮(41)　母 大槻 美帆(38)",
    living_together="父・母・本児・弟",
    district="浜手二丁目",
)
HAMAGUCHI = Household(
    key="h117",
    label="浜口家",
    number="117",
    guardians="母 浜口 さやか(34)",
    living_together="母・本児・妹",
    district="港町三丁目",
)
KASHIMA = Household(
    key="h48",
    label="鹿島家",
    number="48",
    guardians="母 鹿島 由紀(40)　父 鹿島 直人(43)",
    living_together="父・母・本児・姉",
    district="港町二丁目",
)

REN = LedgerRow(
    household=OTSUKI,
    number="R8-0121",
    name="大槻 蓮",
    kana="おおつき れん",
    accepted_on=date(2026, 10, 26),
    order=1,
    is_new=True,
    review_rank="A",
    severity=GRAVE,
    birth_date=date(2021, 6, 14),
    affiliation="港保育所 年中",
    case_kind="要保護児童",
    abuse_kinds=("身体的",),
    lead_agency="児童相談所",
    key_worker="児童福祉司 前田",
    agencies=("児童相談所", "警察署", "保健センター", "港保育所"),
    situation="12.1 児相とセンターが家庭を訪問し、受診を確かめた。\n父は「しつけ」と説明。母は困っていたと話し、"
    "助けを望んでいる。\n弟は面前での口論を見聞きしている。",
    last_seen=Sighting(on=days(-2), by="港保育所 担任"),
    strengths="母から相談がある\n毎日登園している\n父方祖父母が近い",
    policy="児相　面接と親支援プログラムの案内\n保育所　登園時に様子を確かめる\n保健センター　弟の健診と発達の相談",
    next_tasks=(
        Task(agency="児相", what="父母の面接", due=date(2026, 12, 14)),
        Task(agency="保育所", what="様子を記録。欠席は連絡", when="毎日"),
    ),
    next_review_on=date(2026, 12, 24),
    consultation_route="保育所",
    child_guidance="指導中",
)
ITSUKI = replace(
    REN,
    number="R8-0121-2",
    name="大槻 樹",
    kana="おおつき いつき",
    is_new=False,
    review_rank="B",
    severity=MIDDLE,
    birth_date=date(2024, 2, 3),
    affiliation="在宅",
    abuse_kinds=("心理的（面前）",),
    last_seen=None,
)
MINATO = LedgerRow(
    household=HAMAGUCHI,
    number="R8-0117",
    name="浜口 湊",
    kana="はまぐち みなと",
    accepted_on=date(2026, 9, 3),
    order=2,
    review_rank="B",
    severity=MIDDLE,
    previous_severity=GRAVE,
    birth_date=date(2017, 5, 22),
    affiliation="潮風小 3年",
    case_kind="要保護児童",
    abuse_kinds=("ネグレクト", "心理的"),
    lead_agency="こども家庭センター",
    key_worker="相談員 三浦",
    agencies=("潮風小学校", "学童クラブ", "港保育所", "主任児童委員", "生活福祉課"),
    previous=PreviousDecision(
        decided_on=LAST_MEETING,
        treatment="継続",
        tasks=(
            Task(agency="学校", what="朝の健康観察", done_on=days(-4)),
            Task(agency="生活福祉課", what="就労支援の面談", done_on=days(-12)),
            Task(agency="センター", what="祖母との話合い", due=date(2026, 11, 30)),
        ),
    ),
    situation="夜勤の日（週2回）、湊が凪の食事と寝かしつけをしている。\n遅刻は月6回から2回に減った。\n"
    "祖母に頼りたいが、言えずにいる。",
    last_seen=Sighting(on=days(-5), by="潮風小 担任"),
    strengths="母子の会話が多い\n湊は学童を頼れる\n祖母は協力したい意向",
    policy="夜勤日は祖母宅で過ごす形を母と作る\n子育て短期支援の登録\n緊急時の連絡順を全員で持つ",
    next_tasks=(
        Task(agency="センター", what="祖母・母の面談", due=date(2026, 12, 17)),
        Task(agency="学童", what="湊の話を聴き、同日に連絡", when="随時"),
    ),
    review_due_on=date(2026, 12, 10),
    next_review_on=date(2027, 1, 14),
    support_plan="作成 R8.10.1",
)
NAGI = replace(
    MINATO,
    number="R8-0117-2",
    name="浜口 凪",
    kana="はまぐち なぎ",
    severity=LIGHT,
    previous_severity=LIGHT,
    birth_date=date(2022, 8, 30),
    affiliation=None,
    abuse_kinds=("ネグレクト",),
    last_seen=Sighting(on=days(-51), by="港保育所 担任"),
)
CHIHIRO = LedgerRow(
    household=Household(
        key="h124",
        label="綿貫家",
        number="124",
        guardians="父 綿貫 聡(45)",
        living_together="父・本児・兄",
        district="潮見台",
    ),
    number="R8-0124",
    name="綿貫 千尋",
    kana="わたぬき ちひろ",
    accepted_on=date(2026, 10, 30),
    order=3,
    is_new=True,
    review_rank="B",
    severity=FEARED,
    birth_date=date(2016, 10, 2),
    affiliation="潮風小 4年",
    case_kind="要支援児童",
    lead_agency=None,
    agencies=("潮風小学校", "教育委員会", "医療機関（書面）"),
    attention=("連続欠席14日",),
    situation="10月から欠席が続く。家庭訪問でも本人に会えていない。\n父は受診を予約した。",
    strengths="父は電話に出る\n兄とは外出している",
    policy="SSW　父・兄と会い、本人の希望を聴く\n学校　別室と家庭学習の案内",
    next_tasks=(Task(agency="SSW", what="家庭を訪問し、本人に会う", due=date(2026, 12, 15)),),
    next_review_on=date(2027, 1, 14),
)
HAYATE = LedgerRow(
    household=KASHIMA,
    number="R6-0048",
    name="鹿島 颯",
    kana="かしま はやて",
    accepted_on=date(2024, 5, 9),
    order=4,
    closing_proposed=True,
    review_rank="C",
    severity=LIGHT,
    birth_date=date(2015, 7, 18),
    affiliation="潮風小 5年",
    case_kind="要保護児童",
    abuse_kinds=("心理的",),
    lead_agency="こども家庭センター",
    key_worker="保健師 佐伯",
    agencies=("潮風小学校", "浜中学校", "民生委員・児童委員"),
    previous=PreviousDecision(
        decided_on=LAST_MEETING,
        treatment="継続",
        tasks=(
            Task(agency="センター", what="終結の説明", done_on=days(-9)),
            Task(agency="学校", what="月1回の面談", done_on=days(-6)),
        ),
    ),
    situation="1年間、新しい心配はない。父母の話合いが続いている。\n颯・茜とも「家で落ち着く」と話す（11月、個別に聴取）。",
    last_seen=Sighting(on=days(-6), by="潮風小 養護教諭"),
    strengths="困ったら相談する先を、家族全員が言える",
    policy="終結を提案。学校と民生委員・児童委員が見守る\n再び開く目安を文書で分ける",
    next_tasks=(Task(agency="センター", what="家族へ終結を説明", due=date(2026, 12, 24)),),
)
AKANE = replace(
    HAYATE,
    number="R6-0048-2",
    name="鹿島 茜",
    kana="かしま あかね",
    closing_proposed=False,
    birth_date=date(2013, 3, 4),
    affiliation="浜中 2年",
)
MADOKA = LedgerRow(
    household=Household(
        key="h125",
        label="久住家",
        number="125",
        guardians="本人 久住 まどか(19)",
        living_together="友人宅に滞在",
        district="潮見台（滞在先）",
    ),
    number="R8-0125",
    name="久住 まどか",
    kana="くずみ まどか",
    accepted_on=date(2026, 11, 30),
    order=5,
    is_new=True,
    review_rank="A",
    severity=MIDDLE,
    due_date=date(2027, 2, 18),
    affiliation="",
    case_kind="特定妊婦",
    lead_agency="保健センター",
    key_worker="保健師 佐々木",
    agencies=("医療機関（書面）", "生活福祉課"),
    situation="妊娠28週で初めて受診。住まいが決まっていない。\n本人は産みたい、育てたいと話す。頼れる親族は叔母。",
    strengths="受診の約束を守る\n叔母と連絡がとれる",
    policy="保健師　受診に同行\n生活福祉課　住まいと費用\n産後の支援を出産前に決める",
    next_tasks=(Task(agency="保健師", what="受診に同行、叔母に連絡", due=date(2026, 12, 16)),),
    next_review_on=date(2027, 1, 14),
)
YUMA = LedgerRow(
    household=Household(
        key="h101",
        label="榎並家",
        number="101",
        guardians="父 榎並 剛(47)　継母 榎並 里沙(39)",
        living_together="父・継母・本児",
        district="浜手四丁目",
    ),
    number="R7-0101",
    name="榎並 悠真",
    kana="えなみ ゆうま",
    accepted_on=date(2025, 10, 14),
    order=6,
    review_rank="A",
    severity=GRAVEST,
    previous_severity=GRAVE,
    birth_date=date(2013, 1, 27),
    affiliation="浜中 2年",
    case_kind="要保護児童",
    abuse_kinds=("身体的", "心理的"),
    lead_agency="児童相談所",
    lead_disputed=True,
    key_worker_vacant=True,
    agencies=("浜中学校", "警察署", "医療機関", "こども家庭センター"),
    previous=PreviousDecision(
        decided_on=LAST_MEETING,
        treatment="方針変更",
        tasks=(
            Task(agency="児相", what="週1回の面接", done_on=days(-3)),
            Task(agency="学校", what="毎日の所在確認", done_on=days(-1)),
            Task(agency="父", what="プログラム3回目を欠席"),
        ),
    ),
    situation="R8.10.30 一時保護を解除。約束のうち守れない日があった。\n本人は「帰れてよかったが、父の酒の日は不安」。",
    last_seen=Sighting(on=days(-1), by="浜中 担任"),
    strengths="本人が児相に自分で電話できる\n継母が止めに入れる",
    policy="約束を本人も交えて書き直す\n再保護の判断基準を4機関で分ける",
    next_tasks=(
        Task(agency="児相", what="父母・本人の面接", due=date(2026, 12, 11)),
        Task(agency="学校", what="欠席は9:30までに連絡", when="毎日"),
    ),
    review_due_on=date(2026, 11, 26),
    next_review_on=date(2026, 12, 24),
    child_guidance="一時保護歴 R8.8–10",
)
INDIVIDUAL_ROWS = (REN, ITSUKI, MINATO, NAGI, CHIHIRO, HAYATE, AKANE, MADOKA, YUMA)

_SURNAMES = (
    ("青柳", "あおやぎ"),
    ("浅見", "あさみ"),
    ("井口", "いぐち"),
    ("岩渕", "いわぶち"),
    ("植村", "うえむら"),
    ("江川", "えがわ"),
    ("大河内", "おおこうち"),
    ("岡野", "おかの"),
    ("小沢", "おざわ"),
    ("片桐", "かたぎり"),
    ("河合", "かわい"),
    ("菊地", "きくち"),
    ("木戸", "きど"),
    ("久保田", "くぼた"),
    ("黒川", "くろかわ"),
    ("小泉", "こいずみ"),
    ("児島", "こじま"),
    ("佐竹", "さたけ"),
    ("塩見", "しおみ"),
    ("杉浦", "すぎうら"),
    ("瀬戸", "せと"),
    ("園田", "そのだ"),
    ("高槻", "たかつき"),
    ("千野", "ちの"),
    ("津村", "つむら"),
)
_GIVEN = (
    ("空", "そら"),
    ("陸", "りく"),
    ("芽衣", "めい"),
    ("朔", "さく"),
    ("紬", "つむぎ"),
    ("律", "りつ"),
    ("澪", "みお"),
    ("晴", "はる"),
    ("杏", "あん"),
    ("櫂", "かい"),
    ("文", "ふみ"),
    ("凛", "りん"),
    ("旭", "あさひ"),
)
_PLACES = ("潮見小 4年", "潮見中 2年", "港保育所", "潮風小 1年", "高校 2年", "在宅")
_SITUATIONS = (
    "登校は続いている",
    "変わりなし",
    "家族の話合いが続いている",
    "毎日登園している",
    "本人から困りごとの訴えなし",
)


def block_row(index: int) -> LedgerRow:
    """The index-th invented short row; every fourth belongs to the household before them."""
    family = index - 1 if index % 4 == 2 else index
    surname, given = _SURNAMES[family % len(_SURNAMES)], _GIVEN[index % len(_GIVEN)]
    household = Household(key=f"b{family}", label=f"{surname[0]}家", number=str(200 + family))
    return LedgerRow(
        household=household,
        number=f"R{6 + index % 3}-{index + 200:04}",
        name=f"{surname[0]} {given[0]}",
        kana=f"{surname[1]} {given[1]}",
        accepted_on=date(2024 + index % 2, 1 + index % 12, 1 + index % 28),
        kind=RowKind.BLOCK,
        review_rank="BCC"[index % 3],
        severity=SEVERITIES[2 + index % 3],
        birth_date=date(2009 + index % 14, 1 + index % 12, 1 + (index * 7) % 28),
        affiliation=_PLACES[index % 6],
        case_kind=("要保護児童", "要支援児童")[index % 2],
        abuse_kinds=(("ネグレクト",), ("心理的",), ())[index % 3],
        lead_agency=("こども家庭センター", "教育委員会", "児童相談所")[index % 3],
        key_worker="相談員 三浦",
        agencies=("潮見小学校", "主任児童委員"),
        attention=("変化なしの回答がそろっていない",) if index % 17 == 3 else (),
        previous=PreviousDecision(
            decided_on=LAST_MEETING, tasks=(Task(agency="学校", what="月1回の面談", done_on=days(-9)),)
        ),
        situation=_SITUATIONS[index % 5],
        last_seen=Sighting(on=days(-(index % 28) - 1), by="担任"),
        policy="月1回の訪問",
        next_review_on=date(2027, 1, 14),
    )


def individual_rows(count: int) -> tuple[LedgerRow, ...]:
    """That many long rows: the households above, over again with other numbers."""
    made = []
    for index in range(count):
        turn, row = divmod(index, len(INDIVIDUAL_ROWS))
        model = INDIVIDUAL_ROWS[row]
        household = replace(model.household, key=f"{model.household.key}-{turn}")
        made.append(replace(model, household=household, number=f"{model.number}/{turn}"))
    return tuple(made)


def block_rows(count: int) -> tuple[LedgerRow, ...]:
    """That many short rows."""
    return tuple(block_row(index) for index in range(count))


def paper(rows: tuple[LedgerRow, ...] | None = None) -> ProgressListPaper:
    """The list of 31 households with 42 children, or of the rows given."""
    return ProgressListPaper(
        council_name="汐見野市要保護児童対策地域協議会",
        meeting_title="令和8年度 第8回 実務者会議",
        held_on=MEETING_DAY,
        as_of=AS_OF,
        rows=INDIVIDUAL_ROWS + block_rows(33) if rows is None else rows,
        previous_meeting="R8.11.12 第7回",
    )
