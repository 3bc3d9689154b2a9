"""The problem restricted to a few agencies, solved exactly: plain functions on flat arrays that can be compiled.

Cases in which the same of these agencies take part stand together in some optimal order, so few classes are left. What
of an agency's weight counts may differ from class to class. The arrays of `Desk` hold one such problem at a time.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from meetings.ordering.waiting import WaitingProblem, near_agencies

Ints = Any  # list[int], or numpy int64 for the compiled path
MOST_AGENCIES = 11
SCALE = 120  # weights are divided in parts of 1/120
FAR = 1 << 60
AGENCIES, CLASSES, VALUE, ARRIVED, NEEDED = 0, 1, 2, 3, 4  # places of Desk.size; the last two are masks


class Board(NamedTuple):
    """The whole problem, and what of each weight is `left` for further small problems (by agency and case)."""

    cases: int
    agencies: int
    sessions: int
    most_classes: int
    minutes: Ints
    needs: Ints  # by agency and case: 1 where it is called
    left: Ints
    near: Ints  # by agency and agency: 1 where they share a case or are both there at the start or end
    arrived: Ints  # by agency: 1 where it is there from the start,
    needed: Ints  # and where it is until the end


class Desk(NamedTuple):
    """Room for one small problem; `rates` (by agency and class) are what it counts for a minute of waiting."""

    size: Ints
    chosen: Ints
    class_of: Ints  # by case, -1 for none
    number_of: Ints  # by mask of the chosen agencies
    calls: Ints
    minutes: Ints
    rates: Ints
    prices: Ints  # by class and mask of the agencies present
    called: Ints  # by mask of classes
    costs: Ints  # by mask of classes begun: the least waiting still to come
    alone: Ints  # with several sessions, by mask of classes: the least waiting of a session with these


Arrays = Callable[[list[int]], Ints]


def board_of(problem: WaitingProblem, sessions: int, most_classes: int, arrays: Arrays) -> Board:
    """The arrays of a problem with everything left; weights are counted in 1/SCALE."""
    cases, agencies = len(problem.calls), len(problem.weights)
    pinned = {*problem.first, *problem.last}
    calls = [0 if case in pinned else called for case, called in enumerate(problem.calls)]
    return Board(
        cases=cases,
        agencies=agencies,
        sessions=sessions,
        most_classes=most_classes,
        minutes=arrays(list(problem.minutes)),
        needs=arrays([called >> agency & 1 for agency in range(agencies) for called in calls]),
        left=arrays([weight * SCALE for weight in problem.weights for _ in range(cases)]),
        near=arrays([int(near >> other & 1) for near in near_agencies(problem) for other in range(agencies)]),
        arrived=arrays([problem.arrived >> agency & 1 for agency in range(agencies)]),
        needed=arrays([problem.needed >> agency & 1 for agency in range(agencies)]),
    )


def desk_of(board: Board, arrays: Arrays) -> Desk:
    """Empty arrays large enough for every small problem of this board."""
    most, masks = board.most_classes, 1 << board.most_classes
    return Desk(
        size=arrays([0] * 5),
        chosen=arrays([0] * MOST_AGENCIES),
        class_of=arrays([0] * board.cases),
        number_of=arrays([0] * (1 << MOST_AGENCIES)),
        calls=arrays([0] * most),
        minutes=arrays([0] * most),
        rates=arrays([0] * (most * MOST_AGENCIES)),
        prices=arrays([0] * (most << MOST_AGENCIES)),
        called=arrays([0] * masks),
        costs=arrays([0] * masks),
        alone=arrays([0] * (masks if board.sessions > 1 else 1)),
    )


def judge(board: Board, desk: Desk, count: int) -> int:
    """The least waiting of the first `count` chosen agencies with all that is left to them; -1 for too many classes."""
    classes = _classify(board, desk, count)
    desk.size[AGENCIES], desk.size[CLASSES], desk.size[VALUE] = count, classes, -1
    if classes < 0:
        return -1
    desk.size[ARRIVED] = desk.size[NEEDED] = 0
    for place in range(count):
        desk.size[ARRIVED] |= board.arrived[desk.chosen[place]] << place
        desk.size[NEEDED] |= board.needed[desk.chosen[place]] << place
    _take_rates(board, desk, count, classes)
    for number in range(classes):
        _set_prices(board, desk, number)
    for number in range(classes):
        for low in range(1 << number):
            desk.called[low | 1 << number] = desk.called[low] | desk.calls[number]
    desk.size[VALUE] = _remaining_costs(desk, (1 << classes) - 1, desk.costs)
    return int(desk.size[VALUE])


def settle(board: Board, desk: Desk) -> int:
    """The least waiting when the cases are divided among all sessions."""
    desk.size[VALUE] = _solve(board, desk)
    return int(desk.size[VALUE])


def _classify(board: Board, desk: Desk, count: int) -> int:
    for mask in range(1 << count):
        desk.number_of[mask] = -1
    classes = 0
    for case in range(board.cases):
        mask = 0
        for place in range(count):
            mask |= board.needs[desk.chosen[place] * board.cases + case] << place
        number = desk.number_of[mask]
        if mask and number < 0:
            if classes == board.most_classes:
                return -1
            number = classes
            desk.number_of[mask] = number
            desk.calls[number] = mask
            desk.minutes[number] = 0
            classes += 1
        desk.class_of[case] = number
        if mask:
            desk.minutes[number] += board.minutes[case]
    return classes


def _take_rates(board: Board, desk: Desk, count: int, classes: int) -> None:
    """For each class the least that is left at any of its cases."""
    for place in range(count):
        for number in range(classes):
            is_own = desk.calls[number] >> place & 1
            desk.rates[place * board.most_classes + number] = 0 if is_own else FAR
        for case in range(board.cases):
            number = desk.class_of[case]
            if number >= 0:
                at = place * board.most_classes + number
                desk.rates[at] = min(desk.rates[at], board.left[desk.chosen[place] * board.cases + case])


def _set_prices(board: Board, desk: Desk, number: int) -> None:
    base = number << MOST_AGENCIES
    desk.prices[base] = 0
    for place in range(desk.size[AGENCIES]):
        rate = desk.rates[place * board.most_classes + number] * desk.minutes[number]
        for low in range(1 << place):
            desk.prices[base + (low | 1 << place)] = desk.prices[base + low] + rate


def _solve(board: Board, desk: Desk) -> int:
    full = (1 << desk.size[CLASSES]) - 1
    if board.sessions == 1:
        return int(_remaining_costs(desk, full, desk.costs))
    for part in range(1, full + 1):
        _divided_costs(desk, part)
    return int(_best_division(desk, full, board.sessions))


def _remaining_costs(desk: Desk, full: int, costs: Ints) -> int:
    costs[full] = 0
    arrived, needed = desk.size[ARRIVED], desk.size[NEEDED]
    for done in range(full - 1, -1, -1):
        present = (desk.called[done] | arrived) & (desk.called[full - done] | needed)
        best = FAR
        for number in range(desk.size[CLASSES]):
            if not done >> number & 1:
                cost = costs[done | 1 << number] + desk.prices[(number << MOST_AGENCIES) + present]
                best = min(best, cost)
        costs[done] = best
    return int(costs[0])


def _divided_costs(desk: Desk, part: int) -> None:
    """The least waiting of a session with the classes of `part` alone; `costs` is room."""
    desk.costs[part] = 0
    done = part
    while done:
        done = (done - 1) & part
        present = desk.called[done] & desk.called[part ^ done]
        best = FAR
        for number in range(desk.size[CLASSES]):
            if (part ^ done) >> number & 1:
                cost = desk.costs[done | 1 << number] + desk.prices[(number << MOST_AGENCIES) + present]
                best = min(best, cost)
        desk.costs[done] = best
    desk.alone[part] = desk.costs[0]


def _best_division(desk: Desk, full: int, sessions: int) -> int:
    """The least waiting when the classes are divided; how full a session gets is not looked at."""
    desk.alone[0] = 0
    for part in range(full + 1):
        desk.costs[part] = desk.alone[part]
    for _ in range(sessions - 1):
        for whole in range(full, 0, -1):  # smaller masks still hold the value for one session fewer
            best, part = desk.costs[whole], whole
            while part:
                best = min(best, desk.alone[part] + desk.costs[whole ^ part])
                part = (part - 1) & whole
            desk.costs[whole] = best
    return int(desk.costs[full])


def lower_rates(board: Board, desk: Desk, sequence: Ints) -> None:
    """Give back what the value does not need; `sequence` are the places of `rates` in the order they are tried."""
    value = desk.size[VALUE]
    for at in sequence:
        number, rate = at % board.most_classes, desk.rates[at]
        if rate:
            desk.rates[at] = 0
            _set_prices(board, desk, number)
            missing = value - _solve(board, desk)
            desk.rates[at] = min(rate, -(-missing // max(1, desk.minutes[number])))
            if missing > 0:
                _set_prices(board, desk, number)


def count_in(board: Board, desk: Desk, sign: int) -> None:
    """Take the rates of the desk from what is left, or give them back (sign -1)."""
    for place in range(desk.size[AGENCIES]):
        for case in range(board.cases):
            number = desk.class_of[case]
            if number >= 0:
                rate = desk.rates[place * board.most_classes + number]
                board.left[desk.chosen[place] * board.cases + case] -= sign * rate


def best_triple(board: Board, desk: Desk, triples: Ints, at_most: Ints) -> int:
    """The first triple (flat list of agencies) that waits longest is chosen; how long it waits.

    `at_most` is what each waited at the last look; as long as only less is left, it waits no longer now.
    """
    best, found = 0, 0
    for number in range(len(at_most)):
        if at_most[number] > best:
            for place in range(3):
                desk.chosen[place] = triples[3 * number + place]
            at_most[number] = judge(board, desk, 3)
            if at_most[number] > best:
                best, found = at_most[number], number
    for place in range(3):
        desk.chosen[place] = triples[3 * found + place]
    return int(best)


def grow(board: Board, desk: Desk) -> int:
    """Add agencies to the three chosen by what each adds for each class more; the value reached."""
    count, value = 3, judge(board, desk, 3)
    while count < MOST_AGENCIES:
        classes, best, found = desk.size[CLASSES], 0, -1
        for agency in range(board.agencies):
            is_new, is_near = True, False
            for place in range(count):
                is_new = is_new and desk.chosen[place] != agency
                is_near = is_near or board.near[desk.chosen[place] * board.agencies + agency] > 0
            if is_new and is_near:
                desk.chosen[count] = agency
                gain = judge(board, desk, count + 1) - value
                worth = gain * MOST_AGENCIES * MOST_AGENCIES // (1 + max(0, desk.size[CLASSES] - classes))
                if worth > best:
                    best, found = worth, agency
        if found < 0:
            break
        desk.chosen[count] = found
        count += 1
        value = judge(board, desk, count)
    return judge(board, desk, count)
