"""Whatever can become an issue has words on the phone, and a row in the documents."""

import re

import pytest
from parity import environment_of_server, render_one
from repository import files, text
from screen_fixtures import an_issue
from screen_orders import NOW, ORGANIZATION, SCENE, VIEWER, an_order
from screen_template import a_template

from fieldapp.problem_kinds import (
    APPLIED_ALL_THE_SAME,
    CONFLICTS,
    NEVER_APPLIES,
    NEVER_ON_A_PHONE,
    WAITS_FOR_A_PERSON,
)
from fieldapp.screens.issues import issue_screen
from fieldapp.screens.outbox import outbox_screen
from fieldapp.screens.page import page_context
from fieldapp.translating import speaking

CODES = [*NEVER_APPLIES, *WAITS_FOR_A_PERSON, *APPLIED_ALL_THE_SAME, *CONFLICTS]
ON_A_PHONE = [code for code in CODES if code not in NEVER_ON_A_PHONE]
CLASH = {"field": "cn", "kept": "9.2", "lost": "13", "by": "Danilo"}


def page_of(template, screen, language):
    base = page_context(
        language=language, viewer=VIEWER, organization=ORGANIZATION, path="/outbox"
    )
    page = {"name": template, "language": language, "context": base | screen}
    return render_one(page, environment_of_server())


def words_of(page):
    """Return what stands in the body of a page."""
    body = re.split(r"<main[^>]*>|</main>", page)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize("code", ON_A_PHONE)
def test_every_kind_of_issue_has_words_in_both_languages(code):
    details = CLASH if code in CONFLICTS else {"at": NOW, "item_id": "cn"}
    issue = an_issue(code, details=details, to_name="Danilo", message="")
    said = {}
    for language in ("pt-BR", "en"):
        with speaking(language):
            one = issue_screen(issue, an_order(), a_template(), SCENE)
            several = outbox_screen([issue], [], [], SCENE)
        said[language] = [
            words_of(page_of("issues/show.html", one, language)),
            words_of(page_of("outbox/show.html", several, language)),
        ]

    for here, there in zip(said["pt-BR"], said["en"], strict=True):
        assert here != there
        assert not re.search(r"%\(|\b(None|null|true|false)\b|_", here + there)
    assert all(len(words) > 60 for words in said["pt-BR"])


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_issue_has_its_row_in_the_documents(code):
    documented = text(next(p for p in files(".md") if str(p) == "docs/protocol.md"))
    assert f"`{code}`" in documented
