"""Evaluate an order of scenes (talent scheduling) or of cases (a council agenda).

The reference for every solver: it holds no code of one. An order is a list of ids, a list of lists with sessions.

Instance, kind "talent":  "durations": [minutes or days of scene 1, 2, ...];
    "actors": [{"id", "cost", "scenes": [1-based scene numbers]}].
    Objective: sum over actors of cost x (time from the start of the first to the end of the last scene).
    "waiting" is the part of it that is paid for scenes in which the actor does not appear.

Instance, kind "council":  "cases": [{"id", "minutes", "agencies": [ids], "window"?: [from, to]}];
    "agencies": [{"id", "weight", "window"?: [from, to]}]; optional "first" / "last": [ids] (the very first /
    very last cases, in that order); "groups": [[ids kept next to one another, in any inner order]];
    "precedence": [[a, b] - a is discussed before b]; "breaks": [{"at", "minutes"}]; "capacity": minutes of a
    session, breaks included; "sessions": how many sessions (default 1; the clock restarts at 0 in each).
    Cases follow one another without idle time. A break is taken at the first case boundary at or after its
    "at" minute, never after the last case. A window [from, to] asks each case it concerns to start at or
    after `from` and to end at or before `to`; null means open.
    Objective: sum over agencies and sessions of weight x (presence - minutes of own cases), where presence
    runs from the start of the first to the end of the last own case; a break inside it counts as waiting.
"""

from typing import Any

Instance = dict[str, Any]
Report = dict[str, Any]


def evaluate_talent(instance: Instance, order: list[int]) -> Report:
    """Total and waiting cost of a permutation of the scenes 1..n."""
    durations: list[int] = instance["durations"]
    if sorted(order) != list(range(1, len(durations) + 1)):
        return {"feasible": False, "objective": None, "violations": ["the order is not a permutation of the scenes"]}
    start: dict[int, int] = {}
    clock = 0
    for scene in order:
        start[scene] = clock
        clock += durations[scene - 1]
    total = waiting = 0
    for actor in instance["actors"]:
        scenes = actor["scenes"]
        if scenes:
            presence = max(start[s] + durations[s - 1] for s in scenes) - min(start[s] for s in scenes)
            total += actor["cost"] * presence
            waiting += actor["cost"] * (presence - sum(durations[s - 1] for s in scenes))
    return {"feasible": True, "objective": total, "waiting": waiting, "violations": []}


def timetable(instance: Instance, session: list[str]) -> tuple[dict[str, tuple[int, int]], int]:
    """Start and end minute of each case of one session, and the minute at which the session ends."""
    minutes = {case["id"]: case["minutes"] for case in instance["cases"]}
    breaks = sorted(instance.get("breaks", []), key=lambda b: b["at"])
    times: dict[str, tuple[int, int]] = {}
    clock = 0
    for case in session:
        while breaks and clock >= breaks[0]["at"]:
            clock += breaks.pop(0)["minutes"]
        times[case] = (clock, clock + minutes[case])
        clock += minutes[case]
    return times, clock


def outside(times: tuple[int, int], window: list[int | None] | None) -> bool:
    """Whether [start, end] leaves the window [from, to]; null bounds are open."""
    if window is None:
        return False
    low, high = window
    return (low is not None and times[0] < low) or (high is not None and times[1] > high)


def check_order(instance: Instance, sessions: list[list[str]]) -> list[str]:
    """Violations of the rules on the sequence: first, last, groups, precedence."""
    found: list[str] = []
    flat = [case for session in sessions for case in session]
    place = {case: i for i, case in enumerate(flat)}
    session_of = {case: k for k, session in enumerate(sessions) for case in session}
    first, last = instance.get("first", []), instance.get("last", [])
    if flat[: len(first)] != first:
        found.append(f"the first cases are not {first}")
    if last and flat[-len(last) :] != last:
        found.append(f"the last cases are not {last}")
    for group in instance.get("groups", []):
        places = [place[case] for case in group]
        if max(places) - min(places) + 1 != len(group) or len({session_of[case] for case in group}) > 1:
            found.append(f"group {group} is not kept together")
    for before, after in instance.get("precedence", []):
        if place[before] > place[after]:
            found.append(f"{before} is not before {after}")
    return found


def evaluate_council(instance: Instance, order: list[Any]) -> Report:
    """Weighted waiting minutes of the agencies, and every violated constraint."""
    wanted = instance.get("sessions", 1)
    sessions: list[list[str]] = order if order and isinstance(order[0], list) else [order]
    cases = {case["id"]: case for case in instance["cases"]}
    if sorted(case for session in sessions for case in session) != sorted(cases):
        return {"feasible": False, "objective": None, "violations": ["the order does not hold every case once"]}
    violations = check_order(instance, sessions)
    if len(sessions) > wanted:
        violations.append(f"{len(sessions)} sessions used, {wanted} allowed")
    windows = {agency["id"]: agency.get("window") for agency in instance["agencies"]}
    wait = {agency["id"]: 0 for agency in instance["agencies"]}
    for session in sessions:
        times, end = timetable(instance, session)
        if instance.get("capacity") is not None and end > instance["capacity"]:
            violations.append(f"a session ends at minute {end}, capacity {instance['capacity']}")
        own: dict[str, list[tuple[int, int]]] = {}
        for case in session:
            if outside(times[case], cases[case].get("window")):
                violations.append(f"case {case} at {times[case]} is outside its window")
            for agency in cases[case]["agencies"]:
                own.setdefault(agency, []).append(times[case])
                if outside(times[case], windows[agency]):
                    violations.append(f"case {case} at {times[case]} is outside the window of {agency}")
        for agency, slots in own.items():
            wait[agency] += slots[-1][1] - slots[0][0] - sum(e - s for s, e in slots)
    objective = sum(agency["weight"] * wait[agency["id"]] for agency in instance["agencies"])
    return {
        "feasible": not violations,
        "objective": objective,
        "violations": violations,
        "waiting_minutes": sum(wait.values()),
    }


def evaluate(instance: Instance, order: list[Any]) -> Report:
    """Dispatch on the kind of instance."""
    return evaluate_talent(instance, order) if instance["kind"] == "talent" else evaluate_council(instance, order)
