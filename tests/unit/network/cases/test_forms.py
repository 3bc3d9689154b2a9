from datetime import date

import pytest

from core.errors import Invalid
from core.forms import Fields
from network.cases import forms, presenters
from network.cases.model import AbuseKind, LinkageRole, ReviewRank, Severity
from tests.unit.network.cases.case_samples import CENTER, TODAY, a_case, a_household, a_linkage


def fields(**values: str) -> Fields:
    return Fields(values.items())


def test_a_form_shown_and_sent_back_changes_nothing() -> None:
    case = a_case(
        kana="たかせ ひなた", severity=Severity.MODERATE, previous_severity=Severity.SEVERE, review_rank=ReviewRank.A,
        abuse_kinds=(AbuseKind.NEGLECT,), checkup_missed=True, absence_days=7, situation="登校が続く。\n夜は一人。",
        next_review_on=date(2026, 11, 27), proposal="closing",
    )  # fmt: skip
    typed = presenters.case_fields(case)
    assert forms.case_as_typed(Fields(typed.items()), case, today=TODAY) == case


def test_a_household_sent_back_changes_nothing_hidden_or_not() -> None:
    for hidden in (False, True):
        household = a_household(address="汐見市浜手9-9", phone="0999-22-0000", address_hidden=hidden, members="母\n弟")
        typed = presenters.household_fields(household)
        assert ("汐見市" in typed["address"]) is not hidden
        assert forms.household_as_typed(Fields(typed.items()), household) == household


def test_a_linkage_asks_for_its_last_day() -> None:
    linkage = a_linkage(1, CENTER, until=date(2026, 10, 1), role=LinkageRole.SCHOOL)
    typed = presenters.linkage_fields(linkage)
    assert typed["last_day"] == "R8.9.30"
    assert forms.linkage_as_typed(Fields(typed.items()), linkage, today=TODAY) == linkage


def test_all_problems_come_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        forms.new_case(fields(what="child", birth_date="R8.2.30", sex="?"), today=TODAY)
    assert set(refused.value.problems) == {"number", "name", "birth_date", "accepted_on", "sex"}


def test_a_birth_in_the_future_is_refused() -> None:
    typed = {"number": "1", "name": "高瀬 凛", "accepted_on": "R8.11.1", "birth_date": "R9.1.1"}
    with pytest.raises(Invalid) as refused:
        forms.new_case(fields(what="child", **typed), today=TODAY)
    assert set(refused.value.problems) == {"birth_date"}


def test_a_review_day_without_a_year_lies_ahead() -> None:
    typed = presenters.case_fields(a_case()) | {"next_review_on": "1/15"}
    assert forms.case_as_typed(Fields(typed.items()), a_case(), today=TODAY).next_review_on == date(2027, 1, 15)


def test_a_sighting_names_who_saw() -> None:
    with pytest.raises(Invalid) as refused:
        forms.seen_child(fields(seen_on="11/19"), today=TODAY)
    assert set(refused.value.problems) == {"agency_id"}
    seen = forms.seen_child(fields(seen_on="11/19", seen_by="担任"), today=TODAY)
    assert seen.seen_on == date(2026, 11, 19)


def test_an_altered_version_is_refused() -> None:
    for odd in ("", "0", "x"):
        with pytest.raises(Invalid):
            forms.version_read(fields(version=odd))
