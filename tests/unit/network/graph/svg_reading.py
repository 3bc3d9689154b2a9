"""Reading a drawing back: is it well-formed, what does it say, does it keep to what a page may show."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"


def root(drawing: str) -> Element:
    """The drawing, parsed."""
    return fromstring(drawing)


def facts(drawing: str) -> list[str]:
    """Every text that is a fact: the lines of one text joined, axes and legends left out."""
    texts = [text for text in root(drawing).iter(f"{SVG}text") if text.get("class") != "axis"]
    return ["".join(text.itertext()) for text in texts]


def lines(drawing: str) -> list[str]:
    """Every line of every fact."""
    texts = [text for text in root(drawing).iter(f"{SVG}text") if text.get("class") != "axis"]
    return [str(span.text) for text in texts for span in text]


def check_fit_for_a_page(drawing: str) -> None:
    """A title first, attributes only: no style, no script, no id that could occur twice, nothing fetched."""
    svg = root(drawing)
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    assert svg[0].tag == f"{SVG}title"
    assert "表" in str(svg[0].text)
    for one in svg.iter():
        assert one.tag.removeprefix(SVG) in {
            "svg", "title", "rect", "line", "text", "tspan", "circle", "ellipse", "polygon", "path",
        }  # fmt: skip
        assert not {"style", "id", "href", "onload"} & set(one.keys())
