"""Reading a PDF back: its text as another program sees it, its fonts, its figures."""

import io
import subprocess

import pikepdf


def text(pdf: bytes) -> str:
    """Text in reading order, pages parted by form feeds."""
    reader = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(reader, input=pdf, capture_output=True, check=True).stdout.decode()


def flat(pdf: bytes) -> str:
    """Text without any space, for sentences that run over line ends."""
    return "".join(text(pdf).split())


def fonts(pdf: bytes) -> set[str]:
    """Names of the embedded fonts, without the tag of the subset."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = [str(item.BaseFont) for item in opened.objects if _is(item, "/Font") and "/BaseFont" in item]
    return {name.lstrip("/").split("+")[-1] for name in names}


def figures_without_words(pdf: bytes) -> int:
    """Figures of the tagged PDF that carry no alternative text."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figures = [item for item in opened.objects if _is(item, "/StructElem") and str(item.get("/S")) == "/Figure"]
        return sum(1 for figure in figures if not str(figure.get("/Alt", "")))


def is_tagged(pdf: bytes) -> bool:
    """Whether the PDF tells its structure to a screen reader."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "/StructTreeRoot" in opened.Root


def _is(item: object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and str(item.get("/Type", "")) == kind


LISTED_FONTS = frozenset(
    {
        "BIZ-UDGothic",
        "BIZ-UDGothic-Bold",
        "BIZ-UDPGothic",
        "BIZ-UDPGothic-Bold",
        "BIZ-UDMincho",
        "BIZ-UDPMincho",
        "IPAmjMincho",
    }
)


def faults(pdf: bytes) -> list[str]:
    """What no paper may have: a font not of the list, a figure without words, no tags."""
    found = [f"font {name}" for name in sorted(fonts(pdf) - LISTED_FONTS)]
    found += ["figure without words"] * figures_without_words(pdf)
    return found if is_tagged(pdf) else [*found, "not tagged"]
