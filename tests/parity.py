"""Renders with the worker's runtime in Node, to compare with Flask byte for byte."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from jinja2 import DictLoader, Environment

from fieldapp.templating import __main__ as templating
from fieldapp.templating.compiler import compile_templates
from fieldapp.templating.environment import shared_environment
from fieldapp.translating import speaking

NODE = shutil.which("node") or "node"
DRIVER = Path(__file__).parent / "service_worker" / "parity_driver.js"


class RenderError(Exception):
    """The worker could not render; the text is what it threw."""


def render_js(cases: list[dict]) -> list[str]:
    """Render each {"name", "context", "language"} of templates/ in the worker.

    A case with "templates" (an ES module's text) renders from these instead.
    """
    return [ask_node({"do": "render", "language": "pt-BR", **case}) for case in cases]


def render_flask(
    cases: list[dict], environment: Environment | None = None
) -> list[str]:
    """Render the same cases as the server does."""
    return [render_one(case, environment or environment_of_server()) for case in cases]


def render_one(case: dict, environment: Environment) -> str:
    with speaking(case.get("language", "pt-BR")):
        return environment.get_template(case["name"]).render(case["context"])


def assert_parity(cases: list[dict]) -> None:
    """Fail at the first case whose bytes differ between the hosts."""
    pairs = zip(cases, render_flask(cases), render_js(cases), strict=True)
    for case, flask, worker in pairs:
        assert worker == flask, case["name"]


def filter_js(name: str, values: list, language: str) -> str:
    """Return what the JavaScript twin of a filter makes of the values."""
    request = {"do": "filter", "name": name, "values": values, "language": language}
    return ask_node(request)


def small_environment(templates: dict[str, str]) -> Environment:
    """Return the shared environment over a few templates given as text."""
    environment = shared_environment()
    environment.loader = DictLoader(templates)
    environment.globals["asset"] = fake_asset
    return environment


def compiled(environment: Environment, *names: str) -> str:
    """Return the ES module of these templates."""
    return compile_templates(environment, names, fake_asset).module()


def fake_asset(name: str) -> str:
    return f"/static/0123456789ab/{name}"


@cache
def environment_of_server() -> Environment:
    environment = shared_environment()
    environment.globals["asset"] = templating.Build().static.address
    return environment


def ask_node(request: dict) -> str:
    """Send one request to the one Node process and return its answer."""
    node = node_process()
    assert node.stdin
    assert node.stdout
    node.stdin.write(json.dumps(request) + "\n")
    node.stdin.flush()
    answer = json.loads(node.stdout.readline())
    if "error" in answer:
        raise RenderError(answer["error"])
    return answer["text"]


@cache
def node_process() -> subprocess.Popen[str]:
    templating.main()
    return subprocess.Popen(
        [NODE, str(DRIVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
