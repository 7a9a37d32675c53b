"""Every message people can read has its Portuguese, in a file of its own area."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2.ext import GETTEXT_FUNCTIONS, extract_from_ast

from fieldapp import translating
from fieldapp.domain.tables import SERVER_ONLY as SERVER_ONLY_TABLES
from fieldapp.operations.tables import EXPORTS
from fieldapp.problem import KINDS, NEVER_ON_A_PHONE
from fieldapp.templating import catalogues
from fieldapp.templating.build import Build
from fieldapp.templating.dialect import PLACEHOLDER, SERVER_ONLY
from fieldapp.templating.environment import shared_environment
from fieldapp.templating.javascript import code_only
from fieldapp.translating import gettext, ngettext, speaking

ROOT = Path(__file__).parents[2]
CALL = re.compile(r"(?<!\w)(?:_|gettext|ngettext)\(\s*\"")
TEXT = re.compile(r'"((?:\\.|[^"\\])*)"')


def in_templates() -> Iterator[tuple[str, str]]:
    environment = shared_environment(ROOT / "templates")
    for name in environment.list_templates(extensions=["html"]):
        source, _, _ = environment.loader.get_source(environment, name)
        tree = environment.parse(source, name, name)
        for line, _, texts in extract_from_ast(tree, GETTEXT_FUNCTIONS):
            text = texts if isinstance(texts, str) else texts[0]
            yield f"templates/{name}:{line}", str(text)


def in_python() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "fieldapp").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and called(node) in {
                "_",
                "gettext",
                "ngettext",
            }:
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield from ((where, text) for text in literals(node.args[0]))


def called(node: ast.Call) -> str:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else ""
    return function.id if isinstance(function, ast.Name) else name


def literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) else []


def in_javascript() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "service_worker").rglob("*.js")):
        text = path.read_text("utf-8")
        code, _ = code_only(text)
        for found in CALL.finditer(code):
            literal = TEXT.match(text, found.end() - 1)
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path.relative_to(ROOT)}:{line}", ast.literal_eval(literal[0])


def in_tables() -> Iterator[tuple[str, str]]:
    for code, kind in KINDS.items():
        yield f"problem {code}", kind.sentence
    for name, table in {**EXPORTS, **SERVER_ONLY_TABLES}.items():
        if name not in {"ARGUMENTS", "KINDS"}:
            yield from ((f"table {name}", text) for text in words_of(table))


def words_of(value) -> Iterator[str]:
    """Yield what people read of a table: a code never starts with a capital."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, str) and value[:1].isupper():
        yield value
    if isinstance(value, list | tuple):
        for member in value:
            yield from words_of(member)


@cache
def used() -> list[tuple[str, str]]:
    return [*in_templates(), *in_python(), *in_javascript(), *in_tables()]


def test_every_message_has_its_portuguese():
    missing = not_in(catalogues.catalogues()["pt-BR"], used())
    assert not missing, "\n".join(missing)


def test_every_message_that_the_worker_shows_reaches_it():
    shared = [
        (where, text)
        for where, text in in_templates()
        if where.split("/")[1] not in SERVER_ONLY
    ]
    office = {f"problem {code}" for code in NEVER_ON_A_PHONE}
    office |= {f"table {name}" for name in SERVER_ONLY_TABLES}
    tables = [(where, text) for where, text in in_tables() if where not in office]
    shown = [*shared, *in_javascript(), *tables]
    code = Build().worker_code
    missing = not_in(catalogues.phone_catalogues(code)["pt-BR"], shown)
    assert not missing, "\n".join(missing)


def not_in(known: dict, messages: list[tuple[str, str]]) -> list[str]:
    return [f"{where}: {text!r}" for where, text in messages if text not in known]


def test_no_translation_is_left_without_use():
    """A text that stands in a table of Python's alone is used, too."""
    texts = {text for _, text in used()} | set(texts_of_python())
    unused = set(catalogues.catalogues()["pt-BR"]) - texts
    assert not unused, "\n".join(sorted(unused))


def texts_of_python() -> Iterator[str]:
    for path in sorted((ROOT / "fieldapp").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_an_area_says_nothing_that_another_says_differently():
    """Areas are merged: the last one would win for everybody."""
    said: dict[str, set] = {}
    for path in catalogues.sources():
        for text, found in catalogues.area("pt-BR", path.stem).items():
            said.setdefault(text, set()).add(found)
    torn = [f"{text!r} → {found}" for text, found in said.items() if len(found) > 1]
    assert not torn, "\n".join(torn)


def test_a_translation_fills_in_the_same_names():
    for text, found in catalogues.catalogues()["pt-BR"].items():
        for form in [found] if isinstance(found, str) else found:
            assert names(form) >= names(text) - {"num"}, f"{text!r} → {form!r}"
            assert names(form) <= names(text) | {"num"}, f"{text!r} → {form!r}"


def names(text: str) -> set[str]:
    return {found[1] for found in PLACEHOLDER.finditer(text) if found[1]}


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [("pt-BR", 0, "0 coisas"), ("pt-BR", 1, "1 coisa"), ("en", 2, "2 things")],
)
def test_plural_forms_suit_the_number(language, number, text, monkeypatch):
    messages = {
        "pt-BR": {"%(num)d thing": ("%(num)d coisa", "%(num)d coisas")},
        "en": {},
    }
    monkeypatch.setattr(translating, "catalogues", lambda: messages)
    with speaking(language):
        assert ngettext("%(num)d thing", "%(num)d things", number) == text


def test_an_unknown_message_is_its_own_text():
    assert gettext("No such message, %(name)s", name="Ana") == "No such message, Ana"


def test_an_unknown_language_means_the_default():
    translating.set_language("xx")
    assert translating.current_language() == "pt-BR"
