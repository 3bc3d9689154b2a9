"""Invented papers of an invented city: 汐見野市 and everybody in it exist nowhere."""

from datetime import date, datetime, timedelta

from core.calendar import JST
from core.paper_letter import Addressee, Contact, Sender
from meetings.agenda.documents import AgendaCase, AgendaLine, AgendaPaper, AgendaPart, Presence
from meetings.invitations.documents import ConveningNotice, MeetingFrame, WindowNotice

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
