"""Python's tables as an ES module: phases, reasons and problems are written once."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from fieldapp.operations.tables import EXPORTS


def tables_module(exports: Mapping[str, Any] = EXPORTS) -> str:
    """Return `export const NAME = …` for every exported table."""
    return "".join(
        f"export const {name} = {json.dumps(plain(table), ensure_ascii=False)}\n"
        for name, table in exports.items()
    )


def plain(value: Any) -> Any:
    """Return the value as JSON knows it; raises TypeError for what has no twin."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name)) for field in fields(value)
        }
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(member) for key, member in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value))
    if isinstance(value, list | tuple):
        return list(map(plain, value))
    raise TypeError(f"{value!r} has no twin in JavaScript")
