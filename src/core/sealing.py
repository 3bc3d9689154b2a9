"""Sealing of private fields: AES-256-GCM, bound to council, table, column and row. Keys live outside the database.

A sealed value cannot be moved to another row or column (security.md T9). This module does not decide what is private:
each table's PRIVACY does.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import DomainError
from core.settings import Settings

KEY_BYTES, NONCE_BYTES = 32, 12
VERSION = b"\x01"
KEY_FILE = "master.key"


class KeyMissing(DomainError):
    """The data folder holds a database but its key file is gone."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"封を開ける鍵 {path} がありません。控えの鍵をこの場所に戻してください。")


class SealBroken(DomainError):
    """A sealed value was altered, moved, or sealed with another key."""

    message = "封じた内容を開けません。鍵が違うか、内容が書きかえられています。"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives; opening it anywhere else fails."""

    council: str
    table: str
    column: str
    row: str

    def as_bytes(self) -> bytes:
        """The additional authenticated data."""
        return f"{self.council}|{self.table}|{self.column}|{self.row}".encode()


class Sealer:
    """Seals and opens values with keys derived from one master key."""

    def __init__(self, master_key: bytes) -> None:
        self._fields = AESGCM(_derive(master_key, b"fields"))
        self._audit = _derive(master_key, b"audit")
        self._tokens = _derive(master_key, b"tokens")

    def seal(self, value: object, place: Place) -> bytes | None:
        """A JSON-able value as sealed bytes; None stays None (an absent value is not a secret)."""
        if value is None:
            return None
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + self._fields.encrypt(nonce, msgspec.json.encode(value), place.as_bytes())

    def open(self, sealed: bytes | None, place: Place) -> object:
        """The value again. Raises SealBroken when altered or moved."""
        if sealed is None:
            return None
        try:
            plain = self._fields.decrypt(sealed[1 : NONCE_BYTES + 1], sealed[NONCE_BYTES + 1 :], place.as_bytes())
        except (InvalidTag, ValueError) as problem:
            raise SealBroken from problem
        return msgspec.json.decode(plain)

    def audit_mac(self, data: bytes) -> bytes:
        """The keyed digest that chains audit rows."""
        return hmac.digest(self._audit, data, "sha256")

    def token_mac(self, data: bytes) -> bytes:
        """The keyed digest for form tokens."""
        return hmac.digest(self._tokens, data, "sha256")


def token_hash(token: str) -> bytes:
    """What is stored of a random token: sessions, one-time links, cards."""
    return hashlib.sha256(token.encode()).digest()


def master_key(settings: Settings, *, create: bool) -> bytes:
    """The master key from the environment or the data folder; made on first use when `create`."""
    if settings.master_key is not None:
        return settings.master_key
    path = settings.data / KEY_FILE
    if not path.exists():
        if not create:
            raise KeyMissing(path)
        settings.data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _derive(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"entaku/" + purpose).derive(master)
