"""What people read, in their language; mirror: service_worker/translating.js."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fieldapp.templating.catalogues import LANGUAGES, Message, catalogues

DEFAULT_LANGUAGE = LANGUAGES[0]

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def gettext(message: str, **values: object) -> str:
    """Return the message in the current language, its %(name)s filled in."""
    found = _find(message)
    text = found if isinstance(found, str) else message
    return text % values if values else text


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the form that suits the number, its %(num)d and %(name)s filled in.

    Both languages use the plural for everything but 1: Brazilian screens say "0 itens".
    """
    found = _find(one)
    forms = found if isinstance(found, tuple) else (one, many)
    return forms[number != 1] % {"num": number, **values}


def translation(message: str) -> str:
    """Return the message in the current language, as it stands, for templates."""
    found = _find(message)
    return found if isinstance(found, str) else message


def plural_translation(one: str, many: str, number: int) -> str:
    """Return the form that suits the number, as it stands, for templates."""
    found = _find(one)
    forms = found if isinstance(found, tuple) else (one, many)
    return forms[number != 1]


def current_language() -> str:
    """Return the language of the person being answered, "pt-BR" or "en"."""
    return _language.get()


def set_language(language: str | None) -> None:
    """Answer in this language from here on; an unknown one means the default."""
    _language.set(language if language in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Answer in this language inside the block only."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def _find(message: str) -> Message | None:
    return catalogues()[current_language()].get(message)


def marked(message: str) -> str:
    """Return a message that is translated where it is shown."""
    return message
