"""How files, the worker and the manifest are answered."""

import gzip
from io import BytesIO
from shutil import copytree

import brotli
import pytest
from flask import Flask, render_template
from PIL import Image

from fieldapp.templating.build import Build
from fieldapp.templating.static_files import StaticFiles
from fieldapp.web import assets

FILES = {
    "templates/queue/index.html": '{{ asset("css/app.css") }} {{ icon("wrench") }}',
    "static/css/app.css": "p { color: red }\n",
    "service_worker/main.js": 'import { VERSION } from "./generated/assets.js"\n',
}


@pytest.fixture
def root(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    copytree(Build().root / "static" / "icons", tmp_path / "static" / "icons")
    return tmp_path


@pytest.fixture
def app(root):
    app = Flask("visada", template_folder=str(root / "templates"), static_folder=None)
    app.add_url_rule("/queue", view_func=lambda: render_template("queue/index.html"))
    assets.init_app(app, Build(root), lambda: "Cerrado Fibra")
    return app


@pytest.fixture
def client(app):
    return app.test_client()


def test_a_page_names_a_file_that_is_kept_for_ever(client):
    address = client.get("/queue").text.split()[0]
    answer = client.get(address)
    assert answer.text == "p { color: red }\n"
    assert answer.content_type == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_text_travels_as_the_browser_takes_it(client, app, accepted, encoding, unpack):
    address = app.extensions["build"].static.address("css/app.css")
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.data) == b"p { color: red }\n"


@pytest.mark.parametrize(
    "address",
    [
        "/static/0123456789ab/css/app.css",
        "/static/{hash}/css/none.css",
        "/static/{hash}/../templates/queue/index.html",
        "/static/css/app.css",
    ],
)
def test_an_address_of_another_build_is_a_clean_404(client, app, address):
    file = app.extensions["build"].static.get("css/app.css")
    answer = client.get(address.format(hash=file.hash))
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_the_worker_comes_whole_and_is_asked_for_at_every_look(client, app):
    worker = app.extensions["build"].worker
    answer = client.get("/sw.js")
    assert answer.data == worker.body
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_phone_that_has_this_worker_is_not_sent_it_again(client):
    packed = {"Accept-Encoding": "br"}
    tag = client.get("/sw.js", headers=packed).headers["ETag"]
    assert client.get("/sw.js").headers["ETag"] != tag
    answer = client.get("/sw.js", headers=packed | {"If-None-Match": tag})
    assert answer.status_code == 304
    assert not answer.data


def test_the_manifest_carries_the_operators_name_and_real_icons(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.content_type == "application/manifest+json"
    assert answer.json["name"] == "Cerrado Fibra"
    assert answer.json["start_url"] == "/queue"
    assert {icon["purpose"] for icon in answer.json["icons"]} == {"any", "maskable"}
    for icon in answer.json["icons"]:
        image = Image.open(BytesIO(client.get(icon["src"]).data))
        assert "{}x{}".format(*image.size) == icon["sizes"]


def test_the_favicon_is_an_icon(client):
    assert client.get("/favicon.ico").data.startswith(b"\0\0\1\0")


def test_a_changed_source_is_built_again_while_developing(root, monkeypatch):
    monkeypatch.setenv("FIELDAPP_DEBUG", "1")
    app = Flask("visada", template_folder=str(root / "templates"), static_folder=None)
    assets.init_app(app, Build(root))
    client = app.test_client()
    before = client.get("/sw.js").text
    (root / "static/css/app.css").write_text("p { color: blue }\n")
    assert client.get("/sw.js").text != before


def test_every_file_of_static_can_be_prepared():
    """A script that cannot be joined is found here, whoever names it."""
    root = Build().root / "static"
    files = StaticFiles(root)
    for path in sorted(root.rglob("*.*")):
        assert files.get(str(path.relative_to(root))).body
