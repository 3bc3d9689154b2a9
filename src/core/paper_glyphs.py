"""Goes through finished HTML and gives each rare character of a name the font that has it.

Does not choose the font (core/paper_fonts) and does not touch tags, styles or titles.
"""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from core import paper_fonts

AROUND = 8

_TOKEN = re.compile(r"<style\b.*?</style>|<title\b.*?</title>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_SPACES = frozenset(" \n\t\u00a0\u3000")
_OWN = re.compile('class="glyph-own">([^<]+)<|"Entaku Own">([^<]+)<')
_IN_DRAWING = {
    "glyph-mj": 'font-family="IPAmjMincho"',
    "glyph-own": 'font-family="Entaku Own"',
    "glyph-none": 'font-family="BIZ UDGothic" fill="#b23a2a"',
}


@dataclass(frozen=True)
class MissingGlyph:
    """A character without a glyph and the text around it, for the red list on the cover."""

    character: str
    around: str

    @property
    def codes(self) -> str:
        """U+2000B, or U+845B U+E0104 with its variation selector."""
        return " ".join(f"U+{ord(part):04X}" for part in self.character)


@dataclass
class Dressing:
    """One run over a document: `own_font` is the operator's font, `missing` fills up with what no font has."""

    own_font: Path | None
    missing: dict[str, MissingGlyph] = field(default_factory=dict)

    def document(self, page: str) -> str:
        """The HTML with spans (in drawings: tspans) around the characters that the text fonts lack."""
        parts, position, in_drawing = [], 0, False
        for token in _TOKEN.finditer(page):
            parts += [self.text(page[position : token.start()], in_drawing=in_drawing), token[0]]
            position = token.end()
            in_drawing = token[0].startswith("<text") or (in_drawing and not token[0].startswith("</text"))
        return "".join([*parts, self.text(page[position:], in_drawing=False)])

    def text(self, text: str, *, in_drawing: bool) -> str:
        """One piece of text between two tags."""
        if paper_fonts.is_plain(text):
            return text
        return "".join(self._cluster(cluster, text, in_drawing=in_drawing) for cluster in paper_fonts.clusters(text))

    def _cluster(self, cluster: str, text: str, *, in_drawing: bool) -> str:
        if cluster.isspace():
            return cluster if cluster in _SPACES else " "
        name = paper_fonts.font_class(cluster, self.own_font)
        if not name:
            return cluster
        printed = cluster
        if name == "glyph-none":
            printed = paper_fonts.nearest(cluster)
            self.missing.setdefault(cluster, MissingGlyph(cluster, _around(cluster, text)))
        if in_drawing:
            return f"<tspan {_IN_DRAWING[name]}>{printed}</tspan>"
        return f'<span class="{name}">{printed}</span>'


def own_characters(page: str) -> list[str]:
    """The characters of dressed HTML that only the operator's font has."""
    return [match[1] or match[2] for match in _OWN.finditer(page)]


def _around(cluster: str, text: str) -> str:
    plain = html.unescape(text)
    place = plain.index(cluster)
    return plain[max(0, place - AROUND) : place + len(cluster) + AROUND].replace(cluster, paper_fonts.GETA).strip()
