from datetime import UTC, date, datetime

from core.calendar import JST
from core.mail_address import Address
from meetings.agenda.ordering import Window
from meetings.invitations.calendar_file import Method, calendar_bytes
from meetings.invitations.calendar_file_words import (
    Issue,
    Office,
    ReplyHint,
    WindowNotice,
    meeting_title,
    window_description,
    window_revision,
    window_summary,
)
from tests.unit.meetings.invitations.calendar_lint import event_texts, problems

NOTICE = WindowNotice(
    meeting_name="実務者会議",
    number=4,
    place="301会議室",
    window=Window(datetime(2026, 11, 27, 13, 41, tzinfo=JST), datetime(2026, 11, 27, 14, 2, tzinfo=JST), 4),
    office=Office("市こども家庭センター", "0999-00-0000"),
    reply=ReplyHint(date(2026, 11, 20)),
)
ISSUED = datetime(2026, 11, 18, 0, 0, tzinfo=UTC)
ORGANIZER = Address("kyougikai@city.invalid", "市こども家庭センター")
ATTENDEE = Address("kyoutou@school.invalid", "汐見北小")


def issue(method: Method) -> Issue:
    return Issue("0123456789abcdef0123456789abcdef@city.invalid", 1, method, ISSUED, ISSUED)


def test_the_description_is_complete_without_other_papers() -> None:
    assert window_description(NOTICE).splitlines() == [
        "第4回実務者会議に御出席いただく時間のお知らせです。",
        "日時　令和8年11月27日（金）13:40から14:05まで",
        "場所　301会議室",
        "回答　令和8年11月20日（金）までに、このメールへの返信またはお電話でお知らせください。",
        "問合せ先　市こども家庭センター　電話 0999-00-0000",
    ]


def test_the_summary_names_the_meeting_only() -> None:
    assert window_summary("実務者会議", 4) == "第4回実務者会議 御出席いただく時間"
    assert meeting_title("臨時会議\n", None) == "臨時会議"


def test_the_revision_has_the_rounded_window_and_the_same_words() -> None:
    revision = window_revision(NOTICE, issue(Method.REQUEST), organizer=ORGANIZER, attendee=ATTENDEE)
    data = calendar_bytes(revision)
    assert problems(data) == []
    assert b"DTSTART;TZID=Asia/Tokyo:20261127T134000\r\n" in data
    assert b"DTEND;TZID=Asia/Tokyo:20261127T140500\r\n" in data
    assert event_texts(data)["DESCRIPTION"] == window_description(NOTICE)


def test_a_cancellation_withdraws_the_invitation_and_not_the_meeting() -> None:
    revision = window_revision(NOTICE, issue(Method.CANCEL), organizer=ORGANIZER, attendee=ATTENDEE)
    assert problems(calendar_bytes(revision)) == []
    assert revision.description.splitlines()[0] == "第4回実務者会議の貴機関への御案内を取り消します。"


def test_a_download_has_no_attendee() -> None:
    data = calendar_bytes(window_revision(NOTICE, issue(Method.PUBLISH), organizer=ORGANIZER, attendee=None))
    assert problems(data) == []
    assert b"ATTENDEE" not in data
