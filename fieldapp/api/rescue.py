"""A rescue file, carried to the office by hand: the same operations and photos."""

from flask import Blueprint, Response, current_app, jsonify, request

from fieldapp.access import requires
from fieldapp.sync import rescue
from fieldapp.translating import gettext

bp = Blueprint("sync_import", __name__)


@bp.post("/sync/import")
@requires("import_rescue")
def import_rescue() -> Response:
    """Take the file of the body in; what is here already changes nothing."""
    extensions = current_app.extensions
    imported = rescue.take_in(
        request.stream,
        extensions["rescue_keys"],
        extensions["evidence_store"],
        extensions["jobs"].draw,
    )
    problem = imported.problem
    return jsonify(
        name=imported.name,
        new_operations=imported.new_operations,
        known_operations=imported.known_operations,
        to_decide=imported.to_decide,
        new_evidence=len(imported.new_evidence),
        known_evidence=imported.known_evidence,
        problem=problem.to_dict(gettext) if problem else None,
    )
