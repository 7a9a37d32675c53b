"""The minifier moves declarations about; what it makes of our scripts still runs.

tdewolff-minify 2.24 puts a destructuring before the constants that an object literal in
it names, which throws a ReferenceError when the line is reached.
"""

import json
import shutil
import subprocess

import pytest
from repository import ROOT

from devtools import node
from fieldapp.templating.build import Build
from fieldapp.templating.packing import shortened

RULE = "correctness/noInvalidUseBeforeDeclaration"
CONFIGURATION = {"root": True, "files": {"maxSize": 10_000_000}}
MOVED = """async function tell(ids) {
  if (ids.length === 0) return
  const body = JSON.stringify(ids)
  const { kind } = await post({ body })
  return kind
}"""


@pytest.fixture
def complaints(tmp_path):
    """Return a reader of scripts that says where one names what is not there yet."""
    node.ensure_packages()
    biome = shutil.which("biome", path=ROOT / "node_modules" / ".bin")
    (tmp_path / "biome.json").write_text(json.dumps(CONFIGURATION))

    def read(scripts):
        for name, text in scripts.items():
            (tmp_path / name).write_text(text, "utf-8")
        command = [biome, "lint", f"--only={RULE}", "--reporter=github", "."]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return [line for line in done.stdout.splitlines() if RULE in line]

    return read


def test_no_shortened_script_uses_a_name_before_its_declaration(complaints):
    build = Build(ROOT)
    names = [path.name for path in (ROOT / "static" / "js").glob("*.js")]
    scripts = {name: build.static.get(f"js/{name}").body.decode() for name in names}

    assert complaints({**scripts, "sw.js": build.worker.body.decode()}) == []


def test_a_name_that_was_moved_behind_its_use_is_found(complaints):
    assert complaints({"moved.js": shortened("moved.js", MOVED)})
