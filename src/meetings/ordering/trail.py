"""An order with everything derived from it, in flat arrays of integers: what the annealing reads and rewrites.

Only integers, loops and flat arrays, so that `annealing_fast` compiles the very same functions. Chooses nothing.
"""

from typing import Any, NamedTuple

Ints = Any  # list[int], or numpy int64 for the compiled path
FAR = 1 << 60
# places in Trail.tally
COST, LATE, BEST = 0, 1, 2
WAITED, MOVED = 3, 4  # minutes of LATE beyond the longest waits; told windows that change, whose price is in COST
TALLIES = 5
# places in Trail.pick
LEFT, RIGHT, LENGTH, MIRRORED, INSIDE, LOW, HIGH = 0, 1, 2, 3, 4, 5, 6  # the block and where it may go
MINUTES, MEMBERS, EARLIEST, LATEST = 7, 8, 9, 10  # what it is
SESSION, FIRST_GAP, LAST_GAP, NOISE, LEVEL, TILT = 11, 12, 13, 14, 15, 16  # the scan
VALUE, STAY, CHOSEN, GAP, CHANGE, TURNED = 17, 18, 19, 20, 21, 22  # what it chose
PICKS = 23


class Ground(NamedTuple):
    """What stays the same: numbers of cases, agencies and sessions, then flat arrays by case or agency."""

    cases: int
    size: int  # cases and the separators between sessions
    agencies: int
    sessions: int
    head: int  # cases at the start and the end that never move
    tail: int
    capacity: int
    penalty: int  # for one minute outside a window, beyond the capacity or beyond a longest wait
    minutes: Ints
    begins: Ints
    ends: Ints
    group: Ints  # in which a case may move, -1 for none
    together: Ints  # the same with pinned cases
    agency_start: Ints
    agency_list: Ints
    needs: Ints  # case x agency: 1 where the case needs the agency
    weight: Ints
    before_start: Ints
    before_list: Ints
    after_start: Ints
    after_list: Ints
    capped: Ints  # agencies with a longest wait,
    longest: Ints  # and by agency the longest presence that keeps it, over all sessions
    told: Ints  # agencies with a told window, the session of it and the steps of the clock it lies between
    told_session: Ints
    told_begins: Ints
    told_ends: Ints
    price: int  # of changing one
    grain: int  # minutes of a step, and after which minute of one a session starts
    offset: int
    pause_at: Ints
    pause_minutes: Ints
    noise: Ints  # Gumbel variates
    patience: Ints  # exponential variates
    is_timed: int
    is_grouped: int
    is_capped: int
    is_told: int


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
    if ground.is_capped:
        weigh_waits(ground, trail)
    if ground.is_told:
        weigh_windows(ground, trail)
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
        ground.agency_start,
        ground.agency_list,
        ground.weight,
        trail.order,
        trail.first,
        trail.last,
    )
    cost = trail.tally[COST]
    for position in range(start, stop):
        trail.tally[LATE] -= trail.late[position]
        trail.opening[position] = trail.closing[position] = trail.late[position] = 0
    if ground.sessions > 1:
        for entry in range(ground.agencies * ground.sessions):
            first[entry] = last[entry] = -1
        trail.tally[COST] = trail.tally[MOVED] = 0
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
    order, until, pauses = trail.order, trail.until, len(ground.pause_at)
    session, pause = 0, pauses_before(ground, trail, start)
    clock = until[start - 1] if start > 0 else 0
    for pending in range(pause, pauses * ground.sessions):
        if trail.pause_gap[pending] < stop or stop == ground.size:
            trail.pause_gap[pending] = FAR
    for position in range(start, stop):
        case = order[position]
        trail.place[case] = position
        trail.work[position + 1] = trail.work[position] + ground.minutes[case]
        if case >= ground.cases:
            close_session(ground, trail, position, session)
            session, clock, pause = session + 1, 0, 0
            continue
        while pause < pauses and clock >= ground.pause_at[pause]:
            clock += ground.pause_minutes[pause]
            trail.pause_gap[session * pauses + pause] = position
            pause += 1
        trail.clock[position] = clock
        clock = until[position] = clock + ground.minutes[case]
        arrive(ground, trail, position, session * ground.agencies)
    if stop == ground.size:
        close_session(ground, trail, stop, session)
    return int(pause)


def arrive(ground: Ground, trail: Trail, position: int, base: int) -> None:
    """Count the agencies whose first case this is, and the minutes outside its windows."""
    case, clock, first = trail.order[position], trail.clock[position], trail.first
    early, over = ground.begins[case] - clock, trail.until[position] - ground.ends[case]
    if early > 0 or over > 0:
        trail.late[position] = max(early, 0) + max(over, 0)
        trail.tally[LATE] += trail.late[position]
    for entry in range(ground.agency_start[case], ground.agency_start[case + 1]):
        agency = ground.agency_list[entry]
        if first[base + agency] < 0:
            first[base + agency] = position
            trail.tally[COST] -= ground.weight[agency] * clock
            trail.opening[position] += ground.weight[agency]


def close_session(ground: Ground, trail: Trail, position: int, session: int) -> None:
    """Mark the end of a session, the breaks never taken in it and the minutes beyond the capacity."""
    clock = 0 if position == trail.bounds[session] else trail.until[position - 1]
    trail.clock[position] = trail.until[position] = clock
    trail.bounds[session + 1] = position + 1
    pauses = len(ground.pause_at)
    for pause in range(pauses):
        if trail.pause_gap[session * pauses + pause] == FAR:
            trail.pause_gap[session * pauses + pause] = position
    trail.tally[LATE] -= trail.late[position]
    trail.late[position] = max(0, clock - ground.capacity)
    trail.tally[LATE] += trail.late[position]


def leave_cases(ground: Ground, trail: Trail, start: int, stop: int) -> None:
    """When each agency leaves that is not yet known to leave later."""
    order, last, starts, listed, weight = (
        trail.order,
        trail.last,
        ground.agency_start,
        ground.agency_list,
        ground.weight,
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


def weigh_waits(ground: Ground, trail: Trail) -> None:
    """Count the minutes beyond the longest waits among those late."""
    beyond = 0
    for agency in ground.capped:
        present = 0
        for entry in range(agency, ground.agencies * ground.sessions, ground.agencies):
            if trail.first[entry] >= 0:
                present += trail.until[trail.last[entry]] - trail.clock[trail.first[entry]]
        beyond += max(0, present - ground.longest[agency])
    trail.tally[LATE] += beyond - trail.tally[WAITED]
    trail.tally[WAITED] = beyond


def weigh_windows(ground: Ground, trail: Trail) -> None:
    """Count the price of the told windows that change."""
    moved, offset, grain = 0, ground.offset, ground.grain
    for number in range(len(ground.told)):
        is_moved = 0
        for session in range(ground.sessions):
            entry = session * ground.agencies + ground.told[number]
            if trail.first[entry] < 0:
                continue
            begins = (trail.clock[trail.first[entry]] + offset) // grain
            ends = (trail.until[trail.last[entry]] + offset + grain - 1) // grain
            is_same = begins == ground.told_begins[number] and ends == ground.told_ends[number]
            if not is_same or session != ground.told_session[number]:
                is_moved = 1
        moved += is_moved
    trail.tally[COST] += ground.price * (moved - trail.tally[MOVED])
    trail.tally[MOVED] = moved


def weigh_gaps(ground: Ground, trail: Trail, start: int, stop: int) -> None:
    """Weight of the agencies present across each gap, and which gaps are inside a group."""
    across, opening, closing = trail.across, trail.opening, trail.closing
    for position in range(start, stop):
        across[position + 1] = across[position] + opening[position] - closing[position]
    if ground.is_grouped:
        inner, order, group = trail.inner, trail.order, ground.together
        for gap in range(max(start, 1), min(stop + 1, ground.size)):
            known = group[order[gap]]
            inner[gap] = 1 if known >= 0 and known == group[order[gap - 1]] else 0
