"""What a template of both hosts may say; everything else is refused with its line."""

import re

from fieldapp.web.filters import FILTERS

SERVER_ONLY = frozenset({"errors", "office", "public"})

DICT_METHODS = frozenset(dir(dict))
COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq", "in", "notin"})
SHARED_FILTERS = frozenset({*FILTERS, "default", "length"})
SHARED_TESTS = frozenset({"defined", "none"})
GETTEXT = frozenset({"_", "gettext"})
FUNCTIONS = frozenset({*GETTEXT, "ngettext", "icon", "asset"})
LOOP_FACTS = frozenset({"first", "index", "last", "length"})

PLACEHOLDER = re.compile(r"%(?:%|\((\w+)\)[sd])")
UNQUOTED = re.compile(r"[\s\"'][\w:-]+=\Z")
MARKUP = (
    (
        re.compile(r"(?:^|[\s\"'])style\s*=", re.IGNORECASE),
        "inline style: put it in a stylesheet, the policy blocks it here",
    ),
    (
        re.compile(r"<style\b", re.IGNORECASE),
        "<style>: put it in a stylesheet, the policy blocks it here",
    ),
    (
        re.compile(r"(?:^|[\s\"'])on[a-z]+\s*=", re.IGNORECASE),
        "inline handler: put it in a page script, the policy blocks it here",
    ),
    (
        re.compile(r"(?:^|[\s\"'])(?:data-)?hx-on\b", re.IGNORECASE),
        "hx-on: put it in a page script, the policy blocks it here",
    ),
    (
        re.compile(r"[\"'\s](?:js|javascript):", re.IGNORECASE),
        "js: and javascript: values are code, the policy blocks it here",
    ),
    (
        re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
        "inline script: put it in static/js, the policy blocks it here",
    ),
)


class Refusal(Exception):  # noqa: N818 - it is what a build answers
    """A source the build does not accept: where it stands and what to do."""

    def __init__(self, source: str, line: int, message: str) -> None:
        super().__init__(f"{source}:{line}: {message}")
        self.source = source
        self.line = line


def check_markup(source: str, line: int, text: str) -> None:
    """Refuse what the content security policy would block anyway."""
    for pattern, message in MARKUP:
        found = pattern.search(text)
        if found:
            raise Refusal(source, line + text.count("\n", 0, found.start()), message)


def check_message(source: str, line: int, message: str) -> None:
    """Refuse a message whose % means something else than %(name)s."""
    if "%" in PLACEHOLDER.sub("", message):
        raise Refusal(source, line, f"write %(name)s or %% in the message {message!r}")
