"""The operation vectors: the company's order, changed a little, and one operation."""

import copy
import json
from pathlib import Path

from fieldapp.operations.context import Context
from fieldapp.operations.registry import OPERATIONS, parse_arguments
from fieldapp.problem import Problem

FOLDER = Path(__file__).parent / "vectors"
COMPANY = json.loads((FOLDER / "company.json").read_text())


def cases(name):
    """Return the cases of one operation."""
    return json.loads((FOLDER / "operations" / f"{name}.json").read_text())


def every_case():
    return [case for name in sorted(OPERATIONS) for case in cases(name)]


def document_of(given):
    """Return the document that a case starts from.

    `document` names one of the company, is one, or is "none"; `order` and `visit`
    replace parts of the company's order and of its only visit.
    """
    named = given.get("document", "order")
    if named == "none":
        return None
    document = copy.deepcopy(COMPANY[named] if isinstance(named, str) else named)
    document |= copy.deepcopy(given.get("order", {}))
    if "visit" in given:
        document["visits"][0] |= copy.deepcopy(given["visit"])
    return document


def context_of(case):
    """Return the company's context with what the case says otherwise."""
    return {
        "template_version": COMPANY["template_version"],
        "catalogue": COMPANY["catalogue"],
        **COMPANY["context"],
        **case.get("context", {}),
    }


def arguments_of(case):
    """Return the raw arguments; {"repeat": [text, times]} stands for a long text."""
    return {
        name: value["repeat"][0] * value["repeat"][1] if _is_repeat(value) else value
        for name, value in case["operation"]["arguments"].items()
    }


def perform(document, name, raw, context):
    """Perform one operation as hosts do: {"document", "notices"} or {"problem"}."""
    operation = OPERATIONS[name]
    around = Context(**context)
    before = copy.deepcopy(document)
    try:
        arguments = parse_arguments(operation, raw)
        operation.authorize(document, arguments, around)
        after = operation.apply(document, arguments, around)
    except Problem as problem:
        assert document == before, f"{name} changed the document before it refused"
        return {"problem": problem.code, "details": problem.details}
    notices = [[each.code, each.details] for each in around.notices]
    return {"document": after, "notices": notices}


def _is_repeat(value):
    return isinstance(value, dict) and "repeat" in value
