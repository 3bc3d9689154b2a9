"""Two orders joined: every case once, a stretch of the first in its place, the rest as in the second."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from meetings.ordering.announced import mirrored
from meetings.ordering.crossing import crossed, nearer
from meetings.ordering.instance import Sessions

CASES = [f"C{number:02}" for number in range(40)]


def divided(order: list[str], at: int) -> Sessions:
    return (tuple(order[:at]), tuple(order[at:]))


@given(st.permutations(CASES), st.permutations(CASES), st.integers(0, len(CASES)), st.integers(0, 10**6))
def test_holds_every_case_once_in_sessions_like_the_first(
    first: list[str], second: list[str], cut: int, seed: int
) -> None:
    made = crossed(divided(first, cut), divided(second, 5), Random(seed))
    assert [len(session) for session in made] == [cut, len(CASES) - cut]
    assert sorted(case for session in made for case in session) == CASES


@given(st.permutations(CASES), st.permutations(CASES), st.integers(0, 10**6))
def test_a_stretch_stays_and_the_rest_follows_the_second(first: list[str], second: list[str], seed: int) -> None:
    (made,) = crossed((tuple(first),), (tuple(second),), Random(seed))
    place = {case: number for number, case in enumerate(second)}

    def follows(start: int, stop: int) -> bool:
        rest = [*made[:start], *made[stop:]]
        return made[start:stop] == tuple(first[start:stop]) and rest == sorted(rest, key=place.__getitem__)

    least = len(CASES) // 8
    stretches = [(start, stop) for stop in range(least, len(CASES) + 1) for start in range(stop - least + 1)]
    assert any(follows(start, stop) for start, stop in stretches)


def test_an_order_is_turned_towards_the_other() -> None:
    order = (tuple(CASES),)
    assert nearer(mirrored(order), order) == order
    assert nearer(order, order) == order
