"""The flat arithmetic counts what the day plan and the comparison of windows count."""

from dataclasses import replace
from datetime import time
from random import Random

import pytest

from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.rules import individual
from meetings.invitations.model import Window
from meetings.invitations.rules import ChangeKind, changes, planned_windows
from meetings.repairs.quick_price import Calculator
from meetings.repairs.repairing import price
from tests.unit.meetings.repairs.announced_samples import added, announced, random_meeting, withdrawn


def _told_anyway(facts: AgendaFacts, live: list[Window]) -> int:
    """New and cancelled windows, which no order changes."""
    found = changes(planned_windows(facts), live)
    return sum(one.kind in {ChangeKind.NEW, ChangeKind.CANCELLED} for one in found)


@pytest.mark.parametrize("spread", [0, 35])
@pytest.mark.parametrize("seed", range(20))
def test_it_counts_as_the_real_plan_does(seed: int, spread: int) -> None:
    rng = Random(seed)
    break_at = time(9, rng.choice((0, 3, 20, 30))) if seed % 2 else None
    facts, live = announced(random_meeting(seed, spread=spread, break_at=break_at))
    if seed % 3:
        facts = added(withdrawn(facts, 1, 4), [(5, ["0小", "1小"]), (8, ["0小", "新しい園"])])
    calculator, ids = Calculator(facts, live), [item.id for item in individual(facts.items)]
    for _ in range(15):
        order = rng.sample(range(len(ids)), len(ids))
        real, quick = price(facts, live, [ids[item] for item in order]), calculator.price(order)
        assert quick.waiting == real.waiting
        assert quick.broken == len(real.broken)
        assert quick.told == len(real.told) - _told_anyway(facts, live)


def test_a_standing_member_waits_for_nobody_and_is_not_told_again() -> None:
    facts = random_meeting(3)
    standing = replace(facts, invitees=[replace(one, standing=True) for one in facts.invitees])
    told, live = announced(standing)
    backwards = range(len(individual(told.items)))[::-1]
    assert Calculator(told, live).price(backwards)[1:] == (0, 0)
    assert day_plan(told).waiting == 0
