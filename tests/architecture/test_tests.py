"""A test that cannot fail is worse than none."""

import ast
import re
from collections import Counter

from repository import report, text, under

CHECKS = ("assert", "expect", "check", "raises", "sees", "run_state_machine")
JS_TEST = re.compile(r"^\s*(?:test|it)\(", re.MULTILINE)
JS_CHECK = re.compile(r"\bassert\b|\bexpect\w*\(|\bcheck\w*\(")


def python_tests():
    return [p for p in under("tests", ".py") if p.name.startswith("test_")]


def javascript_tests():
    paths = under("tests/service_worker", ".js")
    return [p for p in paths if p.name.endswith(".test.js")]


def functions(path):
    return [
        node
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def machines(path):
    """Return the state machines that pytest collects: `TestX = X.TestCase`."""
    return re.findall(r"^Test\w+ = \w+\.TestCase$", text(path), re.MULTILINE)


def test_every_test_file_has_tests():
    empty = [p for p in python_tests() if not [*functions(p), *machines(p)]]
    empty += [p for p in javascript_tests() if not JS_TEST.search(text(p))]
    assert not empty, report(empty)


def test_every_test_checks_something():
    idle = [
        f"{path}:{function.lineno} {function.name}"
        for path in python_tests()
        for function in functions(path)
        if not any(is_check(node) for node in ast.walk(function))
    ]
    idle += [p for p in javascript_tests() if not JS_CHECK.search(text(p))]
    assert not idle, report(idle)


def is_check(node):
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    callee = node.func
    name = callee.attr if isinstance(callee, ast.Attribute) else ""
    name = callee.id if isinstance(callee, ast.Name) else name
    return name.lstrip("_").startswith(CHECKS)


def test_no_test_hides_another_of_the_same_name():
    hidden = [
        f"{path}: {name}"
        for path in python_tests()
        for name, count in Counter(f.name for f in functions(path)).items()
        if count > 1
    ]
    assert not hidden, report(hidden)


def test_every_test_file_lies_where_it_is_run():
    """A folder that no step of `./dev test` names is never run."""
    run = {
        *("unit", "integration", "properties", "architecture", "reliability"),
        *("e2e", "service_worker"),
    }
    strays = [
        p for p in [*python_tests(), *javascript_tests()] if p.parts[1] not in run
    ]
    assert not strays, report(strays)


def test_javascript_tests_have_the_name_that_is_run():
    strays = [
        p
        for p in under("tests/service_worker", ".js")
        if JS_TEST.search(text(p)) and not p.name.endswith(".test.js")
    ]
    assert not strays, report(strays)
