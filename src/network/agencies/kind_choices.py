"""The kinds a council chooses from: the catalogue and its own, by heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from network.agencies.agency_kind import GROUPS, OTHER, AgencyKind
from network.agencies.kinds import KINDS
from network.agencies.model import LocalKind

OWN_SOURCE = "協議会が足した種別"


@dataclass(frozen=True, slots=True)
class KindGroup:
    """One heading with its kinds, as (code, label)."""

    label: str
    kinds: tuple[tuple[str, str], ...]


def kinds_of_council(own: Iterable[LocalKind]) -> tuple[AgencyKind, ...]:
    """The catalogue, then the council's own kinds."""
    return (*KINDS, *(_as_kind(kind) for kind in own))


def grouped(kinds: Sequence[AgencyKind]) -> tuple[KindGroup, ...]:
    """The kinds under their headings, empty headings left away."""
    groups = (
        KindGroup(group, tuple((kind.code, kind.label) for kind in kinds if kind.group == group)) for group in GROUPS
    )
    return tuple(group for group in groups if group.kinds)


def kind_or_other(code: str, kinds: Sequence[AgencyKind]) -> AgencyKind:
    """The kind of a code; an unknown one (a kind of another version) is shown under その他 by its code."""
    for kind in kinds:
        if kind.code == code:
            return kind
    return AgencyKind(code=code, label=code, group=OTHER, secrecy_class=None, route_code=None, source="")


def _as_kind(kind: LocalKind) -> AgencyKind:
    return AgencyKind(
        code=kind.code,
        label=kind.label,
        group=kind.group if kind.group in GROUPS else OTHER,
        secrecy_class=kind.secrecy_class.value if kind.secrecy_class else None,
        route_code=kind.route_code,
        source=OWN_SOURCE,
        aliases=kind.aliases,
    )
