"""Wishes that contradict each other, as the coordinator says them: items by their present number, agencies by name.

The search names them by ids and minutes; names of children never stand here.
"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan, presences
from meetings.agenda.model import AgendaItem
from meetings.agenda.rules import individual
from meetings.arrangements import wishes
from meetings.arrangements.model import OrderRule
from meetings.ordering.conflicts import NOT_FOUND, End, Wish, in_words, wishes_of

UNPROVEN = "さがした範囲では見つかりませんでした。ないと決まったわけではありません。"


def conflict_sentences(facts: AgendaFacts, rules: Collection[OrderRule], conflicts: Sequence[str]) -> tuple[str, ...]:
    """The conflicting wishes the search named, each once and in our words; UNPROVEN first where it proved nothing."""
    instance = wishes.order_instance(facts, rules)
    known = {in_words(instance, [wish])[0]: wish for wish in wishes_of(instance)}
    named = [known[conflict] for conflict in conflicts if conflict in known]
    heavy, others = _divided(facts, rules, [wish for wish in named if wish.field == "cases"])
    told = [UNPROVEN] if NOT_FOUND in conflicts else []
    told += [_heavy_words(facts, heavy)] if heavy else []
    told += [_pinned_words(facts, item) for item in others]
    for wish in named:
        told += _words(facts, rules, wish, {one.end for one in named if _is_same_window(one, wish)})
    return tuple(dict.fromkeys(told))


def _is_same_window(one: Wish, other: Wish) -> bool:
    return (one.field, one.number) == (other.field, other.number)


def _divided(
    facts: AgendaFacts, rules: Collection[OrderRule], named: Sequence[Wish]
) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The heavy items and the pinned ones whose time is asked for; those at either end are named by their place."""
    timed, instance = wishes.timed_items(facts), wishes.order_instance(facts, rules)
    pinned = wishes.order_instance(facts, frozenset(rules) - {OrderRule.HEAVY_EARLY})
    at_ends = {*instance.first, *instance.last}
    heavy, others = [], []
    for wish in named:
        item, window, by_pin = timed[wish.number], instance.cases[wish.number].window, pinned.cases[wish.number].window
        if wish.end is End.ENDS and window.ends != by_pin.ends:
            heavy.append(item)
        elif str(item.id) not in at_ends:
            others.append(item)
    return heavy, others


def _words(facts: AgendaFacts, rules: Collection[OrderRule], wish: Wish, ends: Collection[End | None]) -> Iterator[str]:
    instance = wishes.order_instance(facts, rules)
    match wish.field:
        case "agencies":
            agency = UUID(instance.agencies[wish.number].id)
            yield _time_words(facts, agency, ends)
        case "longest_wait":
            agency = UUID(instance.agencies[wish.number].id)
            minutes = instance.agencies[wish.number].longest_wait
            where = "（設定の「1機関の待ちの上限」）" if minutes == facts.council.numbers.longest_wait_minutes else ""
            yield f"{facts.agencies[agency].short}の待ちを{minutes}分までにする{where}"
        case "groups":
            found = [UUID(item) for item in instance.groups[wish.number]]
            chosen = [item for item in individual(facts.items) if item.id in found]
            place = wishes.place_words(facts, chosen[0], rules)
            yield f"{place}のケース（いまの{numbers(facts, chosen)}）を続ける"
        case "first" | "last":
            side = instance.first if wish.field == "first" else instance.last
            chosen = [item for item in individual(facts.items) if str(item.id) in side]
            where = "はじめ" if wish.field == "first" else "おわり"
            if chosen:
                yield f"固定した議題（いまの{numbers(facts, chosen)}）を{where}に置く"
        case _:
            return


def _heavy_words(facts: AgendaFacts, items: Sequence[AgendaItem]) -> str:
    return f"重いケース・未目視のケース（いまの{numbers(facts, items)}）を前半に置く"


def _pinned_words(facts: AgendaFacts, item: AgendaItem) -> str:
    starts = day_plan(facts).place(item.id).starts
    return f"固定した議題（いまの{numbers(facts, [item])}）を{clock_time(starts)}ごろに話し合う"


def _time_words(facts: AgendaFacts, agency: UUID, ends: Collection[End | None]) -> str:
    """When it can come, as far as that stands in the way."""
    presence = next(one for one in presences(facts) if one.agency == str(agency))
    since = f"{clock_time(presence.available_from)}から" if presence.available_from and End.BEGINS in ends else ""
    until = f"{clock_time(presence.available_until)}まで" if presence.available_until and End.ENDS in ends else ""
    own = sum(agency in {link.agency_id for link in facts.linked(item)} for item in individual(facts.items))
    return f"{presence.agency_name}（{own}件）が来られるのは{since}{until}"


def numbers(facts: AgendaFacts, items: Sequence[AgendaItem]) -> str:
    """3番・5番: where these items stand now."""
    chosen = {item.id for item in items}
    return "・".join(f"{number}番" for number, item in enumerate(individual(facts.items), start=1) if item.id in chosen)
