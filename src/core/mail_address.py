"""Mail addresses: one address with the name of its holder, refused when it is anything else.

Whether a person of that address may receive something is not decided here.
"""

import re
from dataclasses import dataclass

from core.errors import Invalid
from core.text import clean_line

# Dot-atoms of RFC 5321 without the characters that a mailto: URI would have to escape (RFC 6068).
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!$'*+_~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}", re.ASCII)
_LONGEST = 254
_LONGEST_LOCAL = 64


class BadAddress(Invalid):
    """Something that is not exactly one mail address."""

    def __init__(self) -> None:
        super().__init__("メールアドレスの形が正しくありません。1件だけを、name@example.jp の形で入れてください。")


@dataclass(frozen=True, slots=True)
class Address:
    """One mail address and the name shown beside it; refused on construction when it is not exactly one."""

    mail: str
    name: str = ""

    def __post_init__(self) -> None:
        local = self.mail.partition("@")[0]
        if len(self.mail) > _LONGEST or len(local) > _LONGEST_LOCAL or _ADDRESS.fullmatch(self.mail) is None:
            raise BadAddress
        object.__setattr__(self, "name", clean_line(self.name))

    @property
    def domain(self) -> str:
        """The part after the @ sign."""
        return self.mail.rpartition("@")[2]
