"""Finds planted marks in anything that leaves the house, however it is written down."""

import base64
import binascii
import html
import io
import quopri
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes

import httpx

BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_\-\r\n]{16,}={0,2}")
DEEPEST = 3


def marks_in(data: bytes | str, marks: Iterable[str]) -> set[str]:
    """Which of the marks stand in the data, in any of its readings."""
    raw = data.encode() if isinstance(data, str) else data
    texts = list(_texts(raw))
    return {mark for mark in marks if any(mark in text for text in texts)}


def marks_of_answer(answer: httpx.Response, marks: Iterable[str]) -> set[str]:
    """Which of the marks stand in an answer: address, headers, cookies, body."""
    headers = b"\n".join(name + b": " + value for name, value in answer.headers.raw)
    return marks_in(headers, marks) | marks_in(answer.content, marks)


def _texts(raw: bytes) -> Iterator[str]:
    for data in _readings(raw, DEEPEST):
        yield from _words(data.decode("utf-8", errors="replace"))
        if b"\x00" in data:
            yield from _words(data.replace(b"\x00", b"").decode("ascii", errors="replace"))


def _words(text: str) -> Iterator[str]:
    """As written; and with entities, line ends, spaces, full width and letter case made equal."""
    yield text
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    yield plain
    yield "".join(plain.split())


def _readings(raw: bytes, depth: int) -> Iterator[bytes]:
    """The bytes, and what is packed or encoded in them."""
    yield raw
    if depth == 0:
        return
    if raw.startswith(b"%PDF"):
        yield _run(["pdftotext", "-", "-"], raw)
        yield _run(["pdfinfo", "-"], raw)
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for name in packed.namelist():
                yield from _readings(packed.read(name), depth - 1)
    else:
        unfolded = re.sub(rb"\r?\n[ \t]", b"", raw)
        for other in (unfolded, unquote_to_bytes(raw), quopri.decodestring(raw)):
            if other != raw:
                yield other
        for run in set(BASE64_RUN.findall(raw)):
            yield from _readings(_decoded(run), depth - 1)


def _decoded(run: bytes) -> bytes:
    packed = b"".join(run.split()).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    packed = packed[: len(packed) - (len(packed) % 4 == 1)]
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4))
    except binascii.Error:
        return b""


def _run(command: list[str], data: bytes) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout
