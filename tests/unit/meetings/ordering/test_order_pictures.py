"""The pictures of the bench are drawings with words, readable without any tool."""

from xml.etree import ElementTree as ET

from tests.bench.order_pictures import Axis, Curve, growth, quality

SVG = "{http://www.w3.org/2000/svg}"
FAST = Curve(name="40件", colour=0, dashed=False, points=[(0.05, 3.0), (0.2, 1.4), (2.0, 1.0)])
SLOW = Curve(name="40件（[fast]なし）", colour=0, dashed=True, points=[(1.0, 1.9), (2.0, 1.2)])


def _words(picture: str) -> set[str | None]:
    return {text.text for text in ET.fromstring(picture).iter(f"{SVG}text")}  # noqa: S314 - our own text


def test_every_curve_is_named_and_inside() -> None:
    picture = quality([FAST, SLOW], 2.0)
    assert {"40件", "40件（[fast]なし）", "秒", "既知の最良の何倍か"} <= _words(picture)
    for line in ET.fromstring(picture).iter(f"{SVG}polyline"):  # noqa: S314 - our own text
        points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert points
        assert all(76 <= x <= 644.1 and 56 <= y <= 364.1 for x, y in points)


def test_growth_has_both_curves_and_round_marks() -> None:
    cases = Curve(name="ケースの数", colour=0, dashed=False, points=[(20, 0.1), (200, 2.4)])
    agencies = Curve(name="機関の数", colour=1, dashed=True, points=[(10, 0.3), (50, 1.1)])
    assert {"ケースの数", "機関の数", "0", "100", "200", "1", "2"} <= _words(growth([cases], [agencies]))


def test_an_axis_may_be_logarithmic() -> None:
    axis = Axis(label="", least=0.1, most=10, marks=(), logarithmic=True)
    assert [round(axis.share(value), 3) for value in (0.01, 0.1, 1, 10, 99)] == [0, 0, 0.5, 1, 1]
