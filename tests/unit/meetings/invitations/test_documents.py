"""開催通知 and 出席時間のお知らせ: what stands on them, and what must not."""

import subprocess
from dataclasses import replace
from itertools import pairwise

import pytest

from core.paper import page_count
from core.paper_letter import Addressee
from meetings.invitations.documents import notices_pdf, window_notices_pdf
from tests.unit import paper_samples as samples
from tests.unit.pdf_reading import faults, flat, text


@pytest.fixture(scope="module")
def notices() -> bytes:
    """All sample notices in one PDF."""
    return notices_pdf(samples.NOTICES)


@pytest.fixture(scope="module")
def windows() -> bytes:
    """All sample windows in one PDF."""
    return window_notices_pdf(samples.WINDOWS)


def pages(pdf: bytes) -> list[str]:
    """Text of each page without spaces."""
    return ["".join(page.split()) for page in text(pdf).split("\f")[:-1]]


def test_each_agency_gets_one_sheet(notices: bytes, windows: bytes) -> None:
    assert page_count(notices) == len(samples.NOTICES)
    assert page_count(windows) == len(samples.WINDOWS)
    assert faults(notices) == faults(windows) == []


def test_the_notice_tells_the_whole_frame_and_who_writes(notices: bytes) -> None:
    letter = pages(notices)[0]
    for words in (
        "8汐こ家第214号",
        "令和8年11月12日",
        "汐見野市立潮風小学校長様",
        "汐見野市こども家庭センター所長山根千景（公印省略）",
        "令和8年度第8回実務者会議の開催について（通知）",
        "令和8年12月10日（木）午前9時30分から正午まで",
        "301会議室",
        "守秘義務の確認、新規受理・転入の報告",
        "12月3日（木）ごろ",
        "11月26日（木）",
        "返信番号8-07",
        "来られる時間",
        "オンラインで参加",
        "0999-00-0124",
    ):
        assert words in letter


def test_the_notice_has_neither_window_nor_number_of_cases(notices: bytes) -> None:
    for letter in pages(notices):
        assert "件" not in letter.replace("用件", "")
        assert "10:20" not in letter
        assert "R8-" not in letter


@pytest.mark.parametrize(("index", "substitute"), [(0, True), (1, False), (2, True), (3, True)])
def test_a_substitute_is_offered_to_all_but_members_in_person(notices: bytes, index: int, *, substitute: bool) -> None:
    assert ("代理出席" in pages(notices)[index]) is substitute


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        (0, "国又は地方公共団体の機関の職員として、児童福祉法第25条の5第1号による守秘義務"),
        (1, "構成員御本人として、児童福祉法第25条の5第3号による守秘義務"),
        (2, "法人の役員又は職員として、児童福祉法第25条の5第2号による守秘義務"),
        (3, "児童福祉法第25条の3により、御協力をお願い"),
    ],
)
def test_the_sentence_on_secrecy_is_true_for_the_agency(notices: bytes, index: int, sentence: str) -> None:
    letter = pages(notices)[index]
    assert sentence in letter
    assert ("25条の5" in letter) is (index != 3)


@pytest.mark.parametrize(
    ("addressee", "line", "honorific", "courtesy"),
    [
        (Addressee(agency="市立潮風小学校", head="校長"), "市立潮風小学校長", "様", "貴校"),
        (Addressee(agency="港保育園", head="園長"), "港保育園長", "様", "貴園"),
        (Addressee(agency="松原保育所"), "松原保育所", "御中", "貴所"),
        (Addressee(agency="県中央児童相談所", head="所長"), "県中央児童相談所長", "様", "貴所"),
        (
            Addressee(agency="北地区 民生委員・児童委員", person="浜野 みち"),
            "北地区 民生委員・児童委員 浜野 みち",
            "様",
            "貴職",
        ),
        (
            Addressee(agency="民生委員・児童委員（はなみずき地区）", person="浜野 みち"),
            "民生委員・児童委員（はなみずき地区） 浜野 みち",
            "様",
            "貴職",
        ),
        (Addressee(agency="汐見野警察署", head="生活安全課長"), "汐見野警察署 生活安全課長", "様", "貴機関"),
        (Addressee(agency="一般社団法人汐見野医師会"), "一般社団法人汐見野医師会", "御中", "貴機関"),
    ],
)
def test_agencies_are_addressed_as_is_usual(addressee: Addressee, line: str, honorific: str, courtesy: str) -> None:
    assert (addressee.line, addressee.honorific, addressee.courtesy) == (line, honorific, courtesy)


def test_without_inquiry_and_online_the_notice_does_not_speak_of_them() -> None:
    plain = replace(samples.notice(), inquiry_enclosed=False, online_possible=False)
    letter = flat(notices_pdf([plain]))
    assert "同封の照会票" not in letter
    assert "オンライン" not in letter
    assert "6問合せ" in letter


def test_a_long_letter_stays_on_one_sheet() -> None:
    longest = replace(
        samples.notice(),
        addressee=Addressee(
            agency="社会福祉法人汐見野みなとの里福祉会 幼保連携型認定こども園 なぎさ第二こども園", head="園長"
        ),
        agenda=(*samples.AGENDA, "冬休み中の見守りについての意見交換", "研修会の御案内", "年間日程の確認"),
        secrecy_class="3",
    )
    assert page_count(notices_pdf([longest])) == 1


def test_the_window_is_told_with_place_and_arrival_and_nothing_of_a_case(windows: bytes) -> None:
    own = pages(windows)[0]
    for words in ("御出席いただく時間10:20-11:05", "10:10までに", "302会議室", "12月10日（木）", "0999-00-0123"):
        assert words in own
    assert "R8-" not in own
    assert "お話しいただく" not in own


def test_a_standing_member_stays_for_the_whole_meeting(windows: bytes) -> None:
    whole = pages(windows)[1]
    assert "9:30-12:00" in whole
    assert "ほかの時間は入室できません" not in whole


def test_a_changed_window_names_the_one_before(windows: bytes) -> None:
    assert "前のお知らせ（10:20–11:05）から変わりました" in pages(windows)[2]
    assert "変わりました" not in pages(windows)[0]


def test_the_bar_lies_where_the_time_is() -> None:
    bar = samples.window(samples.at(10), samples.at(11)).bar
    assert (bar.left, bar.length) == (94.0, 188.0)
    assert [tick.label for tick in bar.ticks] == ["9:30", "10:00", "10:30", "11:00", "11:30", "12:00"]
    assert samples.window(samples.at(9, 30), samples.at(10)).bar.arrival is None


@pytest.mark.parametrize(("which", "rules"), [("notices", 14), ("windows", 8)])
def test_a_fax_loses_no_rule(which: str, rules: int, request: pytest.FixtureRequest) -> None:
    """The first page as a machine of standard resolution sends it: 204 × 98 dots, black or white."""
    dark = [sum(dot < 150 for dot in row) > len(row) * 0.7 for row in faxed(request.getfixturevalue(which))]
    assert sum(now and not before for before, now in pairwise(dark)) == rules


def faxed(pdf: bytes) -> list[bytes]:
    """Rows of grey dots of the first page."""
    machine = ["pdftoppm", "-rx", "204", "-ry", "98", "-gray", "-f", "1", "-l", "1", "-"]
    sent = subprocess.run(machine, input=pdf, capture_output=True, check=True).stdout
    _kind, size, _depth, dots = sent.split(b"\n", 3)
    width = int(size.split()[0])
    return [dots[start : start + width] for start in range(0, len(dots), width)]
