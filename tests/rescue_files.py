"""Seals rescue files as static/js/rescue.js does, for a phone of the tests."""

import base64
import json
import shutil
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NODE = shutil.which("node") or "node"
DRIVER = Path(__file__).parent / "service_worker" / "rescue_driver.js"
CURVE = ec.SECP256R1()


def rescue_file(phone, *, secret=None):
    """Return everything that the phone still holds as one file."""
    profile = phone.documents["profile", phone.someone.id]["document"]
    records = [
        record({"kind": "operations"}, json.dumps(phone.outbox).encode()),
        *(
            record({"kind": "evidence", "sha256": digest}, content)
            for digest, content in phone.blobs.items()
        ),
        record({"kind": "end"}, b""),
    ]
    return sealed(phone, profile["rescue"], records, secret)


def phone_file(phone):
    """Return the same as the phone's own script writes it."""
    profile = phone.documents["profile", phone.someone.id]["document"]
    held = {
        "user_id": phone.someone.id,
        "client_id": phone.client_id,
        "offset_ms": 0,
        "operations": [json.dumps(each) for each in phone.outbox],
        "evidence": [
            {"sha256": digest, "base64": base64.b64encode(content).decode()}
            for digest, content in phone.blobs.items()
        ],
        "rescue": profile["rescue"],
    }
    run = subprocess.run(
        [NODE, str(DRIVER)],
        check=False,
        input=json.dumps(held).encode(),
        capture_output=True,
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


def record(head, body):
    return json.dumps(head).encode() + b"\n" + body


def sealed(phone, rescue, records, secret=None):
    own = ec.generate_private_key(CURVE)
    server = ec.EllipticCurvePublicKey.from_encoded_point(
        CURVE, base64.b64decode(rescue["key"])
    )
    salt = secret or base64.b64decode(rescue["secret"])
    shared = own.exchange(ec.ECDH(), server)
    cipher = AESGCM(HKDF(SHA256(), 32, salt, b"visada rescue 1").derive(shared))
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    header = base64.b64encode(
        json.dumps(
            {
                "user_id": phone.someone.id,
                "client_id": phone.client_id,
                "offset_ms": 0,
                "point": base64.b64encode(point).decode(),
            }
        ).encode()
    )
    lines = [
        base64.b64encode(cipher.encrypt(place.to_bytes(12), plain, header))
        for place, plain in enumerate(records)
    ]
    return b"\n".join([b"VISADA-RESCUE 1", header, *lines, b""])
