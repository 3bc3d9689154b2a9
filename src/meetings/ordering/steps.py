"""Simulated annealing over orders: a block of cases is taken out and put back at a gap drawn by its cost.

Costs of all gaps come from one scan (`gaps`); breaks and windows, which a block shifts, are counted exactly
before a step is accepted. The compiled path runs these very functions, so the same seed and number of steps give the
same order. No clock is read here.
"""

from meetings.ordering.gaps import gather, scan
from meetings.ordering.moves import choose, keep_precedence
from meetings.ordering.trail import (
    BEST,
    CHANGE,
    COST,
    GAP,
    LATE,
    LEFT,
    LENGTH,
    TURNED,
    Ground,
    Trail,
    draw,
    measure,
)

NEAR = 3  # places a separator may move at once


def step(ground: Ground, trail: Trail, inverse: int) -> None:
    """Take one block out and put it back, by chance at a gap where it costs little."""
    if not choose(ground, trail):
        return
    pick, order = trail.pick, trail.order
    if order[pick[LEFT]] >= ground.cases:
        pick[GAP] = pick[LEFT] - NEAR + draw(trail.rng, 2 * NEAR + 1)
        pick[CHANGE] = pick[TURNED] = 0
        pick[LENGTH] = 1
        source = pick[GAP] if pick[GAP] <= pick[LEFT] else pick[GAP] + 1
        if not 0 <= pick[GAP] < ground.size or trail.inner[source]:
            return
    elif not keep_precedence(ground, trail):
        return
    else:
        gather(ground, trail)
        scan(ground, trail, inverse)
    if pick[GAP] != pick[LEFT] or pick[TURNED]:
        try_move(ground, trail, inverse)


def try_move(ground: Ground, trail: Trail, inverse: int) -> None:
    """Move the block; undo it where what the scan left out makes it too dear."""
    tally, pick = trail.tally, trail.pick
    before = tally[COST] + ground.penalty * tally[LATE]
    start = min(pick[LEFT], pick[GAP])
    stop = max(pick[LEFT], pick[GAP]) + pick[LENGTH]
    for position in range(start, stop):
        trail.saved[position] = trail.order[position]
    move_block(trail)
    left_out = measure(ground, trail, start, stop) - before - pick[CHANGE]
    if left_out > 0 and left_out * inverse > ground.patience[draw(trail.rng, len(ground.patience))]:
        for position in range(start, stop):
            trail.order[position] = trail.saved[position]
        measure(ground, trail, start, stop)
    else:
        keep_best(ground, trail)


def keep_best(ground: Ground, trail: Trail) -> None:
    """Keep the order if it breaks no wish and is the best so far."""
    tally = trail.tally
    if tally[LATE] == 0 and tally[COST] < tally[BEST]:
        tally[BEST] = tally[COST]
        for position in range(ground.size):
            trail.best[position] = trail.order[position]


def move_block(trail: Trail) -> None:
    """Rewrite the order with the block at its gap; `trail.saved` holds the order before."""
    order, saved, pick = trail.order, trail.saved, trail.pick
    left, length, gap = pick[LEFT], pick[LENGTH], pick[GAP]
    for position in range(gap, left):
        order[position + length] = saved[position]
    for position in range(left, gap):
        order[position] = saved[position + length]
    for number in range(length):
        source = left + length - 1 - number if pick[TURNED] else left + number
        order[gap + number] = saved[source]


def run(ground: Ground, trail: Trail, steps: int, inverses: tuple[int, int]) -> None:
    """So many steps; UNIT divided by the temperature goes from the first to the second of `inverses`."""
    measure(ground, trail, 0, ground.size)
    keep_best(ground, trail)
    for number in range(steps):
        step(ground, trail, inverses[0] + (inverses[1] - inverses[0]) * number // steps)
