"""The tiers a council starts with."""

from dataclasses import replace
from datetime import date

from meetings.tiers.model import Layer
from meetings.tiers.presenters import cycle_words
from meetings.tiers.rules import default_tiers, in_use


def test_the_defaults_are_the_guidelines_layers() -> None:
    tiers = {tier.layer: tier for tier in default_tiers()}
    assert list(tiers) == [Layer.REPRESENTATIVES, Layer.PRACTITIONERS, Layer.CASE_CONFERENCE, Layer.JOINT]
    assert tiers[Layer.REPRESENTATIVES].names_allowed is False
    practitioners = tiers[Layer.PRACTITIONERS]
    assert (practitioners.length_minutes, practitioners.cycle_months) == (120, 3)
    assert (tiers[Layer.CASE_CONFERENCE].length_minutes, tiers[Layer.CASE_CONFERENCE].cycle_months) == (60, None)


def test_cycles_read_like_speech() -> None:
    assert [cycle_words(months) for months in (None, 1, 3, 12)] == ["随時", "毎月", "3か月に1回", "年1回"]


def test_an_ended_tier_is_not_offered() -> None:
    first, second, *_ = default_tiers()
    ended = replace(first, until=date(2026, 4, 1))
    assert in_use([ended, second], date(2026, 4, 1)) == [second]
    assert in_use([ended, second], date(2026, 3, 31)) == [ended, second]
