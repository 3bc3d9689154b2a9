"""How much the fixed columns of the 進行管理台帳 save: CPU time of 200 rows against auto columns."""

import gc
import time
from collections.abc import Callable

import weasyprint

from core.paper import environment
from core.resources import resource
from meetings.progress.documents import TEMPLATE, template_context
from tests.unit import ledger_samples

ROWS = 200
LONG_ROWS = 45
AUTO_COLUMNS = "table.ledger { table-layout: auto !important } table.ledger col { width: auto !important }"


def figures() -> list[str]:
    """The ratio and both times in words."""
    html = _html()
    fixed, pages = _cpu_seconds(lambda: _pages(html, ""))
    auto, _ = _cpu_seconds(lambda: _pages(html, AUTO_COLUMNS))
    return [
        f"進行管理台帳 {ROWS}行 {pages}ページ: 列幅固定 {fixed:.1f}秒、自動 {auto:.1f}秒（CPU）",
        f"自動は固定の{auto / fixed:.1f}倍",
        f"1行あたり {fixed / ROWS * 1000:.0f}ミリ秒（CPU）",
    ]


def _html() -> str:
    rows = ledger_samples.individual_rows(LONG_ROWS) + ledger_samples.block_rows(ROWS - LONG_ROWS)
    return environment().get_template(TEMPLATE).render(template_context(ledger_samples.paper(rows)))


def _pages(html: str, extra: str) -> int:
    sheets = [(resource("templates") / "documents" / "_paper.css").read_text(encoding="utf-8"), extra]
    document = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=text) for text in sheets])
    document.write_pdf(pdf_tags=True)
    return len(document.pages)


def _cpu_seconds(work: Callable[[], int]) -> tuple[float, int]:
    """CPU time of the work with the collector as the paper worker sets it."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    started = time.process_time()
    result = work()
    spent = time.process_time() - started
    gc.set_threshold(*before)
    return spent, result


if __name__ == "__main__":
    for figure in figures():
        print(figure)
