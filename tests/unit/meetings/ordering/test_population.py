"""Which orders a search keeps, and from what the next run starts."""

from random import Random

from meetings.ordering.population import MOST_KEPT, NO_ORDER, PATIENCE, Population, RunEnd

CASES = tuple(f"C{number:02}" for number in range(24))


def end(cost: int) -> RunEnd:
    """An order of this cost."""
    order = list(CASES)
    Random(cost).shuffle(order)
    return RunEnd(cost, (tuple(order),))


def grown(costs: range, wanted: int = 3) -> Population:
    population = Population(Random(1), wanted)
    for cost in costs:
        population.add(end(cost))
    return population


def test_begins_with_runs_from_anew_and_then_crosses() -> None:
    population = grown(range(10, 14))
    starts = [population.start() for _ in range(5)]
    assert starts[:3] == [(), (), ()]
    assert all(sorted(start[0]) == list(CASES) for start in starts[3:])


def test_keeps_the_best_of_different_cost() -> None:
    population = grown(range(100, 100 + 2 * MOST_KEPT))
    population.add(end(50))
    population.add(RunEnd(50, (CASES,)))
    population.add(NO_ORDER)
    assert population.best == end(50)
    assert [one.cost for one in population.kept] == [50, *range(100, 99 + MOST_KEPT)]


def test_makes_way_when_nothing_better_comes_and_meets_the_best_before_it() -> None:
    population = grown(range(10, 14), wanted=1)
    assert population.start() == ()
    for _ in range(PATIENCE):
        assert population.start() != ()
        population.add(RunEnd(10, (CASES,)))
    assert population.start() == (), "a new population"
    assert population.kept == []
    for cost in (20, 21):
        population.add(end(cost))
    for _ in range(PATIENCE):
        assert end(10) not in population.kept
        population.add(end(20))
    assert population.start() != ()
    assert [one.cost for one in population.kept] == [10, 20, 21]
    assert population.best == end(10)


def test_goes_on_from_anew_while_there_is_nothing_to_cross() -> None:
    population = Population(Random(1), 1)
    for _ in range(10):
        assert population.start() == ()
        population.add(NO_ORDER)
    assert population.best == NO_ORDER
