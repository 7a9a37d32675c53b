"""The ZIP of a dossier: every file with its digest, the whole under one seal."""

import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldapp.domain.canonical import canonical_bytes
from fieldapp.services import bundle_verifier, dossier_verifier, signing_key
from fieldapp.services.dossier_verifier import FORMAT, MANIFEST, SEAL_DOMAIN

PACKED = ("evidence", "text")
"""Kinds that shrink; photos and PDF hold compressed bytes already."""
PROGRAMS = {"verify.py": dossier_verifier, "bundle_verifier.py": bundle_verifier}


@dataclass(slots=True)
class Archive:
    """An open ZIP; `files` lists what the manifest will name."""

    zip: zipfile.ZipFile
    moment: datetime
    files: list[dict[str, str]] = field(default_factory=list)

    def add(self, name: str, kind: str, content: bytes) -> None:
        """Put a file in under a name that no other one has."""
        digest = sha256(content).hexdigest()
        self.files.append({"name": name, "kind": kind, "sha256": digest})
        self._write(name, content, is_packed=kind in PACKED)

    def seal(self, key: Ed25519PrivateKey, facts: dict[str, Any]) -> None:
        """Add the programs that check, and the signed list of all files."""
        for name, module in PROGRAMS.items():
            self.add(name, "text", Path(str(module.__file__)).read_bytes())
        stated = {**facts, "files": self.files}
        signature = key.sign(SEAL_DOMAIN + canonical_bytes(stated)).hex()
        seal = {"public_key": signing_key.public_hex(key), "signature": signature}
        manifest = {"format": FORMAT, "stated": stated, "seal": seal}
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        self._write(MANIFEST, text.encode(), is_packed=True)

    def _write(self, name: str, content: bytes, *, is_packed: bool) -> None:
        info = zipfile.ZipInfo(name, self.moment.timetuple()[:6])
        info.external_attr = 0o644 << 16
        how = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
        self.zip.writestr(info, content, how)
