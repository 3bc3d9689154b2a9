"""The council's own words for the codes of a case (重症度, 管理ランク …); the product's where it has none. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.labels import Labelled
from network.cases.model import AbuseKind, CaseKind, ClosingReason, CounsellingKind, ReviewRank, Severity

TABLES: Mapping[type[Labelled], str] = {
    Severity: "severity",
    ReviewRank: "review_rank",
    CaseKind: "case_kind",
    AbuseKind: "abuse_kind",
    CounsellingKind: "counselling_kind",
    ClosingReason: "closing_reason",
}
"""The name of each code table in the council's settings."""


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Local words by code table and stored value."""

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def local(self, member: Labelled) -> str:
        """The council's own word; empty where it keeps the product's."""
        return self.codes.get(TABLES.get(type(member), ""), {}).get(str(member.value), "")

    def of(self, member: Labelled | None) -> str:
        """The word people read; empty for nothing."""
        return "" if member is None else self.local(member) or member.label

    def options(self, members: Iterable[Labelled]) -> list[tuple[str, str]]:
        """Values and words, for a field to choose from."""
        return [(str(member.value), self.of(member)) for member in members]


STANDARD = CodeWords()
"""The product's own words."""
