"""The flat arrays of the annealing from an instance, with a first order that keeps pins, groups and precedence.

Which steps are taken is not decided here.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from meetings.ordering.announced import NOTHING_TOLD, Announcement
from meetings.ordering.instance import OrderInstance
from meetings.ordering.reductions import waiting_agencies
from meetings.ordering.start import Skeleton
from meetings.ordering.trail import BEST, FAR, PICKS, TALLIES, Ground, Ints, Trail, draw

NOISE_SIZE = 16_384
UNIT = 1 << 32  # costs and noise are compared in 2^-32 of the temperature
PENALTY_OF_WEIGHT = 20
Arrays = Callable[[list[int]], Ints]


@cache
def noise_tables() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Gumbel and exponential variates times UNIT, shuffled."""
    shares = [(number + 0.5) / NOISE_SIZE for number in range(NOISE_SIZE)]
    rng = [12_345, 67_890]
    for number in range(NOISE_SIZE - 1, 0, -1):
        other = draw(rng, number + 1)
        shares[number], shares[other] = shares[other], shares[number]
    waits = [-math.log(share) for share in shares]
    return tuple(round(math.log(wait) * UNIT) for wait in waits), tuple(round(wait * UNIT) for wait in waits)


def ground_of(
    instance: OrderInstance, start: Skeleton, arrays: Arrays, announced: Announcement = NOTHING_TOLD
) -> Ground:
    """The arrays that stay the same."""
    agencies = _numbered(instance, announced)
    size = len(instance.cases) + instance.sessions - 1
    separators = size - len(instance.cases)
    called = [[agencies[name] for name in case.agencies if name in agencies] for case in instance.cases]
    called += [[]] * separators
    number_of = {case.id: number for number, case in enumerate(instance.cases)}
    pairs = [(number_of[before], number_of[after]) for before, after in instance.precedence]
    told = {agency: window for agency, window in announced.windows.items() if agency in agencies}
    starts, listed = _flat(called)
    before_start, before = _flat([[a for a, b in pairs if b == case] for case in range(size)])
    after_start, after = _flat([[b for a, b in pairs if a == case] for case in range(size)])
    begins, ends = _windows(instance, separators)
    weights = [instance.agency_of[agency].weight for agency in agencies]
    most_minutes = instance.minutes + sum(pause.minutes for pause in instance.pauses)
    noise, patience = noise_tables()
    return Ground(
        cases=len(instance.cases),
        size=size,
        agencies=len(agencies),
        sessions=instance.sessions,
        head=start.head,
        tail=start.tail,
        capacity=FAR if instance.capacity is None else instance.capacity,
        penalty=PENALTY_OF_WEIGHT * max([1, *weights]),
        minutes=arrays([case.minutes for case in instance.cases] + [0] * separators),
        begins=arrays(begins),
        ends=arrays(ends),
        group=arrays([*start.group, *[-1] * separators]),
        together=arrays([*start.together, *[-1] * separators]),
        agency_start=arrays(starts),
        agency_list=arrays(listed),
        needs=arrays([int(number in wanted) for wanted in called for number in range(len(agencies))]),
        weight=arrays(weights),
        before_start=arrays(before_start),
        before_list=arrays(before),
        after_start=arrays(after_start),
        after_list=arrays(after),
        capped=arrays([agencies[agency.id] for agency in instance.capped]),
        longest=arrays([_longest_presence(instance, agency) for agency in agencies]),
        told=arrays([agencies[name] for name in told]),
        told_session=arrays([window.session for window in told.values()]),
        told_begins=arrays([announced.rounded(window.begins, window.ends)[0] for window in told.values()]),
        told_ends=arrays([announced.rounded(window.begins, window.ends)[1] for window in told.values()]),
        price=min(announced.price, 1 + sum(weights) * most_minutes),
        grain=announced.grain,
        offset=announced.offset,
        pause_at=arrays([pause.at for pause in instance.pauses]),
        pause_minutes=arrays([pause.minutes for pause in instance.pauses]),
        noise=arrays(list(noise)),
        patience=arrays(list(patience)),
        is_timed=int(any(begins) or min(ends) < FAR),
        is_grouped=int(any(number >= 0 for number in start.together)),
        is_capped=int(bool(instance.capped)),
        is_told=int(bool(told)),
    )


def trail_of(ground: Ground, order: Iterable[int], seed: int, arrays: Arrays) -> Trail:
    """The arrays that change, for this order (not yet measured)."""
    size, present = ground.size, ground.agencies * ground.sessions

    def zeros(length: int, value: int = 0) -> Ints:
        return arrays([value] * max(length, 1))

    listed = list(order)
    tally = [0] * TALLIES
    tally[BEST] = FAR
    return Trail(
        order=arrays(listed),
        place=zeros(size),
        saved=zeros(size),
        best=arrays(list(listed)),
        first=zeros(present, -1),
        last=zeros(present, -1),
        work=zeros(size + 1),
        clock=zeros(size + 1),
        until=zeros(size + 1),
        late=zeros(size + 1),
        opening=zeros(size + 1),
        closing=zeros(size + 1),
        across=zeros(size + 2),
        inner=zeros(size + 2),
        pause_gap=zeros(ground.sessions * len(ground.pause_at), FAR),
        bounds=zeros(ground.sessions + 1),
        slot=zeros(ground.agencies, -1),
        member=zeros(ground.agencies),
        begin_in=zeros(ground.agencies),
        end_in=zeros(ground.agencies),
        begin_out=zeros(ground.agencies),
        end_out=zeros(ground.agencies),
        constant=zeros(size + 3),
        slope=zeros(size + 3),
        rng=arrays([1 + (seed * 7_919 + 12_345) % 2_147_483_000, 1 + (seed * 104_729 + 67_890) % 2_147_483_000]),
        pick=zeros(PICKS),
        tally=arrays(tally),
    )


def _numbered(instance: OrderInstance, announced: Announcement) -> dict[str, int]:
    """The agencies that count, with their numbers: those that can wait, or have a longest wait or a told window."""
    capped = (agency.id for agency in instance.capped)
    told = (agency for agency in announced.windows if agency in instance.agency_of)
    return {
        agency: number for number, agency in enumerate(dict.fromkeys((*waiting_agencies(instance), *capped, *told)))
    }


def _longest_presence(instance: OrderInstance, agency: str) -> int:
    longest = instance.agency_of[agency].longest_wait
    if longest is None:
        return FAR
    return longest + sum(case.minutes for case in instance.cases if agency in case.agencies)


def _windows(instance: OrderInstance, separators: int) -> tuple[list[int], list[int]]:
    begins, ends = [], []
    for case in instance.cases:
        windows = instance.windows_of(case)
        begins.append(max((window.begins or 0 for window in windows), default=0))
        ends.append(min((FAR if window.ends is None else window.ends for window in windows), default=FAR))
    return begins + [0] * separators, ends + [FAR] * separators


def _flat(lists: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    starts = [0]
    for entries in lists:
        starts.append(starts[-1] + len(entries))
    return starts, [entry for entries in lists for entry in entries]
