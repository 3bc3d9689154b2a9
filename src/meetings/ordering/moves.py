"""Which block of cases the annealing takes out next, and which gaps pins, groups and precedence leave it."""

from meetings.ordering.trail import HIGH, INSIDE, LEFT, LENGTH, LOW, MIRRORED, RIGHT, Ground, Trail, draw

LONGEST_BLOCK = 16
# kinds of steps, drawn from 0 to KINDS - 1: before SPAN all cases during which one agency is there, from SINGLE on
# one case or group
KINDS, TURN_GROUP, TURN_RANGE, SPAN, SINGLE, SEPARATOR = 64, 6, 10, 18, 36, 63


def choose(ground: Ground, trail: Trail) -> bool:
    """Choose a block, whether it is mirrored, and the gaps it may go to (counted without the block)."""
    kind = draw(trail.rng, KINDS)
    if ground.is_grouped and kind < TURN_GROUP:
        return choose_inside(ground, trail)
    if ground.sessions > 1 and kind == SEPARATOR:
        return choose_separator(ground, trail)
    head, tail = fixed_positions(ground, trail, 0), fixed_positions(ground, trail, 1)
    free = ground.size - head - tail
    if free <= 1:
        return False
    pick, inner = trail.pick, trail.inner
    pick[LOW], pick[HIGH] = head, ground.size - tail
    left, right = choose_ends(ground, trail, kind)
    if right < left:
        return False
    while inner[left]:
        left -= 1
    while inner[right + 1]:
        right += 1
    if ground.sessions > 1:
        right = before_separator(ground, trail, left, right)
    pick[LEFT], pick[RIGHT], pick[LENGTH], pick[INSIDE] = left, right, right - left + 1, 0
    pick[MIRRORED] = 1 if right > left and (kind < TURN_RANGE or kind & 1) else 0
    if kind < TURN_RANGE:
        pick[LOW] = pick[HIGH] = left
    else:
        pick[HIGH] -= pick[LENGTH]
    return True


def choose_ends(ground: Ground, trail: Trail, kind: int) -> tuple[int, int]:
    """First and last position of a block of free cases; there is none when the last is before the first."""
    start, stop = trail.pick[LOW], trail.pick[HIGH]
    free = stop - start
    if TURN_RANGE <= kind < SPAN and ground.agencies > 0:
        present = draw(trail.rng, ground.agencies * ground.sessions)
        left, right = max(start, trail.first[present]), min(trail.last[present], stop - 1)
        if trail.first[present] < 0 or 2 * (right - left) > free:
            return 0, -1
        return int(left), int(right)
    length = 1
    if kind < SINGLE:
        length = 1 + draw(trail.rng, free if kind < TURN_RANGE else LONGEST_BLOCK)
        length = 1 + draw(trail.rng, length)
    left = int(start + draw(trail.rng, free))
    return left, int(min(left + length, stop)) - 1


def choose_separator(ground: Ground, trail: Trail) -> bool:
    """A separator, to any place outside a group, also between cases that never move."""
    pick = trail.pick
    pick[LEFT] = pick[RIGHT] = trail.place[ground.cases + draw(trail.rng, ground.sessions - 1)]
    pick[LENGTH], pick[MIRRORED], pick[LOW], pick[HIGH] = 1, 0, 0, ground.size - 1
    return True


def fixed_positions(ground: Ground, trail: Trail, at_end: int) -> int:
    """How many positions at the start (0) or end (1) hold the cases that never move, separators among them included."""
    left = ground.tail if at_end else ground.head
    position = 0
    while left > 0:
        if trail.order[ground.size - 1 - position if at_end else position] < ground.cases:
            left -= 1
        position += 1
    return position


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
    pick[LENGTH], pick[INSIDE] = pick[RIGHT] - pick[LEFT] + 1, 1
    pick[MIRRORED] = 1 if whole else 0
    pick[LOW], pick[HIGH] = left, right + 1 - pick[LENGTH]
    return right > left


def keep_precedence(ground: Ground, trail: Trail) -> bool:
    """Narrow the gaps to those that keep precedence; False: mirroring the block would break it."""
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
