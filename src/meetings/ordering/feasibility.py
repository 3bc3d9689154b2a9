"""Whether all wishes can be met together: proofs that not, and a search for an order. Waiting is not counted."""

from collections.abc import Iterator
from itertools import chain

from meetings.ordering.exact import SequenceWishes
from meetings.ordering.instance import OrderInstance
from meetings.ordering.packing import packed
from meetings.ordering.spans import OPEN, is_too_tight
from meetings.ordering.start import skeleton

FEW_SETS, MOST_SETS = 1_000, 20_000
_MOST_LOOKS = 2_000_000  # sets times cases
_State = tuple[int, int, int, tuple[int, ...]]  # discussed, of them in earlier sessions, sessions over, waits
_AWAY = -1  # with several sessions each wait is followed by the end of the last own case in this one


def is_contradictory(instance: OrderInstance) -> bool:
    """Whether a look at sequence and times alone proves that no order keeps every wish."""
    if skeleton(instance) is None or _is_too_long(instance) or is_too_tight(instance):
        return True
    return instance.capacity is not None and instance.sessions > 1 and packed(instance, tries=1).is_proof


def is_impossible(instance: OrderInstance, most_sets: int = MOST_SETS) -> bool | None:
    """True when it is proven that no order keeps every wish, False when an order was found, None when unknown."""
    return True if is_contradictory(instance) else _search(instance, most_sets)


def _is_too_long(instance: OrderInstance) -> bool:
    """Whether the cases, or a group of them, last longer than the sessions."""
    if instance.capacity is None:
        return False
    together = [sum(instance.case_of[case].minutes for case in group) for group in instance.groups]
    longest = max(chain(together, (case.minutes for case in instance.cases)))
    return instance.minutes > instance.capacity * instance.sessions or longest > instance.capacity


def _search(instance: OrderInstance, most_sets: int) -> bool | None:
    """Depth first over sets of discussed cases, the most urgent case first; each set is entered once."""
    wishes = SequenceWishes(instance)
    most = min(most_sets, 1 + _MOST_LOOKS // wishes.count)
    urgency = [
        min((OPEN if window.ends is None else window.ends for window in windows), default=OPEN)
        for windows in wishes.windows
    ]
    start: _State = (0, 0, 0, ((0,) if instance.sessions == 1 else (0, _AWAY)) * len(wishes.capped))
    entered, path = {start}, [start]
    while path:
        state = path.pop()
        if state[0].bit_count() == wishes.count:
            return False
        if len(entered) > most:
            return None
        for after in _further(wishes, state, urgency):
            if after not in entered:
                entered.add(after)
                path.append(after)
    return True


def _further(wishes: SequenceWishes, state: _State, urgency: list[int]) -> Iterator[_State]:
    """A new session, then the cases that may come next, the most urgent one last."""
    done, earlier, over, waits = state
    if over + 1 < wishes.instance.sessions:
        if done != earlier and not any(group & done and group & ~done for group in wishes.groups):
            yield done, done, over + 1, tuple(each for waited in waits[::2] for each in (waited, _AWAY))
    elif _is_late(wishes, done, earlier):
        return
    for case in sorted(wishes.next_cases(done, earlier), key=urgency.__getitem__, reverse=True):
        waited = _waits_after(wishes, state, case)
        if waited is not None:
            yield done | 1 << case, earlier, over, waited


def _waits_after(wishes: SequenceWishes, state: _State, case: int) -> tuple[int, ...] | None:
    """The waits when this case is over; None: somebody has waited too long."""
    done, earlier, _, waits = state
    if wishes.instance.sessions == 1:
        return wishes.waits_after(done, waits, case)
    if not waits:
        return waits
    work = wishes.work(done & ~earlier)
    starts = work + sum(wishes.pauses(work))
    found: list[int] = []
    for (cases, longest), waited, left in zip(wishes.capped, waits[::2], waits[1::2], strict=True):
        if not cases >> case & 1:
            found += waited, left
            continue
        minutes = waited + (0 if left == _AWAY else starts - left)
        if minutes > longest:
            return None
        found += minutes, starts + wishes.minutes[case]
    return tuple(found)


def _is_late(wishes: SequenceWishes, done: int, earlier: int) -> bool:
    """Whether a case still to come has missed its window in the last session."""
    work = wishes.work(done & ~earlier)
    starts = work + sum(wishes.pauses(work))
    for case, windows in enumerate(wishes.windows):
        if windows and not done >> case & 1:
            ends = starts + wishes.minutes[case]
            if any(window.ends is not None and ends > window.ends for window in windows):
                return True
    return False
