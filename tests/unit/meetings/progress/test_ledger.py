from dataclasses import replace
from datetime import date, timedelta

import pytest

from meetings.progress.ledger import (
    SEVERITIES,
    Household,
    LedgerRow,
    LedgerView,
    PreviousDecision,
    RowKind,
    Sighting,
    Task,
    by_household,
    count_words,
)
from meetings.progress.ledger_cells import Tone, cell_text
from meetings.progress.ledger_columns import (
    ALL_COLUMNS,
    DEFAULT_COLUMNS,
    PAPER_WIDTH_MM,
    NoColumns,
    UnknownColumns,
    columns_named,
    paper_widths_mm,
)

TODAY = date(2026, 12, 9)
VIEW = LedgerView(today=TODAY)
ROW = LedgerRow(
    household=Household(key="h", label="見本家"),
    number="R8-1",
    name="見本 花",
    accepted_on=date(2026, 6, 1),
    lead_agency="こども家庭センター",
    birth_date=date(2018, 12, 10),
    affiliation="潮風小 2年",
)
COLUMN = {column.id: column for column in ALL_COLUMNS}


def written(column: str, row: LedgerRow) -> str:
    return cell_text(COLUMN[column].format(row, VIEW))


def tones(column: str, row: LedgerRow) -> set[Tone]:
    return {line.tone for line in COLUMN[column].format(row, VIEW)}


def seen(days_ago: int) -> LedgerRow:
    return replace(ROW, last_seen=Sighting(on=TODAY - timedelta(days=days_ago), by="担任"))


def test_default_columns_are_those_of_the_paper_in_its_order() -> None:
    assert [column.label for column in DEFAULT_COLUMNS] == [
        "順",
        "整理番号・受理日",
        "管理ランク・重症度",
        "ふりがな・氏名",
        "生年月日・年齢・所属",
        "ケース種別・虐待種別",
        "主担当・主たる援助者",
        "関係機関",
        "前回の決定と実施",
        "現在の状況・変化",
        "最終目視日・確認者",
        "強み・安全",
        "支援方針・役割分担",
        "次の対応・だれが・いつまでに",
        "次回見直し（案）",
        "今回の扱い",
    ]


def test_nobody_who_reported_a_case_has_a_place() -> None:
    assert not [column.label for column in ALL_COLUMNS if "通告" in column.label or "相談者" in column.label]


def test_widths_fill_the_sheet_whatever_is_chosen() -> None:
    for chosen in (DEFAULT_COLUMNS, ALL_COLUMNS, columns_named(["name", "situation"])):
        assert sum(paper_widths_mm(chosen)) == pytest.approx(PAPER_WIDTH_MM, abs=0.2)


def test_columns_are_chosen_and_ordered_by_id() -> None:
    assert [column.id for column in columns_named(["name", "district", "name", "order"])] == [
        "name",
        "district",
        "order",
    ]
    with pytest.raises(UnknownColumns, match="informant"):
        columns_named(["name", "informant"])
    with pytest.raises(NoColumns):
        columns_named([])


@pytest.mark.parametrize(("days", "alarm"), [(29, False), (30, False), (31, True)])
def test_an_old_sighting_speaks_after_the_limit(days: int, alarm: bool) -> None:  # noqa: FBT001 - a table of cases
    assert (Tone.ALARM in tones("last_seen", seen(days))) is alarm
    assert ("日前" in written("last_seen", seen(days))) is alarm


def test_a_child_unseen_since_acceptance_is_the_loudest() -> None:
    assert written("last_seen", ROW) == "▲ 未目視\n受理から191日 見ていない"
    before = replace(ROW, last_seen=Sighting(on=date(2026, 5, 31), by="担任"))
    assert Tone.LOUD in tones("last_seen", before)
    assert "受理前 R8.5.31" in written("last_seen", before)
    on_the_day = replace(ROW, last_seen=Sighting(on=date(2026, 6, 1), by="担任"))
    assert Tone.LOUD not in tones("last_seen", on_the_day)


def test_nobody_can_have_seen_an_unborn_child() -> None:
    unborn = replace(ROW, birth_date=None, due_date=date(2027, 2, 18))
    assert written("last_seen", unborn) == "出生前"
    assert written("birth", unborn) == "妊娠29週\n予定日 R9.2.18"
    assert "特定妊婦" in written("name", unborn)


def test_rank_and_severity_are_two_things() -> None:
    row = replace(ROW, review_rank="B", severity=SEVERITIES[2], previous_severity=SEVERITIES[1])
    assert written("severity", row) == "■■□□ 中度↓\n管理 B"
    assert written("severity", replace(row, severity=SEVERITIES[0])) == "■■■■ 最重度↑\n管理 B"
    assert written("severity", replace(row, previous_severity=SEVERITIES[2])) == "■■□□ 中度\n管理 B"
    assert written("severity", ROW) == "重症度 未判定"


def test_age_changes_on_the_birthday() -> None:
    assert "H30.12.10 7歳" in written("birth", ROW)
    assert "H30.12.9 8歳" in written("birth", replace(ROW, birth_date=date(2018, 12, 9)))


def test_what_is_missing_is_said() -> None:
    assert written("lead", replace(ROW, lead_agency=None)) == "▲ 主担当 未定"
    assert Tone.LOUD in tones("lead", replace(ROW, lead_agency=None))
    assert "◇ 主担当 食い違い" in written("lead", replace(ROW, lead_disputed=True))
    assert "▲ 担当者 空席" in written("lead", replace(ROW, key_worker_vacant=True))
    assert "▲ 所属なし" in written("birth", replace(ROW, affiliation=None))


def test_previous_tasks_are_done_not_done_and_overdue() -> None:
    tasks = (
        Task(agency="学校", what="健康観察", due=TODAY - timedelta(days=3), done_on=TODAY),
        Task(agency="センター", what="話合い", due=TODAY - timedelta(days=1)),
        Task(agency="児相", what="面接", due=TODAY),
    )
    row = replace(ROW, previous=PreviousDecision(decided_on=date(2026, 11, 12), treatment="継続", tasks=tasks))
    assert written("previous", row).splitlines() == [
        "継続",
        "済 学校 健康観察",
        "未 センター 話合い",
        "▲ 期限超過 R8.12.8",
        "未 児相 面接",
    ]
    assert written("previous", ROW) == "（初回）"
    ahead = replace(ROW, next_tasks=(tasks[1],))
    assert written("next_tasks", ahead).splitlines() == ["センター R8.12.8", "話合い", "▲ 期限超過"]


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_an_overdue_review_is_said(days: int, late: bool) -> None:  # noqa: FBT001 - a table of cases
    row = replace(ROW, review_due_on=TODAY + timedelta(days=days))
    assert ("▲ 見直し" in written("previous", row)) is late


def test_lines_of_a_text_become_items() -> None:
    assert written("strengths", replace(ROW, strengths="一つ\n\n二つ ")) == "・一つ\n・二つ"
    assert written("strengths", replace(ROW, strengths="一つだけ")) == "一つだけ"


def test_the_lead_is_not_repeated_among_the_agencies() -> None:
    row = replace(ROW, agencies=("こども家庭センター", "潮風小学校", "警察署"))
    assert written("agencies", row) == "潮風小学校、警察署"


def test_neighbours_of_a_household_and_kind_stay_together() -> None:
    other = replace(ROW, household=Household(key="k", label="別家"))
    block = replace(ROW, kind=RowKind.BLOCK)
    assert [len(group) for group in by_household([ROW, ROW, other, block])] == [2, 1, 1]
    assert count_words([ROW, ROW, other, block]) == "個別協議 2世帯3人、一括確認 1人"
    assert count_words([block]) == "一括確認 1人"
