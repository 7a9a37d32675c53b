"""The manifest of a signature, the same cases as the phone runs."""

import json
from pathlib import Path

import pytest

from fieldapp.domain.manifest import (
    Shown,
    Words,
    manifest,
    service_line,
    summary_lines,
)

CASES = json.loads(Path("tests/vectors/domain/manifest.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_manifest_holds_what_was_shown(case):
    given = case["given"]
    order, visit, version = given["order"], given["visit"], given["template_version"]
    words = words_of(given)

    service = service_line(given["label"], given["day"], words)
    summary = summary_lines(order, visit, version, service, words)
    shown = Shown(language=given["language"], summary=summary, **given["shown"])

    assert summary == case["then"]["summary"]
    assert len(summary) <= 3
    assert manifest(order, visit, version, shown) == case["then"]["manifest"]


def words_of(given):
    messages = given["messages"]

    def ngettext(one, many, count):
        return messages.get(one, [one, many])[count != 1]

    return Words(given["language"], lambda text: messages.get(text, text), ngettext)
