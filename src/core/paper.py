"""Paper: a Jinja template under templates/documents becomes a PDF, printed by a child process that can be killed.

Owns the way from template to bytes and its limits; what stands on a paper is decided by each feature's documents.py.
"""

import asyncio
import json
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from core import paper_fonts, settings
from core.errors import DomainError, Invalid
from core.paper_copies import Copy, merge, overlaid, page_count, page_size, with_cover
from core.paper_filters import FILTERS
from core.paper_glyphs import Dressing, own_characters
from core.resources import resource

__all__ = [
    "Copy", "PaperFailed", "PaperTooLong", "merge", "missing_glyphs", "page_count", "render", "render_async", "stamp",
]  # fmt: skip

MOST_ROWS = 5_000
SHORT = 30.0  # seconds: a loaded machine takes ten times the measured time
SECONDS_PER_ROW = 0.5
MEMORY_MIB = 1024
MEMORY_MIB_PER_ROW = 1
AT_ONCE = threading.BoundedSemaphore(2)
WORKER = Path(__file__).with_name("paper_worker.py")


CRASHED = frozenset({-signal.SIGSEGV, -signal.SIGBUS})
"""The font library reads caches that another process may be writing: such a crash is tried once more."""


class PaperFailed(DomainError):
    """The PDF could not be made within its time and memory."""

    message = "PDFを作れませんでした。件数を減らすか、少し待ってからもう一度お試しください。"


class PaperTooLong(Invalid):
    """More rows than one document may hold."""

    def __init__(self, rows: int) -> None:
        super().__init__(f"{rows:,}行は1つのPDFにできません。{MOST_ROWS:,}行までに分けてください。")


def render(
    template: str, context: Mapping[str, object], *, rows: int = 0, timeout_seconds: float | None = None
) -> bytes:
    """PDF of a template of templates/documents; blocks until done (see `render_async`).

    Text in a drawing (svg) names its own font-family, "BIZ UDPGothic" or "BIZ UDGothic": page styles do not reach it.
    `rows` is the number of table rows or letters; time and memory are limited by it. Characters that no font has are
    printed in red and listed on a cover page before the paper. Raises PaperTooLong, PaperFailed.
    """
    if rows > MOST_ROWS:
        raise PaperTooLong(rows)
    dressing = Dressing(settings.from_environment().font_file)
    page = dressing.document(environment().get_template(template).render(context))
    seconds = timeout_seconds or SHORT + rows * SECONDS_PER_ROW
    pdf = _print(page, own_font=dressing.own_font, seconds=seconds, memory_mib=MEMORY_MIB + rows * MEMORY_MIB_PER_ROW)
    if not dressing.missing:
        return pdf
    cover = environment().get_template("_missing_glyphs.html").render(glyphs=dressing.missing.values())
    return with_cover(pdf, _print(cover, own_font=None, seconds=SHORT, memory_mib=MEMORY_MIB))


async def render_async(template: str, context: Mapping[str, object], *, rows: int = 0) -> bytes:
    """`render` in a thread, for pages and jobs that must not block."""
    return await asyncio.to_thread(render, template, context, rows=rows)


def stamp(pdf: bytes, copies: Sequence[Copy], *, of: int | None = None) -> bytes:
    """Numbered copies in one PDF: 第03号／全24部 and receiver on every page; `of` counts the whole series."""
    width, height = page_size(pdf)
    context = {"copies": copies, "total": of or len(copies), "width": width, "height": height}
    return overlaid(pdf, render("_stamp.html", context, rows=len(copies)))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Characters of the text, selectors included, that no installed font can print."""
    return paper_fonts.missing_glyphs(text, settings.from_environment().font_file)


@lru_cache
def environment() -> Environment:
    """Jinja for paper: autoescape always on, an unknown name is an error, dates by core.calendar."""
    folder = resource("templates") / "documents"
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    return made


@lru_cache
def _stylesheet() -> str:
    return (resource("templates") / "documents" / "_paper.css").read_text(encoding="utf-8")


def _print(page: str, *, own_font: Path | None, seconds: float, memory_mib: int) -> bytes:
    stylesheets = [_stylesheet()]
    characters = own_characters(page)
    if own_font is not None and characters:
        stylesheets.append(paper_fonts.font_face(own_font, characters))
    order = {"html": page, "stylesheets": stylesheets, "memory_mib": memory_mib, "cpu_seconds": int(seconds) + 1}
    try:
        done = _in_child(order, seconds)
        if done.returncode in CRASHED:
            done = _in_child(order, seconds)
        done.check_returncode()
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
        raise PaperFailed from problem
    return done.stdout


def _in_child(order: Mapping[str, object], seconds: float) -> "subprocess.CompletedProcess[bytes]":
    with AT_ONCE:
        return subprocess.run(  # noqa: S603 - our interpreter, our file, nothing a person typed
            [settings.python(), "-I", str(WORKER)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds,
            env=settings.inherited_environment(),
            check=False,
        )
