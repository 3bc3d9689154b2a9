"""Two editors, one record: what one typed beside what the other saved, for the page that asks which to keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

UNSAID = frozenset({"_csrf_token", "version"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in both versions."""

    label: str
    mine: str
    theirs: str


def differences(
    labels: Mapping[str, str], mine: Mapping[str, object], theirs: Mapping[str, object]
) -> list[Difference]:
    """The fields that differ, in the order of the labels."""
    return [
        Difference(label, _text(mine.get(name)), _text(theirs.get(name)))
        for name, label in labels.items()
        if _text(mine.get(name)) != _text(theirs.get(name))
    ]


def kept_fields(mine: Mapping[str, object]) -> list[tuple[str, str]]:
    """What was typed as hidden fields, so that it can be sent again (token and version are set anew)."""
    return [
        (name, str(one))
        for name, value in mine.items()
        if name not in UNSAID
        for one in (value if isinstance(value, Sequence) and not isinstance(value, str) else [value])
    ]


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(str(one) for one in value)
    return "はい" if value is True else str(value)
