"""Every refusal as a sentence: a page for people, problem JSON for programs."""

import errno
import logging
from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from fieldapp import database
from fieldapp.problem import Problem
from fieldapp.translating import gettext
from fieldapp.web.page import base_context

PROGRAMS = ("/sync", "/api/", "/healthz")
BY_STATUS = {
    400: "request_invalid",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "media_type",
}
EXTRA: dict[str, dict[str, bool]] = {
    "client_revoked": {"wipe": True},
    "protocol_too_old": {"upgrade": True},
}
RETRY_AFTER_S = {429: 5, 500: 5, 503: 2, 507: 60}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(DBAPIError, answer_database)
    app.register_error_handler(OSError, answer_system)
    app.register_error_handler(Exception, answer_bug)


def answer(problem: Problem) -> Response:
    """Answer with the sentence, in the reader's language."""
    if request.path.startswith(PROGRAMS):
        body: dict[str, Any] = problem.to_dict(gettext)
        response = jsonify(body | EXTRA.get(problem.code, {}))
    else:
        response = make_response(_page(problem))
    response.status_code = problem.status
    if problem.status in RETRY_AFTER_S:
        seconds = problem.details.get("seconds", RETRY_AFTER_S[problem.status])
        response.headers["Retry-After"] = str(seconds)
    if problem.code == "offset_wrong":
        response.headers["Upload-Offset"] = str(problem.details["offset"])
    return response


def answer_http(error: HTTPException) -> Response:
    """Answer what Flask refuses by itself; redirects pass."""
    if error.code in BY_STATUS:
        response = answer(Problem(BY_STATUS[error.code]))
        if error.code == 405 and (allowed := error.get_response().headers.get("Allow")):  # noqa: PLR2004
            response.headers["Allow"] = allowed
        return response
    if error.code is not None and error.code < 400:  # noqa: PLR2004 # a redirect
        return make_response(error.get_response())
    return answer(Problem("request_invalid"))


def answer_database(error: DBAPIError) -> Response:
    """Answer a full disk or a busy database as what they are."""
    problem = database.problem_of(error)
    return answer(problem) if problem else answer_bug(error)


def answer_system(error: OSError) -> Response:
    """Answer a full disk as what it is."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return answer(Problem("storage_full"))
    return answer_bug(error)


def answer_bug(error: Exception) -> Response:
    """Log our own bug and show nothing of it."""
    log.error("unexpected failure at %s", request.path, exc_info=error)
    return answer(Problem("server_fault"))


def _page(problem: Problem) -> str:
    sentence = problem.message(gettext)
    return render_template("problems/show.html", sentence=sentence, **base_context())
