"""SVG made of attributes only: no style attribute, no ids, real text, a title that names the table with the same facts.

Owns shapes and their colours; what is drawn where is decided by the modules of each drawing. Facts stand in `text`;
axes and legends carry the class "axis", because a table has them as headings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

FONT = "BIZ UDPGothic, Noto Sans JP, Meiryo, sans-serif"
INK, INK2, PAPER = "#1a1a1a", "#4d4d4d", "#ffffff"
LINE, HAIR, WASH, WAIT = "#cccccc", "#e6e6e6", "#f7f7f5", "#767676"
AI, AI100 = "#00428c", "#dcf0ff"
RED, RED50 = "#a90000", "#fdeeee"
ELLIPSIS = "…"

Attribute = str | float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        """A box by its middle."""
        return cls(x - width / 2, y - height / 2, width, height)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its look."""

    text: str
    fill: str = INK
    size: float = 13
    bold: bool = False


def element(name: str, content: Markup | str = "", /, **attributes: Attribute) -> Markup:
    """One element; underscores of attribute names are hyphens, a trailing one is dropped (class_)."""
    written = Markup().join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
    )
    if not content:
        return Markup("<{0}{1}/>").format(name, written)
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, content)


def svg(width: float, height: float, title: str, parts: Iterable[Markup]) -> Markup:
    """The whole drawing; `title` is read aloud in its place and names the table that says the same.

    It brings its own ground, so that it stays readable where a person's system replaces the colours.
    """
    ground = rectangle(Box(0, 0, width, height), fill=PAPER, class_="ground")
    content = element("title", title) + ground + Markup().join(parts)
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        role="img",
        class_="drawing",
        font_family=FONT,
        font_size=13,
    )


def rectangle(box: Box, **attributes: Attribute) -> Markup:
    """A rectangle with presentation attributes."""
    return element("rect", x=box.x, y=box.y, width=box.width, height=box.height, **attributes)


def line(start: tuple[float, float], end: tuple[float, float], **attributes: Attribute) -> Markup:
    """A straight line."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)


def label(x: float, y: float, words: Words, *, anchor: str = "start", class_: str = "fact") -> Markup:
    """One line of text; looks stand on the inner tspan, so that a page's rules for text keep them."""
    return lines(x, y, (words,), anchor=anchor, class_=class_)


def lines(
    x: float, y: float, words: Sequence[Words], *, anchor: str = "start", class_: str = "fact", leading: float = 16
) -> Markup:
    """Lines of one text below each other, the first on the baseline y."""
    spans = Markup().join(
        element(
            "tspan",
            one.text,
            x=x,
            y=y + leading * place,
            fill=one.fill,
            font_size=one.size,
            **({"font_weight": "700"} if one.bold else {}),
        )
        for place, one in enumerate(words)
    )
    return element("text", spans, x=x, y=y, text_anchor=anchor, class_=class_)


def hatched(box: Box, *, step: float = 7) -> Markup:
    """A gap: red rim, pale ground and diagonal strokes, visible without colour. Drawn without patterns and ids."""
    ground = rectangle(box, fill=RED50, stroke=RED, class_="t-gap-ground")
    strokes = []
    offset = step
    while offset < box.width + box.height:
        start = (box.x + max(0.0, offset - box.height), box.y + min(offset, box.height))
        end = (box.x + min(offset, box.width), box.y + max(0.0, offset - box.width))
        strokes.append(f"M{_number(start[0])} {_number(start[1])}L{_number(end[0])} {_number(end[1])}")
        offset += step
    return ground + element("path", d="".join(strokes), stroke=RED, stroke_width=1, fill="none")


def numbered(x: float, y: float, number: int) -> Markup:
    """The ringed number of a finding, the same in figure, table and list."""
    ring = element("circle", cx=x, cy=y, r=10, fill=PAPER, stroke=RED, stroke_width=1.8, class_="finding")
    return ring + label(x, y + 4.6, Words(str(number), fill=RED, bold=True), anchor="middle")


def wrapped(text: str, characters: int, most_lines: int) -> list[str]:
    """The text in lines of at most so many characters, broken at blanks first; … where it does not fit."""
    if most_lines == 1:
        return [text if len(text) <= characters else text[: characters - 1] + ELLIPSIS]
    parts = [""]
    for word in text.split():
        if parts[-1] and len(parts[-1]) + 1 + len(word) <= characters:
            parts[-1] += f" {word}"
        else:
            parts += [word[start : start + characters] for start in range(0, len(word), characters)]
    parts = parts[1:] or [text]
    if len(parts) <= most_lines:
        return parts
    return [*parts[: most_lines - 1], parts[most_lines - 1][: characters - 1] + ELLIPSIS]


def text_width(text: str, size: float = 13) -> float:
    """Estimated width in user units: full-width characters are square, the others a little over half."""
    return sum(size if ord(character) > 0x2FF else size * 0.6 for character in text)  # noqa: PLR2004 - Latin ends there


def _number(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
