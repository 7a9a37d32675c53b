"""Templates hold no code and no style: the CSP and both renderers forbid them."""

import re

import pytest
from repository import report, text, under

FORBIDDEN = {
    "inline style": r"<[a-z][^>]*\sstyle\s*=",
    "inline handler": r"<[a-z][^>]*\son[a-z]+\s*=",
    "htmx code": r"\bhx-on\b|\bhx-on:|hx-vals\s*=\s*[\"']?js:|=\s*[\"']js:",
    "inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "style element": r"<style\b",
    "javascript address": r"javascript:",
    "unescaped data": r"\|\s*safe\b",
    "Flask in a template": r"\burl_for\b|\bcurrent_user\b|\bget_flashed_messages\b",
    "another server": r"(?:src|hx-\w+|action)\s*=\s*[\"']https?:",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE | re.DOTALL)
    problems = [
        f"{path}:{source.count(chr(10), 0, match.start()) + 1}: {match[0][:60]}"
        for path in under("templates", ".html")
        for source in [text(path)]
        for match in pattern.finditer(source)
    ]
    assert not problems, report(problems)


def test_a_partial_says_what_it_takes():
    partials = [p for p in under("templates", ".html") if p.name.startswith("_")]
    silent = [p for p in partials if not text(p).startswith("{# takes:")]
    assert not silent, report(silent)
