"""One order made of two: a stretch of the first where it stands, the other cases in the sequence of the second.

What the orders cost is not looked at, nor which wishes the new one keeps: a skeleton is made of it before it is used.
"""

from collections.abc import Collection
from random import Random

from meetings.ordering.announced import mirrored
from meetings.ordering.instance import Sessions

_SHORTEST = 8  # a stretch holds at least this part of all cases, and leaves as many


def crossed(first: Sessions, second: Sessions, random: Random) -> Sessions:
    """A new order of the same cases; the sessions are as long as those of the first.

    The stretch stands at the start as often as anywhere.
    """
    held = [case for session in first for case in session]
    least = len(held) // _SHORTEST
    length = random.randint(least, len(held) - least)
    start = random.choice((0, random.randint(0, len(held) - length)))
    stretch = held[start : start + length]
    others = _cases(second, set(stretch))
    cases = iter([*others[:start], *stretch, *others[start:]])
    return tuple(tuple(next(cases) for _ in session) for session in first)


def nearer(order: Sessions, other: Sessions) -> Sessions:
    """The order or its mirror image, whichever stands nearer to the other."""
    place = {case: number for number, case in enumerate(_cases(other))}
    return min(order, mirrored(order), key=lambda one: _distance(one, place))


def _distance(order: Sessions, place: dict[str, int]) -> int:
    return sum(abs(place[case] - number) for number, case in enumerate(_cases(order)))


def _cases(order: Sessions, left_out: Collection[str] = ()) -> list[str]:
    return [case for session in order for case in session if case not in left_out]
