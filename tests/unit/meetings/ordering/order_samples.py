"""Random small instances of the case order with every kind of rule, and their optimum by trying every order."""

import importlib.util
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Instance = dict[str, Any]
FOLDER = Path(__file__).parents[3] / "data" / "order"


def _reference() -> Any:  # noqa: ANN401 - a module read from a file
    spec = importlib.util.spec_from_file_location("order_reference", FOLDER / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = _reference()


def published(name: str) -> Instance:
    """An instance of tests/data/order."""
    found: Instance = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def best_known(name: str) -> int:
    """Its best known objective."""
    return int(json.loads((FOLDER / "best.json").read_text(encoding="utf-8"))["instances"][name]["objective"])


def small(seed: int) -> Instance:
    """A council of at most 6 cases; each kind of rule is there in a third of them."""
    chance = random.Random(seed)
    count, agencies = chance.randint(1, 6), chance.randint(1, 6)
    cases: list[Instance] = [
        {
            "id": f"C{number}",
            "minutes": chance.randint(1, 6),
            "agencies": [f"A{agency}" for agency in range(agencies) if chance.random() < 0.45],
        }
        for number in range(count)
    ]
    called: list[Instance] = [{"id": f"A{agency}", "weight": chance.randint(0, 3)} for agency in range(agencies)]
    instance: Instance = {"kind": "council", "cases": cases, "agencies": called}
    _add_sequence(instance, chance, [case["id"] for case in cases])
    _add_times(instance, chance, sum(case["minutes"] for case in cases))
    return instance


def divided(seed: int) -> Instance:
    """Such a council in two sessions, or three, mostly with a capacity that leaves little."""
    chance, instance = random.Random(f"divided {seed}"), small(seed)
    instance["sessions"] = 2 if len(instance["cases"]) > 5 else chance.randint(2, 3)
    if chance.random() < 0.7:
        minutes = [case["minutes"] for case in instance["cases"]]
        instance["capacity"] = max(*minutes, -(-sum(minutes) // instance["sessions"])) + chance.randint(0, 9)
    return instance


def packed_full(seed: int, sessions: int, cases: int, slack: int = 0, **wishes: bool) -> tuple[Instance, Any]:
    """A council whose sessions of so many cases are full but for `slack` minutes, and an order that keeps its rules.

    `groups` joins every three cases of a session, `precedence` puts some cases before others, `breaks` adds one.
    """
    chance = random.Random(f"packed {seed}")
    minutes = [[chance.randint(7, 23) for _ in range(cases)] for _ in range(sessions)]
    while uneven := [session for session in minutes if sum(session) != sum(minutes[0])]:
        place = chance.randrange(cases)
        uneven[0][place] = max(2, uneven[0][place] + (1 if sum(uneven[0]) < sum(minutes[0]) else -1))
    order = [[f"C{number:02}{place:02}" for place in range(cases)] for number in range(sessions)]
    flat = [case for session in order for case in session]
    instance: Instance = {
        "kind": "council",
        "cases": [
            {"id": case, "minutes": length, "agencies": chance.sample("ABCDEFGHIJ", chance.randint(1, 4))}
            for case, length in zip(flat, (length for session in minutes for length in session), strict=True)
        ],
        "agencies": [{"id": agency, "weight": 1} for agency in "ABCDEFGHIJ"],
        "sessions": sessions,
        "capacity": sum(minutes[0]) + slack,
    }
    if wishes.get("groups"):
        instance["groups"] = [session[at : at + 3] for session in order for at in range(0, cases - 2, 3)]
    if wishes.get("precedence"):
        instance["precedence"] = [sorted(chance.sample(flat, 2)) for _ in range(len(flat) // 3)]
    if wishes.get("breaks"):
        instance["breaks"] = [{"at": instance["capacity"] // 3, "minutes": 10}]
        instance["capacity"] += 10
    chance.shuffle(instance["cases"])
    return instance, order


def _add_sequence(instance: Instance, chance: random.Random, ids: list[str]) -> None:
    chance.shuffle(ids)
    if chance.random() < 0.3:
        instance["first"] = ids[: chance.randint(1, 2)]
    if chance.random() < 0.3:
        instance["last"] = [case for case in ids[-2:] if case not in instance.get("first", [])]
    if chance.random() < 0.4 and len(ids) > 2:
        mixed = chance.sample(ids, len(ids))
        instance["groups"] = [mixed[:2], mixed[2:4]]
    if chance.random() < 0.4 and len(ids) > 1:
        instance["precedence"] = [chance.sample(ids, 2) for _ in range(chance.randint(1, 2))]


def _add_times(instance: Instance, chance: random.Random, total: int) -> None:
    if chance.random() < 0.4:
        instance["breaks"] = [
            {"at": chance.randint(0, total), "minutes": chance.randint(1, 8)} for _ in range(chance.randint(1, 2))
        ]
    if chance.random() < 0.3:
        case = chance.choice(instance["cases"])
        case["window"] = _window(chance, case["minutes"], total)
    if chance.random() < 0.3:
        instance["agencies"][0]["window"] = _window(chance, 7, total)
    if chance.random() < 0.2:
        instance["capacity"] = chance.randint(max(6, total // 2), total + 10)
    if chance.random() < 0.2 and len(instance["cases"]) < 6:
        instance["sessions"] = 2
    for agency in instance["agencies"]:
        if chance.random() < 0.15:
            agency["longest_wait"] = chance.randint(0, total // 2)


def _window(chance: random.Random, least: int, total: int) -> list[int | None]:
    begins = chance.choice([None, chance.randint(0, total)])
    ends = chance.choice([None, (begins or 0) + least + chance.randint(1, total)])
    return [begins, ends]


def orders(instance: Instance) -> Iterator[list[list[str]]]:
    """Every order, with every division into sessions."""
    for order in itertools.permutations(case["id"] for case in instance["cases"]):
        for sessions in range(instance.get("sessions", 1)):
            for cuts in itertools.combinations(range(1, len(order)), sessions):
                ends = itertools.pairwise([0, *cuts, len(order)])
                yield [list(order[begin:end]) for begin, end in ends]


def optimum(instance: Instance) -> int | None:
    """The least objective of any order that keeps every rule."""
    kept = (order for order in orders(instance) if keeps_longest_waits(instance, order))
    reports = (reference.evaluate(instance, order) for order in kept)
    return min((report["objective"] for report in reports if report["feasible"]), default=None)


def keeps_longest_waits(instance: Instance, order: list[list[str]]) -> bool:
    """Whether nobody waits longer than `longest_wait`, which the published evaluator does not look at."""
    return all(waited(instance, order, agency["id"]) <= agency["longest_wait"] for agency in capped(instance))


def capped(instance: Instance) -> list[Instance]:
    """The agencies with a longest wait."""
    return [agency for agency in instance["agencies"] if agency.get("longest_wait") is not None]


def waited(instance: Instance, order: list[list[str]], agency: str) -> int:
    """Minutes an agency waits in all sessions."""
    own = {case["id"] for case in instance["cases"] if agency in case["agencies"]}
    total = 0
    for session in order:
        times, _ = reference.timetable(instance, session)
        mine = [times[case] for case in session if case in own]
        if mine:
            total += mine[-1][1] - mine[0][0] - sum(end - start for start, end in mine)
    return total
