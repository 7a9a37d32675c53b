"""Three zones of a reading (mirror: service_worker/domain/limits.js)."""

from fieldapp.domain.documents import Document
from fieldapp.domain.quantities import compare

VERDICTS: dict[str, str] = {"green": "Pass", "amber": "Borderline", "red": "Fail"}

# In this order: the first bound that a value passes decides. Comparisons are strict,
# so that a value on the bound belongs to the better zone (domain.md section 5).
BOUNDS = [
    ("red_below", "red", "below"),
    ("red_above", "red", "above"),
    ("amber_below", "amber", "below"),
    ("amber_above", "amber", "above"),
]


def facts_of(order: Document) -> Document:
    """Return what limits may depend on."""
    plan = order.get("plan")
    return {
        "technology": order.get("technology"),
        "service_type": order.get("service_type"),
        "plan": plan["name"] if plan else None,
    }


def limit_for(item: Document, facts: Document) -> Document | None:
    """Return the first limit of the item whose `when` fits the facts."""
    for limit in item.get("limits") or []:
        if _fits(limit.get("when") or {}, facts):
            return dict(limit)
    return None


def verdict(item: Document, value: str, facts: Document) -> Document:
    """Return the zone of a canonical value, the limit and the bound that it passed.

    `verdict` is green, amber, red, or null when no limit fits; `side` and `bound`
    say which bound was passed and are null in the green zone.
    """
    limit = limit_for(item, facts)
    if limit is None:
        return {"verdict": None, "limit": None, "side": None, "bound": None}
    for name, zone, side in BOUNDS:
        bound = limit.get(name)
        if bound is not None and _beyond(value, bound, side):
            return {"verdict": zone, "limit": limit, "side": side, "bound": bound}
    return {"verdict": "green", "limit": limit, "side": None, "bound": None}


def accepted_range(limit: Document) -> Document:
    """Return the ends of the green and of the amber zone; null is open."""
    return {
        "green": {
            "from": _first(limit, "amber_below", "red_below"),
            "to": _first(limit, "amber_above", "red_above"),
        },
        "amber": {"from": limit.get("red_below"), "to": limit.get("red_above")},
    }


def _fits(when: Document, facts: Document) -> bool:
    return all(_is_one_of(facts.get(name), wanted) for name, wanted in when.items())


def _is_one_of(fact: object, wanted: object) -> bool:
    return fact in wanted if isinstance(wanted, list) else fact == wanted


def _beyond(value: str, bound: str, side: str) -> bool:
    return compare(value, bound) == (-1 if side == "below" else 1)


def _first(limit: Document, *names: str) -> str | None:
    found = (limit.get(name) for name in names)
    return next((bound for bound in found if bound is not None), None)
