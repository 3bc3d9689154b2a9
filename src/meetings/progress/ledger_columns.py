"""The columns of the 進行管理台帳, defined once for paper, spreadsheet and screen.

A council chooses and orders them by their ids; the default order is the one on paper.
Widths fit a sheet of A3 on its side.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from core.errors import Invalid
from meetings.progress import ledger_cells as cells
from meetings.progress.ledger import LedgerRow

PAPER_WIDTH_MM = 396.0
"""A3 on its side (420 mm) without two margins of 12 mm."""


class UnknownColumns(Invalid):
    """Ids that name no column of the list."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(f"台帳にない列です: {'、'.join(sorted(names))}")


class NoColumns(Invalid):
    """A list without any column."""

    message = "列を1つ以上えらんでください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumn:
    """One column: `header` and `subheader` are its two lines, `shared` says siblings' equal cells are printed once."""

    id: str
    header: str
    subheader: str = ""
    paper_mm: float
    sheet_characters: float
    screen_px: int
    format: cells.Format
    day: Callable[[LedgerRow], date | None] | None = None
    shared: bool = False
    editable: bool = False
    sticky: bool = False
    written_by_hand: bool = False

    @property
    def label(self) -> str:
        """Both lines of the header as one name, for the chooser and the spreadsheet."""
        joint = "・" if self.subheader and not self.subheader.startswith("（") else ""
        return f"{self.header}{joint}{self.subheader}"


def _proposed_review(row: LedgerRow) -> date | None:
    return row.next_review_on


DEFAULT_COLUMNS = (
    LedgerColumn(
        id="order", header="順", paper_mm=8, sheet_characters=5, screen_px=44, format=cells.order, shared=True
    ),
    LedgerColumn(
        id="number", header="整理番号", subheader="受理日", paper_mm=19, sheet_characters=11, screen_px=92,
        format=cells.number, sticky=True,
    ),
    LedgerColumn(
        id="severity", header="管理ランク", subheader="重症度", paper_mm=23, sheet_characters=13, screen_px=104,
        format=cells.rank_and_severity, editable=True,
    ),
    LedgerColumn(
        id="name", header="ふりがな", subheader="氏名", paper_mm=24, sheet_characters=15, screen_px=124,
        format=cells.name, sticky=True,
    ),
    LedgerColumn(
        id="birth", header="生年月日・年齢", subheader="所属", paper_mm=26, sheet_characters=17, screen_px=132,
        format=cells.birth,
    ),
    LedgerColumn(
        id="kinds", header="ケース種別", subheader="虐待種別", paper_mm=20, sheet_characters=13, screen_px=104,
        format=cells.kinds,
    ),
    LedgerColumn(
        id="lead", header="主担当", subheader="主たる援助者", paper_mm=28, sheet_characters=19, screen_px=140,
        format=cells.lead,
    ),
    LedgerColumn(
        id="agencies", header="関係機関", paper_mm=34, sheet_characters=26, screen_px=140, format=cells.agencies,
        shared=True,
    ),
    LedgerColumn(
        id="previous", header="前回の決定と実施", paper_mm=33, sheet_characters=25, screen_px=200,
        format=cells.previous, shared=True,
    ),
    LedgerColumn(
        id="situation", header="現在の状況・変化", paper_mm=41, sheet_characters=31, screen_px=280,
        format=cells.situation, shared=True, editable=True,
    ),
    LedgerColumn(
        id="last_seen", header="最終目視日", subheader="確認者", paper_mm=22, sheet_characters=14, screen_px=116,
        format=cells.last_seen, editable=True,
    ),
    LedgerColumn(
        id="strengths", header="強み・安全", paper_mm=27, sheet_characters=22, screen_px=180, format=cells.strengths,
        shared=True, editable=True,
    ),
    LedgerColumn(
        id="policy", header="支援方針", subheader="役割分担", paper_mm=30, sheet_characters=26, screen_px=220,
        format=cells.policy, shared=True, editable=True,
    ),
    LedgerColumn(
        id="next_tasks", header="次の対応", subheader="だれが・いつまでに", paper_mm=28, sheet_characters=22,
        screen_px=180, format=cells.next_tasks, shared=True,
    ),
    LedgerColumn(
        id="next_review", header="次回見直し", subheader="（案）", paper_mm=15, sheet_characters=15, screen_px=92,
        format=cells.next_review, day=_proposed_review, shared=True, editable=True,
    ),
    LedgerColumn(
        id="treatment", header="今回の扱い", paper_mm=18, sheet_characters=16, screen_px=132, format=cells.treatment,
        editable=True, written_by_hand=True,
    ),
)  # fmt: skip

OPTIONAL_COLUMNS = (
    LedgerColumn(
        id="household", header="世帯", paper_mm=20, sheet_characters=12, screen_px=100, format=cells.household,
        shared=True,
    ),
    LedgerColumn(
        id="consultation_route", header="相談経路", paper_mm=20, sheet_characters=14, screen_px=104,
        format=cells.consultation_route,
    ),
    LedgerColumn(
        id="child_guidance", header="児相関与", paper_mm=24, sheet_characters=16, screen_px=124,
        format=cells.child_guidance,
    ),
    LedgerColumn(
        id="support_plan", header="サポートプラン", paper_mm=24, sheet_characters=16, screen_px=124,
        format=cells.support_plan,
    ),
    LedgerColumn(
        id="guardians", header="保護者", paper_mm=26, sheet_characters=20, screen_px=140, format=cells.guardians,
        shared=True,
    ),
    LedgerColumn(
        id="district", header="地区", paper_mm=20, sheet_characters=12, screen_px=92, format=cells.district,
        shared=True,
    ),
)  # fmt: skip

ALL_COLUMNS = DEFAULT_COLUMNS + OPTIONAL_COLUMNS
_BY_ID = {column.id: column for column in ALL_COLUMNS}


def columns_named(ids: Iterable[str]) -> tuple[LedgerColumn, ...]:
    """The chosen columns in the chosen order, each once. Raises UnknownColumns, NoColumns."""
    wanted = tuple(dict.fromkeys(ids))
    unknown = [name for name in wanted if name not in _BY_ID]
    if unknown:
        raise UnknownColumns(unknown)
    if not wanted:
        raise NoColumns
    return tuple(_BY_ID[name] for name in wanted)


def paper_widths_mm(columns: Collection[LedgerColumn]) -> list[float]:
    """Widths in mm that fill the sheet exactly, in proportion to what each column asks for."""
    scale = PAPER_WIDTH_MM / sum(column.paper_mm for column in columns)
    return [round(column.paper_mm * scale, 2) for column in columns]
