"""Refuses writes that another site's page asked for; no tokens that could go stale."""

from flask import Flask, request

from fieldapp.problem import Problem

SAFE = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    app.before_request(refuse_cross_site)


def refuse_cross_site() -> None:
    """Raise Problem cross_site unless the browser says that our own page asks.

    Browsers leave Sec-Fetch-Site out over plain http in a LAN; Origin stands in then.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_ours = site == "same-origin" if site else origin == request.host_url.rstrip("/")
    if not is_ours:
        raise Problem("cross_site")
