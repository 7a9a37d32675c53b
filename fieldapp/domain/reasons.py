"""Why a visit could not be completed: the proof asked for, what the clock does.

Defaults of the catalogue (domain.md section 6); a company may change them.
"""

from typing import TypedDict


class Reason(TypedDict):
    """One reason; `sla` is stops, runs, closes, engineering or office."""

    label: str
    proof: list[str]
    sla: str


REASONS: dict[str, Reason] = {
    "customer_absent": {
        "label": "Customer absent",
        "proof": ["photo", "position", "contact_attempts", "waiting_timer"],
        "sla": "stops",
    },
    "address_not_found": {
        "label": "Address not found",
        "proof": ["photo", "call"],
        "sla": "stops",
    },
    "customer_rescheduled": {
        "label": "Customer asked for another day",
        "proof": ["window"],
        "sla": "stops",
    },
    "customer_refused": {
        "label": "Customer refused or gave up",
        "proof": ["text", "sign_off"],
        "sla": "closes",
    },
    "minor_only": {
        "label": "Only a minor at home",
        "proof": ["text"],
        "sla": "stops",
    },
    "access_denied": {
        "label": "Access denied (gate, dog, key)",
        "proof": ["photo"],
        "sla": "stops",
    },
    "technically_unfeasible": {
        "label": "Not feasible (no line of sight, port full, distance)",
        "proof": ["photo", "reading"],
        "sla": "engineering",
    },
    "network_fault": {
        "label": "Network fault",
        "proof": ["reading", "port"],
        "sla": "runs",
    },
    "missing_material": {
        "label": "Material missing or device faulty",
        "proof": ["serial"],
        "sla": "runs",
    },
    "safety_risk": {
        "label": "Risk (rain, live pole)",
        "proof": ["photo"],
        "sla": "runs",
    },
    "out_of_time": {"label": "Out of time", "proof": [], "sla": "runs"},
    "contract_blocked": {
        "label": "Contract blocked or data do not match",
        "proof": [],
        "sla": "office",
    },
    "duplicate_order": {
        "label": "Duplicate order or already solved",
        "proof": ["link"],
        "sla": "closes",
    },
}

PAUSE_REASONS: dict[str, str] = {
    "lunch": "Lunch",
    "waiting_customer": "Waiting for the customer",
    "waiting_material": "Waiting for material",
    "waiting_network": "Waiting for the network",
    "safety": "Safety",
    "other_visit": "Another visit",
    "other": "Other reason",
}
