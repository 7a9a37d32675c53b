"""The Ed25519 key that signs anchors and bundles; it never leaves the data folder.

Public halves of keys that signed here before lie beside it, not in the database: who
can write there could otherwise name a key of his own.
"""

import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

SHOWN_DIGITS = 16
EARLIER_FILE = "earlier_keys"
PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")


def load(path: Path) -> Ed25519PrivateKey:
    """Return the key of this folder; the first call makes it, readable by us only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text()))
    key = Ed25519PrivateKey.generate()
    _write(descriptor, key.private_bytes_raw().hex())
    return key


def own(path: Path) -> str:
    """Return the public half of this folder's key."""
    return public_hex(load(path))


def earlier(path: Path) -> set[str]:
    """Return the public keys that signed for this company before this one."""
    try:
        lines = path.with_name(EARLIER_FILE).read_text("ascii").split()
    except FileNotFoundError:
        return set()
    return {line for line in lines if PUBLIC_KEY.fullmatch(line)}


def trusted(path: Path) -> set[str]:
    """Return every public key whose signature is ours."""
    return {own(path), *earlier(path)}


def remember(path: Path, public_key: str) -> None:
    """Count a key among the earlier ones; raises ValueError for what is no key."""
    if not PUBLIC_KEY.fullmatch(public_key):
        raise ValueError("a public key is 64 hexadecimal digits in lower case")
    known = earlier(path) - {own(path)} | {public_key}
    _put(path.with_name(EARLIER_FILE), "".join(f"{key}\n" for key in sorted(known)))


def replace(path: Path) -> str:
    """Begin to sign with a new key and return it; the old one stays known."""
    remember(path, own(path))
    key = Ed25519PrivateKey.generate()
    _put(path, key.private_bytes_raw().hex())
    return public_hex(key)


def public_hex(key: Ed25519PrivateKey) -> str:
    """Return the public half as 64 hexadecimal digits."""
    return key.public_key().public_bytes_raw().hex()


def is_signed(public_key: str, signature: str, content: bytes) -> bool:
    """Tell whether this key signed this content; malformed ones did not."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _put(path: Path, text: str) -> None:
    """Write a file of this folder whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    _write(os.open(new, mode, 0o600), text)
    new.replace(path)


def _write(descriptor: int, text: str) -> None:
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
