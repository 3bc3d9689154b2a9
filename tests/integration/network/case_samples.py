"""Invented cases, registered through the actions a person uses."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEntry, AuditKind
from access.permissions.model import Scope
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from network.cases import actions, linkage_actions, store
from network.cases.commands import NewCase, NewLinkage
from network.cases.model import Case, CaseKind, Household, Linkage, LinkageRole
from tests.conftest import Cast

NAME, KANA = "高瀬 陽向", "たかせ ひなた"


def scope_of(cast: Cast) -> Scope:
    return whole_council(cast.council, today=clock.today())


async def register(cast: Cast, *, number: str = "R8-019", name: str = NAME, **fields: object) -> UUID:
    """A child of eight, taken on 100 days ago, the centre leading."""
    today = clock.today()
    usual: dict[str, Any] = {
        "kana": KANA,
        "sex": "女",
        "birth_date": date(today.year - 8, 1, 15),
        "affiliation": "第二小学校",
        "class_year": "2年",
        "accepted_on": today - timedelta(days=100),
        "case_kind": CaseKind.PROTECTION,
        "lead_agency_id": cast.center.id,
        "next_review_on": today + timedelta(days=30),
    }
    usual.update(fields)
    undo = await actions.register(cast.coordinator, NewCase(number=number, name=name, **usual))
    return undo.case_id


async def register_pregnancy(cast: Cast) -> UUID:
    return await register(
        cast,
        number="R8-030",
        name="野口 樹里",
        kana="のぐち じゅり",
        is_pregnancy=True,
        birth_date=None,
        affiliation="",
        class_year="",
        due_date=clock.today() + timedelta(days=50),
        case_kind=CaseKind.PREGNANCY,
    )


async def link_school(cast: Cast, case_id: UUID, *, responsible: str = "教頭") -> Linkage:
    new = NewLinkage(
        agency_id=cast.school.id,
        role=LinkageRole.SCHOOL,
        responsible=responsible,
        since=clock.today() - timedelta(days=90),
    )
    await linkage_actions.link(cast.coordinator, case_id, new)
    return next(one for one in await linkages(cast, case_id) if one.agency_id == cast.school.id)


async def case(cast: Cast, case_id: UUID) -> Case:
    async with transaction(cast.council):
        return await store.case(case_id, scope=scope_of(cast))


async def cases(cast: Cast) -> list[Case]:
    async with transaction(cast.council):
        return await store.cases(scope=scope_of(cast), closed=True)


async def household(cast: Cast, case_id: UUID) -> Household:
    return (await actions.case_to_edit(scope_of(cast), case_id)).household


async def linkages(cast: Cast, case_id: UUID) -> list[Linkage]:
    async with transaction(cast.council):
        return await store.linkages(scope=scope_of(cast), case_ids=[case_id])


async def audit_kinds(cast: Cast, subject: UUID | None = None) -> list[AuditKind]:
    return [entry.kind for entry in await audit_rows(cast, subject)]


async def audit_rows(cast: Cast, subject: UUID | None = None) -> list[AuditEntry]:
    """Newest first."""
    async with transaction(cast.council):
        if subject is not None:
            return await audit_store.of_subject(str(subject), scope=scope_of(cast))
        return await audit_store.newest(scope=scope_of(cast), limit=50)
