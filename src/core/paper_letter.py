"""Who writes to whom, politely: sender, addressee with 様 or 御中, 貴校 or 貴園, and where to ask.

Plain values for papers; what is asked of the addressee stands in each feature's documents.py.
"""

import re
from dataclasses import dataclass

MEMBER_PERSONS = ("民生委員", "児童委員")
COURTESIES = (  # the end of an agency's name → how it is addressed
    (("学校", "小", "中", "高校"), "貴校"),
    (("園",), "貴園"),
    (("所", "施設", "ホーム"), "貴所"),
)
GENERAL_COURTESY = "貴機関"
_SUFFIX = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")
"""（はなみずき地区）: which one it is, not what it is."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """発出者: the body in whose name the letter goes out, with title and name; `seal_note` is 公印省略 or empty."""

    council: str
    body: str
    title: str
    name: str
    seal_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """問合せ先: office, persons, telephone and FAX as they are printed."""

    office: str
    persons: str
    telephone: str
    fax: str = ""


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """The agency a letter goes to, its head's title (校長) if the letter is for the head, or a person's name."""

    agency: str
    head: str = ""
    person: str = ""

    @property
    def line(self) -> str:
        """汐見野市立潮風小学校長, 汐見野市教育委員会, 主任児童委員 浜野 みち."""
        if self.head and self.agency.endswith(self.head[0]):
            return " ".join(filter(None, (self.agency + self.head[1:], self.person)))
        return " ".join(filter(None, (self.agency, self.head, self.person)))

    @property
    def honorific(self) -> str:
        """様 for a head or a person, 御中 for an organisation."""
        return "様" if self.head or self.person else "御中"

    @property
    def salutation(self) -> str:
        """The line a mail begins with: 汐見野市教育委員会　御中."""
        return f"{self.line}　{self.honorific}"

    @property
    def courtesy(self) -> str:
        """貴校, 貴園, 貴所, 貴職 or 貴機関 in a sentence."""
        agency = _SUFFIX.sub("", self.agency)
        if agency.endswith(MEMBER_PERSONS) or self.head.endswith(MEMBER_PERSONS):
            return "貴職"
        return next((courtesy for ends, courtesy in COURTESIES if agency.endswith(ends)), GENERAL_COURTESY)
