"""Every route and every operation, for every role: who gets in."""

import uuid

import pytest
from company import ORIGIN, PEOPLE
from werkzeug.routing import UUIDConverter

from fieldapp.access import CHECKS_ITSELF, PUBLIC, SIGNED_IN
from fieldapp.domain.permissions import PERMISSIONS, may, scope
from fieldapp.operations.registry import OPERATIONS

LOGINS = {str(role): login for login, (_, role) in reversed(PEOPLE.items())}
ACTIONS = {PUBLIC, CHECKS_ITSELF, SIGNED_IN, *PERMISSIONS}
SELF_CHECKED = {
    "/sync": {"technician", "dispatcher", "supervisor", "administrator", "auditor"},
    "/sync/evidence/missing": set(LOGINS),
    "/sync/evidence/<digest>": set(),
}
REFUSED = {401, 403}


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def access_of(app, rule):
    return getattr(app.view_functions[rule.endpoint], "access", None)


def address_of(rule):
    values = {name: example(rule, name) for name in rule.arguments}
    _, path = rule.build(values)
    return path


def example(rule, name):
    converter = rule._converters[name]  # noqa: SLF001 # werkzeug shows them nowhere else
    if isinstance(converter, UUIDConverter):
        return uuid.UUID(int=7)
    return min(getattr(converter, "items", ["1"]))


def test_every_route_says_who_gets_in(app):
    silent = [str(rule) for rule in rules(app) if access_of(app, rule) not in ACTIONS]

    assert not silent, f"routes without a row: {silent}"


def test_every_self_checking_route_has_a_row_here(app):
    found = {r.rule for r in rules(app) if access_of(app, r) == CHECKS_ITSELF}

    assert found == set(SELF_CHECKED)


@pytest.mark.parametrize("role", [None, *LOGINS])
def test_every_route_lets_in_whom_the_table_names(app, company, role):
    browser = company.browser(getattr(company, LOGINS[role]) if role else None)
    wrong = []
    for rule in rules(app):
        access = access_of(app, rule)
        if access in (PUBLIC, CHECKS_ITSELF):
            continue
        is_allowed = role is not None and is_for(role, access, rule)
        for method in sorted(rule.methods & {"GET", "POST", "PATCH", "PUT", "DELETE"}):
            answer = browser.open(address_of(rule), method=method, headers=ORIGIN)
            to_door = answer.status_code == 303 and answer.location == "/login"
            is_in = answer.status_code not in REFUSED and not to_door
            if is_in is not is_allowed:
                wrong.append((method, rule.rule, answer.status_code))
    assert not wrong


def is_for(role, access, rule):
    """Whoever reaches only their own things has nothing to do in the office."""
    is_office = rule.rule.startswith("/office")
    reach = "all" if access == SIGNED_IN else scope(role, access)
    return reach is not None and not (is_office and reach == "own")


@pytest.mark.parametrize("role", [None, *LOGINS])
def test_the_sync_endpoints_let_in_whoever_is_signed_in(app, company, role):
    browser = company.browser(getattr(company, LOGINS[role]) if role else None)

    answer = browser.post("/sync", json={}, headers=ORIGIN)
    missing = browser.post(
        "/sync/evidence/missing", json={"sha256": []}, headers=ORIGIN
    )

    assert (answer.status_code, missing.status_code) == (
        (400, 200) if role else (401, 401)
    )


@pytest.mark.parametrize("name", sorted(OPERATIONS))
@pytest.mark.parametrize("role", sorted(LOGINS))
def test_every_operation_is_for_the_roles_that_it_names(company, name, role):
    """Pushed by a phone: a role without a scope gets `role`, never an effect."""
    someone = getattr(company, LOGINS[role])
    order = company.order(company.marcos)
    phone = company.phone(someone)
    operation = phone.write(name, {}, order["id"])

    receipt = phone.post(phone.envelope()).json["receipts"][0]

    assert receipt["id"] == operation["id"]
    is_role = bool(receipt["problem"]) and receipt["problem"]["code"] == "role"
    sees_order = role == "technician" or may(role, "see_work")
    assert is_role is (role not in OPERATIONS[name].roles and sees_order)
