"""Who is needed when, what the matrix draws, and what an agency may hold in its hand."""

from dataclasses import replace
from datetime import time

from meetings.agenda import presenters
from meetings.agenda.agenda_paper import DISCUSSION, agenda_paper, excerpt
from meetings.agenda.day_plan import day_plan, needed
from meetings.agenda.documents import for_advance
from meetings.agenda.matrix import AT, AWAY, WAITS, matrix
from meetings.invitations.rules import planned_windows
from meetings.scheduling.model import Reply
from tests.unit.meetings.preparation_samples import (
    CENTER,
    CLINIC,
    COMMISSIONER,
    ELDER,
    IDE_ITEM,
    INVITEES,
    LINKAGES,
    MEETING,
    NOGUCHI_ITEM,
    SCHOOL,
    TAKASE,
    WITHOUT_SLACK,
    facts,
    invitee,
    link,
)


def test_standing_members_stay_for_the_whole_frame_and_wait_for_nothing() -> None:
    plan = day_plan(facts())
    window = plan.windows[str(CENTER.id)]
    assert [f"{moment:%H:%M}" for moment in (window.starts, window.ends)] == ["13:30", "15:30"]
    assert window.waiting_minutes == 0


def test_an_agency_waits_between_its_first_and_last_item() -> None:
    plan = day_plan(facts())
    school = plan.windows[str(SCHOOL.id)]
    assert (f"{school.starts:%H:%M}", f"{school.ends:%H:%M}", school.waiting_minutes) == ("13:40", "14:03", 5)


def test_an_agency_that_stays_away_is_not_needed() -> None:
    absent = [replace(one, reply=Reply.ABSENT) if one.agency_id == SCHOOL.id else one for one in INVITEES]
    assert needed(facts(invitees=absent), TAKASE) == {CENTER.id, CLINIC.id}


def test_an_agency_that_was_not_invited_is_not_expected() -> None:
    linked = (*LINKAGES, link(ELDER, COMMISSIONER))
    assert COMMISSIONER.id not in needed(facts(linkages=linked), TAKASE)


def test_answers_become_conditions_in_words() -> None:
    late = [replace(one, comes_from=time(15, 0)) if one.agency_id == SCHOOL.id else one for one in INVITEES]
    found = facts(invitees=late)
    said = presenters.conditions(found, day_plan(found))
    assert ("overdue", "第二小は15:00からです。1番は13:40に始まります。") in said
    assert ("done", "15:30までに終わる（14:08の予定）") in said


def test_the_matrix_draws_presence_waiting_and_absence() -> None:
    found = facts()
    drawn = matrix(found, day_plan(found))
    assert [column.name for column in drawn.columns] == ["市民病院", "第二小"]
    assert [row.cells for row in drawn.rows] == [[AWAY, AWAY], [AT, AT], [AT, WAITS], [AWAY, AT], [AWAY, AWAY]]
    assert (drawn.columns[1].span, drawn.columns[1].early, drawn.columns[1].late) == ("13:40–14:10", 0, 5)
    assert drawn.slack
    assert drawn.standing == "こども家庭"


def test_without_slack_the_matrix_says_nothing_of_it() -> None:
    bare = facts(council=WITHOUT_SLACK)
    drawn = matrix(bare, day_plan(bare))
    assert drawn.columns[1].span == "13:40–14:05"
    assert not drawn.slack


def test_a_break_inside_a_window_is_waiting_too() -> None:
    found = facts(meeting=replace(MEETING, break_at=time(13, 50), break_minutes=10))
    drawn = matrix(found, day_plan(found))
    (pause,) = [row for row in drawn.rows if row.line.kind == "break"]
    assert pause.cells == [WAITS, WAITS]


def test_the_list_says_headings_numbers_and_missing_leads() -> None:
    without_center = [one for one in INVITEES if one.agency_id != CENTER.id]
    found = facts(invitees=without_center)
    lines = presenters.lines(found, day_plan(found))
    assert [line.title for line in lines if line.kind == "heading"] == ["二中学区", "北中学区"]
    first = next(line for line in lines if line.kind == "item")
    assert (first.number, first.start, first.first) == (1, "13:40", True)
    assert ("overdue", "主担当のこども家庭を呼んでいません") in first.marks


def test_the_paper_of_the_day_has_the_formal_order_with_the_discussion_in_it() -> None:
    found = facts()
    whole = agenda_paper(found, day_plan(found), next_meeting=None)
    assert [part.title for part in whole.parts] == ["開会", DISCUSSION, "閉会"]
    assert [line.order for line in whole.parts[1].lines] == [1, 2, 3]


def test_the_paper_tells_the_times_that_the_agencies_were_told() -> None:
    found = facts()
    plan = day_plan(found)
    whole = agenda_paper(found, plan, next_meeting=None)
    school = next(one for one in whole.presences if one.agency == "第二小")
    told = next(one.told for one in planned_windows(found) if one.agency_id == SCHOOL.id)
    assert (school.starts, school.ends) == (told.starts, told.ends)
    standing = next(one for one in whole.presences if one.standing)
    assert (standing.starts, standing.ends) == (whole.starts, whole.ends)


def test_an_excerpt_has_no_sibling_the_agency_is_not_linked_to_and_no_reason() -> None:
    found = facts()
    own = excerpt(found, day_plan(found), SCHOOL.id, next_meeting=None)
    (part,) = own.parts
    assert [[case.number for case in line.cases] for line in part.lines] == [["R8-019"], ["R8-027"]]
    assert [line.order for line in part.lines] == [1, 2]
    assert {line.point for line in part.lines} == {""}
    assert not [name for line in part.lines for name in line.agencies]
    assert [presence.agency for presence in own.presences] == ["第二小"]


def test_the_advance_paper_names_nobody() -> None:
    found = facts()
    text = str(for_advance(agenda_paper(found, day_plan(found), next_meeting=None)))
    assert "高瀬" not in text
    assert "重度" not in text
    assert "第二小" not in text
    assert "R8-019" in text


def test_durations_read_like_speech() -> None:
    assert [presenters.duration(minutes) for minutes in (0, 45, 60, 542)] == ["0分", "45分", "1時間", "9時間02分"]


def test_an_invited_agency_without_items_has_no_column() -> None:
    found = facts(invitees=(*INVITEES, invitee(COMMISSIONER)))
    assert str(COMMISSIONER.id) not in day_plan(found).windows
    assert [NOGUCHI_ITEM.minutes, IDE_ITEM.minutes] == [8, 5]
