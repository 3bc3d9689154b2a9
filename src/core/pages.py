"""What every page does: read the posted fields, answer with a redirect, leave a message for the next page.

The message (flash) travels sealed in a short cookie, so that nothing personal stands in addresses or histories.
"""

import base64
import binascii
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request
from litestar.datastructures import Cookie, UploadFile
from litestar.response import Redirect, Response

from core.database import sealer
from core.errors import Invalid
from core.forms import Fields
from core.sealing import Place, SealBroken

PageRequest = Request[Any, Any, Any]
FLASH_COOKIE = "entaku-message"
FLASH_PLACE = Place("", "flash", "message", "")
FLASH_SECONDS = 120
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS = "text/calendar"


@dataclass(frozen=True, slots=True)
class Flash:
    """One message on the next page; `kind` is done, info, check or failure. `undo_href` is posted to."""

    kind: str
    text: str
    undo_href: str | None = None
    undo_label: str = "元に戻す"


class NoFile(Invalid):
    """A form that asks for a file came without one."""

    def __init__(self) -> None:
        super().__init__(problems={"file": "ファイルを選んでください。"})


async def posted(request: PageRequest) -> Fields:
    """The posted fields (files are left out; see `uploaded`)."""
    form = await request.form()
    return Fields(form.multi_items())


async def uploaded(request: PageRequest, name: str = "file") -> tuple[bytes, str]:
    """The bytes and the file name of an upload. Raises NoFile."""
    file = (await request.form()).get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoFile
    data = await file.read()
    if not data:
        raise NoFile
    return data, file.filename


def see_other(path: str, flash: Flash | None = None) -> Redirect:
    """Answer a POST: go and GET that page (303)."""
    answer = Redirect(path, status_code=303)
    if flash is not None:
        sealed = sealer().seal(asdict(flash), FLASH_PLACE) or b""
        value = base64.urlsafe_b64encode(sealed).decode()
        answer.set_cookie(
            Cookie(key=FLASH_COOKIE, value=value, path="/", httponly=True, samesite="strict", max_age=FLASH_SECONDS)
        )
    return answer


def flash_of(request: PageRequest) -> Flash | None:
    """The message left by the page before; None when there is none or it was tampered with."""
    value = request.cookies.get(FLASH_COOKIE)
    if not value:
        return None
    try:
        opened = sealer().open(base64.urlsafe_b64decode(value), FLASH_PLACE)
    except (SealBroken, binascii.Error, ValueError):
        return None
    return msgspec.convert(opened, Flash)


def download(data: bytes, *, name: str, media_type: str, inline: bool = False) -> Response[bytes]:
    """A file with a name of ours: ASCII only, no person and no child in it."""
    disposition = "inline" if inline else "attachment"
    return Response(data, media_type=media_type, headers={"Content-Disposition": f'{disposition}; filename="{name}"'})


def short_id(record_id: UUID) -> str:
    """Eight characters of an id, for telling two elements of a page apart."""
    return record_id.hex[:8]
