"""One address for machines that watch whether the server can write."""

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from fieldapp import database
from fieldapp.access import public
from fieldapp.models import Installation
from fieldapp.services.evidence_store import EvidenceStore

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def show() -> Response:
    """Answer 200 when database and store take writes, else 503 with what does not."""
    parts = {"database": _database_works(), "evidence": _store_works()}
    response = jsonify(status="ok" if all(parts.values()) else "failing", **parts)
    response.status_code = 200 if all(parts.values()) else 503
    return response


def _database_works() -> bool:
    try:
        with database.writing() as connection:
            row = select(Installation.value).where(Installation.name == "epoch")
            connection.execute(row.with_for_update()).scalar_one()
    except DBAPIError:
        return False
    return True


def _store_works() -> bool:
    store: EvidenceStore = current_app.extensions["evidence_store"]
    try:
        store.probe()
    except OSError:
        return False
    return True
