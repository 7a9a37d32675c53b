"""Tells code from comments, strings, templates and patterns in JavaScript text."""

import re
from collections.abc import Iterator

Span = tuple[str, int, int]

INTERESTING = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | [`{}/]""",
    re.DOTALL | re.VERBOSE,
)
TEMPLATE_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{|\Z)", re.DOTALL)
PATTERN = re.compile(r"/(?:(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*)?")
BEFORE_PATTERN = re.compile(
    r"(?:\A|[(,=:\[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|throw|else))\s*\Z"
)


def code_only(text: str) -> tuple[str, list[Span]]:
    """Return the text with everything but code blanked, and the spans blanked.

    Quotes stay, so a statement that names a module can still be recognised.
    """
    spans = list(_spans(text))
    pieces, position = [], 0
    for kind, start, end in spans:
        pieces += [text[position:start], _blank(kind, text[start:end])]
        position = end
    return "".join([*pieces, text[position:]]), spans


def comment_lines(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Return what to cut so that comments on lines of their own disappear."""
    cuts = []
    for kind, start, end in spans:
        line = text.rfind("\n", 0, start) + 1
        rest = text.find("\n", end)
        after = len(text) if rest < 0 else rest + 1
        if kind == "comment" and not (text[line:start] + text[end:after]).strip():
            cuts.append((line, after))
    return cuts


def _spans(text: str) -> Iterator[Span]:
    """Walk from one mark to the next; `before` is the code in front of it."""
    position, depth, before = 0, 0, ""
    templates = list[int]()
    while found := INTERESTING.search(text, position):
        start, end = found.span()
        before = text[position:start].rstrip()[-12:] or before
        kind = _kind(found[0], before)
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] == "}" and templates and templates[-1] == depth:
            templates.pop()
            kind = "template"
        if kind == "template":
            end = TEMPLATE_TEXT.match(text, end).end()  # type: ignore[union-attr]
        if kind == "template" and text.startswith("${", end - 2):
            templates.append(depth)
            depth += 1
        if kind == "pattern":
            end = PATTERN.match(text, start).end()  # type: ignore[union-attr]
        if kind != "code":
            yield kind, start, end
        before = before if kind == "comment" else text[end - 1]
        position = end


def _kind(mark: str, before: str) -> str:
    if mark.startswith(("//", "/*")):
        return "comment"
    if mark[0] in "\"'":
        return "string"
    if mark == "`":
        return "template"
    if mark == "/" and BEFORE_PATTERN.search(before):
        return "pattern"
    return "code"


def _blank(kind: str, text: str) -> str:
    blank = "\n".join(" " * len(line) for line in text.split("\n"))
    if kind == "string":
        return text[0] + blank[1:-1] + text[-1]
    return blank
