"""The two pictures of the order's bench, as plain SVG text: quality over time, and growth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

WIDTH, HEIGHT = 860, 420
LEFT, RIGHT, TOP, BOTTOM = 76, 216, 56, 56
INK, GREY, HAIR = "#1a1a1a", "#4d4d4d", "#e6e6e6"
COLOURS = ("#00428c", "#a90000", "#115a36", "#6e5600", "#5c3d99")
DASHES = ("", "7 5")
FONT = "BIZ UDPGothic, Noto Sans CJK JP, sans-serif"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One line of a picture: its name, its colour (by number), and whether it is dashed."""

    name: str
    colour: int
    dashed: bool
    points: Sequence[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What an axis counts, from where to where, its marks, and whether it is logarithmic."""

    label: str
    least: float
    most: float
    marks: Sequence[float]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1; outside is put on the end."""
        low, high, here = self.least, self.most, min(max(value, self.least), self.most)
        if self.logarithmic:
            low, high, here = log10(low), log10(high), log10(here)
        return (here - low) / (high - low)


def quality(curves: Sequence[Curve], seconds: float) -> str:
    """Objective / best known against seconds."""
    marks = [mark for mark in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60) if mark <= seconds]
    across = Axis(label="秒", least=0.1, most=max(seconds, 0.2), marks=marks, logarithmic=True)
    up = Axis(label="既知の最良の何倍か", least=1.0, most=2.0, marks=(1.0, 1.2, 1.4, 1.6, 1.8, 2.0))
    return _picture("時間をかけるほど、既知の最良の順番に近づく", curves, across, up)


def growth(by_cases: Sequence[Curve], by_agencies: Sequence[Curve]) -> str:
    """Seconds until nearly the final value, against the number of cases and of agencies: two drawings in one."""
    curves = [*by_cases, *by_agencies]
    slowest = max((y for curve in curves for _, y in curve.points), default=1.0)
    most = max((x for curve in curves for x, _ in curve.points), default=1.0)
    across = Axis(label="ケースの数、または機関の数", least=0, most=most, marks=_steps(most))
    up = Axis(label="最後の値の2%以内になるまでの秒", least=0, most=max(slowest, 0.1), marks=_steps(max(slowest, 0.1)))
    return _picture("ケースや機関がふえると、どれだけ時間がかかるか", curves, across, up)


def _steps(most: float) -> list[float]:
    """Five round marks at most."""
    size = 10 ** int(log10(most)) / 10 if most >= 1 else 0.01
    while most / size > 5:
        size *= 2 if str(size).lstrip("0.")[:1] in {"1", "5"} else 2.5
    return [round(size * number, 6) for number in range(int(most / size) + 1)]


def _picture(title: str, curves: Sequence[Curve], across: Axis, up: Axis) -> str:
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    words = f'role="img" aria-label="{escape(title)}" font-family="{FONT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {words}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(16, 28, title, size=18, weight=700),
        *_grid(across, up),
        *(line for place, curve in enumerate(curves) for line in _curve(curve, place, across, up)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(across: Axis, up: Axis) -> Iterator[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    for mark in up.marks:
        y = _y(up, mark)
        yield f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{HAIR}"/>'
        yield _text(LEFT - 8, y + 5, f"{mark:g}", anchor="end", colour=GREY)
    for mark in across.marks:
        x = _x(across, mark)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{bottom}" y2="{bottom + 5}" stroke="{GREY}"/>'
        yield _text(x, bottom + 21, f"{mark:g}", anchor="middle", colour=GREY)
    yield f'<line x1="{LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}" stroke="{INK}"/>'
    yield _text(right, bottom + 42, across.label, anchor="end", colour=GREY)
    yield _text(16, TOP - 8, up.label, colour=GREY)


def _curve(curve: Curve, place: int, across: Axis, up: Axis) -> Iterator[str]:
    colour, dash = COLOURS[curve.colour % len(COLOURS)], DASHES[curve.dashed]
    drawn = f'stroke="{colour}" stroke-width="2.5"' + (f' stroke-dasharray="{dash}"' if dash else "")
    inside = [(x, y) for x, y in curve.points if y <= up.most]
    points = " ".join(f"{_x(across, x):.1f},{_y(up, y):.1f}" for x, y in inside)
    yield f'<polyline points="{points}" fill="none" {drawn} stroke-linejoin="round"/>'
    for x, y in inside[-1:]:
        yield f'<circle cx="{_x(across, x):.1f}" cy="{_y(up, y):.1f}" r="3.5" fill="{colour}"/>'
    y, x = TOP + 12 + 24 * place, WIDTH - RIGHT + 20
    yield f'<line x1="{x}" x2="{x + 30}" y1="{y}" y2="{y}" {drawn}/>'
    yield _text(x + 38, y + 5, curve.name, size=13)


def _x(axis: Axis, value: float) -> float:
    return LEFT + axis.share(value) * (WIDTH - RIGHT - LEFT)


def _y(axis: Axis, value: float) -> float:
    return HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - BOTTOM - TOP - 8)


def _text(
    x: float, y: float, words: str, *, size: int = 13, weight: int = 400, anchor: str = "start", colour: str = INK
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
        f' fill="{colour}">{escape(words)}</text>'
    )
