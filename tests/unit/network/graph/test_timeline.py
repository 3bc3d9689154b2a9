from dataclasses import replace
from datetime import date, timedelta

import pytest

from network.graph.linkages import CaseView
from network.graph.timeline import BarKind, MeetingMark, Timeline, timeline
from network.graph.timeline_drawing import timeline_svg
from tests.unit.network.graph.graph_samples import CENTER, HINATA, MINATO, TODAY, linkage
from tests.unit.network.graph.svg_reading import check_fit_for_a_page, lines, root

MEETINGS = (
    MeetingMark(held_on=date(2026, 8, 28), label="実務③"),
    MeetingMark(held_on=date(2026, 5, 30), label="個別①"),
    MeetingMark(held_on=date(2024, 5, 30), label="古い会議"),
)


def said_by_the_table(drawn: Timeline) -> str:
    return "\n".join(
        f"{row.agency}\t{row.what}\t{row.kind}\t{row.responsible}\t{row.since}\t{row.until}" for row in drawn.rows()
    )


@pytest.mark.parametrize("case", [HINATA, MINATO])
def test_the_drawing_holds_no_fact_that_the_table_lacks(case: CaseView) -> None:
    drawn = timeline(case, MEETINGS, TODAY)
    told = lines(timeline_svg(drawn))
    assert len(told) >= len(drawn.tracks)
    assert [line for line in told if line.rstrip("…") not in said_by_the_table(drawn)] == []


def test_well_formed_with_a_title_and_attributes_only() -> None:
    check_fit_for_a_page(timeline_svg(timeline(MINATO, MEETINGS, TODAY)))


def test_the_lead_comes_first_and_an_agency_has_one_track() -> None:
    drawn = timeline(HINATA, (), TODAY)
    assert drawn.tracks[0].agency == "こども家庭センター"
    guidance = next(track for track in drawn.tracks if track.agency == "中央児童相談所")
    assert [(bar.kind, bar.text) for bar in guidance.bars] == [
        (BarKind.ENDED, "一時保護"),
        (BarKind.SUPPORT, "解除後の訪問"),
    ]
    assert guidance.responsible == "▲ 空席"


def test_a_gap_follows_the_end_until_today() -> None:
    track = next(track for track in timeline(MINATO, (), TODAY).tracks if "はまなす" in track.agency)
    ended, gap = track.bars
    assert (ended.last, gap.first, gap.last) == (date(2026, 9, 30), date(2026, 10, 1), TODAY)
    assert gap.text == "▲ 次の所属がない 51日"


def test_the_axis_begins_with_the_case_or_fourteen_months_ago() -> None:
    assert timeline(MINATO, (), TODAY).first == date(2025, 10, 1)
    young = replace(MINATO, linkages=(linkage(1, "センター", CENTER, "支援", since=date(2026, 9, 9)),))
    assert timeline(replace(young, accepted_on=date(2026, 9, 3)), (), TODAY).first == date(2026, 9, 1)
    assert timeline(MINATO, (), TODAY, first=date(2026, 1, 1)).first == date(2026, 1, 1)


def test_what_ended_before_the_axis_is_in_the_table_only() -> None:
    old = linkage(50, "転居前の市", CENTER, "支援", since=date(2023, 4, 1), until=date(2024, 4, 1))
    drawn = timeline(replace(HINATA, linkages=(*HINATA.linkages, old)), MEETINGS, TODAY)
    assert any(row.agency == "転居前の市" and row.until == "R6.3.31" for row in drawn.rows())
    assert [meeting.label for meeting in drawn.meetings] == ["個別①", "実務③"]


def test_bars_stay_on_the_sheet_and_in_order() -> None:
    svg = root(timeline_svg(timeline(MINATO, MEETINGS, TODAY)))
    bars = [one for one in svg.iter() if one.get("class") in {"t-lead", "t-support", "t-ended", "t-ahead"}]
    assert len(bars) == 6
    for bar in bars:
        left, width = float(str(bar.get("x"))), float(str(bar.get("width")))
        assert 214 <= left < left + width <= 1070.1


def test_a_case_without_linkages_is_still_drawn() -> None:
    drawn = timeline(replace(MINATO, linkages=()), MEETINGS, TODAY + timedelta(days=1))
    check_fit_for_a_page(timeline_svg(drawn))
    assert drawn.tracks == ()
