"""Making an instance smaller without losing its optimum: equal cases become one, agencies that never wait are left out.

Which order is best is not decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from meetings.ordering.instance import OrderCase, OrderInstance


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller instance and, for each of its cases, the cases it stands for."""

    instance: OrderInstance
    members: dict[str, tuple[str, ...]]

    def expanded(self, order: Iterable[str]) -> tuple[str, ...]:
        """The order of the cases as given."""
        return tuple(case for merged in order for case in self.members[merged])


def waiting_agencies(instance: OrderInstance) -> tuple[str, ...]:
    """The agencies whose waiting can cost something: with a weight and with two cases or more."""
    needed: dict[str, int] = dict.fromkeys(instance.agency_of, 0)
    for case in instance.cases:
        for agency in case.agencies:
            needed[agency] += 1
    return tuple(agency.id for agency in instance.agencies if agency.weight and needed[agency.id] > 1)


def unreduced(instance: OrderInstance) -> Reduced:
    """The instance as it is."""
    return Reduced(instance, {case.id: (case.id,) for case in instance.cases})


def reduced(instance: OrderInstance) -> Reduced:
    """Equal cases merged where no rule and no break tells them apart.

    Cases with the same waiting agencies stand together in some optimal order; one that calls none stands anywhere.
    Merging can leave an agency with one case, which then never waits, so that further cases become equal.
    """
    members: dict[str, tuple[str, ...]] = {case.id: (case.id,) for case in instance.cases}
    while instance.is_plain:
        waiting = frozenset(waiting_agencies(instance))
        alike: dict[frozenset[str], list[OrderCase]] = {}
        for case in instance.cases:
            alike.setdefault(waiting.intersection(case.agencies), []).append(case)
        if len(alike) == len(instance.cases):
            break
        members = {cases[0].id: tuple(id_ for case in cases for id_ in members[case.id]) for cases in alike.values()}
        instance = replace(
            instance,
            cases=tuple(
                OrderCase(cases[0].id, sum(case.minutes for case in cases), tuple(sorted(agencies)))
                for agencies, cases in alike.items()
            ),
        )
    return Reduced(instance, members)
