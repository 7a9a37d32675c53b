"""The office takes in what a phone could not send, from its rescue file."""

from collections.abc import Sequence
from typing import IO

from flask import Blueprint, current_app, make_response, request
from werkzeug.wrappers import Response

from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.sync import rescue
from fieldapp.sync.rescue import Imported
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting

bp = Blueprint("office_rescue", __name__, url_prefix="/office/rescue")
bp.before_request(acting.refuse_who_sees_only_own)


@bp.get("")
@requires("import_rescue")
def new() -> str:
    """Ask for the file."""
    return _page()


@bp.post("")
@requires("import_rescue")
def create() -> Response:
    """Take the files in and say what each brought; twice changes nothing."""
    results: list[Imported] = []
    errors = []
    for file in request.files.getlist("rescue"):
        try:
            results.append(_taken_in(file.stream))
        except Problem as problem:
            errors.append({"field": "rescue", "text": problem.message(_)})
    if not results and not errors:
        errors.append({"field": "rescue", "text": _("Choose the file first")})
    return make_response(_page(results, errors), 422 if errors else 200)


def _taken_in(stream: IO[bytes]) -> Imported:
    extensions = current_app.extensions
    return rescue.take_in(
        stream,
        extensions["rescue_keys"],
        extensions["evidence_store"],
        extensions["jobs"].draw,
    )


def _page(
    results: Sequence[Imported] = (), errors: Sequence[dict[str, str]] = ()
) -> str:
    screen = {
        "section": "phones",
        "results": [_row(imported) for imported in results],
        "errors": errors,
        "wrong": {each["field"]: each["text"] for each in errors},
    }
    title = _("Rescue a phone")
    return acting.page("rescue/new", title, screen)


def _row(imported: Imported) -> Document:
    return {
        "name": imported.name,
        "new_operations": imported.new_operations,
        "known_operations": imported.known_operations,
        "to_decide": imported.to_decide,
        "new_evidence": len(imported.new_evidence),
        "known_evidence": imported.known_evidence,
        "problem": imported.problem.message(_) if imported.problem else None,
    }
