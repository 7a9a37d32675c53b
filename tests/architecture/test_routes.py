"""Every address that a template or the worker names is a route of the server."""

import re

import pytest
from repository import report, text, under

from fieldapp import create_app

LINK = re.compile(
    r'\b(href|action|hx-get|hx-post|hx-put|hx-patch|hx-delete|src)="(/[^"]*)"'
)
WORKER_ROUTE = re.compile(r'\("(GET|POST)",\s*"(/[^"]*)"')
STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
METHOD = {"href": "GET", "src": "GET", "action": None}
ANYTHING = "{}"


@pytest.fixture(scope="module")
def routes(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIELDAPP_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        rules = list(create_app().url_map.iter_rules())
    return [(segments_of_rule(rule.rule), rule.methods) for rule in rules]


def segments_of_rule(rule):
    return tuple(re.sub(r"<[^>]+>", ANYTHING, rule).split("/"))


def test_every_link_of_a_template_is_a_route(routes):
    problems = [
        f"{path}: {attribute}={address}"
        for path in under("templates", ".html")
        for attribute, address in LINK.findall(STATEMENT.sub("", text(path)))
        if not is_route(routes, method_of(attribute), address)
    ]
    assert not problems, report(problems)


def method_of(attribute):
    return METHOD.get(attribute, attribute.removeprefix("hx-").upper())


def is_route(routes, method, address):
    bare = EXPRESSION.sub(ANYTHING, address).split("?")[0].split("#")[0]
    segments = tuple(bare.split("/"))
    return any(
        matches(segments, rule) and (method is None or method in methods)
        for rule, methods in routes
    )


def matches(segments, rule):
    if rule[:2] == ("", "static") or (rule[-1] == ANYTHING and rule[1] == "sw"):
        return segments[1] == rule[1]
    return len(segments) == len(rule) and all(
        ANYTHING in ours or ANYTHING in theirs or ours == theirs
        for ours, theirs in zip(segments, rule, strict=True)
    )


def test_every_route_of_the_worker_is_answered_by_the_server_too(routes):
    """Before the worker is ready, and in older browsers, Flask answers."""
    table = text(under("service_worker/routes.js", ".js")[0])
    named = WORKER_ROUTE.findall(table)
    assert named
    problems = [
        f"{method} {address}"
        for method, address in named
        if not is_route(routes, method, re.sub(r":\w+", "{{ x }}", address))
    ]
    assert not problems, report(problems)
