"""The same order problem given to two general solvers: a plain CP-SAT model and a didppy beam, as they come.

Development dependencies only. One session without capacity or longest wait; both are told every other rule.
"""

from collections.abc import Callable, Mapping

import didppy
from ortools.sat.python import cp_model

from meetings.ordering.instance import OrderAgency, OrderCase, OrderInstance, Sessions

Peer = Callable[[OrderInstance, float], Sessions]


def understands(instance: OrderInstance) -> bool:
    """Whether the peers' models hold every rule of this instance."""
    return instance.sessions == 1 and instance.capacity is None and not instance.capped


def cp_sat(instance: OrderInstance, seconds: float) -> Sessions:
    """The order found by CP-SAT: an interval per case, arrival and leaving per agency; () when it finds none."""
    model = _IntervalModel(instance)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    if solver.solve(model.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return ()
    starts = {case.id: solver.value(model.work[case.id]) for case in instance.cases}
    return (tuple(sorted(starts, key=lambda case: starts[case])),)


class _IntervalModel:
    """Cases on a clock that knows no breaks; the real clock adds those that were taken before a case."""

    def __init__(self, instance: OrderInstance) -> None:
        self.instance, self.model = instance, cp_model.CpModel()
        self.latest = instance.minutes + sum(pause.minutes for pause in instance.pauses)
        self.work = {
            case.id: self.model.new_int_var(0, instance.minutes - case.minutes, case.id) for case in instance.cases
        }
        self.model.add_no_overlap(
            self.model.new_fixed_size_interval_var(self.work[case.id], case.minutes, case.id) for case in instance.cases
        )
        self.starts = {case.id: self._start(case) for case in instance.cases}
        self._keep_sequence()
        self._keep_windows()
        self.model.minimize(sum(agency.weight * self._waiting(agency) for agency in instance.agencies))

    def _start(self, case: OrderCase) -> cp_model.LinearExpr:
        parts: list[cp_model.LinearExpr] = [self.work[case.id]]
        before = 0
        for pause in sorted(self.instance.pauses, key=lambda pause: pause.at):
            taken, due = self.model.new_bool_var(""), pause.at - before
            self.model.add(self.work[case.id] >= due).only_enforce_if(taken)
            self.model.add(self.work[case.id] < due).only_enforce_if(~taken)
            parts.append(pause.minutes * taken)
            before += pause.minutes
        return cp_model.LinearExpr.sum(parts)

    def _keep_sequence(self) -> None:
        instance, clock = self.instance, 0
        for case_id in instance.first:
            self.model.add(self.work[case_id] == clock)
            clock += instance.case_of[case_id].minutes
        clock = instance.minutes
        for case_id in reversed(instance.last):
            clock -= instance.case_of[case_id].minutes
            self.model.add(self.work[case_id] == clock)
        for one, other in instance.precedence:
            self.model.add(self.work[other] >= self.work[one] + instance.case_of[one].minutes)
        for group in instance.groups:
            begins = self.model.new_int_var(0, instance.minutes, "")
            length = sum(instance.case_of[case_id].minutes for case_id in group)
            for case_id in group:
                self.model.add(self.work[case_id] >= begins)
                self.model.add(self.work[case_id] + instance.case_of[case_id].minutes <= begins + length)

    def _keep_windows(self) -> None:
        for case in self.instance.cases:
            for window in self.instance.windows_of(case):
                if window.begins is not None:
                    self.model.add(self.starts[case.id] >= window.begins)
                if window.ends is not None:
                    self.model.add(self.starts[case.id] + case.minutes <= window.ends)

    def _waiting(self, agency: OrderAgency) -> cp_model.LinearExprT:
        own = [case for case in self.instance.cases if agency.id in case.agencies]
        if not own:
            return 0
        arrives, leaves = (self.model.new_int_var(0, self.latest, "") for _ in range(2))
        for case in own:
            self.model.add(arrives <= self.starts[case.id])
            self.model.add(leaves >= self.starts[case.id] + case.minutes)
        return leaves - arrives - sum(case.minutes for case in own)


def beam(instance: OrderInstance, seconds: float) -> Sessions:
    """The order found by didppy's complete anytime beam search over sets of cases to do; () when it finds none."""
    solution = didppy.CABS(_SetModel(instance).model, time_limit=seconds, quiet=True).search()
    if solution.is_infeasible or not solution.transitions:
        return ()
    return (tuple(name for name in (step.name for step in solution.transitions) if name in instance.case_of),)


class _SetModel:
    """What is still to do, the clock and the breaks taken; an agency waits while it has come and is still needed."""

    def __init__(self, instance: OrderInstance) -> None:
        self.instance, self.model = instance, didppy.Model()
        self.number = {case.id: place for place, case in enumerate(instance.cases)}
        self.cases = self.model.add_object_type(number=len(instance.cases))
        self.left = self.model.add_set_var(object_type=self.cases, target=range(len(instance.cases)))
        self.clock = self.model.add_int_var(target=0)
        self.taken = self.model.add_int_var(target=0)
        self.model.add_base_case([self.left.is_empty()])
        self.waits = self._present()
        for place, pause in enumerate(sorted(instance.pauses, key=lambda pause: pause.at)):
            self._add_pause(place, pause.at, pause.minutes)
        for case in instance.cases:
            self._add_case(case)

    def _set(self, ids: tuple[str, ...] | list[str]) -> didppy.SetConst:
        return self.model.create_set_const(object_type=self.cases, value=[self.number[one] for one in ids])

    def _present(self) -> Mapping[str, didppy.IntExpr]:
        """For each agency its weight while it has come and is still needed, else 0."""
        found = {}
        for agency in self.instance.agencies:
            own = [case.id for case in self.instance.cases if agency.id in case.agencies]
            needed = (self.left & self._set(own)).len()
            here = (needed > 0) & (needed < len(own))
            found[agency.id] = here.if_then_else(agency.weight, 0)
        return found

    def _add_pause(self, place: int, at: int, minutes: int) -> None:
        cost: didppy.IntExpr | int = 0
        for weight in self.waits.values():
            cost = cost + minutes * weight
        self.model.add_transition(
            didppy.Transition(
                name=f"pause {place}",
                cost=cost + didppy.IntExpr.state_cost(),
                effects=[(self.clock, self.clock + minutes), (self.taken, self.taken + 1)],
                preconditions=[self.taken == place, self.clock >= at, ~self.left.is_empty()],
            ),
            forced=True,
        )

    def _add_case(self, case: OrderCase) -> None:
        cost: didppy.IntExpr | int = 0
        for agency, weight in self.waits.items():
            if agency not in case.agencies:
                cost = cost + case.minutes * weight
        number = self.number[case.id]
        self.model.add_transition(
            didppy.Transition(
                name=case.id,
                cost=cost + didppy.IntExpr.state_cost(),
                effects=[(self.left, self.left.remove(number)), (self.clock, self.clock + case.minutes)],
                preconditions=[self.left.contains(number), *self._conditions(case)],
            )
        )

    def _conditions(self, case: OrderCase) -> list[didppy.Condition]:
        instance = self.instance
        before = [one for one, other in instance.precedence if other == case.id]
        if case.id in instance.first:
            before += instance.first[: instance.first.index(case.id)]
        else:
            before += instance.first
        if case.id in instance.last:
            behind = instance.last[instance.last.index(case.id) :]
            before += [other.id for other in instance.cases if other.id not in behind]
        found = [(self.left & self._set(before)).is_empty()] if before else []
        for group in instance.groups:
            if case.id not in group:
                to_do = (self.left & self._set(group)).len()
                found.append((to_do == 0) | (to_do == len(group)))
        for window in instance.windows_of(case):
            if window.begins is not None:
                found.append(self.clock >= window.begins)
            if window.ends is not None:
                found.append(self.clock + case.minutes <= window.ends)
        return found


PEERS: Mapping[str, Peer] = {"CP-SAT": cp_sat, "didppy": beam}
