from datetime import date, timedelta
from uuid import UUID, uuid4

from core.forms import Fields
from meetings.progress import presenters
from meetings.progress.forms import columns_as_typed
from meetings.progress.ledger import SEVERITIES, LedgerView
from meetings.progress.ledger_rows import LedgerItem, ledger_row, ledger_severity, legend
from meetings.progress.model import ProgressEntry, Treatment
from network.cases.model import LinkageRole, Promise, ReviewRank, Severity
from network.cases.words import CodeWords
from tests.unit.network.cases.case_samples import CASE_ID, CENTER, CLINIC, SCHOOL, TODAY, a_case, a_linkage
from tests.unit.network.graph.casebook_samples import a_casebook, seen

MEETING, HELD = UUID(int=900), date(2026, 8, 28)


def a_promise(what: str, **fields: object) -> Promise:
    return Promise(**{"id": uuid4(), "case_id": CASE_ID, "agency_id": SCHOOL, "what": what, **fields})  # type: ignore[arg-type]


def test_words_and_names_of_the_list() -> None:
    case = a_case(severity=Severity.CONCERN, review_rank=ReviewRank.B, affiliation="第二小", class_year="2年")
    linkages = [
        a_linkage(1, CENTER, is_lead=True),
        a_linkage(2, SCHOOL, role=LinkageRole.SCHOOL),
        a_linkage(3, CLINIC, role=LinkageRole.INVESTIGATION),
    ]
    book = a_casebook([case], linkages=linkages, sightings=[seen(CASE_ID, TODAY)])
    row = ledger_row(book.files[0], book, [])
    assert (row.severity, row.review_rank, row.affiliation) == (SEVERITIES[4], "B", "第二小 2年")
    assert (row.lead_agency, row.agencies) == ("こども家庭C", ("こども家庭C", "第二小", "中央児童相談所"))
    assert row.last_seen is not None
    assert row.last_seen.by == "第二小 担任"
    assert row.child_guidance == "中央児童相談所（調査・指導）"
    assert row.previous is None


def test_both_scales_of_severity_are_ordered_alike() -> None:
    words = [severity.label[:2] for severity in Severity]
    assert [severity.word[:2] for severity in SEVERITIES[:4]] == words[:4]
    assert SEVERITIES[4].word in Severity.CONCERN.label


def test_a_school_that_ended_is_no_affiliation() -> None:
    ended = a_linkage(1, SCHOOL, role=LinkageRole.SCHOOL, until=date(2026, 10, 1))
    book = a_casebook([a_case(affiliation="第二小")], linkages=[ended, a_linkage(2, CENTER, is_lead=True)])
    row = ledger_row(book.files[0], book, [])
    assert row.affiliation is None
    assert row.attention[0] == "所属が切れて、次がない（51日）"


def test_tasks_of_the_last_meeting_and_later_ones_are_apart() -> None:
    given = [
        a_promise("面談する", meeting_id=MEETING, decided_on=HELD, done_on=date(2026, 9, 3)),
        a_promise("健診を勧める", meeting_id=MEETING, decided_on=HELD),
    ]
    later = a_promise("電話で聞く", decided_on=date(2026, 11, 9))
    entry = ProgressEntry(
        id=uuid4(), case_id=CASE_ID, meeting_id=MEETING, held_on=HELD, treatments=(Treatment.CHANGE_PLAN,)
    )
    book = a_casebook([a_case(next_actions="冬休みの予定を聞く。")], promises=[*given, later])
    row = ledger_row(book.files[0], book, [entry])
    assert row.previous is not None
    assert row.previous.treatment == "方針変更"
    assert [(task.what, task.done_on is not None) for task in row.previous.tasks] == [
        ("面談する", True),
        ("健診を勧める", False),
    ]
    assert [task.what for task in row.next_tasks] == ["冬休みの予定を聞く。", "電話で聞く"]


def test_an_imported_decision_without_a_day_is_kept() -> None:
    book = a_casebook([a_case(previous_decision="継続\n学校で見守る")])
    row = ledger_row(book.files[0], book, [])
    assert row.previous is not None
    assert (row.previous.treatment, row.previous.decided_on) == ("継続、学校で見守る", None)


def test_an_agenda_says_place_reason_and_proposal() -> None:
    book = a_casebook([a_case(proposal="closing", next_review_on=TODAY)])
    item = LedgerItem(order=3, reasons=("重症度が重度です。",), next_review_on=TODAY + timedelta(days=92))
    row = ledger_row(book.files[0], book, [], item)
    assert (row.order, row.attention, row.review_due_on) == (3, ("重症度が重度です。",), TODAY)
    assert (row.next_review_on, row.closing_proposed, row.treatment) == (TODAY + timedelta(days=92), True, "終結")


def test_number_and_name_always_come_first() -> None:
    columns = presenters.screen_columns("district.number.unknown.lead")
    assert [column.id for column in columns] == ["number", "name", "district", "lead"]
    assert presenters.screen_columns("") == presenters.screen_columns("unknown")
    usual = [column.id for column in presenters.screen_columns("")]
    assert "order" not in usual
    assert "last_seen" in usual


def test_columns_follow_the_numbers_written_beside_them() -> None:
    posted = [
        ("column", "lead"),
        ("column", "policy"),
        ("column", "district"),
        ("place_lead", "2"),
        ("place_policy", "1"),
    ]
    typed = columns_as_typed(Fields(posted))
    assert [column.id for column in typed] == ["number", "name", "policy", "lead", "district"]
    choices = presenters.column_choices(typed)
    assert [(one.column.id, one.place) for one in choices if one.shown and not one.fixed] == [
        ("policy", 1), ("lead", 2), ("district", 3),
    ]  # fmt: skip


def test_cells_of_text_are_edited_in_place_and_others_not() -> None:
    book = a_casebook([a_case(situation="登校が続く。")])
    columns = presenters.screen_columns("")
    pairs = [(book.files[0], ledger_row(book.files[0], book, []))]
    (row,) = presenters.screen_rows(pairs, columns, LedgerView(today=TODAY))
    edited = {cell.column.id: cell.edit for cell in row.cells if cell.edit}
    assert edited == {
        "situation": "situation", "strengths": "strengths", "policy": "policy", "next_tasks": "next_actions",
        "next_review": "next_review_on",
    }  # fmt: skip
    assert row.never_seen


def test_the_list_speaks_the_councils_words() -> None:
    words = CodeWords({"severity": {"moderate": "2 中ぐらい"}})
    found = ledger_severity(Severity.MODERATE, words)
    assert found is not None
    assert (found.word, found.squares) == ("2 中ぐらい", "■■□□")
    assert [severity.word for severity in legend(words)] == ["最重度", "重度", "2 中ぐらい", "軽度", "危惧"]
