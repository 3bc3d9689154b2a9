"""Simulated annealing over orders: a block of cases is taken out and put back at a gap drawn by its cost.

Written with integers and flat arrays only, so that `order_annealing_fast` compiles the very same functions: the same
seed and number of steps give the same order with both. Costs of all gaps come from one scan; breaks and windows,
which a block shifts, are then counted exactly before a step is accepted. No clock, no rounding, no file is used here.
"""

import math
from typing import Any, NamedTuple

Ints = Any  # list[int], or numpy int64 for the compiled path
NOISE_SIZE = 16_384
NOISE_UNIT = 1_024  # noise and costs are compared in 1/1024 of the temperature
HEAT_UNIT = 65_536
FAR = 1 << 60
LONGEST_BLOCK = 16
# places in Trail.tally
COST, LATE, BEST, ACCEPTED = 0, 1, 2, 3
# places in Trail.pick
LEFT, RIGHT, MIRRORED, LOW, HIGH, LENGTH, TOTAL_MINUTES, MEMBERS, PROXY = 0, 1, 2, 3, 4, 5, 6, 7, 8


class Ground(NamedTuple):
    """What stays the same: numbers of cases, agencies and sessions, then flat arrays by case or agency."""

    cases: int
    size: int  # cases and the separators between sessions
    agencies: int
    sessions: int
    head: int  # positions at the start and the end that never move
    tail: int
    capacity: int
    penalty: int  # for one minute outside a window or beyond the capacity
    minutes: Ints
    begins: Ints
    ends: Ints
    group: Ints  # -1: none
    agency_start: Ints
    agency_list: Ints
    needs: Ints  # case x agency: 1 where the case needs the agency
    weight: Ints
    before_start: Ints
    before_list: Ints
    after_start: Ints
    after_list: Ints
    pause_at: Ints
    pause_minutes: Ints
    noise: Ints  # Gumbel variates
    patience: Ints  # exponential variates
    is_timed: int
    is_grouped: int


class Trail(NamedTuple):
    """What changes: the order with all that is derived from it, and room to work in."""

    order: Ints
    place: Ints
    saved: Ints
    best: Ints
    first: Ints  # session x agency: position of the first and last case, -1 without
    last: Ints
    leaves: Ints
    work: Ints  # minutes of cases before a position
    clock: Ints  # minute at which the case of a position starts
    across: Ints  # weight present before and after a gap
    inner: Ints  # 1: the gap is inside a group
    pause_gap: Ints  # session x break
    seen: Ints
    member: Ints
    begin_in: Ints  # by member: first start and last end inside the block
    end_in: Ints
    constant: Ints
    slope: Ints
    rng: Ints
    pick: Ints
    tally: Ints


def draw(rng: Ints, bound: int) -> int:
    """A number from 0 to bound - 1 (two combined generators, L'Ecuyer 1988)."""
    rng[0] = rng[0] * 40_014 % 2_147_483_563
    rng[1] = rng[1] * 40_692 % 2_147_483_399
    return int((rng[0] + 2_147_483_399 - rng[1]) % 2_147_483_562 % bound)


def measure(ground: Ground, trail: Trail) -> int:
    """Cost and penalty of `trail.order`, with everything derived from it written anew."""
    place_cases(ground, trail)
    weigh_gaps(ground, trail)
    return int(trail.tally[COST] + ground.penalty * trail.tally[LATE])


def place_cases(ground: Ground, trail: Trail) -> None:
    """Times, first and last cases, breaks, cost and minutes outside windows."""
    order, place, work, clocks, first, last = trail.order, trail.place, trail.work, trail.clock, trail.first, trail.last
    minutes, begins, ends, starts, listed = (
        ground.minutes, ground.begins, ground.ends, ground.agency_start, ground.agency_list,
    )
    weight, leaves, pauses, cases = ground.weight, trail.leaves, len(ground.pause_at), ground.cases
    for entry in range(ground.agencies * ground.sessions):
        first[entry] = -1
    clock = done = late = cost = base = session = pause = 0
    for position in range(ground.size):
        case = order[position]
        place[case] = position
        work[position] = done
        if case >= cases:
            late += close_session(ground, trail, session, pause, position, clock)
            session, clock, pause = session + 1, 0, 0
            base += ground.agencies
            clocks[position] = 0
            continue
        while pause < pauses and clock >= ground.pause_at[pause]:
            clock += ground.pause_minutes[pause]
            trail.pause_gap[session * pauses + pause] = position
            pause += 1
        clocks[position] = clock
        if clock < begins[case]:
            late += begins[case] - clock
        done += minutes[case]
        until = clock + minutes[case]
        if until > ends[case]:
            late += until - ends[case]
        for entry in range(starts[case], starts[case + 1]):
            agency = base + listed[entry]
            if first[agency] < 0:
                first[agency] = position
                cost -= weight[listed[entry]] * clock
            last[agency] = position
            leaves[agency] = until
        clock = until
    work[ground.size] = done
    late += close_session(ground, trail, session, pause, ground.size, clock)
    trail.tally[COST] = cost + paid_leaves(ground, trail)
    trail.tally[LATE] = late


def close_session(ground: Ground, trail: Trail, session: int, pause: int, position: int, clock: int) -> int:
    """Mark the breaks never taken; the minutes beyond the capacity."""
    pauses = len(ground.pause_at)
    for untaken in range(pause, pauses):
        trail.pause_gap[session * pauses + untaken] = position
    return max(0, clock - ground.capacity)


def paid_leaves(ground: Ground, trail: Trail) -> int:
    """Weighted minutes at which the agencies leave."""
    total = entry = 0
    for _ in range(ground.sessions):
        for agency in range(ground.agencies):
            if trail.first[entry] >= 0:
                total += ground.weight[agency] * trail.leaves[entry]
            entry += 1
    return total


def weigh_gaps(ground: Ground, trail: Trail) -> None:
    """Weight of the agencies present across each gap, and which gaps are inside a group."""
    across, first, last = trail.across, trail.first, trail.last
    for gap in range(ground.size + 2):
        across[gap] = 0
    entry = 0
    for _ in range(ground.sessions):
        for agency in range(ground.agencies):
            if first[entry] >= 0:
                across[first[entry] + 1] += ground.weight[agency]
                across[last[entry] + 1] -= ground.weight[agency]
            entry += 1
    for gap in range(1, ground.size + 1):
        across[gap] += across[gap - 1]
    if ground.is_grouped:
        inner, order, group = trail.inner, trail.order, ground.group
        for gap in range(1, ground.size):
            known = group[order[gap]]
            inner[gap] = 1 if known >= 0 and known == group[order[gap - 1]] else 0


def choose(ground: Ground, trail: Trail) -> bool:
    """Choose a block, whether it is mirrored, and the gaps it may go to (counted without the block)."""
    kind = draw(trail.rng, 64)
    if ground.is_grouped and kind < 6:
        return choose_inside(ground, trail)
    free = ground.size - ground.head - ground.tail
    if free < 2:
        return False
    pick, inner = trail.pick, trail.inner
    longest = LONGEST_BLOCK if kind >= 10 else free
    length = 1
    if kind < 36:
        length = 1 + draw(trail.rng, longest)
        length = 1 + draw(trail.rng, length)
    left = ground.head + draw(trail.rng, free)
    right = min(left + length, ground.size - ground.tail) - 1
    while inner[left]:
        left -= 1
    while inner[right + 1]:
        right += 1
    if ground.sessions > 1:
        right = before_separator(ground, trail, left, right)
    pick[LEFT], pick[RIGHT], pick[LENGTH] = left, right, right - left + 1
    pick[MIRRORED] = 1 if right > left and (kind < 10 or kind & 1) else 0
    if kind < 10:
        pick[LOW] = pick[HIGH] = left
    else:
        pick[LOW], pick[HIGH] = ground.head, ground.size - ground.tail - pick[LENGTH]
    return True


def before_separator(ground: Ground, trail: Trail, left: int, right: int) -> int:
    """The end of the block, cut before the next separator; a separator is a block of its own."""
    for position in range(left, right + 1):
        if trail.order[position] >= ground.cases:
            return position if position == left else position - 1
    return right


def choose_inside(ground: Ground, trail: Trail) -> bool:
    """One case of a group to another place in it, or the whole group mirrored."""
    order, group, pick = trail.order, ground.group, trail.pick
    position = draw(trail.rng, ground.size)
    known = group[order[position]]
    if known < 0:
        return False
    left = right = position
    while left > 0 and group[order[left - 1]] == known:
        left -= 1
    while right + 1 < ground.size and group[order[right + 1]] == known:
        right += 1
    whole = draw(trail.rng, 3) == 0
    pick[LEFT], pick[RIGHT] = (left, right) if whole else (position, position)
    pick[LENGTH] = pick[RIGHT] - pick[LEFT] + 1
    pick[MIRRORED] = 1 if whole else 0
    pick[LOW], pick[HIGH] = left, right + 1 - pick[LENGTH]
    return right > left


def keep_precedence(ground: Ground, trail: Trail) -> bool:
    """Narrow the gaps to those that keep every case of the block behind and before what it must; False: no mirroring."""
    pick, place, order = trail.pick, trail.place, trail.order
    left, right, length = pick[LEFT], pick[RIGHT], pick[LENGTH]
    for position in range(left, right + 1):
        case = order[position]
        for entry in range(ground.before_start[case], ground.before_start[case + 1]):
            other = place[ground.before_list[entry]]
            if left <= other <= right:
                if pick[MIRRORED]:
                    return False
            elif other < left:
                pick[LOW] = max(pick[LOW], other + 1)
        for entry in range(ground.after_start[case], ground.after_start[case + 1]):
            other = place[ground.after_list[entry]]
            if other > right:
                pick[HIGH] = min(pick[HIGH], other - length)
    return True
