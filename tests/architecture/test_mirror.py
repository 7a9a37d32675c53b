"""What exists in Python exists in JavaScript, under the same names."""

import ast
import json
import re

import pytest
from repository import report, text, under

from fieldapp.operations.registry import OPERATIONS, argument_names

ARGUMENTS = re.compile(r"export const arguments_ = \[([^\]]*)\]")
CONSTANT = r"export const {} = \"?([^\"\n]+?)\"?$"
NOT_MIRRORED = {
    "domain": {
        "due_dates": "only the office takes orders in",
        "device_models": "only the office registers devices",
        "devices": "only the office registers devices",
        "catalogues": "the office starts with it; phones receive theirs",
        "label_batches": "only the office prints labels",
        "report_codes": "only the office issues reports",
        "reasons": "a table, generated for the worker",
        "service_types": "a table, generated for the worker",
        "tables": "written once in Python, generated for the worker",
        "template_versions": "only the office publishes",
    },
    "screens": {},
}
"""Stems that stand on one side only, each with the reason."""


def client_operations():
    return [o for o in OPERATIONS.values() if o.is_client]


def names():
    return [operation.name for operation in client_operations()]


def javascript(room, stem):
    return next(p for p in under(f"service_worker/{room}", ".js") if p.stem == stem)


def stems(folder, suffix):
    """Return the stems right in a folder; `screens/office` has no second host."""
    paths = under(folder, suffix)
    return {p.stem for p in paths if str(p.parent) == folder} - {"__init__"}


def test_every_client_operation_is_written_in_both_languages():
    assert set(names()) <= stems("service_worker/operations", ".js")
    assert stems("service_worker/operations", ".js") <= stems(
        "fieldapp/operations", ".py"
    )


@pytest.mark.parametrize("operation", client_operations(), ids=names())
def test_an_operation_takes_the_same_arguments_in_both_languages(operation):
    source = text(javascript("operations", operation.name))
    written = ARGUMENTS.search(source)[1]
    assert re.findall(r'"([^"]+)"', written) == argument_names(operation)
    assert re.search(CONSTANT.format("name"), source, re.MULTILINE)[1] == operation.name
    assert re.search(CONSTANT.format("version"), source, re.MULTILINE)[1] == str(
        operation.version
    )


@pytest.mark.parametrize("operation", client_operations(), ids=names())
def test_an_operation_has_vectors_of_effect_and_refusal(operation):
    """Both languages run the same cases; one without a refusal proves little."""
    vectors = under("tests/vectors/operations", ".json")
    path = next((p for p in vectors if p.stem == operation.name), None)
    assert path, f"tests/vectors/operations/{operation.name}.json is missing"
    cases = json.loads(text(path))
    cases = cases["cases"] if isinstance(cases, dict) else cases
    assert any("then" in case for case in cases)
    assert any("problem" in case for case in cases)


@pytest.mark.parametrize("room", NOT_MIRRORED)
def test_both_hosts_have_the_same_modules(room):
    python, worker = (
        stems(f"fieldapp/{room}", ".py"),
        stems(f"service_worker/{room}", ".js"),
    )
    alone = (python ^ worker) - set(NOT_MIRRORED[room])
    assert not alone, report(sorted(alone))


def screens():
    return sorted(
        (path.stem, node.name)
        for path in under("fieldapp/screens", ".py")
        if str(path.parent) == "fieldapp/screens"
        for node in ast.parse(text(path)).body
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_screen")
    )


@pytest.mark.parametrize(("stem", "function"), screens())
def test_a_screen_has_the_same_function_on_both_hosts(stem, function):
    head, *rest = function.split("_")
    camel = head + "".join(word.capitalize() for word in rest)
    assert f"export function {camel}(" in text(javascript("screens", stem))
