"""The switches of 守ること and the buttons beside a proposal, as they are posted."""

from uuid import UUID

from core.errors import Invalid
from core.forms import Fields
from meetings.arrangements.model import OrderRule


def read_rules(fields: Fields) -> tuple[OrderRule, ...] | None:
    """The rules that are switched on; None when the button stood beside no switches. Raises Invalid."""
    if not fields.flag("chosen"):
        return None
    known = {rule.value: rule for rule in OrderRule}
    asked = fields.many("rule")
    if not known.keys() >= set(asked):
        raise Invalid(problems={"rule": "決まりを選びなおしてください。"})
    return tuple(rule for rule in OrderRule if rule.value in asked)


def read_arrangement(fields: Fields) -> UUID:
    """Which proposal the button belongs to. Raises Invalid."""
    found = fields.identity("arrangement", required="案を選びなおしてください。")
    fields.check()
    if found is None:
        raise Invalid(problems=fields.problems)
    return found
