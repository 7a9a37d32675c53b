"""Serves what the build made: static files, the worker and the app's manifest."""

import os
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from fieldapp.access import public
from fieldapp.templating import environment
from fieldapp.templating.build import Build, clear_caches, last_change
from fieldapp.templating.kept import KeptBuild
from fieldapp.translating import current_language

bp = Blueprint("assets", __name__)

FOREVER = "public, max-age=31536000, immutable"
WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
JAVASCRIPT = "text/javascript; charset=utf-8"
ICONS = (
    ("icons/app-192.png", "192x192", "any"),
    ("icons/app-512.png", "512x512", "any"),
    ("icons/app-maskable-512.png", "512x512", "maskable"),
)


def init_app(
    app: Flask,
    build: Build | None = None,
    organization_name: Callable[[], str] = lambda: "Visada",
    build_dir: Path | None = None,
) -> None:
    """Build everything now, so that a wrong template stops the start, not a page.

    Sources that somebody works on may change while they are read: nothing is kept then.
    """
    environment.init_app(app)
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = asset
    is_watched = os.environ.get("FIELDAPP_DEBUG") == "1"
    kept = KeptBuild(build_dir) if build_dir and not is_watched else None
    app.extensions["build"] = build = build or Build(kept=kept)
    app.extensions["organization_name"] = organization_name
    build.prepare()
    if is_watched:
        app.before_request(_Watch(build).rebuild_when_changed)


@bp.get("/static/<hash_>/<path:name>")
@public
def static_file(hash_: str, name: str) -> Response:
    files = _build().static
    try:
        file = files.get(name)
    except LookupError:
        return _gone()
    if file.hash != hash_:
        return _gone()
    return _sent(file.body, files.packed(name), file.media_type)


@bp.get("/sw.js")
@public
def worker() -> Response:
    """Send the worker whole, once; who has this version hears only that it is so."""
    current = _build().worker
    response = _sent(current.body, current.packed, JAVASCRIPT)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = WORKER_POLICY
    response.set_etag(f"{current.version}-{response.content_encoding or 'plain'}")
    response.make_conditional(request)
    return response


@bp.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    address = _build().static.address
    icons = [
        {"src": address(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in ICONS
    ]
    name = current_app.extensions["organization_name"]()
    response = jsonify(
        id="/queue",
        name=name,
        short_name=name,
        lang=current_language(),
        start_url="/queue",
        scope="/",
        display="standalone",
        background_color="#0B3B36",
        theme_color="#0B3B36",
        icons=icons,
    )
    response.content_type = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/favicon.ico")
@public
def favicon() -> Response:
    body = _build().static.get("icons/favicon.ico").body
    response = Response(body, content_type="image/x-icon")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def asset(name: str) -> str:
    """Return where this build's own file lives; raises LookupError without one."""
    return _build().static.address(name)


def _build() -> Build:
    build: Build = current_app.extensions["build"]
    return build


def _sent(body: bytes, packed: dict[str, bytes], media_type: str) -> Response:
    """Send the best encoding that the browser takes."""
    taken = [name for name in packed if request.accept_encodings.quality(name) > 0]
    encoding = taken[0] if taken else None
    response = Response(packed[encoding] if encoding else body, content_type=media_type)
    response.headers["Cache-Control"] = FOREVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    if packed:
        response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _gone() -> Response:
    """Answer for an address of another build; nobody may keep this answer."""
    response = Response("Not found\n", status=404, content_type="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


class _Watch:
    """Builds again when a source file changed, while somebody works on the code."""

    def __init__(self, build: Build) -> None:
        self._root = build.root
        self._seen = last_change(self._root)

    def rebuild_when_changed(self) -> None:
        seen = last_change(self._root)
        if seen != self._seen:
            self._seen = seen
            clear_caches()
            current_app.extensions["build"] = Build(self._root)
