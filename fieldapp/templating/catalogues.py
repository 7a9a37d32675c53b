"""Messages of each language, read from translations/<language>/<area>.po."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

Message = str | tuple[str, ...]
Messages = dict[str, Message]

LANGUAGES = ("pt-BR", "en")
SERVER_AREAS = frozenset(
    {"audit", "devices", "labels", "office", "public", "reports", "server", "team"}
)
FOLDER = Path(__file__).parents[1] / "translations"


@lru_cache
def catalogues() -> dict[str, Messages]:
    """Return every message of every language; an English msgid is its own text."""
    return {language: _merged(language, _areas(language)) for language in LANGUAGES}


def phone_catalogues(code: str) -> dict[str, Messages]:
    """Return only what the worker can show: messages that stand in its code."""
    return {
        language: {
            message: text
            for message, text in _merged(language, _phone_areas(language)).items()
            if _quoted(message) in code or message in code
        }
        for language in LANGUAGES
    }


def catalogues_module(code: str) -> str:
    """Return the ES module that hands the phone's messages to the worker."""
    text = json.dumps(phone_catalogues(code), ensure_ascii=False, separators=(",", ":"))
    return f"const catalogues = {text}\n\nexport {{ catalogues as default }}\n"


def area(language: str, name: str) -> Messages:
    """Return the messages of one file, empty when the language has none."""
    path = _folder(language) / f"{name}.po"
    return _read(str(path), path.stat().st_mtime_ns) if path.exists() else {}


def sources() -> list[Path]:
    """Return every file the messages come from."""
    return sorted(FOLDER.glob("*/*.po"))


def _merged(language: str, areas: Iterable[str]) -> Messages:
    merged: Messages = {}
    for name in sorted(areas):
        merged.update(area(language, name))
    return merged


def _phone_areas(language: str) -> set[str]:
    return set(_areas(language)) - SERVER_AREAS


def _quoted(message: str) -> str:
    return json.dumps(message, ensure_ascii=False)[1:-1]


def _areas(language: str) -> list[str]:
    return sorted(path.stem for path in _folder(language).glob("*.po"))


def _folder(language: str) -> Path:
    return FOLDER / language.replace("-", "_")


@lru_cache
def _read(path: str, _modified: int) -> Messages:
    with Path(path).open("rb") as file:
        return _messages(read_po(file))


def _messages(catalogue: Catalog) -> Messages:
    return {
        _first(message.id): _text(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


def _first(identity: str | list[str] | tuple[str, ...]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _text(string: str | list[str] | tuple[str, ...]) -> Message:
    return string if isinstance(string, str) else tuple(string)
