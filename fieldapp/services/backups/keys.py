"""The keys of a data folder: what was sealed or signed with them stays readable."""

import os
from pathlib import Path

from fieldapp.config import KEY_FILE, Settings
from fieldapp.services.signing_key import EARLIER_FILE


def copy_out(settings: Settings, folder: Path) -> None:
    """Put every key into a folder that only its owner reads."""
    folder.mkdir(mode=0o700)
    _write(folder / KEY_FILE, settings.secret_key)
    signs = settings.signing_key_path
    for path in (signs, signs.with_name(EARLIER_FILE)):
        if path.is_file():
            _write(folder / path.name, path.read_text())


def copy_in(folder: Path, settings: Settings) -> None:
    """Take over the keys of a copy."""
    for path in folder.iterdir():
        _write(settings.data_dir / path.name, path.read_text())


def _write(path: Path, key: str) -> None:
    mode = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(path, mode, 0o600), "w") as file:
        file.write(key)
