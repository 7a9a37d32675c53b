"""Who may do what: the table, and what the operations make of it."""

import pytest
from operation_vectors import arguments_of, cases, context_of, document_of, perform

from fieldapp.domain.permissions import PERMISSIONS, ROLES, may, scope
from fieldapp.operations.registry import OPERATIONS

SCOPES = {"own", "team", "all", "read"}
MATRIX = [(name, role) for name in sorted(OPERATIONS) for role in [*ROLES, "system"]]


def happy_case(name):
    return next(case for case in cases(name) if "then" in case)


@pytest.mark.parametrize(("name", "role"), MATRIX)
def test_an_operation_refuses_every_role_without_a_row(name, role):
    case = happy_case(name)
    context = context_of(case)
    context["actor"] = {**context["actor"], "role": role}

    outcome = perform(document_of(case["given"]), name, arguments_of(case), context)

    is_refused = outcome.get("problem") == "role"
    assert is_refused == (role not in OPERATIONS[name].roles)


def test_the_table_knows_only_roles_and_scopes_that_exist():
    for row in PERMISSIONS.values():
        assert set(row) <= {*ROLES, "system"}
        assert set(row.values()) <= SCOPES


def test_an_auditor_changes_nothing():
    for action in PERMISSIONS:
        if may("auditor", action) and action not in {"keep_own_profile", "see_insight"}:
            assert scope("auditor", action) == "read", action


def test_nobody_performs_what_the_system_confirms():
    assert [role for role in ROLES if may(role, "confirm_evidence")] == []
