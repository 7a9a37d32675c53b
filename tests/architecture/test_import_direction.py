"""Imports follow one line of arrows, in both languages (docs/architecture.md)."""

import sys
from itertools import pairwise

from repository import files, javascript_imports, python_imports, report, text, under

PYTHON = ["domain", "operations", "models", "services", "sync", "screens", "reports"]
EDGES = {"web", "api", "cli"}
PURE = {"domain": set(), "operations": {"pydantic", "typing_extensions"}}
"""Rooms that import the standard library only, and what validates at their border."""
PURE_MAY_IMPORT = {"problem", "ids", *PURE}
BASE = {"generated", "vendor", "problem.js", "clock.js", "ids.js", "translating.js"}
JAVASCRIPT = ["domain", "operations", "store", "sync", "screens", "web", "main.js"]
BEFORE_MAIN = {"routes.js": "web", "assets.js": "store", "router.js": "domain"}


def test_python_imports_point_inwards():
    problems = [
        found
        for path in under("fieldapp", ".py")
        for found in python_imports(path)
        if points_outwards(python_room(path.parts), python_room_of(found.target))
    ]
    assert not problems, report(problems)


def points_outwards(room, target):
    if room in EDGES:
        return target in EDGES - {room}
    if room not in PYTHON:
        return False
    return target in EDGES or (
        target in PYTHON and PYTHON.index(target) > PYTHON.index(room)
    )


def python_room(parts):
    return parts[1].removesuffix(".py")


def python_room_of(target):
    package, _, rest = target.partition(".")
    return rest.split(".")[0] if package == "fieldapp" else ""


def test_domain_and_operations_know_only_the_standard_library():
    problems = [
        found
        for room in PURE
        for path in under(f"fieldapp/{room}", ".py")
        for found in python_imports(path)
        if not is_pure(found.target, PURE[room])
    ]
    assert not problems, report(problems)


def is_pure(target, besides):
    first = target.split(".")[0]
    if first == "fieldapp":
        return target == "fieldapp" or python_room_of(target) in PURE_MAY_IMPORT
    return first in sys.stdlib_module_names | besides


def test_flask_is_known_only_to_web_api_and_cli():
    """An operation runs the same from a form, a sync batch and a command."""
    problems = [
        found
        for room in [*PYTHON, "problem.py", "clock.py", "ids.py"]
        for path in under(f"fieldapp/{room}", ".py")
        for found in python_imports(path)
        if found.target.split(".")[0] in {"flask", "flask_login", "flask_htmx"}
    ]
    assert not problems, report(problems)


def test_worker_imports_point_inwards():
    problems = [
        found
        for path in under("service_worker", ".js")
        for found in javascript_imports(path)
        if javascript_rank(found.target) > javascript_rank(str(path))
    ]
    assert not problems, report(problems)


def javascript_rank(path):
    """Return a room's place; what stands beside the line may import anything."""
    parts = path.split("/")
    if parts[0] != "service_worker" or parts[1] in BASE:
        return -1
    room = BEFORE_MAIN.get(parts[1], parts[1])
    if room in JAVASCRIPT:
        return JAVASCRIPT.index(room)
    return JAVASCRIPT.index("screens") if parts[1] == "templates" else len(JAVASCRIPT)


def test_the_worker_imports_its_own_files_only_and_statically():
    """A worker may not import dynamically, and nothing comes from elsewhere."""
    problems = [
        found
        for path in under("service_worker", ".js")
        for found in javascript_imports(path)
        if not found.target.startswith(("service_worker/", "static/vendor/"))
    ]
    dynamic = [p for p in under("service_worker", ".js") if "import(" in code(p)]
    assert not [*problems, *dynamic], report([*problems, *dynamic])


def code(path):
    """Return a module without its comments, where JSDoc types say `import()`."""
    lines = text(path).splitlines()
    return "\n".join(x for x in lines if not x.lstrip().startswith(("/*", "*", "//")))


def test_modules_of_the_worker_form_no_circle():
    """The worker is joined into one file in import order; a circle has none."""
    graph = {
        str(path): {found.target for found in javascript_imports(path)}
        for path in under("service_worker", ".js")
    }
    circles = [circle for start in graph if (circle := circle_from(start, graph))]
    assert not circles, report(" → ".join(circle) for circle in circles)


def circle_from(start, graph):
    trails = [[start]]
    seen = set()
    while trails:
        trail = trails.pop()
        for target in graph.get(trail[-1], ()):
            if target == start:
                return [*trail, target]
            if target not in seen:
                seen.add(target)
                trails.append([*trail, target])
    return None


def test_the_line_of_arrows_is_the_one_that_the_documentation_draws():
    documented = text(next(p for p in files(".md") if str(p) == "docs/architecture.md"))
    for line in (PYTHON, JAVASCRIPT):
        assert all(
            f"{inner.removesuffix('.js')} ← {outer.removesuffix('.js')}" in documented
            for inner, outer in pairwise(line)
        )
