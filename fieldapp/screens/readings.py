"""What a measured answer means, in numbers; mirror: .../readings.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.limits import accepted_range, limit_for, verdict
from fieldapp.domain.quantities import padded
from fieldapp.screens.decimals import stepped
from fieldapp.screens.ruler import ruler


def reading(item: Document, value: str | None, facts: Document) -> Document:
    """Return the ruler, the accepted range and the verdict of a number item."""
    limit = limit_for(item, facts)
    return {
        "ruler": ruler(item, limit, value),
        "accepted": _accepted(item, limit),
        "verdict": None if value is None else _verdict(item, value, facts),
    }


def shown(value: str | None, item: Document) -> str | None:
    """Return decimal text with the decimals of the item."""
    return None if value is None else padded(value, _decimals(item))


def _accepted(item: Document, limit: Document | None) -> Document | None:
    if limit is None:
        return None
    green = accepted_range(limit)["green"]
    if green["from"] is None and green["to"] is None:
        return None
    return {"from": shown(green["from"], item), "to": shown(green["to"], item)}


def _verdict(item: Document, value: str, facts: Document) -> Document | None:
    found = verdict(item, value, facts)
    if found["verdict"] is None:
        return None
    low, high = None, None
    if found["verdict"] == "amber":
        low, high = _borderline(item, found)
    return {
        "zone": found["verdict"],
        "side": found["side"],
        "bound": shown(found["bound"], item),
        "from": shown(low, item),
        "to": shown(high, item),
    }


def _borderline(item: Document, found: Document) -> tuple[str | None, str | None]:
    decimals = _decimals(item)
    bound = found["bound"]
    if found["side"] == "below":
        return found["limit"].get("red_below"), _stepped(bound, decimals, -1)
    return _stepped(bound, decimals, 1), found["limit"].get("red_above")


def _stepped(bound: str, decimals: int, steps: int) -> str:
    return bound if "E" in bound else stepped(bound, decimals, steps)


def _decimals(item: Document) -> int:
    return item.get("decimals") or 0
