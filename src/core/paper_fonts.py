"""Which font prints which character of a name, variation selectors included (pdf.md §4).

The text fonts are the four BIZ UD families; what one of them lacks is printed with IPAmj Mincho, then with the
operator's font. Does not decide what happens to a character that no font has; `core.paper` prints it in red.
"""

import base64
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
TEXT_FONTS = (
    "BIZUDGothic-Regular.ttf",
    "BIZUDPGothic-Regular.ttf",
    "BIZUDMincho-Regular.ttf",
    "BIZUDPMincho-Regular.ttf",
)
NAME_FONT = "ipamjm.ttf"
GETA = "〓"
PACKAGES = "fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho"

_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_CLUSTER = re.compile(f"[^{_SELECTORS}][{_SELECTORS}\u3099\u309a]*")


class FontMissing(Exception):
    """A font that Entaku prints with is not installed."""

    def __init__(self, file_name: str) -> None:
        super().__init__(f"font {file_name} not found; install: {PACKAGES}")


@dataclass(frozen=True)
class Coverage:
    """What a font can draw: characters, and pairs of a character and its variation selector."""

    characters: frozenset[str]
    variations: frozenset[str]

    def covers(self, cluster: str) -> bool:
        """True if every character of the cluster, with its selector, has a glyph of its own."""
        if len(cluster) == 1:
            return cluster in self.characters
        return cluster in self.variations or all(character in self.characters for character in cluster)


def clusters(text: str) -> Iterator[str]:
    """Characters of the text, each together with its variation selectors and voicing marks."""
    return (match[0] for match in _CLUSTER.finditer(text))


@lru_cache
def coverage_of(path: Path) -> Coverage:
    """Reads a font's character map, variation sequences (format 14) included."""
    with TTFont(path, lazy=True, fontNumber=0) as font:
        characters = frozenset(chr(code) for code in font.getBestCmap())
        table = font["cmap"].getcmap(0, 5)
        pairs = table.uvsDict.items() if table is not None else ()
        variations = frozenset(chr(base) + chr(selector) for selector, bases in pairs for base, _glyph in bases)
    return Coverage(characters, variations)


@lru_cache
def installed(file_name: str) -> Path:
    """Path of an installed font by its file name; raises FontMissing."""
    found = chain.from_iterable(folder.rglob(file_name) for folder in FONT_FOLDERS if folder.is_dir())
    path = next(found, None)
    if path is None:
        raise FontMissing(file_name)
    return path


@lru_cache
def text_coverage() -> Coverage:
    """What all four text fonts can draw, so that the choice does not depend on where a name stands."""
    fonts = [coverage_of(installed(name)) for name in TEXT_FONTS]
    return Coverage(
        frozenset.intersection(*(font.characters for font in fonts)),
        frozenset.intersection(*(font.variations for font in fonts)),
    )


def is_plain(text: str) -> bool:
    """True if the text fonts can draw every character and none carries a selector; quick, for most texts."""
    return text.isascii() or text_coverage().characters.issuperset(set(text) - {"\n"})


def font_class(cluster: str, own_font: Path | None) -> str:
    """CSS class for the cluster: "" for the text fonts, glyph-mj, glyph-own, or glyph-none if no font has it."""
    if cluster.isspace() or text_coverage().covers(cluster):
        return ""
    if coverage_of(installed(NAME_FONT)).covers(cluster):
        return "glyph-mj"
    if own_font is not None and coverage_of(own_font).covers(cluster):
        return "glyph-own"
    return "glyph-none"


def nearest(cluster: str) -> str:
    """What stands in for a cluster without a glyph: the character without its selector if there is one, else 〓."""
    return cluster[0] if len(cluster) > 1 and font_class(cluster[0], None) == "" else GETA


def missing_glyphs(text: str, own_font: Path | None = None) -> tuple[str, ...]:
    """Characters of the text that no installed font can draw, each once, in order of appearance."""
    return tuple(dict.fromkeys(c for c in clusters(text) if font_class(c, own_font) == "glyph-none"))


def font_face(own_font: Path, characters: Iterable[str]) -> str:
    """CSS rule that carries the operator's font, cut down to the given characters, inside the document."""
    cutter = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True))
    cutter.populate(text="".join(characters))
    with TTFont(own_font, fontNumber=0) as font:
        cutter.subset(font)
        file = io.BytesIO()
        font.save(file)
    data = base64.b64encode(file.getvalue()).decode()
    return f'@font-face {{ font-family: "Entaku Own"; src: url(data:font/ttf;base64,{data}) }}'
