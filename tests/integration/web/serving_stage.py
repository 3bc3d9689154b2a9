"""Run apart from the tests' own process: prepares a data folder for a real `serve`, and counts what it holds after.

python -m tests.integration.web.serving_stage prepare|look  (ENTAKU_DATA names the folder; answers in JSON)
"""

import asyncio
import json
import sys
from datetime import date
from uuid import uuid4

from access.accounts import actions as accounts
from access.accounts.model import SecondFactor
from access.audit import rules as audit_rules
from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.permissions.model import Role
from access.permissions.rules import whole_council
from access.sessions import actions as sessions
from core import clock, runtime
from core.database import sealer, transaction
from core.settings import from_environment
from network.cases import store as cases
from network.cases.model import Case, Household
from web.identity import form_token

PASSWORD = "みんなで見守る汐見の町の子ども"


async def prepare() -> dict[str, str]:
    """A council with one person signed in and one case."""
    async with runtime.opened(from_environment(), pool_size=1):
        council = (await councils.create("汐見市要保護児童対策地域協議会")).id
        new = accounts.NewAccount(login="saeki", name="佐伯 真理", role=Role.COORDINATOR)
        account, link = await accounts.create(council, new, by=None)
        await accounts.set_up(council, link, password=PASSWORD, factor=SecondFactor.CARD, secret="", code="")
        token = await sessions.open_session(council, account)
        household = Household(id=uuid4(), label="架空 世帯")
        case = Case(
            id=uuid4(), household_id=household.id, number="R8-001", name="架空 花", accepted_on=date(2020, 1, 1)
        )
        audit = AuditEvent.of_operator(AuditKind.CASE_CREATED)
        async with transaction(council):
            await cases.add_households([household], audit=audit)
            await cases.add_cases([case], audit=audit)
        return {"cookie": f"{council.hex}.{token}", "form_token": form_token(token), "case": str(case.id)}


async def look() -> dict[str, object]:
    """Who was noted to have seen the child, and whether the audit chain holds."""
    async with runtime.opened(from_environment(), pool_size=1):
        council = (await councils.councils())[0][0]
        scope = whole_council(council, today=clock.today())
        async with transaction(council):
            seen = [sighting.seen_by for sighting in await cases.sightings(scope=scope)]
            chain = await audit_store.whole_chain(scope=scope)
            broken = audit_rules.first_break(chain, sealer().audit_mac)
        return {"seen": seen, "rows": len(chain), "broken": broken}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(prepare() if sys.argv[1] == "prepare" else look())))
