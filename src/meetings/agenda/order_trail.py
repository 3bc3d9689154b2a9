"""An order with everything derived from it, in flat arrays of integers: what the annealing reads and rewrites.

Only integers, loops and flat arrays, so that `order_annealing_fast` can compile the very same functions. Chooses nothing.
"""

from typing import Any, NamedTuple

Ints = Any  # list[int], or numpy int64 for the compiled path
FAR = 1 << 60
LONGEST_BLOCK = 16
# places in Trail.tally
COST, LATE, BEST, ACCEPTED = 0, 1, 2, 3
# places in Trail.pick
LEFT, RIGHT, MIRRORED, LOW, HIGH, LENGTH, MINUTES, MEMBERS, EARLIEST, LATEST = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
GAP, CHANGE, TURNED, INSIDE, VALUE, STAY, CHOSEN, LEVEL, TILT = 10, 11, 12, 13, 14, 15, 16, 17, 18
PICKS = 19


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
    bounds: Ints  # first position of each session, and one beyond the size
    slot: Ints  # agency: its number among the members of the block, -1 outside
    member: Ints
    begin_in: Ints  # by member: first start and last end inside the block
    end_in: Ints
    begin_out: Ints  # by member: first and last position in the session without the block, -1 without
    end_out: Ints
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
            clocks[position] = clock
            session, clock, pause = session + 1, 0, 0
            base += ground.agencies
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
    clocks[ground.size] = clock
    late += close_session(ground, trail, session, pause, ground.size, clock)
    trail.tally[COST] = cost + paid_leaves(ground, trail)
    trail.tally[LATE] = late


def close_session(ground: Ground, trail: Trail, session: int, pause: int, position: int, clock: int) -> int:
    """Mark the end of the session and the breaks never taken; the minutes beyond the capacity."""
    trail.bounds[session + 1] = position + 1
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


