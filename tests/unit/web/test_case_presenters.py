from datetime import timedelta
from uuid import uuid4

import pytest

from network.cases.model import Promise
from tests.unit.network.cases.case_samples import CASE_ID, CENTER, SCHOOL, TODAY, a_case, a_linkage
from tests.unit.network.graph.casebook_samples import a_casebook
from web import case_presenters
from web.search_pages import fits


@pytest.mark.parametrize(
    ("title", "mark"),
    [("第3回実務者会議", "実務③"), ("第21回 個別ケース検討会議", "個別(21)"), ("臨時の会議", "臨時")],
)
def test_a_meeting_has_a_short_mark_on_the_axis(title: str, mark: str) -> None:
    assert case_presenters.meeting_mark(title) == mark


def test_promises_say_how_late_they_are() -> None:
    days = (-4, 0, 3, 20, None)
    promises = [
        Promise(
            id=uuid4(),
            case_id=CASE_ID,
            agency_id=SCHOOL,
            what=str(day),
            due_on=TODAY + timedelta(days=day) if day is not None else None,
        )
        for day in days
    ]
    rows = case_presenters.promise_rows(promises, a_casebook([a_case()]), {})
    assert [(row.promise.what, row.late, row.soon) for row in rows] == [
        ("-4", True, False), ("0", False, True), ("3", False, True), ("20", False, False), ("None", False, False),
    ]  # fmt: skip


def test_the_lead_stands_first_and_ended_linkages_last() -> None:
    linkages = [a_linkage(1, SCHOOL, until=TODAY), a_linkage(2, SCHOOL), a_linkage(3, CENTER, is_lead=True)]
    book = a_casebook([a_case()], linkages=linkages)
    rows = case_presenters.linkage_rows(book.files[0], book)
    assert [(row.agency, row.state) for row in rows] == [
        ("こども家庭センター", "主担当"), ("汐見市立第二小学校", "支援中"), ("汐見市立第二小学校", "終わった"),
    ]  # fmt: skip
    assert rows[2].last_day == TODAY - timedelta(days=1)


def test_every_word_must_occur_somewhere() -> None:
    assert fits(["たかせ", "r8-019"], ["高瀬 陽向", "タカセ ヒナタ", "Ｒ８－０１９"])
    assert not fits(["たかせ", "みなと"], ["タカセ ヒナタ"])
