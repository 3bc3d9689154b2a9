"""What stands in the way of confirming, and what differs from what was announced."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from meetings.invitations import rules
from meetings.invitations.model import WindowState
from meetings.invitations.rules import ChangeKind, Remedy
from meetings.scheduling.model import Reply
from meetings.tiers.model import Layer
from network.cases.model import LinkageRole
from tests.unit.meetings.preparation_samples import (
    CENTER,
    CLINIC,
    COMMISSIONER,
    ELDER,
    IDE,
    INVITEES,
    LINKAGES,
    MEETING,
    NOGUCHI_ITEM,
    SCHOOL,
    TAKASE,
    TIER,
    WITHOUT_SLACK,
    facts,
    invitee,
    link,
)

NOW = datetime(2026, 11, 20, 1, 0, 0, 500, tzinfo=UTC)


def test_nothing_stands_in_the_way_of_a_complete_agenda() -> None:
    assert rules.obstacles(facts()) == []


def test_a_lead_that_is_not_invited_is_named_with_its_remedies() -> None:
    (obstacle,) = rules.obstacles(facts(invitees=[one for one in INVITEES if one.agency_id != CLINIC.id]))
    assert obstacle.sentence == "R8-044の主担当、市民病院を呼んでいません。"
    assert [remedy for remedy, _, _ in obstacle.remedies] == [Remedy.INVITE, Remedy.TO_BLOCK]


def test_the_childs_present_school_must_be_invited() -> None:
    found = rules.obstacles(facts(invitees=[one for one in INVITEES if one.agency_id != SCHOOL.id]))
    assert [one.sentence for one in found] == [
        "R8-019・R8-020が通う第二小を呼んでいません。",
        "R8-027が通う第二小を呼んでいません。",
    ]


def test_the_host_is_there_without_an_invitation() -> None:
    found = facts(invitees=[one for one in INVITEES if one.agency_id != CENTER.id])
    assert "主担当、こども家庭" in rules.obstacles(found)[0].sentence
    assert rules.obstacles(replace(found, hosts=frozenset({CENTER.id}))) == []


def test_an_agency_without_any_item_is_refused_unless_it_is_standing() -> None:
    (obstacle,) = rules.obstacles(facts(invitees=(*INVITEES, invitee(COMMISSIONER))))
    assert obstacle.sentence == "主任児委は、今回のどの議題にもかかわっていません。"
    assert [(remedy, subject) for remedy, subject, _ in obstacle.remedies] == [(Remedy.DROP, COMMISSIONER.id)]
    assert rules.obstacles(facts(invitees=(*INVITEES, invitee(COMMISSIONER, standing=True)))) == []


def test_an_agenda_without_cases_is_not_confirmed_but_a_meeting_of_heads_is() -> None:
    empty = facts(items=())
    assert [one.sentence for one in rules.obstacles(empty)] == ["議題がまだありません。"]
    heads = facts(items=(), tier=replace(TIER, layer=Layer.REPRESENTATIVES))
    assert rules.obstacles(heads) == []
    windows = {(f"{one.told.starts:%H:%M}", f"{one.told.ends:%H:%M}") for one in rules.planned_windows(heads)}
    assert windows == {("13:30", "15:30")}


def test_a_case_without_a_lead_is_named_and_allowed() -> None:
    led = [one for one in LINKAGES if not (one.case_id == IDE.id and one.is_lead)]
    found = facts(linkages=(*led, link(IDE, CLINIC)))
    assert rules.obstacles(found) == []
    assert rules.without_lead(found) == ["R8-044"]


def test_windows_are_rounded_outward_and_the_exact_ones_kept() -> None:
    bare = rules.planned_windows(facts(council=WITHOUT_SLACK))
    school = next(one for one in bare if one.agency_id == SCHOOL.id)
    assert (f"{school.exact.ends:%H:%M}", f"{school.told.ends:%H:%M}") == ("14:03", "14:05")


def test_windows_carry_slack_and_waiting_is_that_of_the_exact_ones() -> None:
    school = next(one for one in rules.planned_windows(facts()) if one.agency_id == SCHOOL.id)
    assert (f"{school.exact.ends:%H:%M}", f"{school.told.ends:%H:%M}") == ("14:03", "14:10")
    assert school.exact.waiting_minutes == school.told.waiting_minutes == 5
    window = rules.first_window(school, MEETING.id, "0123456789abcdef@shiomi.invalid")
    assert (window.ends, window.exact_ends, window.waiting_minutes) == (school.told.ends, school.exact.ends, 5)


def test_agencies_with_block_cases_only_are_told_no_time() -> None:
    only_block = facts(items=[TAKASE, replace(NOGUCHI_ITEM, household_id=None, cases=())])
    linked = facts(items=only_block.items, linkages=[one for one in LINKAGES if one.agency_id != SCHOOL.id])
    assert rules.in_writing(linked) == [SCHOOL.id]
    assert rules.in_writing(facts()) == []


def test_confirming_the_same_plan_twice_changes_nothing() -> None:
    planned = rules.planned_windows(facts())
    first = rules.changes(planned, [])
    assert {change.kind for change in first} == {ChangeKind.NEW}
    live = [rules.first_window(one, MEETING.id, "0123456789abcdef@shiomi.invalid") for one in planned]
    again = rules.changes(planned, live)
    assert {change.kind for change in again} == {ChangeKind.SAME}
    assert rules.to_tell(again) == []
    assert rules.seen(first) != rules.seen(again)


def test_a_moved_rounded_time_is_told_and_an_inner_minute_is_not() -> None:
    def lasting(minutes: int) -> list[rules.PlannedWindow]:
        items = [*facts().items[:3], replace(NOGUCHI_ITEM, minutes=minutes), facts().items[4]]
        return rules.planned_windows(facts(items=items))

    live = [rules.first_window(one, MEETING.id, "0123456789abcdef@shiomi.invalid") for one in lasting(8)]
    assert rules.to_tell(rules.changes(lasting(7), live)) == []
    longer = lasting(12)
    (change,) = rules.to_tell(rules.changes(longer, live))
    assert (change.kind, change.agency_id) == (ChangeKind.CHANGED, SCHOOL.id)
    assert change.live is not None
    assert change.planned is not None
    moved = rules.moved_window(change.live, change.planned)
    assert (moved.id, moved.uid, moved.sequence) == (change.live.id, change.live.uid, 1)


def test_another_room_is_told_to_everybody() -> None:
    planned = rules.planned_windows(facts())
    live = [rules.first_window(one, MEETING.id, "0123456789abcdef@shiomi.invalid") for one in planned]
    elsewhere = facts(meeting=replace(MEETING, place="市役所 302会議室"))
    assert len(rules.to_tell(rules.changes(rules.planned_windows(elsewhere), live))) == len(live)


def test_an_agency_that_stays_away_loses_its_window() -> None:
    planned = rules.planned_windows(facts())
    live = [rules.first_window(one, MEETING.id, "0123456789abcdef@shiomi.invalid") for one in planned]
    absent = [replace(one, reply=Reply.ABSENT) if one.agency_id == SCHOOL.id else one for one in INVITEES]
    (change,) = rules.to_tell(rules.changes(rules.planned_windows(facts(invitees=absent)), live))
    assert (change.kind, change.agency_id) == (ChangeKind.CANCELLED, SCHOOL.id)
    assert change.live is not None
    cancelled = rules.cancelled_window(change.live)
    assert (cancelled.state, cancelled.sequence) == (WindowState.CANCELLED, 1)


def test_the_way_in_from_afar_stands_only_in_the_place_of_who_asked_for_it() -> None:
    online = replace(MEETING, online="市のWeb会議")
    asked = [replace(one, online=one.agency_id == SCHOOL.id) for one in INVITEES]
    places = {one.agency_id: one.place for one in rules.planned_windows(facts(meeting=online, invitees=asked))}
    assert places[SCHOOL.id] == "市役所 301会議室（オンライン：市のWeb会議）"
    assert places[CLINIC.id] == "市役所 301会議室"


def test_stamps_always_grow_by_whole_seconds() -> None:
    first = rules.next_stamp(None, NOW)
    assert first.microsecond == 0
    assert rules.next_stamp(first, NOW) == first + timedelta(seconds=1)
    assert rules.next_stamp(first, NOW + timedelta(hours=1)) == first + timedelta(hours=1)


def test_a_late_agency_breaks_a_condition_but_not_the_confirmation() -> None:
    late = [replace(one, comes_from=time(15, 0)) if one.agency_id == SCHOOL.id else one for one in INVITEES]
    assert rules.obstacles(facts(invitees=late)) == []


def test_the_lead_that_is_also_the_school_is_named_once() -> None:
    both = [*LINKAGES, link(ELDER, COMMISSIONER, lead=True), link(ELDER, COMMISSIONER, role=LinkageRole.SCHOOL)]
    found = [one for one in rules.obstacles(facts(linkages=both)) if "主任児委" in one.sentence]
    assert len(found) == 1
