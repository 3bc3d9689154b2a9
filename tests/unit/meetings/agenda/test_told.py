"""What changed since agencies were told: new, withdrawn, other minutes, moved, answered."""

from dataclasses import replace
from datetime import time, timedelta
from itertools import combinations
from random import Random

import pytest

from meetings.agenda.model import ItemKind
from meetings.agenda.proposal import numbered
from meetings.agenda.rules import individual, moved, timed
from meetings.agenda.told import SinceTold, as_told, in_order, since_told
from meetings.scheduling.model import Reply
from tests.unit.meetings.repairs.announced_samples import (
    TOLD_AT,
    added,
    announced,
    meeting_of,
    with_hours,
    withdrawn,
)

CALLED = [(5, ["0小"]), (5, ["1小"]), (5, ["2小"]), (5, ["3小"])]


def test_nothing_changed_right_after_telling_and_nothing_is_said_before() -> None:
    facts, _ = announced(meeting_of(CALLED))
    assert since_told(facts).count == 0
    assert since_told(meeting_of(CALLED)) == SinceTold()
    assert as_told(facts.items) == list(facts.items)


def test_places_count_individual_items_and_steps_show_how_many_there_were() -> None:
    facts, _ = announced(meeting_of(CALLED))
    places = [(item.title or "議題", item.told_place, item.told_minutes) for item in facts.items]
    items = [("議題", place, 5) for place in range(1, 5)]
    assert places == [("開会", 1, 5), *items, ("閉会", 5, 5)]


@pytest.mark.parametrize("place", range(4))
def test_a_withdrawn_item_is_counted_wherever_it_stood(place: int) -> None:
    facts, _ = announced(meeting_of(CALLED))
    assert since_told(withdrawn(facts, place)).withdrawn == 1
    chosen = individual(facts.items)[place].id
    together = [replace(item, kind=ItemKind.BLOCK) if item.id == chosen else item for item in facts.items]
    assert since_told(replace(facts, items=numbered(together))).withdrawn == 1


def test_new_moved_and_longer_items_are_named() -> None:
    facts, _ = announced(meeting_of(CALLED))
    first = individual(facts.items)[0]
    items = timed(moved(facts.items, first.id, 3), {individual(facts.items)[1].id: 9})
    found = since_told(added(replace(facts, items=items), [(5, ["0小"])]))
    assert [item.id for item in found.moved] == [first.id]
    assert [item.minutes for item in found.retimed] == [9]
    assert len(found.added) == 1
    assert found.count == 2, "what a person moved is no news"


def test_an_answer_counts_when_the_order_does_not_keep_it() -> None:
    facts, _ = announced(meeting_of(CALLED))
    assert since_told(with_hours(facts, {"1小": (time(9, 5), None)})).count == 0, "it starts at 9:10 anyway"
    late = with_hours(facts, {"1小": (time(9, 30), None)})
    assert [one.comes_from for one in since_told(late).answers] == [time(9, 30)]
    before = [replace(one, replied_at=TOLD_AT - timedelta(hours=1)) for one in late.invitees]
    assert since_told(replace(late, invitees=before)).count == 0, "known when they were told"
    gone = with_hours(facts, {"1小": (None, None)})
    absent = [replace(one, reply=Reply.ABSENT if one.replied_at else one.reply) for one in gone.invitees]
    assert since_told(replace(gone, invitees=absent)).count == 1


@pytest.mark.parametrize("seed", range(20))
def test_as_many_as_possible_keep_their_order(seed: int) -> None:
    places = Random(seed).sample(range(50), 8)
    kept = [places[index] for index in sorted(in_order(places))]
    assert kept == sorted(kept)
    longest = max(size for size in range(9) for part in combinations(places, size) if list(part) == sorted(part))
    assert len(kept) == longest
