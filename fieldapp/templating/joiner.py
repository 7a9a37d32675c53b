"""Joins ES modules into one file: dependencies first, each in a scope of its own.

It knows static imports and exports by name and refuses everything else, so that a
module means the same joined and alone. Why there is no bundler: docs/decisions.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fieldapp.templating.dialect import Refusal
from fieldapp.templating.javascript import code_only, comment_lines

Load = Callable[[str], str | None]

IMPORT = re.compile(
    r"""^import\s+(?:(?P<default>[\w$]+)\s+from\s+
    |\{(?P<names>[^}]*)\}\s*from\s*)?(?P<quoted>"[ ]*"|'[ ]*');?""",
    re.MULTILINE | re.VERBOSE,
)
EXPORTED = re.compile(
    r"^(export\s+)(?:(?:async\s+)?function\*?|class|const)\s+(?P<name>[\w$]+)",
    re.MULTILINE,
)
EXPORT_LIST = re.compile(r"^export\s*\{(?P<names>[^}]*)\};?(?!\s*from\b)", re.MULTILINE)
MODULE_WORD = re.compile(r"\b(?:import|export)\b")
TOP_AWAIT = re.compile(r"^(?!async\b)(?:[^\s}/].*)?(?<!async )\bawait\b", re.MULTILINE)
GENERATED = re.compile(r"(?:^|/)generated/[\w-]+\.js$")


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement: the module and (its name, our name) pairs."""

    path: str
    names: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Module:
    """One source file, taken apart."""

    path: str
    imports: tuple[Import, ...]
    exports: dict[str, str]
    body: str


def join(entry: str, load: Load) -> str:
    """Return one script that does what the entry module does; raises Refusal."""
    modules = _in_order(entry, load)
    places = {m.path: (index, list(m.exports)) for index, m in enumerate(modules)}
    scopes = [_scope(module, places) for module in modules]
    return '"use strict"\n{\n' + "".join(scopes) + "}\n"


def is_module(text: str) -> bool:
    """Whether the text imports or exports anything."""
    return bool(re.search(r"^(?:import|export)\b", code_only(text)[0], re.MULTILINE))


def parse(path: str, text: str) -> Module:
    """Take one module apart; raises Refusal at what cannot be joined."""
    code, spans = code_only(text)
    imports = list(IMPORT.finditer(code))
    exported, lists = list(EXPORTED.finditer(code)), list(EXPORT_LIST.finditer(code))
    known = [found.span() for found in [*imports, *lists]]
    prefixes = [found.span(1) for found in exported]
    _check_rest(path, _cut(code, [*known, *prefixes], keep_length=True))
    exports = {found["name"]: found["name"] for found in exported}
    for found in lists:
        exports |= {theirs: ours for ours, theirs in _pairs(found["names"])}
    return Module(
        path,
        tuple(_import(path, text, found) for found in imports),
        exports,
        _cut(text, [*known, *prefixes, *comment_lines(text, spans)]),
    )


def _in_order(entry: str, load: Load) -> list[Module]:
    """Return the modules, each after all it imports."""
    done: dict[str, Module] = {}

    def visit(path: str, importers: tuple[str, ...], line: int) -> None:
        if path in importers:
            cycle = " → ".join([*importers[importers.index(path) :], path])
            raise Refusal(importers[-1], line, f"modules import each other: {cycle}")
        if path in done:
            return
        text = load(path)
        if text is None:
            raise Refusal(importers[-1] if importers else path, line, f"no {path}")
        module = parse(path, text)
        for needed in module.imports:
            visit(needed.path, (*importers, path), needed.line)
            _check_names(path, needed, done[needed.path])
        done[path] = module

    visit(entry, (), 1)
    return list(done.values())


def _check_names(path: str, needed: Import, module: Module) -> None:
    for name, _ in needed.names:
        if name not in module.exports:
            raise Refusal(path, needed.line, f"{module.path} does not export {name}")


def _scope(module: Module, places: dict[str, tuple[int, list[str]]]) -> str:
    """Hand exports over by place, so that their names may be shortened."""
    bindings = "".join(
        f"const {ours} = $m{number}[{exports.index(theirs)}]\n"
        for needed in module.imports
        for number, exports in [places[needed.path]]
        for theirs, ours in needed.names
    )
    exported = ", ".join(module.exports.values())
    body = f"{bindings}{module.body.strip()}\nreturn [{exported}]\n"
    return f"const $m{places[module.path][0]} = (() => {{\n{body}}})()\n"


def _import(path: str, text: str, found: re.Match[str]) -> Import:
    line = text.count("\n", 0, found.start()) + 1
    specifier = text[found.start("quoted") + 1 : found.end("quoted") - 1]
    if not specifier.startswith(("./", "../")):
        raise Refusal(path, line, f"{specifier} is not a relative path")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))
    if target.startswith(".."):
        raise Refusal(path, line, f"{specifier} lies outside the project")
    if found["default"] and not GENERATED.search(target):
        raise Refusal(path, line, "only generated modules have a default export")
    default = (("default", found["default"]),) if found["default"] else ()
    return Import(target, (*default, *_pairs(found["names"] or "")), line)


def _pairs(names: str) -> Iterator[tuple[str, str]]:
    """Yield the name before `as` and the one after it."""
    for name in filter(None, (part.strip() for part in names.split(","))):
        first, _, second = name.partition(" as ")
        yield first.strip(), (second or first).strip()


def _check_rest(path: str, code: str) -> None:
    """Refuse module syntax that is left when all that we know is taken out."""
    for pattern, message in (
        (MODULE_WORD, "this form of import or export cannot be joined"),
        (TOP_AWAIT, "await stands inside an async function only"),
    ):
        found = pattern.search(code)
        if found:
            line = code.count("\n", 0, found.end()) + 1
            raise Refusal(path, line, message)


def _cut(text: str, cuts: list[tuple[int, int]], *, keep_length: bool = False) -> str:
    pieces, position = [], 0
    for start, end in sorted(cuts):
        blank = re.sub(r"[^\n]", " ", text[start:end]) if keep_length else ""
        pieces += [text[position:start], blank]
        position = max(position, end)
    return "".join([*pieces, text[position:]])
