"""Sections of the minutes: paragraphs with their speakers, and which of them follow a correction."""

from uuid import uuid4

from meetings.minutes.composing import recomposed, voices
from meetings.minutes.model import MinutesSection

ITEM = uuid4()


def _section(text: str, heading: str = "報告") -> MinutesSection:
    return MinutesSection(item_id=ITEM, heading=heading, text=text)


def test_a_paragraph_names_its_speaker() -> None:
    found = voices("第二小学校：遅刻が減った。\n\nだれの言葉でもない文")
    assert [(one.speaker, one.text) for one in found] == [
        ("第二小学校", "遅刻が減った。"),
        ("", "だれの言葉でもない文"),
    ]


def test_untouched_text_follows_the_record_and_edited_text_stays() -> None:
    before = [_section("元の文"), _section("元の意見", "意見")]
    edited = [_section("人が直した文"), _section("元の意見", "意見")]
    after = [_section("新しい文"), _section("新しい意見", "意見")]
    assert [one.text for one in recomposed(edited, before, after)] == ["人が直した文", "新しい意見"]


def test_a_new_item_gets_its_section() -> None:
    assert [one.text for one in recomposed([], [], [_section("新しい文")])] == ["新しい文"]
