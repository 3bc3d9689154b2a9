"""Signing in and out, and the first setup from a one-time link."""

from urllib.parse import urlsplit
from uuid import UUID

import segno
from litestar import Controller, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.accounts import actions as accounts
from access.accounts import rules
from access.accounts.model import SecondFactor
from access.acting import actor_of
from access.councils import actions as councils
from access.permissions.model import Permission
from access.permissions.rules import needs
from access.sessions import actions
from core import clock
from core.database import CouncilId
from core.errors import DomainError, Invalid
from core.pages import FLASH_COOKIE, PageRequest, posted, see_other

COOKIE, SECURE_COOKIE = "entaku", "__Host-entaku"


class SignInPages(Controller):
    """Pages at /signin, /logout and /welcome/…."""

    @get("/signin", opt=needs(Permission.PUBLIC))
    async def sign_in_form(
        self,
        request: PageRequest,
        next: FromQuery[str] = "/",  # noqa: A002 - the word in the address
        ready: FromQuery[str] = "",
    ) -> Template | Redirect:
        """The door."""
        if request.scope.get("user") is not None:
            return Redirect("/", status_code=303)
        return await _door(next, done=bool(ready))

    @post("/signin", opt=needs(Permission.PUBLIC))
    async def sign_in(self, request: PageRequest) -> Template | Redirect:
        """Name, password and number at once; a wrong one is not named."""
        fields = await posted(request)
        council = await _chosen_council(fields.line("council"))
        login = fields.line("login", required="サインイン名を入れてください。")
        password = fields.secret("password", required="パスワードを入れてください。")
        code = fields.line("code", required="番号を入れてください。")
        try:
            fields.check()
            account = await accounts.check_sign_in(council, login=login, password=password, code=code)
        except DomainError as refused:
            return await _door(fields.line("next"), login=login, refused=refused)
        token = await actions.open_session(council, account)
        answer = see_other(_inside(fields.line("next")))
        answer.set_cookie(_session_cookie(request, f"{council.hex}.{token}", max_age=None))
        return answer

    @post("/logout", opt=needs(Permission.SIGNED_IN))
    async def sign_out(self, request: PageRequest) -> Redirect:
        """The session is gone, and the browser is told to forget."""
        actor = actor_of(request)
        session_id: UUID = request.scope["session_id"]  # type: ignore[typeddict-item]
        await actions.end_session(actor.council, session_id, account_id=actor.account_id, name=actor.name)
        answer = Redirect("/signin", status_code=303, headers={"Clear-Site-Data": '"cache", "cookies", "storage"'})
        answer.set_cookie(_session_cookie(request, "", max_age=0))
        answer.set_cookie(Cookie(key=FLASH_COOKIE, value="", path="/", httponly=True, samesite="strict", max_age=0))
        return answer

    @get("/welcome/{council_id:uuid}/{token:str}", opt=needs(Permission.PUBLIC))
    async def setup_form(self, council_id: FromPath[UUID], token: FromPath[str]) -> Template:
        """Choose a password and a second factor."""
        return await _setup(CouncilId(council_id), token)

    @post("/welcome/{council_id:uuid}/{token:str}", opt=needs(Permission.PUBLIC))
    async def set_up(
        self, request: PageRequest, council_id: FromPath[UUID], token: FromPath[str]
    ) -> Template | Redirect:
        """Keep them; a card's numbers are shown this once."""
        council, fields = CouncilId(council_id), await posted(request)
        factor = fields.choice("factor", SecondFactor, required="どちらかを選んでください。") or SecondFactor.CARD
        password = fields.secret("password", required="パスワードを入れてください。")
        if password != fields.secret("again"):
            fields.problem("again", "二つのパスワードが違います。")
        secret = fields.line("secret")
        try:
            fields.check()
            numbers = await accounts.set_up(
                council, token, password=password, factor=factor, secret=secret, code=fields.line("code")
            )
        except Invalid as refused:
            return await _setup(council, token, secret=secret, factor=factor, problems=refused.problems)
        if numbers:
            return Template("access/card.html", context={"numbers": numbers, "today": clock.today()})
        return see_other("/signin?ready=1")


async def _door(next_path: str, *, login: str = "", refused: DomainError | None = None, done: bool = False) -> Template:
    known = await councils.councils()
    problems = dict(refused.problems) if isinstance(refused, Invalid) else {}
    if refused is not None and not problems:
        problems = {"": refused.message}
    context = {
        "councils": [(council_id.hex, name) for council_id, name, _demo in known],
        "council": "",
        "done": done,
        "demo": any(demo for _id, _name, demo in known),
        "login": login,
        "next": _inside(next_path),
        "problems": problems,
    }
    return Template("access/signin.html", context=context, status_code=refused.status if refused else 200)


async def _setup(
    council: CouncilId,
    token: str,
    *,
    secret: str = "",
    factor: SecondFactor | None = None,
    problems: dict[str, str] | None = None,
) -> Template:
    account = await accounts.account_of_link(council, token)
    secret = secret or rules.new_totp_secret()
    context = {
        "account": account,
        "action": f"/welcome/{council}/{token}",
        "secret": secret,
        "picture": _qr(rules.totp_link(secret, login=account.login, issuer="円卓")),
        "factor": factor.value if factor else "",
        "problems": problems or {},
        "shortest": rules.SHORTEST,
    }
    return Template("access/welcome.html", context=context, status_code=422 if problems else 200)


def _qr(link: str) -> str:
    return str(segno.make(link, error="m").svg_data_uri(scale=4, border=2))


async def _chosen_council(text: str) -> CouncilId:
    known = [council_id for council_id, _name, _demo in await councils.councils()]
    chosen = next((council_id for council_id in known if council_id.hex == text), None)
    if chosen is None and len(known) == 1:
        return known[0]
    if chosen is None:
        raise Invalid(problems={"council": "協議会を選んでください。"})
    return chosen


def _inside(path: str) -> str:
    """A path of this house only; anything else becomes the first page."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not path.startswith("//") and not parts.netloc and "\\" not in path
    return path if inside else "/"


def _session_cookie(request: PageRequest, value: str, *, max_age: int | None) -> Cookie:
    secure = request.scope["scheme"] == "https"
    return Cookie(
        key=SECURE_COOKIE if secure else COOKIE, value=value, path="/", httponly=True, samesite="strict", secure=secure,
        max_age=max_age,
    )  # fmt: skip
