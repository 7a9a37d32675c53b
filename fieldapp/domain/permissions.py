"""Who may do what: one table, action by role (domain.md section 1).

A scope says on what: "own" visits and data, "team", "all", or "read". An operation or
route without a row here is a fault.
"""

ROLES: dict[str, str] = {
    "technician": "Technician",
    "dispatcher": "Dispatcher",
    "supervisor": "Supervisor",
    "administrator": "Administrator",
    "auditor": "Auditor",
}

_OFFICE = {"dispatcher": "all", "supervisor": "all", "administrator": "all"}

PERMISSIONS: dict[str, dict[str, str]] = {
    "perform_visit": {"technician": "own", "supervisor": "own"},
    "request_change": {"technician": "own", "supervisor": "own"},
    "write_notes": {"technician": "own", **_OFFICE},
    "plan_work": _OFFICE,
    "see_work": {"technician": "own", **_OFFICE, "auditor": "read"},
    "override": {"supervisor": "all", "administrator": "all"},
    "resolve_issues": {"technician": "own", **_OFFICE},
    "import_rescue": _OFFICE,
    "publish_templates": {"supervisor": "all", "administrator": "all"},
    "read_templates": {
        "dispatcher": "read",
        "supervisor": "read",
        "administrator": "read",
        "auditor": "read",
    },
    "keep_devices": {"technician": "own", **_OFFICE},
    "register_devices": _OFFICE,
    "read_devices": {"technician": "own", **_OFFICE, "auditor": "read"},
    "manage_users": {"supervisor": "team", "administrator": "all"},
    "read_users": {"supervisor": "team", "administrator": "all", "auditor": "read"},
    "manage_settings": {"administrator": "all"},
    "read_settings": {"administrator": "read", "auditor": "read"},
    "keep_own_profile": dict.fromkeys(ROLES, "own"),
    "see_insight": {"technician": "own", **_OFFICE, "auditor": "all"},
    "read_audit": {"supervisor": "read", "administrator": "read", "auditor": "read"},
    "confirm_evidence": {"system": "all"},
}


def scope(role: str, action: str) -> str | None:
    """Return how far the role reaches in the action, or null when it may not act."""
    return PERMISSIONS[action].get(role)


def may(role: str, action: str) -> bool:
    """Tell whether the role may act at all."""
    return scope(role, action) is not None
