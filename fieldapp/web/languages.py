"""Chooses the language of each answer: the person's, else the browser's."""

from flask import Flask, request
from flask_login import current_user

from fieldapp.templating.catalogues import LANGUAGES
from fieldapp.translating import DEFAULT_LANGUAGE, set_language


def init_app(app: Flask) -> None:
    """Choose before every request; after the session's own before_request."""
    app.before_request(choose_language)


def choose_language() -> None:
    """Leave files alone: who reads the session gets an answer per cookie."""
    if request.blueprint == "assets":
        set_language(browser_language())
        return
    set_language(getattr(current_user, "language", None) or browser_language())


def browser_language() -> str:
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT_LANGUAGE
