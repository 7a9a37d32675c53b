"""What one copy holds, with the digest of every file; written last, read first."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from fieldapp.services.backups.problem import BackupError

FORMAT = 1
NAME = "manifest.json"
EVIDENCE_LIST = "evidence.txt"
KEYS = "keys"
DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One copy: when it was begun, of which life of which kind of database."""

    taken_at: str
    epoch: str
    kind: str
    revision: str
    evidence_count: int
    evidence_bytes: int
    files: dict[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Say that the copy in this folder is whole."""
        path = folder / NAME
        path.write_text(json.dumps(asdict(self), indent=2) + "\n")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return what a folder holds; raises BackupError for what is no copy."""
        try:
            written: dict[str, Any] = json.loads((folder / NAME).read_text())
            found = cls(**written)
        except FileNotFoundError as error:
            raise BackupError(f"There is no backup in {folder}.") from error
        except (ValueError, TypeError) as error:
            raise BackupError(
                f"{folder / NAME} cannot be read: this is no backup of this program, "
                "or it comes from a newer version."
            ) from error
        if found.format != FORMAT:
            raise BackupError(f"{folder} comes from a newer version. Update, then try.")
        return found

    def check(self, folder: Path) -> None:
        """Raise BackupError when a file is missing or was altered."""
        for name, digest in self.files.items():
            path = folder / name
            if not path.is_file():
                raise BackupError(f"The backup is not whole: {path} is missing.")
            if digest_of(path) != digest:
                raise BackupError(f"The backup was altered or damaged: {path}.")


def latest(folder: Path) -> Path:
    """Return the newest whole copy of a folder, or the folder that is one."""
    if (folder / NAME).is_file():
        return folder
    whole = sorted(path.parent for path in folder.glob(f"*Z/{NAME}"))
    if not whole:
        raise BackupError(f"There is no whole backup in {folder}.")
    return whole[-1]


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file of a copy, by its name in the folder."""
    return {
        path.relative_to(folder).as_posix(): digest_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
