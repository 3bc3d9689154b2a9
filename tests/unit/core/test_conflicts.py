"""What two editors see of one another."""

from core.conflicts import differences, kept_fields


def test_only_what_differs_is_shown_with_its_label() -> None:
    found = differences(
        {"name": "名前", "roles": "役割"}, {"name": "a", "roles": ("x", "y")}, {"name": "b", "roles": ("x", "y")}
    )
    assert [(one.label, one.mine, one.theirs) for one in found] == [("名前", "a", "b")]


def test_every_typed_field_goes_on_but_the_token_and_the_version() -> None:
    kept = kept_fields({"_csrf_token": "t", "version": "1", "name": "a", "roles": ("x", "y")})
    assert kept == [("name", "a"), ("roles", "x"), ("roles", "y")]
