"""Settings of a council as typed."""

from datetime import date
from uuid import uuid4

import pytest

from access.councils import forms, rules
from access.councils.model import Council
from core.errors import Invalid
from core.forms import Fields
from core.ids import CouncilId
from core.labels import Labelled

COUNCIL = Council(id=CouncilId(uuid4()), name="汐見市要保護児童対策地域協議会")


class Colour(Labelled):
    """A code table of the test."""

    RED = "red", "赤"
    BLUE = "blue", "青"


def test_the_profile_as_shown_reads_back_unchanged() -> None:
    typed = {**forms.typed_profile(COUNCIL), "coordinating_agency": "こども家庭センター"}
    read = forms.read_profile(Fields((name, str(value)) for name, value in typed.items()), COUNCIL)
    assert read.profile.approval_boxes == COUNCIL.profile.approval_boxes
    assert (read.name, read.profile.coordinating_agency) == (COUNCIL.name, "こども家庭センター")


def test_every_problem_of_the_profile_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        forms.read_profile(Fields([("mail", "x@@y")]), COUNCIL)
    assert refused.value.problems.keys() == {"name", "coordinating_agency", "mail"}


def test_numbers_must_fit_one_another() -> None:
    numbers = {**forms.typed_numbers(COUNCIL), "rank_a_days": 400, "reply_lead_days": 30, "unseen_days": "１０"}
    with pytest.raises(Invalid) as refused:
        forms.read_numbers(Fields((name, str(value)) for name, value in numbers.items()), COUNCIL)
    assert refused.value.problems.keys() == {"rank_b_days", "reply_lead_days"}


def test_full_width_digits_are_numbers() -> None:
    numbers = {**forms.typed_numbers(COUNCIL), "unseen_days": "４５"}
    read = forms.read_numbers(Fields((name, str(value)) for name, value in numbers.items()), COUNCIL)
    assert read.numbers.unseen_days == 45


def test_a_closed_day_is_not_added_twice() -> None:
    day = date(2027, 5, 6)
    posted = [("day", "R9.5.6"), ("name", "市制記念日")]
    assert forms.read_closed_day(Fields(posted), today=date(2027, 3, 24), known=frozenset()).day == day
    with pytest.raises(Invalid):
        forms.read_closed_day(Fields(posted), today=date(2027, 3, 24), known=frozenset({day}))


def test_a_local_word_is_kept_and_an_equal_one_is_not() -> None:
    codes = rules.with_codes({"other": {"a": "b"}}, "colour", Colour, {"red": "あか", "blue": "青"})
    assert codes == {"other": {"a": "b"}, "colour": {"red": "あか"}}
    council = Council(id=COUNCIL.id, name="x", codes=codes)
    assert [rules.label(council, "colour", one) for one in Colour] == ["あか", "青"]
    assert rules.with_codes(codes, "colour", Colour, {}) == {"other": {"a": "b"}}
