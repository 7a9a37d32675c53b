"""A start with the sources of the last one only reads what that one made."""

import zipfile

import pytest

from fieldapp.templating import kept
from fieldapp.templating.build import Build
from fieldapp.templating.kept import KeptBuild

FILES = {
    "templates/queue/index.html": '{{ asset("css/app.css") }} {{ icon("wrench") }}',
    "static/css/app.css": "p { background: url(../images/a.svg) }\n",
    "static/images/a.svg": "<svg></svg>",
    "service_worker/main.js": 'import { VERSION } from "./generated/assets.js"\n',
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    root = tmp_path / "sources"
    (root / "fieldapp").mkdir(parents=True)
    monkeypatch.setattr(kept, "PACKAGE", root / "fieldapp")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "build"


@pytest.fixture
def first(root, folder):
    return a_start(root, folder, ends=True)


def a_start(root, folder, *, ends=False):
    build = Build(root, KeptBuild(folder, root))
    build.prepare()
    if ends:
        build.finish()
    return build


def compiles(monkeypatch):
    """Return the list that each later compilation is noted in."""
    noted = []
    monkeypatch.setattr(Build, "templates", property(noted.append))
    return noted


def test_the_next_start_serves_the_same_without_compiling(
    root, folder, first, monkeypatch
):
    compiled = compiles(monkeypatch)
    build = a_start(root, folder, ends=True)
    assert not compiled
    assert build.worker.version == first.worker.version
    assert build.worker.body == first.worker.body
    assert build.worker.packed == first.worker.packed
    for name in ("css/app.css", "images/a.svg"):
        assert build.static.get(name) == first.static.get(name)
        assert build.static.packed(name) == first.static.packed(name)


@pytest.mark.parametrize("name", [*FILES, "fieldapp/tables.py"])
def test_any_changed_source_is_built_anew(root, folder, first, name):
    (root / name).write_text(FILES.get(name, "") + " ", "utf-8")
    build = a_start(root, folder, ends=True)
    assert build.worker is not first.worker
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole[len(whole) // 2 :],
        lambda whole: whole.replace(b"css/app.css", b"css/bad.css"),
        lambda whole: whole.replace(b"background", b"foreground"),
    ],
    ids=["empty", "cut", "half", "another name", "another content"],
)
def test_a_damaged_file_is_built_anew(root, folder, first, damage, monkeypatch):
    (path,) = folder.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert KeptBuild(folder, root).load() is None
    again = a_start(root, folder, ends=True)
    assert again.worker.body == first.worker.body
    assert KeptBuild(folder, root).load()


def test_a_file_of_other_sources_is_not_taken_by_its_name(root, folder, first):
    (path,) = folder.iterdir()
    with zipfile.ZipFile(path, "a") as other:
        other.comment = b"0" * 64
    assert KeptBuild(folder, root).load() is None


def test_sources_that_change_during_the_build_are_not_kept(root, folder):
    build = a_start(root, folder)
    (root / "static/css/app.css").write_text("p { color: blue }\n")
    build.finish()
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_stops_nothing(root, folder):
    folder.write_text("a file where the folder should be")
    build = a_start(root, folder, ends=True)
    assert build.worker.packed
