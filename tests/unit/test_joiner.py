"""Modules joined into one file do what they do alone."""

import subprocess

import pytest
from parity import NODE

from fieldapp.templating.dialect import Refusal
from fieldapp.templating.javascript import code_only
from fieldapp.templating.joiner import is_module, join

REFUSED = {
    "export default 1": "this form of import or export",
    "export default function () {}": "this form of import or export",
    "export let a = 1": "this form of import or export",
    "export var a = 1": "this form of import or export",
    "export const { a } = b": "this form of import or export",
    'export * from "./b.js"': "this form of import or export",
    'export { a } from "./b.js"': "this form of import or export",
    'import * as b from "./b.js"': "this form of import or export",
    'import c, { a } from "./b.js"': "this form of import or export",
    'import b from "./b.js"': "only generated modules have a default export",
    'import { none } from "./b.js"': "b.js does not export none",
    'import { a } from "./none.js"': "no none.js",
    'import { a } from "b"': "b is not a relative path",
    'import { a } from "../../b.js"': "lies outside the project",
    'const b = await import("./b.js")': "this form of import or export",
    '  import { a } from "./b.js"': "this form of import or export",
    "const here = import.meta.url": "this form of import or export",
    "const a = await fetch('/')": "await stands inside an async function only",
    "await fetch('/')": "await stands inside an async function only",
}


def joined(**modules):
    return join("main.js", {f"{name}.js": text for name, text in modules.items()}.get)


def run(script):
    done = subprocess.run(
        [NODE, "-"], input=script, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_joined_is_refused_with_file_and_line(text):
    with pytest.raises(Refusal) as refused:
        joined(main=f"// first\n\n{text}\n", b="export const a = 1\n")
    assert str(refused.value).startswith("main.js:3: ")
    assert REFUSED[text] in str(refused.value)


def test_modules_that_import_each_other_are_refused():
    with pytest.raises(Refusal, match=r"^c\.js:1: .*b\.js → c\.js → b\.js"):
        joined(
            main='import { b } from "./b.js"\n',
            b='import { c } from "./c.js"\nexport const b = 1\n',
            c='import { b } from "./b.js"\nexport const c = 1\n',
        )


def test_joined_modules_run_in_order_of_their_imports():
    script = joined(
        main='import "./d.js"\nimport {\n  b,\n  c as see,\n} from "./b.js"\n'
        'console.log("main", b(), new see().name, made)\n'
        'import made from "./generated/made.js"\n',
        b='import { d } from "./d.js"\nconsole.log("b")\n'
        "export async function* many() {}\nexport function b() { return d + kept }\n"
        "const kept = 1\nclass C { name = `${d}` }\nexport { C as c }\n",
        d='console.log("d")\nexport const d = 41\n',
        **{"generated/made": "const T = 7\n\nexport { T as default }\n"},
    )
    assert run(script) == "d\nb\nmain 42 41 7\n"


def test_two_modules_may_use_the_same_name():
    script = joined(
        main='import { a } from "./b.js"\nconst kept = 1\nconsole.log(a(), kept)\n',
        b="const kept = 2\nexport const a = () => kept\n",
    )
    assert run(script + script) == "2 1\n2 1\n"


def test_joined_modules_are_strict():
    assert run(joined(main="console.log((function () { return this })())")) == (
        "undefined\n"
    )


TRICKY = r"""
/**
 * import { a } from "./none.js"
 */
// export default 1
const quoted = "// no comment, it's text" // kept: import nothing
const pattern = /[/"'`]\/\*/g // a pattern
const half = 10 / 2 / 5
const text = `
// import { a } from "./none.js"
/* text ${ { a: `}${half}/* import */` }.a } */
`
console.log(quoted, pattern.source, half, text)
"""


def test_comments_strings_templates_and_patterns_are_told_apart():
    script = joined(main=TRICKY)
    assert run(script) == run(TRICKY)
    assert '* import { a } from "./none.js"\n */' not in script
    assert "// export default" not in script


def test_blanking_keeps_length_and_lines():
    code, spans = code_only(TRICKY)
    assert len(code) == len(TRICKY)
    assert code.count("\n") == TRICKY.count("\n")
    assert {kind for kind, _, _ in spans} == {
        "comment",
        "string",
        "template",
        "pattern",
    }


def test_a_script_without_imports_is_no_module():
    assert not is_module('const a = "\\nexport"\n')
    assert is_module('import "./a.js"\n')
    assert is_module("export const a = 1\n")
