"""Printing: child process and its limits, fonts for names, numbered copies, joining."""

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from jinja2 import UndefinedError
from jinja2.loaders import ChoiceLoader, DictLoader

from core import paper, paper_fonts
from tests.unit.pdf_reading import fonts, text

KATSU_IVS = "葛󠄀"  # U+845B U+E0100: in BIZ UD
KATSU_MJ_IVS = "葛\U000e0104"  # in IPAmj Mincho only
GAIJI = "\ue000"  # where an office keeps a character of its own
NOWHERE = "邉\U000e0101"  # in neither


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Makes a template of a body and gives its name."""
    environment = paper.environment()
    written: dict[str, str] = {}
    monkeypatch.setattr(
        environment, "loader", ChoiceLoader([DictLoader(written), environment.loader or DictLoader({})])
    )

    def add(body: str) -> str:
        name = f"sheet{len(written)}.html"
        written[name] = '{% extends "_base.html" %}{% block body %}' + body + "{% endblock %}"
        return name

    yield add
    if environment.cache is not None:
        environment.cache.clear()


Sheet = Callable[[str], str]


def test_text_of_the_template_is_in_the_pdf(sheet: Sheet) -> None:
    assert "令和の紙" in text(paper.render(sheet("<p>{{ words }}</p>"), {"words": "令和の紙"}))


async def test_the_async_form_prints_the_same(sheet: Sheet) -> None:
    assert "潮風" in text(await paper.render_async(sheet("<p>潮風</p>"), {}))


def test_an_unknown_name_in_a_template_is_an_error(sheet: Sheet) -> None:
    with pytest.raises(UndefinedError):
        paper.render(sheet("{{ nothing }}"), {})


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '<img src="file:///etc/hostname">', "{{ 7 * 7 }}"])
def test_what_people_type_is_printed_not_interpreted(sheet: Sheet, hostile: str) -> None:
    assert hostile in text(paper.render(sheet("<p>{{ typed }}</p>"), {"typed": hostile})).replace("\n", "")


@pytest.mark.parametrize(
    "body",
    [
        '<p>紙</p><img src="file://{{ path }}" alt="絵">',
        '<style>p { background: url("file://{{ path }}") }</style><p>紙</p>',
        '<link rel="attachment" href="file://{{ path }}"><p>紙</p>',
        '<style>@import url("file://{{ path }}");</style><p>紙</p>',
        '<p>紙</p><object data="file://{{ path }}"></object>',
    ],
)
def test_a_paper_that_asks_for_a_file_of_the_machine_is_not_made(sheet: Sheet, tmp_path: Path, body: str) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p::before { content: 'hidden' }", encoding="utf-8")
    with pytest.raises(paper.PaperFailed):
        paper.render(sheet(body), {"path": str(secret)})


def test_a_print_that_takes_too_long_is_ended_with_a_message(sheet: Sheet) -> None:
    endless = sheet("{% for n in range(20000) %}<p>{{ n }} 長い文章を何度も組みます。</p>{% endfor %}")
    began = time.monotonic()
    with pytest.raises(paper.PaperFailed) as failure:
        paper.render(endless, {}, timeout_seconds=1)
    assert time.monotonic() - began < 10
    assert "PDFを作れませんでした" in failure.value.message


def test_a_print_that_wants_too_much_memory_is_ended(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet("{% for n in range(2000) %}<p>{{ n }} 行</p>{% endfor %}")
    monkeypatch.setattr(paper, "MEMORY_MIB", 64)
    with pytest.raises(paper.PaperFailed):
        paper.render(page, {})


def test_too_many_rows_are_refused_before_any_work() -> None:
    with pytest.raises(paper.PaperTooLong) as refusal:
        paper.render("notice.html", {}, rows=5001)
    assert "5,000行" in refusal.value.message


@pytest.mark.parametrize(
    ("name", "font_class"),
    [
        ("髙", ""),
        ("﨑", ""),
        (KATSU_IVS, ""),
        ("𠮷", "glyph-mj"),
        (KATSU_MJ_IVS, "glyph-mj"),
        (NOWHERE, "glyph-none"),
        ("😀", "glyph-none"),
    ],
)
def test_each_character_gets_the_font_that_has_it(name: str, font_class: str) -> None:
    assert paper_fonts.font_class(name, None) == font_class


def test_names_with_variants_are_printed_with_listed_fonts_only(sheet: Sheet) -> None:
    names = f"{KATSU_IVS}城 {KATSU_MJ_IVS}原 𠮷岡 髙瀬 山﨑"
    pdf = paper.render(sheet("<h1>{{ names }}</h1><p>{{ names }}</p>"), {"names": names})
    assert paper.page_count(pdf) == 1
    assert fonts(pdf) == {"BIZ-UDPMincho", "BIZ-UDPGothic", "IPAmjMincho"}
    assert "𠮷岡" in text(pdf)


def test_variants_of_a_character_are_different_glyphs(sheet: Sheet) -> None:
    name = sheet("<p>{{ name }}</p>")
    streams = set()
    for variant in ("葛\U000e0100", "葛\U000e0101", "葛\U000e0104"):
        with pikepdf.open(io.BytesIO(paper.render(name, {"name": variant}))) as pdf:
            font = next(iter(pdf.pages[0].Resources.Font.values()))
            streams.add(bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
    assert len(streams) == 3


def test_a_character_without_a_glyph_is_listed_in_front_of_the_paper(sheet: Sheet) -> None:
    pdf = paper.render(sheet("<p>氏名 {{ name }}さん</p>"), {"name": f"渡{NOWHERE}"})
    assert paper.page_count(pdf) == 2
    cover, page = text(pdf).split("\f")[:2]
    assert "印刷できない字" in cover
    assert "U+9089 U+E0101" in cover
    assert "渡〓さん" in cover
    assert "氏名 渡邉さん" in page


def test_missing_glyphs_are_told_before_printing() -> None:
    assert paper.missing_glyphs(f"山田😀、{NOWHERE}、髙橋😀") == ("😀", NOWHERE)


def test_the_operators_font_prints_what_the_others_lack(
    sheet: Sheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own.ttf"
    _font_with(own, GAIJI)
    assert paper.missing_glyphs(f"山{GAIJI}") == (GAIJI,)
    monkeypatch.setenv("ENTAKU_FONT_FILE", str(own))
    assert paper.missing_glyphs(f"山{GAIJI}") == ()
    pdf = paper.render(sheet(f"<p>山{GAIJI}</p>"), {})
    assert paper.page_count(pdf) == 1
    assert fonts(pdf) == {"BIZ-UDPGothic", "Entaku-Own"}


def _font_with(path: Path, character: str) -> None:
    """A font of one glyph, drawn as a square."""
    pen = TTGlyphPen(None)
    for step, point in enumerate(((0, 0), (0, 800), (800, 800), (800, 0))):
        (pen.moveTo if step == 0 else pen.lineTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square"})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_copies_carry_number_total_and_receiver_on_every_page(sheet: Sheet) -> None:
    two_pages = paper.render(sheet('<p>一</p><p style="break-before: page">二</p>'), {})
    pages = text(paper.stamp(two_pages, [paper.Copy(3, "潮風小学校"), paper.Copy(4, "港保育園")], of=24)).split("\f")
    assert ["第03号" in page for page in pages[:4]] == [True, True, False, False]
    assert ["港保育園" in page for page in pages[:4]] == [False, False, True, True]
    assert all("全24部" in page for page in pages[:4])


def test_merging_keeps_pages_and_their_order(sheet: Sheet) -> None:
    merged = paper.merge(paper.render(sheet(f"<p>{words}</p>"), {}) for words in ("春", "夏", "秋"))
    assert paper.page_count(merged) == 3
    assert [page.strip() for page in text(merged).split("\f")[:3]] == ["春", "夏", "秋"]
