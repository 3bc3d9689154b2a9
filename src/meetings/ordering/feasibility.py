"""Whether all wishes can be met together: proofs that not, and a search for an order. Waiting is not counted."""

from collections.abc import Iterator
from itertools import chain

from meetings.ordering.exact import SequenceWishes
from meetings.ordering.instance import OrderInstance
from meetings.ordering.start import skeleton

MOST_SETS = 20_000
_OPEN = 1 << 60


def is_impossible(instance: OrderInstance) -> bool | None:
    """True when it is proven that no order keeps every wish, False when an order was found, None when unknown."""
    if skeleton(instance) is None or _is_too_long(instance) or _is_too_tight(instance):
        return True
    if instance.sessions > 1:
        return None
    return _search(instance)


def _is_too_long(instance: OrderInstance) -> bool:
    """Whether the cases, or a group of them, last longer than the sessions."""
    if instance.capacity is None:
        return False
    together = [sum(instance.case_of[case].minutes for case in group) for group in instance.groups]
    longest = max(chain(together, (case.minutes for case in instance.cases)))
    return instance.minutes > instance.capacity * instance.sessions or longest > instance.capacity


def _is_too_tight(instance: OrderInstance) -> bool:
    """Whether more minutes must fall between two times than there are, or nothing can be discussed before a time."""
    spans = list(_spans(instance))
    pauses = sum(pause.minutes for pause in instance.pauses)
    begins, ends = {begin for begin, _, _ in spans}, {end for _, end, _ in spans}
    for begin in begins:
        for end in ends:
            inside = sum(minutes for since, until, minutes in spans if since >= begin and until <= end)
            if inside > max(0, end - begin) * instance.sessions:
                return True
        earlier = sum(minutes for since, _, minutes in spans if since < begin)
        if begin > 0 and earlier + pauses < begin:
            return True
    return False


def _spans(instance: OrderInstance) -> Iterator[tuple[int, int, int]]:
    """Earliest start, latest end and minutes of each case, with what must come before and behind it in one session."""
    wishes = SequenceWishes(instance)
    before = _all_before(wishes)
    for number, case in enumerate(instance.cases):
        windows = instance.windows_of(case)
        begin = max((window.begins or 0 for window in windows), default=0)
        end = min((_OPEN if window.ends is None else window.ends for window in windows), default=_OPEN)
        end = min(end, _OPEN if instance.capacity is None else instance.capacity)
        if instance.sessions == 1:
            begin = max(begin, wishes.work(before[number]))
            behind = sum(1 << other for other, mask in enumerate(before) if mask >> number & 1)
            pauses = sum(pause.minutes for pause in instance.pauses)
            end = min(end, instance.minutes + pauses - wishes.work(behind))
        yield begin, end, case.minutes


def _all_before(wishes: SequenceWishes) -> list[int]:
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


def _search(instance: OrderInstance) -> bool | None:
    """Depth first over sets of discussed cases, the most urgent case first; each set is entered once."""
    wishes = SequenceWishes(instance)
    full = (1 << wishes.count) - 1
    urgency = [
        min((_OPEN if window.ends is None else window.ends for window in windows), default=_OPEN)
        for windows in wishes.windows
    ]
    start = (0, (0,) * len(wishes.capped))
    entered, path = {start}, [start]
    while path:
        done, waits = path.pop()
        if done == full:
            return False
        if len(entered) > MOST_SETS:
            return None
        if _is_late(wishes, done):
            continue
        for case in sorted(wishes.next_cases(done), key=urgency.__getitem__, reverse=True):
            waited = wishes.waits_after(done, waits, case)
            if waited is not None and (after := (done | 1 << case, waited)) not in entered:
                entered.add(after)
                path.append(after)
    return True


def _is_late(wishes: SequenceWishes, done: int) -> bool:
    """Whether a case still to come has missed its window."""
    work = wishes.work(done)
    starts = work + sum(wishes.pauses(work))
    for case, windows in enumerate(wishes.windows):
        if windows and not done >> case & 1:
            ends = starts + wishes.minutes[case]
            if any(window.ends is not None and ends > window.ends for window in windows):
                return True
    return False
