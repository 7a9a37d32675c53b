"""What a build makes of its sources, and that a change shows in the addresses."""

import json
import re
from pathlib import Path

import pytest

from fieldapp.templating.build import Build
from fieldapp.templating.dialect import Refusal
from fieldapp.templating.static_files import StaticFiles

FILES = {
    "templates/queue/index.html": '<link href="{{ asset("css/app.css") }}">'
    '{{ icon("wrench") }}<script src="{{ asset("js/app.js") }}"></script>',
    "templates/office/index.html": "{{ a.items() }}{{ icon('truck') }}",
    "static/css/app.css": "@layer a, b;\n"
    '@import "tokens.css";\n@import "office/x.css";\n',
    "static/css/tokens.css": '/* why */\n@layer a {\n  p { content: "/* kept */" }\n}\n'
    "@font-face { src: url('../fonts/a.woff2') }\n",
    "static/css/office/x.css": '@import "../tokens.css";\n'
    "p { background: url(../../images/a.svg), url(#id), url(data:x) }\n",
    "static/fonts/a.woff2": "font",
    "static/images/a.svg": "<svg></svg>",
    "static/js/app.js": 'import { a } from "./parts/a.js"\na()\n',
    "static/js/parts/a.js": "export const a = () => 1\n",
    "static/vendor/plain.js": "var plain = 1 // as it is\n",
    "service_worker/main.js": 'import { VERSION } from "./generated/assets.js"\n'
    'import templates from "./generated/templates.js"\n'
    'import { KINDS } from "./generated/tables.js"\n'
    'import catalogues from "./generated/catalogues.js"\n'
    'const shown = "circle-check"\n',
}


@pytest.fixture
def root(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def exported(build, name):
    line = re.search(
        rf"^export const {name} = (.*)$", build.generated["assets.js"], re.MULTILINE
    )
    return json.loads(line[1])


def test_a_stylesheet_holds_each_import_once_and_hashed_addresses(root):
    body = StaticFiles(root / "static").get("css/app.css").body.decode()
    font = StaticFiles(root / "static").address("fonts/a.woff2")
    image = StaticFiles(root / "static").address("images/a.svg")
    assert body == (
        '@layer a, b;\n@layer a {\np { content: "/* kept */" }\n}\n'
        f'@font-face {{ src: url("{font}") }}\n'
        f'p {{ background: url("{image}"), url(#id), url(data:x) }}\n'
    )


def test_page_scripts_are_joined_and_vendor_files_left_alone(root):
    files = StaticFiles(root / "static")
    assert b"import" not in files.get("js/app.js").body
    assert files.get("vendor/plain.js").body == b"var plain = 1 // as it is\n"


@pytest.mark.parametrize("name", ["none.css", "../templates/queue/index.html", "css"])
def test_only_files_of_static_have_an_address(root, name):
    with pytest.raises(LookupError):
        StaticFiles(root / "static").address(name)


def test_what_a_local_page_names_is_precached_and_fonts_come_later(root):
    build = Build(root)
    names = [address.split("/", 3)[3] for address in exported(build, "PRECACHE")]
    assert names == ["css/app.css", "images/a.svg", "js/app.js"]
    assert [a.split("/", 3)[3] for a in exported(build, "LATER")] == ["fonts/a.woff2"]
    assert exported(build, "ASSETS")["css/app.css"] in exported(build, "PRECACHE")


def test_only_icons_that_the_phone_can_show_travel(root):
    assert {"wrench", "circle-check"} <= exported(Build(root), "ICONS").keys()
    assert "truck" not in exported(Build(root), "ICONS")


def test_the_worker_is_one_file_with_its_version(root):
    worker = Build(root).worker
    assert f'"{worker.version}"' in worker.body.decode()
    assert not re.search(rb"^(?:import|export)\b", worker.body, re.MULTILINE)


NAMED = re.compile(r'"([\w/]+\.html)"')
ADDED = {
    ".html": "<hr>",
    ".css": "a {}\n",
    ".js": "a = 1\n",
    ".svg": " ",
    ".woff2": "2",
}
REACHED = [
    name for name in FILES if "office/index" not in name and "vendor" not in name
]


@pytest.mark.parametrize("name", REACHED)
def test_any_change_of_a_source_is_a_new_version(root, name):
    before = Build(root).version
    path: Path = root / name
    path.write_text(path.read_text("utf-8") + ADDED[path.suffix], "utf-8")
    assert Build(root).version != before


def test_the_same_sources_give_the_same_version(root):
    assert Build(root).version == Build(root).version


def test_a_wrong_template_stops_the_build(root):
    (root / "templates/queue/index.html").write_text("\n{{ a|safe }}")
    with pytest.raises(Refusal, match=r"^queue/index\.html:2: "):
        Build(root).prepare()


def test_every_template_that_the_worker_shows_is_compiled():
    build = Build()
    sources = (build.root / "service_worker").rglob("*.js")
    written = [path for path in sources if path.parent.name != "generated"]
    named = {n for path in written for n in NAMED.findall(path.read_text("utf-8"))}
    assert named
    assert named <= build.templates.functions.keys()


def test_the_worker_leaves_room_for_the_day():
    worker = Build().worker
    assert len(worker.packed["br"]) < 79_000
    assert len(worker.packed["gzip"]) < 89_500
