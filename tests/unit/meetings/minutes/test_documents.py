"""議事録, 抄, 決定事項・役割分担一覧, 依頼文."""

from dataclasses import replace
from datetime import date

import pytest

from core.paper import page_count
from meetings.minutes.documents import (
    DecidedTask,
    Excerpt,
    MinutesCase,
    decisions_pdf,
    excerpt_of,
    minutes_pdf,
    request_letters_pdf,
)
from tests.unit import minutes_samples as samples
from tests.unit.pdf_reading import faults, flat, text


@pytest.fixture(scope="module")
def minutes() -> bytes:
    """確定 minutes."""
    return minutes_pdf(samples.MINUTES)


@pytest.fixture(scope="module")
def excerpt() -> bytes:
    """The 抄 of the school."""
    return minutes_pdf(samples.EXCERPT)


def test_the_papers_are_sound(minutes: bytes, excerpt: bytes) -> None:
    assert faults(minutes) == faults(excerpt) == []
    assert faults(decisions_pdf(samples.MINUTES)) == faults(request_letters_pdf(samples.REQUESTS)) == []


def test_minutes_name_chair_attendance_copies_and_next_meeting(minutes: bytes) -> None:
    words = flat(minutes)
    for expected in (
        "座長山根千景",
        "潮風小学校教頭大浜修（10:18–11:41）",
        "欠席医師会（書面）",
        "18部を配付し、18部を回収",
        "令和9年1月14日（木）9:30",
        "所長係長記録",
        "令和8年12月17日確定",
    ):
        assert expected in words


def test_decisions_come_before_the_items_and_say_the_same(minutes: bytes) -> None:
    words = flat(minutes)
    assert words.index("決定事項の一覧") < words.index("会議の経過") < words.index("夜間、湊さん")
    for item in samples.ITEMS:
        for task in item.tasks:
            assert words.count(task.what[:12]) == 2


def test_dissent_stands_with_its_day_or_next_time(minutes: bytes) -> None:
    words = flat(minutes)
    assert "R8.12.18結果を4機関に伝え" in words
    assert "再検討する日次回" in words


def test_copies_that_are_missing_are_said() -> None:
    words = flat(minutes_pdf(replace(samples.MINUTES, copies_returned=17, items=())))
    assert "未回収1部" in words


def test_a_draft_says_so_on_every_page_until_it_is_confirmed(minutes: bytes) -> None:
    drafted = text(minutes_pdf(samples.DRAFT)).split("\f")[:-1]
    assert len(drafted) > 2
    assert all(page.count("案") >= 2 for page in drafted)
    assert "確定" not in "".join(drafted)
    assert all("案" not in page.replace("終結案", "") for page in text(minutes).split("\f"))


def test_an_approved_record_prints_the_approval_instead_of_boxes() -> None:
    words = flat(minutes_pdf(samples.APPROVED))
    assert "決裁済8汐こ家第251号令和8年12月17日" in words
    assert "所長係長記録" not in words


def test_an_excerpt_holds_own_items_children_and_words_only(excerpt: bytes) -> None:
    words = flat(excerpt)
    for own in ("議事録抄", "第07号", "令和9年3月31日までに廃棄", "遅刻は月6回", "R8-0117", "面談を待つ間の夜勤日"):
        assert own in words
    for other in (
        "R8-0118",
        "髙瀬凪",
        "一時保護も選択肢",
        "母の夜勤",
        "父は電話に出る",
        "中度",
        "軽度",
        "所長係長記録",
        "座長",
        "灘みさき",
    ):
        assert other not in words


def test_an_excerpt_leaves_out_items_of_others() -> None:
    nursery = samples.excerpt_for("港保育園")
    assert [item.order for item in nursery.items] == [3]
    assert [case.number for case in nursery.items[0].cases] == ["R8-0118"]
    assert nursery.items[0].reports == []


def test_the_list_of_decisions_is_one_page_without_names() -> None:
    pdf = decisions_pdf(samples.MINUTES)
    words = flat(pdf)
    assert page_count(pdf) == 1
    assert "緊急時の連絡順を1枚にまとめ、5機関に配る" in words
    assert "できないときは:児童相談所と同日に協議する" in words
    assert not any(name in words for name in ("髙瀬", "山﨑", "汐田"))


def test_an_absent_agency_is_asked_for_its_own_tasks_only() -> None:
    pdf = request_letters_pdf(samples.REQUESTS)
    words = flat(pdf)
    assert page_count(pdf) == 1
    for expected in ("汐見野医師会長様", "R8-0124", "初診に来られたか", "R8.12.17", "12月10日（木）13:30に電話"):
        assert expected in words
    assert "R8-0117" not in words


def test_an_excerpt_says_nothing_of_a_sibling_the_agency_is_not_linked_to() -> None:
    cases = (
        MinutesCase(number="R8-0117", name="髙瀬 湊", linked_agencies=("潮風小学校",), treatment="継続"),
        MinutesCase(number="R8-0118", name="髙瀬 凪", linked_agencies=("港保育園",), treatment="方針変更"),
    )
    tasks = (
        DecidedTask(what="登園を確かめる", agencies=("港保育園",), due=None, case_number="R8-0118"),
        DecidedTask(what="登校を確かめる", agencies=("潮風小学校",), due=None, case_number="R8-0117"),
    )
    both = replace(
        samples.ITEMS[0], cases=cases, tasks=tasks, treatment="R8-0117 継続　R8-0118 方針変更", lead_agency="児童相談所"
    )
    paper = replace(samples.MINUTES, items=(both,))
    own = excerpt_of(paper, Excerpt(agency="潮風小学校", copy_number=7, dispose_on=date(2027, 3, 31)))
    (item,) = own.items
    assert item.treatment == "継続"
    assert [task.what for task in item.tasks] == ["登校を確かめる"]
    assert "R8-0118" not in str(item)
