"""The rules of the domain give what their vectors say; Node runs the same files."""

import json
from pathlib import Path

import pytest

from fieldapp.domain import (
    canonical,
    checklists,
    distance,
    likeness,
    limits,
    local_time,
    permissions,
    quantities,
    queue,
    signing,
    strokes,
    texts,
    unsent,
    visits,
    wall_time,
)
from fieldapp.problem import Problem

FOLDER = Path(__file__).parents[1] / "vectors" / "domain"
MODULES = {
    "canonical": canonical,
    "checklists": checklists,
    "distance": distance,
    "likeness": likeness,
    "limits": limits,
    "local_time": local_time,
    "permissions": permissions,
    "quantities": quantities,
    "queue": queue,
    "signing": signing,
    "strokes": strokes,
    "texts": texts,
    "unsent": unsent,
    "visits": visits,
    "wall_time": wall_time,
}
CASES = [
    pytest.param(module, case, id=f"{name}.{case['function']}: {case['name']}")
    for name, module in MODULES.items()
    for case in json.loads((FOLDER / f"{name}.json").read_text())
]


@pytest.mark.parametrize(("module", "case"), CASES)
def test_a_rule_gives_what_its_vector_says(module, case):
    rule = getattr(module, case["function"])
    assert outcome_of(rule, case["arguments"]) == expected(case)


def outcome_of(rule, arguments):
    try:
        return {"then": rule(*arguments)}
    except Problem as problem:
        return {"problem": problem.code}
    except (TypeError, ValueError) as error:
        return {"problem": type(error).__name__}


def expected(case):
    return {key: case[key] for key in ("then", "problem") if key in case}
