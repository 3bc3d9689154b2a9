"""順番の案: an order that was searched for, and what it would change; nothing moves before it is accepted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.labels import Labelled


class OrderRule(Labelled):
    """What people mean by a good order, before any saved waiting; each can be switched off."""

    HEAVY_EARLY = "heavy_early", "重いケース・未目視のケースを前半に置く"
    BELONGING = "belonging", "同じ所属（学校・園）のケースを続ける"
    DISTRICT = "district", "同じ地区のケースを続ける"
    COMES_WHEN = "comes_when", "機関が来られる時間を守る"
    STANDING = "standing", "常任の機関の待ちは数えない"
    FAIR = "fair", "台帳の順より長く待つ機関をつくらない"


USUAL_RULES = (
    OrderRule.HEAVY_EARLY,
    OrderRule.BELONGING,
    OrderRule.COMES_WHEN,
    OrderRule.STANDING,
    OrderRule.FAIR,
)
"""On unless the coordinator switches them off; whole districts in a row cost much more waiting than schools."""


class ArrangementWay(Labelled):
    """How much of the order is touched."""

    SEARCH = "search", "待ちが少なくなるように整える"
    KEEP = "keep", "いまの順のまま"
    INSERT = "insert", "変わった議題だけを入れる"
    ONE_MOVE = "one_move", "さらに1件だけ動かす"
    QUIET = "quiet", "お知らせをなるべく変えずに整える"
    AFRESH = "afresh", "全部を組み直す"


class ArrangementState(Labelled):
    """Whether the coordinator took it."""

    PROPOSED = "proposed", "案"
    ACCEPTED = "accepted", "この順にした"
    DISCARDED = "discarded", "使わなかった"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """One proposed order of the individually discussed items.

    `before` and `order` are their ids; `seen` is the sign of the agenda it was made from (`rules.seen`). Waiting and
    bound in person-minutes; `bound` is what no order avoids under these rules, equal to `waiting` when proven.
    """

    id: UUID
    meeting_id: UUID
    way: ArrangementWay
    rules: tuple[OrderRule, ...]
    before: tuple[UUID, ...]
    order: tuple[UUID, ...]
    """Empty when the rules contradict each other: then `not_kept` names them, and there is nothing to take."""
    headings: tuple[str, ...] = ()
    """The block headings of `before`, for the way back."""
    seen: str
    waiting: int
    bound: int = 0
    proven: bool = False
    not_kept: tuple[str, ...] = ()
    """Sentences about rules that could not be kept."""
    seconds: int = 0
    seed: int = 1
    made_at: datetime
    state: ArrangementState = ArrangementState.PROPOSED
    version: int = 1
