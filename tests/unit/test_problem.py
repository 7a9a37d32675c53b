"""Every refusal has a sentence that people understand, in both languages."""

import re

import pytest

from fieldapp.problem import KINDS, Problem
from fieldapp.templating.catalogues import area

AREAS = ("problems", "office", "devices", "server", "team")
NAMES = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("code", KINDS)
def test_a_problem_has_its_sentence_in_portuguese(code):
    sentence = KINDS[code].sentence
    areas = [area("pt-BR", name) for name in AREAS]
    translated = {key: text for each in areas for key, text in each.items()}[sentence]
    assert sorted(NAMES.findall(sentence)) == sorted(NAMES.findall(translated))


def test_a_problem_travels_with_code_status_message_and_details():
    problem = Problem("item_unknown", item_id="cn")
    assert problem.to_dict() == {
        "code": "item_unknown",
        "status": 422,
        "message": "The item “cn” is not on this checklist. Open the checklist again.",
        "details": {"item_id": "cn"},
    }


def test_values_read_as_people_say_them():
    problem = Problem("concurrent_answer", kept=["a", "b"], lost=True, by="Danilo")
    assert problem.message().startswith("“a, b” stands and “true” stays")


def test_a_missing_detail_leaves_a_gap_and_no_fault():
    assert "“” is missing" in Problem("arguments_invalid").message()
