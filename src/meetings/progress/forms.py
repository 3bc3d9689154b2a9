"""Posted cells and columns of the 進行管理台帳."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.forms import Fields
from meetings.progress.ledger_columns import ALL_COLUMNS, LedgerColumn, columns_named
from network.cases.model import Case

TEXTS = ("situation", "strengths", "policy", "next_actions")
REVIEW = "next_review_on"
CELLS: Mapping[str, str] = {
    "situation": "現在の状況・変化",
    "strengths": "強み・安全",
    "policy": "支援方針",
    "next_actions": "次の対応",
    REVIEW: "次回見直し",
}
"""The fields of a case that are edited in the list, with the words of their columns."""
CELL_OF_COLUMN = {
    "situation": "situation",
    "strengths": "strengths",
    "policy": "policy",
    "next_tasks": "next_actions",
    "next_review": REVIEW,
}
ALWAYS = ("number", "name")
"""Columns that stay in sight and are always shown."""


def cells_as_typed(fields: Fields, case: Case, *, today: date) -> Case:
    """The case with the posted cells, at the version they were read at; cells not posted stay. Raises Invalid."""
    posted = fields.typed
    version = fields.number("version", least=1, required="画面を開き直してください。")
    values: dict[str, Any] = {name: fields.text(name) for name in TEXTS if name in posted}
    if REVIEW in posted:
        values[REVIEW] = fields.day(REVIEW, near=today, expects="future")
    fields.check()
    return replace(case, version=version or case.version, **values)


def columns_as_typed(fields: Fields) -> tuple[LedgerColumn, ...]:
    """The ticked columns by the number written beside them, ties in the usual order; number and name come first."""
    ticked = [column for column in ALL_COLUMNS if column.id in fields.many("column") and column.id not in ALWAYS]
    places = {column.id: fields.number(f"place_{column.id}", most=99) for column in ticked}
    fields.check()
    in_order = sorted(ticked, key=lambda column: (places[column.id] is None, places[column.id] or 0))
    return columns_named((*ALWAYS, *(column.id for column in in_order)))
