"""The council's own words: what it calls a severity, a rank, a kind of case."""

from collections.abc import Iterable, Mapping

from access.councils.model import Council
from core.labels import Labelled


def label(council: Council, table: str, member: Labelled) -> str:
    """The council's word for a member of a code table, or the label of the product."""
    return council.codes.get(table, {}).get(str(member.value), "") or member.label


def with_codes(
    codes: Mapping[str, Mapping[str, str]], table: str, members: Iterable[Labelled], words: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """The local words with one table replaced; a word equal to the product's label is not kept."""
    own = {str(m.value): words[str(m.value)] for m in members if words.get(str(m.value), "") not in {"", m.label}}
    rest = {name: dict(kept) for name, kept in codes.items() if name != table}
    return {**rest, table: own} if own else rest


def set_up(council: Council) -> bool:
    """Whether somebody has told the council's name and its 調整機関 yet."""
    return bool(council.profile.coordinating_agency)
