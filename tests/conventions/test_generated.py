"""The pages of docs/generated/ say what the code says."""

from pathlib import Path

from tests.conventions import generated
from tests.conventions.tree import ROOT


def test_no_generated_page_is_stale() -> None:
    assert generated.stale() == [], "run `make docs`"


def test_a_changed_missing_or_forgotten_page_is_named(tmp_path: Path) -> None:
    assert generated.stale(tmp_path / "nowhere") == sorted(generated.PAGES)
    generated.write(tmp_path)
    assert generated.stale(tmp_path) == []
    (tmp_path / "routes.md").write_text("typed by hand\n", encoding="utf-8")
    (tmp_path / "settings.md").unlink()
    (tmp_path / "old.md").write_text("nobody generates this\n", encoding="utf-8")
    assert generated.stale(tmp_path) == ["old.md", "routes.md", "settings.md"]


def test_generated_pages_name_no_place_of_this_machine() -> None:
    for page in generated.PAGES.values():
        assert str(ROOT) not in page()


def test_every_route_and_every_table_stands_on_its_page() -> None:
    routes, privacy = generated.routes_page(), generated.privacy_page()
    assert "| `/signin` | GET | `PUBLIC` | だれでも |" in routes
    assert "### `AuditTable`" in privacy
    assert "| `name` | `SENSITIVE` | ✓ |" in privacy
