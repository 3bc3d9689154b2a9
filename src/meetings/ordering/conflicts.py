"""The smallest set of wishes that cannot be met together, in words. Whether some can be met is asked, not decided."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from meetings.ordering.instance import ALWAYS, Availability, OrderInstance


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of an instance: the field of the file and the place in it."""

    field: str
    number: int = 0


def wishes_of(instance: OrderInstance) -> list[Wish]:
    """Every wish that could be given up, those easiest to give up first."""
    found = [Wish("precedence", number) for number in range(len(instance.precedence))]
    found += [Wish("cases", number) for number, case in enumerate(instance.cases) if case.window != ALWAYS]
    found += [Wish("agencies", number) for number, agency in enumerate(instance.agencies) if agency.window != ALWAYS]
    found += [
        Wish("longest_wait", number)
        for number, agency in enumerate(instance.agencies)
        if agency.longest_wait is not None
    ]
    found += [Wish("groups", number) for number in range(len(instance.groups))]
    found += [Wish("first")] * bool(instance.first) + [Wish("last")] * bool(instance.last)
    return found + [Wish("capacity")] * (instance.capacity is not None)


def with_only(instance: OrderInstance, kept: Collection[Wish]) -> OrderInstance:
    """The instance with these wishes and no others; the breaks stay."""

    def keep(field: str, number: int = 0) -> bool:
        return Wish(field, number) in kept

    return replace(
        instance,
        cases=tuple(
            case if keep("cases", number) else replace(case, window=ALWAYS)
            for number, case in enumerate(instance.cases)
        ),
        agencies=tuple(
            replace(
                agency,
                window=agency.window if keep("agencies", number) else ALWAYS,
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


NOT_FOUND = "すべての条件を満たす順番を見つけられませんでした（できないと証明されたわけではありません）"


def smallest_conflict(
    instance: OrderInstance, cannot_be_met: Callable[[OrderInstance], bool], among: Sequence[Wish] | None = None
) -> list[Wish]:
    """Wishes (of those in `among`) that cannot be met together, while without any one of them they can.

    First whole halves of the list are left out, then single wishes.
    """
    kept = wishes_of(instance) if among is None else list(among)
    size = max(1, len(kept) // 2)
    while True:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if cannot_be_met(with_only(instance, set(fewer))):
                kept = fewer
            else:
                start += size
        if size == 1:
            return kept
        size //= 2


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
            words = f"ケース {timed.id}（{timed.minutes}分）は{_span(timed.window)}"
        case "agencies":
            words = _agency_words(instance, wish.number)
        case "longest_wait":
            agency = instance.agencies[wish.number]
            words = f"{agency.id}の待ちは{agency.longest_wait}分まで"
        case _:
            words = _capacity_words(instance)
    return words


def _agency_words(instance: OrderInstance, number: int) -> str:
    agency = instance.agencies[number]
    own = [case.minutes for case in instance.cases if agency.id in case.agencies]
    return f"{agency.id}（{len(own)}件、計{sum(own)}分）は{_span(agency.window)}"


def _capacity_words(instance: OrderInstance) -> str:
    each = (
        f"{instance.capacity}分まで"
        if instance.sessions == 1
        else f"一回{instance.capacity}分まで（{instance.sessions}回）"
    )
    pauses = sum(pause.minutes for pause in instance.pauses)
    rest = f"、休憩 {pauses}分" if pauses else ""
    return f"会議は{each}（ケースの合計 {instance.minutes}分{rest}）"


def _span(window: Availability) -> str:
    parts = [f"{window.begins}分から"] if window.begins is not None else []
    parts += [f"{window.ends}分まで"] if window.ends is not None else []
    return "開始後" + "".join(parts)
