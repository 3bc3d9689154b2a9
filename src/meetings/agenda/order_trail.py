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
    work: Ints  # minutes of cases before a position
    clock: Ints  # minute at which the case of a position starts
    until: Ints  # and ends
    late: Ints  # minutes outside its windows; at the end of a session beyond the capacity
    opening: Ints  # weight that arrives and leaves with a position
    closing: Ints
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


def measure(ground: Ground, trail: Trail, start: int, stop: int) -> int:
    """Cost and penalty after the positions from `start` to before `stop` were rewritten; all derived arrays follow."""
    if ground.sessions > 1:
        start, stop = 0, ground.size
    taken = pauses_before(ground, trail, stop)
    forget(ground, trail, start, stop)
    if place_cases(ground, trail, start, stop) != taken and stop < ground.size:
        forget(ground, trail, stop, ground.size)
        place_cases(ground, trail, stop, ground.size)
        leave_cases(ground, trail, stop, ground.size)
        stop = ground.size
    leave_cases(ground, trail, start, stop)
    weigh_gaps(ground, trail, start, stop)
    return int(trail.tally[COST] + ground.penalty * trail.tally[LATE])


def pauses_before(ground: Ground, trail: Trail, stop: int) -> int:
    """How many breaks are taken before the position ahead of `stop` starts (one session)."""
    taken = 0
    for pause in range(len(ground.pause_at)):
        if trail.pause_gap[pause] < stop:
            taken += 1
    return taken


def forget(ground: Ground, trail: Trail, start: int, stop: int) -> None:
    """Take what arrives, leaves or is late in these positions out of the tally; `trail.until` is still the old one."""
    starts, listed, weight, order, first, last = (
        ground.agency_start, ground.agency_list, ground.weight, trail.order, trail.first, trail.last,
    )
    cost, base = trail.tally[COST], 0
    for position in range(start, stop):
        trail.tally[LATE] -= trail.late[position]
        trail.opening[position] = trail.closing[position] = trail.late[position] = 0
    if ground.sessions > 1:
        for entry in range(ground.agencies * ground.sessions):
            first[entry] = last[entry] = -1
        trail.tally[COST] = 0
        return
    for position in range(start, stop):
        case = order[position]
        for entry in range(starts[case], starts[case + 1]):
            agency = listed[entry]
            if first[agency] >= start:
                cost += weight[agency] * trail.clock[first[agency]]
                first[agency] = -1
            if 0 <= last[agency] < stop:
                cost -= weight[agency] * trail.until[last[agency]]
                last[agency] = -1
    trail.tally[COST] = cost


def place_cases(ground: Ground, trail: Trail, start: int, stop: int) -> int:
    """Times, breaks, arrivals and minutes outside windows; returns the number of breaks taken up to the end."""
    order, place, work, clocks, until, first = trail.order, trail.place, trail.work, trail.clock, trail.until, trail.first
    minutes, begins, ends, starts, listed = (
        ground.minutes, ground.begins, ground.ends, ground.agency_start, ground.agency_list,
    )
    weight, pauses, cost, late, base = ground.weight, len(ground.pause_at), trail.tally[COST], 0, 0
    session = 0
    done, clock, pause = work[start], 0, pauses_before(ground, trail, start)
    for pending in range(pause, pauses):
        if trail.pause_gap[pending] < stop:
            trail.pause_gap[pending] = stop
    if start > 0:
        clock = until[start - 1]
    else:
        trail.bounds[0] = 0
    for position in range(start, stop):
        case = order[position]
        place[case] = position
        work[position] = done
        if case >= ground.cases:
            late += close_session(ground, trail, session, pause, position, clock)
            clocks[position] = until[position] = clock
            session, clock, pause = session + 1, 0, 0
            base += ground.agencies
            continue
        while pause < pauses and clock >= ground.pause_at[pause]:
            clock += ground.pause_minutes[pause]
            trail.pause_gap[session * pauses + pause] = position
            pause += 1
        clocks[position] = clock
        ending = clock + minutes[case]
        if clock < begins[case] or ending > ends[case]:
            trail.late[position] = max(0, begins[case] - clock) + max(0, ending - ends[case])
            late += trail.late[position]
        for entry in range(starts[case], starts[case + 1]):
            agency = base + listed[entry]
            if first[agency] < 0:
                first[agency] = position
                cost -= weight[listed[entry]] * clock
                trail.opening[position] += weight[listed[entry]]
        done += minutes[case]
        clock = until[position] = ending
    trail.tally[COST] = cost
    trail.tally[LATE] += late
    if stop == ground.size:
        work[stop] = done
        clocks[stop] = clock
        trail.tally[LATE] -= trail.late[stop]
        trail.tally[LATE] += close_session(ground, trail, session, pause, stop, clock)
    return int(pause)


def close_session(ground: Ground, trail: Trail, session: int, pause: int, position: int, clock: int) -> int:
    """Mark the end of the session and the breaks never taken; the minutes beyond the capacity."""
    trail.bounds[session + 1] = position + 1
    pauses = len(ground.pause_at)
    for untaken in range(pause, pauses):
        trail.pause_gap[session * pauses + untaken] = position
    trail.late[position] = max(0, clock - ground.capacity)
    return int(trail.late[position])


def leave_cases(ground: Ground, trail: Trail, start: int, stop: int) -> None:
    """When each agency leaves that is not yet known to leave later."""
    order, last, starts, listed, weight = (
        trail.order, trail.last, ground.agency_start, ground.agency_list, ground.weight,
    )
    cost, base = trail.tally[COST], (ground.sessions - 1) * ground.agencies
    for position in range(stop - 1, start - 1, -1):
        case = order[position]
        if case >= ground.cases:
            base -= ground.agencies
            continue
        for entry in range(starts[case], starts[case + 1]):
            agency = base + listed[entry]
            if last[agency] < 0:
                last[agency] = position
                cost += weight[listed[entry]] * trail.until[position]
                trail.closing[position] += weight[listed[entry]]
    trail.tally[COST] = cost


def weigh_gaps(ground: Ground, trail: Trail, start: int, stop: int) -> None:
    """Weight of the agencies present across each gap, and which gaps are inside a group."""
    across, opening, closing = trail.across, trail.opening, trail.closing
    for position in range(start, stop):
        across[position + 1] = across[position] + opening[position] - closing[position]
    if ground.is_grouped:
        inner, order, group = trail.inner, trail.order, ground.group
        for gap in range(max(start, 1), min(stop + 1, ground.size)):
            known = group[order[gap]]
            inner[gap] = 1 if known >= 0 and known == group[order[gap - 1]] else 0
