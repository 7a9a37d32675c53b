"""Every operation does what its vectors say; Node runs the same files."""

import pytest
from operation_vectors import arguments_of, context_of, document_of, every_case, perform

CASES = [
    pytest.param(case, id=f"{case['operation']['name']}: {case['name']}")
    for case in every_case()
]


@pytest.mark.parametrize("case", CASES)
def test_an_operation_does_what_its_vector_says(case):
    name = case["operation"]["name"]
    outcome = perform(
        document_of(case["given"]), name, arguments_of(case), context_of(case)
    )

    if "problem" in case:
        assert outcome.get("problem") == case["problem"], outcome
        assert_holds(outcome["details"], case.get("details", {}))
    else:
        assert "problem" not in outcome, outcome
        assert [code for code, _ in outcome["notices"]] == case["notices"]
        assert_holds(outcome["document"], case["then"])


def assert_holds(found, wanted, place="document"):
    """Fail unless `found` has all that `wanted` names; lists have equal lengths."""
    if isinstance(wanted, dict):
        for name, value in wanted.items():
            assert name in found, f"{place}.{name}"
            assert_holds(found[name], value, f"{place}.{name}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), place
        for index, value in enumerate(wanted):
            assert_holds(found[index], value, f"{place}[{index}]")
    else:
        assert (found, type(found)) == (wanted, type(wanted)), place
