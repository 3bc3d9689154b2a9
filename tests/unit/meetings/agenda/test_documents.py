"""次第: the advance version carries times and case numbers only."""

import pytest

from meetings.agenda.documents import AgendaPaper, agenda_pdf, for_advance
from tests.unit import paper_samples as samples
from tests.unit.pdf_reading import faults, flat

TELLING = (
    "凪沙",
    "吉岡",
    "𠮷岡",
    "髙瀬",
    "山﨑",
    "しおり",
    "小3",
    "潮風小",
    "港保育園",
    "児童相談所",
    "新規1",
    "終結案",
    "夜間に子どもだけ",
    "安全確認の結果",
    "63件",
    "7件",
)


@pytest.fixture(scope="module")
def of_the_day() -> bytes:
    """The numbered version."""
    return agenda_pdf(samples.AGENDA_PAPER)


@pytest.fixture(scope="module")
def in_advance() -> bytes:
    """The version that is sent."""
    return agenda_pdf(for_advance(samples.AGENDA_PAPER))


def test_both_versions_are_sound(of_the_day: bytes, in_advance: bytes) -> None:
    assert faults(of_the_day) == faults(in_advance) == []


def test_the_formal_order_is_numbered_with_planned_times(in_advance: bytes) -> None:
    words = flat(in_advance)
    for part in ("19:30–9:32開会", "29:32–9:35守秘義務の確認", "59:50–11:30個別の協議", "811:50–12:00閉会"):
        assert part in words
    assert "事前送付用" in words


def test_in_advance_nothing_tells_a_family(in_advance: bytes, of_the_day: bytes) -> None:
    assert [telling for telling in TELLING if telling in flat(in_advance)] == []
    assert "髙瀬湊" in flat(of_the_day)


def test_in_advance_times_and_case_numbers_stand_there(in_advance: bytes) -> None:
    words = flat(in_advance)
    assert "310:20–10:4020分R8-0117R8-0118" in words
    assert all(case.number in words for line in samples.LINES for case in line.cases)


def test_the_version_of_the_day_has_points_names_and_the_collection_box(of_the_day: bytes) -> None:
    words = flat(of_the_day)
    for expected in ("会議後回収", "葛󠄁原", "欠席が続く", "休憩", "未定", "機関ごとの出席時間", "書面"):
        assert expected in words


def test_taking_out_does_not_touch_the_original() -> None:
    before = samples.AGENDA_PAPER.parts[4].lines[0]
    stripped: AgendaPaper = for_advance(samples.AGENDA_PAPER)
    assert stripped.parts[4].lines[0].cases[0].name == ""
    assert stripped.presences == ()
    assert before.cases[0].name == "葛󠄁原 凪沙"


def test_half_hours_lie_at_their_share_of_the_meeting() -> None:
    ticks = samples.AGENDA_PAPER.ticks
    assert [share for _moment, share in ticks] == [0, 20, 40, 60, 80, 100]
