"""Invented minutes of the meeting of 汐見野市, and what follows from them."""

from dataclasses import replace
from datetime import date, datetime

from core.calendar import JST
from core.paper_letter import Addressee
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
from tests.unit.paper_samples import CONTACT, COUNCIL, DAY, SENDER, at

ITEMS = (
    MinutesItem(
        order=3,
        cases=(
            MinutesCase(number="R8-0117", name="髙瀬 湊", linked_agencies=("潮風小学校", "児童相談所", "学童クラブ")),
            MinutesCase(number="R8-0118", name="髙瀬 凪", linked_agencies=("港保育園", "児童相談所")),
        ),
        nature="継続",
        severity="中度",
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
        nature="新規",
        severity="見立て中",
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
        nature="終結案",
        severity="軽度",
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


def excerpt_for(agency: str) -> MinutesPaper:
    """The sample 抄 of an agency."""
    return excerpt_of(APPROVED, Excerpt(agency=agency, copy_number=8, dispose_on=date(2027, 3, 31)))
