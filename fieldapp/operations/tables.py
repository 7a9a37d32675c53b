"""The tables that JavaScript needs, as JSON: service_worker/generated/tables.js."""

from typing import Any

from fieldapp.domain import tables
from fieldapp.operations.arguments import MAXIMUM_ARGUMENTS_BYTES
from fieldapp.operations.registry import OPERATIONS, adapter

_SHOWN_ONLY_TO_PEOPLE = ("title", "description", "default")


def _schema(name: str) -> Any:
    return _plain(adapter(name).json_schema(ref_template="{model}"))


def _plain(node: Any, *, is_names: bool = False) -> Any:
    """Drop what only readers of a schema need; `properties` holds names, not words."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _plain(each, is_names=name in ("properties", "$defs"))
        for name, each in node.items()
        if is_names or name not in _SHOWN_ONLY_TO_PEOPLE
    }


EXPORTS: dict[str, object] = {
    **tables.EXPORTS,
    "MAXIMUM_ARGUMENTS_BYTES": MAXIMUM_ARGUMENTS_BYTES,
    "ARGUMENTS": {
        name: _schema(name) for name, each in OPERATIONS.items() if each.is_client
    },
}
