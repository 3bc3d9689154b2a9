"""Makes marks and puts them into records."""

from dataclasses import fields, replace
from typing import Any, TypeVar

T = TypeVar("T")
NOT_TEXT = frozenset({"sex", "urgency", "proposal"})
"""Fields of a case that hold one of a few words."""


class Planter:
    """Makes marks and puts them into records."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}

    def mark(self, name: str) -> str:
        """A new mark for a field: short, so that no paper breaks it, and like nothing else."""
        self.marks[name] = f"qx{len(self.marks):03}zq"
        return self.marks[name]

    def filled(self, name: str, record: T) -> T:
        """The record with a mark in every empty text field."""
        empty = [
            one.name
            for one in fields(record)  # type: ignore[arg-type]  # a dataclass
            if getattr(record, one.name) == "" and one.name not in NOT_TEXT
        ]
        texts: dict[str, Any] = {field: self.mark(f"{name}.{field}") for field in empty}
        return replace(record, **texts)  # type: ignore[type-var]  # a dataclass
