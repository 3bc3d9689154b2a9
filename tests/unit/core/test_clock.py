"""The process lives on the day and at the time it is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from core import clock

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def real_time_again() -> Iterator[None]:
    """Other tests live in the present."""
    yield
    clock.fix_today(None)


def test_a_fixed_time_stands() -> None:
    clock.fix_now(DAY, time(13, 5))
    assert clock.now() == datetime(2026, 11, 20, 4, 5, tzinfo=UTC)
    assert clock.today() == DAY


def test_a_fixed_day_keeps_the_time_of_the_wall() -> None:
    clock.fix_today(DAY)
    assert clock.today() == DAY
    clock.fix_today(None)
    before = clock.now()
    assert (clock.now() - before).total_seconds() >= 0
