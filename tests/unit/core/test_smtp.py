import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from core.mail import Mail, mail_bytes
from core.mail_address import Address, BadAddress
from core.smtp import (
    BadSmtpUrl,
    PermanentFailure,
    Security,
    Sent,
    SmtpServer,
    TemporaryFailure,
    next_attempt,
    send,
    smtp_server,
)

NOW = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
RAW = mail_bytes(
    Mail(
        sender=Address("kyougikai@city.invalid", "市こども家庭センター"),
        recipient=Address("kyoutou@school.invalid"),
        subject="出席時間のお知らせ",
        text="日時\n.\n..場所",
        message_id="<m1@city.invalid>",
        date=NOW,
    )
)
DOTTED = b"Subject: x\r\n\r\n.\r\n..two\r\n.end\r\n"

Authenticator = Callable[[SMTP, Session, Envelope, str, object], AuthResult]


class Relay:
    """Answers of a mail server, and what it took over."""

    def __init__(self, *, mail: str = "", rcpt: str = "", data: str = "", silence_seconds: float = 0) -> None:
        self.mail, self.rcpt, self.data, self.silence_seconds = mail, rcpt, data, silence_seconds
        self.taken: list[Envelope] = []

    async def handle_MAIL(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer the sender."""
        envelope.mail_from = address
        return self.mail or "250 OK"

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer the recipient."""
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Take the mail over and answer, perhaps late."""
        self.taken.append(envelope)
        await asyncio.sleep(self.silence_seconds)
        return self.data or "250 queued as 42"


@asynccontextmanager
async def running(
    relay: Relay,
    authenticator: Authenticator | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
) -> AsyncIterator[str]:
    """A real server on a free port of this machine; yields host:port."""

    def session() -> SMTP:
        return SMTP(
            relay,
            hostname="relay.invalid",
            authenticator=authenticator,
            auth_require_tls=False,
            tls_context=starttls,
            require_starttls=starttls is not None,
        )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=tls)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await server.wait_closed()


async def send_to(host: str, raw: bytes = RAW, *, timeout_seconds: float = 5) -> object:
    return await send(
        raw,
        sender="kyougikai@city.invalid",
        recipient="kyoutou@school.invalid",
        url=f"smtp://{host}",
        timeout_seconds=timeout_seconds,
    )


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and its own certificate for 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relay.invalid")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "relay.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + signed.public_bytes(Encoding.PEM))
    return path


@pytest.mark.enable_socket
@pytest.mark.parametrize("raw", [RAW, DOTTED], ids=["mail", "dots"])
async def test_the_server_gets_the_same_bytes_for_one_recipient(raw: bytes) -> None:
    relay = Relay()
    async with running(relay) as host:
        assert await send_to(host, raw) == Sent("queued as 42")
    (envelope,) = relay.taken
    assert envelope.original_content == raw
    assert (envelope.mail_from, envelope.rcpt_tos) == ("kyougikai@city.invalid", ["kyoutou@school.invalid"])


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("relay", "expected"),
    [
        (Relay(rcpt="451 greylisted"), TemporaryFailure(451, "greylisted")),
        (Relay(rcpt="452 too many recipients"), TemporaryFailure(452, "too many recipients")),
        (Relay(data="452 out of space"), TemporaryFailure(452, "out of space")),
        (Relay(rcpt="500 " + "x" * 301), PermanentFailure(500, "x" * 300)),
        (Relay(rcpt="550 no such user"), PermanentFailure(550, "no such user")),
        (Relay(data="554 refused"), PermanentFailure(554, "refused")),
        (Relay(mail="550 sender unknown"), TemporaryFailure(550, "sender unknown")),
    ],
    ids=["451 rcpt", "452 rcpt", "452 data", "500 rcpt", "550 rcpt", "554 data", "550 sender"],
)
async def test_refusals_are_told_apart(relay: Relay, expected: object) -> None:
    async with running(relay) as host:
        assert await send_to(host) == expected


@pytest.mark.enable_socket
async def test_no_answer_after_the_data_is_temporary() -> None:
    async with running(Relay(silence_seconds=1)) as host:
        outcome = await send_to(host, timeout_seconds=0.2)
    assert isinstance(outcome, TemporaryFailure)
    assert outcome.code is None


@pytest.mark.enable_socket
async def test_a_closed_port_is_temporary() -> None:
    async with running(Relay()) as host:
        pass
    assert isinstance(await send_to(host), TemporaryFailure)


@pytest.mark.enable_socket
async def test_a_server_without_starttls_is_not_used() -> None:
    relay = Relay()
    async with running(relay) as host:
        outcome = await send(
            RAW,
            sender="kyougikai@city.invalid",
            recipient="kyoutou@school.invalid",
            url=f"smtp+starttls://{host}",
            timeout_seconds=5,
        )
    assert isinstance(outcome, TemporaryFailure)
    assert relay.taken == []


@pytest.mark.enable_socket
@pytest.mark.parametrize(("password", "taken"), [("p%40ss", True), ("wrong", False)])
async def test_the_account_of_the_url_signs_in(password: str, *, taken: bool) -> None:
    def check(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: object) -> AuthResult:
        return AuthResult(success=login == LoginPassword(b"council", b"p@ss"), handled=False)

    relay = Relay()
    async with running(relay, check) as host:
        outcome = await send_to(f"council:{password}@{host}")
    assert isinstance(outcome, Sent if taken else TemporaryFailure)
    assert bool(relay.taken) == taken


@pytest.mark.enable_socket
@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
async def test_only_a_trusted_server_gets_the_mail_under_tls(
    scheme: str, *, trusted: bool, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    relay = Relay()
    direct = scheme == "smtps"
    async with running(relay, tls=context if direct else None, starttls=None if direct else context) as host:
        outcome = await send(
            RAW,
            sender="kyougikai@city.invalid",
            recipient="kyoutou@school.invalid",
            url=f"{scheme}://{host}",
            timeout_seconds=5,
        )
    assert isinstance(outcome, Sent if trusted else TemporaryFailure)
    assert bool(relay.taken) == trusted


async def test_two_recipients_are_refused_before_anything_is_sent() -> None:
    with pytest.raises(BadAddress):
        await send(RAW, sender="a@b.invalid", recipient="c@d.invalid,e@f.invalid", url="smtp://localhost")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://relay.invalid", SmtpServer("relay.invalid", 25, Security.PLAIN)),
        ("smtps://relay.invalid/", SmtpServer("relay.invalid", 465, Security.TLS)),
        ("smtp+starttls://relay.invalid", SmtpServer("relay.invalid", 587, Security.STARTTLS)),
        ("smtp://u:p%40:w@relay.invalid:2525", SmtpServer("relay.invalid", 2525, Security.PLAIN, "u", "p@:w")),
        ("smtp://[::1]:2525", SmtpServer("::1", 2525, Security.PLAIN)),
    ],
)
def test_the_url_names_a_server(url: str, server: SmtpServer) -> None:
    assert smtp_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "relay.invalid",
        "http://relay.invalid",
        "smtp://",
        "smtp://relay.invalid:port",
        "smtp://relay.invalid:0",
        "smtp://relay.invalid:99999",
        "smtp://user@relay.invalid",
        "smtp://relay.invalid/path",
        "smtp://relay.invalid?tls=1",
        "smtp://[::1",
    ],
)
def test_a_bad_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadSmtpUrl) as refused:
        smtp_server(url)
    assert "relay" not in str(refused.value)


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(smtp_server("smtp://user:secret@relay.invalid"))


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (26, 60)])
def test_the_waits_grow(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOW) == NOW + timedelta(minutes=minutes)


def test_it_gives_up_after_a_day_or_at_the_deadline() -> None:
    assert next_attempt(27, NOW) is None
    assert next_attempt(2, NOW, deadline=NOW + timedelta(minutes=5)) == NOW + timedelta(minutes=5)
    assert next_attempt(2, NOW, deadline=NOW + timedelta(minutes=4)) is None


def test_all_waits_together_stay_within_a_day() -> None:
    clock, attempts = NOW, 1
    while following := next_attempt(attempts, clock):
        clock, attempts = following, attempts + 1
    assert timedelta(hours=23) < clock - NOW <= timedelta(hours=24)
