"""The list of agencies that a case list brings along on a sheet of its own."""

import re
from collections.abc import Sequence

from network.imports.agency_names import is_agency_like
from network.imports.grid import Grid

_HEADING = re.compile(
    r"(?:関係|構成|所属|連携|支援)?(?:機関|団体|部署)(?:等|・団体)*の?(?:名称?|名)?|名称|機関・部署名?"
)
_SHEET = re.compile(r"機関|名簿|構成|連絡先|部署")
_PERSON_COLUMN = re.compile(r"児童|子ども|生年月日|受理|虐待|世帯")
_MOST_AGENCY_LIKE = 0.5


def own_directory(grids: Sequence[Grid]) -> tuple[str, ...] | None:
    """The names under 機関名 on a sheet without children; None when there is no such sheet."""
    for grid in grids:
        names = _names(grid)
        if names:
            return names
    return None


def _names(grid: Grid) -> tuple[str, ...]:
    for index, number in enumerate(grid.numbers[:10]):
        filled = grid.filled(number)
        if any(_PERSON_COLUMN.search(text) for _column, text in filled):
            return ()
        column = next((column for column, text in filled if _HEADING.fullmatch("".join(text.split()))), None)
        if column is None or not (_SHEET.search(grid.sheet.name or "") or len(filled) > 1):
            continue
        texts = [grid.raw(each, column).text.strip() for each in grid.numbers[index + 1 :]]
        names = tuple(dict.fromkeys("".join(text.split("\n")) for text in texts if text))
        alike = sum(1 for name in names if is_agency_like(name))
        return names if names and alike >= _MOST_AGENCY_LIKE * len(names) else ()
    return ()
