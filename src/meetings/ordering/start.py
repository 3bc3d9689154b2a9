"""A first order that keeps pins, groups and precedence, or the reason why none does; times are not looked at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from meetings.ordering.instance import OrderInstance, Sessions


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Case numbers in an order that keeps the sequence rules, how many at each end never move, and the groups.

    `group` is the group in which a case may move, `together` also that of pinned cases; -1 for none. `cuts`: how many
    cases stand before the end of each session but the last.
    """

    order: tuple[int, ...]
    head: int
    tail: int
    group: tuple[int, ...]
    together: tuple[int, ...]
    cuts: tuple[int, ...]


def skeleton(instance: OrderInstance, earlier: Sessions = ()) -> Skeleton | None:
    """The first such order in the order of the file, or None: pins, groups and precedence contradict one another.

    A group with a pinned case is held at that end; the rest of it stays free in its inner order. With an `earlier`
    order the first such order after that one: itself where it keeps the rules; cases it does not know come behind.
    """
    number_of = {case.id: number for number, case in enumerate(instance.cases)}
    known = [number_of[case] for session in earlier for case in session if case in number_of]
    listed = tuple(dict.fromkeys((*known, *range(len(number_of)))))
    first = [number_of[case] for case in instance.first]
    last = [number_of[case] for case in instance.last if case not in instance.first]
    groups = [[number_of[case] for case in group] for group in instance.groups]
    pinned = {*first, *last}
    together = [-1] * len(number_of)
    for number, group in enumerate(groups):
        for case in group:
            together[case] = number
    group_of = [-1 if case in pinned else number for case, number in enumerate(together)]
    held = (_held(groups, pinned, set(first)), _held(groups, pinned, set(last)))
    head = [case for case in listed if case in held[0]]
    tail = [case for case in listed if case in held[1] - held[0]]
    free = [case for case in listed if case not in {*pinned, *head, *tail}]
    pairs = [(number_of[before], number_of[after]) for before, after in instance.precedence]
    order = [*first, *_sorted(head, pairs), *_blocks(free, group_of, pairs), *_sorted(tail, pairs), *last]
    if len(order) != len(number_of) or not _keeps(order, groups, pairs):
        return None
    ends = [sum(case in number_of for case in session) for session in earlier]
    behind = len(order) - len(last) - len(tail)
    cuts = [*accumulate(ends), *[behind] * instance.sessions][: instance.sessions - 1]
    return Skeleton(
        tuple(order),
        len(first) + len(head),
        len(last) + len(tail),
        tuple(group_of),
        tuple(together),
        tuple(_outside_groups(order, together, cuts)),
    )


def _outside_groups(order: Sequence[int], together: Sequence[int], cuts: Iterable[int]) -> Iterator[int]:
    """The cuts, each moved to the end of the group it would divide."""
    for cut in cuts:
        place = cut
        while 0 < place < len(order) and together[order[place]] == together[order[place - 1]] >= 0:
            place += 1
        yield place


def _held(groups: Iterable[list[int]], pinned: set[int], end: set[int]) -> set[int]:
    """The free cases of groups with a case pinned at this end."""
    return {case for group in groups if end.intersection(group) for case in group if case not in pinned}


def _blocks(free: list[int], group_of: list[int], pairs: list[tuple[int, int]]) -> Iterator[int]:
    """The free cases, group by group, everything before what must follow it; fewer where that is impossible."""
    block_of = {case: (group_of[case], -1) if group_of[case] >= 0 else (-1, case) for case in free}
    blocks: dict[tuple[int, int], list[int]] = {}
    for case in free:
        blocks.setdefault(block_of[case], []).append(case)
    numbers = {block: number for number, block in enumerate(blocks)}
    known = [(numbers[block_of[a]], numbers[block_of[b]]) for a, b in pairs if a in block_of and b in block_of]
    for number in _sorted(list(numbers.values()), [(a, b) for a, b in known if a != b]):
        yield from _sorted(list(blocks.values())[number], pairs)


def _sorted(entries: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    """The entries, each after those that must come before it; a circle is left out."""
    left, found = list(entries), []
    while left:
        waiting = set(left)
        ready = next((one for one in left if not any(b == one and a in waiting and a != b for a, b in pairs)), None)
        if ready is None:
            break
        left.remove(ready)
        found.append(ready)
    return found


def _keeps(order: list[int], groups: Iterable[list[int]], pairs: Iterable[tuple[int, int]]) -> bool:
    place = {case: position for position, case in enumerate(order)}
    together = all(max(map(place.__getitem__, g)) - min(map(place.__getitem__, g)) < len(g) for g in groups)
    return together and all(place[before] < place[after] for before, after in pairs)
