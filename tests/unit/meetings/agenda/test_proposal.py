"""The proposed agenda, and joining a new proposal with what people changed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from meetings.agenda import proposal, rules
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import BLOCK, CLOSINGS, END, INFORMATION, NEW_CASES, OPENING, SECRECY, CaseLabels
from meetings.agenda.split import split
from meetings.agenda.split_case import CaseForMeeting, MeetingDays, SplitSettings
from tests.unit.meetings.preparation_samples import DAY, MEETING, key

TODAY = date(2026, 11, 20)
DAYS = MeetingDays(TODAY, DAY, date(2027, 2, 26))


def case(name: str, **facts: object) -> CaseForMeeting:
    """A quiet case that is due: confirmed together unless a fact says otherwise."""
    quiet: dict[str, object] = {
        "case_id": str(key(name)),
        "household_id": str(key(f"household {name}")),
        "accepted_on": date(2026, 4, 1),
        "next_review_on": DAY,
        "last_deliberated_on": date(2026, 8, 28),
        "last_seen_on": date(2026, 11, 18),
        "lead_agency_id": "center",
        "birth_date": date(2016, 5, 1),
    }
    return CaseForMeeting(**(quiet | facts))  # type: ignore[arg-type]


def proposed(*cases: CaseForMeeting) -> list[AgendaItem]:
    """The agenda of these cases; every number is the case's id, every place the same."""
    labels = CaseLabels(
        numbers={one.case_id: f"R8-{place:03}" for place, one in enumerate(cases)},
        place_of={one.household_id: "二中学区" for one in cases},
    )
    return proposal.proposed_items(MEETING.id, split(cases, DAYS, SplitSettings()), labels)


def titles(items: list[AgendaItem]) -> list[str]:
    """The formal steps in order."""
    return [item.title for item in items if item.kind is ItemKind.FORMAL]


def test_formal_steps_appear_where_there_is_something_to_say() -> None:
    quiet, new, closing = case("a"), case("b", last_deliberated_on=None), case("c", next_review_on=date(2026, 9, 1))
    assert titles(proposed(quiet)) == [OPENING, SECRECY, BLOCK, INFORMATION, END]
    assert titles(proposed(new)) == [OPENING, SECRECY, NEW_CASES, INFORMATION, END]
    assert CLOSINGS not in titles(proposed(closing))


def test_heavy_households_come_first_and_keep_their_sentence() -> None:
    items = proposed(case("late", next_review_on=date(2026, 11, 1)), case("unseen", last_seen_on=None))
    order = rules.individual(items)
    assert [item.heavy for item in order] == [True, False]
    assert order[0].reasons == ("受理してから、まだ子どもを見ていません。",)


def test_missing_answers_alone_do_not_warn_while_nobody_is_asked() -> None:
    (block,) = [item for item in proposed(case("a")) if item.kind is ItemKind.BLOCK]
    assert not block.warned


def test_a_sighting_that_runs_out_warns_in_the_block() -> None:
    (block,) = [i for i in proposed(case("a", last_seen_on=date(2026, 10, 25))) if i.kind is ItemKind.BLOCK]
    assert block.warned
    assert block.reasons == ("会議の日には、最後に見た日から33日になります。",)


def test_siblings_are_told_apart_by_number() -> None:
    same = str(key("household"))
    items = proposed(case("a", household_id=same, last_seen_on=None), case("b", household_id=same))
    (item,) = rules.individual(items)
    assert len(item.cases) == 2
    assert item.reasons == ("R8-000：受理してから、まだ子どもを見ていません。",)


def test_a_new_proposal_keeps_what_people_chose_and_drops_what_is_no_longer_due() -> None:
    first = proposed(case("a", last_seen_on=None), case("b"), case("gone"))
    a = next(i for i in first if i.household_id == key("household a"))
    changed = rules.on_side(first, a.id, ItemKind.BLOCK, minutes=5, block_minutes=10)
    second = proposed(case("a", last_seen_on=None), case("b"), case("fresh", last_deliberated_on=None))
    after = proposal.joined(changed, second, block_minutes=10)
    kinds = {item.household_id: item.kind for item in after if item.household_id}
    assert kinds == {
        key("household a"): ItemKind.BLOCK,
        key("household b"): ItemKind.BLOCK,
        key("household fresh"): ItemKind.INDIVIDUAL,
    }
    assert next(i for i in after if i.household_id == key("household a")).id == a.id


def test_a_household_a_person_added_stays_although_it_is_not_due() -> None:
    added = replace(proposed(case("extra", last_seen_on=None))[-3], manual=True)
    assert added.household_id == key("household extra")
    after = proposal.joined([added], proposed(case("a")), block_minutes=10)
    assert added.household_id in {item.household_id for item in after}


def test_the_step_for_the_block_comes_and_goes_with_it() -> None:
    items = proposed(case("a", last_seen_on=None))
    assert BLOCK not in titles(items)
    assert isinstance(items[0].id, UUID)


def test_what_was_put_off_stays_put_off_until_it_is_no_longer_due() -> None:
    late = case("a", next_review_on=date(2026, 11, 1))
    before = proposed(late, case("b"))
    chosen = next(item for item in before if item.kind is ItemKind.INDIVIDUAL)
    off = rules.on_side(before, chosen.id, ItemKind.NEXT, minutes=5, block_minutes=10)
    again = proposal.joined(off, proposed(late, case("b")), block_minutes=10)
    assert [item.kind for item in again if item.household_id == chosen.household_id] == [ItemKind.NEXT]
    assert not rules.individual(again)
    gone = proposal.joined(off, proposed(case("b")), block_minutes=10)
    assert chosen.household_id not in {item.household_id for item in gone}
