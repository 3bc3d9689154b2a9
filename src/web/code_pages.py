"""/settings/codes: the council's own words for the code tables of cases."""

from dataclasses import dataclass, replace

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.councils import actions as councils
from access.councils.model import Council
from access.councils.rules import with_codes
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import Invalid
from core.forms import Fields
from core.labels import Labelled
from core.pages import Flash, PageRequest, posted, see_other
from network.cases.model import AbuseKind, CaseKind, ClosingReason, CounsellingKind, ReviewRank, Severity

LONGEST_WORD = 30
TABLES: tuple[tuple[str, str, type[Labelled]], ...] = (
    ("severity", "重症度", Severity),
    ("review_rank", "管理ランク", ReviewRank),
    ("case_kind", "ケース種別", CaseKind),
    ("abuse_kind", "虐待種別", AbuseKind),
    ("counselling_kind", "相談種別", CounsellingKind),
    ("closing_reason", "終結理由", ClosingReason),
)
"""Name in `Council.codes`, heading, members."""


@dataclass(frozen=True, slots=True)
class Word:
    """One member with the product's label and the council's word."""

    name: str
    standard: str
    local: str


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One code table."""

    label: str
    words: tuple[Word, ...]


class CodePages(Controller):
    """Local words under 設定."""

    path = "/settings/codes"

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def show(self, request: PageRequest) -> Template:
        """The words in force."""
        return _page(await councils.council_of(scope_of_request(request)), None)

    @post("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def change(self, request: PageRequest) -> Template | Redirect:
        """Save them."""
        fields = await posted(request)
        before = await councils.council_of(scope_of_request(request))
        try:
            council = _read(fields, before)
        except Invalid as refused:
            return _page(before, fields, refused)
        await councils.change(actor_of(request), council)
        return see_other("/settings", Flash("done", "ことばを保存しました。"))


def _read(fields: Fields, before: Council) -> Council:
    codes: dict[str, dict[str, str]] = before.codes
    for table, _label, members in TABLES:
        words = {str(m.value): fields.line(f"{table}.{m.value}", longest=LONGEST_WORD) for m in members}
        codes = with_codes(codes, table, members, words)
    version = fields.number("version", least=1)
    fields.check()
    return replace(before, codes=codes, version=version or before.version)


def _page(council: Council, fields: Fields | None, refused: Invalid | None = None) -> Template:
    typed = fields.typed if fields else {}
    tables = [
        CodeTable(
            label,
            tuple(
                Word(
                    f"{table}.{member.value}",
                    member.label,
                    typed.get(f"{table}.{member.value}", council.codes.get(table, {}).get(str(member.value), "")),
                )
                for member in members
            ),
        )
        for table, label, members in TABLES
    ]
    context = {"tables": tables, "version": council.version, "problems": refused.problems if refused else {}}
    return Template("access/councils/codes.html", context=context, status_code=422 if refused else 200)
