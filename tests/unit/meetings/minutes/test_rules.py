"""When what may happen on the day, and what is still missing."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from core.errors import Conflict
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes import rules
from meetings.minutes.model import CaseDecision, Deliberation, Minutes, MinutesState, PlannedPromise
from meetings.progress.model import Treatment
from meetings.scheduling.model import Invitee, Meeting, MeetingState

MEETING = uuid4()
CASE = uuid4()
NOW = datetime(2026, 11, 27, 5, tzinfo=UTC)


def _item(kind: ItemKind, position: int) -> AgendaItem:
    cases = () if kind is ItemKind.FORMAL else (CASE,)
    return AgendaItem(id=uuid4(), meeting_id=MEETING, position=position, kind=kind, cases=cases)


def _meeting(state: MeetingState) -> Meeting:
    return Meeting(
        id=MEETING, tier_id=uuid4(), ordinal=1, title="", held_on=date(2026, 11, 27), starts=time(13), ends=time(15),
        state=state,
    )  # fmt: skip


ITEMS = [
    _item(kind, n) for n, kind in enumerate((ItemKind.FORMAL, ItemKind.BLOCK, ItemKind.BLOCK, ItemKind.INDIVIDUAL))
]


def test_the_meeting_stops_at_steps_and_households_not_at_block_items() -> None:
    assert rules.stop_after(ITEMS, None) is ITEMS[0]
    assert rules.stop_after(ITEMS, ITEMS[0].id) is ITEMS[3]
    assert rules.stop_after(ITEMS, ITEMS[3].id) is None
    assert rules.numbers_of(ITEMS) == {ITEMS[3].id: 1}


def test_what_is_missing_in_the_order_of_the_agenda() -> None:
    decided = CaseDecision(case_id=CASE, treatments=(Treatment.CONTINUE,))
    closing = CaseDecision(case_id=CASE, treatments=(Treatment.CLOSE,))
    typed = {
        ITEMS[1].id: _typed(ITEMS[1], decided),
        ITEMS[2].id: _typed(ITEMS[2], closing),
        ITEMS[3].id: _typed(ITEMS[3], PlannedPromise(agency_id=None, what="確かめる")),
    }
    found = [(one.item_id, one.sentence) for one in rules.missing(ITEMS, typed)]
    assert found == [
        (ITEMS[1].id, "次回の見直しの日がありません。"),
        (ITEMS[3].id, "今回の扱いが決まっていません。"),
        (ITEMS[3].id, "担当の機関がありません：確かめる"),
    ]


def _typed(item: AgendaItem, content: CaseDecision | PlannedPromise) -> Deliberation:
    made = (content,) if isinstance(content, CaseDecision) else ()
    tasks = (content,) if isinstance(content, PlannedPromise) else ()
    return Deliberation(id=uuid4(), meeting_id=MEETING, item_id=item.id, decisions=made, promises=tasks)


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CONFIRMED, MeetingState.CANCELLED])
def test_nothing_is_typed_before_the_beginning(state: MeetingState) -> None:
    with pytest.raises(Conflict):
        rules.check_may_write(_meeting(state), None)


def test_corrections_end_with_final_minutes() -> None:
    draft = Minutes(id=uuid4(), meeting_id=MEETING)
    final = Minutes(id=uuid4(), meeting_id=MEETING, state=MinutesState.FINAL)
    rules.check_may_write(_meeting(MeetingState.DECIDED), draft)
    with pytest.raises(Conflict):
        rules.check_may_write(_meeting(MeetingState.MINUTED), final)


def test_who_is_in_the_room_and_which_copies_are_out() -> None:
    here = Invitee(id=uuid4(), meeting_id=MEETING, agency_id=uuid4(), arrived_at=NOW, copy_number=1)
    gone = Invitee(
        id=uuid4(),
        meeting_id=MEETING,
        agency_id=uuid4(),
        arrived_at=NOW,
        left_at=NOW,
        copy_number=2,
        copy_returned=True,
    )
    absent = Invitee(id=uuid4(), meeting_id=MEETING, agency_id=uuid4(), absent=True)
    assert rules.present_agencies([here, gone, absent]) == (here.agency_id,)
    assert rules.copies_missing([here, gone, absent]) == [here]
