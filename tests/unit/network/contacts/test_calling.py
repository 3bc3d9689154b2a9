"""Which number to ring, at every kind of moment."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from network.agencies.model import Agency
from network.contacts.calling import NO_NUMBER, number_to_ring
from network.contacts.model import Contact, ContactRole

SCHOOL = Agency(
    id=uuid4(), kind_code="elementary_school", name="汐見市立第二小学校", phone="0999-22-1234",
    opens=time(8, 15), closes=time(17), night_phone="0999-22-1890", night_note="当直",
)  # fmt: skip
DESK = Contact(
    id=uuid4(), agency_id=SCHOOL.id, position="教頭", name="岸本 直子", roles=(ContactRole.DESK,),
    phone="0999-22-1236", mobile="0999-90-1111", until=date(2027, 4, 1),
)  # fmt: skip
NURSE = Contact(id=uuid4(), agency_id=SCHOOL.id, position="養護教諭", phone="内線 21")


def jst(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """An instant of 2027 on the clock of Japan (24 March is a Wednesday)."""
    return datetime(2027, month, day, hour - 9, minute, tzinfo=UTC)


def test_in_office_hours_the_desk_is_rung_and_no_mobile_comes_first() -> None:
    call = number_to_ring(SCHOOL, [NURSE, DESK], jst(24, 10), ())
    assert (call.number, call.whom, call.why) == ("0999-22-1236", "教頭 岸本 直子 窓口", "平日 8:15–17:00")
    assert [line.number for line in call.alternatives] == ["0999-22-1234", "内線 21"]


@pytest.mark.parametrize(("hour", "minute", "is_open"), [(9, 0, True), (16, 59, True), (17, 0, False), (18, 0, False)])
def test_the_closing_minute_is_outside(hour: int, minute: int, is_open: bool) -> None:  # noqa: FBT001
    assert number_to_ring(SCHOOL, [DESK], jst(24, hour, minute), ()).open_now is is_open


def test_at_night_the_night_number_then_the_mobile_then_the_day_numbers() -> None:
    call = number_to_ring(SCHOOL, [DESK], jst(24, 20), ())
    assert (call.number, call.whom) == ("0999-22-1890", "当直")
    assert call.why.startswith("時間外")
    assert [line.number for line in call.alternatives] == ["0999-90-1111", "0999-22-1236", "0999-22-1234"]


@pytest.mark.parametrize(("day", "closed"), [(27, ()), (22, ()), (24, (date(2027, 3, 24),))])
def test_weekends_holidays_and_closed_days_are_outside(day: int, closed: tuple[date, ...]) -> None:
    assert number_to_ring(SCHOOL, [DESK], jst(day, 10), closed).why == "時間外・閉庁日"


def test_who_has_left_is_not_rung() -> None:
    call = number_to_ring(SCHOOL, [DESK], jst(1, 10, month=4), ())
    assert (call.number, call.whom) == ("0999-22-1234", "代表")


def test_without_a_night_number_the_day_number_stands_and_says_so() -> None:
    plain = Agency(
        id=uuid4(), kind_code="police", name="汐見警察署", phone="0999-22-0110", opens=time(9), closes=time(17)
    )
    call = number_to_ring(plain, [], jst(24, 20), ())
    assert call.number == "0999-22-0110"
    assert "時間外の番号は登録がありません" in call.why


def test_a_number_that_two_people_share_is_said_once_and_keeps_its_place() -> None:
    shared = Contact(id=uuid4(), agency_id=SCHOOL.id, position="コーディネーター", phone=DESK.phone)
    call = number_to_ring(SCHOOL, [shared, DESK], jst(24, 10), ())
    assert (call.number, [line.number for line in call.alternatives]) == (DESK.phone, [SCHOOL.phone])


def test_nothing_to_ring_is_said() -> None:
    call = number_to_ring(Agency(id=uuid4(), kind_code="other", name="なし"), [], jst(24, 10), ())
    assert (call.number, call.whom) == ("", NO_NUMBER)
