"""Invented records, nothing stored."""

from datetime import date
from typing import Any
from uuid import UUID

from network.cases.model import Case, Household, Linkage

TODAY = date(2026, 11, 20)
CASE_ID, HOUSEHOLD_ID = UUID(int=1), UUID(int=2)
CENTER, SCHOOL, CLINIC = UUID(int=11), UUID(int=12), UUID(int=13)


def a_case(**fields: object) -> Case:
    usual: dict[str, Any] = {
        "id": CASE_ID, "household_id": HOUSEHOLD_ID, "number": "R8-019", "name": "高瀬 陽向",
        "birth_date": date(2018, 6, 3), "accepted_on": date(2026, 5, 28),
    }  # fmt: skip
    usual.update(fields)
    return Case(**usual)


def a_household(**fields: object) -> Household:
    usual: dict[str, Any] = {"id": HOUSEHOLD_ID, "label": "高瀬 世帯"}
    usual.update(fields)
    return Household(**usual)


def a_linkage(number: int, agency_id: UUID, **fields: object) -> Linkage:
    usual: dict[str, Any] = {"id": UUID(int=100 + number), "case_id": CASE_ID, "since": date(2026, 5, 28)}
    usual.update(fields)
    return Linkage(agency_id=agency_id, **usual)
