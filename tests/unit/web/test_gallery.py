"""Every part and layout renders with invented data, in Jinja alone, and keeps the content security policy."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from core.jobs import Job, JobState
from core.labels import Labelled
from core.paper_filters import FILTERS
from web.assets import AssetMissing, Assets, collect

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
GALLERY = sorted(path.stem for path in (TEMPLATES / "_layout/gallery").glob("*.html"))
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 2, 40, tzinfo=UTC)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta"}


@dataclass(frozen=True)
class Entry:
    """One entry of the rail."""

    label: str
    short_label: str
    href: str
    count: int | None = None
    current: bool = False
    key: str = ""


@dataclass(frozen=True)
class Flash:
    """What just happened."""

    kind: str
    text: str
    undo_href: str | None = None
    undo_label: str = "元に戻す"


RAIL = (
    (
        Entry("きょう", "今日", "/", current=True, key="t"),
        Entry("機関・連絡先", "名簿", "/agencies", 42, key="a"),
        Entry("ケース", "ケース", "/cases", 153, key="c"),
        Entry("つながり図", "図", "/graph", 5, key="g"),
    ),
    (Entry("進行管理台帳", "台帳", "/ledger", key="l"), Entry("会議", "会議", "/meetings", key="m")),
    (Entry("取込", "取込", "/imports"), Entry("設定", "設定", "/settings")),
)


@dataclass(frozen=True)
class Shell:
    """What the layouts read."""

    council_name: str = "汐見市要保護児童対策地域協議会"
    short_council_name: str = "汐見市 要対協"
    agency_name: str = "こども家庭センター"
    person_name: str = "佐伯 真理"
    today: date = TODAY
    rail: tuple[tuple[Entry, ...], ...] = RAIL
    csrf_token: str = "token-of-the-test"
    rail_folded: bool = False
    searches: bool = True
    flash: Flash | None = None
    status_messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One child of the sample ledger."""

    number: str
    name: str
    kana: str
    age: int
    school: str
    abuse: str
    severity: str
    lead: str
    worker: str
    agencies: int
    seen: str
    days: int
    next: str = "11.27"
    last: str = "8.28"
    kind: str = "要保護"
    sibling: bool = False
    ticked: bool = False


def _diary() -> tuple[tuple[date, bool, bool, bool, tuple[str, ...]], ...]:
    """Two weeks from Monday: (day, today, past, off, events)."""
    events = {
        17: ("個別検討", "R8-031"),
        20: ("照会票 締切", "15:00 個別検討"),
        23: ("勤労感謝の日",),
        27: ("13:30 実務者会議",),
    }
    days = [date(2026, 11, 16) + timedelta(days=n) for n in range(14)]
    return tuple(
        (day, day == TODAY, day < TODAY, day.weekday() > 4 or day.day == 23, events.get(day.day, ())) for day in days
    )


RUNNING = Job(
    kind="list", title="進行管理台帳 PDF", state=JobState.RUNNING, done=62, total=153, unit="人", created_at=NOW
)
FINISHED = Job(
    kind="list", title="照会票 PDF", state=JobState.DONE, result="JVBERg==", result_name="照会票.pdf", created_at=NOW
)
STOPPED = Job(kind="list", title="次第 PDF", state=JobState.CANCELLED, message="何も残していません。", created_at=NOW)
FAILED = Job(kind="list", title="名簿 PDF", state=JobState.FAILED, message="字体がありません。", created_at=NOW)


@dataclass(frozen=True)
class Sample:
    """Invented data of the gallery."""

    running: Job = RUNNING
    finished: Job = FINISHED
    days: tuple[tuple[date, bool, bool, bool, tuple[str, ...]], ...] = field(default_factory=_diary)
    checklist: tuple[tuple[str, Markup, str], ...] = (
        ("done", Markup("<b>開催通知</b> 14機関へ"), "6日（金）送付　FAX 3・メール 11"),
        ("part", Markup("<b>出欠</b> 13 / 14機関"), "まだ：市民病院　代理：汐見警察署"),
        ("part", Markup("<b>照会票</b> 31 / 42票"), "きょう 17:00 締切"),
        ("open", Markup("<b>議題</b> 案のまま"), "24日（火）に確定する予定"),
        ("open", Markup("<b>印刷</b> 18部・通し番号"), "議題の確定後にできます"),
    )
    tree: tuple[tuple[str, int, bool, tuple[tuple[str, str, str, bool], ...]], ...] = (
        ("児童相談所", 1, True, (("中央児童相談所", "6人", "#c", False),)),
        (
            "市役所（庁内部局）",
            9,
            True,
            (("こども家庭センター", "7人", "#k", False), ("健康推進課", "5人", "#h", False)),
        ),
        (
            "小学校・中学校・高校",
            12,
            True,
            (("第二小学校", "後任なし", "#2", True), ("汐見北小学校", "3人", "#n", False)),
        ),
        ("保育所・幼稚園・こども園", 8, False, (("つばめ保育園", "2人", "#t", False),)),
        ("医療", 4, False, (("市民病院", "2人", "#b", False),)),
    )
    columns: tuple[str | dict[str, object], ...] = (
        {"label": "番号", "cls": "stick"},
        {"label": "児童氏名", "cls": "stick-2", "href": "#name"},
        {"label": "歳", "num": True},
        "所属",
        "種別",
        "虐待",
        {"label": "重症度", "href": "#severity", "sort": "descending"},
        "主担当",
        "援助者",
        {"label": "機関", "num": True},
        "最終目視日",
        "前回",
        "次回",
        "今回の扱い",
    )
    ledger: tuple[Row, ...] = (
        Row("R7-033", "庄司 美羽", "しょうじ みう", 11, "第二小5", "身体的", "重度", "中央児相", "前田", 6, "9.30", 51),
        Row("R8-058", "須田 結衣", "すだ ゆい", 6, "つばめ保", "心理的", "重度", "未定", "—", 3, "11.14", 6),
        Row("R8-019", "高瀬 陽向", "たかせ ひなた", 8, "第二小2", "ネグレクト", "中度 ↓", "こども家庭C", "三浦", 8,
            "11.12", 8, sibling=True),
        Row("R8-020", "高瀬 湊", "たかせ みなと", 4, "", "ネグレクト", "中度 ↓", "こども家庭C", "三浦", 7, "11.17",
            3, sibling=True),
        Row("R8-027", "野口 樹", "のぐち いつき", 9, "汐見北小4", "—", "軽度", "食い違い", "今井", 4, "11.10", 10),
        Row("R8-044", "井出 颯太", "いで そうた", 13, "汐見中1", "心理的", "中度", "こども家庭C", "宮下", 5, "11.18",
            2, ticked=True),
        *(
            Row(f"R6-{100 + n}", "栗原 ひより", "くりはら ひより", 7, "汐見北小1", "—", "危惧 ↓", "健康推進課", "今井",
                2, "11.5", 15)
            for n in range(24)
        ),
    )  # fmt: skip
    agenda: tuple[tuple[int, str, str, str, str, int], ...] = (
        (1, "13:40", "R8-061", "（氏名 確認中）", "新規", 8),
        (2, "13:48", "R8-044", "井出 颯太", "個別会議の報告", 6),
        (3, "13:54", "R8-027", "野口 樹", "主担当の食い違い", 7),
        (4, "14:01", "R8-036", "浜田 心春", "欠席7日以上", 6),
    )
    matrix: tuple[tuple[str, ...], ...] = (
        ("at", "at", "away", "away", "away"),
        ("at", "wait", "away", "away", "away"),
        ("wait", "at", "away", "at", "away"),
        ("at", "at", "at", "at", "at"),
    )


class Colour(Labelled):
    """An enum as forms show it."""

    RED = "red", "赤"
    BLUE = "blue", "青"


class Outline(HTMLParser):
    """Collects what a page must keep: nesting, ids, headings, inline style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.pointed: list[str] = []
        self.inline: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a start tag."""
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        self.inline += ["script without src"] if tag == "script" and "src" not in values else []
        self.pointed += (values.get("for") or "").split() + (values.get("aria-describedby") or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself (drawings)."""
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Check that the tag closes the one that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A static folder with the files of the checkout and a small stand-in for the foreign script."""
    root = tmp_path_factory.mktemp("site")
    package = root / "node_modules" / "htmx.org"
    (package / "dist").mkdir(parents=True)
    (package / "package.json").write_text('{"version": "2.0.0"}', encoding="utf-8")
    (package / "dist" / "htmx.min.js").write_text("var htmx;", encoding="utf-8")
    static = root / "static"
    (static / "css").mkdir(parents=True)
    for path in [*STATIC.glob("*.*"), *STATIC.glob("css/*.css")]:
        (static / path.relative_to(STATIC)).write_bytes(path.read_bytes())
    collect(static)
    return static


@pytest.fixture(scope="module")
def templates(collected: Path) -> Environment:
    """Jinja as the application sets it up."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(FILTERS)
    env.globals["asset"] = Assets(collected).address
    return env


def outline(html: str) -> Outline:
    """The page read by a parser; fails when tags do not nest."""
    page = Outline()
    page.feed(html)
    assert page.open == []
    return page


def part(templates: Environment, call: str, **values: object) -> str:
    """One macro call of parts.html."""
    source = '{% import "_layout/parts.html" as p %}' + call
    return templates.from_string(source).render(shell=Shell(), **values)


@pytest.mark.parametrize("name", GALLERY)
def test_gallery_page_keeps_the_rules(templates: Environment, name: str) -> None:
    shell = Shell(flash=Flash("done", "R8-044 を「個別検討会議」にしました", "/undo/1"))
    page = outline(templates.get_template(f"_layout/gallery/{name}.html").render(shell=shell, sample=Sample()))
    assert page.inline == []
    assert sorted(page.ids) == sorted(set(page.ids))
    assert set(page.pointed) <= set(page.ids)
    assert page.headings.count(1) == 1
    assert page.text.count("｜円卓") == 1


def test_forms_of_the_shell_carry_the_token(templates: Environment) -> None:
    html = templates.get_template("_layout/gallery/parts.html").render(shell=Shell(), sample=Sample())
    for form in re.findall(r'<form[^>]*method="post"[^>]*action.*?</form>', html, flags=re.DOTALL):
        assert "token-of-the-test" in form


def test_wide_page_folds_the_rail_and_the_choice_does(templates: Environment) -> None:
    today = templates.get_template("_layout/gallery/today.html")
    assert 'class="shell"' in today.render(shell=Shell(), sample=Sample())
    assert 'class="shell folded"' in today.render(shell=Shell(rail_folded=True), sample=Sample())
    ledger = templates.get_template("_layout/gallery/ledger.html").render(shell=Shell(), sample=Sample())
    assert 'class="shell folded fill counted-copies-only"' in ledger


def test_page_without_aside_has_one_column(templates: Environment) -> None:
    html = templates.get_template("_layout/gallery/agencies.html").render(shell=Shell(), sample=Sample())
    assert "<aside" not in html


@pytest.mark.parametrize(
    ("kind", "wanted"), [("info", 'class="banner info"'), ("failure", 'role="alert"'), ("done", "data-undo")]
)
def test_flash_stands_where_its_kind_says(templates: Environment, kind: str, wanted: str) -> None:
    shell = Shell(flash=Flash(kind, "送れませんでした", "/undo/1"))
    html = templates.get_template("_layout/gallery/today.html").render(shell=shell, sample=Sample())
    assert wanted in html
    assert "送れませんでした" in html


def test_title_and_text_are_escaped(templates: Environment) -> None:
    shell = replace(Shell(), agency_name="<b>園</b>", status_messages=("<i>",))
    html = templates.get_template("_layout/gallery/today.html").render(shell=shell, sample=Sample())
    assert "&lt;b&gt;園&lt;/b&gt;" in html
    assert "&lt;i&gt;" in html


def test_reading_stands_over_each_part_of_the_name(templates: Environment) -> None:
    html = part(templates, '{{ p.ruby_name("高瀬　陽向", "たかせ ひなた") }}')
    assert re.findall(r"<ruby>(.*?)<rt[^>]*>(.*?)</rt>", html) == [("高瀬", "たかせ"), ("陽向", "ひなた")]


def test_reading_that_does_not_split_stands_over_the_whole_name(templates: Environment) -> None:
    html = part(templates, '{{ p.ruby_name("高瀬陽向", "たかせ ひなた") }}')
    assert re.findall(r"<ruby>(.*?)<rt[^>]*>(.*?)</rt>", html) == [("高瀬陽向", "たかせ ひなた")]


def test_name_without_reading_is_plain(templates: Environment) -> None:
    assert part(templates, '{{ p.ruby_name("<高瀬>", "") }}') == "&lt;高瀬&gt;"


def test_problem_stands_at_its_field_and_what_was_typed_stays(templates: Environment) -> None:
    html = part(
        templates,
        '{{ p.field_text("held_on", "開催日", "11/31", problems) }}',
        problems={"held_on": "11月31日はありません。"},
    )
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="f-held_on-error"' in html
    assert 'value="11/31"' in html
    assert "11月31日はありません。" in html


def test_summary_links_every_problem_and_says_the_forms_own(templates: Environment) -> None:
    problems = {"held_on": "11月31日はありません。", "": "ほかの人が先に直しました。"}
    html = part(templates, "{{ p.error_summary(problems) }}", problems=problems)
    assert 'href="#f-held_on"' in html
    assert "直すところが 2つ あります" in html
    assert "ほかの人が先に直しました。" in html


def test_no_problem_no_summary(templates: Environment) -> None:
    assert part(templates, "{{ p.error_summary({}) }}").strip() == ""


@pytest.mark.parametrize("macro", ["field_select", "field_radios", "field_segments"])
def test_labelled_members_are_options(templates: Environment, macro: str) -> None:
    html = part(
        templates, f'{{{{ p.{macro}("colour", "色", colours, chosen) }}}}', colours=list(Colour), chosen=Colour.BLUE
    )
    assert re.findall(r'value="(\w+)"[^>]*(?:selected|checked)', html) == ["blue"]
    assert "赤" in html


@pytest.mark.parametrize("macro", ["field_select", "field_radios", "field_segments"])
def test_pairs_are_options(templates: Environment, macro: str) -> None:
    html = part(templates, f'{{{{ p.{macro}("n", "数", [(1, "一"), (2, "二")], 2) }}}}')
    assert re.findall(r'value="(\w+)"[^>]*(?:selected|checked)', html) == ["2"]


def test_value_in_place_of_the_options_is_refused(templates: Environment) -> None:
    with pytest.raises(UndefinedError, match="options_come_before_the_value"):
        part(templates, '{{ p.field_select("n", "数", "1", [("1", "一")]) }}')


def test_pages_name_the_current_one_and_leave_out_the_far(templates: Environment) -> None:
    html = part(templates, '{{ p.pagination(5, 20, 987, "件", "/cases?page=") }}')
    assert re.findall(r">(\d+)</", html) == ["1", "3", "4", "5", "6", "7", "20"]
    assert "全987件" in html


def test_finished_job_offers_its_result(templates: Environment) -> None:
    html = part(templates, "{{ p.progress(job, shell) }}", job=FINISHED)
    assert f'href="/jobs/{FINISHED.id}/result"' in html
    assert "<progress" not in html


@pytest.mark.parametrize("job", [STOPPED, FAILED])
def test_job_without_result_says_what_happened(templates: Environment, job: Job) -> None:
    html = part(templates, "{{ p.progress(job, shell) }}", job=job)
    assert job.state.label in html
    assert job.message in html
    assert "とめる</button>" not in html


def test_running_job_counts_and_can_be_stopped(templates: Environment) -> None:
    html = part(templates, "{{ p.progress(job, shell) }}", job=RUNNING)
    assert "153人のうち 62人" in html
    assert f'action="/jobs/{RUNNING.id}/stop"' in html
    assert f'data-events="/jobs/{RUNNING.id}/events"' in html


def test_address_changes_with_the_content(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("a{}", encoding="utf-8")
    before = Assets(tmp_path).address("a.css")
    sheet.write_text("b{}", encoding="utf-8")
    assert re.fullmatch(r"/static/a\.css\?v=[0-9a-f]{10}", before)
    assert Assets(tmp_path).address("a.css") != before


def test_collected_script_is_found_by_its_logical_name(collected: Path) -> None:
    address = Assets(collected).address("htmx.js")
    assert re.fullmatch(r"/static/vendor/htmx-2\.0\.0-[0-9a-f]{10}\.min\.js", address)
    assert (collected / address.removeprefix("/static/")).is_file()
    assert (collected / "fonts" / "BIZUDPGothic-Bold.ttf").stat().st_size > 1_000_000


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetMissing, match=r"nothing\.css"):
        Assets(tmp_path).address("nothing.css")


def test_script_stays_small() -> None:
    assert (STATIC / "entaku.js").stat().st_size < 30_000


def test_style_sheets_load_nothing_from_outside() -> None:
    for path in STATIC.glob("css/*.css"):
        addresses = re.findall(r'url\("([^"]*)"\)', path.read_text(encoding="utf-8"))
        assert all(address.startswith(("../fonts/", "data:", "#")) for address in addresses), path
