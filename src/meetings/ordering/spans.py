"""Between which minutes each case must lie, from windows, pins, precedence, groups and breaks; and whether all fit.

Only what is certain counts, so a contradiction found here is a proof.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.ordering.exact import SequenceWishes
from meetings.ordering.instance import OrderInstance
from meetings.ordering.waiting import members

OPEN = 1 << 60


@dataclass(slots=True)
class Span:
    """Earliest start, latest end and minutes of a case."""

    begins: int
    ends: int
    minutes: int


def is_too_tight(instance: OrderInstance) -> bool:
    """Whether more minutes must fall between two times than there are, or nothing can be discussed before a time."""
    spans = spans_of(instance)
    pauses = list(_certain_pauses(instance))
    ordered = sorted(spans, key=lambda span: span.ends)
    return any(
        _is_overfull(begins, ordered, pauses, instance.sessions) or _is_unfilled(begins, spans, instance)
        for begins in {span.begins for span in spans}
    )


def _is_overfull(begins: int, ordered: Iterable[Span], pauses: Iterable[Span], sessions: int) -> bool:
    """Whether from `begins` to some end there are more minutes than time; `ordered` by end."""
    inside = 0
    for span in ordered:
        if span.begins < begins:
            continue
        inside += span.minutes
        pause = sum(pause.minutes for pause in pauses if pause.begins >= begins and pause.ends <= span.ends)
        if inside + pause > max(0, span.ends - begins) * sessions:
            return True
    return False


def _is_unfilled(begins: int, spans: Iterable[Span], instance: OrderInstance) -> bool:
    """Whether the cases that can start earlier are over, with every break, before `begins`."""
    earlier = sum(span.minutes for span in spans if span.begins < begins)
    return begins > 0 and earlier + sum(pause.minutes for pause in instance.pauses) < begins


def spans_of(instance: OrderInstance) -> list[Span]:
    """By case; pins and precedence say something about time only with one session."""
    wishes = SequenceWishes(instance)
    spans = []
    for number, minutes in enumerate(wishes.minutes):
        windows = wishes.windows[number]
        begins = max((window.begins or 0 for window in windows), default=0)
        ends = min((OPEN if window.ends is None else window.ends for window in windows), default=OPEN)
        spans.append(Span(begins, min(ends, OPEN if instance.capacity is None else instance.capacity), minutes))
    _draw_groups_together(instance, wishes, spans)
    if instance.sessions == 1:
        _keep_sequence(instance, wishes, spans)
        _draw_groups_together(instance, wishes, spans)
    return spans


def _draw_groups_together(instance: OrderInstance, wishes: SequenceWishes, spans: list[Span]) -> None:
    """A group lasts its minutes and at most every break."""
    pauses = sum(pause.minutes for pause in instance.pauses)
    for group in wishes.groups:
        members = [span for number, span in enumerate(spans) if group >> number & 1]
        length = sum(span.minutes for span in members) + pauses
        latest = max(span.begins + span.minutes for span in members) - length
        earliest = min(span.ends - span.minutes for span in members) + length
        for span in members:
            span.begins, span.ends = max(span.begins, latest), min(span.ends, earliest)


def _keep_sequence(instance: OrderInstance, wishes: SequenceWishes, spans: list[Span]) -> None:
    """What must come before a case is over when it starts, and what must come behind it begins afterwards."""
    before = all_before(wishes)
    pauses = sum(pause.minutes for pause in instance.pauses)
    by_depth = sorted(range(wishes.count), key=lambda number: before[number].bit_count())
    behind = [0] * wishes.count
    for number in by_depth:
        span = spans[number]
        span.begins = max(span.begins, wishes.work(before[number]))
        for other in members(before[number]):
            behind[other] |= 1 << number
            span.begins = max(span.begins, spans[other].begins + spans[other].minutes)
    for number in reversed(by_depth):
        span = spans[number]
        span.ends = min(span.ends, instance.minutes + pauses - wishes.work(behind[number]))
        for other in members(behind[number]):
            span.ends = min(span.ends, spans[other].ends - spans[other].minutes)


def _certain_pauses(instance: OrderInstance) -> Iterable[Span]:
    """The breaks that every order of one session takes, each with the time it must lie in."""
    longest, earlier, work = max(case.minutes for case in instance.cases), 0, 0
    for pause in instance.pauses:
        work = max(work, pause.at - earlier)  # minutes of cases before it, at least
        if instance.sessions == 1 and work + longest - 1 < instance.minutes:
            yield Span(pause.at, work + longest - 1 + earlier + pause.minutes, pause.minutes)
        earlier += pause.minutes


def all_before(wishes: SequenceWishes) -> list[int]:
    """By case the mask of the cases that precedence and pins put before it."""
    before = list(wishes.needed_before)
    everything = (1 << wishes.count) - 1
    for place, case in enumerate(wishes.first):
        head = sum(1 << other for other in wishes.first[: place + 1])
        before[case] |= head ^ 1 << case
        for other in range(wishes.count):
            if not head >> other & 1:
                before[other] |= 1 << case
    for place, case in enumerate(wishes.last):
        before[case] |= everything ^ sum(1 << other for other in wishes.last[place:])
    for middle in range(wishes.count):
        for number in range(wishes.count):
            if before[number] >> middle & 1:
                before[number] |= before[middle]
    return before
