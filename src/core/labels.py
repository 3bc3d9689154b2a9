"""Enums whose members carry the Japanese label people read; the value is what the database keeps."""

from enum import Enum
from typing import Self


class Labelled(Enum):
    """`SCHOOL = "school", "学校"`; looked up by value, shown by label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """One member: the stored value and its label."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member
