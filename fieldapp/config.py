"""Every setting of the server: its variable, its default, what it means."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

KEY_BYTES = 32
KEY_FILE = "secret_key"
PUBLIC_URL = re.compile(r"(?=.{1,300}$)https?://[A-Za-z0-9.:\[\]-]+/?")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table that `docs/deployment.md` shows."""

    variable: str
    default: str
    meaning: str


SETTINGS = (
    Setting("FIELDAPP_DATA_DIR", "data", "folder of the database, photos and key"),
    Setting("FIELDAPP_DATABASE_URL", "", "SQLAlchemy URL; empty: SQLite in the folder"),
    Setting("FIELDAPP_EVIDENCE_URL", "", "obstore URL; empty: a folder beside it"),
    Setting("FIELDAPP_SECRET_KEY", "", "hex; empty: made once, kept with mode 0600"),
    Setting("FIELDAPP_PUBLIC_URL", "", "address in the QR of reports; empty: as asked"),
    Setting("FIELDAPP_TRUSTED_PROXY", "", "address whose X-Forwarded headers count"),
    Setting("FIELDAPP_THREADS", "8", "requests that are answered at the same time"),
    Setting("FIELDAPP_SPREAD_S", "30", "phones spread their first sync over this"),
    Setting("FIELDAPP_MAX_UPLOAD_BYTES", "67108864", "largest photo that is taken in"),
    Setting("FIELDAPP_NOW", "", "fixed ISO time, for tests and screenshots only"),
    Setting("FIELDAPP_TEST_BUILD", "", "1: the worker obeys the tests' clock"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one server, read once at start."""

    data_dir: Path
    database_url: str
    evidence_url: str
    secret_key: str = field(repr=False)
    public_url: str | None
    trusted_proxy: str | None
    threads: int
    spread_s: int
    max_upload_bytes: int
    is_test_build: bool

    @property
    def parts_dir(self) -> Path:
        """Folder of uploads that are not complete yet."""
        return self.data_dir / "parts"

    @property
    def build_dir(self) -> Path:
        """Folder of what was made from the sources; may be deleted at any time."""
        return self.data_dir / "build"

    @property
    def signing_key_path(self) -> Path:
        """File of the key that signs anchors and evidence bundles."""
        return self.data_dir / "signing_key"

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the table above; makes the data folder and the secret key when missing."""
    values = {row.variable: environment.get(row.variable, "") for row in SETTINGS}
    values |= {
        row.variable: row.default for row in SETTINGS if not values[row.variable]
    }
    data_dir = Path(values["FIELDAPP_DATA_DIR"]).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    database = values["FIELDAPP_DATABASE_URL"]
    evidence = values["FIELDAPP_EVIDENCE_URL"]
    return Settings(
        data_dir=data_dir,
        database_url=database or f"sqlite:///{data_dir / 'fieldapp.db'}",
        evidence_url=evidence or (data_dir / "evidence").as_uri(),
        secret_key=values["FIELDAPP_SECRET_KEY"] or kept_key(data_dir),
        public_url=public_url(values["FIELDAPP_PUBLIC_URL"]),
        trusted_proxy=values["FIELDAPP_TRUSTED_PROXY"] or None,
        threads=int(values["FIELDAPP_THREADS"]),
        spread_s=int(values["FIELDAPP_SPREAD_S"]),
        max_upload_bytes=int(values["FIELDAPP_MAX_UPLOAD_BYTES"]),
        is_test_build=values["FIELDAPP_TEST_BUILD"] == "1",
    )


def public_url(text: str) -> str | None:
    """Return the address without its last slash, None for none.

    Raises ValueError for what no browser could open.
    """
    if not text:
        return None
    if not PUBLIC_URL.fullmatch(text):
        raise ValueError(
            f"FIELDAPP_PUBLIC_URL is an address such as https://visada.example.com, "
            f"without a path and at most 300 characters; it is {text!r}"
        )
    return text.rstrip("/")


def kept_key(data_dir: Path) -> str:
    """Return the key of this folder; the first start makes it."""
    path = data_dir / KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    return path.read_text()
