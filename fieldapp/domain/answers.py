"""What each kind of item takes (mirror: service_worker/domain/answers.js)."""

from collections.abc import Callable
from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.domain.quantities import parse_quantity
from fieldapp.domain.texts import ascii_upper, trimmed
from fieldapp.problem import Problem

TICKS: dict[str, str] = {"true": "Yes", "false": "No", "na": "N/A"}
MAXIMUM_TEXT = 10_000
MAXIMUM_SCAN = 200


def parse_answer(item: Document, value: Any) -> Any:
    """Return the value as it is kept; empty is null, which takes the answer back.

    Raises Problem answer_not_a_number, answer_not_a_choice, answer_not_text or
    answer_not_expected.
    """
    if value in (None, "", []):
        return None
    return PARSERS[item["kind"]](item, value)


def _tick(item: Document, value: Any) -> bool | str:
    if value == "na" and item.get("not_applicable"):
        return "na"
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise _not_a_choice(value)
    return bool(value == "true")


def _choice(item: Document, value: Any) -> str | list[str]:
    known = [choice["value"] for choice in item["choices"]]
    if not item.get("multiple"):
        if value not in known:
            raise _not_a_choice(value)
        return str(value)
    chosen = value if isinstance(value, list) else [value]
    for each in chosen:
        if each not in known:
            raise _not_a_choice(each)
    return [each for each in known if each in chosen]


def _number(_item: Document, value: Any) -> str | None:
    if not isinstance(value, str):
        raise Problem("answer_not_a_number", value=value)
    return parse_quantity(value) if trimmed(value) else None


def _text(_item: Document, value: Any) -> str | None:
    return _bounded(value, MAXIMUM_TEXT) or None


def _scan(_item: Document, value: Any) -> str | None:
    return ascii_upper(_bounded(value, MAXIMUM_SCAN)) or None


def _none(_item: Document, _value: Any) -> None:
    raise Problem("answer_not_expected")


PARSERS: dict[str, Callable[[Document, Any], Any]] = {
    "tick": _tick,
    "choice": _choice,
    "number": _number,
    "text": _text,
    "scan": _scan,
    "photo": _none,
    "instruction": _none,
}


def _bounded(value: Any, maximum: int) -> str:
    if not isinstance(value, str) or len(value) > maximum:
        raise Problem("answer_not_text", maximum=maximum)
    return trimmed(value)


def _not_a_choice(value: Any) -> Problem:
    return Problem("answer_not_a_choice", value=value)
