"""Invented papers of an invented city: 汐見野市 and everybody in it exist nowhere."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.calendar import JST
from core.paper_letter import Addressee, Contact, Sender
from meetings.agenda.documents import AgendaCase, AgendaLine, AgendaPaper, AgendaPart, Presence
from meetings.invitations.documents import ConveningNotice, MeetingFrame, WindowNotice
from meetings.minutes.documents import (
    Approved,
    Attendee,
    DecidedTask,
    DissentingView,
    Excerpt,
    HistoryLine,
    MinutesCase,
    MinutesItem,
    MinutesPaper,
    Proceeding,
    RequestedTask,
    RequestLetter,
    Voice,
    excerpt_of,
)
from network.agencies.documents import MemberRegister, RegisteredMember, RegisteredSeat

COUNCIL = "汐見野市要保護児童対策地域協議会"
DAY = date(2026, 12, 10)


def at(hour: int, minute: int = 0) -> datetime:
    """A time on the day of the sample meeting."""
    return datetime(2026, 12, 10, hour, minute, tzinfo=JST)


MEETING = MeetingFrame(
    title="令和8年度 第8回 実務者会議",
    starts=at(9, 30),
    ends=at(12),
    place="汐見野市役所 本庁舎3階 301会議室",
)
CONTACT = Contact(
    office="汐見野市こども家庭センター 支援調整係",
    persons="小谷・真壁",
    telephone="0999-00-0123",
    fax="0999-00-0124",
)
SENDER = Sender(
    council=COUNCIL,
    body=f"{COUNCIL} 調整機関",
    title="汐見野市こども家庭センター所長",
    name="山根　千景",
    seal_note="公印省略",
)
SCHOOL = Addressee(agency="汐見野市立潮風小学校", head="校長")
AGENDA = (
    "開会",
    "守秘義務の確認",
    "新規受理・転入の報告",
    "進行管理の一括確認",
    "個別の協議",
    "終結の確認",
    "情報提供",
    "閉会",
)


def notice(
    addressee: Addressee = SCHOOL, *, short: str = "潮風小学校", secrecy_class: str | None = "1", nature: str = "通知"
) -> ConveningNotice:
    """A 開催通知 for one agency."""
    return ConveningNotice(
        meeting=MEETING,
        addressee=addressee,
        agency_short_name=short,
        secrecy_class=secrecy_class,
        sender=SENDER,
        contact=CONTACT,
        document_number="8汐こ家第214号",
        issued_on=date(2026, 11, 12),
        nature=nature,
        agenda=AGENDA,
        window_told_on=date(2026, 12, 3),
        reply_by=date(2026, 11, 26),
        reply_number="8-07",
    )


NOTICES = (
    notice(),
    notice(
        Addressee(agency="汐見野地区 主任児童委員", person="浜野 みち"),
        short="主任児童委員",
        secrecy_class="3",
        nature="依頼",
    ),
    notice(
        Addressee(agency="社会福祉法人みなと福祉会 港保育園", head="園長"),
        short="港保育園",
        secrecy_class="2",
        nature="依頼",
    ),
    notice(Addressee(agency="一般社団法人汐見野医師会"), short="医師会", secrecy_class=None, nature="依頼"),
)


def window(starts: datetime, ends: datetime, *, replaces: tuple[datetime, datetime] | None = None) -> WindowNotice:
    """An 出席時間のお知らせ for the school."""
    return WindowNotice(
        meeting=MEETING,
        addressee=SCHOOL,
        agency_short_name="潮風小学校",
        council=COUNCIL,
        contact=CONTACT,
        issued_on=date(2026, 12, 3),
        starts=starts,
        ends=ends,
        arrive_by=starts - timedelta(minutes=10),
        reception="本庁舎3階 エレベーター前",
        waiting_room="302会議室",
        replaces=replaces,
    )


WINDOWS = (
    window(at(10, 20), at(11, 5)),
    window(at(9, 30), at(12)),
    window(at(9, 50), at(10, 30), replaces=(at(10, 20), at(11, 5))),
)


def line(
    order: int,
    times: tuple[datetime, datetime],
    cases: tuple[AgendaCase, ...] = (),
    *,
    nature: str = "継続",
    lead_agency: str = "",
    agencies: tuple[str, ...] = (),
    point: str = "",
) -> AgendaLine:
    """An item of the sample agenda."""
    return AgendaLine(
        order=order,
        starts=times[0],
        ends=times[1],
        cases=cases,
        nature=nature,
        lead_agency=lead_agency,
        agencies=agencies,
        point=point,
    )


LINES = (
    line(
        1,
        (at(9, 50), at(10, 5)),
        (AgendaCase(number="R8-0121", name="葛󠄁原 凪沙", belonging="4歳 港保育園"),),
        nature="新規",
        lead_agency="児童相談所",
        agencies=("警察署", "保健センター", "港保育園"),
        point="安全確認の結果と、当面の在宅支援の分担",
    ),
    line(
        2,
        (at(10, 5), at(10, 20)),
        (AgendaCase(number="R7-0093", name="𠮷岡 帆", belonging="5歳 港保育園"),),
        nature="継続",
        lead_agency="こども家庭センター",
        agencies=("保健センター", "港保育園"),
        point="登園の安定後、支援の間隔を広げてよいか",
    ),
    line(
        3,
        (at(10, 20), at(10, 40)),
        (
            AgendaCase(number="R8-0117", name="髙瀬 湊", belonging="小3 潮風小"),
            AgendaCase(number="R8-0118", name="髙瀬 凪", belonging="5歳 港保育園"),
        ),
        nature="継続",
        lead_agency="こども家庭センター",
        agencies=("潮風小学校", "児童相談所", "港保育園", "学童クラブ", "主任児童委員"),
        point="夜間に子どもだけになる日の見守りと、緊急時の連絡順",
    ),
    line(
        4,
        (at(10, 40), at(10, 50)),
        (AgendaCase(number="R8-0124", name="山﨑 颯太", belonging="小5 潮風小"),),
        nature="新規",
        agencies=("潮風小学校", "医師会"),
        point="欠席が続く背景の見立て。だれが本人に会うか",
    ),
    line(0, (at(10, 50), at(11, 0))),
    line(
        5,
        (at(11), at(11, 15)),
        (AgendaCase(number="R8-0125", name="浦野 しおり（妊婦）", belonging="R9.2.3予定"),),
        nature="新規",
        lead_agency="保健センター",
        agencies=("医師会", "生活福祉課"),
        point="出産までの受診と、住まいの確保",
    ),
    line(
        6,
        (at(11, 15), at(11, 30)),
        (AgendaCase(number="R7-0101", name="磯部 航", belonging="中2 浜中"),),
        nature="転入",
        lead_agency="児童相談所",
        agencies=("浜中学校", "警察署"),
        point="一時保護の解除後、約束したことの確認と見直しの時期",
    ),
)
CLOSING_LINE = line(
    7,
    (at(11, 30), at(11, 40)),
    (AgendaCase(number="R6-0048", name="汐田 茜", belonging="小6 潮風小"),),
    nature="終結案",
    lead_agency="こども家庭センター",
    agencies=("潮風小学校", "主任児童委員"),
    point="終結の可否。終結後の見守り先を決める",
)
AGENDA_PAPER = AgendaPaper(
    council=COUNCIL,
    meeting_title="第8回 実務者会議",
    starts=at(9, 30),
    ends=at(12),
    place="市役所 本庁舎3階 301会議室",
    chair="こども家庭センター",
    next_meeting=datetime(2027, 1, 14, 9, 30, tzinfo=JST),
    parts=(
        AgendaPart(title="開会", starts=at(9, 30), ends=at(9, 32)),
        AgendaPart(title="守秘義務の確認", starts=at(9, 32), ends=at(9, 35), note="資料の受領"),
        AgendaPart(title="新規受理・転入の報告", starts=at(9, 35), ends=at(9, 40), note="5件"),
        AgendaPart(title="進行管理（一括確認）", starts=at(9, 40), ends=at(9, 50), note="変更のない63件"),
        AgendaPart(title="個別の協議", starts=at(9, 50), ends=at(11, 30), note="6世帯7件", lines=LINES),
        AgendaPart(title="終結の確認", starts=at(11, 30), ends=at(11, 40), note="1件", lines=(CLOSING_LINE,)),
        AgendaPart(title="情報提供", starts=at(11, 40), ends=at(11, 50), note="冬休み中の見守り（教育委員会）"),
        AgendaPart(title="閉会", starts=at(11, 50), ends=at(12), note="決定事項の読み上げ、資料の回収"),
    ),
    presences=(
        Presence(agency="児童相談所", lines=(LINES[0], LINES[2], LINES[6])),
        Presence(agency="保健センター", lines=(LINES[0], LINES[1], LINES[5])),
        Presence(agency="潮風小学校", lines=(LINES[2], LINES[3], CLOSING_LINE)),
        Presence(agency="港保育園", lines=LINES[:3]),
        Presence(agency="警察署", lines=(LINES[0], LINES[6])),
        Presence(agency="学童クラブ", lines=(LINES[2],)),
        Presence(agency="主任児童委員", lines=(LINES[2], CLOSING_LINE)),
        Presence(agency="生活福祉課", lines=(LINES[5],)),
        Presence(agency="浜中学校", lines=(LINES[6],)),
        Presence(agency="医師会", lines=(LINES[3], LINES[5]), in_writing=True),
    ),
)

ITEMS = (
    MinutesItem(
        order=3,
        cases=(
            MinutesCase(number="R8-0117", name="髙瀬 湊", linked_agencies=("潮風小学校", "児童相談所", "学童クラブ")),
            MinutesCase(number="R8-0118", name="髙瀬 凪", linked_agencies=("港保育園", "児童相談所")),
        ),
        nature="継続　中度",
        starts=at(10, 20),
        ends=at(10, 41),
        agencies=("潮風小学校", "児童相談所", "学童クラブ", "主任児童委員", "港保育園"),
        reports=(
            Voice(
                speaker="こども家庭センター",
                text="母の夜勤は週2回。夜間、湊さん（9）が妹の食事と寝かしつけをしている。"
                "祖母との話合いは日程が合わず、11月30日の期限を過ぎた。",
            ),
            Voice(speaker="潮風小学校", text="遅刻は月6回から2回に減った。授業中に眠ることがある。"),
            Voice(speaker="学童クラブ", text="11月25日、湊さんが「夜こわい」と話した。言葉のまま記録した。"),
        ),
        opinions=(
            Voice(
                speaker="児童相談所",
                text="今の状態が続くなら一時保護も選択肢になる。先に祖母宅で過ごす形を試す意味はある。",
            ),
            Voice(speaker="主任児童委員", text="母は責められたと感じやすい。祖母から声をかけてもらうのがよい。"),
            Voice(speaker="湊さんの希望", text="「おばあちゃんちなら、凪もねむれる」（センターが12月8日に聴取）。"),
        ),
        treatment="継続",
        lead_agency="こども家庭センター",
        next_review_on=date(2027, 1, 14),
        tasks=(
            DecidedTask(
                what="祖母・母との面談を行い、夜勤日の過ごし方を決める",
                agencies=("こども家庭センター",),
                due=date(2026, 12, 17),
                if_impossible="児童相談所と同日に協議する",
            ),
            DecidedTask(
                what="緊急時の連絡順を1枚にまとめ、5機関に配る",
                agencies=("こども家庭センター",),
                due=date(2026, 12, 15),
            ),
            DecidedTask(
                what="本人の話を聴いた日は、同日に電話で伝える", agencies=("学童クラブ", "潮風小学校"), due=None
            ),
        ),
        dissents=(
            DissentingView(
                agency="潮風小学校",
                text="面談を待つ間の夜勤日（12月12日、15日）も子どもだけになる。子育て短期支援をすぐに使うべきだ。",
                answer="母の同意と空き状況を12月11日に確認し、使えなければ児童相談所と再協議する。",
                revisit_on=date(2026, 12, 18),
                revisit_note="結果を4機関に伝え、決定3-1を見直す（臨時の個別ケース検討会議）",
            ),
        ),
    ),
    MinutesItem(
        order=4,
        cases=(MinutesCase(number="R8-0124", name="山﨑 颯太", linked_agencies=("潮風小学校", "医師会")),),
        nature="新規　見立て中",
        starts=at(10, 41),
        ends=at(10, 50),
        agencies=("潮風小学校", "教育委員会", "医師会"),
        reports=(
            Voice(speaker="潮風小学校", text="10月からの欠席は14日。家庭訪問を3回したが、本人に会えていない。"),
            Voice(speaker="医師会", text="（書面）12月17日に初診の予約がある。"),
        ),
        opinions=(
            Voice(speaker="教育委員会", text="父は電話に出る。兄と外出する姿があり、兄に会うことから始めたい。"),
            Voice(speaker="こども家庭センター", text="本人の姿を確認できない日が続くことを重く見る。"),
        ),
        treatment="個別ケース検討会議を開く",
        lead_agency="教育委員会",
        next_review_on=date(2027, 1, 14),
        tasks=(
            DecidedTask(
                what="家庭を訪問し、本人に会う",
                agencies=("教育委員会",),
                due=date(2026, 12, 15),
                if_impossible="同日に調整機関へ電話で伝える",
            ),
        ),
        dissents=(DissentingView(agency="教育委員会", text="初診の結果を待ってから会議を開くのがよい。"),),
    ),
    MinutesItem(
        order=7,
        cases=(MinutesCase(number="R6-0048", name="汐田 茜", linked_agencies=("潮風小学校", "主任児童委員")),),
        nature="終結案　軽度",
        starts=at(11, 30),
        ends=at(11, 41),
        agencies=("潮風小学校", "主任児童委員"),
        reports=(
            Voice(
                speaker="こども家庭センター",
                text="1年間、警察の関与はない。茜さんから話を聴き「家で落ち着く」と話した。",
            ),
        ),
        opinions=(Voice(speaker="主任児童委員", text="夏の行事に家族で参加していた。見守りを引き受ける。"),),
        treatment="終結",
        tasks=(
            DecidedTask(
                what="終結を家族に説明し、再開の目安を渡す", agencies=("こども家庭センター",), due=date(2026, 12, 24)
            ),
        ),
    ),
)
MINUTES = MinutesPaper(
    council=COUNCIL,
    meeting_title="令和8年度 第8回 実務者会議",
    starts=at(9, 30),
    ends=at(11, 58),
    place="市役所 本庁舎3階 301会議室",
    chair="山根 千景（こども家庭センター所長）",
    recorder="真壁 縁（こども家庭センター）",
    attendees=(
        Attendee(agency="児童相談所", person="児童福祉司 潮田 理沙"),
        Attendee(agency="教育委員会", person="指導主事 渚 卓也"),
        Attendee(agency="保健センター", person="保健師 灘 みさき"),
        Attendee(agency="潮風小学校", person="教頭 大浜 修", note="10:18–11:41"),
        Attendee(agency="浜中学校", person="生徒指導主事 沖 一真", note="11:13–11:30"),
        Attendee(agency="港保育園", person="園長 帆足 恵", note="オンライン"),
        Attendee(agency="警察署", person="生活安全課 係長 碇 剛"),
        Attendee(agency="学童クラブ", person="主任支援員 岬 ゆう"),
        Attendee(agency="主任児童委員", person="浜野 みち"),
        Attendee(agency="生活福祉課", person="係長 波多 純"),
        Attendee(agency="こども家庭センター", person="係長 小谷 巌、真壁 縁"),
    ),
    absentees=("医師会（書面）",),
    copies_handed_out=18,
    copies_returned=18,
    next_meeting=datetime(2027, 1, 14, 9, 30, tzinfo=JST),
    next_place="市役所 本庁舎3階 301会議室",
    items=ITEMS,
    proceedings=(
        Proceeding(
            title="開会・守秘義務の確認", text="座長があいさつし、児童福祉法第25条の5による守秘義務を全員で確認した。"
        ),
        Proceeding(title="新規受理・転入", text="5件を報告した。"),
        Proceeding(title="一括確認", text="変更のない63件を一覧で確認した。個別の協議に移したものはない。"),
        Proceeding(title="情報提供", text="教育委員会が冬休み中の見守りの体制を説明した。"),
    ),
    seal_titles=("所長", "係長", "記録"),
    version=2,
    confirmed_on=date(2026, 12, 17),
    history=(
        HistoryLine(
            moment=datetime(2026, 12, 14, 17, 20, tzinfo=JST),
            version="第1版",
            step="真壁（記録） 作成",
            note="各機関に確認を依頼",
        ),
        HistoryLine(
            moment=datetime(2026, 12, 15, 9, 48, tzinfo=JST),
            version="第1版",
            step="潮風小学校 修正の申出",
            note="議題3の「異なる意見」に夜勤日の日付を追記",
        ),
        HistoryLine(
            moment=datetime(2026, 12, 17, 10, 12, tzinfo=JST), version="第2版", step="山根（所長） 確定", note=""
        ),
    ),
)
DRAFT = replace(MINUTES, confirmed_on=None, version=1, history=(), items=ITEMS * 3)
APPROVED = replace(MINUTES, approved=Approved(document_number="8汐こ家第251号", approved_on=date(2026, 12, 17)))
EXCERPT = excerpt_of(APPROVED, Excerpt(agency="潮風小学校", copy_number=7, dispose_on=date(2027, 3, 31)))
REQUESTS = (
    RequestLetter(
        meeting_title="令和8年度 第8回 実務者会議",
        held_on=DAY,
        addressee=Addressee(agency="一般社団法人汐見野医師会", head="会長"),
        sender=SENDER,
        contact=CONTACT,
        document_number="8汐こ家第248号",
        issued_on=DAY,
        tasks=(
            RequestedTask(
                case_number="R8-0124",
                what="初診に来られたかどうかを、その日のうちに電話で伝える",
                due=date(2026, 12, 17),
                if_impossible="翌日の朝までにFAXで「来た・来ない」だけを伝える",
            ),
            RequestedTask(case_number="R8-0125", what="妊婦健診の受診日を月末に伝える", due=None),
        ),
        told_by_telephone=at(13, 30),
    ),
)


def member(
    agency: str,
    secrecy_class: str | None,
    head: tuple[str, str],
    practitioner: tuple[str, str] = ("", ""),
    *,
    coordinating: bool = False,
) -> RegisteredMember:
    """An agency of the sample register; head and practitioner as title and name."""
    return RegisteredMember(
        agency=agency,
        secrecy_class=secrecy_class,
        head_title=head[0],
        head_name=head[1],
        practitioner_title=practitioner[0],
        practitioner_name=practitioner[1],
        telephone="0999-00-0100",
        coordinating=coordinating,
    )


REGISTER = MemberRegister(
    council=COUNCIL,
    as_of=date(2026, 11, 1),
    seats=(
        RegisteredSeat(
            number="1",
            name="県中央児童相談所",
            members=(member("県中央児童相談所", "1", ("所長", "汀 正人"), ("児童福祉司", "潮田 理沙")),),
        ),
        RegisteredSeat(
            number="2",
            name="汐見野市こども家庭センター",
            members=(
                member(
                    "汐見野市こども家庭センター",
                    "1",
                    ("所長", "山根 千景"),
                    ("支援調整係", "小谷 巌"),
                    coordinating=True,
                ),
            ),
        ),
        RegisteredSeat(
            number="3",
            name="汐見野市教育委員会",
            members=(member("汐見野市教育委員会 学校教育課", "1", ("教育長", "濵田 一"), ("指導主事", "渚 卓也")),),
        ),
        RegisteredSeat(
            number="4",
            name="市内各小学校",
            members=tuple(
                member(f"汐見野市立{name}小学校", "1", ("校長", head), ("教頭", ""))
                for name, head in (
                    ("潮風", "大浜 修"),
                    ("渚", "葛󠄀城 光"),
                    ("松原", "𠮷見 香"),
                    ("丘の上", "髙橋 望"),
                    ("港", "山﨑 昇"),
                )
            ),
        ),
        RegisteredSeat(
            number="5",
            name="町内各保育所",
            members=tuple(
                member(f"社会福祉法人みなと福祉会 {name}保育園", "2", ("園長", head))
                for name, head in (("港", "帆足 恵"), ("かもめ", "白石 真理"), ("なぎさ第二", "黒瀬 聡子"))
            ),
        ),
        RegisteredSeat(
            number="6", name="汐見野警察署", members=(member("汐見野警察署 生活安全課", "1", ("署長", "碇 剛")),)
        ),
        RegisteredSeat(
            number="7", name="主任児童委員", members=(member("汐見野地区 主任児童委員", "3", ("", "浜野 みち")),)
        ),
        RegisteredSeat(
            number="8", name="汐見野医師会", members=(member("一般社団法人汐見野医師会", "2", ("会長", "沖野 実")),)
        ),
        RegisteredSeat(number="9", name="人権擁護委員", members=()),
        RegisteredSeat(
            number="10",
            name="市長が必要と認めるもの",
            members=(
                member("汐見野市社会福祉協議会", "2", ("会長", "入江 茂")),
                member("NPO法人みなとの家", "2", ("理事長", "島 ゆかり")),
                member("学習支援ひなた", None, ("代表", "磯谷 学")),
            ),
        ),
    ),
)


def excerpt_for(agency: str) -> MinutesPaper:
    """The sample 抄 of an agency."""
    return excerpt_of(APPROVED, Excerpt(agency=agency, copy_number=8, dispose_on=date(2027, 3, 31)))
