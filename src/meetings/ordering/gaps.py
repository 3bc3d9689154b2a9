"""The cost of every gap a block could go to, from one scan over the order without the block.

Part of the annealing (`annealing`), with the same restriction to integers and flat arrays.
"""

from meetings.ordering.trail import (
    CHANGE,
    CHOSEN,
    EARLIEST,
    FAR,
    FIRST_GAP,
    GAP,
    HIGH,
    INSIDE,
    LAST_GAP,
    LATEST,
    LEFT,
    LENGTH,
    LEVEL,
    LOW,
    MEMBERS,
    MINUTES,
    MIRRORED,
    NOISE,
    RIGHT,
    SESSION,
    STAY,
    TILT,
    TURNED,
    VALUE,
    Ground,
    Ints,
    Trail,
    draw,
)


def gather(ground: Ground, trail: Trail) -> None:
    """The agencies of the block, when it needs each first and last, its minutes and when it may start."""
    pick, member, slot = trail.pick, trail.member, trail.slot
    begin_in, end_in, starts, listed = trail.begin_in, trail.end_in, ground.agency_start, ground.agency_list
    members = done = 0
    for position in range(pick[LEFT], pick[RIGHT] + 1):
        case = trail.order[position]
        until = done + ground.minutes[case]
        for entry in range(starts[case], starts[case + 1]):
            agency = listed[entry]
            if slot[agency] < 0:
                slot[agency] = members
                member[members] = agency
                begin_in[members] = done
                members += 1
            end_in[slot[agency]] = until
        done = until
    for number in range(members):
        slot[member[number]] = -1
    pick[MINUTES], pick[MEMBERS] = done, members
    pick[EARLIEST], pick[LATEST] = 0, FAR
    if ground.is_timed:
        find_start(ground, trail)


def find_start(ground: Ground, trail: Trail) -> None:
    """The minutes between which the block can start so that its windows hold (breaks inside it left out)."""
    pick, done = trail.pick, 0
    for number in range(pick[LENGTH]):
        case = trail.order[pick[RIGHT] - number if pick[MIRRORED] else pick[LEFT] + number]
        pick[EARLIEST] = max(pick[EARLIEST], ground.begins[case] - done)
        done += ground.minutes[case]
        pick[LATEST] = min(pick[LATEST], ground.ends[case] - done)


def scan(ground: Ground, trail: Trail, inverse: int) -> None:
    """Draw a gap by its cost: the least of cost / temperature and a random number for each gap (Gumbel)."""
    pick = trail.pick
    pick[NOISE] = draw(trail.rng, len(ground.noise) - ground.size - 1)
    pick[GAP], pick[CHANGE], pick[TURNED] = pick[LEFT], 0, 0
    pick[VALUE], pick[STAY], pick[CHOSEN] = FAR, 0, 0
    turning = 0
    for session in range(ground.sessions):
        enter_session(trail, session)
        change = spread(ground, trail)
        if pick[FIRST_GAP] <= pick[LEFT] <= pick[LAST_GAP]:
            turning = change
        for pause in range(len(ground.pause_at)):
            spread_pause(ground, trail, pause)
        scan_gaps(ground, trail, inverse, behind=0)
        scan_gaps(ground, trail, inverse, behind=1)
        trail.constant[pick[LAST_GAP] + 1] = trail.slope[pick[LAST_GAP] + 1] = 0
    stay = pick[STAY] - turning
    if pick[MIRRORED]:
        if stay * inverse + ground.noise[pick[NOISE] + ground.size] < pick[VALUE]:
            pick[GAP], pick[CHOSEN] = pick[LEFT], stay
        else:
            pick[TURNED] = 1
    pick[CHANGE] = pick[CHOSEN] - stay


def enter_session(trail: Trail, session: int) -> None:
    """Note the gaps of a session, counted without the block."""
    pick = trail.pick
    start, stop = trail.bounds[session], trail.bounds[session + 1] - 1
    if start > pick[LEFT]:
        start, stop = start - pick[LENGTH], stop - pick[LENGTH]
    elif stop > pick[LEFT]:
        stop -= pick[LENGTH]
    pick[SESSION], pick[FIRST_GAP], pick[LAST_GAP] = session, start, stop
    pick[LEVEL], pick[TILT] = 0, 0


def scan_gaps(ground: Ground, trail: Trail, inverse: int, behind: int) -> None:
    """Compare the gaps of the session before (0) or behind (1) the block's old place with the best so far."""
    pick, constant, slope, noise = trail.pick, trail.constant, trail.slope, ground.noise
    across, work, inner, clock = trail.across, trail.work, trail.inner, trail.clock
    low, high, minutes, left = pick[LOW], pick[HIGH], pick[MINUTES], pick[LEFT]
    shift, earlier = (pick[LENGTH], minutes) if behind else (0, 0)
    start, stop = (max(pick[FIRST_GAP], left + 1), pick[LAST_GAP]) if behind else (pick[FIRST_GAP], left)
    inside, timed, earliest, latest = pick[INSIDE], ground.is_timed, pick[EARLIEST] + earlier, pick[LATEST] + earlier
    level, tilt, best, offset = pick[LEVEL], pick[TILT], pick[VALUE], pick[NOISE]
    for gap in range(start, min(stop, pick[LAST_GAP]) + 1):
        level += constant[gap]
        tilt += slope[gap]
        constant[gap] = slope[gap] = 0
        if gap < low or gap > high:
            continue
        source = gap + shift
        if gap != left and ((inner[source] and not inside) or (timed and not earliest <= clock[source] <= latest)):
            continue
        cost = minutes * across[source] + level + tilt * (work[source] - earlier)
        if gap == left:
            pick[STAY] = cost
        value = cost * inverse + noise[offset + gap]
        if value < best:
            best = pick[VALUE] = value
            pick[GAP], pick[CHOSEN] = gap, cost
    pick[LEVEL], pick[TILT] = level, tilt


def spread(ground: Ground, trail: Trail) -> int:
    """Write what each agency of the block adds at each gap as steps of a level and a slope over time.

    Returns what mirroring the block at its old place changes. Positions and gaps are counted without the block.
    """
    pick, constant, slope = trail.pick, trail.constant, trail.slope
    left, length, minutes = pick[LEFT], pick[LENGTH], pick[MINUTES]
    base, turning, start, stop = pick[SESSION] * ground.agencies, 0, pick[FIRST_GAP], pick[LAST_GAP]
    for number in range(pick[MEMBERS]):
        agency = trail.member[number]
        weight = ground.weight[agency]
        begin, end = trail.begin_in[number], trail.end_in[number]
        turned = 0
        if pick[MIRRORED]:
            begin, end = minutes - end, minutes - begin
            turned = trail.begin_in[number] - begin
        first, last = trail.first[base + agency], trail.last[base + agency]
        if first >= 0:
            drop(constant, weight * minutes, first + 1, min(last, left))
            drop(constant, weight * minutes, max(left, first - length) + 1, last - length)
            first, last = without_block(ground, trail, agency)
        trail.begin_out[number], trail.end_out[number] = first, last
        if first < 0:
            drop(constant, weight * (begin - end), start, stop)
            continue
        arrives, leaves = work_before(trail, first), work_before(trail, last + 1)
        constant[start] += weight * (arrives + minutes - begin)
        slope[start] -= weight
        constant[first + 1] -= weight * (arrives - begin)
        slope[first + 1] += weight
        constant[last + 1] += weight * (end - leaves - minutes)
        slope[last + 1] += weight
        if left <= first:
            turning += weight * turned
        elif left > last:
            turning -= weight * turned
    return turning


def drop(constant: Ints, amount: int, start: int, stop: int) -> None:
    """Lower the level by `amount` from gap `start` to gap `stop`."""
    if start <= stop:
        constant[start] -= amount
        constant[stop + 1] += amount


def without_block(ground: Ground, trail: Trail, agency: int) -> tuple[int, int]:
    """First and last position of an agency in the session when the block is gone; -1 when nothing is left."""
    present = trail.pick[SESSION] * ground.agencies + agency
    first, last = trail.first[present], trail.last[present]
    left, right, length = trail.pick[LEFT], trail.pick[RIGHT], trail.pick[LENGTH]
    needs, order, agencies = ground.needs, trail.order, ground.agencies
    if first >= left and last <= right:
        return -1, -1
    if left <= first <= right:
        first = right + 1
        while not needs[order[first] * agencies + agency]:
            first += 1
    if left <= last <= right:
        last = left - 1
        while not needs[order[last] * agencies + agency]:
            last -= 1
    return first - length if first > right else first, last - length if last > right else last


def work_before(trail: Trail, gap: int) -> int:
    """Minutes of cases before a gap, without the block."""
    if gap <= trail.pick[LEFT]:
        return int(trail.work[gap])
    return int(trail.work[gap + trail.pick[LENGTH]] - trail.pick[MINUTES])


def spread_pause(ground: Ground, trail: Trail, pause: int) -> None:
    """Add what a break costs while the block stands before it, just before it or behind it."""
    constant, minutes, pick = trail.constant, ground.pause_minutes[pause], trail.pick
    behind = pause_without(ground, trail, pause, 0)
    before = pause_without(ground, trail, pause, pick[MINUTES])
    drop(constant, -minutes * held(ground, trail, before, 1), pick[FIRST_GAP], min(before, behind - 1))
    for gap in range(before + 1, behind):
        drop(constant, -minutes * held(ground, trail, gap, 1), gap, gap)
    drop(constant, -minutes * held(ground, trail, behind, 0), behind, pick[LAST_GAP])


def pause_without(ground: Ground, trail: Trail, pause: int, later: int) -> int:
    """The gap of a break when the block is gone and everything starts `later`."""
    start, stop = trail.pick[FIRST_GAP], trail.pick[LAST_GAP]
    gap = trail.pause_gap[trail.pick[SESSION] * len(ground.pause_at) + pause]
    if gap > trail.pick[LEFT]:
        gap -= trail.pick[LENGTH]
    gap = min(max(gap, start), stop)
    wanted = ground.pause_at[pause] - later + work_before(trail, start)
    for other in range(pause):
        wanted -= ground.pause_minutes[other]
    while gap < stop and work_before(trail, gap) < wanted:
        gap += 1
    while gap > start and work_before(trail, gap - 1) >= wanted:
        gap -= 1
    return int(gap)


def held(ground: Ground, trail: Trail, gap: int, before: int) -> int:
    """Weight of the agencies present across a gap, with the block before it (1) or behind it (0)."""
    pick, base = trail.pick, trail.pick[SESSION] * ground.agencies
    source = gap if gap <= pick[LEFT] else gap + pick[LENGTH]
    total = trail.across[source]
    for number in range(pick[MEMBERS]):
        agency = trail.member[number]
        if trail.first[base + agency] < source <= trail.last[base + agency]:
            total -= ground.weight[agency]
        first, last = trail.begin_out[number], trail.end_out[number]
        comes, goes = (first < gap) or before, (last >= gap) or not before
        if first >= 0 and comes and goes:
            total += ground.weight[agency]
    return int(total)
