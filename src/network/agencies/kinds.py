"""All kinds of agencies the product knows from the start; a council may add its own beside them.

It does not recognise names: `recognition` does.
"""

from collections.abc import Sequence

from core.errors import NotFound
from network.agencies.agency_kind import GROUPS, ROUTES, AgencyKind
from network.agencies.kind_catalogue_community import (
    COMMISSIONER_KINDS,
    COMMUNITY_KINDS,
    OTHER_KINDS,
    WELFARE_KINDS,
)
from network.agencies.kind_catalogue_facilities import FACILITY_KINDS
from network.agencies.kind_catalogue_learning import CHILD_REARING_KINDS, NURSERY_KINDS, SCHOOL_KINDS
from network.agencies.kind_catalogue_municipal import BOARD_KINDS, CENTER_KINDS, DEPARTMENT_KINDS
from network.agencies.kind_catalogue_public import GUIDANCE_KINDS, HEALTH_KINDS, JUSTICE_KINDS, PREFECTURE_KINDS

__all__ = ["GROUPS", "KINDS", "ROUTES", "AgencyKind", "NoSuchKind", "kind_by_code", "kinds_as_json"]

KINDS: tuple[AgencyKind, ...] = (
    *GUIDANCE_KINDS,
    *PREFECTURE_KINDS,
    *CENTER_KINDS,
    *DEPARTMENT_KINDS,
    *BOARD_KINDS,
    *SCHOOL_KINDS,
    *NURSERY_KINDS,
    *CHILD_REARING_KINDS,
    *HEALTH_KINDS,
    *JUSTICE_KINDS,
    *COMMISSIONER_KINDS,
    *FACILITY_KINDS,
    *WELFARE_KINDS,
    *COMMUNITY_KINDS,
    *OTHER_KINDS,
)
"""In the order of the agencies tree."""


class NoSuchKind(NotFound):
    """No kind has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"機関の種別「{code}」は登録されていません。")


def kind_by_code(code: str, kinds: Sequence[AgencyKind] = KINDS) -> AgencyKind:
    """The kind with the code; raises NoSuchKind."""
    for kind in kinds:
        if kind.code == code:
            return kind
    raise NoSuchKind(code)


def kinds_as_json(kinds: Sequence[AgencyKind] = KINDS) -> list[dict[str, object]]:
    """The kinds as plain values, in order."""
    return [
        {
            "code": kind.code,
            "label": kind.label,
            "aliases": list(kind.aliases),
            "group": kind.group,
            "secrecy_class": kind.secrecy_class,
            "route_code": kind.route_code,
            "source": kind.source,
        }
        for kind in kinds
    ]
