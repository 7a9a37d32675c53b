"""What the technician's views share; mirror: service_worker/web/answering.js."""

from flask import render_template, request
from flask_login import current_user

from fieldapp import clock, database
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.services import own_visits
from fieldapp.services.own_visits import OwnVisit
from fieldapp.sync import operation_log
from fieldapp.translating import gettext
from fieldapp.web.page import base_context


def show(template: str, screen: Document) -> str:
    """Return a page or partial with what every context holds."""
    return render_template(template, **{**base_context(), **screen})


def scene() -> Document:
    """Return what screens are drawn for."""
    base = base_context()
    return {
        "now": clock.now_text(),
        "zone": base["organization"]["time_zone"],
        "viewer": base["viewer"],
        "organization": base["organization"],
    }


def own_visit(visit_id: str) -> OwnVisit:
    """Return her visit with its order; raises Problem not_found."""
    with database.reading() as connection:
        return own_visits.find(connection, visit_id, current_user.id)


def record(name: str, arguments: Document, work_order_id: str | None) -> None:
    """Perform one operation as the person who asks; raises its Problem.

    `Operation-Id` comes from page scripts, so that a repeated tap counts once.
    """
    operation_log.submit(
        name,
        arguments,
        work_order_id=work_order_id,
        actor=current_user,
        client=current_user.client,
        operation_id=request.headers.get("Operation-Id"),
    )


def sentence(problem: Problem | None) -> str | None:
    """Return what a refusal says to her."""
    return problem.message(gettext) if problem else None
