"""The smallest set of wishes that cannot be met together, in words. Whether some can be met is asked, not decided."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from meetings.ordering.instance import Availability, OrderInstance

NOT_FOUND = "すべての条件を満たす順番を見つけられませんでした（できないと証明されたわけではありません）"
_LARGEST_SOUGHT = 3  # wishes; larger conflicts are only minimal
_LOOKS = 8_000  # cases of all questions together, after the first conflict is known


class End(Enum):
    """Which end of a window a wish is about."""

    BEGINS, ENDS = "から", "まで"


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of an instance: the field of the file, the place in it, and of a window the end."""

    field: str
    number: int = 0
    end: End | None = None


def wishes_of(instance: OrderInstance) -> list[Wish]:
    """Every wish that could be given up, those easiest to give up first; what concerns nobody who comes is none."""
    coming = {agency for case in instance.cases for agency in case.agencies}
    agencies = [(number, agency) for number, agency in enumerate(instance.agencies) if agency.id in coming]
    found = [Wish("precedence", number) for number in range(len(instance.precedence))]
    for number, case in enumerate(instance.cases):
        found += _ends_of("cases", number, case.window)
    for number, agency in agencies:
        found += _ends_of("agencies", number, agency.window)
    found += [Wish("longest_wait", number) for number, agency in agencies if agency.longest_wait is not None]
    found += [Wish("groups", number) for number in range(len(instance.groups))]
    found += [Wish("first")] * bool(instance.first) + [Wish("last")] * bool(instance.last)
    return found + [Wish("capacity")] * (instance.capacity is not None)


def _ends_of(field: str, number: int, window: Availability) -> Iterator[Wish]:
    if window.begins is not None:
        yield Wish(field, number, End.BEGINS)
    if window.ends is not None:
        yield Wish(field, number, End.ENDS)


def with_only(instance: OrderInstance, kept: Collection[Wish]) -> OrderInstance:
    """The instance with these wishes and no others; the breaks stay."""

    def keep(field: str, number: int = 0, end: End | None = None) -> bool:
        return Wish(field, number, end) in kept

    def kept_ends(field: str, number: int, window: Availability) -> Availability:
        return Availability(
            window.begins if keep(field, number, End.BEGINS) else None,
            window.ends if keep(field, number, End.ENDS) else None,
        )

    return replace(
        instance,
        cases=tuple(
            replace(case, window=kept_ends("cases", number, case.window)) for number, case in enumerate(instance.cases)
        ),
        agencies=tuple(
            replace(
                agency,
                window=kept_ends("agencies", number, agency.window),
                longest_wait=agency.longest_wait if keep("longest_wait", number) else None,
            )
            for number, agency in enumerate(instance.agencies)
        ),
        precedence=tuple(pair for number, pair in enumerate(instance.precedence) if keep("precedence", number)),
        groups=tuple(group for number, group in enumerate(instance.groups) if keep("groups", number)),
        first=instance.first if keep("first") else (),
        last=instance.last if keep("last") else (),
        capacity=instance.capacity if keep("capacity") else None,
    )


def smallest_conflict(
    instance: OrderInstance, cannot_be_met: Callable[[OrderInstance], bool], among: Sequence[Wish] | None = None
) -> list[Wish]:
    """Wishes that cannot be met together: no smaller set is known, and without any one of them the others can be met.

    `among` holds such wishes, where they are known. The search for smaller sets is bounded by a number of questions.
    """
    minimal = minimal_conflict(instance, cannot_be_met, among)
    return _smaller(_Questions(instance, cannot_be_met), minimal) or minimal


def minimal_conflict(
    instance: OrderInstance, cannot_be_met: Callable[[OrderInstance], bool], among: Sequence[Wish] | None = None
) -> list[Wish]:
    """Wishes that cannot be met together, while without any one of them they can; there may be fewer elsewhere."""
    wishes = wishes_of(instance) if among is None else among
    return _fewest(wishes, lambda some: cannot_be_met(with_only(instance, set(some))))


class _Questions:
    """Whether some of the wishes cannot be met together; when none is left, everything can."""

    def __init__(self, instance: OrderInstance, cannot_be_met: Callable[[OrderInstance], bool]) -> None:
        self.instance, self.cannot_be_met = instance, cannot_be_met
        self.wishes = wishes_of(instance)
        self.left = _LOOKS // len(instance.cases)

    def are_contradictory(self, some: Collection[Wish]) -> bool:
        """Whether these cannot be met together."""
        self.left -= 1
        return self.left >= 0 and self.cannot_be_met(with_only(self.instance, set(some)))

    def can_be_met_without(self, given_up: Collection[Wish]) -> bool:
        """Whether all others can be met together."""
        return not self.are_contradictory(self.others(given_up))

    def others(self, some: Collection[Wish]) -> list[Wish]:
        """All wishes but these."""
        return [wish for wish in self.wishes if wish not in some]


def _fewest(wishes: Sequence[Wish], holds: Callable[[Sequence[Wish]], bool]) -> list[Wish]:
    """Few of these wishes for which it holds as it does for all: first halves are left out, then single ones."""
    kept = list(wishes)
    size = max(1, len(kept) // 2)
    while True:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if holds(fewer):
                kept = fewer
            else:
                start += size
        if size == 1:
            return kept
        size //= 2


def _smaller(questions: _Questions, known: Sequence[Wish]) -> list[Wish] | None:
    """The smallest conflict with fewer wishes than the known one: single ones, then pairs, then three.

    Whenever wishes turn out to go together, some others must be given up for the rest to be met: every conflict holds
    one of these, so that few sets are left to ask about.
    """
    given_up: list[list[Wish]] = []
    for size in range(1, min(len(known) - 1, _LARGEST_SOUGHT) + 1):
        while (some := _one_of_each(given_up, size)) is not None:
            if some and questions.are_contradictory(some):
                return [wish for wish in questions.wishes if wish in some]
            of_known = [wish for wish in known if wish not in some]
            enough = of_known if questions.can_be_met_without(of_known) else questions.others(some)
            given_up.append(_fewest(enough, questions.can_be_met_without))
            if questions.left <= 0:
                return None
    return None


def _one_of_each(sets: Sequence[Sequence[Wish]], most: int, chosen: tuple[Wish, ...] = ()) -> tuple[Wish, ...] | None:
    """At most so many wishes, one of each set."""
    missed = min((one for one in sets if not set(one) & set(chosen)), key=len, default=None)
    if missed is None:
        return chosen
    if len(chosen) == most:
        return None
    found = (_one_of_each(sets, most, (*chosen, wish)) for wish in missed)
    return next((some for some in found if some is not None), None)


def in_words(instance: OrderInstance, wishes: Sequence[Wish]) -> tuple[str, ...]:
    """The wishes as people say them."""
    return tuple(_words(instance, wish) for wish in wishes)


def _words(instance: OrderInstance, wish: Wish) -> str:
    match wish.field:
        case "precedence":
            before, after = instance.precedence[wish.number]
            words = f"ケース {before} を {after} より先に行う"
        case "groups":
            words = f"ケース {'・'.join(instance.groups[wish.number])} を続けて行う"
        case "first":
            words = f"はじめに {'・'.join(instance.first)} を行う"
        case "last":
            words = f"おわりに {'・'.join(instance.last)} を行う"
        case "cases":
            timed = instance.cases[wish.number]
            words = f"ケース {timed.id}（{timed.minutes}分）は{_time(timed.window, wish.end)}"
        case "agencies":
            words = _agency_words(instance, wish)
        case "longest_wait":
            agency = instance.agencies[wish.number]
            words = f"{agency.id}の待ちは{agency.longest_wait}分まで"
        case _:
            words = _capacity_words(instance)
    return words


def _agency_words(instance: OrderInstance, wish: Wish) -> str:
    agency = instance.agencies[wish.number]
    own = [case.minutes for case in instance.cases if agency.id in case.agencies]
    return f"{agency.id}（{len(own)}件、計{sum(own)}分）は{_time(agency.window, wish.end)}"


def _capacity_words(instance: OrderInstance) -> str:
    each = (
        f"{instance.capacity}分まで"
        if instance.sessions == 1
        else f"一回{instance.capacity}分まで（{instance.sessions}回）"
    )
    pauses = sum(pause.minutes for pause in instance.pauses)
    rest = f"、休憩 {pauses}分" if pauses else ""
    return f"会議は{each}（ケースの合計 {instance.minutes}分{rest}）"


def _time(window: Availability, end: End | None) -> str:
    return f"開始後{window.begins if end is End.BEGINS else window.ends}分{'' if end is None else end.value}"
