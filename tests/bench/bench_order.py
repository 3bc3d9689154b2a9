"""How good and how fast the case order is: films, councils against best known, bounds, practice, peers, pictures.

Run alone on the machine: every figure is a search with a time limit. Arguments choose instances by the start of their
names; without any, all of tests/data/order, with the random instances, growth and the two pictures. `--share 0.05`
takes so much of every time limit, to try the bench itself; `--pictures FOLDER` says where the pictures go.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from meetings.ordering.annealing import Engine, Interpreted
from meetings.ordering.evaluation import Evaluation, evaluate
from meetings.ordering.instance import OrderCase, OrderInstance
from meetings.ordering.reading import as_instance
from meetings.ordering.solver import Solution, best_engine, solve
from tests.bench import order_pictures
from tests.bench.bench_order_peers import PEERS
from tests.bench.order_pictures import Curve
from tests.unit.meetings.ordering import order_samples as samples
from tests.unit.meetings.ordering.test_solver import check_against_every_order

FILM_SECONDS = 10
SECONDS = {"040": 3, "080": 3, "150": 10, "200": 10, "400": 20}
INTERPRETED_SECONDS = {"council-200-plain-1": 30, "council-200-rules-1": 30, "film103": 60, "shaw2020": 60}
RANDOM_INSTANCES = 2_000
GROWTH_CASES, GROWTH_AGENCIES = (20, 40, 80, 120, 160, 200), (10, 20, 30, 40, 50)
GROWTH_SECONDS, NEARLY = 5, 1.02
WARMING_SECONDS = 0.1
DRAWN = tuple(f"council-{count}-rules-1" for count in ("040", "080", "150", "200", "400"))
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


class Bench:
    """One run: which instances, and how much of the time limits."""

    def __init__(self, starts: tuple[str, ...], share: float) -> None:
        names = sorted(path.stem for path in samples.FOLDER.glob("*.json") if path.stem != "best")
        self.names, self.share, self.whole = [name for name in names if name.startswith(starts)], share, starts == ("",)

    def figures(self) -> Iterator[str]:
        """One line per instance: objective, ratio to best known, bound, status, seconds; practice and peers below."""
        for name in self.names:
            yield from self.lines(name, best_engine())
        for name in (name for name in self.names if name in INTERPRETED_SECONDS):
            found = self.search(name, Interpreted(), INTERPRETED_SECONDS[name])
            yield f"{_words(name, found, samples.best_known(name))}（[fast]なし）"

    def lines(self, name: str, engine: Engine) -> Iterator[str]:
        """The search's line and, for a council, how many times as much today's practice and the peers wait."""
        seconds = SECONDS.get(name[8:11], FILM_SECONDS)
        found = self.search(name, engine, seconds)
        yield _words(name, found, samples.best_known(name))
        instance = as_instance(samples.published(name))
        if instance.kind == "council" and found.objective:
            others = {**_practice(instance), **self.peers(instance, seconds)}
            yield "  " + "、".join(f"{word} {_times(other, found.objective)}" for word, other in others.items())

    def search(self, name: str, engine: Engine, seconds: float) -> Solution:
        """The answer, which the independent evaluator must agree with."""
        content = samples.published(name)
        instance = as_instance(content)
        found = solve(instance, time_limit_seconds=seconds * self.share, engine=engine)
        report = samples.reference.evaluate(content, instance.written(found.order))
        if not report["feasible"] or report["objective"] != found.objective:
            raise WrongAnswer(name)
        return found

    def peers(self, instance: OrderInstance, seconds: float) -> dict[str, Evaluation | None]:
        """What each peer finds in the same time, judged by our own count; None when it finds nothing."""
        found: dict[str, Evaluation | None] = {}
        for word, peer in PEERS.items():
            order = peer(instance, seconds * self.share)
            found[word] = evaluate(instance, order) if order else None
        return found

    def quality(self) -> Iterator[Curve]:
        """How each better order comes nearer to the best known, with and without the compiled engine."""
        for dashed, engine in enumerate((best_engine(), Interpreted())):
            for colour, name in enumerate(DRAWN):
                limit = SECONDS[name[8:11]] * self.share
                trace = self.trace(as_instance(samples.published(name)), engine, limit)
                best = samples.best_known(name)
                points = [(at, objective / best) for at, objective in _held(trace, limit)]
                words = f"{int(name[8:11])}件{'（[fast]なし）' if dashed else ''}"
                yield Curve(name=words, colour=colour, dashed=bool(dashed), points=points)

    def growth(self) -> tuple[list[Curve], list[Curve]]:
        """Seconds until the value is within 2 % of the last, for more and more cases, and agencies."""
        content = samples.published("council-200-plain-1")
        by_cases = [
            (float(count), self.settled(content | {"cases": content["cases"][:count]})) for count in GROWTH_CASES
        ]
        by_agencies = [(float(count), self.settled(_with_agencies(content, count))) for count in GROWTH_AGENCIES]
        return (
            [Curve(name="ケースの数（50機関）", colour=0, dashed=False, points=by_cases)],
            [Curve(name="機関の数（200件）", colour=1, dashed=True, points=by_agencies)],
        )

    def settled(self, content: dict[str, Any]) -> float:
        """When the objective first came within 2 % of what it was at the end."""
        trace = self.trace(as_instance(content), best_engine(), GROWTH_SECONDS * self.share)
        return next(at for at, objective in trace if objective <= trace[-1][1] * NEARLY)

    def trace(self, instance: OrderInstance, engine: Engine, seconds: float) -> list[tuple[float, int]]:
        """When each better objective was found."""
        solve(instance, time_limit_seconds=WARMING_SECONDS, engine=engine)
        found, began = list[tuple[float, int]](), monotonic()
        solve(
            instance,
            time_limit_seconds=seconds,
            engine=engine,
            on_better=lambda objective, _: found.append((monotonic() - began, objective)),
        )
        return found


def random_instances(count: int) -> str:
    """Every small instance against every order tried."""
    for seed in range(count):
        check_against_every_order(seed)
    return f"小さな問題 {count}件: すべての順番を試した最適値と一致"


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


def _practice(instance: OrderInstance) -> dict[str, Evaluation | None]:
    lists = {"受理順": list(instance.cases), "地区・学校順": by_district(instance), "貪欲": greedy(instance)}
    return {word: evaluate(instance, [[case.id for case in cases]]) for word, cases in lists.items()}


def _times(other: Evaluation | None, objective: int) -> str:
    """873（1.97倍）, with * when it breaks a rule."""
    if other is None:
        return "なし"
    return (
        f"{other.objective}（{other.objective / objective:.2f}倍{'' if other.is_feasible else '、きまりを守らない'}）"
    )


def _held(trace: Sequence[tuple[float, int]], limit: float) -> Iterator[tuple[float, int]]:
    """The trace as stairs: each value holds until the next one, the last until the limit."""
    for (at, objective), following in zip(trace, [*(at for at, _ in trace[1:]), max(limit, trace[-1][0])], strict=True):
        yield at, objective
        yield following, objective


def _with_agencies(content: dict[str, Any], count: int) -> dict[str, Any]:
    """The council as if it had only its first agencies; cases without any left stay as time."""
    kept = [agency["id"] for agency in content["agencies"][:count]]
    cases = [
        case | {"agencies": [agency for agency in case["agencies"] if agency in kept]} for case in content["cases"]
    ]
    return content | {"agencies": content["agencies"][:count], "cases": [case for case in cases if case["agencies"]]}


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


def main() -> None:
    """Print the figures; after a whole run, write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("starts", nargs="*", default=[""])
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--pictures", type=Path, default=PICTURES)
    given = parser.parse_args()
    bench = Bench(tuple(given.starts), given.share)
    for line in bench.figures():
        _say(line)
    if bench.whole:
        _say(random_instances(round(RANDOM_INSTANCES * given.share)))
        for curve in (quality := list(bench.quality())):
            _say(f"{curve.name}: 終わりに既知の最良の {curve.points[-1][1]:.3f}倍")
        cases, agencies = bench.growth()
        for curve in (*cases, *agencies):
            _say(f"{curve.name}: " + "、".join(f"{count:g}で{seconds:.2f}秒" for count, seconds in curve.points))
        longest = max(SECONDS.values()) * given.share
        (given.pictures / "order-quality.svg").write_text(order_pictures.quality(quality, longest), encoding="utf-8")
        (given.pictures / "order-growth.svg").write_text(order_pictures.growth(cases, agencies), encoding="utf-8")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
