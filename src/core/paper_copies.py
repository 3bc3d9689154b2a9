"""Numbered copies: one paper is printed once and stamped for each receiver (pdf.md §7); joining and counting pages.

Overlays are not tagged: stamp the copies for paper, archive the paper as it was printed.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Copy:
    """One numbered copy of a series: 第03号 of 全24部, and who receives it."""

    number: int
    receiver: str


def merge(pdfs: Iterable[bytes]) -> bytes:
    """One PDF with the pages of all, in order."""
    with pikepdf.new() as whole:
        for pdf in pdfs:
            with pikepdf.open(io.BytesIO(pdf)) as part:
                whole.pages.extend(part.pages)
        return _saved(whole)


def page_count(pdf: bytes) -> int:
    """Number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def page_size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page in points."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        left, bottom, right, top = (float(edge) for edge in opened.pages[0].mediabox)
    return right - left, top - bottom


def with_cover(pdf: bytes, cover: bytes) -> bytes:
    """The paper, its title and tags kept, behind the pages of a cover."""
    with pikepdf.open(io.BytesIO(pdf)) as paper, pikepdf.open(io.BytesIO(cover)) as front:
        for index, page in enumerate(front.pages):
            paper.pages.insert(index, page)
        return _saved(paper)


def overlaid(pdf: bytes, stamps: bytes) -> bytes:
    """The paper once for each page of `stamps`, that page laid over every one of its own, all copies in one PDF."""
    with pikepdf.new() as whole, pikepdf.open(io.BytesIO(pdf)) as base, pikepdf.open(io.BytesIO(stamps)) as overlays:
        whole.pages.extend(base.pages)
        originals = list(whole.pages)
        for overlay in overlays.pages:
            for original in originals:
                whole.pages.append(_twin(whole, original))
                whole.pages[-1].add_overlay(overlay, None)
        del whole.pages[: len(originals)]
        return _saved(whole)


def _twin(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Page:
    """A page of its own that shares text, fonts and pictures with the other, so that copies weigh little."""
    twin = pdf.make_indirect(pikepdf.Dictionary(dict(page.obj.items())))
    twin.Resources = pikepdf.Dictionary(dict(page.obj.Resources.items()))
    pictures = page.obj.Resources.get("/XObject", pikepdf.Dictionary())
    twin.Resources.XObject = pikepdf.Dictionary(dict(pictures.items()))
    return pikepdf.Page(twin)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()
