"""How good and how fast the case order is: published films, councils against best known, bounds, today's practice.

Run alone on the machine: every figure is a search with a time limit. Arguments choose instances by the start of their
names; without any, all of tests/data/order. Optional peers (ortools, didppy) are not needed here.
"""

import sys
from collections.abc import Iterator

from meetings.ordering import solver
from meetings.ordering.annealing import Engine, Interpreted
from meetings.ordering.evaluation import evaluate
from meetings.ordering.instance import OrderCase, OrderInstance
from meetings.ordering.projection import interpreted_tables
from meetings.ordering.reading import as_instance
from meetings.ordering.solver import Solution, best_engine, solve
from tests.unit.meetings.ordering import order_samples as samples
from tests.unit.meetings.ordering.test_solver import check_against_every_order

FILM_SECONDS = 10
SECONDS = {"040": 3, "080": 3, "150": 10, "200": 10, "400": 20}
INTERPRETED_SECONDS = {"council-200-plain-1": 30, "council-200-rules-1": 30, "film103": 60, "shaw2020": 60}
RANDOM_INSTANCES = 2_000
GROWTH = (40, 80, 120, 160, 200)


def figures(starts: tuple[str, ...] = ("",)) -> Iterator[str]:
    """One line per instance: objective, ratio to best known, bound, status, seconds, and today's practice."""
    names = sorted(path.stem for path in samples.FOLDER.glob("*.json") if path.stem != "best")
    chosen = [name for name in names if name.startswith(starts)]
    engine, tables = best_engine(), solver.best_tables
    for name in chosen:
        yield _line(name, engine, SECONDS.get(name[8:11], FILM_SECONDS))
    solver.best_tables = lambda: interpreted_tables
    for name in (name for name in chosen if name in INTERPRETED_SECONDS):
        yield f"{_line(name, Interpreted(), INTERPRETED_SECONDS[name])}（[fast]なし）"
    solver.best_tables = tables
    if starts == ("",):
        yield from growth()
        yield random_instances()


def growth() -> list[str]:
    """Objective, bound and steps for the first cases of one council, 3 seconds each."""
    content = samples.published("council-200-plain-1")
    lines = []
    for count in GROWTH:
        found = solve(as_instance(content | {"cases": content["cases"][:count]}), time_limit_seconds=3)
        lines.append(f"{count}件: 待ち {found.objective}、下限 {found.bound}")
    return lines


def random_instances() -> str:
    """Every small instance against every order tried."""
    for seed in range(RANDOM_INSTANCES):
        check_against_every_order(seed)
    return f"小さな問題 {RANDOM_INSTANCES}件: すべての順番を試した最適値と一致"


def _line(name: str, engine: Engine, seconds: float) -> str:
    content = samples.published(name)
    instance, best = as_instance(content), samples.best_known(name)
    found = solve(instance, time_limit_seconds=seconds, engine=engine)
    report = samples.reference.evaluate(content, instance.written(found.order))
    if not report["feasible"] or report["objective"] != found.objective:
        raise WrongAnswer(name)
    return _words(name, found, best) + _practice(instance)


class WrongAnswer(Exception):
    """The evaluator does not agree."""


def _words(name: str, found: Solution, best: int) -> str:
    objective = found.objective or 0
    ratio = objective / best if best else 1.0
    share = found.bound / objective if objective else 1.0
    return (
        f"{name}: {objective}（既知の最良 {best} の {ratio:.4f}倍）、下限 {found.bound}（{share:.0%}）、"
        f"{found.status}、{found.seconds:.1f}秒"
    )


def _practice(instance: OrderInstance) -> str:
    if instance.kind != "council":
        return ""
    lists = {"受理順": list(instance.cases), "地区・学校順": by_district(instance), "貪欲": greedy(instance)}
    waits = {word: evaluate(instance, [[case.id for case in cases]]).objective for word, cases in lists.items()}
    return "、" + "、".join(f"{word} {waiting}" for word, waiting in waits.items())


def by_district(instance: OrderInstance) -> list[OrderCase]:
    """Today's practice: sorted by district and then by school or nursery."""
    return sorted(instance.cases, key=lambda case: sorted(name for name in case.agencies if name.startswith("第")))


def greedy(instance: OrderInstance) -> list[OrderCase]:
    """Always the case that makes the least weight wait, then the one that lets most weight go."""
    left, seen, order = list(instance.cases), set[str](), list[OrderCase]()
    weight = {agency.id: agency.weight for agency in instance.agencies}
    while left:
        needed = {agency: sum(agency in case.agencies for case in left) for agency in weight}

        def price(case: OrderCase, needed: dict[str, int] = needed) -> int:
            held = (seen | set(case.agencies)) - set(case.agencies)
            waiting = sum(weight[agency] for agency in held if needed[agency]) * case.minutes
            opened = sum(weight[agency] for agency in case.agencies if agency not in seen)
            return waiting + opened - sum(weight[agency] for agency in case.agencies if needed[agency] == 1)

        chosen = min(left, key=price)
        left.remove(chosen)
        order.append(chosen)
        seen.update(chosen.agencies)
    return order


if __name__ == "__main__":
    for line in figures(tuple(sys.argv[1:]) or ("",)):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
