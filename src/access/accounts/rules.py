"""Passwords, one-time numbers and delays (security.md §6). Pure but for the hash function, which is run in a thread."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from access.accounts.model import Account, CardCode
from core.sealing import token_hash
from core.text import fold, narrow_ascii

SHORTEST, LONGEST = 15, 128
FEWEST_CHARACTERS = 5
FREE_FAILURES = 4
LONGEST_DELAY = timedelta(minutes=15)
TOTP_SECONDS = 30
CARD_CODES = 20
LINK_LIFE = timedelta(hours=72)
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
DUMMY_HASH = HASHER.hash(secrets.token_urlsafe(24))
COMMON_WORDS = (
    "password", "qwerty", "entaku", "letmein", "iloveyou", "123456", "abcdef", "asdfgh", "admin", "welcome",
    "えんたく", "ようたいきょう", "要対協", "円卓", "ぱすわーど",
)  # fmt: skip


def password_problem(password: str, *, login: str, council_name: str) -> str | None:
    """Why a password is refused, or None. Length counts; composition does not."""
    if len(password) < SHORTEST:
        return f"{SHORTEST}字以上にしてください。いま{len(password)}字です。短い文にすると覚えやすくなります。"
    if len(password) > LONGEST:
        return f"{LONGEST}字までにしてください。"
    folded = fold(password)
    if len(set(folded)) < FEWEST_CHARACTERS or any(
        folded == fold(word) * (len(folded) // max(len(fold(word)), 1)) for word in COMMON_WORDS
    ):
        return "同じ字や、よく使われる言葉のくり返しは使えません。"
    if any(word and fold(word) in folded and len(fold(word)) * 2 >= len(folded) for word in (login, council_name)):
        return "サインイン名や協議会の名前が半分以上を占めています。ほかの言葉を足してください。"
    return None


def hash_password(password: str) -> str:
    """The stored form (argon2id); slow on purpose, call it in a thread."""
    return HASHER.hash(password)


def password_fits(stored: str | None, password: str) -> bool:
    """Whether the password is right; an account without one takes as long as one with."""
    try:
        fits = HASHER.verify(stored or DUMMY_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(fits) and stored is not None


def new_totp_secret() -> str:
    """A fresh secret for an authenticator app."""
    return pyotp.random_base32()


def totp_link(secret: str, *, login: str, issuer: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def fitting_totp_step(secret: str, code: str, *, now: datetime, last_step: int) -> int | None:
    """The 30-second step of a right code (±1 step, later than the last one used), else None."""
    digits = narrow_ascii(code).replace(" ", "")
    current = int(now.timestamp()) // TOTP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in (current - 1, current, current + 1):
        if step > last_step and secrets.compare_digest(totp.at(step * TOTP_SECONDS).encode(), digits.encode()):
            return step
    return None


def new_card() -> list[str]:
    """The numbers of one card, eight digits each, to be printed once."""
    return [f"{secrets.randbelow(10**8):08d}" for _ in range(CARD_CODES)]


def fitting_card_code(codes: Sequence[CardCode], typed: str) -> CardCode | None:
    """The unused number that was typed, else None."""
    digits = "".join(character for character in narrow_ascii(typed) if character.isdigit())
    wanted = token_hash(digits)
    return next(
        (code for code in codes if code.used_at is None and secrets.compare_digest(code.code_hash, wanted)), None
    )


def delay_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: from the fifth on 2, 4, 8 … seconds, at most 15 minutes."""
    if failures <= FREE_FAILURES:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 20)), LONGEST_DELAY)


def usable(account: Account, *, today: date) -> bool:
    """Whether the account may be used today: ready, not disabled, not expired."""
    return account.ready and not account.disabled and (account.expires_on is None or today <= account.expires_on)


def next_member_expiry(today: date) -> date:
    """Members' accounts end on the next 31 March (人事異動)."""
    end = date(today.year, 3, 31)
    return end if today <= end else date(today.year + 1, 3, 31)
