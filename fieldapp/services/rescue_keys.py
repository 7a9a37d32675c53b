"""Keys of rescue files, made from the secret key: phones seal, only this server opens.

The key pair keeps what stands in a file from everybody else. The secret of a person
goes into each file's key too, so that a file which opens was made on a phone of hers.
"""

import base64
import hmac
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SCALAR_BYTES = 48
KEY_BYTES = 32


class RescueKeys:
    """What the server needs to open a file, and what a phone needs to make one."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key.encode()

    def for_phone(self, person_id: str) -> dict[str, str]:
        """Return what a person's phones hold: our public point and her secret."""
        point = self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return {
            "key": base64.b64encode(point).decode(),
            "secret": base64.b64encode(self._secret_of(person_id)).decode(),
        }

    def file_key(self, person_id: str, phone_point: bytes) -> bytes:
        """Return the AES key of a file (RFC 5869 over ECDH on P-256).

        Raises ValueError when `phone_point` is no point of the curve.
        """
        phone = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, phone_point)
        shared = self._private.exchange(ec.ECDH(), phone)
        salt = self._secret_of(person_id)
        return HKDF(SHA256(), KEY_BYTES, salt, b"visada rescue 1").derive(shared)

    @cached_property
    def _private(self) -> ec.EllipticCurvePrivateKey:
        """The same key in every life of this data folder (FIPS 186-5, A.2.1)."""
        spread = HKDF(SHA256(), SCALAR_BYTES, None, b"visada rescue key")
        number = int.from_bytes(spread.derive(self._secret_key))
        return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)

    def _secret_of(self, person_id: str) -> bytes:
        name = f"visada rescue secret {person_id}".encode()
        return hmac.digest(self._secret_key, name, "sha256")
