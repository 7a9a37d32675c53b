"""Every operation by its name, and the border that its arguments cross."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import PERMISSIONS
from fieldapp.operations import (
    acknowledge_visit,
    add_note,
    answer_checklist_item,
    arrive_on_site,
    attach_evidence,
    cancel_work_order,
    close_work_order,
    confirm_evidence,
    create_work_order,
    edit_user,
    edit_work_order,
    finish_visit,
    issue_password_link,
    override_reading,
    pause_work,
    publish_template_version,
    reassign_visit,
    record_contact_attempt,
    register_device,
    register_user,
    relabel_device,
    remove_evidence,
    reopen_work_order,
    report_cannot_complete,
    request_change,
    reserve_labels,
    resolve_issue,
    resume_work,
    retire_label,
    revoke_client,
    scan_device,
    schedule_visit,
    sign_off,
    start_travel,
    start_work,
    undo,
)
from fieldapp.operations.arguments import MAXIMUM_ARGUMENTS_BYTES
from fieldapp.operations.context import Context
from fieldapp.problem import Problem

Stream = Literal["work_order", "user", "account", "template", "device", "label_batch"]

_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Operation:
    """One verb: who may perform it on which stream, and its pure function.

    A client operation is mirrored in the service worker; the others are the office's.
    `upcasts[n]` makes arguments of version n + 2 out of those of version n + 1, so that
    every version that a phone was ever given can still be read.
    """

    name: str
    version: int
    arguments: type[Any]
    authorize: Callable[[Any, Any, Context], None]
    apply: Callable[[Any, Any, Context], Document]
    roles: frozenset[str]
    stream: Stream
    is_client: bool
    upcasts: tuple[Callable[[Document], Document], ...] = ()


def parse_arguments(
    operation: Operation, raw: Document, version: int | None = None
) -> Any:
    """Return the checked arguments; raises Problem arguments_invalid with the field.

    `version` is the one they were written in, by default the present one.
    """
    for upcast in operation.upcasts[(version or operation.version) - 1 :]:
        raw = upcast(raw)
    body = _text(raw).encode(errors="surrogatepass")
    if len(body) > MAXIMUM_ARGUMENTS_BYTES:
        raise Problem("arguments_invalid", field="arguments")
    try:
        return adapter(operation.name).validate_json(body)
    except ValidationError as error:
        raise Problem("arguments_invalid", field=_field(error)) from error


@cache
def adapter(name: str) -> TypeAdapter[Any]:
    """Return the strict checker of one operation's arguments."""
    return TypeAdapter(OPERATIONS[name].arguments)


def argument_names(operation: Operation) -> list[str]:
    """Return the argument names in their order, optional ones with a question mark."""
    schema = adapter(operation.name).json_schema()
    required = schema.get("required", [])
    names = schema.get("properties", {})
    return [name if name in required else f"{name}?" for name in names]


def _operation(
    module: ModuleType, action: str, stream: Stream, *, is_client: bool
) -> Operation:
    name = module.__name__.rpartition(".")[2]
    return Operation(
        name=name,
        version=module.VERSION,
        arguments=getattr(module, name.title().replace("_", "")),
        authorize=module.authorize,
        apply=module.apply,
        roles=frozenset(PERMISSIONS[action]),
        stream=stream,
        is_client=is_client,
        upcasts=getattr(module, "UPCASTS", ()),
    )


def _field(error: ValidationError) -> str:
    place = error.errors(include_url=False, include_context=False)[0]["loc"]
    return str(place[0]) if place else "arguments"


_CLIENT: list[tuple[ModuleType, str, Stream]] = [
    (acknowledge_visit, "perform_visit", "work_order"),
    (add_note, "write_notes", "work_order"),
    (answer_checklist_item, "perform_visit", "work_order"),
    (arrive_on_site, "perform_visit", "work_order"),
    (attach_evidence, "perform_visit", "work_order"),
    (finish_visit, "perform_visit", "work_order"),
    (pause_work, "perform_visit", "work_order"),
    (record_contact_attempt, "perform_visit", "work_order"),
    (remove_evidence, "perform_visit", "work_order"),
    (report_cannot_complete, "perform_visit", "work_order"),
    (request_change, "request_change", "work_order"),
    (resolve_issue, "resolve_issues", "user"),
    (resume_work, "perform_visit", "work_order"),
    (scan_device, "perform_visit", "work_order"),
    (sign_off, "perform_visit", "work_order"),
    (start_travel, "perform_visit", "work_order"),
    (start_work, "perform_visit", "work_order"),
    (undo, "perform_visit", "work_order"),
]
_OFFICE: list[tuple[ModuleType, str, Stream]] = [
    (cancel_work_order, "plan_work", "work_order"),
    (close_work_order, "plan_work", "work_order"),
    (confirm_evidence, "confirm_evidence", "work_order"),
    (create_work_order, "plan_work", "work_order"),
    (edit_user, "manage_users", "account"),
    (edit_work_order, "plan_work", "work_order"),
    (issue_password_link, "manage_users", "account"),
    (override_reading, "override", "work_order"),
    (publish_template_version, "publish_templates", "template"),
    (reassign_visit, "plan_work", "work_order"),
    (register_device, "register_devices", "device"),
    (register_user, "manage_users", "account"),
    (relabel_device, "register_devices", "device"),
    (reopen_work_order, "override", "work_order"),
    (reserve_labels, "register_devices", "label_batch"),
    (retire_label, "register_devices", "label_batch"),
    (revoke_client, "manage_users", "account"),
    (schedule_visit, "plan_work", "work_order"),
]

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for modules, is_client in ((_CLIENT, True), (_OFFICE, False))
    for operation in (
        _operation(module, action, stream, is_client=is_client)
        for module, action, stream in modules
    )
}
