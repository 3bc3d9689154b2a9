"""Header fields of a mail in the words of RFC 2047, folded by ourselves.

Python's own folding of Japanese headers loses spaces in some readers and writes words that are too long.
Reading headers is not done here.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Iterator

from core.mail_address import Address

LINE = 76  # RFC 2047 section 2: longest line that holds an encoded word
_WORD = 75  # and longest encoded word
_FRAME = len("=?utf-8?B??=")
_PLAIN_NAME = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ")


def text_field(name: str, text: str) -> str:
    """A header line (several when long) with unstructured text, such as the subject."""
    head = f"{name}: "
    plain = text.isascii() and text.isprintable() and "=?" not in text
    if plain and text.strip() == text and len(head) + len(text) <= LINE:
        return head + text
    return head + encoded(text, used=len(head))


def address_field(name: str, address: Address) -> str:
    """A header line with exactly one address, its holder's name encoded when it is not plain letters."""
    head = f"{name}: "
    if not address.name:
        return f"{head}<{address.mail}>"
    plain = set(address.name) <= _PLAIN_NAME and len(head) + len(address.name) <= LINE
    shown = address.name if plain else encoded(address.name, used=len(head))
    return f"{head}{shown}\r\n <{address.mail}>"


def encoded(text: str, *, used: int) -> str:
    """The text as base64 words on lines of at most 76 octets; `used` octets of the first line are taken."""
    words = (f"=?utf-8?B?{b64encode(piece).decode()}?=" for piece in _pieces(text, used))
    return "\r\n ".join(words)


def _pieces(text: str, used: int) -> Iterator[bytes]:
    rest, room = text, _octets(LINE - used)
    while rest:
        cut = _cut(rest, room)
        yield rest[:cut].encode()
        rest, room = rest[cut:], _octets(_WORD)


def _octets(width: int) -> int:
    return (min(width, _WORD) - _FRAME) // 4 * 3


def _cut(text: str, room: int) -> int:
    """How many characters fit: best between clusters and without base64 padding, which GMime cannot read past."""
    size = 0
    fitting: list[tuple[bool, bool, int]] = []
    for count, character in enumerate(text, start=1):
        size += len(character.encode())
        if size > room:
            break
        fitting.append((size % 3 == 0 or count == len(text), not _joined(text, count), count))
    return max(fitting)[2]


def _joined(text: str, at: int) -> bool:
    """Whether the character at this place belongs to the one before it (accent, variation selector, joiner)."""
    return at < len(text) and unicodedata.category(text[at]) in {"Mn", "Me", "Mc", "Cf"}
